from dryfit_audio.repetition import loop_start


def test_a_loop_closes_the_text_three_times() -> None:
    assert loop_start(["well", "a", "b", "a", "b", "a", "b"]) == 3
    assert loop_start(["well", "a", "b", "a", "b"]) is None
    assert loop_start(["big", "big", "big", "big"]) == 1
    assert loop_start(["big", "big", "big"]) is None
