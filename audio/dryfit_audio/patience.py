"""How long to wait in a pause before answering: the two witnesses, three settings, own habits.

Smart Turn was measured 160 ms into each pause of 59 recordings: it is at 0.95 or above at 58 % of
true ends, at 0.5 or above at 77 %; and at 1 and 3 of 6 long pauses inside a sentence. So only the
top of its range earns the quickest answer. Words alone are believed where they are a whole short
answer: a written full stop says little, Whisper puts one after almost anything.

A question mark is believed half-way: people wait for an answer after asking.

The price of patience, simulated on the same recordings with the words unknown (wait after the true
end: median, 95th percentile; long pauses answered too early), sure at 0.97 within 0.4 s of silence:
unsure 1.0 s: 0.40 s, 1.0 s, 6 of 6; unsure 1.4 s: 0.40 s, 1.4 s, 5 of 6; unsure 2.6 s: 0.40 s,
2.6 s, 2 of 6. Neither voice nor words tell those pauses from ends: of 47 ends 12 % sound unfinished
(below 0.5), and two of the six pauses sound finished (0.98).
"""

from dataclasses import dataclass


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
    plain_ms: float = 384.0
    """The words are a whole short answer. Higher: "yes" is answered late. Lower: cut-offs."""
    finished_ms: float = 384.0
    """The voice has surely finished. Higher: every answer is later. Lower: more cut-offs."""
    likely_ms: float = 900.0
    """The voice has probably finished. Higher: dead air after flat voices. Lower: cut-offs."""
    asked_ms: float = 600.0
    """They asked, in a voice that is not surely finished. Higher: dead air. Lower: cut-offs."""
    unsure_ms: float = 2600.0
    """No witness knows. Higher: awkward silences. Lower: people who think aloud are cut off."""
    unfinished_ms: float = 2800.0
    """The words hang in the air. Higher: trailing off gets a long silence. Lower: cut-offs."""
    max_silence_ms: float = 3000.0
    """Nobody is waited for longer than this. Higher: a dropped turn hangs. Lower: slow speakers."""
    max_turn_ms: float = 90_000.0
    """Higher: a noisy room can hold a turn open longer. Lower: long stories are cut in two."""
    finished_probability: float = 0.97
    """Turn model at or above: surely finished. Higher: slower answers. Lower: more cut-offs."""
    likely_probability: float = 0.5
    """Turn model at or above: probably finished. Higher: slower answers. Lower: more cut-offs."""


PRESETS: dict[str, EndpointSettings] = {
    "quick": EndpointSettings(
        plain_ms=320.0, finished_ms=320.0, likely_ms=700.0, asked_ms=450.0, unsure_ms=1000.0,
        unfinished_ms=1600.0, max_silence_ms=2400.0, finished_probability=0.9,
    ),
    "normal": EndpointSettings(),
    "patient": EndpointSettings(
        plain_ms=900.0, finished_ms=3200.0, likely_ms=3600.0, asked_ms=3400.0, unsure_ms=4000.0,
        unfinished_ms=5000.0, max_silence_ms=6000.0,
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
    # Someone who often pauses for two seconds inside a turn gets those two seconds, and a bit.
    return min(max(base, 1.25 * typical_pause_ms), settings.max_silence_ms)


def _base_wait_ms(
    settings: EndpointSettings, finished_probability: float | None, words: str | None
) -> float:
    voice = -1.0 if finished_probability is None else finished_probability
    sure = voice >= settings.finished_probability
    if words == "unfinished":
        return settings.unsure_ms if sure else settings.unfinished_ms
    if words == "finished":
        return settings.plain_ms
    if sure and words in ("unknown", "asked"):
        return settings.finished_ms
    if voice >= settings.likely_probability:
        return settings.asked_ms if words == "asked" else settings.likely_ms
    return settings.likely_ms if words == "asked" else settings.unsure_ms
