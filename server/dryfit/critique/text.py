"""The critique for a terminal: readable at 80 columns, in colour where there is any."""

import io
import unicodedata
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dryfit.critique.report import (
    ConcernTrace,
    Critique,
    CurvePoint,
    Measures,
    Practice,
    RubricResult,
    TranscriptLine,
)

_BARS = "▁▂▃▄▅▆▇█"
_MARKS = {"yes": ("✓", "green"), "no": ("✗", "red"), "not_applicable": ("–", "dim")}  # noqa: RUF001
LONGEST_LINE = 1_000
"""Letters of a transcript line that are shown; more, and one turn fills the screen."""


def as_text(critique: Critique, width: int = 80, colour: bool = False) -> str:
    """Render the critique; with `colour` it carries terminal escapes."""
    page = io.StringIO()
    console = Console(
        file=page,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    for section in _sections(critique):
        console.print(section)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def printable(text: str) -> str:
    """The text without control characters: what was said must not steer the terminal."""
    shown = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter
        for letter in text
    )
    return " ".join(shown.split())


def sparkline(values: Sequence[float]) -> str:
    """One bar a value, 0 to 100."""
    return "".join(
        _BARS[min(len(_BARS) - 1, max(0, int(value / 100 * len(_BARS))))] for value in values
    )


def _sections(critique: Critique) -> Iterator[Text | Padding]:
    yield Text(printable(critique.summary), style="bold")
    yield from _strength(critique)
    yield from _fix(critique)
    yield from _concerns(critique.concerns)
    yield from _rubric(critique)
    yield from _numbers(critique.measures)
    yield from _curve(critique.curve)
    yield from _practice(critique.practice)
    yield from _transcript(critique.transcript, printable(critique.persona))


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold cyan")


def _indented(text: Text, by: int = 2) -> Padding:
    return Padding(text, (0, 0, 0, by))


def _quoted(quote: str, turn: int | None = None, style: str = "italic") -> Text:
    text = Text(f"“{printable(quote)}”", style=style)
    if turn is not None:
        text.append(f"  turn {turn}", style="dim")
    return text


def _strength(critique: Critique) -> Iterator[Text | Padding]:
    yield _heading("What worked")
    found = critique.strength
    if found is None:
        yield _indented(Text(_nothing(critique, "Nothing stood out.")))
        return
    yield _indented(_quoted(found.quote, found.turn))
    yield _indented(Text(printable(found.why)))
    if found.led_to:
        yield _indented(
            Text(f"{printable(critique.persona)} said: ").append_text(_quoted(found.led_to))
        )


def _fix(critique: Critique) -> Iterator[Text | Padding]:
    yield _heading("One thing to do differently")
    found = critique.fix
    if found is None:
        yield _indented(Text(_nothing(critique, "Nothing was missed.")))
        return
    yield _indented(_quoted(found.quote, found.turn))
    yield _indented(Text(printable(found.why)))
    if found.model_line:
        yield _indented(Text("Try: ").append_text(_quoted(found.model_line, style="green")))


def _nothing(critique: Critique, otherwise: str) -> str:
    judged = any(result.met != "not_applicable" for result in critique.rubric)
    return otherwise if judged else "There is too little to go on."


def _concerns(concerns: Sequence[ConcernTrace]) -> Iterator[Text | Padding]:
    if any(trace.hinted_turn or trace.shut_by for trace in concerns):
        yield _heading("What they held back")
    for trace in concerns:
        steps = [
            f"{word} in turn {turn}"
            for word, turn in (
                ("showed", trace.hinted_turn),
                ("came out", trace.revealed_turn),
                ("was settled", trace.resolved_turn),
            )
            if turn is not None
        ]
        if steps:
            yield _indented(Text("It " + ", ".join(steps) + "."))
        past = None if trace.walked_past == trace.shut_by else trace.walked_past
        for word, quote in (
            ("Opened by ", trace.opened_by),
            ("Walked past with ", past),
            ("Shut by ", trace.shut_by),
            ("Settled by ", trace.resolved_by),
        ):
            if quote:
                yield _indented(Text(word).append_text(_quoted(quote.quote, quote.turn)))


def _rubric(critique: Critique) -> Iterator[Text | Padding]:
    earned, possible = critique.score.earned, critique.score.possible
    points = f"{earned:g} of {possible:g} points" if possible else "no points to give"
    yield _heading(f"Yes or no ({points})")
    for result in critique.rubric:
        yield _indented(_result(result))
        reason = Text(printable(result.why), style="dim")
        if result.quote:
            reason.append(" ").append_text(_quoted(result.quote, result.turn))
        yield _indented(reason, 4)


def _result(result: RubricResult) -> Text:
    mark, style = _MARKS[result.met]
    line = Text(f"{mark} ", style=style).append(printable(result.behaviour), style="default")
    if result.critical:
        line.append("  must have", style="yellow")
    return line


def _numbers(measures: Measures) -> Iterator[Text | Padding]:
    told = [
        (measures.talk_share, "you talked {:.0%} of the time"),
        (measures.longest_turn_s, "longest turn {:.0f} s"),
        (measures.words_per_minute, "{:.0f} words a minute"),
        (measures.fillers, "fillers: {}"),
        (measures.pause_after_objection_s, "{:.1f} s before answering an objection"),
    ]
    parts = [words.format(value) for value, words in told if value is not None]
    asked = f"{measures.open_questions} open and {measures.closed_questions} closed questions"
    yield _heading("In numbers (no pass mark)")
    yield _indented(Text("; ".join([asked, *parts])))


def _curve(curve: Sequence[CurvePoint]) -> Iterator[Text | Padding]:
    if len(curve) < 2:
        return
    yield _heading("How it felt to them (0 to 100)")
    for name, values in (
        ("trust   ", [point.trust for point in curve]),
        ("patience", [point.patience for point in curve]),
    ):
        line = f"{name}  {values[0]:3.0f} {sparkline(values)} {values[-1]:.0f}"
        yield _indented(Text(line, no_wrap=True, overflow="crop"))


def _practice(practice: Sequence[Practice]) -> Iterator[Text | Padding]:
    if practice:
        yield _heading("What to practise next")
    for step in practice:
        text = Text(f"in {step.in_days} day{'s' if step.in_days > 1 else ''}  ", style="cyan")
        yield _indented(text.append(printable(step.what), style="default"))
        if step.line:
            yield _indented(Text("Try: ").append_text(_quoted(step.line, style="green")), 4)


def _transcript(lines: Sequence[TranscriptLine], persona: str) -> Iterator[Text | Padding]:
    if lines:
        yield _heading("What was said")
    for line in lines:
        said = printable(line.text)
        shown = said if len(said) <= LONGEST_LINE else said[:LONGEST_LINE] + " […]"
        who = "You" if line.who == "learner" else persona
        text = Text(f"{line.turn:3}  {who}: ", style="cyan" if line.who == "learner" else "dim")
        text.append(shown, style="default")
        if not line.heard:
            note = "not heard clearly" if line.who == "learner" else "cut off here"
            text.append(f"  ({note})", style="dim")
        yield text
