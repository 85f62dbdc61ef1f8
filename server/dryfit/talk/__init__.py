"""A session in the terminal: learner turns from files, from typing, or from the microphone."""
