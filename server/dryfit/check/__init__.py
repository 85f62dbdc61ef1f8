"""Is a scenario fair, does it keep its secret, can it be won? Asked before a learner meets it."""
