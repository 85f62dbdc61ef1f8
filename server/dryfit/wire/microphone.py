"""Where in the learner's sound a session is: nothing is heard twice. Pure."""

BYTES_PER_SAMPLE = 2


class InputPosition:
    """Counts a client's own samples, 24 kHz from the start of its stream."""

    def __init__(self, end: int = 0) -> None:
        """`end`: how far the sound has been heard already."""
        self.end = end

    def fresh(self, position: int, sample_count: int) -> int:
        """How many samples at the end of a frame are new. A gap before it is silence."""
        until = position + sample_count
        new = min(sample_count, max(0, until - self.end))
        self.end = max(self.end, until)
        return new
