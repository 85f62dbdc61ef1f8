import math

import numpy as np
import pytest

from dryfit_audio.words import words_of


def test_pieces_join_to_words_with_their_mean_probability() -> None:
    voiced = np.ones(10, dtype=np.float32)
    words = words_of([" lob", "sters", ","], [math.log(0.9), math.log(0.4), -9.0], voiced)
    assert [word.text for word in words] == ["lobsters,"]
    assert words[0].confidence == pytest.approx(0.6, abs=1e-3)


def test_times_follow_the_voice_and_the_offset() -> None:
    probabilities = np.array([0.0] * 10 + [1.0] * 10 + [0.0] * 10 + [1.0] * 10, dtype=np.float32)
    words = words_of([" four", " five"], [-0.1, -0.2], probabilities, offset_s=1.0)
    assert words[0].start_s == pytest.approx(1.32)
    assert words[0].end_s == pytest.approx(1.64)
    assert words[1].start_s == pytest.approx(1.96)
    assert words[1].end_s == pytest.approx(2.28)


def test_times_never_run_backwards() -> None:
    pieces = [" a", " bb", " ccc", ".", " d"]
    words = words_of(pieces, [-0.1] * 5, np.zeros(3, dtype=np.float32))
    edges = [edge for word in words for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)
    assert [word.text for word in words] == ["a", "bb", "ccc.", "d"]


def test_no_tokens_no_words() -> None:
    assert words_of([], [], np.ones(4, dtype=np.float32)) == ()
