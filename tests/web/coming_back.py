"""A client whose connection is lost, and who comes back as docs/protocol.md says."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.web.serving import V1, Client, Serving
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from dryfit.wire.frames import Codec

Json = dict[str, Any]


@dataclass
class Ticket:
    """What a client needs to come back."""

    session: str
    key: str
    last: int
    codec: Codec = "pcm16"

    def resume(self, **fields: object) -> str:
        """The first message."""
        return json.dumps(
            {"type": "dryfit.resume", "resume_key": self.key, "last": self.last, **fields}
        )


def ticket(client: Client) -> Ticket:
    """As of what has been read so far."""
    scenario = next(event for event in client.events if event["type"] == "dryfit.scenario")
    last = numbers(client)[-1]
    return Ticket(scenario["session_id"], scenario["resume_key"], last, client.codec)


def numbers(client: Client) -> list[int]:
    """Of all events and frames so far, in order of number; fails where one came twice."""
    of_events = [event["event_id"] for event in client.events if event.get("event_id")]
    found = [int(name.removeprefix("event_")) for name in of_events]
    found += [frame.sequence for frame in client.frames]
    assert len(set(found)) == len(found)
    return sorted(found)


async def lose(client: Client) -> None:
    """The line goes dead without a word."""
    client.socket.transport.abort()
    await asyncio.sleep(0)


@asynccontextmanager
async def back(server: Serving, held: Ticket, **fields: object) -> AsyncIterator[Client]:
    """The same client on a new socket; `resumed` has been read."""
    url = server.url(f"resume={held.session}&codec={held.codec}")
    async with connect(url, subprotocols=[Subprotocol(V1)], max_size=None) as socket:
        client = Client(socket, codec=held.codec)
        await socket.send(held.resume(**fields))
        yield client
