"""Who may speak: a pure state machine over what is heard, said and asked for."""
