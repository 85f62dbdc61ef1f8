"""A critique as one page: to read offline, to print, to give away when the learner says so."""
