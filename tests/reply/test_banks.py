"""Every line of every temperament does what its move says, and could be said in any scenario."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dryfit.persona.director import note_said, open_session
from dryfit.persona.move import DISCLOSING, Move, MoveKind
from dryfit.reply.banks import LANGUAGES, NAMES, bank
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.load import load_text

AUTHORS_ONLY = {*DISCLOSING, MoveKind.ANSWER, MoveKind.OPEN, MoveKind.OBJECT}
"""Moves about the persona's own affairs, which no bank can word."""

BANKED = [kind for kind in MoveKind if kind not in AUTHORS_ONLY]
ENOUGH = 8
SLOTS = (("date", "Friday"), ("before", "three hundred"), ("now", "four hundred"))
LONGEST_WORDS = 16

NO = r"\bno\b|\bnot\b|n't\b|\bcan't|\bnope\b|cannot|decline|against"
MUST: dict[MoveKind, str] = {
    MoveKind.UNKNOWN: r"know|couldn't (?:say|tell)|no idea|no clue|beats me|can't say|never looked"
    r"|not in a position|information|figures|guess|look that up|to check|cannot answer|in my head"
    r"|better put|ask some|say for certain",
    MoveKind.TOLD: r"told|said|raised|problem|worry|heard|concern|point|trouble|put it|matters|bit",
    MoveKind.SETTLED: r"\?|ask|request|your turn|want|the question",
    MoveKind.COMMIT: r"\{date\}|yes|deal|agree|let's|got it|got me|proceed|do it|try|on\b"
    r"|understanding|the way you said",
    MoveKind.WHEN: r"when|which|day|date",
    MoveKind.REFUSE: NO,
    MoveKind.PRESSURE: r"push|rush|press|lean|hurr|insist|urgency|harder|repeat|ask nicer|cornered"
    r"|room|judgement|on my own|get a yes|say yes|answer|time i need|easy",
    MoveKind.REFLECT: r"yes|yeah|yep|more or less|about|correct|close|pretty|listen|you got|gist"
    r"|not wrong|couldn't have said|understood|accurate|broadly|change a word|said it|my whole week"
    r"|basically",
    MoveKind.UNCLEAR: r"again|repeat|missed|hear|catch|louder|once more|clearly|only got half|what"
    r"|pardon|one more time",
    MoveKind.REPEATED: r"said|same|heard|again|circle|loop|twice|before|over that|told|covered"
    r"|repetition|that one|saying|been here|returning|did that|got it already|second time|answer",
    MoveKind.WARN: r"go\b|time|minute|last|done|soon|finish|wrap|point|brief|end\b|conclude|longer"
    r"|enough|all you get|tired|calling|stay",
    MoveKind.LEAVE: rf"{NO}|bye|good day",
    MoveKind.DEAL_BREAKER: r"done|over|through|finished|end|goodbye|leave|bye|closed|nothing"
    r"|not (?:acceptable|staying)|don't want to talk|used it up|out of my day|any more",
    MoveKind.TIME_UP: r"time|go\b|run|late|stop|off\b|minute|jump|bye|leave|called|needed|overdue",
}
"""What at least stands in a line of that move. A move that is missing here has no fixed words."""

MUST_NOT: dict[MoveKind, str] = {
    MoveKind.REFUSE: r"\byes, |agreed|it's a deal|you've got it|let's do it",
    MoveKind.COMMIT: r"\bno\b|not yet|can't|n't agree|maybe",
    MoveKind.ACCEPT: r"\bno\b(?! quarrel)|not yet|refuse",
    MoveKind.SOFTEN: r"\brefuse|not yet|\bnever\b",
    MoveKind.COVER: r"happened|last time|complain|trouble|afraid|scared|worr|secret|truth",
    MoveKind.DEFLECT: r"happened|last time|because|afraid|scared|worr|secret|the truth is",
    MoveKind.WRONG: r"you're right|exactly|that's true|correct|how did you know",
    MoveKind.LEAVE: r"\byes\b|deal\b|next time|agreed",
    MoveKind.NOT_ENOUGH: r"deal\b|agreed|that works",
    MoveKind.REASSURE: r"deal\b|agreed|that works|thank you",
}
"""What would turn the move into another one: an evasion that tells, a refusal that agrees."""

MUST_ES: dict[MoveKind, str] = {
    MoveKind.UNKNOWN: r"no s|ni idea|no me consta|agarraste|no tengo|quién sabe",
    MoveKind.TOLD: r"dije|conté|problema|decir|primero|oíste|falta",
    MoveKind.SETTLED: r"\?|pídeme|dime",
    MoveKind.WHEN: r"día|cuándo|fecha",
    MoveKind.REFUSE: r"\bno\b",
    MoveKind.UNCLEAR: r"\?|oí|otra vez|entendí|fuerte",
    MoveKind.REPEATED: r"ya|lo mismo|vueltas|igual|repetir",
    MoveKind.LEAVE: r"no|adiós|aquí|vemos",
    MoveKind.COMMIT: r"\{date\}|va\b|sí|trato|hacemos|convenciste",
}

