"""Recognition: on speech made in the test, on real recordings, and on what is no speech."""

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.audio.conftest import Recording, Say

from dryfit.bench.stt import normalised, word_error_rate
from dryfit_audio.errors import BadAudio, EngineFailed
from dryfit_audio.samples import Samples
from dryfit_audio.transcribe import Transcriber

RATE = 16_000


def hiss(seconds: float, level: float) -> Samples:
    generator = np.random.default_rng(3)
    return (generator.standard_normal(round(seconds * RATE)) * level).astype(np.float32)


def hum(seconds: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    return (0.3 * np.sin(2 * np.pi * 120 * time)).astype(np.float32)


SENTENCES = (
    "What happened the last time you had a band in?",
    "I can bring the volume down after ten.",
    "We could start with one night and see how it goes, and if it does not work we stop.",
    "The paint needs to dry for two days before the rain comes.",
    "How long did the repair take?",
    "Nobody told me about the complaint.",
    "Can we put down Friday, and I call you the day after?",
    "If the wall is still damp we have to wait until it is dry.",
)


def test_sentences_come_back_as_they_were_said(transcriber: Transcriber, say_16k: Say) -> None:
    """One word of them all may be misheard: each synthesis sounds a little different."""
    heard = [transcriber.transcribe(say_16k(text)) for text in SENTENCES]
    words = sum(len(normalised(text).split()) for text in SENTENCES)
    assert word_error_rate(list(SENTENCES), [one.text for one in heard]) * words < 1.5
    assert all(one.confidence > 0.5 for one in heard)


@pytest.mark.parametrize("text", ["Yes.", "No.", "Maybe.", "Four hundred."])
def test_short_answers_are_not_lost(transcriber: Transcriber, say_16k: Say, text: str) -> None:
    assert normalised(transcriber.transcribe(say_16k(text)).text) == normalised(text)


def test_words_have_times_and_confidences(transcriber: Transcriber, say_16k: Say) -> None:
    samples = say_16k("We can play on Friday night.")
    heard = transcriber.transcribe(samples)
    assert " ".join(word.text for word in heard.words) == heard.text
    edges = [edge for word in heard.words for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)
    assert 0.0 <= edges[0] < 0.6
    assert edges[-1] <= samples.size / RATE
    assert all(0.0 < word.confidence <= 1.0 for word in heard.words)
    assert transcriber.transcribe(samples, with_words=False).words == ()


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, dtype=np.float32),
        np.zeros(100, dtype=np.float32),
        np.zeros(5 * RATE, dtype=np.float32),
        hiss(5.0, 0.001),
        hiss(5.0, 0.1),
        hum(5.0),
        np.where(np.arange(5 * RATE) % 8_000 < 40, 0.8, 0.0).astype(np.float32),
    ],
    ids=["nothing", "a-blink", "silence", "hiss", "loud-hiss", "hum", "clicks"],
)
def test_what_is_no_speech_gives_no_words(transcriber: Transcriber, samples: Samples) -> None:
    heard = transcriber.transcribe(samples)
    assert heard.text == ""
    assert heard.words == ()
    assert heard.guards


def test_longer_than_the_window_is_read_in_chunks(transcriber: Transcriber, say_16k: Say) -> None:
    text = (
        "The stage is small, the ceiling is low, and the neighbors go to bed early."
        " We tried a trio in the spring, and it was too loud for the regulars."
        " The drummer said that he could play with brushes, but he never did."
        " After that I told my wife that we would never have a band in here again."
        " She laughed, because she used to sing in one when we were young."
        " Now you come in here with a guitar and tell me that it will be different this time."
        " I have a kitchen to run, two people out sick, and a delivery at four."
        " So tell me in one sentence what you want, and what it is going to cost me."
        " If I like what I hear, we can talk about a date in the middle of the week."
    )
    samples = say_16k(text)
    assert samples.size > 29 * RATE
    heard = transcriber.transcribe(samples)
    assert word_error_rate([text], [heard.text]) < 0.12
    assert heard.words[-1].end_s > 0.9 * samples.size / RATE


def test_quiet_speech_and_pcm16_are_read_too(transcriber: Transcriber, say_16k: Say) -> None:
    text = "I can bring the volume down after ten."
    samples = say_16k(text)
    assert normalised(transcriber.transcribe(samples * np.float32(0.1)).text) == normalised(text)
    pcm16: NDArray[Any] = (samples * 32_767).astype(np.int16)
    assert normalised(transcriber.transcribe(pcm16).text) == normalised(text)


@pytest.mark.parametrize(
    "samples",
    [np.array([0.0, np.nan]), np.zeros((2, 8)), np.zeros(8, dtype=np.int64)],
    ids=["nan", "stereo", "int64"],
)
def test_bad_sound_is_refused(transcriber: Transcriber, samples: Samples) -> None:
    with pytest.raises(BadAudio):
        transcriber.transcribe(samples)


def test_a_missing_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed) as caught:
        Transcriber(tmp_path)
    assert caught.value.code == "engine-missing"


def test_threads_may_share_it(transcriber: Transcriber, say_16k: Say) -> None:
    sounds = [say_16k("Friday the twelfth."), say_16k("No live music.")]
    expected = [transcriber.transcribe(sound).text for sound in sounds]
    got = ["", ""]

    def read(index: int) -> None:
        got[index] = transcriber.transcribe(sounds[index]).text

    threads = [threading.Thread(target=read, args=(index,)) for index in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == expected


def test_real_recordings(transcriber: Transcriber, recordings: list[Recording]) -> None:
    clips = [clip for clip in recordings if clip.kind == "speech" and clip.transcript]
    if not clips:
        pytest.skip("no recordings with words")
    heard = [transcriber.transcribe(clip.samples).text for clip in clips]
    assert word_error_rate([clip.transcript for clip in clips], heard) < 0.19


def test_real_noise_beds_give_no_words(
    transcriber: Transcriber, recordings: list[Recording]
) -> None:
    beds = [clip for clip in recordings if clip.kind == "noise"]
    if not beds:
        pytest.skip("no noise beds")
    for bed in beds:
        for start in range(0, bed.samples.size, 7 * RATE):
            piece = bed.samples[start : start + 7 * RATE]
            assert transcriber.transcribe(piece).text == "", (bed.file, start)
