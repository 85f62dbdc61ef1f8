"""A phone without a person: speaks recordings over `dryfit.v1` in real time, and hears replies."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from dryfit.wire.connection import SUBPROTOCOL
from dryfit.wire.frames import AudioFrame, parse_frame

RATE_HZ = 24_000
FRAME_S = 0.02
_SILENT_FRAME = bytes(2 * int(FRAME_S * RATE_HZ))
_AUDIBLE = 64
"""A 16-bit sample above this is sound, not dither."""


@dataclass(slots=True)
class HeardReply:
    """A reply that is playing."""

    item: str
    first_sound_s: float | None = None
    samples: int = 0
    closed: bool = False


@dataclass(slots=True)
class Heard:
    """What has come in since the last turn began."""

    turn_ended_s: float | None = None
    first_sound_s: float | None = None
    transcript: str = ""
    reply: HeardReply | None = None
    state: str = "listening"
    over: bool = False
    errors: list[str] = field(default_factory=list)


def realtime_url(port: int, scenario: str, seed: int) -> str:
    """Where a session is opened."""
    return f"ws://127.0.0.1:{port}/v1/realtime?model={scenario}&seed={seed}"


class Phone:
    """One session over one socket; the microphone is always open."""

    def __init__(self, port: int, scenario: str, seed: int = 1) -> None:
        self._url = realtime_url(port, scenario, seed)
        self._loop = asyncio.get_running_loop()
        self._sent_samples = 0
        self._sequence = 0
        self._sound: asyncio.Queue[tuple[bytes, asyncio.Event]] = asyncio.Queue()
        self.heard = Heard()
        self.debriefed = False

    async def __aenter__(self) -> Self:
        self._socket: ClientConnection = await connect(
            self._url,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            max_size=None,
        )
        self._tasks = [
            asyncio.create_task(work()) for work in (self._listen, self._keep_microphone_open)
        ]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._socket.close()

    async def say(self, pcm16: bytes) -> float:
        """Speak 24 kHz PCM16 at its own pace; when its first sample left the phone.

        What is still to be said when the session ends is left unsaid.
        """
        self.heard = Heard(state=self.heard.state, over=self.heard.over)
        size = len(_SILENT_FRAME)
        done = [asyncio.Event() for _ in range(0, len(pcm16), size)]
        for number, event in enumerate(done):
            piece = pcm16[number * size : (number + 1) * size]
            self._sound.put_nowait((piece.ljust(size, b"\0"), event))
        await self._sent(done[0])
        began_s = self._loop.time() - FRAME_S
        await self._sent(done[-1])
        return began_s

    async def _sent(self, event: asyncio.Event) -> None:
        sent = asyncio.create_task(event.wait())
        await asyncio.wait((sent, *self._tasks), return_when=asyncio.FIRST_COMPLETED)
        sent.cancel()

    async def wait_for_reply(self, limit_s: float) -> bool:
        """Wait until the persona is heard, or the limit has passed."""
        return await self._until(lambda: self.heard.first_sound_s is not None, limit_s)

    async def wait_for_floor(self, limit_s: float) -> bool:
        """Wait until the persona has finished."""
        return await self._until(lambda: self.heard.state == "listening", limit_s)

    async def finish(self, limit_s: float) -> bool:
        """End the session, if it has not ended; whether its critique came."""
        if not self.heard.over:
            await self._socket.send(json.dumps({"type": "dryfit.finish"}))
        await asyncio.wait({self._tasks[0]}, timeout=limit_s)
        return self.debriefed

    async def _until(self, met: Callable[[], bool], limit_s: float) -> bool:
        deadline_s = self._loop.time() + limit_s
        while not met() and not self.heard.over and self._loop.time() < deadline_s:  # noqa: ASYNC110
            await asyncio.sleep(FRAME_S)
        return met()

    async def _keep_microphone_open(self) -> None:
        next_s = self._loop.time()
        while True:
            piece, sent = _SILENT_FRAME, None
            if not self._sound.empty():
                piece, sent = self._sound.get_nowait()
            frame = AudioFrame(0, self._sequence, self._sent_samples, piece)
            self._sequence += 1
            self._sent_samples += len(piece) // 2
            await self._socket.send(frame.to_bytes())
            if sent:
                sent.set()
            await self._report_playhead()
            next_s += FRAME_S
            await asyncio.sleep(max(0.0, next_s - self._loop.time()))

    async def _report_playhead(self) -> None:
        reply = self.heard.reply
        if reply is None or reply.first_sound_s is None:
            return
        played_s = self._loop.time() - reply.first_sound_s
        ended = reply.closed and played_s >= reply.samples / RATE_HZ
        if ended or self._sequence % 10 == 0:
            report = {
                "type": "dryfit.playhead",
                "item_id": reply.item,
                "played_ms": min(1000 * played_s, 1000 * reply.samples / RATE_HZ),
                "final": ended,
            }
            await self._socket.send(json.dumps(report))
        if ended:
            self.heard.reply = None

    async def _listen(self) -> None:
        try:
            async for message in self._socket:
                now_s = self._loop.time()
                if isinstance(message, bytes):
                    self._hear(parse_frame(message), now_s)
                else:
                    self._read(json.loads(message), now_s)
        except ConnectionClosed:
            pass
        self.heard.over = True

    def _hear(self, frame: AudioFrame, now_s: float) -> None:
        reply = self.heard.reply
        if reply is None:
            return
        reply.samples += len(frame.payload) // 2
        if reply.first_sound_s is None and _is_audible(frame.payload):
            reply.first_sound_s = now_s
            self.heard.first_sound_s = self.heard.first_sound_s or now_s

    def _read(self, event: dict[str, Any], now_s: float) -> None:
        match event["type"]:
            case "dryfit.state":
                self.heard.state = event["state"]
            case "response.output_item.added":
                self.heard.reply = HeardReply(event["item"]["id"])
            case "response.done" if self.heard.reply:
                self.heard.reply.closed = True
            case "input_audio_buffer.speech_stopped":
                self.heard.turn_ended_s = now_s
            case "conversation.item.input_audio_transcription.completed":
                self.heard.transcript = event["transcript"]
            case "dryfit.ended":
                self.heard.over = True
            case "dryfit.debrief":
                self.debriefed = True
            case "error":
                self.heard.errors.append(event["error"]["code"])


def _is_audible(pcm16: bytes) -> bool:
    samples = np.frombuffer(pcm16, dtype="<i2")
    return bool(len(samples)) and int(np.abs(samples.astype(np.int32)).max()) > _AUDIBLE
