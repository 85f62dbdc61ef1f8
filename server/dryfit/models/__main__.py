"""`python -m dryfit.models [--tests]`: fetch what is missing; in no time where nothing is.

`make` asks this at every run, so the heavy imports wait until something has to be fetched.
"""

import sys

from dryfit.errors import DryfitError
from dryfit.models.manifest import load_manifest, model_dir
from dryfit.models.verify import FileState, check_model


def main(arguments: list[str]) -> None:
    """Pull the models that are needed to run, or with `--tests` all of them."""
    wanted = [m for m in load_manifest().models if m.needed or "--tests" in arguments]
    missing = [
        model.use
        for model in wanted
        if any(check.state is not FileState.OK for check in check_model(model, model_dir()))
    ]
    if missing:
        from dryfit.cli.models import app

        try:
            app(["pull", *missing])
        except DryfitError as error:
            sys.exit(f"{error.code}: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
