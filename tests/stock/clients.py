"""The two stock clients behind one interface, each used as its own users would use it."""

import asyncio
import base64
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from openai import AsyncOpenAI
from openai.resources.realtime.realtime import AsyncRealtimeConnection

Json = dict[str, Any]
HERE = Path(__file__).parent
PIECE_BYTES = 4_800
BYTES_A_MS = 48
WITHIN_S = 60.0
"""Far more than anything takes here; what never comes fails instead of hanging."""


@dataclass
class Seen:
    """What a client was sent, and what its user has of it."""

    events: list[Json] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)
    """Events that the client's own schemas do not fit."""
    audio_bytes: int = 0
    interrupted: int = 0
    history: list[Json] = field(default_factory=list)
    """The Node client's own transcript."""
    closed: bool = False
    _new: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, event: Json) -> None:
        """An event came."""
        self.events.append(event)
        self.changed()

    def changed(self) -> None:
        """Something is different."""
        self._new.set()

    def of(self, kind: str) -> list[Json]:
        """The events of one type."""
        return [event for event in self.events if event["type"] == kind]

    async def until(self, is_so: Callable[["Seen"], bool]) -> None:
        """Wait until that is so; at once where it is."""
        async with asyncio.timeout(WITHIN_S):
            while not is_so(self):
                self._new.clear()
                await self._new.wait()

    async def next(self, kind: str, after: int) -> Json:
        """The event of that type that follows the first `after` events."""
        await self.until(lambda seen: any(e["type"] == kind for e in seen.events[after:]))
        return next(event for event in self.events[after:] if event["type"] == kind)


class StockClient(Protocol):
    """What a learner does with either."""

    seen: Seen

    async def speak(self, pcm16: bytes) -> None:
        """Send sound as a microphone does, as fast as it sounds."""

    async def say(self, text: str) -> None:
        """Type a message and ask for an answer."""

    async def interrupt(self) -> None:
        """Press the button that stops the persona."""

    async def send(self, event: Json) -> None:
        """Any event."""


class PythonClient:
    """`openai`: its user keeps the playhead and truncates, as the real API asks of them."""

    def __init__(self, connection: AsyncRealtimeConnection) -> None:
        self.seen = Seen()
        self._connection = connection
        self._item = ""
        self._began_s = 0.0
        self._bytes = 0

    async def listen(self) -> None:
        """Read until the connection closes; stop playing where the learner is heard."""
        async for event in self._connection:
            if event.type == "response.output_audio.delta":
                self._play(event.item_id, len(base64.b64decode(event.delta)))
            elif event.type == "input_audio_buffer.speech_started":
                await self._stop_playing()
            self.seen.note(event.to_dict())
        self.seen.closed = True
        self.seen.changed()

    async def speak(self, pcm16: bytes) -> None:
        for start in range(0, len(pcm16), PIECE_BYTES):
            piece = pcm16[start : start + PIECE_BYTES]
            await self._connection.input_audio_buffer.append(audio=base64.b64encode(piece).decode())
            await asyncio.sleep(len(piece) / BYTES_A_MS / 1000)

    async def say(self, text: str) -> None:
        content: Any = [{"type": "input_text", "text": text}]
        item: Any = {"type": "message", "role": "user", "content": content}
        known = len(self.seen.events)
        await self._connection.conversation.item.create(item=item)
        await self.seen.next("conversation.item.done", known)
        await self._connection.response.create()

    async def interrupt(self) -> None:
        await self._connection.response.cancel()
        await self._stop_playing()

    async def send(self, event: Json) -> None:
        await self._connection.send_raw(json.dumps(event))

    def _play(self, item: str, sound_bytes: int) -> None:
        if item != self._item:
            self._item, self._bytes = item, 0
            self._began_s = asyncio.get_running_loop().time()
        self._bytes += sound_bytes
        self.seen.audio_bytes += sound_bytes

    async def _stop_playing(self) -> None:
        played_ms = round(1000 * (asyncio.get_running_loop().time() - self._began_s))
        if not self._item or played_ms >= self._bytes / BYTES_A_MS:
            return
        self.seen.interrupted += 1
        await self._connection.conversation.item.truncate(
            item_id=self._item, content_index=0, audio_end_ms=played_ms
        )
        self._item = ""


class NodeClient:
    """`@openai/agents-realtime`: its session keeps the playhead and the transcript itself."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.seen = Seen()
        self._process = process
        self._spoken = asyncio.Event()

    async def listen(self) -> None:
        """Read what the script tells until it ends."""
        assert self._process.stdout
        async for line in self._process.stdout:
            self._note(json.loads(line))
        self.seen.closed = True
        self.seen.changed()

    def _note(self, told: Json) -> None:
        seen = self.seen
        if told.get("misread"):
            seen.misread.append(f"{told['event']}: {told['misread']}")
        seen.audio_bytes += told.get("audio_bytes", 0)
        seen.interrupted += told.get("interrupted", False)
        seen.history = told.get("history", seen.history)
        seen.closed = seen.closed or told.get("closed", False)
        if told.get("spoken"):
            self._spoken.set()
        if told.get("event"):
            seen.note(told["event"])
        seen.changed()

    async def speak(self, pcm16: bytes) -> None:
        self._spoken.clear()
        await self._tell(speak=base64.b64encode(pcm16).decode())
        await self._spoken.wait()

    async def say(self, text: str) -> None:
        await self._tell(message=text)

    async def interrupt(self) -> None:
        await self._tell(interrupt=True)

    async def send(self, event: Json) -> None:
        await self._tell(send=event)

    async def close(self) -> None:
        """Let it close its session and end."""
        if self._process.returncode is None:
            await self._tell(close=True)
        await self._process.wait()

    async def _tell(self, **what: object) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        await self._process.stdin.drain()


def node() -> str:
    """Node.js, with the library installed; without it the test is skipped, though not in CI."""
    beside = Path(sys.prefix) / "bin" / "node"
    found = str(beside) if beside.exists() else shutil.which("node")
    if found and (HERE / "node_modules" / "@openai" / "agents-realtime").is_dir():
        return found
    missing = "no Node.js with @openai/agents-realtime: `make test` installs it"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@asynccontextmanager
async def connected(kind: str, url: str, token: str = "none") -> AsyncIterator[StockClient]:
    """A stock client in a session at `ws://…/v1/realtime?…`; closes it in the end."""
    async with _python(url, token) if kind == "python" else _node(url, token) as client:
        await client.seen.until(lambda seen: bool(seen.of("session.created")))
        yield client


@asynccontextmanager
async def _python(url: str, token: str) -> AsyncIterator[PythonClient]:
    base, _, query = url.partition("/realtime?")
    chosen = dict(pair.split("=", 1) for pair in query.split("&"))
    api = AsyncOpenAI(api_key=token, websocket_base_url=base)
    async with (
        api,
        api.realtime.connect(model=chosen.pop("model"), extra_query=chosen) as connection,
    ):
        client = PythonClient(connection)
        listening = asyncio.create_task(client.listen())
        try:
            yield client
        finally:
            await connection.close()
            with suppress(asyncio.CancelledError):
                await listening


@asynccontextmanager
async def _node(url: str, token: str) -> AsyncIterator[NodeClient]:
    process = await asyncio.create_subprocess_exec(
        node(),
        str(HERE / "agents_client.mjs"),
        url,
        token,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    client = NodeClient(process)
    listening = asyncio.create_task(client.listen())
    try:
        yield client
        await client.close()
        await listening
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        listening.cancel()
