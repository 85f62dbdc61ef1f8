"""Beds and sounds: as long, as loud and as different as they are said to be."""

from pathlib import Path

import numpy as np
import pytest

from dryfit.scenario.library import Library
from dryfit_audio.loudness import decibels
from dryfit_audio.surroundings import (
    BED_S,
    SOUND_DBFS,
    SOUND_S,
    bed,
    bed_kind,
    sound,
    sound_kind,
)
from dryfit_audio.synthesize import OUTPUT_RATE_HZ

SOUNDS = {
    "phone-ring": "ring", "chat-ping": "chime", "car-horn": "horn", "forklift": "reversing",
    "reversing-truck": "reversing", "saw": "saw", "excavator": "motor", "compressor": "motor",
    "dog-bark": "bark", "baby-cry": "cry", "radio": "static", "door": "knock", "Pump": "motor",
    "something else": "knock", "": "knock",
}  # fmt: skip
BEDS = {"excavator-idle": "engine", "loading-dock": "engine", "shop-morning": "workshop",
        "jobsite-indoors": "workshop", "office-call": "room", "": "room", "¿?": "room"}  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), SOUNDS.items())
def test_a_sound_is_what_its_words_say(name: str, kind: str) -> None:
    assert sound_kind(name) == kind


@pytest.mark.parametrize(("preset", "kind"), BEDS.items())
def test_a_bed_is_what_its_words_say(preset: str, kind: str) -> None:
    assert bed_kind(preset) == kind


@pytest.mark.parametrize("name", sorted(set(SOUNDS)))
@pytest.mark.parametrize("seconds", [0.0, 0.5, 2.5])
def test_a_sound_lasts_as_long_as_it_is_said_to_and_never_clips(name: str, seconds: float) -> None:
    made = sound(name, seconds)
    assert made.dtype == np.float32
    assert made.size == round((seconds or SOUND_S) * OUTPUT_RATE_HZ)
    assert np.isfinite(made).all()
    assert np.abs(made).max() <= 0.9
    assert decibels(made) == pytest.approx(SOUND_DBFS, abs=1.5)


@pytest.mark.parametrize("preset", sorted(BEDS))
def test_a_bed_is_steady_and_level(preset: str) -> None:
    made = bed(preset)
    assert made.size == round(BED_S * OUTPUT_RATE_HZ)
    assert decibels(made) == pytest.approx(-20.0, abs=0.1)
    assert bed(preset) is made, "made once"


def test_different_sounds_do_not_sound_alike() -> None:
    spectra = [np.abs(np.fft.rfft(sound(name, 1.0))) for name in ("phone", "door", "saw", "dog")]
    for index, one in enumerate(spectra):
        for other in spectra[index + 1 :]:
            alike = float(one @ other) / float(np.linalg.norm(one) * np.linalg.norm(other))
            assert alike < 0.6


def test_every_sound_and_bed_of_the_library_is_known(personas: Path) -> None:
    library = Library(personas)
    for name in library.ids():
        around = library.get(name).environment
        for item in around.interruptions:
            assert item.sound.partition("-")[0] in ("door",) or sound_kind(item.sound) != "knock"
