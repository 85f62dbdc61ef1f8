"""Rules on where a scenario comes from and whom it could harm; on voices and languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from dryfit.check.finding import Draft, Faults, Where
from dryfit.language import base_language
from dryfit.scenario.load import id_from
from dryfit.scenario.schema import Scenario
from dryfit_audio.voices import preset_names

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\d.,$-])\+?\(?\d{2,4}\)?[ .-]?\d{3}[ .-]?\d{3,4}(?![\d%])")
_FICTION = re.compile(r"555[ .-]?01\d\d\b|example\.(?:com|org|net)", re.IGNORECASE)
"""Numbers and addresses set aside for stories."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
VOICED = ("en",)
"""Languages that an installed voice speaks."""

VOICE_TO_ADD = {"es": "es_MX-claude-high or es_ES-davefx-medium", "fr": "fr_FR-siwis-medium",
                "de": "de_DE-thorsten-medium", "pl": "pl_PL-darkman-medium",
                "pt": "pt_BR-faber-medium", "it": "it_IT-paola-medium"}  # fmt: skip
"""Piper voices by language, as rhasspy/piper-voices names them."""


def texts(part: BaseModel, where: Where) -> Iterator[tuple[str, Where]]:
    """Every text of a scenario, with its place."""
    for name, field in type(part).model_fields.items():
        value, here = getattr(part, name), [*where, field.alias or name]
        items = value.items() if isinstance(value, dict) else [(None, value)]
        for key, item in items:
            yield from _texts(item, here if key is None else [*here, key])


def _texts(value: object, where: Where) -> Iterator[tuple[str, Where]]:
    if isinstance(value, str):
        yield value, where
    elif isinstance(value, BaseModel):
        yield from texts(value, where)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, [*where, index])


def private(draft: Draft) -> Faults:
    """DF070 and DF071: nobody's number or address."""
    seen: set[str] = set()
    for text, where in texts(draft.scenario, []):
        plain = _FICTION.sub("", text)
        for code, pattern, what in (("DF071", EMAIL, "an e-mail address"),
                                    ("DF070", PHONE, "a phone number")):  # fmt: skip
            found = pattern.search(plain)
            if found and found.group() not in seen:
                seen.add(found.group())
                yield (
                    code, f"“{found.group()}” looks like {what} of somebody.", where,
                    "Leave it out, or use one made for stories: 555-0134, name@example.com.",
                )  # fmt: skip


def provenance(draft: Draft) -> Faults:
    """DF072 to DF077: somebody saw this, somebody read it, and not too long ago."""
    made = draft.scenario.provenance
    if made is None:
        yield (
            "DF072", "Nothing says where this scenario comes from.", ["title"],
            "Add `provenance: {observed_by: …, site: …, method: …}`, or run `dryfit observe`.",
        )  # fmt: skip
        return
    early = bool(made.observed_on and made.review_due and made.review_due < made.observed_on)
    if made.review_due and made.review_due < draft.today and not early:
        yield (
            "DF073", f"A review was due on {made.review_due}.", ["provenance", "review_due"],
            "Have it read again, and set the next date.",
        )  # fmt: skip
    if made.observed_on and made.observed_on > draft.today:
        yield "DF074", "This day has not come yet.", ["provenance", "observed_on"], "Check it."
    if not made.anonymised:
        yield (
            "DF075", "People in it could be recognised.", ["provenance", "anonymised"],
            "Change names, places and numbers, and say `true`.",
        )  # fmt: skip
    if early:
        yield (
            "DF077", "The review is due before the observation.", ["provenance", "review_due"],
            "Check both dates.",
        )  # fmt: skip


def name(draft: Draft) -> Faults:
    """DF076: the file's name is the id that counts."""
    if draft.wrote("id") and draft.scenario.id != id_from(draft.path):
        yield (
            "DF076", f"The id is `{draft.scenario.id}`, but the file is {draft.path.name}; the "
            "file's name counts.", ["id"], "Make them the same, or leave `id` out.",
        )  # fmt: skip


def voices(draft: Draft) -> Faults:
    """DF080 to DF082: the voice is there, and speaks the language."""
    scenario = draft.scenario
    known = preset_names()
    for field in ("preset", "fallback"):
        wanted = getattr(scenario.voice, field)
        if wanted and wanted not in known:
            yield (
                "DF080", f"There is no voice `{wanted}` here.", ["voice", field],
                nearest_voice(wanted, known),
            )  # fmt: skip
    yield from _language(scenario)


def nearest_voice(wanted: str, known: tuple[str, ...]) -> str:
    """What to write instead."""
    alike = [name for name in known if name.split("-")[:2] == wanted.lower().split("-")[:2]]
    alike += [name for name in known if name.split("-")[0] == wanted.lower().split("-")[0]]
    if alike:
        return f"Did you mean `{alike[0]}`?"
    return "Known: " + ", ".join(known) + "."


def _language(scenario: Scenario) -> Faults:
    if not _LANGUAGE.fullmatch(scenario.language):
        yield (
            "DF082", f"`{scenario.language}` is not a language as BCP 47 writes it.",
            ["language"], "Write it like `en-US` or `es-MX`.",
        )  # fmt: skip
        return
    spoken = base_language(scenario.language)
    if spoken not in VOICED:
        named = VOICE_TO_ADD.get(spoken, "")
        add = f"the Piper voice {named}" if named else "a Piper voice of that language"
        yield (
            "DF081", f"No installed voice speaks `{scenario.language}`; it can be played in text.",
            ["language"], f"Add {add}.",
        )  # fmt: skip
