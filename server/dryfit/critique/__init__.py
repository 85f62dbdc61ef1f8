"""Looking back on a session: what was done, with the learner's own words as evidence."""
