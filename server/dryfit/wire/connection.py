"""One socket and its session: reads, writes, and ends in order."""

import asyncio
import itertools
from collections.abc import Mapping
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from dryfit.metrics import Metrics
from dryfit.session import inputs as i
from dryfit.session import outputs as o
from dryfit.session.session import Session
from dryfit.wire import server_events as s
from dryfit.wire.client_events import SessionUpdate, parse_client_event
from dryfit.wire.describe import scenario_event, session_object
from dryfit.wire.errors import NotPossible, WireError
from dryfit.wire.frames import AudioFrame, parse_frame
from dryfit.wire.translate_in import WIRE_RATE_HZ, Incoming
from dryfit.wire.translate_out import Outgoing, Translator

SUBPROTOCOL = "dryfit.v1"
MAX_MISTAKES = 20
"""After this many unusable messages the client is taken to speak another language."""
MAX_BACKLOG = 400
"""Messages a session may have waiting before its socket is read no further."""
SEND_TIMEOUT_S = 20.0
"""A client that takes nothing for this long is taken to be gone."""
CLOSE_NORMAL = 1000
CLOSE_TOO_MANY_MISTAKES = 4400
CLOSE_JOURNAL = 4507
_JOURNAL_CODES = "journal-"


class Connection:
    """Ties a socket to a session until the critique is sent or the client is gone."""

    def __init__(
        self, socket: WebSocket, session: Session, metrics: Metrics, extended: bool
    ) -> None:
        self._socket = socket
        self._session = session
        self._metrics = metrics
        self._extended = extended
        self._translator = Translator(extended, session.options.mode)
        self._incoming = Incoming(self._translator.items)
        self._event_ids = itertools.count(1)
        self._mistakes = 0
        self._close_code = CLOSE_NORMAL
        self._gone = False

    async def serve(self) -> None:
        """Run the session over the socket; returns when both are over, whatever happened."""
        await self._send(s.SessionCreated(session=session_object(self._session)))
        if self._extended:
            await self._send(scenario_event(self._session))
        playing = asyncio.create_task(self._session.run())
        reading = asyncio.create_task(self._read())
        try:
            await self._write(playing)
            await playing
        finally:
            for task in (reading, playing):
                task.cancel()
            await asyncio.gather(reading, playing, return_exceptions=True)
        await self._close()

    async def _read(self) -> None:
        try:
            while True:
                message = await self._socket.receive()
                if message["type"] == "websocket.disconnect":
                    raise WebSocketDisconnect
                await self._take(message)
                await self._session.catch_up(MAX_BACKLOG)
        except WebSocketDisconnect:
            self._gone = True
            self._session.receive(i.FinishRequested("disconnected"))

    async def _take(self, message: Mapping[str, Any]) -> None:
        try:
            data = message.get("bytes")
            if isinstance(data, bytes):
                self._session.receive(i.AudioReceived(parse_frame(data).payload, WIRE_RATE_HZ))
            else:
                await self._take_text(str(message.get("text", "")))
        except WireError as error:
            await self._refuse(error)

    async def _take_text(self, text: str) -> None:
        event = parse_client_event(text)
        for told in self._translator.items.answer(event):
            await self._send(told)
        for given in self._incoming.translate(event):
            if isinstance(given, i.ModeChanged):
                self._translator.mode = given.mode
            self._session.receive(given)
        if isinstance(event, SessionUpdate):
            await self._send(s.SessionUpdated(session=session_object(self._session)))

    async def _refuse(self, error: WireError) -> None:
        self._mistakes += not isinstance(error, NotPossible)
        self._metrics.faults.labels(error.code).inc()
        body = s.ErrorBody(
            type="invalid_request_error",
            code=error.code,
            message=error.message,
            param=error.param or None,
            event_id=error.event_id or None,
        )
        await self._send(s.ErrorSent(error=body))
        if error.close_code or self._mistakes >= MAX_MISTAKES:
            self._close_code = error.close_code or CLOSE_TOO_MANY_MISTAKES
            self._session.receive(i.FinishRequested("disconnected"))

    async def _write(self, playing: "asyncio.Task[None]") -> None:
        outputs = self._session.outputs
        while not (playing.done() and outputs.empty()):
            getting = asyncio.create_task(outputs.get())
            await asyncio.wait({getting, playing}, return_when=asyncio.FIRST_COMPLETED)
            if not getting.done():
                getting.cancel()
                continue
            await self._put_out(getting.result())

    async def _put_out(self, output: o.SessionOutput) -> None:
        self._metrics.observe(output)
        if isinstance(output, o.Faulted) and output.code.startswith(_JOURNAL_CODES):
            self._close_code = CLOSE_JOURNAL
        for message in self._translator.translate(output):
            await self._send(message)

    async def _send(self, message: Outgoing) -> None:
        if self._gone:
            return
        try:
            async with asyncio.timeout(SEND_TIMEOUT_S):
                await self._send_now(message)
        except (WebSocketDisconnect, RuntimeError, TimeoutError):
            # starlette raises RuntimeError for a send after the client's close
            self._gone = True
            self._session.receive(i.FinishRequested("disconnected"))

    async def _send_now(self, message: Outgoing) -> None:
        if isinstance(message, AudioFrame):
            await self._socket.send_bytes(message.to_bytes())
            return
        numbered = message.model_copy(update={"event_id": f"event_{next(self._event_ids)}"})
        await self._socket.send_text(numbered.model_dump_json(exclude_none=True))

    async def _close(self) -> None:
        if not self._gone:
            try:
                await self._socket.close(self._close_code)
            except RuntimeError:  # the client closed at the same moment
                self._gone = True
