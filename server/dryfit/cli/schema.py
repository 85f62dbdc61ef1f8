"""`dryfit schema`: the scenario file as JSON Schema, for editors."""

import sys


def schema() -> None:
    """Print the JSON Schema of a scenario file, for your editor."""
    from dryfit.scenario.json_schema import as_text

    sys.stdout.write(as_text())
