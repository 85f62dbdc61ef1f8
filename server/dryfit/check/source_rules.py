"""Rules on the text itself: what YAML makes of it is not what the author meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from dryfit.check.finding import Finding
from dryfit.scenario.complaint import (
    ALL_IN_QUOTES,
    COLON,
    IN_QUOTES,
    TAB,
    TO_SPACES,
    needs_quotes,
)

_BARE = re.compile(r"(?i:y|n|yes|no|on|off)|\d{1,2}:\d\d(?::\d\d)?")
_CUT = re.compile(r"[ \t]+#[^\s#!]")
_COLON = re.compile(
    r"^\s*(?:- +)?(?:[A-Za-z_][\w-]*: +|- +(?![a-z_][\w-]*: ))(?![\"'\[{|>&*!#])[^#\"]*?\w(: )"
)
_CURLY = re.compile(
    r"^\s*(?:- +)?(?:[A-Za-z_][\w-]*: *|- +)(?P<open>[\u201c\u201d\u201e\u2018\u2019\u00ab])(?=\S)"
)
_ITEM = re.compile(r"^\s*[-\u2010-\u2015\u2022\u25aa\u25cf\u00b7*] ")
_RUNS_ON = (
    "This line only goes on with the text above it.",
    "For another line of the list, write a plain `-` in the same column as the one before.",
)
_STRANGE = (
    "A space of another kind stands at the beginning of this line.",
    "Delete the spaces before the text and type them anew; they came with text that was pasted.",
)
_STRAIGHT = (
    "These quotes come from a word processor; here they are letters of the text.",
    'Type straight quotes over them: "…", and write in a plain text editor.',
)
_FOREIGN = re.compile(r"^[ -]*([\u00a0\u2000-\u200a\u202f\u3000])")
_TAB = re.compile(r"^[^\"'#\t]*(\t)")
_STARTS = re.compile(
    r"^\s*(?:- +)?(?:[A-Za-z_][\w-]*: +|- +)([@`%]|\*(?=\s)|[\"'][^\"']*[\"']\s+\w)"
)


def plain_words(text: str, path: Path) -> Iterator[Finding]:
    """DF017, DF019 and DF025: words read as true, text that `#` cuts, lists that run together."""
    lines = text.splitlines()
    for event in YAML(typ="safe", pure=True).parse(text):
        if not isinstance(event, ScalarEvent) or event.style is not None:
            continue
        start, end = event.start_mark, event.end_mark
        place = (str(path), start.line + 1, start.column + 1)
        if _BARE.fullmatch(event.value):
            yield Finding(
                *place, "DF017", f"Many programs read `{event.value}` without quotes as something "
                "else: true, false, or seconds.", _instead(event.value),
            )  # fmt: skip
        for number in range(start.line + 1, min(end.line + 1, len(lines))):
            if _ITEM.match(lines[number]):
                column = len(lines[number]) - len(lines[number].lstrip()) + 1
                yield Finding(str(path), number + 1, column, "DF025", *_RUNS_ON)
        after = lines[end.line][end.column :] if event.value and end.line < len(lines) else ""
        if _CUT.match(after):
            yield Finding(
                str(path), end.line + 1, end.column + 2, "DF019",
                "What stands after `#` is not read.",
                "Put the text in quotes; or, for a note, leave a space after `#`.",
            )  # fmt: skip


def curly(text: str, path: Path) -> Iterator[Finding]:
    """DF024 on each value that opens with a quote that YAML does not know."""
    for number, line in enumerate(text.splitlines(), start=1):
        found = _CURLY.match(line)
        if found:
            yield Finding(str(path), number, found.start("open") + 1, "DF024", *_STRAIGHT)


def _instead(bare: str) -> str:
    if ":" in bare:
        return f'Write "{bare}" in quotes where a time is meant; a length of time is in seconds.'
    return f'Write "{bare}" in quotes where the word is meant, else true or false.'


def unquoted(text: str, path: Path) -> Iterator[Finding]:
    """DF004, DF005 and DF018 on each line that needs quotes or has spaces that are none.

    Asked only when the YAML is broken.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        colon, start = _COLON.match(line), _STARTS.match(line)
        if _CURLY.match(line):
            continue  # told already
        foreign, tab = _FOREIGN.match(line), _TAB.match(line)
        if foreign:
            yield Finding(str(path), number, foreign.start(1) + 1, "DF004", *_STRANGE)
        elif tab:
            yield Finding(str(path), number, tab.start(1) + 1, "DF005", TAB, TO_SPACES)
        elif colon:
            yield Finding(
                str(path), number, colon.start(1) + 1, "DF018",
                COLON, ALL_IN_QUOTES,
            )  # fmt: skip
        elif start:
            yield Finding(
                str(path), number, start.start(1) + 1, "DF004",
                needs_quotes(start.group(1)[:1]), IN_QUOTES,
            )  # fmt: skip


def twice(text: str, path: Path) -> Iterator[Finding]:
    """DF006 for every field that stands twice in the same place."""
    try:
        root = YAML(typ="rt").compose(text)
    except YAMLError:
        return  # `parse` says what it is
    yield from _twice(root, path)


def _twice(node: Node | None, path: Path) -> Iterator[Finding]:
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _twice(item, path)
    if not isinstance(node, MappingNode):
        return
    first: dict[str, int] = {}
    for key, value in node.value:
        mark = key.start_mark
        if key.value in first:
            yield Finding(
                str(path), mark.line + 1, mark.column + 1, "DF006",
                f"`{key.value}` stands here twice.",
                f"The first is on line {first[key.value]}; keep one.",
            )  # fmt: skip
        first.setdefault(key.value, mark.line + 1)
        yield from _twice(value, path)
