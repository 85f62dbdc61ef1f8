"""One reply of the persona on its way to the learner's ear. Arithmetic only: no tasks, no clock."""

from dataclasses import dataclass, field

from dryfit.persona.move import Move
from dryfit_audio.synthesize import OUTPUT_RATE_HZ

END_TOLERANCE_MS = 80
"""A playhead this close to the end counts as the end; clients round their buffers."""
ECHO_WINDOW_MS = (-2_500.0, 800.0)
"""Around the playhead, which is told late. Wider: more of a learner's words count as her own."""
SILENT_CLIENT_GRACE_MS = 4_000
"""After this long without its last report a client is taken to have played everything."""


@dataclass(frozen=True, slots=True)
class SpokenClause:
    """A clause that has been sent, with where it lies in the item's sound (24 kHz samples)."""

    text: str
    start_sample: int
    sample_count: int
    lead_samples: int = 0
    """Of these, how many sound before the first word: a phone rings."""


@dataclass(slots=True)
class Reply:
    """What is being said, what of it has been sent, and what of that has been heard."""

    item: str
    turn: int
    stream: int
    move: Move
    text: str
    expected_words: int = 0
    """About how long it will be, while it is still being written."""
    spoken: list[SpokenClause] = field(default_factory=list)
    held_samples: int = 0
    """Sound that the client has from a server before this one."""
    closed: bool = False
    first_sound_s: float | None = None
    played_ms: float = 0.0
    final: bool = False
    reported: bool = False

    @property
    def sent_samples(self) -> int:
        """How much sound has been sent."""
        return sum(clause.sample_count for clause in self.spoken)

    @property
    def sent_ms(self) -> float:
        """How much sound has been sent."""
        return 1000 * self.sent_samples / OUTPUT_RATE_HZ

    @property
    def text_sent(self) -> str:
        """The words that have been sent."""
        return " ".join(clause.text for clause in self.spoken)

    def add(self, clause: str, sample_count: int, lead_samples: int = 0) -> SpokenClause:
        """Note a clause as sent."""
        spoken = SpokenClause(clause, self.sent_samples, sample_count, lead_samples)
        self.spoken.append(spoken)
        return spoken

    def report(self, played_ms: float, final: bool) -> None:
        """Take the client's word for what was heard; never back, nor beyond what was sent."""
        self.reported = True
        self.played_ms = min(max(self.played_ms, played_ms), self.sent_ms)
        self.final = self.final or final

    def heard_ms(self, now_s: float) -> float:
        """How much has been heard: as reported, or as long as it has been sounding."""
        if self.reported:
            return self.played_ms
        if self.first_sound_s is None:
            return 0.0
        return min(self.sent_ms, 1000 * (now_s - self.first_sound_s))

    def is_finished(self, now_s: float) -> bool:
        """Whether the learner has heard it to its end."""
        if not self.closed:
            return False
        if not self.spoken or self.sent_samples == 0:
            return True
        if self.final or self.heard_ms(now_s) >= self.sent_ms - END_TOLERANCE_MS:
            return True
        began_s = self.first_sound_s or now_s
        return 1000 * (now_s - began_s) > self.sent_ms + SILENT_CLIENT_GRACE_MS

    @property
    def was_cut(self) -> bool:
        """Whether the client has said that it stopped playing before the end."""
        return self.final and self.played_ms < self.sent_ms - END_TOLERANCE_MS

    def text_around(self, heard_ms: float) -> str:
        """The words that may come back as an echo just now."""
        low, high = ((heard_ms + at_ms) * OUTPUT_RATE_HZ / 1000 for at_ms in ECHO_WINDOW_MS)
        return " ".join(
            clause.text
            for clause in self.spoken
            if clause.start_sample < high and clause.start_sample + clause.sample_count > low
        )

    def text_heard(self, heard_ms: float) -> str:
        """The words whose sound had begun and mostly passed after `heard_ms`."""
        heard = heard_ms * OUTPUT_RATE_HZ / 1000
        parts = []
        for clause in self.spoken:
            in_words = clause.sample_count - clause.lead_samples
            share = (heard - clause.start_sample - clause.lead_samples) / max(1, in_words)
            words = clause.text.split()
            parts += words[: max(0, min(len(words), round(share * len(words))))]
        return " ".join(parts)
