"""Every rule of `dryfit check`: its code, its name, and whether it stops a scenario.

`personas/broken/` has a file for each, called CODE-NAME.yaml or CODE-OTHER-WORDS.yaml.
"""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning"]

_ERRORS = """
DF001 cannot be read
DF002 not UTF-8
DF003 too large
DF004 not YAML
DF005 tab
DF006 field twice
DF007 not a scenario
DF008 too many aliases
DF009 nested too deep
DF010 unknown field
DF011 missing field
DF012 wrong kind of value
DF013 value not allowed
DF014 id twice
DF015 refers to nothing
DF016 unknown move
DF018 colon or comma in text
DF020 the opening gives a concern away
DF021 a line gives a concern away
DF022 what the learner is shown gives a concern away
DF023 an early stage says it all
DF024 quotes of a word processor
DF030 trust for a reveal cannot be reached
DF031 reveal condition contradicts itself
DF032 no time for a reveal
DF033 reveal waits for itself
DF034 stage twice
DF037 more is asked than can be met
DF038 the same thing settles and does not settle
DF041 trust for a yes cannot be reached
DF043 no floor to settle at
DF044 objection that nothing calls up
DF046 nobody can win
DF050 easier level is harder
DF051 level changes nothing
DF052 patience runs out too soon
DF053 interruption after the end
DF055 range upside down
DF061 line says what is never said
DF062 unknown slot
DF064 cannot be spoken
DF070 phone number
DF071 e-mail address
DF074 date in the future
DF077 review before observation
DF082 not a language
DF090 rubric cannot be scored
DF091 rubric weighs nothing
DF092 wrong answer without its error
DF093 right answer with an error
DF094 error not in the answer
DF095 pair that is no pair
DF100 drill item without a source
DF101 wrong answer without a right twin
DF102 twins differ in more than one thing
DF103 what is right stands in the answer
DF104 what is right is not what the right twin says
DF105 verification that asks a machine
DF106 wrong answer without its severity
"""
_WARNINGS = """
DF017 bare yes, no or time
DF019 text cut off by a number sign
DF025 line of a list that goes on from the one above
DF035 stage needs less trust than the one before
DF036 comes out at the first question
DF039 nobody can tell when this is met
DF040 a yes without the concern
DF042 any offer answers the objection
DF045 deal breaker that nobody can tell
DF047 no goal
DF054 too little time
DF060 line too long
DF063 line twice
DF065 too few lines
DF072 no provenance
DF073 review overdue
DF075 not anonymised
DF076 id is not the file's name
DF080 voice not installed
DF081 no voice for the language
DF096 unchecked answer
DF097 nothing to verify with
DF107 verification without a place
DF108 answer too long to be heard
"""


def _read(table: str, severity: Severity) -> dict[str, tuple[str, Severity]]:
    rows = [line.partition(" ") for line in table.strip().splitlines()]
    return {code: (name, severity) for code, _, name in rows}


RULES: dict[str, tuple[str, Severity]] = _read(_ERRORS, "error") | _read(_WARNINGS, "warning")
"""Code → name and severity. An error stops a scenario; a warning is worth a look."""
