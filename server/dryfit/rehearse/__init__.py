"""Simulated learners who rehearse a scenario before a person meets it."""
