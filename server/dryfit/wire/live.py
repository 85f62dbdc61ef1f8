"""A session and what its client was told: outlives the sockets that come and go."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from dryfit.metrics import Metrics
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.session import Session
from dryfit.wire import server_events as s
from dryfit.wire.frames import Codec
from dryfit.wire.items import Items
from dryfit.wire.microphone import Microphone
from dryfit.wire.replay import KEEP_BYTES, ReplayBuffer
from dryfit.wire.translate_in import Incoming
from dryfit.wire.translate_out import Outgoing, Translator

CLOSE_NORMAL = 1000
CLOSE_JOURNAL = 4507
_JOURNAL_CODES = "journal-"


class Attached(Protocol):
    """The socket that a session is on."""

    def wake(self) -> None:
        """There is something to send, or the session is over."""

    def replace(self) -> None:
        """Another socket has taken the session over."""


class Live:
    """Runs a session from `start` to its critique, with at most one socket at a time."""

    def __init__(
        self,
        session: Session,
        metrics: Metrics,
        *,
        extended: bool,
        resume_key: str = "",
        codec: Codec = "pcm16",
    ) -> None:
        """`extended` clients speak `dryfit.v1`; only they are given a key and may come back.

        `codec` is that of the persona's sound; a client that has Opus may send either.
        """
        self.session = session
        self.extended = extended
        self.codec = codec
        self.resume_key = resume_key
        self.metrics = metrics
        self.close_code = CLOSE_NORMAL
        self.is_over = False
        self.told = ReplayBuffer(session.run_number, KEEP_BYTES if extended else 0)
        self.microphone = Microphone(session.received.input_end)
        self.last_client_event = session.received.client_event
        self._translator = Translator(extended, codec)
        self.incoming = Incoming(self.items)
        self._attached: Attached | None = None
        self._giving_up: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def items(self) -> Items:
        """What the client was told of the conversation."""
        return self._translator.items

    def start(self, when_over: Callable[["Live"], None]) -> None:
        """Begin to play; `when_over` is called once, whatever happened."""
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(lambda _task: when_over(self))

    async def stop(self) -> None:
        """Stop where it is, without an end or a critique: it can be rebuilt from the journal."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def give_up(self) -> None:
        """Stop, because the session is about to be rebuilt for another socket."""
        attached, self._attached = self._attached, None
        if attached:
            attached.replace()
        await self.stop()

    def attach(self, socket: Attached) -> None:
        """The client is here, on this socket and on no other."""
        before, self._attached = self._attached, socket
        if before:
            before.replace()
        if self._giving_up:
            self._giving_up.cancel()
        self.session.come_back()

    def detach(self, socket: Attached, away_s: float) -> None:
        """A socket is gone. Its client may come back for `away_s`; 0 means that it has left."""
        if socket is not self._attached:
            return
        self._attached = None
        if self.is_over:
            return
        if not (self.extended and away_s):
            self.session.receive(i.FinishRequested("disconnected"))
            return
        self.session.leave()
        loop = asyncio.get_running_loop()
        leave = i.FinishRequested("disconnected")
        self._giving_up = loop.call_later(away_s, self.session.receive, leave)

    def receive(self, given: i.SessionInput) -> None:
        """Pass on what the client asks for."""
        self.session.receive(given)

    def note_client_event(self, event_id: str) -> None:
        """An event of the client that it would send again unless it is told that it came."""
        if event_id:
            self.last_client_event = event_id
            self.session.receive(i.ClientEventCame(event_id))

    def tell(self, message: Outgoing) -> None:
        """Give a message its number and have it sent."""
        number = self.told.newest + 1
        if isinstance(message, s.ServerEvent):
            numbered = message.model_copy(update={"event_id": f"event_{number}"})
            self.told.append(numbered.model_dump_json(exclude_none=True))
        else:
            self.told.append(replace(message, sequence=number).to_bytes)
        if self._attached:
            self._attached.wake()

    def resumed(self, continued: bool, item: str = "") -> s.DryfitResumed:
        """Where the session is, for a client that is back; `item` is the line that goes on."""
        return s.DryfitResumed(
            session_id=self.session.id,
            continued=continued,
            input_samples=self.microphone.end,
            received_event_id=self.last_client_event,
            item_id=item,
        )

    async def _run(self) -> None:
        playing = asyncio.create_task(self.session.run())
        try:
            await self._pump(playing)
            await playing
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)
            if self._giving_up:
                self._giving_up.cancel()
            self.is_over = True
            if self._attached:
                self._attached.wake()

    async def _pump(self, playing: "asyncio.Task[None]") -> None:
        outputs = self.session.outputs
        while not (playing.done() and outputs.empty()):
            getting = asyncio.create_task(outputs.get())
            try:
                await asyncio.wait({getting, playing}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                if not getting.done():
                    getting.cancel()
            if getting.done() and not getting.cancelled():
                self._put_out(getting.result())

    def _put_out(self, output: o.SessionOutput) -> None:
        self.metrics.observe(output)
        if isinstance(output, o.Faulted) and output.code.startswith(_JOURNAL_CODES):
            self.close_code = CLOSE_JOURNAL
        for message in self._translator.translate(output):
            self.tell(message)
