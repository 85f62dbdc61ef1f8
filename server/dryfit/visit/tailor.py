"""A library scenario made over for one visit: the name, the worry, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Literal

from ruamel.yaml import YAML

from dryfit.persona.embed import Embedder, WordOverlap
from dryfit.scenario.first_person import first_person
from dryfit.scenario.schema import Scenario
from dryfit.visit.describe import Visit
from dryfit.visit.nearest import concern_phrases

SAME_AT_LEAST = 0.45
"""Likeness at which a worry is taken for the one the persona hides; lower, and any worry is."""

SAME_BY_WORDS = 0.25
"""The same where shared words alone are counted."""

WORRY = "visit-worry"
"""Id of the objection that is made of a worry the scenario does not have."""

Becomes = Literal["nothing", "concern", "objection"]
"""What the worry became: what they hide, or something they say against it aloud."""

_CLAUSE = re.compile(
    r"^(?:he|she|they|it|i|we|you|that|nobody|somebody|él|ella|yo)(?:'\w+)? \w", re.I
)
"""What somebody might do ("he'll fail us") is the visitor's fear; the person does not say it."""

_STATED = re.compile(
    r"^\S+(?: \S+){0,3} (?:is|are|was|were|isn't|aren't|costs?|takes?|keeps?|will|won't|never|"
    r"doesn't|don't|didn't|has|have|es|son|está|están|cuesta|sale|tarda|no) \S",
    re.I,
)
"""What is said of a thing ("the sealant is too expensive") is a sentence, and is said as one."""

_SAID: Mapping[str, tuple[str, ...]] = {
    "en": ("What about {worry}?", "And {worry}? You haven't said a word about that.",
           "I keep coming back to {worry}."),
    "es": ("¿Y qué hay de {worry}?", "De {worry} no me has dicho nada.",
           "Sigo pensando en {worry}."),
}  # fmt: skip
_SAID_WHOLE: Mapping[str, tuple[str, ...]] = {
    "en": ("Look, {worry}.", "I'll say it straight: {worry}.", "Thing is, {worry}."),
    "es": ("Mira, {worry}.", "Te lo digo derecho: {worry}.", "La cosa es que {worry}."),
}
_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "here's what we'd do about {worry}", "I'd put {worry} in writing for you",
        "we'd check in with you about {worry} every week",
        "we can do it in three weeks and I'd put that date in writing",
        "if {worry} changes I'd call you myself that day",
    ),
    "es": (
        "te pongo {worry} por escrito", "esto es lo que haríamos con {worry}",
        "yo mismo te aviso si cambia {worry}", "lo tienes en tres semanas y te lo firmo",
    ),
}  # fmt: skip
_ACCEPTED: Mapping[str, tuple[str, ...]] = {
    "en": ("All right. That's an answer.", "Okay. I'd hold you to that.",
           "Good. That one I can put aside."),
    "es": ("Bueno. Eso ya es respuesta.", "Está bien. Te lo voy a recordar.",
           "Sale. Eso ya no me preocupa."),
}  # fmt: skip
_YOURS = (
    ("my|our", "your"), ("mine|ours", "yours"), ("us", "you"),
    ("mi|nuestr[oa]", "tu"), ("mis|nuestr[oa]s", "tus"),
)  # fmt: skip
_OTHER = {"woman": "man", "man": "woman"}


@dataclass(frozen=True, slots=True)
class OneOff:
    """A scenario for one practice, as YAML, and what became of the worry."""

    source: str
    becomes: Becomes


def tailor(base: Scenario, visit: Visit, scenario_id: str, name: str, embedder: Embedder) -> OneOff:
    """The YAML of a scenario for this visit; `name` "" keeps the library's own name."""
    made = base.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for answers in ("calibration_items", "assistant"):
        made.pop(answers, None)
    becomes = _becomes(base, visit, embedder)
    if becomes == "concern":
        _into_concern(made, visit)
    elif becomes == "objection":
        _into_objections(made, base, visit)
    if name:
        made = _renamed(made, base.persona.name, name)
    _speak_as(made, visit.pronoun)
    made["id"] = scenario_id
    made["title"] = _title(visit.language, name, base.title)
    made["provenance"] = {
        "method": f"Made for one visit, out of `{base.id}`.", "anonymised": not name,
    }  # fmt: skip
    return OneOff(_as_yaml(made), becomes)


