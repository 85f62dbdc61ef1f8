"""What the coach says, by language; English where a language has no lines of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from dryfit.debrief.guess import Closeness


@dataclass(frozen=True, slots=True)
class Lines:
    """Every sentence of a debrief; `why`: the critique gives its reasons in this language."""

    why: bool
    ask: str
    nothing: str
    verdicts: Mapping[Closeness, str]
    no_idea: str
    strength: str
    no_strength: str
    fix: str
    at: str
    model: str
    no_fix: str
    offer: str
    offer_at: str
    nudge_guess: str
    nudge_offer: str
    no_redo: str
    go_back: str
    done: str
    again: str


_ENGLISH = Lines(
    why=True,
    ask="Okay, step out of it for a minute. {ask}",
    nothing="There is too little to look back on this time. Say a few more lines next time.",
    verdicts={
        Closeness.RIGHT: "Yes, that was it. {concern}.",
        Closeness.NEAR: "You are close. {concern}.",
        Closeness.COVER: "That was the reason given, not the worry behind it. {concern}.",
        Closeness.OTHER: "It was something else. {concern}.",
    },
    no_idea="That is fine. Here is what was behind it. {concern}.",
    strength="One thing that worked. You said: “{quote}”",
    no_strength="No single line of yours stood out this time.",
    fix="One thing to do differently. You said: “{quote}”",
    at="One thing to do differently, around where you said: “{quote}”",
    model="You could try: “{model}”",
    no_fix="I found nothing to do differently.",
    offer="Do you want to redo that moment?",
    offer_at="Do you want to redo the moment where you said: “{quote}”?",
    nudge_guess="No rush. A guess is enough, or say skip.",
    nudge_offer="Just say yes to redo it, or no.",
    no_redo="There is no moment to go back to here.",
    go_back="Good. From there again.",
    done="All right. The rest is on the screen.",
    again="Sorry, I lost that. Say it again?",
)
_SPANISH = Lines(
    why=False,
    ask="Bueno, salgamos del papel un momento. {ask}",
    nothing="Esta vez hay muy poco que revisar. La próxima, di unas frases más.",
    verdicts={
        Closeness.RIGHT: "Sí, era eso. {concern}.",
        Closeness.NEAR: "Estás cerca. {concern}.",
        Closeness.COVER: "Esa fue la razón que dio, no lo que le preocupaba. {concern}.",
        Closeness.OTHER: "Era otra cosa. {concern}.",
    },
    no_idea="Está bien. Esto había detrás. {concern}.",
    strength="Algo que funcionó. Dijiste: “{quote}”",
    no_strength="Esta vez no destacó ninguna frase tuya.",
    fix="Una cosa para hacer distinto. Dijiste: “{quote}”",
    at="Una cosa para hacer distinto, cuando dijiste: “{quote}”",
    model="Podrías probar: “{model}”",
    no_fix="No encontré nada que hacer distinto.",
    offer="¿Quieres repetir ese momento?",
    offer_at="¿Quieres repetir el momento en que dijiste: “{quote}”?",
    nudge_guess="Sin prisa. Basta con una idea, o di paso.",
    nudge_offer="Di sí para repetirlo, o no.",
    no_redo="Aquí no hay un momento al que volver.",
    go_back="Bien. Otra vez desde ahí.",
    done="Muy bien. Lo demás está en la pantalla.",
    again="Perdón, no te oí. ¿Otra vez?",
)


def lines_for(language: str) -> Lines:
    """The lines of a language (BCP 47)."""
    return _SPANISH if language.lower().startswith("es") else _ENGLISH
