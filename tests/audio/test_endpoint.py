"""The endpointer, frame by frame. A frame is 32 ms: `V` a voice, `w` a weak one, `.` silence."""

from dataclasses import replace

import pytest

from dryfit_audio.endpoint import PRESETS, Endpointer, EndpointSettings, samples_of
from dryfit_audio.events import (
    Judgement,
    Misfire,
    SpeechEvent,
    SpeechPaused,
    SpeechResumed,
    SpeechStarted,
    TurnEnded,
)
from dryfit_audio.framing import FRAME_SAMPLES as F

S = EndpointSettings()
LOUD, WEAK, QUIET = 0.9, 0.4, 0.05
PROBABILITY = {"V": LOUD, "w": WEAK, ".": QUIET}
PAUSE_FRAMES = 5  # 160 ms


def hear(endpointer: Endpointer, frames: str) -> list[SpeechEvent]:
    return [
        event for letter in frames for event in endpointer.receive_probability(PROBABILITY[letter])
    ]


def kinds(events: list[SpeechEvent]) -> list[str]:
    return [type(event).__name__ for event in events]


def paused() -> Endpointer:
    endpointer = Endpointer(S)
    hear(endpointer, "V" * 20 + "." * PAUSE_FRAMES)
    return endpointer


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ("VV.", []),
        ("VVV", ["SpeechStarted"]),
        ("V.VV", ["SpeechStarted"]),
        ("VV..V", []),
        ("www", []),
        ("Vww", ["SpeechStarted"]),
        ("VVV" + "." * 4, ["SpeechStarted"]),
        ("VVV" + "." * 5, ["SpeechStarted", "SpeechPaused"]),
        ("VVV" + "....w" * 3, ["SpeechStarted"]),
    ],
    ids=["just-under", "exactly", "one-gap", "two-gaps", "weak-does-not-start", "weak-keeps",
         "pause-just-under", "pause-exactly", "weak-keeps-talking"],
)  # fmt: skip
def test_starts_and_pauses(frames: str, expected: list[str]) -> None:
    assert kinds(hear(Endpointer(S), frames)) == expected


def test_times_are_samples_of_the_stream() -> None:
    events = hear(Endpointer(S), ".." + "V" * 10 + "." * PAUSE_FRAMES)
    assert events == [
        SpeechStarted(at_sample=5 * F, speech_start=2 * F),
        SpeechPaused(at_sample=17 * F, speech_start=2 * F, speech_end=12 * F, pause=1),
    ]


def test_too_short_to_be_a_word_is_a_misfire() -> None:
    strict = replace(S, min_speech_ms=128.0)
    assert kinds(hear(Endpointer(strict), "VVV" + "." * 5)) == ["SpeechStarted", "Misfire"]
    assert kinds(hear(Endpointer(strict), "VVVV" + "." * 5)) == ["SpeechStarted", "SpeechPaused"]
    assert hear(Endpointer(strict), "VVV" + "." * 5)[-1] == Misfire(8 * F)