def _becomes(base: Scenario, visit: Visit, embedder: Embedder) -> Becomes:
    if not visit.worry:
        return "nothing"
    reads: Embedder = embedder if visit.language == "en" else WordOverlap(visit.language)
    worry = reads.embed([visit.worry])[0]
    alike = float((reads.embed(concern_phrases(base)) @ worry).max())
    if alike >= (SAME_AT_LEAST if visit.language == "en" else SAME_BY_WORDS):
        return "concern"
    return "nothing" if _CLAUSE.match(visit.worry) else "objection"


def _into_concern(made: dict[str, Any], visit: Visit) -> None:
    """Asked in the visitor's own words, the concern is meant."""
    concern = made["hidden_concerns"][0]
    concern["about"] = [*concern.get("about", ()), visit.worry]


def _into_objections(made: dict[str, Any], base: Scenario, visit: Visit) -> None:
    language, mine = visit.language, first_person(_to_you(visit.worry))
    mine = mine[:1].lower() + mine[1:] if visit.worry[:1].islower() else mine
    what = "says what they would do about" if language == "en" else "dice qué haría con"
    said_as = _SAID_WHOLE if _STATED.match(visit.worry) else _SAID
    objection = {
        "id": WORRY,
        "trigger": "any_ask",
        "lines": [_joined(line.format(worry=mine)) for line in said_as[language]],
        "accept_if": [
            {
                "what": f"{what} {visit.worry}",
                "like": [_joined(text.format(worry=visit.worry)) for text in _ANSWERS[language]],
            }
        ],
        "accept_lines": list(_ACCEPTED[language]),
    }
    made["objections"] = [objection, *made.get("objections", ())]
    concession = made.setdefault("dynamics", {}).setdefault("concession", {})
    concession["needs"] = [*base.needs(), f"{WORRY}.answered"]
    situation = made["situation"]
    said = "You expect" if language == "en" else "Esperas"
    brief = situation.get("learner_brief", "")
    situation["learner_brief"] = f"{brief} {said}: {visit.worry}.".strip()


def _to_you(worry: str) -> str:
    """What is the visitor's own ("our crew") is the other one's to the person who says it."""
    for mine, yours in _YOURS:
        worry = re.sub(rf"\b(?:{mine})\b", yours, worry, flags=re.IGNORECASE)
    return worry


def _joined(text: str) -> str:
    """`de el dinero` is said `del dinero`."""
    return text.replace(" de el ", " del ").replace("De el ", "Del ")


def _renamed(value: Any, old: str, new: str) -> Any:  # noqa: ANN401 - any part of a YAML file
    if isinstance(value, dict):
        return {key: _renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    if not isinstance(value, str):
        return value
    first, last = new.split()[0], new.split()[-1]
    for was, now in ((old, new), (old.split()[0], first), (old.split()[-1], last)):
        value = re.sub(rf"\b{re.escape(was)}\b", now.replace("\\", ""), value)
    return value


def _speak_as(made: dict[str, Any], pronoun: str) -> None:
    """A voice that fits the pronoun; one that fits already is kept."""
    wanted = {"she": "woman", "he": "man"}.get(pronoun, "")
    voice = made.get("voice", {})
    kind, _, age = voice.get("preset", "").partition("-")
    if wanted and kind == _OTHER[wanted]:
        decade = age.partition("-")[0]
        voice["preset"] = f"{wanted}-{decade}" if decade else wanted
        voice["fallback"] = "any-female" if wanted == "woman" else "any-male"


def _title(language: str, name: str, like: str) -> str:
    if language == "es":
        return f"Tu visita a {name}" if name else f"Tu visita, parecida a: {like}"
    return f"Your visit to {name}" if name else f"Your visit, much like: {like}"


def _as_yaml(made: dict[str, Any]) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    out = StringIO()
    yaml.dump(made, out)
    return out.getvalue()
