"""What the YAML parser complains of, in an author's words, at the place where it can be mended."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError, StreamMark

from dryfit.scenario.errors import ScenarioError

IN_QUOTES = "Put it in quotes; inside, write ' for \"."
_FIELD = re.compile(r"^\s*(?:- +)?[\w-]+$")
_QUOTES = "Inside double quotes write ' and inside single quotes write '' (twice)."
_INDENT = "Fields of one thing begin in the same column; a `- ` counts as two more."
_VALUE_SIGN = re.compile(r"^\s*(?:- +)?(?:[\w-]+: +)?(?P<sign>[*&!|>?%@`{[-])\S?")
_FOREIGN_COLON = re.compile("^\\s*(?:- +)?[\\w-]+(?P<colon>\u00a0*[:\uff1a]\u00a0*)")
COLON = "The colon in this text makes a field of it."
ALL_IN_QUOTES = 'Put the whole text in straight quotes: "…".'
TAB = "A tab stands here; YAML wants spaces."
TO_SPACES = "Replace the tab with a space, or two where it indents."
_CLOSED = "Close it with `]` or `}`; text with brackets in it goes in quotes."
_DASH = re.compile(r"^\s*-[^\s-]")
_PLAIN: tuple[tuple[str, str, str], ...] = (
    ("expected ',' or", "A bracket that was opened is not closed before this.", _CLOSED),
    ("but found another document", "A second `---` begins another file in this one.",
     "Write one scenario to a file."),
    ("expected '<document start>'", "This line is not a field with its text.",
     "Write it like `title: Book the band`; a note begins with `#`."),
)  # fmt: skip
_NEEDS_QUOTES = (
    "sequence entries are not allowed", "mapping keys are not allowed",
    "expected a comment or a line break", "undefined alias", "cannot start any token",
    "while scanning an alias", "while scanning an anchor",
)  # fmt: skip
"""Complaints about text that begins with a sign that YAML keeps for itself."""


def needs_quotes(sign: str) -> str:
    """That a text begins with such a sign."""
    shown = "a backtick" if sign == "`" else f"`{sign}`"
    return f"Text that begins with {shown} needs quotes around all of it."


def marked(code: str, message: str, error: MarkedYAMLError, path: Path, text: str) -> ScenarioError:
    """The complaint as it is told."""
    mark, problem = error.problem_mark or error.context_mark, error.problem or ""
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    hint = ""
    if not line.startswith("```") and (sign := _sign(line, f"{problem} {error.context or ''}")):
        column = line.index(sign) + 1
        message = needs_quotes(sign)
        return ScenarioError(
            code, message, file=path, line=mark.line + 1, column=column, hint=IN_QUOTES
        )
    if line.startswith("```"):
        message, hint = "This line is no part of a scenario.", "Delete it, and the other ``` too."
    elif "mapping values are not allowed" in problem and mark:
        if _FIELD.match(line[: mark.column]):
            return _off(mark.line, lines, path, code)
        code, message, hint = "DF018", COLON, ALL_IN_QUOTES
    elif "found character '\\t'" in problem:
        code, message, hint = "DF005", TAB, TO_SPACES
    elif "expected ',' or" in problem and mark and error.context_mark:
        code, mark, message, hint = _in_brackets(code, problem, mark, error.context_mark, line)
    elif "expected <block end>, but found '<scalar>'" in problem:
        message, hint = "The text in quotes ends here, and more follows.", _QUOTES
    elif "expected <block end>" in problem:
        message, hint = "This line is not indented like those beside it.", _INDENT
    elif "could not find expected ':'" in problem:
        mark = error.context_mark or mark
        message, hint = _no_colon(lines, mark)
    elif "quoted scalar" in (error.context or ""):
        mark = error.context_mark or mark
        message, hint = "The quote that opens here is never closed.", _unclosed(lines, mark)
    else:
        known = ((said, how) for part, said, how in _PLAIN if part in problem)
        message, hint = next(known, (message, hint))
    line_number, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return ScenarioError(code, message, file=path, line=line_number, column=column, hint=hint)


def _sign(line: str, problem: str) -> str:
    found = _VALUE_SIGN.match(line)
    is_meant = any(part in problem for part in _NEEDS_QUOTES)
    if not found or (found["sign"] == "-" and "sequence entries" not in problem):
        return ""
    ends_early = found["sign"] in "*&!{[" and "expected <block end>, but found" in problem
    return found["sign"] if is_meant or ends_early else ""


def _off(line: int, lines: list[str], path: Path, code: str) -> ScenarioError:
    return ScenarioError(
        code, "This line is not indented like those beside it.", file=path, line=line + 1,
        column=len(lines[line]) - len(lines[line].lstrip()) + 1, hint=_INDENT,
    )  # fmt: skip


def _in_brackets(
    code: str, problem: str, mark: StreamMark, opened: StreamMark, line: str
) -> tuple[str, StreamMark, str, str]:
    """Code, place, message and hint of what ends a text inside `[ ]` or `{ }` too soon."""
    if mark.line > opened.line:
        return code, opened, "The bracket that opens here is not closed.", _CLOSED
    if "got ':'" in problem:
        return "DF018", mark, COLON, ALL_IN_QUOTES
    if line[: mark.column].rstrip().endswith(("'", '"')):
        return code, mark, "The text in quotes ends here, and more follows.", _QUOTES
    return code, mark, *_PLAIN[0][1:]


def _unclosed(lines: list[str], mark: StreamMark | None) -> str:
    line = lines[mark.line].rstrip() if mark and mark.line < len(lines) else ""
    if line.endswith(("\u201c", "\u201d", "\u2018", "\u2019")):
        return f"Type a straight quote over the curly {line[-1]} at the end."
    return f"Close it where the text ends. {_QUOTES}"


def _no_colon(lines: list[str], mark: StreamMark | None) -> tuple[str, str]:
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    found = _FOREIGN_COLON.match(line)
    if found and found["colon"] != ":":
        message = "After this field's name stands a colon or a space of another kind."
        return message, "Type `: ` anew, a plain colon and a plain space."
    if _DASH.match(line):
        return "A line of a list needs a space after its `-`.", "Write it like `- so it was`."
    return (
        "A field's name needs a colon and a space after it.",
        "Write it like `title: Book the band`; text that goes on from the line above begins with "
        "two spaces.",
    )
