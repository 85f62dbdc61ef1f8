"""Who speaks: a Piper voice with a colour, chosen by a preset's name.

Until other voices are installed, all personas share one male voice; pitch and rate tell them
apart. Factors beyond about 0.85 to 1.25 make words hard to understand.
"""

from dataclasses import dataclass

DEFAULT_MODEL = "en_US-joe-medium"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice model and its colour."""

    model: str = DEFAULT_MODEL
    pitch: float = 1.0
    """Factor on pitch (and formants). Higher: smaller, younger speaker."""
    rate: float = 1.0
    """Factor on speed. Higher: faster talker."""


_PRESETS: dict[str, Voice] = {
    "assistant": Voice(pitch=1.06, rate=1.06),
    "any-female": Voice(pitch=1.2, rate=1.0),
    "any-male": Voice(),
    "woman-20s": Voice(pitch=1.24, rate=1.06),
    "woman-30s": Voice(pitch=1.22, rate=1.03),
    "woman-40s": Voice(pitch=1.19, rate=1.0),
    "woman-50s": Voice(pitch=1.16, rate=0.97),
    "woman-50s-dry": Voice(pitch=1.16, rate=0.95),
    "woman-60s": Voice(pitch=1.14, rate=0.93),
    "woman-60s-soft": Voice(pitch=1.15, rate=0.94),
    "man-20s": Voice(pitch=1.06, rate=1.06),
    "man-30s": Voice(pitch=1.03, rate=1.03),
    "man-40s": Voice(pitch=0.98, rate=1.0),
    "man-50s": Voice(pitch=0.95, rate=0.97),
    "man-60s": Voice(pitch=0.92, rate=0.94),
    "man-60s-gruff": Voice(pitch=0.89, rate=0.94),
}
MIN_RATE, MAX_RATE = 0.6, 1.6


def preset_names() -> tuple[str, ...]:
    """Names a scenario may use."""
    return tuple(sorted(_PRESETS))


def voice_for(preset: str | None, rate: float = 1.0, fallback: str | None = None) -> Voice:
    """The voice of a preset; an unknown one falls back to `fallback`, its gender, then any.

    `rate` multiplies the preset's own rate.
    """
    known = _PRESETS.get(preset or "") or _PRESETS.get(fallback or "") or _nearest(preset or "")
    return Voice(known.model, known.pitch, min(max(known.rate * rate, MIN_RATE), MAX_RATE))


def _nearest(preset: str) -> Voice:
    words = set(preset.lower().replace("_", "-").split("-"))
    if words & {"woman", "female", "girl", "lady", "she"}:
        return _PRESETS["any-female"]
    return _PRESETS["any-male"]
