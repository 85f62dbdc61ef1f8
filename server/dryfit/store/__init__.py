"""What was said, kept: session events and the append-only journal that holds them."""
