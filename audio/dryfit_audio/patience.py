"""How long to wait in a pause before answering: the two witnesses, three settings, own habits."""

from dataclasses import dataclass

MILLISECONDS_PER_FRAME = 32


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """When speech starts, pauses and ends. Change one thing, hear one thing."""

    start_probability: float = 0.5
    """Higher: soft voices go unheard. Lower: fans and clatter start turns."""
    keep_probability: float = 0.35
    """Higher: trailing words are cut off. Lower: breath and echo keep a turn open."""
    start_frames: int = 3
    """Higher: "yes" is missed. Lower: a click starts a turn."""
    resume_frames: int = 2
    """Higher: going on after a pause is noticed late. Lower: a creaking chair is going on."""
    pause_ms: float = 160.0
    """Higher: the answer starts to be prepared later. Lower: more work is thrown away."""
    min_speech_ms: float = 96.0
    """Higher: short answers are lost. Lower: knocks count as speech."""
    finished_ms: float = 384.0
    """Both witnesses say finished. Higher: every answer is later. Lower: cut-offs."""
    likely_ms: float = 800.0
    """One says finished, the other does not know. Higher: sluggish. Lower: cut-offs."""
    unsure_ms: float = 1400.0
    """Neither knows. Higher: awkward silences. Lower: people who think aloud are cut off."""
    unfinished_ms: float = 2400.0
    """A witness says unfinished. Higher: trailing off gets a long silence. Lower: cut-offs."""
    max_silence_ms: float = 3200.0
    """Nobody is waited for longer than this. Higher: a dropped turn hangs. Lower: slow speakers."""
    max_turn_ms: float = 90_000.0
    """Higher: a noisy room can hold a turn open longer. Lower: long stories are cut in two."""
    finished_probability: float = 0.5
    """Turn model at or above: finished. Higher: slower answers. Lower: more cut-offs."""
    unfinished_probability: float = 0.2
    """Turn model below: unfinished. Higher: slower answers. Lower: more cut-offs."""


PRESETS: dict[str, EndpointSettings] = {
    "quick": EndpointSettings(
        finished_ms=320.0, likely_ms=560.0, unsure_ms=960.0, unfinished_ms=1600.0,
        max_silence_ms=2400.0,
    ),
    "normal": EndpointSettings(),
    "patient": EndpointSettings(
        finished_ms=900.0, likely_ms=1800.0, unsure_ms=2600.0, unfinished_ms=4000.0,
        max_silence_ms=5000.0,
    ),
}  # fmt: skip
"""Names a learner chooses from: quick, normal, patient ("take your time")."""


class OwnPauses:
    """The learner's own habit: a slow average of pauses that turned out to be inside a turn."""

    _WEIGHT_OF_PAST = 0.9
    """The exponential average that livekit agents uses for its endpointing delay."""

    def __init__(self) -> None:
        self.typical_ms = 0.0

    def note(self, pause_ms: float) -> None:
        """Take one pause after which the learner went on."""
        past = self.typical_ms if self.typical_ms else pause_ms
        self.typical_ms = self._WEIGHT_OF_PAST * past + (1 - self._WEIGHT_OF_PAST) * pause_ms


def wait_ms(
    settings: EndpointSettings,
    finished_probability: float | None,
    words: str | None,
    typical_pause_ms: float = 0.0,
) -> float:
    """Silence to wait for before the turn is over, given what the witnesses have said so far."""
    base = _base_wait_ms(settings, finished_probability, words)
    if base <= settings.finished_ms:
        return base
    # Someone who often pauses for a second inside a turn gets that second, and a bit.
    return min(max(base, 1.25 * typical_pause_ms), settings.max_silence_ms)


def _base_wait_ms(
    settings: EndpointSettings, finished_probability: float | None, words: str | None
) -> float:
    voice = 0.5 * (settings.finished_probability + settings.unfinished_probability)
    if finished_probability is not None:
        voice = finished_probability
    voice_finished = voice >= settings.finished_probability
    voice_unfinished = voice < settings.unfinished_probability
    if words == "unfinished":
        return settings.unfinished_ms
    if words == "finished" and voice_finished:
        return settings.finished_ms
    if voice_unfinished and words != "finished":
        return settings.unfinished_ms
    if voice_finished or words == "finished":
        return settings.likely_ms
    return settings.unsure_ms
