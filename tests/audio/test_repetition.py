import pytest

from dryfit_audio.repetition import (
    MIN_END_LOG_PROBABILITY,
    MIN_STOP_LOG_PROBABILITY,
    loop_start,
    repeated_tail,
    said_twice,
)

SURE, NEVER = -1.0, -12.0


def ends(count: int, at: int, score: float = SURE) -> list[float]:
    return [score if index == at else NEVER for index in range(count + 1)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("he wanted me . he wanted me .", 4),
        ("he wanted me . he wanted me . he wanted", 4),
        ("the average man 's a coward . the average", 7),
        ("No . No", 2),
        ("6 6 6 6 6", 1),
        ("Work in a park today . Work in park today", 6),
    ],
)
def test_a_tail_that_repeats_the_start_is_found(text: str, cut: int) -> None:
    tokens = text.split()
    assert repeated_tail(tokens, ends(len(tokens), cut)) == cut


@pytest.mark.parametrize(
    "text",
    [
        "some sung out tear down the fence tear down the fence",
        "how old is the bridge ?",
        "seven of clubs , eight of clubs",
        "",
        "yes",
    ],
)
def test_honest_words_stay(text: str) -> None:
    tokens = text.split()
    assert repeated_tail(tokens, [SURE] * (len(tokens) + 1)) is None


def test_a_repeat_stays_if_the_decoder_never_thought_of_ending() -> None:
    tokens = ["no", "no"]
    assert repeated_tail(tokens, ends(2, 1, MIN_END_LOG_PROBABILITY - 0.01)) is None
    assert repeated_tail(tokens, ends(2, 1, MIN_END_LOG_PROBABILITY)) == 1


def test_a_last_sentence_said_again_is_found_behind_a_full_stop() -> None:
    tokens = "he left . not a day later . not a day later .".split()  # noqa: SIM905
    assert repeated_tail(tokens, ends(len(tokens), 8)) == 8
    assert repeated_tail(tokens, ends(len(tokens), 8, MIN_STOP_LOG_PROBABILITY - 0.01)) is None
    comma = [token.replace(".", ",") for token in tokens]
    assert repeated_tail(comma, ends(len(tokens), 8)) is None


@pytest.mark.parametrize(
    ("token_count", "finished", "real"), [(11, True, True), (12, True, False), (11, False, False)]
)
def test_what_was_truly_said_twice_took_its_time(
    token_count: int, finished: bool, real: bool
) -> None:
    assert said_twice(token_count, 2.0, finished) is real


def test_a_loop_closes_the_text_three_times() -> None:
    assert loop_start(["well", "a", "b", "a", "b", "a", "b"]) == 3
    assert loop_start(["well", "a", "b", "a", "b"]) is None
    assert loop_start(["big", "big", "big", "big"]) == 1
    assert loop_start(["big", "big", "big"]) is None
