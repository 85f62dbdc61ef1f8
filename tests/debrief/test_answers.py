"""What is said about the debrief itself, in many ways; and what must not be taken for it."""

import pytest

from dryfit.debrief.answers import Wish, wants_redo, wish_of

SAID: dict[Wish, tuple[str, ...]] = {
    Wish.REDO: (
        "Redo that.", "redo", "Let me redo that", "Can I try that again?", "Um, redo that.",
        "let me try that again, please", "Okay, let's do that over.", "I want to do that again",
        "let's go back to that", "do it again", "Retry.", "Yes, redo that.", "I'd like another go",
        "Yes I want to redo that moment", "let me have another try", "Let me try it once more",
        "could I have another go at that", "I'd like to try that again", "Quiero repetirlo.",
    ),
    Wish.YES: (
        "Yes.", "Yes, please.", "Yeah, let's do it.", "Sure", "Okay.", "Ok, yes.", "Sí, claro.",
        "Yeah sure why not", "Absolutely.", "Let's go.", "go ahead", "uh yeah", "Alright then",
    ),
    Wish.NO: (
        "No.", "No thanks.", "no, I'm good", "Nope", "Not now", "maybe later", "Uh, no thank you.",
        "I'm fine.", "No, gracias.",
    ),
    Wish.NO_IDEA: ("I don't know.", "No idea", "not sure", "you tell me", "um I really don't know",
                   "Beats me.", "No sé."),
    Wish.REPEAT: ("Say that again?", "Can you repeat that?", "What?", "sorry", "what did you say"),
    Wish.AGAIN: ("again", "One more time.", "Once more"),
    Wish.SKIP: ("skip", "Skip it.", "next", "move on"),
    Wish.STOP: ("Stop.", "that's it", "I'm done", "Let's stop here.", "That's enough"),
    Wish.GO_ON: ("go on", "Got it.", "Uh-huh", "I see"),
    Wish.NOTHING: (
        "", "   ", "...", "She was worried about the noise.", "Can I redo that paint job?",
        "Let's do it again next Friday", "I don't know, the money?", "No trouble at all with us",
        "What would it take to stop the noise?", "yes we can do ten o'clock", "redo " * 5_000,
        "\x00\u202e;--", "sure thing, Friday the twelfth", "Can we try that again next year?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "said"), [(wish, said) for wish, many in SAID.items() for said in many]
)
def test_a_wish(wish: Wish, said: str) -> None:
    assert wish_of(said) is wish


def test_only_a_redo_takes_one_out_of_a_talk() -> None:
    told = {said: wants_redo(said) for many in SAID.values() for said in many}
    assert {said for said, wanted in told.items() if wanted} == set(SAID[Wish.REDO])
