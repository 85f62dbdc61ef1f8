"""The packed decoder: the same words as CTranslate2's own, in pieces or at once, kept or not."""

import struct
from pathlib import Path

import numpy as np
import pytest
from tests.audio.conftest import Say

from dryfit_audio.decoder import SILENCE_STRIDE, Decoder, followed_by, thinned
from dryfit_audio.errors import EngineFailed
from dryfit_audio.samples import Samples
from dryfit_audio.whisper_engine import FULL_WINDOW_S, WhisperEngine, Workers
from dryfit_audio.whisper_weights import BINARY_VERSION, read_weights
from dryfit_audio.whole_file import write_whole


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packed")


@pytest.fixture(scope="module")
def engine(model_dir: Path, kept: Path) -> WhisperEngine:
    return WhisperEngine(model_dir / "whisper-base", "en", Workers(), kept)


SENTENCE = "We could start with one night and see how the neighbours take it."


def test_decodes_what_ctranslate2_decodes(engine: WhisperEngine, say_16k: Say) -> None:
    encoding = engine.encode(say_16k(SENTENCE), FULL_WINDOW_S)
    ours = engine.decoding(encoding).decode(60)
    theirs = engine.search(encoding, 60, (), beams=1)
    assert ours.finished
    assert engine.text(ours.tokens) == engine.text(theirs.tokens)
    assert ours.mean_log_prob == pytest.approx(theirs.mean_log_prob, abs=0.15)
    assert ours.no_speech == pytest.approx(theirs.no_speech, abs=0.05)


@pytest.mark.parametrize("text", ["Wait, hold on.", "How much did the repair cost you?", SENTENCE])
def test_silence_up_to_the_full_window_ends_what_was_said_once(
    engine: WhisperEngine, say_16k: Say, text: str
) -> None:
    sound = say_16k(text)
    said = engine.decoding(engine.encode(sound, sound.size / 16_000 + 1.0)).decode(80)
    assert said.finished
    assert len(engine.text(said.tokens).split()) <= len(text.split()) + 1


def _kept(count: int, value: float) -> dict[str, Samples]:
    shapes = {"sound_keys_0": (1, 8, 64, count), "sound_values_0": (1, 8, count, 64)}
    made = {name: np.full(shape, value, np.float32) for name, shape in shapes.items()}
    return {**made, "weights": np.zeros(count, np.float32)}


@pytest.mark.parametrize(
    ("frames", "some"), [(1, 187), (4, 187), (5, 186), (1491, 1), (1492, 1), (1493, 0), (1500, 0)]
)
def test_silence_follows_from_where_the_sound_ends(frames: int, some: int) -> None:
    joined = followed_by(_kept(frames, 1.0), thinned(_kept(1500, 0.0)))
    assert joined["sound_keys_0"].shape == (1, 8, 64, frames + some)
    assert joined["sound_values_0"].shape == (1, 8, frames + some, 64)
    assert joined["sound_keys_0"][0, 0, 0].sum() == joined["sound_values_0"][0, 0, :, 0].sum()
    assert joined["sound_keys_0"][0, 0, 0].sum() == frames
    assert np.exp(joined["weights"]).sum() == pytest.approx(1500, abs=SILENCE_STRIDE)


def test_a_frame_that_weighs_many_is_heard_as_many(
    model_dir: Path, kept: Path, engine: WhisperEngine, say_16k: Say
) -> None:
    decoder = Decoder(model_dir / "whisper-base", kept)
    encoding = np.asarray(engine.encode(say_16k(SENTENCE), 4.0), dtype=np.float32)
    once = decoder.remember(encoding)
    heavy = {**once, "weights": once["weights"].copy()}
    heavy["weights"][20] = np.log(400)
    many = decoder.remember(np.concatenate([encoding, *399 * [encoding[:, 20:21]]], axis=1))
    rows, same, less = (
        decoder.step([1, 2], 0, decoder.nothing_said(), sound)[0] for sound in (heavy, many, once)
    )
    assert np.abs(rows - same).mean() < np.abs(rows - less).mean() / 5


def test_a_decoding_goes_on_where_its_budget_ran_out(engine: WhisperEngine, say_16k: Say) -> None:
    encoding = engine.encode(say_16k(SENTENCE), 6.0)
    in_pieces, whole = engine.decoding(encoding), engine.decoding(encoding).decode(60)
    first = in_pieces.decode(4)
    assert (len(first.tokens), first.finished) == (4, False)
    assert in_pieces.decode(60) == whole
    assert in_pieces.decode(60) == whole


def test_expected_words_come_before_the_start(engine: WhisperEngine, say_16k: Say) -> None:
    encoding = engine.encode(say_16k(SENTENCE), 6.0)
    told = engine.decoding(encoding, engine.prompt_tokens("Dot, the bar, Friday night"))
    assert "neighbours" in engine.text(told.decode(60).tokens).replace("neighbors", "neighbours")


def test_graphs_are_kept_and_made_anew_when_damaged(
    engine: WhisperEngine, model_dir: Path, kept: Path, say_16k: Say
) -> None:
    graphs = sorted(kept.iterdir())
    assert [graph.name.split("-")[0] for graph in graphs] == ["remember", "silence", "step"]
    written = [graph.stat().st_mtime_ns for graph in graphs]
    for graph in graphs[:2]:
        graph.write_bytes(b"cut")
    again = WhisperEngine(model_dir / "whisper-base", "en", Workers(), kept)
    kept_as_it_was = [
        graph.stat().st_mtime_ns == at for graph, at in zip(graphs, written, strict=True)
    ]
    assert kept_as_it_was == [False, False, True]
    encoding = again.encode(say_16k("Four hundred."), 3.0)
    assert again.text(again.decoding(encoding).decode(20).tokens).strip()


def test_a_file_that_cannot_be_kept_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not write_whole(tmp_path / "file" / "below", b"content")
    assert write_whole(tmp_path / "folder" / "below", b"content")
    assert (tmp_path / "folder" / "below").read_bytes() == b"content"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["below"]


def _string(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def _model(values: bytes, size: int) -> bytes:
    head = struct.pack("<I", BINARY_VERSION) + _string("WhisperSpec") + struct.pack("<II", 3, 1)
    return head + _string("decoder/bias") + struct.pack("<BIBI", 1, 2, 4, size) + values


def test_weights_are_read_by_prefix(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(_model(np.array([1.5, -2.0], dtype="<f2").tobytes(), 4))
    assert read_weights(path, "decoder/")["bias"].tolist() == [1.5, -2.0]
    assert read_weights(path, "encoder/") == {}


@pytest.mark.parametrize(
    "content",
    [b"", b"\x06", struct.pack("<I", 5) + b"x" * 40, _model(b"\0\0", 4), _model(b"\0" * 3, 3)],
    ids=["empty", "cut", "other-version", "cut-values", "odd-values"],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(EngineFailed, match=r"model\.bin cannot be read"):
        read_weights(path, "decoder/")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed):
        read_weights(tmp_path / "none.bin", "decoder/")