@pytest.mark.parametrize(
    ("probability", "words", "wait_ms"),
    [
        (0.99, "unknown", S.finished_ms),
        (0.7, "unknown", S.likely_ms),
        (0.1, "unknown", S.unsure_ms),
        (None, "finished", S.plain_ms),
        (0.99, "unfinished", S.unsure_ms),
        (0.2, "unfinished", S.unfinished_ms),
    ],
)
def test_the_turn_ends_when_the_wait_is_over(
    probability: float | None, words: str, wait_ms: float
) -> None:
    endpointer = paused()
    verdict = Judgement(1, probability, words)  # type: ignore[arg-type]
    assert endpointer.receive_judgement(verdict) == []
    frames = -(-samples_of(wait_ms) // F)
    assert hear(endpointer, "." * (frames - PAUSE_FRAMES - 1)) == []
    assert kinds(hear(endpointer, ".")) == ["TurnEnded"]


def test_a_late_judgement_ends_the_turn_at_once() -> None:
    endpointer = paused()
    assert hear(endpointer, "." * 15) == []
    ended = endpointer.receive_judgement(Judgement(1, 0.99, "unknown"))
    assert ended == [TurnEnded(40 * F, 0, 20 * F, "finished", pause=1)]
    assert not endpointer.talking


def test_a_judgement_about_an_older_pause_is_stale() -> None:
    endpointer = paused()
    assert kinds(hear(endpointer, "VV")) == ["SpeechResumed"]
    assert hear(endpointer, "." * 20)[0] == SpeechPaused(32 * F, 0, 27 * F, pause=2)
    assert endpointer.receive_judgement(Judgement(1, 0.99, "finished")) == []
    assert kinds(endpointer.receive_judgement(Judgement(2, 0.99, "finished"))) == ["TurnEnded"]


def test_witnesses_may_speak_one_after_the_other() -> None:
    endpointer = paused()
    hear(endpointer, "." * 10)
    assert endpointer.receive_judgement(Judgement(1, 0.99, None)) == []
    assert kinds(endpointer.receive_judgement(Judgement(1, None, "unknown"))) == ["TurnEnded"]


def test_no_judgement_at_all_still_ends_the_turn() -> None:
    endpointer = paused()
    events = hear(endpointer, "." * 200)
    assert kinds(events) == ["TurnEnded"]
    ended = events[0]
    assert isinstance(ended, TurnEnded)
    assert ended.at_sample - ended.speech_end >= samples_of(S.unsure_ms)


def test_one_voiced_frame_is_no_resumption_two_are() -> None:
    endpointer = paused()
    assert hear(endpointer, "V.") == []
    assert hear(endpointer, "VV") == [SpeechResumed(29 * F, pause=1)]


@pytest.mark.parametrize(("frames", "ends"), [(93, 0), (94, 1)])
def test_a_very_long_turn_is_cut_while_talking(frames: int, ends: int) -> None:
    endpointer = Endpointer(replace(S, max_turn_ms=3_000.0))
    events = hear(endpointer, "V" * frames)
    assert kinds(events).count("TurnEnded") == ends
    if ends:
        assert isinstance(events[-1], TurnEnded)
        assert events[-1].reason == "too-long"
        assert events[-1].pause == 0


def test_continuous_noise_cannot_hold_a_turn_open_for_ever() -> None:
    endpointer = Endpointer(S)
    noise = hear(endpointer, "Vw" * 10_000)
    assert kinds(noise).count("TurnEnded") >= 3


def test_push_to_talk_ends_an_open_turn_only() -> None:
    endpointer = Endpointer(S)
    assert endpointer.end_now() == []
    hear(endpointer, "V" * 10)
    assert kinds(endpointer.end_now()) == ["TurnEnded"]
    assert endpointer.end_now() == []


def test_reset_forgets_the_turn_and_keeps_the_clock() -> None:
    endpointer = paused()
    endpointer.reset()
    assert not endpointer.talking
    assert endpointer.at_sample == 25 * F
    assert hear(endpointer, "." * 200) == []
    assert hear(endpointer, "V" * 5 + "." * 5)[-1].__class__ is SpeechPaused


def test_learned_pauses_lengthen_the_wait() -> None:
    endpointer = Endpointer(S)
    hear(endpointer, "V" * 20 + "." * 40 + "VV")  # a pause of 1.28 s inside the turn
    hear(endpointer, "V" * 20 + "." * PAUSE_FRAMES)
    endpointer.receive_judgement(Judgement(2, 0.7, "unknown"))
    assert hear(endpointer, "." * 44) == []  # 1.57 s, longer than likely_ms
    assert kinds(hear(endpointer, "." * 2)) == ["TurnEnded"]


def test_presets_have_the_three_names() -> None:
    assert set(PRESETS) == {"quick", "normal", "patient"}
