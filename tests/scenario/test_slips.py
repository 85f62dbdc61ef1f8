"""What a new trainer types: the message alone is enough to mend it."""

from datetime import date
from pathlib import Path

import pytest

from dryfit.check.check import check_text

SEVEN = """\
schema: 1
title: Book the band
persona: Dot, owns a bar. Dry.
situation: Slow Tuesday.
goal: A date.
hidden_concern: A neighbour complained about noise and she fears for her licence.
provenance: {method: seen}
"""


@pytest.mark.parametrize(
    ("rest", "code", "line", "words"),
    [
        ("opening: 'We don't do bands.'", "DF004", 8, "more follows"),
        ('opening: "The "best" bands."', "DF004", 8, "quotes"),
        ('opening: "No bands.', "DF004", 8, "never closed"),
        ("opening We do bands.", "DF004", 8, "a colon and a space"),
        ('opening:"No."', "DF004", 8, "a colon and a space"),
        ("opening: No.\nobjections:\n  - id: money\n   line: Who?", "DF004", 11, "not indented"),
        ("opening: No.\nobjections:\n  - id: money\n     line: Who?", "DF004", 11, "not indented"),
        ("opening: No.\nvoice: woman-50s", "DF012", 9, "Give it some of `preset`"),
        ("opening: No.\ndifficulty: hard", "DF012", 9, "Give it some of `default`"),
        ("opening: No.\nend_when: commitment", "DF012", 9, "a list"),
        ("opening: No.\nobjections:\n  id: money\n  line: Who?", "DF012", 9, "a list"),
        ("opening: No.\nrubric:\n  - Asked a question", "DF012", 10, "fields of its own"),
        ("opening: No.\nestimated_minutes: 3 min", "DF012", 9, "should be a number"),
        ("opening:", "DF012", 8, "is empty"),
        ("opening: No.\nprivacy: {keep_audio: yes please}", "DF013", 9, "never, session, ask"),
        ("opening: \u201cWe don't do bands.\u201d", "DF024", 8, "straight quotes"),
        ("opening: \u2018Bands: no.\u2019", "DF024", 8, "word processor"),
        ("opening:\n  - \u201cNo bands.\u201d", "DF024", 9, "straight quotes"),
        ("opening: &No", "DF004", 8, "begins with `&`"),
        ("opening: !No bands", "DF004", 8, "begins with `!`"),
        ("opening: *No* bands", "DF004", 8, "begins with `*`"),
        ("opening: > No bands", "DF004", 8, "begins with `>`"),
        ("opening: - No bands", "DF004", 8, "begins with `-`"),
        ("opening: `No` bands", "DF004", 8, "a backtick"),
        ("opening: No\x07.", "DF004", 8, "cannot be seen"),
        ("opening:\u00a0No.", "DF004", 8, "a plain space"),
        ("opening\uff1a No.", "DF004", 8, "a plain colon"),
        ("opening: No.\n---\ntitle: x", "DF004", 9, "one scenario to a file"),
        ("opening: No\nbands.", "DF004", 9, "goes on from the line above"),
        ("Opening: No.", "DF010", 8, "Did you mean `opening`?"),
        ("opening: No.\nLearner role: Rep", "DF018", 9, "quotes"),
        ("opening: No.\ntemperament: warm", "DF010", 9, "belongs under `persona`"),
        ("opening: No.\nstart: 30", "DF010", 9, "`dynamics.trust`"),
        ("opening: No.\nx-a: &a\n  b: *a", "DF008", 10, "needs no `&`"),
        ("opening: No.\nx-a: " + "[" * 3000, "DF009", 9, "take out"),
        ("license: x", "DF011", 1, 'Add it: `opening: "'),
        ("opening: No.\ntags:\n  what: x", "DF012", 9, "a list"),
        ("opening: No.\nlearner_goal:\n  - x", "DF010", 9, "belongs under `situation`"),
        ("opening: No.\nobjections:\n  - {id: a, line: \u00abWho?\u00bb}", "", 0, ""),
    ],
)
def test_a_slip_is_named_where_it_is(rest: str, code: str, line: int, words: str) -> None:
    found = check_text(f"{SEVEN}{rest}\n", Path("draft.yaml"), date(2026, 6, 1))
    if not code:
        assert found == []  # inside braces they are hard to tell from the text's own
        return
    assert [(item.code, item.line) for item in found] == [(code, line)], found
    assert words in f"{found[0].message} {found[0].hint}"
