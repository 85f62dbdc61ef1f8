"""Calibration practice: judging an assistant's answers, some of which are wrong."""
