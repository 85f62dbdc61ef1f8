"""The voice: levels, joints, presets, the cache; and whether it can be understood."""

from pathlib import Path

import numpy as np
import pytest
import soxr

from dryfit.bench.stt import word_error_rate
from dryfit_audio.errors import EngineFailed
from dryfit_audio.loudness import PEAK_LIMIT, TARGET_DBFS, decibels, fade, level, trim_silence
from dryfit_audio.samples import Samples
from dryfit_audio.speech_cache import SpeechCache
from dryfit_audio.synthesize import OUTPUT_RATE_HZ, Synthesizer
from dryfit_audio.transcribe import Transcriber
from dryfit_audio.voices import MAX_RATE, MIN_RATE, Voice, preset_names, voice_for

LINE = "We tried live music last spring, and it went badly."


def tone(seconds: float, amplitude: float) -> Samples:
    time = np.arange(round(seconds * OUTPUT_RATE_HZ)) / OUTPUT_RATE_HZ
    return (amplitude * np.sin(2 * np.pi * 200 * time)).astype(np.float32)


@pytest.mark.parametrize("preset", preset_names())
def test_every_preset_speaks_at_one_level_and_at_once(
    synthesizer: Synthesizer, preset: str
) -> None:
    said = synthesizer.synthesize(LINE, voice_for(preset))
    assert said.dtype == np.float32
    assert 1.8 < said.size / OUTPUT_RATE_HZ < 5.5
    assert TARGET_DBFS - 3.5 < decibels(said) < TARGET_DBFS + 1.0
    assert np.abs(said).max() <= PEAK_LIMIT
    assert np.abs(said[:1]).max() < 0.01
    assert np.abs(said[-1:]).max() < 0.01
    assert np.abs(said[: OUTPUT_RATE_HZ // 20]).max() > 0.02, "silence in front is latency"


@pytest.mark.parametrize("preset", ["any-male", "woman-50s-dry", "woman-60s-soft", "man-60s-gruff"])
def test_replies_can_be_understood(
    synthesizer: Synthesizer, transcriber: Transcriber, preset: str
) -> None:
    lines = [
        "We charge $400 a night, and that is for three sets.",
        "The wall is 12 ft high and needs 5 mils of paint at 72\u00b0F.",
        "Mr. Jones wants it done by March 3rd, not a day later.",
        "The last band we had was too loud, and the neighbors complained for weeks.",
    ]
    heard = [
        transcriber.transcribe(
            soxr.resample(synthesizer.synthesize(line, voice_for(preset)), OUTPUT_RATE_HZ, 16_000)
        ).text
        for line in lines
    ]
    assert word_error_rate(lines, heard) < 0.2, heard


def test_nothing_to_say_is_no_sound(synthesizer: Synthesizer) -> None:
    for text in ("", "   ", "...", "!?", "\U0001f600"):
        assert synthesizer.synthesize(text, Voice()).size == 0


def test_rate_and_pitch_change_what_they_name(synthesizer: Synthesizer) -> None:
    def seconds(voice: Voice) -> float:
        return synthesizer.synthesize(LINE, voice).size / OUTPUT_RATE_HZ

    plain = seconds(Voice())
    assert seconds(Voice(rate=1.3)) < plain * 0.88
    assert seconds(Voice(pitch=1.2)) == pytest.approx(plain, rel=0.12)


def test_an_endless_clause_is_cut(synthesizer: Synthesizer) -> None:
    assert synthesizer.synthesize("word " * 2_000, Voice()).size / OUTPUT_RATE_HZ < 120


def test_a_missing_voice_says_so(tmp_path: Path, synthesizer: Synthesizer) -> None:
    with pytest.raises(EngineFailed) as caught:
        Synthesizer(tmp_path)
    assert caught.value.code == "engine-missing"
    with pytest.raises(EngineFailed):
        synthesizer.synthesize("Hello.", Voice(model="no-such-voice"))
    assert synthesizer.synthesize("Hello.", Voice()).size


def test_silence_at_the_ends_is_trimmed() -> None:
    quiet = np.zeros(OUTPUT_RATE_HZ, dtype=np.float32)
    trimmed = trim_silence(np.concatenate([quiet, tone(0.5, 0.3), quiet]), OUTPUT_RATE_HZ)
    assert trimmed.size / OUTPUT_RATE_HZ == pytest.approx(0.59, abs=0.02)
    assert trim_silence(quiet, OUTPUT_RATE_HZ).size == 0


def test_level_and_limit() -> None:
    assert decibels(level(tone(1.0, 0.01), OUTPUT_RATE_HZ)) == pytest.approx(TARGET_DBFS, abs=0.2)
    spiky = tone(1.0, 0.01)
    spiky[::4_000] = 0.9
    assert np.abs(level(spiky, OUTPUT_RATE_HZ)).max() <= PEAK_LIMIT
    assert level(np.zeros(4_800, dtype=np.float32), OUTPUT_RATE_HZ).max() == 0.0


def test_fade_starts_and_ends_at_nothing() -> None:
    faded = fade(np.ones(4_800, dtype=np.float32), OUTPUT_RATE_HZ)
    assert faded[0] == 0.0
    assert faded[-1] == 0.0
    assert faded[2_400] == 1.0
    assert fade(np.ones(1, dtype=np.float32), OUTPUT_RATE_HZ).size == 1


def test_presets_fall_back() -> None:
    assert voice_for("woman-50s-dry").pitch > 1.0
    assert voice_for("grandma", fallback="woman-60s") == voice_for("woman-60s")
    assert voice_for("old-lady") == voice_for("any-female")
    assert voice_for(None) == voice_for("any-male")
    assert voice_for("any-male", rate=1.1).rate == pytest.approx(1.1)
    assert voice_for("any-male", rate=9.0).rate == MAX_RATE
    assert voice_for("any-male", rate=0.01).rate == MIN_RATE


def test_the_cache_gives_back_what_it_got(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "new", model_hash="a")
    sound = tone(0.2, 0.5)
    assert cache.get("Hello.", Voice()) is None
    cache.put("Hello.", Voice(), sound)
    kept = SpeechCache(tmp_path / "new", model_hash="a").get("Hello.", Voice())
    assert kept is not None
    np.testing.assert_allclose(kept, sound, atol=1e-4)
    assert cache.get("Hello!", Voice()) is None
    assert cache.get("Hello.", Voice(pitch=1.1)) is None
    assert SpeechCache(tmp_path / "new", model_hash="b").get("Hello.", Voice()) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"DFSPEECH1\n", None])
