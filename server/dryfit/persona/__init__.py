"""The persona: what the learner did (reader), and what the persona does next (director)."""
