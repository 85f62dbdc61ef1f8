"""A phone whose connection is cut, and that comes back as docs/protocol.md says."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from dryfit.bench.phone import FRAME_S, RATE_HZ
from dryfit.wire.connection import SUBPROTOCOL
from dryfit.wire.frames import AudioFrame, parse_frame

FRAME_BYTES = 2 * round(FRAME_S * RATE_HZ)
KEPT_FRAMES = round(60 / FRAME_S)
TRY_AGAIN_S = 0.2
"""Longer than a phone waits, to leave a server that is starting in peace."""


class CutPhone:
    """One session over as many sockets as it takes; the microphone is always open."""

    def __init__(self, port: int, scenario: str, seed: int) -> None:
        self._root = f"ws://127.0.0.1:{port}/v1/realtime"
        self._query = f"model={scenario}&seed={seed}"
        self._loop = asyncio.get_running_loop()
        self._kept: deque[tuple[int, bytes]] = deque(maxlen=KEPT_FRAMES)
        self._speech: deque[bytes] = deque()
        self._socket: ClientConnection | None = None
        self._ready = False
        self._tasks: list[asyncio.Task[None]] = []
        self.session = self._key = ""
        self.position = 0
        self.state = ""
        self.critique = False
        self.closed = 0
        self.faults: list[str] = []
        self.resumed_ms: list[float] = []
        """From the try to connect until the session was there."""
        self._connecting_s = 0.0
        self.rebuilt = 0
        self._last = 0
        self._item, self._held, self._began_s = "", 0, 0.0
        self._done = False

    async def open(self) -> None:
        """Begin the session, and the microphone."""
        await self._connect(self._query)
        self._ready = True
        self._tasks.append(asyncio.create_task(self._keep_microphone_open()))
        await self.until(lambda: bool(self.state), 20)

    def say(self, pcm16: bytes) -> int:
        """Speak at its own pace, from now on; where in the stream it begins."""
        for start in range(0, len(pcm16), FRAME_BYTES):
            self._speech.append(pcm16[start : start + FRAME_BYTES].ljust(FRAME_BYTES, b"\0"))
        return self.position

    @property
    def is_speaking(self) -> bool:
        """Whether something is still being said."""
        return bool(self._speech)

    def cut(self) -> None:
        """The line goes dead, in both directions and without a word."""
        self._ready = False
        if self._socket:
            self._socket.transport.abort()

    async def come_back(self, within_s: float) -> bool:
        """Connect until the session is there again; whether it is, or has ended."""
        deadline_s = self._loop.time() + within_s
        while self._loop.time() < deadline_s and not self.critique:
            self._connecting_s = time.perf_counter()
            try:
                await self._connect(f"resume={self.session}")
                await self._send(self._resume_event())
            except (OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                await asyncio.sleep(TRY_AGAIN_S)
                continue
            await self.until(lambda: self._ready or self.critique or bool(self.closed), 20)
            if self._ready or self.critique:
                return True
            await asyncio.sleep(TRY_AGAIN_S)
        return self.critique

    async def finish(self, within_s: float) -> bool:
        """Ask for the end; whether the critique came."""
        await self._send({"type": "dryfit.finish", "event_id": "finish"})
        return (
            await self.until(lambda: self.critique or bool(self.closed), within_s) and self.critique
        )

    async def close(self) -> None:
        """Stop everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket:
            await self._socket.close()

    async def until(self, met: Callable[[], bool], within_s: float) -> bool:
        """Wait for anything; whether it came."""
        deadline_s = self._loop.time() + within_s
        while not met() and self._loop.time() < deadline_s:  # noqa: ASYNC110
            await asyncio.sleep(FRAME_S / 2)
        return met()

    async def _connect(self, query: str) -> None:
        self.closed = 0
        url = f"{self._root}?{query}"
        self._socket = await connect(url, subprotocols=[Subprotocol(SUBPROTOCOL)], max_size=None)
        self._tasks.append(asyncio.create_task(self._listen(self._socket)))

    def _resume_event(self) -> dict[str, object]:
        return {
            "type": "dryfit.resume",
            "resume_key": self._key,
            "last": self._last,
            "item_id": self._item,
            "played_ms": self._played_ms(),
            "held_ms": 1000 * self._held / RATE_HZ,
        }

    def _played_ms(self) -> float:
        if not self._item or not self._began_s:
            return 0.0
        return min(1000 * (self._loop.time() - self._began_s), 1000 * self._held / RATE_HZ)

    async def _send(self, event: dict[str, object]) -> None:
        if self._socket:
            with suppress(ConnectionClosed):
                await self._socket.send(json.dumps(event))

    async def _keep_microphone_open(self) -> None:
        next_s, sequence = self._loop.time(), 0
        while True:
            piece = self._speech.popleft() if self._speech else bytes(FRAME_BYTES)
            frame = AudioFrame(0, sequence, self.position, piece).to_bytes()
            sequence += 1
            self.position += len(piece) // 2
            self._kept.append((self.position, frame))
            if self._ready and self._socket:
                with suppress(ConnectionClosed):
                    await self._socket.send(frame)
                if sequence % 10 == 0:
                    await self._report_playhead()
            next_s += FRAME_S
            await asyncio.sleep(max(0.0, next_s - self._loop.time()))

    async def _report_playhead(self) -> None:
        if not self._item:
            return
        played_ms = self._played_ms()
        final = self._done and played_ms >= 1000 * self._held / RATE_HZ
        await self._send(
            {
                "type": "dryfit.playhead",
                "item_id": self._item,
                "played_ms": played_ms,
                "final": final,
            }
        )
        if final:
            self._item = ""

    async def _listen(self, socket: ClientConnection) -> None:
        try:
            async for message in socket:
                if isinstance(message, bytes):
                    self._hear(parse_frame(message))
                else:
                    await self._read(socket, json.loads(message))
        except ConnectionClosed:
            pass
        if socket is self._socket:
            self._ready = False
            self.closed = socket.close_code or 1006

    def _count(self, number: int) -> None:
        if self._last and number != self._last + 1:
            self.faults.append(f"message {number} came after {self._last}")
        self._last = number

    def _hear(self, frame: AudioFrame) -> None:
        self._count(frame.sequence)
        if frame.position != self._held:
            self.faults.append(f"sound at {frame.position} came where {self._held} was due")
        self._held = frame.position + len(frame.payload) // 2
        self._began_s = self._began_s or self._loop.time()

    async def _read(self, socket: ClientConnection, event: dict[str, Any]) -> None:
        if event["type"] == "dryfit.resumed":
            await self._go_on(socket, event)
        name = event.get("event_id") or ""
        if name:
            number = int(name.removeprefix("event_"))
            if self._last < 0:
                self._last = number - 1  # a rebuilt session has numbers of its own
            self._count(number)
        match event["type"]:
            case "dryfit.scenario":
                self.session, self._key = event["session_id"], event["resume_key"]
            case "dryfit.state":
                self.state = event["state"]
            case "response.output_item.added" if event["item"]["id"] != self._item:
                self._item, self._held, self._began_s = event["item"]["id"], 0, 0.0
                self._done = False
            case "response.done":
                self._done = True
            case "dryfit.playback" if event["action"] == "stop":
                self._item = ""
            case "dryfit.debrief":
                self.critique = True
            case "error" if event["error"]["code"] not in ("not-ready", "idle"):
                self.faults.append(f"error {event['error']['code']}")

    async def _go_on(self, socket: ClientConnection, event: dict[str, Any]) -> None:
        self.resumed_ms.append(1000 * (time.perf_counter() - self._connecting_s))
        if not event["continued"]:
            self.rebuilt += 1
            self._last = -1
            if event["item_id"] != self._item:
                self._item = ""
        if not event["session_id"] or self.critique:
            return
        sent = event["input_samples"]
        while missing := [(end, frame) for end, frame in self._kept if end > sent]:
            for end, frame in missing:  # meanwhile the microphone goes on
                if socket is not self._socket:
                    return
                await socket.send(frame)
                sent = end
        self._ready = True
