"""Language models that word the persona's moves. Nothing here runs unless one is set."""
