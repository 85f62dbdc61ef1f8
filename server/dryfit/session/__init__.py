"""One conversation: from what is heard to what is said, and what is written down."""
