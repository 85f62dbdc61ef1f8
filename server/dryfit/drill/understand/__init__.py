"""What a learner's words mean as an answer; nothing where that cannot be told."""