TIED_TO_A_PLACE = (
    r"\b(?:dollars?|bucks|bar|house|porch|shop|site|office|building|truck|phone|door|desk|"
    r"morning|afternoon|evening|tonight|yesterday|last (?:time|one|year|guy)|he|she|him|her|"
    r"sir|ma'am|hon|love|dear|lady|man|boss|kid|husband|wife|tuesday|friday)\b|\d"
)
"""Words by which a line would claim something of the scenario that may not be so."""

EMPTY_POLITENESS = (
    r"great question|good question|i appreciate|absolutely|as an ai|happy to help|of course!|"
    r"i understand how you|thank you for sharing|feel free|i hear your|certainly!"
)
UNSPEAKABLE = (
    r"[*_#/&@%$\[\]<>;:()]|\.\.\.|…|--|—|!\!|\b(?:etc|e\.g|i\.e|asap|approx)\b|\bm+-?h?m+\b"
)


def every_line() -> Iterator[tuple[str, MoveKind, str]]:
    for name in NAMES:
        for kind in BANKED:
            for line in bank(name, kind):
                yield name, kind, line
    for language in LANGUAGES:
        for kind in BANKED:
            for line in bank(NAMES[0], kind, language):
                yield language, kind, line


@pytest.mark.parametrize("kind", BANKED)
@pytest.mark.parametrize("name", [*NAMES, *LANGUAGES])
def test_every_line_fits_the_move_it_came_from(name: str, kind: MoveKind) -> None:
    lines = bank("", kind, name) if name in LANGUAGES else bank(name, kind)
    assert len(lines) >= ENOUGH
    must = (MUST_ES if name in LANGUAGES else MUST).get(kind, "")
    strays = [line for line in lines if not re.search(must, line, re.I)]
    assert not strays
    if name in NAMES and kind in MUST_NOT:
        assert not [line for line in lines if re.search(MUST_NOT[kind], line, re.I)]


def test_a_line_claims_nothing_that_a_scenario_could_contradict() -> None:
    english = [row for row in every_line() if row[0] in NAMES]
    assert not [row for row in english if re.search(TIED_TO_A_PLACE, row[2], re.I)]


def test_lines_are_short_speakable_and_without_empty_politeness() -> None:
    for name, kind, line in every_line():
        where = (name, kind.value, line)
        assert len(line.split()) <= LONGEST_WORDS, where
        assert not re.search(EMPTY_POLITENESS, line, re.I), where
        assert not re.search(UNSPEAKABLE, line.replace("{date}", "Friday"), re.I), where
        assert line[-1] in ".?!", where


def test_no_two_lines_are_alike_in_any_bank_or_move() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for name, kind, line in every_line():
        bare = " ".join(re.findall(r"\w+", line.lower()))
        assert bare not in seen, (line, name, kind.value, seen.get(bare))
        seen[bare] = (name, kind.value)


def test_a_yes_and_the_question_when_need_no_date() -> None:
    """A goal may be a signature or a try: the bank must have words for that too."""
    for name in NAMES:
        assert sum("{" not in line for line in bank(name, MoveKind.COMMIT)) >= 4


SHORT = """\
schema: 1
title: T
language: {language}
persona:
  name: P
  temperament: {{bank: {name}}}
situation: S
goal: A signature on the form.
hidden_concern: The boiler was never checked.
opening: Yes?
"""


@pytest.mark.parametrize("name", ["clipped", "warm", "formal", "wary", "rushed"])
@pytest.mark.parametrize("language", ["en-US", "es-MX"])
def test_a_session_hears_each_line_once_while_others_fit(name: str, language: str) -> None:
    scenario = load_text(SHORT.format(name=name, language=language), Path("short.yaml"))
    writer = ScriptedWriter()
    state, _ = open_session(scenario, "normal", 3)
    for kind in BANKED:
        said = []
        for _ in range(ENOUGH):
            line = writer.word(scenario, state, Move(kind, slots=SLOTS))
            said.append(line.text)
            state = note_said(state, line.text)
        assert len(set(said)) == ENOUGH
        filled = {text.format(**dict(SLOTS)).lower() for text in bank(name, kind, language)}
        assert {text.lower() for text in said} <= filled


def test_a_language_without_a_bank_gets_no_english_line() -> None:
    assert bank("clipped", MoveKind.GREET, "pl-PL") == ()
    assert bank("clipped", MoveKind.GREET, "ES-us") == bank("warm", MoveKind.GREET, "es")
