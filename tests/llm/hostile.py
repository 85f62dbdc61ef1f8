"""A server that speaks the chat completions protocol, and does what a persona's model must not.

Real HTTP on a local port, written on bare sockets so that it can stall, cut and send rubbish. What
it does next is drawn from its seed, or told by `order`.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random

LONG_TALK = " and then there is another thing that I have always wanted to tell somebody" * 12
SINS: dict[str, tuple[str, ...]] = {
    "concede": (
        "Okay, you've got a deal.", "Fine, Friday it is.", "Sure, I'm in, let's do it.",
        "You convinced me, where do I sign?", "I'll put you down for next week.",
    ),
    "flatter": (
        "What a great question!", "I really appreciate you sharing that with me.",
        "You're so insightful, thank you for asking.",
    ),
    "role": (
        "As an AI language model I have no opinion.", "How can I assist you today?",
        "User: I would like to book a date.", "I am staying in character here.",
    ),
    "markup": ("**Well**, `no`.", "- First, no.", "# No.", "Look here: https://example.com/no"),
    "stage": ("*sighs deeply* No idea.", "(turns away) Not now.", "[shrugs] Hm."),
    "language": ("Das ist nicht meine Sache und ich habe keine Zeit.", "这不是我的问题。",
                 "Je ne sais pas ce que vous voulez avec cette question."),
    "long": (f"Well{LONG_TALK}.",),
}  # fmt: skip
"""Sentences that must never be heard, by what is wrong with them."""

FAULTS = ("stall", "stall-midway", "cut", "cut-first", "429", "500", "malformed", "empty", "html")
"""Ways of failing that say nothing wrong."""
GOOD = ("good", "good", "good", "two-sentences", "endless")


@dataclass(slots=True)
class Served:
    """One request and what was done about it."""

    behaviour: str
    chance: Random
    sins: tuple[str, ...]
    messages: list[dict[str, str]]
    gone: asyncio.Future[float] = field(default_factory=lambda: asyncio.Future())
    """When its client hung up early, on the loop's clock."""


@dataclass(slots=True)
class HostileServer:
    """Running; `base_url` is what DRYFIT_LLM_BASE would be."""

    base_url: str
    secrets: Sequence[str]
    seed: int
    stall_s: float
    served: dict[str, list[Served]] = field(default_factory=lambda: defaultdict(list))
    """By the model that was asked for."""
    ordered: deque[str] = field(default_factory=deque)

    def order(self, *behaviours: str) -> None:
        """What it does next; after that it draws again."""
        self.ordered.extend(behaviours)

    @property
    def requests(self) -> list[Served]:
        """All that was asked of it."""
        return [one for served in self.served.values() for one in served]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
            body = json.loads(await reader.readexactly(int(length.group(1)) if length else 0))
            served = self._served(body["model"], body["messages"])
            talking = asyncio.create_task(self._talk(served, writer))
            gone = asyncio.create_task(reader.read(1))
            done, _ = await asyncio.wait({talking, gone}, return_when=asyncio.FIRST_COMPLETED)
            if gone in done and talking not in done:
                served.gone.set_result(asyncio.get_running_loop().time())
            talking.cancel()
            gone.cancel()
            await asyncio.gather(talking, gone, return_exceptions=True)
        writer.close()

    def _served(self, model: str, messages: list[dict[str, str]]) -> Served:
        """Make up its mind about a request."""
        earlier = self.served[model]
        chance = Random(f"{self.seed}:{model}:{len(earlier)}")
        behaviour = self.ordered.popleft() if self.ordered else draw(chance)
        served = Served(behaviour, chance, (), messages)
        earlier.append(served)
        return served

    async def _talk(self, served: Served, writer: asyncio.StreamWriter) -> None:
        behaviour = served.behaviour
        if behaviour in ("429", "500", "401", "404"):
            await _refuse(writer, int(behaviour))
        elif behaviour == "html":
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<h1>x</h1"
            )
        elif behaviour == "stall":
            await asyncio.sleep(self.stall_s)
        else:
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            )
            async for piece in self._pieces(served):
                writer.write(piece)
                await writer.drain()
        await writer.drain()

    async def _pieces(self, served: Served) -> AsyncIterator[bytes]:
        behaviour, good = served.behaviour, _good_line(served.messages, served.chance)
        if behaviour == "malformed":
            yield b'data: {"choices": [{"delta": {"content": "Bro\n\n'
            yield b"data: ]]\n\n"
        elif behaviour == "cut-first":
            return
        elif behaviour in ("cut", "stall-midway"):
            for word in good.split()[:2]:
                yield _chunk(f"{word} ")
            if behaviour == "stall-midway":
                await asyncio.sleep(self.stall_s)
        elif behaviour == "endless":
            for _ in range(5_000):
                yield _chunk("and on ")
                await asyncio.sleep(0.002)
        elif behaviour == "empty":
            yield _chunk("", "stop") + b"data: [DONE]\n\n"
        else:
            for word in self._text(served, good).split(" "):
                yield _chunk(f"{word} ")
                await asyncio.sleep(0)
            yield _chunk("", "stop") + b"data: [DONE]\n\n"

    def _text(self, served: Served, good: str) -> str:
        behaviour = served.behaviour
        if behaviour == "good":
            return good
        if behaviour.startswith("say:"):
            return behaviour.removeprefix("say:")
        if behaviour == "two-sentences":
            return f"{good} That's how it is."
        then = behaviour.startswith("then-")
        kind = behaviour.removeprefix("then-")
        sin = served.chance.choice(self.secrets if kind == "leak" else SINS[kind])
        served.sins = (sin,)
        return f"{good} {sin}" if then else sin


def draw(chance: Random) -> str:
    """One behaviour out of all."""
    sins = [*SINS, "leak"]
    return chance.choice([*GOOD, *sins, *(f"then-{sin}" for sin in sins), *FAULTS])


async def _refuse(writer: asyncio.StreamWriter, status: int) -> None:
    body = json.dumps({"error": {"message": f"status {status}", "type": "x", "code": str(status)}})
    writer.write(
        f"HTTP/1.1 {status} No\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"Connection: close\r\n\r\n{body}".encode()
    )


def _good_line(messages: list[dict[str, str]], chance: Random) -> str:
    """What an obedient model says: the example, begun in another way."""
    found = re.search(r"for instance: (.*)", messages[-1]["content"])
    line = found.group(1) if found else "Hm."
    return f"{chance.choice(('Well,', 'Look,', 'Mm,', 'So,'))} {line[:1].lower()}{line[1:]}"


def _chunk(text: str, finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    data = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [choice]}  # fmt: skip
    return f"data: {json.dumps(data)}\n\n".encode()


@asynccontextmanager
async def hostile_server(
    secrets: Sequence[str] = ("A secret.",), seed: int = 1, stall_s: float = 30.0
) -> AsyncIterator[HostileServer]:
    """A server until the block is left."""
    running: list[HostileServer] = []
    talks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        task.add_done_callback(talks.discard)
        await running[0].answer(reader, writer)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    running.append(HostileServer(f"http://127.0.0.1:{port}/v1", secrets, seed, stall_s))
    try:
        yield running[0]
    finally:
        listening.close()
        for task in list(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await listening.wait_closed()
