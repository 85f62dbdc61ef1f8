"""Samples in, speech events and text out; text in, samples out."""
