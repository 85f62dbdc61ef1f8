"""A filled one-page field-observation sheet becomes a scenario's `provenance`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from dryfit.errors import DryfitError
from dryfit.scenario.parts import Provenance

BLANK = """\
Field observation. Write after each colon; leave empty what you do not know.

Observed by:
Observed on (2026-09-14):
Site, no names:
Method (visits, calls, interviews):
What you saw, one a line:
-
-
-
Read by, an expert in the trade:
To be read again on (2027-03-01):
Nobody can be recognised (yes or no):
"""

_FIELDS: tuple[tuple[str, str], ...] = (
    ("observed by", "observed_by"),
    ("observed on", "observed_on"),
    ("site", "site"),
    ("method", "method"),
    ("what you saw", "observations"),
    ("read by", "reviewed_by"),
    ("to be read again on", "review_due"),
    ("nobody can be recognised", "anonymised"),
)
"""How a line of the sheet begins, and the field it fills."""

MAX_LETTERS = 20_000
"""A sheet is one page; longer, and it is some other file."""

_LINE = re.compile(r"(?P<label>[^:\n]{1,60}):(?P<value>.*)")
_BULLETS = "-\u2013\u2014•·* "
_LABEL_NOTE = re.compile(r"[(,].*")


def read_sheet(text: str) -> Provenance:
    """What the sheet says.

    Raises:
        DryfitError: codes `not-a-sheet`, `unknown-line`, `not-a-date`, `yes-or-no`.
    """
    if len(text) > MAX_LETTERS:
        raise DryfitError("not-a-sheet", "This is longer than one page.", _HOW)
    written: dict[str, tuple[int, str]] = {}
    seen: list[str] = []
    field = ""
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        label = _label(said, number, field == "observations")
        if label:
            field, said = label, said.partition(":")[2].strip()
        if field == "observations":
            seen.append(said.lstrip(_BULLETS))
        elif field and said:
            first, before = written.get(field, (number, ""))
            written[field] = (first, f"{before} {said}".strip())
    filled = {name: _value(name, value, number) for name, (number, value) in written.items()}
    filled["observations"] = tuple(item for item in seen if item)
    if not any(filled.values()):
        raise DryfitError("not-a-sheet", "Nothing is filled in.", _HOW)
    return Provenance.model_validate(filled)


_HOW = "`dryfit observe --blank` prints an empty sheet."


def _label(said: str, number: int, is_seen: bool) -> str:
    """The field whose label a line begins with; "" for a line that goes on from the one above.

    Among what was seen (`is_seen`) only a label that is nearly one is refused.
    """
    found = _LINE.fullmatch(said)
    if found is None or (is_seen and said.startswith(tuple(_BULLETS))):
        return ""
    name, known = _LABEL_NOTE.sub("", found["label"]).strip().lower(), dict(_FIELDS)
    near = get_close_matches(name, list(known), n=1, cutoff=0.75 if is_seen else 0.6)
    if name in known or (is_seen and not near):
        return known.get(name, "")
    hint = f"Did you mean `{near[0].capitalize()}:`?" if near else _HOW
    message = f"Line {number}: no line is called `{found['label']}`."
    raise DryfitError("unknown-line", message, hint)


def _value(field: str, value: str, number: int) -> object:
    if field in ("observed_on", "review_due"):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            message = f"Line {number}: `{value[:40]}` is not a date."
            raise DryfitError("not-a-date", message, "Write it like 2026-09-14.") from error
    if field == "anonymised":
        word = value.lower().rstrip(".")
        if word not in ("yes", "no", "y", "n"):
            raise DryfitError("yes-or-no", f"Line {number}: write yes or no.")
        return word.startswith("y")
    return value


def as_yaml(made: Provenance) -> str:
    """The `provenance` block, ready for a scenario file."""
    return "\n".join(["provenance:", *_rows(made)]) + "\n"


def _rows(made: Provenance) -> Iterator[str]:
    for name in ("observed_by", "observed_on", "site", "method"):
        value = getattr(made, name)
        if value:
            yield f"  {name}: {value if isinstance(value, date) else _quoted(value)}"
    if made.observations:
        yield "  observations:"
        yield from (f"    - {_quoted(item)}" for item in made.observations)
    yield f"  reviewed_by: {_quoted(made.reviewed_by)}"
    if made.review_due:
        yield f"  review_due: {made.review_due}"
    yield f"  anonymised: {'true' if made.anonymised else 'false'}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def put_into(scenario: str, block: str) -> str:
    """The scenario's text with this block in place of its own, or before `persona`; else as last.

    Nothing else in the file is touched, so that comments and layout stay the author's.
    """
    if "\r\n" in scenario:
        block = block.replace("\n", "\r\n")
    lines = scenario.splitlines(keepends=True)
    start = next((at for at, line in enumerate(lines) if line.startswith("provenance:")), None)
    if start is not None:
        end = start + 1
        while end < len(lines) and (lines[end][:1] in " \t-" or not lines[end].strip()):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        return "".join([*lines[:start], block, *lines[end:]])
    before = next((at for at, line in enumerate(lines) if line.startswith("persona:")), len(lines))
    if before and lines[before - 1 : before] and not lines[before - 1].endswith("\n"):
        lines[before - 1] += "\n"
    return "".join([*lines[:before], block, *lines[before:]])
