"""Dryfit: a voice-first role-play practice partner that runs on a phone."""

__version__ = "0.1.0"
