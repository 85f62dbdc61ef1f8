"""A journal for talks that are not to be kept."""

from dryfit.store.events import SessionEvent
from dryfit.store.journal import Journal


class Unkept(Journal):
    """Takes every event and keeps none."""

    def __init__(self) -> None:
        """Nothing is opened."""

    async def append(self, session: str, event: SessionEvent) -> None:
        """Forget it."""
