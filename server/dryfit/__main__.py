"""`python -m dryfit`."""

from dryfit.cli.main import main

if __name__ == "__main__":
    main()
