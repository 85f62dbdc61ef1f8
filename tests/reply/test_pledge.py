"""Each act by which somebody gives in, next to the same words where nobody does."""

import time

import pytest

from dryfit.persona.figures import figures
from dryfit.reply import pledge, pledge_es


def about(text: str) -> bool:
    return bool(figures(text))


def sobre(text: str) -> bool:
    return bool(figures(text, "es"))


@pytest.mark.parametrize(
    ("binds", "does_not"),
    [
        ("I'll hold a table for you.", "I'll think about it."),
        ("I'll tell the others we're full.", "I'll tell you what I think."),
        ("I can do Thursday.", "I can see why you ask."),
        ("You can hang it on Monday.", "You can see the wall from here."),
        ("My son will let you in.", "My son won't let you in."),
        ("Bring the samples on Tuesday.", "Bring me the truth first."),
        ("Okay, bring the samples.", "Okay, so what samples?"),
        ("Thursday at nine.", "Thursdays I play cards."),
        ("Two fifty, and you clean up after.", "Two fifty is what the last one cost."),
        ("The fifth is fine.", "The fifth is my birthday."),
        ("Works for me.", "It works on Mondays."),
        ("You've won me over.", "You haven't won me over."),
        ("Let's make a start.", "Let's hear it."),
        ("If you bring the ladder, I'll sign.", "If you brought a ladder, I might sign."),
        ("As long as you pay for the glass.", "As long as what?"),
        ("If it's dry, fine.", "If it's dry, what then?"),
        ("I'd be glad to have you.", "I'd need to see it."),
        ("I'm booking you in.", "I'm getting other prices."),
        ("Where do I sign?", "Where do you come from?"),
        ("Shall we say Monday?", "Why do you say Monday?"),
        ("I'll take two, okay?", "So you'd take two, okay?"),
        ("You get your morning.", "You said I get a morning."),
    ],
)
def test_an_act_and_the_same_words_without_it(binds: str, does_not: str) -> None:
    assert pledge.binds(binds, about)
    assert not pledge.binds(does_not, about)


@pytest.mark.parametrize(
    ("binds", "does_not"),
    [
        ("Te deposito el martes.", "No te deposito nada."),
        ("Mañana mismo voy.", "Mañana veremos."),
        ("Vamos a reportarlo.", "¿Vamos a reportarlo?"),
        ("Si me acompañas, te firmo.", "Si pudiera, te firmaría."),
        ("Sí voy contigo.", "Si voy, me corren."),
        ("Órale, el jueves.", "Los jueves no cobro."),
        ("Ya me convenciste.", "Dices que ya me convenciste."),
        ("¿Dónde firmo?", "¿Dónde andabas?"),
        ("Va, apúntame.", "Dame chance."),
    ],
)
def test_the_same_in_spanish(binds: str, does_not: str) -> None:
    assert pledge_es.binds(binds, sobre)
    assert not pledge_es.binds(does_not, sobre)


def test_everyday_acts_bind_only_about_the_deal() -> None:
    assert not pledge.binds("I can bring a rag.", about)
    assert pledge.binds("I can bring a rag.", lambda text: "rag" in text)


@pytest.mark.parametrize(("words", "binds"), [(12, True), (13, False)])
def test_a_bare_day_is_short(words: int, binds: bool) -> None:
    filler = " ".join(["quite"] * (words - 2))
    assert pledge.binds(f"Okay, friday {filler} alone.", about) is binds


@pytest.mark.parametrize("text", ["you " * 60, "i'll " * 60, "if i " * 60, "a, " * 90, "te " * 90])
def test_nothing_takes_long(text: str) -> None:
    began_s = time.process_time()
    pledge.binds(text, about)
    pledge_es.binds(text, sobre)
    assert time.process_time() - began_s < 0.1
