"""Prints a session as it happens."""

from rich.console import Console
from rich.markup import escape

from dryfit.session import outputs as o

_LOW_CONFIDENCE = 0.5


class Narrator:
    """One line a turn; faults in red; silent when the output is JSON."""

    def __init__(self, console: Console, persona: str, quiet: bool) -> None:
        self._console = console
        self._persona = persona.split()[0] if persona.split() else "Persona"
        self._quiet = quiet

    def __call__(self, output: o.SessionOutput) -> None:
        """Print what a person would want to see of this output."""
        if self._quiet:
            return
        match output:
            case o.LearnerSaid(text=text, confidence=confidence, mode="voice"):
                unsure = "  (not sure)" if confidence < _LOW_CONFIDENCE else ""
                self._console.print(f"[bold]You[/]: {escape(text)}[dim]{unsure}[/]")
            case o.ReplyClosed(text=text, completed=completed):
                cut = "" if completed else " ..."
                self._console.print(f"[bold cyan]{escape(self._persona)}[/]: {escape(text)}{cut}")
            case o.Faulted(code, message):
                self._console.print(f"[red]{escape(message)}[/] [dim]({escape(code)})[/]")
            case _:
                pass
