"""The commands of `dryfit`, one module each."""
