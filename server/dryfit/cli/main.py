"""The `dryfit` command.

Commands import what they run inside their functions, so that `dryfit models` starts at once.
"""

import sys

import typer
from rich.console import Console
from rich.markup import escape

from dryfit import __version__
from dryfit.cli import (
    bench,
    check,
    doctor,
    drill,
    drills,
    models,
    new,
    observe,
    rehearse,
    report,
    schema,
    serve,
    show,
    talk,
    visit,
)
from dryfit.errors import DryfitError
from dryfit.scenario.errors import ScenarioError

EXIT_USER_ERROR = 1
EXIT_INTERRUPTED = 130

app = typer.Typer(
    help="Practise a conversation with a persona, and get a critique that quotes you.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(models.app, name="models")
app.add_typer(bench.app, name="bench")
app.add_typer(drills.app, name="drills")
app.command("serve")(serve.serve)
app.command("talk")(talk.talk)
app.command("drill")(drill.drill)
app.command("show")(show.show)
app.command("report")(report.report)
app.command("doctor")(doctor.doctor)
app.command("check")(check.check)
app.command("new")(new.new)
app.command("observe")(observe.observe)
app.command("rehearse")(rehearse.rehearse)
app.command("visit")(visit.visit)
app.command("schema")(schema.schema)


@app.command("version")
def version() -> None:
    """Print the version."""
    print(__version__)


def main() -> None:
    """Run the command; what a person can mend is said plainly, without a traceback."""
    console = Console(stderr=True, highlight=False)
    try:
        app()
    except DryfitError as error:
        where = (
            f"{error.file}:{error.line}:{error.column}: "
            if isinstance(error, ScenarioError)
            else ""
        )
        console.print(
            f"{escape(where)}[red]{escape(error.message)}[/] [dim]({escape(error.code)})[/]"
        )
        if error.hint:
            console.print(escape(error.hint))
        sys.exit(EXIT_USER_ERROR)
    except SystemExit as left:
        if left.code == EXIT_INTERRUPTED:  # what Typer makes of Ctrl-C, without a word
            console.print("\nStopped.")
        raise
