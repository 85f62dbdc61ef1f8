"""Voice activity, log-mel and Smart Turn on real sound."""

from pathlib import Path

import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor
from tests.audio.conftest import Recording, Say

from dryfit_audio.errors import BadAudio, EngineFailed
from dryfit_audio.framing import FRAME_SAMPLES
from dryfit_audio.log_mel import log_mel
from dryfit_audio.samples import Samples
from dryfit_audio.smart_turn import TurnModel
from dryfit_audio.vad import SpeechDetector, voice_probabilities


def frames_of(samples: Samples) -> list[Samples]:
    count = samples.size // FRAME_SAMPLES
    return list(samples[: count * FRAME_SAMPLES].reshape(count, FRAME_SAMPLES))


def noise(seconds: float, level: float) -> Samples:
    generator = np.random.default_rng(7)
    return (generator.standard_normal(round(seconds * 16_000)) * level).astype(np.float32)


def test_a_voice_is_told_from_silence_and_hiss(say_16k: Say) -> None:
    detector = SpeechDetector()
    speech = [detector.probability(frame) for frame in frames_of(say_16k("We tried music once."))]
    assert np.mean(np.array(speech) > 0.5) > 0.4
    for other in (np.zeros(32_000, dtype=np.float32), noise(2.0, 0.05)):
        detector.reset()
        assert max(detector.probability(frame) for frame in frames_of(other)) < 0.5


def test_one_frame_at_a_time_is_the_same_as_all_at_once(say_16k: Say) -> None:
    samples = say_16k("Four hundred dollars.")
    detector = SpeechDetector()
    streamed = [detector.probability(frame) for frame in frames_of(samples)]
    np.testing.assert_allclose(streamed, voice_probabilities(samples), atol=1e-4)


def test_detectors_do_not_share_state(say_16k: Say) -> None:
    frames = frames_of(say_16k("Hello there."))
    one, other = SpeechDetector(), SpeechDetector()
    expected = [one.probability(frame) for frame in frames]
    interleaved = []
    for frame in frames:
        interleaved.append(other.probability(frame))
        one.probability(noise(0.032, 0.2)[:FRAME_SAMPLES])
    assert interleaved == expected


@pytest.mark.parametrize(
    "frame",
    [
        np.zeros(FRAME_SAMPLES - 1, dtype=np.float32),
        np.zeros(FRAME_SAMPLES, dtype=np.float64),
        np.full(FRAME_SAMPLES, np.nan, dtype=np.float32),
    ],
    ids=["short", "double", "nan"],
)
def test_a_bad_frame_is_refused(frame: Samples) -> None:
    with pytest.raises(BadAudio):
        SpeechDetector().probability(frame)


def test_log_mel_is_whispers_own() -> None:
    samples = noise(8.0, 0.1)
    expected = FeatureExtractor(chunk_length=8)(samples, padding=0)
    np.testing.assert_allclose(log_mel(samples), expected, atol=2e-5)


def test_smart_turn_hears_a_finished_sentence(turn_model: TurnModel, say_16k: Say) -> None:
    sentence = say_16k("I think that would work very well for us.")
    cut = sentence[: int(sentence.size * 0.55)]
    assert turn_model.finished_probability(sentence) > 0.8
    assert turn_model.finished_probability(sentence) > turn_model.finished_probability(cut) + 0.2


@pytest.mark.parametrize("seconds", [0.0, 0.01, 7.9, 8.0, 8.1, 60.0])
def test_smart_turn_takes_any_length(turn_model: TurnModel, seconds: float) -> None:
    assert 0.0 <= turn_model.finished_probability(noise(seconds, 0.01)) <= 1.0


def test_only_the_last_eight_seconds_count(turn_model: TurnModel) -> None:
    long = noise(12.0, 0.1)
    assert turn_model.finished_probability(long) == turn_model.finished_probability(long[-128_000:])


def test_smart_turn_refuses_what_is_no_sound(turn_model: TurnModel) -> None:
    with pytest.raises(BadAudio):
        turn_model.finished_probability(np.array([np.nan], dtype=np.float32))


def test_a_missing_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed) as caught:
        TurnModel(tmp_path)
    assert caught.value.code == "engine-missing"
    assert caught.value.__cause__ is not None


def test_smart_turn_on_real_recordings(turn_model: TurnModel, recordings: list[Recording]) -> None:
    clips = [clip for clip in recordings if clip.kind == "speech" and clip.transcript]
    quiet = np.zeros(3_200, dtype=np.float32)
    said = [turn_model.finished_probability(np.concatenate([c.samples, quiet])) for c in clips]
    assert np.mean(np.array(said) >= 0.5) > 0.65
