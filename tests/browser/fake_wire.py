"""The server's side of the wire, for screens that a real session seldom shows."""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import BrowserContext, Route, WebSocketRoute

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "server/dryfit/web/client"
EXAMPLES = ROOT / "tests/contract"

CARDS: list[dict[str, Any]] = [
    {
        "id": "bar-owner",
        "title": "Book the band at Dot's bar",
        "role": "guitarist in a four-piece covers band",
        "persona": {"name": "Dot Kowalski", "role": "owner, corner bar, 60 seats"},
        "brief": "Slow Tuesday, 4 pm. She is stocking coolers. You want one Friday in the next "
        "six weeks. Standard ask is 400 plus a meal.",
        "goal": "A named date in her book.",
        "minutes": 3,
        "difficulty_levels": ["easy", "normal", "hard"],
        "default_difficulty": "normal",
        "tags": ["negotiation"],
        "language": "en-US",
    },
    {
        "id": "hesitant-customer",
        "title": "The coating she is not sure about",
        "role": "painting contractor, here for the second visit",
        "persona": {"name": "Maria Alvarez", "role": "homeowner, house by the bay"},
        "brief": "Her last paint job peeled within two years.",
        "goal": "A yes to the test patch.",
        "minutes": 4,
        "difficulty_levels": ["easy", "normal", "hard"],
        "default_difficulty": "normal",
        "tags": ["objections"],
        "language": "en-US",
    },
]


DRILLS: list[dict[str, Any]] = [
    {
        "id": trade,
        "title": f"{trade.title()}: judge the assistant",
        "trade": trade,
        "language": "en-US",
        "items": 12,
        "minutes": 6,
        "checked": checked,
    }
    for trade, checked in (("coatings", 0), ("plumbing", 3), ("spray equipment", 0))
]


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with a file, or with the scenarios."""
        if self.path != "/v1/scenarios":
            super().do_GET()
            return
        body = json.dumps({"scenarios": CARDS, "errors": []}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class StaticServer:
    """The built client on a free port of this machine."""

    def __enter__(self) -> str:
        handler = partial(_Quiet, directory=str(CLIENT))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def example(name: str, **changes: object) -> dict[str, Any]:
    """One of the example events, with some fields changed."""
    event: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text())
    return event | changes


def answer_scenarios(context: BrowserContext, status: int = 200, broken: bool = False) -> None:
    """Answer `GET /v1/scenarios`."""
    errors = []
    if broken:
        message = "Line 7: `goal` is missing."
        errors = [{"file": "roof-quote.yaml", "code": "DF010", "message": message}]

    def fulfil(route: Route) -> None:
        route.fulfill(
            status=status, json={"scenarios": CARDS, "errors": errors, "language_model": None}
        )

    def fulfil_drills(route: Route) -> None:
        route.fulfill(status=status, json={"drills": DRILLS, "errors": errors})

    context.route("**/v1/scenarios", fulfil)
    context.route("**/v1/drills", fulfil_drills)


def answer_visits(context: BrowserContext, answer: str, status: int) -> None:
    """Answer both requests of a visit: the sentence is heard, and this becomes of it."""

    def fulfil(route: Route) -> None:
        heard = "/words" in route.request.url
        body = json.loads((EXAMPLES / f"visits/{'words' if heard else answer}.json").read_text())
        route.fulfill(status=200 if heard else status, json=body)

    context.route("**/v1/visits**", fulfil)


def answer_session(
    context: BrowserContext, events: list[dict[str, Any]], close: int | None = None
) -> list[dict[str, Any]]:
    """Answer the socket with these events.

    Gives the list that the client's own events will join, the socket's address first.
    """
    received: list[dict[str, Any]] = []

    def note(message: str | bytes) -> None:
        if isinstance(message, str):
            received.append(json.loads(message))

    def serve(socket: WebSocketRoute) -> None:
        received.append({"type": "address", "url": socket.url})
        socket.on_message(note)
        for event in events:
            socket.send(json.dumps(event))
        if close is not None:
            socket.close(code=close)

    context.route_web_socket("**/v1/realtime*", serve)
    return received


def answer_in_turn(
    context: BrowserContext, talks: list[list[dict[str, Any]]], close: int
) -> list[dict[str, Any]]:
    """Answer one socket after the other, each with its events; all but the last then close.

    Gives the list that the client's own events will join.
    """
    received: list[dict[str, Any]] = []
    waiting = iter(talks)

    def serve(socket: WebSocketRoute) -> None:
        events = next(waiting)

        def note(message: str | bytes) -> None:
            if isinstance(message, str):
                received.append(json.loads(message))

        socket.on_message(note)
        for event in events:
            socket.send(json.dumps(event))
        if events is not talks[-1]:
            socket.close(code=close)

    context.route_web_socket("**/v1/realtime*", serve)
    return received


OPENED = [example("session.created"), example("dryfit.scenario")]
SAID = [
    example(
        "response.output_item.added",
        item={"id": "p1", "type": "message", "role": "assistant", "audio_stream": None},
    ),
    example(
        "response.output_audio_transcript.delta",
        item_id="p1",
        delta="Last time was more trouble than the money. And who pays you when nobody comes?",
        start_ms=None,
    ),
    example("conversation.item.input_audio_transcription.completed"),
]
"""A line of each side, already heard."""


def in_state(state: str) -> list[dict[str, Any]]:
    """A talk under way, in one of the turn machine's states."""
    return [*OPENED, *SAID, example("dryfit.state", state=state)]


COACH = {"name": "Coach", "role": "drill coach"}
DRILL_OPENED = [example("session.created"), example("dryfit.scenario", id="drill", persona=COACH)]


def in_drill(step: str, number: int = 3, **changes: object) -> list[dict[str, Any]]:
    """A drill under way: the assistant's answer was said, and that step is asked."""
    at = {"number": number, "step": "decision"}
    lines = [
        (example("dryfit.drill", **at, item_id="d1", speaker="assistant"), ""),
        (
            example("dryfit.drill", **(at | {"step": step}), item_id="d2", speaker="coach")
            | {"follows": False, **changes},
            "Use it, don't use it, or check first?",
        ),
    ]
    told: list[dict[str, Any]] = []
    for line, words in lines:
        item = {"id": line["item_id"], "type": "message", "role": "assistant"}
        added = example("response.output_item.added", item=item | {"audio_stream": None})
        text = words or line["answer"]
        said = example(
            "response.output_audio_transcript.delta",
            item_id=line["item_id"], delta=text, start_ms=None,
        )  # fmt: skip
        told += [line, added, said]
    return [*DRILL_OPENED, *told, example("dryfit.state", state="listening")]
