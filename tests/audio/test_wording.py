import pytest

from dryfit_audio.wording import words_verdict


@pytest.mark.parametrize(
    "text",
    [
        "Yes.", "No", "Sure.", "Four hundred dollars.", "No, thanks.", "Not really, no.", "7.",
        "six", "$400", "60%", "Okay then, sure.", "Exactly!",
    ],
)  # fmt: skip
def test_finished(text: str) -> None:
    assert words_verdict(text) == "finished"


@pytest.mark.parametrize(
    "text",
    [
        "So I was thinking that", "We could do it on Friday and", "I'd like to", "Well, the",
        "It's about the", "The reason is because", "I want to, um", "We have a band,",
        "and then...", "What I mean is \u2014", "My price is", "I think it's really", "If you",
    ],
)  # fmt: skip
def test_unfinished(text: str) -> None:
    assert words_verdict(text) == "unfinished"


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "...", "we play covers mostly", "ten of clubs",
        "I think we should do it on Friday.", "Hold on.", "What are you looking for.",
        "I guess so.", "Yes, I do.", "I would like four hundred dollars.",
    ],
)  # fmt: skip
def test_unknown(text: str) -> None:
    assert words_verdict(text) == "unknown"


def test_a_full_stop_does_not_finish_a_dangling_word() -> None:
    assert words_verdict("I would like to talk to you about the.") == "unfinished"


@pytest.mark.parametrize("text", ["What happened last time?", "So it was the noise, was it? "])
def test_asked(text: str) -> None:
    assert words_verdict(text) == "asked"


@pytest.mark.parametrize(("text", "verdict"), [("Okay?", "finished"), ("And the?", "unfinished")])
def test_a_question_mark_outweighs_no_surer_sign(text: str, verdict: str) -> None:
    assert words_verdict(text) == verdict
