"""The real application under uvicorn on a loopback port, and a client for its socket."""

import asyncio
import json
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import uvicorn
from fastapi import FastAPI
from tests.fakes import FakeEngines, tone
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from dryfit.engines import Engines
from dryfit.settings import Settings
from dryfit.store.journal import journal_url
from dryfit.web.app import create_app
from dryfit.web.serve import MAX_MESSAGE_BYTES
from dryfit.web.state import ServerState
from dryfit.wire.frames import OPUS, PCM16, AudioFrame, Codec, parse_frame
from dryfit_audio.framing import to_pcm16
from dryfit_audio.opus import FRAME_SAMPLES, encode

Json = dict[str, Any]
VAN = Path(__file__).parents[1] / "session" / "van.yaml"
V1 = "dryfit.v1"
WITHIN_S = 20.0
"""Far more than anything takes here; what never comes fails instead of hanging."""


@dataclass
class Client:
    """One socket. `events` keeps what was sent to it as text, `frames` the sound."""

    socket: ClientConnection
    events: list[Json] = field(default_factory=list)
    frames: list[AudioFrame] = field(default_factory=list)
    sent_samples: int = 0
    codec: Codec = "pcm16"

    async def send(self, kind: str, **fields: object) -> None:
        """One event."""
        await self.socket.send(json.dumps({"type": kind, **fields}))

    async def type(self, text: str) -> None:
        """A typed turn, and the request to answer it."""
        content = [{"type": "input_text", "text": text}]
        item = {"type": "message", "role": "user", "content": content}
        await self.send("conversation.item.create", item=item)
        await self.send("response.create")

    async def sound(self, pcm16: bytes) -> None:
        """Sound at 24 kHz in binary frames of 20 ms, whole ones where it goes out as Opus."""
        if self.codec == "opus":
            await self._packets(pcm16)
            return
        for start in range(0, len(pcm16), 960):
            piece = pcm16[start : start + 960]
            await self.socket.send(AudioFrame(0, 0, self.sent_samples, piece).to_bytes())
            self.sent_samples += len(piece) // 2

    async def _packets(self, pcm16: bytes) -> None:
        sound = np.frombuffer(pcm16, dtype="<i2").astype(np.float32) / np.float32(32_768)
        position = self.sent_samples - FRAME_SAMPLES
        for packet in encode(sound):
            await self.socket.send(AudioFrame(0, 0, position, packet, OPUS).to_bytes())
            position += FRAME_SAMPLES
        self.sent_samples = position

    async def speak(self, seconds: float) -> None:
        """A voice, and the silence after it."""
        await self.sound(to_pcm16(tone(seconds, 24_000)) + bytes(48_000))

    async def until(self, kind: str, **fields: object) -> Json:
        """Read until an event of that type, with those fields, comes."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                event = await self._next()
                wanted = fields.items()
                if event.get("type") == kind and all(event.get(k) == v for k, v in wanted):
                    return event

    async def error(self) -> Json:
        """The next error's body."""
        body: Json = (await self.until("error"))["error"]
        return body

    async def closed(self) -> int:
        """Read to the end; the close code."""
        try:
            async with asyncio.timeout(WITHIN_S):
                while True:
                    await self._next()
        except ConnectionClosed:
            return self.socket.close_code or 0

    def names(self) -> list[str]:
        """Types of the events so far."""
        return [event["type"] for event in self.events]

    async def _next(self) -> Json:
        message = await self.socket.recv()
        if isinstance(message, bytes):
            self.frames.append(parse_frame(message, (PCM16, OPUS)))
            return {}
        event: Json = json.loads(message)
        self.events.append(event)
        return event


@dataclass
class Serving:
    """A server that is up."""

    app: FastAPI
    port: int
    http: httpx.AsyncClient
    engines: Engines
    server: uvicorn.Server
    task: "asyncio.Task[None]"

    @property
    def state(self) -> ServerState:
        """What the requests share."""
        state: ServerState = self.app.state.server
        return state

    def url(self, query: str = "model=van") -> str:
        """Where the socket is."""
        return f"ws://127.0.0.1:{self.port}/v1/realtime?{query}"

    @asynccontextmanager
    async def client(
        self, query: str = "model=van", *offers: str, headers: dict[str, str] | None = None
    ) -> AsyncIterator[Client]:
        """A client; offers `dryfit.v1` unless told otherwise."""
        offered = [Subprotocol(name) for name in (offers or (V1,)) if name]
        async with connect(
            self.url(query), subprotocols=offered or None, max_size=None, additional_headers=headers
        ) as opened:
            yield Client(opened, codec="opus" if "codec=opus" in query else "pcm16")

    async def session(self, session_id: str) -> Json:
        """What the journal's page says of a session."""
        page: Json = (await self.http.get(f"/v1/sessions/{session_id}")).json()
        return page

    async def until_over(self) -> None:
        """Wait until no session runs."""
        await self._poll(lambda: not self.state.sessions)

    async def until_ready_is(self, status: str) -> None:
        """Wait until `/readyz` says so."""
        found = ""
        async with asyncio.timeout(WITHIN_S):
            while found != status:
                found = (await self.http.get("/readyz")).json()["status"]
                await asyncio.sleep(0.01)

    async def until_busy_is_spoken(self) -> None:
        """Wait until there is sound for those who come too late."""
        await self._poll(lambda: bool(self.state.busy_sound))

    async def until_started(self) -> None:
        """Wait until it takes connections."""
        await self._poll(lambda: self.server.started)

    async def _poll(self, ready: Callable[[], bool]) -> None:
        async with asyncio.timeout(WITHIN_S):
            while not ready():  # noqa: ASYNC110 - neither has an event to wait for
                await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Stop the server as Ctrl-C does, and wait."""
        self.server.should_exit = True
        async with asyncio.timeout(WITHIN_S):
            await self.task


def stored(folder: Path) -> bytes:
    """All that a server has written there."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _settings(folder: Path, changes: Json) -> Settings:
    personas = folder / "personas"
    personas.mkdir(exist_ok=True)
    shutil.copy(VAN, personas)
    url = journal_url(folder / "journal.sqlite3")
    return Settings(**{"personas": personas, "journal_url": url, "max_sessions": 12, **changes})


@asynccontextmanager
async def serving(
    folder: Path,
    engines: Engines | None = None,
    load: Callable[[], Engines] | None = None,
    **changes: object,
) -> AsyncIterator[Serving]:
    """Serve from `folder` until left; fails where a task of the server is left over then."""
    engines = engines or FakeEngines()
    app = create_app(_settings(folder, changes), load or (lambda: engines))
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", ws_max_size=MAX_MESSAGE_BYTES, timeout_graceful_shutdown=5
        )
    )
    before = asyncio.all_tasks()
    task = asyncio.create_task(server.serve([bound]))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=WITHIN_S) as http:
        up = Serving(app, port, http, engines, server, task)
        try:
            await up.until_started()
            if load is None:
                await up.until_ready_is("ready")
            yield up
        finally:
            await up.stop()
    await asyncio.sleep(0)
    left = asyncio.all_tasks() - before
    assert not left, f"left over: {left}"
