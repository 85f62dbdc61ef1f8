"""How far a session has come with what its client sent: kept with every turn, for after a crash."""

from dataclasses import dataclass


@dataclass(slots=True)
class Received:
    """Moves on as the session takes things in, in order."""

    input_end: int = 0
    """Sound is heard up to here, in the client's own 24 kHz samples."""
    client_event: str = ""
    """The id of the last event that was acted on, where the client gives its events ids."""
