"""`dryfit schema`: the scenario or drill file as JSON Schema, for editors."""

import sys
from typing import Annotated

import typer


def schema(
    drill: Annotated[bool, typer.Option("--drill", help="Of a drill set.")] = False,
) -> None:
    """Print the JSON Schema of a scenario file (or of a drill set), for your editor."""
    from dryfit.drill import json_schema as drill_schema
    from dryfit.scenario import json_schema as scenario_schema

    sys.stdout.write(drill_schema.as_text() if drill else scenario_schema.as_text())
