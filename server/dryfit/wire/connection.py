"""One socket of a session: reads, writes, and ends in order."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from dryfit.session import inputs as i
from dryfit.wire import event_parts as p
from dryfit.wire import server_events as s
from dryfit.wire.client_events import SessionUpdate, parse_client_event
from dryfit.wire.describe import session_object
from dryfit.wire.errors import NotPossible, WireError
from dryfit.wire.frames import OPUS, PCM16, parse_frame
from dryfit.wire.live import Live
from dryfit.wire.translate_in import WIRE_RATE_HZ

SUBPROTOCOL = "dryfit.v1"
MAX_MISTAKES = 20
"""After this many unusable messages the client is taken to speak another language."""
MAX_BACKLOG = 400
"""Messages a session may have waiting before its socket is read no further."""
SEND_TIMEOUT_S = 20.0
"""A client that takes nothing for this long is taken to be gone."""
CLOSE_TOO_MANY_MISTAKES = 4400
CLOSE_TAKEN_OVER = 4409
LEFT = frozenset({1000, 1002, 1003, 1007, 1008, 1009, 1010})
"""Close codes of a client that goes on purpose, or cannot be talked to; any other was cut off."""
_LOST = 1006


class Connection:
    """Ties a socket to a session until the critique is sent, the client is gone or elsewhere."""

    def __init__(self, socket: WebSocket, live: Live, away_s: float) -> None:
        """`away_s`: how long the session waits for a client whose line was lost."""
        self._socket = socket
        self._live = live
        self._away_s = away_s
        self._mistakes = 0
        self._there_is_more = asyncio.Event()
        self._writing: asyncio.Task[bool] | None = None
        self._replaced = False

    def wake(self) -> None:
        """There is something to send, or the session is over."""
        self._there_is_more.set()

    def replace(self) -> None:
        """Another socket has taken the session over."""
        self._replaced = True
        if self._writing:
            self._writing.cancel()

    async def serve(self, after: int, greeting: s.DryfitResumed | None = None) -> None:
        """Send what follows message `after` and read, until one side has had enough.

        The live session must have been told of this connection already (`Live.attach`).
        """
        reading = asyncio.create_task(self._read())
        self._writing = asyncio.create_task(self._write(after, greeting))
        if self._replaced:
            self._writing.cancel()
        tasks = (reading, self._writing)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            left, written = await asyncio.gather(*tasks, return_exceptions=True)
            left_on_purpose = isinstance(left, int) and left in LEFT
            self._live.detach(self, 0.0 if left_on_purpose else self._away_s)
        if written is True:
            await self._close(self._live.close_code)
        elif self._replaced:
            await self._close(CLOSE_TAKEN_OVER)
        elif isinstance(left, Exception):
            raise left

    async def _read(self) -> int:
        """Read until the client is gone; its close code."""
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return int(message.get("code") or _LOST)
            if self._replaced:
                return _LOST
            self._take(message)
            await self._live.session.catch_up(MAX_BACKLOG)

    def _take(self, message: Mapping[str, Any]) -> None:
        try:
            data = message.get("bytes")
            if isinstance(data, bytes):
                self._take_sound(data)
            else:
                self._take_text(str(message.get("text", "")))
        except WireError as error:
            self._refuse(error)

    def _take_sound(self, data: bytes) -> None:
        codecs = (PCM16, OPUS) if self._live.codec == "opus" else (PCM16,)
        microphone = self._live.microphone
        sound = microphone.receive(parse_frame(data, codecs))
        if sound:
            self._live.receive(i.AudioReceived(sound, WIRE_RATE_HZ, microphone.end))

    def _take_text(self, text: str) -> None:
        event = parse_client_event(text)
        self._live.note_client_event(event.event_id)
        for told in self._live.items.answer(event):
            self._live.tell(told)
        for given in self._live.incoming.translate(event):
            self._live.receive(given)
        if isinstance(event, SessionUpdate):
            self._live.tell(
                s.SessionUpdated(session=session_object(self._live.session, self._live.codec))
            )

    def _refuse(self, error: WireError) -> None:
        self._mistakes += not isinstance(error, NotPossible)
        self._live.metrics.faults.labels(error.code).inc()
        body = p.ErrorBody(
            type="invalid_request_error",
            code=error.code,
            message=error.message,
            param=error.param or None,
            event_id=error.event_id or None,
        )
        self._live.tell(s.ErrorSent(error=body))
        if error.close_code or self._mistakes >= MAX_MISTAKES:
            self._live.close_code = error.close_code or CLOSE_TOO_MANY_MISTAKES
            self._live.receive(i.FinishRequested("disconnected"))

    async def _write(self, after: int, greeting: s.DryfitResumed | None) -> bool:
        """Send until the session is over and all is sent (True), or nobody takes it (False)."""
        live = self._live
        try:
            if greeting:
                await self._send(greeting.model_dump_json(exclude_none=True, exclude={"event_id"}))
            while True:
                self._there_is_more.clear()
                for message in live.told.after(after):
                    await self._send(message.payload)
                    await asyncio.sleep(0)  # a long line is coded a packet at a time, among others
                    after = message.number
                    live.told.note_sent(after)
                if live.told.newest > after:
                    continue
                if live.is_over:
                    return True
                await self._there_is_more.wait()
        except (WebSocketDisconnect, RuntimeError, TimeoutError):
            # starlette raises RuntimeError for a send after the client's close
            return False

    async def _send(self, payload: str | bytes) -> None:
        async with asyncio.timeout(SEND_TIMEOUT_S):
            if isinstance(payload, bytes):
                await self._socket.send_bytes(payload)
            else:
                await self._socket.send_text(payload)

    async def _close(self, code: int) -> None:
        try:
            await self._socket.close(code)
        except RuntimeError:  # the client closed at the same moment
            return