def test_a_damaged_entry_is_absent_and_can_be_written_again(
    tmp_path: Path, damage: bytes | None
) -> None:
    cache = SpeechCache(tmp_path)
    cache.put("Hello.", Voice(), tone(0.1, 0.5))
    (path,) = tmp_path.glob("*/*.speech")
    whole = path.read_bytes()
    path.write_bytes(whole[:-8] if damage is None else damage)
    assert cache.get("Hello.", Voice()) is None
    cache.put("Hello.", Voice(), tone(0.1, 0.5))
    assert cache.get("Hello.", Voice()) is not None
    assert not list(tmp_path.glob("*/tmp*")), "nothing half-written is left"


def test_the_cache_stays_within_its_bound_and_drops_the_longest_unused(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, max_bytes=50_000)
    for number in range(12):
        cache.put(f"line {number}", Voice(), tone(0.2, 0.5))  # 9,642 bytes each
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*.speech")) <= 50_000
    assert cache.get("line 11", Voice()) is not None
    assert cache.get("line 0", Voice()) is None
    cache.put("too big", Voice(), tone(2.0, 0.5))
    assert cache.get("too big", Voice()) is None


def test_a_cache_that_cannot_be_written_only_forgets(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "speech")
    blocker = tmp_path / "speech"
    blocker.rmdir()
    blocker.write_text("a file where the folder was")
    cache.put("Hello.", Voice(), tone(0.1, 0.5))
    assert cache.get("Hello.", Voice()) is None
