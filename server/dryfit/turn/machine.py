"""Runs the table: one event in, the commands it asks for out."""

from dryfit.errors import DryfitError
from dryfit.turn.events import TurnEvent
from dryfit.turn.table import TABLE, Command, State


class UnexpectedEvent(DryfitError):
    """An event that the table has no row for; the machine has not moved."""

    def __init__(self, state: State, event: TurnEvent) -> None:
        name = type(event).__name__
        super().__init__("unexpected-event", f"{name} cannot happen while {state.value}.")
        self.state = state
        self.event = event


class TurnMachine:
    """Holds the state of the floor. Pure: no clock, no tasks, no sockets."""

    def __init__(self) -> None:
        self.state = State.LISTENING

    def receive(self, event: TurnEvent) -> tuple[Command, ...]:
        """Take one event and return what must be done, in order.

        Raises:
            UnexpectedEvent: the table has no row for this event in this state.
        """
        transition = TABLE.get((self.state, type(event)))
        if transition is None:
            raise UnexpectedEvent(self.state, event)
        self.state = transition.to
        return transition.commands
