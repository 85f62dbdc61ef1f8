"""A concern as the persona says it, where the author wrote no lines for it."""

import pytest

from dryfit.scenario.first_person import first_person


@pytest.mark.parametrize(
    ("concern", "said"),
    [
        ("", ""),
        ("She fears for her licence.", "I fear for my licence."),
        ("A customer sued her last year.", "A customer sued me last year."),
        (
            "Her son handles her money and she is ashamed that she cannot decide without him.",
            "My son handles my money and I'm ashamed that I can't decide without him.",
        ),
        (
            "He paid cash to an unlicensed digger and fears the city will find out.",
            "I paid cash to an unlicensed digger and fear the city will find out.",
        ),
        (
            "His bonus hangs on loads an hour and he already knows it.",
            "My bonus hangs on loads an hour and I already know it.",
        ),
        (
            "Her father laid them himself and she cannot tell him they leak.",
            "My father laid them himself and I can't tell him they leak.",
        ),
        (
            "He is two payments behind and is hiding it from his men.",
            "I'm two payments behind and I'm hiding it from my men.",
        ),
        (
            "She never reads the mail and secretly owes her brother.",
            "I never read the mail and secretly owe my brother.",
        ),
        ("They lost their best man.", "I lost my best man."),
        ("The permit lapsed.", "The permit lapsed."),
    ],
)
def test_english(concern: str, said: str) -> None:
    assert first_person(concern) == said


@pytest.mark.parametrize(
    ("concern", "said"),
    [
        (
            "Debe tres meses de renta y teme que el banco le niegue otro préstamo.",
            "Debo tres meses de renta y temo que el banco me niegue otro préstamo.",
        ),
        (
            "Un vecino se quejó y teme por su licencia.",
            "Un vecino se quejó y temo por mi licencia.",
        ),
        ("No se anima a cobrarle.", "No me animo a cobrarle."),
        ("Lo corrieron y él mantiene a todos.", "Lo corrieron y yo mantengo a todos."),
    ],
)
def test_spanish(concern: str, said: str) -> None:
    assert first_person(concern, "es") == said
