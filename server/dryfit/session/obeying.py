"""What is done where a learner speaks to the practice itself."""

from dataclasses import replace

from dryfit.session.answerer import Answerer
from dryfit.session.commands import Command, slower
from dryfit.session.floor import Floor
from dryfit.session.timekeeper import Timekeeper
from dryfit.turn import events as t


def obey(
    command: Command, answerer: Answerer, floor: Floor, timekeeper: Timekeeper, now_s: float
) -> bool:
    """Do what was asked for; False where there is something to say too.

    Ending the session is left to the caller.
    """
    if command is Command.SLOWER and answerer.voice:
        answerer.voice = replace(answerer.voice, rate=slower(answerer.voice.rate))
    if command not in (Command.PAUSE, Command.STOP):
        return False
    floor.receive(t.NothingSaid())
    if command is Command.PAUSE:
        timekeeper.hold(now_s)
        floor.receive(t.HoldRequested())
    return True
