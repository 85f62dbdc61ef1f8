"""Findings as text for a person, as JSON for a program, and as notes on a pull request."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dryfit.check.finding import Finding


def as_text(findings: Sequence[Finding], files: int) -> str:
    """One finding a paragraph, and a last line that counts."""
    told = []
    for item in findings:
        mark = "" if item.severity == "error" else "warning: "
        told.append(f"{item.file}:{item.line}:{item.column}: {item.code} {mark}{item.message}")
        if item.hint:
            told.append(f"    {item.hint}")
    errors = sum(item.severity == "error" for item in findings)
    told.append(
        f"{_count(files, 'file')}: {_count(errors, 'error')}, "
        f"{_count(len(findings) - errors, 'warning')}."
    )
    return "\n".join(told)


def as_json(findings: Sequence[Finding], files: int) -> str:
    """`{"files": n, "findings": [{file, line, column, code, severity, rule, message, hint}]}`."""
    found = [item.to_json() for item in findings]
    return json.dumps({"files": files, "findings": found}, indent=1, ensure_ascii=False)


def as_github(findings: Sequence[Finding], files: int) -> str:
    """Workflow commands, which GitHub shows beside the lines."""
    return "\n".join(
        f"::{item.severity} file={_escaped(item.file, ':,')},line={item.line},col={item.column},"
        f"title={item.code} {item.rule}::{_escaped(f'{item.message} {item.hint}'.strip())}"
        for item in findings
    )


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _escaped(text: str, also: str = "") -> str:
    for mark in "%\r\n" + also:
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text
