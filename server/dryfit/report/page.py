"""The report: one self-contained page with all of a critique, to read offline, print or give away.

Nothing in it asks the network for anything, and everything that was said goes through Jinja's
escaping.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from dryfit.critique.report import Attempt, Critique, Measures, TranscriptLine
from dryfit.report.chart import chart_of

_ENVIRONMENT = Environment(
    loader=PackageLoader("dryfit.report", "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
MET = {"yes": "Done", "no": "Missing", "not_applicable": "Did not come up"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page says of the session beside its critique."""

    session: str
    title: str
    persona: str
    difficulty: str
    language: str
    day: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A note beside a line of the transcript."""

    kind: str
    words: str


def page_of(
    critique: Critique,
    heading: Heading,
    attempts: Sequence[Attempt] = (),
    compared: str = "",
) -> str:
    """The whole page as HTML; `attempts` are those at the moment that the session did again."""
    return _ENVIRONMENT.get_template("report.html").render(
        c=critique,
        h=heading,
        chart=chart_of(critique),
        marks=marks_of(critique),
        numbers=numbers_of(critique.measures),
        met=MET,
        attempts=attempts if len(attempts) > 1 else (),
        compared=compared,
        due=[(heading.day + timedelta(days=step.in_days), step) for step in critique.practice],
        is_judged=any(result.met != "not_applicable" for result in critique.rubric),
    )


def marks_of(critique: Critique) -> dict[tuple[str, int], list[Mark]]:
    """What is noted beside which line: by who spoke, and the turn."""
    found: dict[tuple[str, int], list[Mark]] = {}

    def note(who: str, turn: int | None, kind: str, words: str) -> None:
        if turn is not None:
            found.setdefault((who, turn), []).append(Mark(kind, words))

    if critique.strength:
        note("learner", critique.strength.turn, "good", "This worked")
    if critique.fix:
        note("learner", critique.fix.turn, "fix", "The one thing to change")
    for trace in critique.concerns:
        note("persona", trace.hinted_turn, "step", "Let a little show")
        note("persona", trace.revealed_turn, "step", "Said what it was")
        note("persona", trace.resolved_turn, "step", "Settled")
        for quote, kind, words in (
            (trace.opened_by, "good", "Opened it"),
            (trace.resolved_by, "good", "Settled it"),
            (trace.walked_past, "fix", "Walked past it"),
            (trace.shut_by, "fix", "Shut it"),
        ):
            note("learner", quote.turn if quote else None, kind, words)
    return found


def marked(
    line: TranscriptLine, marks: dict[tuple[str, int], list[Mark]], seen: set[tuple[str, int]]
) -> list[Mark]:
    """The marks of a line; each turn's stand once, beside its first line."""
    key = (line.who, line.turn)
    if key in seen:
        return []
    seen.add(key)
    return marks.get(key, [])


def numbers_of(m: Measures) -> list[tuple[str, str]]:
    """The measures that are known, in words."""
    told: list[tuple[str, object, str]] = [
        ("Your share of the talking", m.talk_share, "{:.0%}"),
        ("Open questions", m.open_questions, "{}"),
        ("Closed questions", m.closed_questions, "{}"),
        ("Longest turn", m.longest_turn_s, "{:.0f} s"),
        ("Words a minute", m.words_per_minute, "{:.0f}"),
        ("Fillers", m.fillers, "{}"),
        ("Pause after an objection", m.pause_after_objection_s, "{:.1f} s"),
        ("Interruptions", m.interruptions, "{}"),
    ]
    rows = [(name, words.format(value)) for name, value, words in told if value is not None]
    explored = m.explored_before_answering
    if explored is not None:
        rows.append(("Asked before answering an objection", "yes" if explored else "no"))
    return rows


def in_words(day: date, year: bool = True) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%b}"


_ENVIRONMENT.globals.update(marked=marked, seen=set, in_words=in_words)
