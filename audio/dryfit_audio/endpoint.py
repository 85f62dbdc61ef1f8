"""Who is talking, and have they finished? Plain arithmetic on frame counts; no clock, no engine.

Feed one voice probability a frame (32 ms). The endpointer reports that speech started, paused,
resumed, and that the turn ended; while a pause lasts, the caller may hand it a `Judgement`.
"""

from dryfit_audio.events import (
    EndReason,
    Judgement,
    Misfire,
    SpeechEvent,
    SpeechPaused,
    SpeechResumed,
    SpeechStarted,
    TurnEnded,
)
from dryfit_audio.framing import FRAME_SAMPLES, SAMPLE_RATE_HZ
from dryfit_audio.patience import PRESETS, EndpointSettings, OwnPauses, wait_ms

__all__ = ["PRESETS", "EndpointSettings", "Endpointer", "samples_of"]


def samples_of(milliseconds: float) -> int:
    """Milliseconds as samples at 16 kHz."""
    return round(milliseconds * SAMPLE_RATE_HZ / 1000)


class Endpointer:
    """The speech events of one stream. States: quiet, rising, talking, paused."""

    def __init__(self, settings: EndpointSettings = PRESETS["normal"]) -> None:
        self.settings = settings
        self._now = 0
        self._own_pauses = OwnPauses()
        self._pause = 0
        self._judgement = Judgement(0, None, None)
        self._forget()

    @property
    def at_sample(self) -> int:
        """The stream clock: samples received so far."""
        return self._now

    @property
    def talking(self) -> bool:
        """A turn is open: speech has started and not ended."""
        return self._talking

    def receive_probability(self, probability: float) -> list[SpeechEvent]:
        """Take the voice probability of the next frame and return what it shows."""
        frame_start, self._now = self._now, self._now + FRAME_SAMPLES
        voiced = probability >= self._threshold()
        if not self._talking:
            return self._listen(voiced, frame_start)
        if voiced:
            return self._hear_voice(frame_start)
        return self._hear_silence()

    def receive_judgement(self, judgement: Judgement) -> list[SpeechEvent]:
        """Take what the witnesses say about the present pause; one about an older pause is stale.

        A witness that is `None` leaves what was said before by that witness.
        """
        if self._paused_at is None or judgement.pause != self._pause:
            return []
        known = self._judgement
        probability, words = judgement.finished_probability, judgement.words
        self._judgement = Judgement(
            self._pause,
            known.finished_probability if probability is None else probability,
            known.words if words is None else words,
        )
        return self._end_if_waited()

    def end_now(self) -> list[SpeechEvent]:
        """End an open turn at once (a push-to-talk button was let go)."""
        return [self._end("finished")] if self._talking else []

    def reset(self) -> None:
        """Forget an open turn; the clock, pause numbers and the learner's habits stay."""
        self._forget()

    def _forget(self) -> None:
        self._talking = False
        self._voiced_run = 0
        self._voiced_frames = 0
        self._gap_frames = 0
        self._speech_start = 0
        self._speech_end = 0
        self._paused_at: int | None = None
        self._judgement = Judgement(self._pause, None, None)

    def _listen(self, voiced: bool, frame_start: int) -> list[SpeechEvent]:
        if not voiced:
            self._gap_frames += 1
            if self._gap_frames > 1:  # one weak frame inside a short word is no end of it
                self._voiced_run = 0
            return []
        self._gap_frames = 0
        if self._voiced_run == 0:
            self._speech_start = frame_start
        self._voiced_run += 1
        self._speech_end = self._now
        if self._voiced_run < self.settings.start_frames:
            return []
        self._talking = True
        self._voiced_frames = self._voiced_run
        return [SpeechStarted(self._now, self._speech_start)]

    def _hear_voice(self, frame_start: int) -> list[SpeechEvent]:
        self._voiced_run += 1
        self._voiced_frames += 1
        events: list[SpeechEvent] = []
        if self._paused_at is not None:
            if self._voiced_run < self.settings.resume_frames:
                return self._end_if_waited()
            resumed_at = frame_start - (self._voiced_run - 1) * FRAME_SAMPLES
            self._own_pauses.note(self._silence_ms(resumed_at))
            self._paused_at = None
            self._judgement = Judgement(self._pause, None, None)
            events.append(SpeechResumed(self._now, self._pause))
        self._speech_end = self._now
        if self._now - self._speech_start >= samples_of(self.settings.max_turn_ms):
            events.append(self._end("too-long"))
        return events

    def _hear_silence(self) -> list[SpeechEvent]:
        self._voiced_run = 0
        if self._paused_at is not None:
            return self._end_if_waited()
        if self._silence_ms(self._now) < self.settings.pause_ms:
            return []
        if self._voiced_frames * FRAME_SAMPLES < samples_of(self.settings.min_speech_ms):
            self._forget()
            return [Misfire(self._now)]
        self._pause += 1
        self._paused_at = self._now
        return [SpeechPaused(self._now, self._speech_start, self._speech_end, self._pause)]

    def _threshold(self) -> float:
        """Low while a voice goes on, high before it starts or resumes (hysteresis)."""
        in_voice = self._voiced_run > 0 or (self._talking and self._paused_at is None)
        return self.settings.keep_probability if in_voice else self.settings.start_probability

    def _silence_ms(self, until: int) -> float:
        return (until - self._speech_end) * 1000 / SAMPLE_RATE_HZ

    def _end_if_waited(self) -> list[SpeechEvent]:
        known = self._judgement
        wait = wait_ms(
            self.settings, known.finished_probability, known.words, self._own_pauses.typical_ms
        )
        if self._silence_ms(self._now) < wait:
            return []
        longest = wait >= self.settings.max_silence_ms
        return [self._end("silence" if longest else "finished")]

    def _end(self, reason: EndReason) -> TurnEnded:
        pause = self._pause if self._paused_at is not None else 0
        ended = TurnEnded(self._now, self._speech_start, self._speech_end, reason, pause)
        self._forget()
        return ended
