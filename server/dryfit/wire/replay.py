"""What a client was told, numbered, so that it can be told again after its line was lost. Pure."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

KEEP_BYTES = 1_500_000
"""What has been sent is kept up to this much. Less, and a phone that was out of reach while a long
line was on its way hears the session anew instead of where it was; more costs memory a session."""
RUN = 2**20
"""Numbers set aside for one run of a server: after a restart they go on from the next multiple, so
that a number never means two things."""


Payload = str | bytes | Callable[[], bytes]
"""A message, or what makes it at the moment that it is sent."""


@dataclass(slots=True)
class Numbered:
    """One message as it goes over the wire."""

    number: int
    _payload: Payload

    @property
    def payload(self) -> str | bytes:
        """The message itself, made when it is first asked for."""
        if callable(self._payload):
            self._payload = self._payload()
        return self._payload


class ReplayBuffer:
    """The numbered stream of one session: what is unsent, and a bounded part of what was sent."""

    def __init__(self, run: int = 0, keep_bytes: int = KEEP_BYTES) -> None:
        """`run` counts the times that the session was rebuilt."""
        self.before = run * RUN
        """The number before the oldest message that is here."""
        self._keep_bytes = keep_bytes
        self._kept: deque[Numbered] = deque()
        self._sent = self.before
        self._sent_bytes = 0

    @property
    def newest(self) -> int:
        """The number of the last message."""
        return self.before + len(self._kept)

    def append(self, payload: Payload) -> None:
        """Take the message that has the next number, `newest + 1`."""
        self._kept.append(Numbered(self.newest + 1, payload))

    def can_replay(self, last: int) -> bool:
        """Whether everything after the message numbered `last` is still here."""
        return self.before <= last <= self.newest

    def after(self, last: int) -> list[Numbered]:
        """The messages that follow the one numbered `last`; see `can_replay`."""
        return list(islice(self._kept, max(0, last - self.before), None))

    def note_sent(self, number: int) -> None:
        """A message went out; the oldest of those that did are forgotten when they are too many."""
        for message in islice(self._kept, self._sent - self.before, number - self.before):
            self._sent_bytes += len(message.payload)
        self._sent = max(self._sent, number)
        while self._sent_bytes > self._keep_bytes:
            self.before += 1
            self._sent_bytes -= len(self._kept.popleft().payload)
