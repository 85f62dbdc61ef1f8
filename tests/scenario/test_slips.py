"""What a new trainer types: the message alone is enough to mend it."""

from datetime import date
from pathlib import Path

import pytest

from dryfit.check.check import check_file, check_text

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
        ("opening: No\tbands.", "DF005", 8, "tab with a space"),
        ("opening: No.\n title: x", "DF004", 9, "not indented"),
        (
            "opening: No.\nobjections:\n  - id: a\n     line: Who?\n    type: x",
            "DF004",
            11,
            "column",
        ),
        ("opening: No.\nvoice: {rate: 1,1}", "DF018", 9, "with a point"),
        ("opening: No.\nobjections:\n  - {id: a, line: Now, or never?}", "DF018", 10, "comma"),
        ("opening: No.\nobjections:\n  - {id: a, line: Look: who?}", "DF018", 10, "straight"),
        ("opening: No.\nobjections:\n  - {id: a, line: 'Who' pays}", "DF004", 10, "quotes ends"),
        ("opening: No.\nobjections:\n  - {id: a, line: [Who?, You?]}", "DF012", 10, "`lines`"),
        ("opening: No.\nobjections:\n  - id: a\n    line: x\n    mask: b", "DF010", 12, "`masks`"),
        ("opening: No.\nenvironment: {time_limit_s: 5:00}", "DF012", 9, "Write the seconds: 300"),
        ("opening: No.\ndynamics: {trust: {start: 30%}}", "DF012", 9, "Write 30."),
        ("opening: No.\ntags:\n  \u2022 bar\n  \u2022 band", "DF012", 9, "plain hyphen"),
        ("opening: No.\ntags:\n  - bar\n   - band", "DF025", 11, "same column"),
        ("opening: No.\ntags:\n  - bar\n  -band", "DF004", 11, "a space after its `-`"),
        ("opening: No.\ntags:\n  - bar\n  -\u00a0band", "DF004", 11, "another kind"),
        ("opening: No.\ntags: [bar, band\nlicense: x", "DF004", 9, "that opens here"),
        ('opening: "No bands.\u201d', "DF004", 8, "curly"),
        ("opening: No.\n\u200blicense: x", "DF004", 9, "cannot be seen"),
        ("opening: No.\nx-seen: 2026-02-30", "DF012", 9, "The calendar has no"),
        ("opening: No.\ndynamics: {concession: {needs: [concern.told]}}", "DF015", 9, "Did you"),
        ("opening: No.\ndynamics: {concession: {needs: [concern]}}", "DF015", 9, "Did you"),
        ("opening: No.\n```", "DF004", 9, "no part of a scenario"),
        ("opening: No.\nnotes: ask Ann", "DF010", 9, "`x-notes`"),
        ("opening: No.\nobjections:\n  - {id: a, line: x, like: [why]}", "DF010", 10, "accept_if"),
        ("opening: No.\ntopics: {id: a}", "DF012", 9, "Behind each: id, like"),
        ("opening: No.\nlines: {angry: [Out.]}", "DF016", 9, "No move"),
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


DEEP = """\
schema: 1
title: Book the band
persona: Dot, owns a bar. Dry.
situation: Slow Tuesday.
goal: A date.
opening: No bands.
hidden_concerns:
  - id: noise
    concern: A neighbour complained about noise and she fears for her licence.
    stages:
      - {level: hint, line: Last time was trouble.}
      - {level: half, line: It came after.}
"""


def test_a_slip_far_inside_is_told_once_and_not_of_all_that_is_around_it() -> None:
    found = check_text(DEEP, Path("draft.yaml"), date(2026, 6, 1))
    assert [(item.code, item.line) for item in found] == [("DF013", 12)], found


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"PK\x03\x04\x14\x00\x06", "DF002", "word processor"),
        (b"{\\rtf1\\ansi schema: 1}", "DF002", "word processor"),
        (b"", "DF007", "nothing in this file"),
        (b"# my scenario\n", "DF007", "nothing in this file"),
    ],
)
def test_a_file_that_is_none_says_what_it_is(
    raw: bytes, code: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(raw)
    [found] = check_file(path, date(2026, 6, 1))
    assert found.code == code
    assert words in found.message


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_file_of_any_editor_is_read_with_its_places(ends: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    text = f"{SEVEN}opening: No.\ndificulty: x\n".replace("\n", ends)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert [(item.code, item.line) for item in check_file(path, date(2026, 6, 1))] == [("DF010", 9)]
