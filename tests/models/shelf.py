"""A small package index and model hub on this machine, with the faults of real ones on order."""

import hashlib
import io
import json
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dryfit.models.manifest import Build, Hub, Model, ModelFile, Wheel

WEIGHTS = bytes(range(256)) * 2000
VOCABULARY = b'["hello", "dot"]\n' * 500


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A stored (not compressed) archive, so that a part of its bytes is a part of its contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def wheel_of(wheel_id: str, data: bytes, size_bytes: int | None = None) -> Wheel:
    filename = f"{wheel_id}-1.0-py3-none-any.whl"
    return Wheel(wheel_id, wheel_id, "1.0", filename, size_bytes or len(data), sha256(data))


def file_of(path: str, data: bytes, *members: str, hub_path: str = "") -> ModelFile:
    return ModelFile(path, len(data), sha256(data), members, hub_path)


HALF = len(WEIGHTS) // 2
PART_ONE = zipped({"data/model.bin.part1": WEIGHTS[:HALF], "../../evil.txt": b"gotcha"})
PART_TWO = zipped({"data/model.bin.part2": WEIGHTS[HALF:], "data/vocabulary.json": VOCABULARY})
HUB_WEIGHTS = WEIGHTS[::-1]


def sample_model() -> Model:
    """Two wheels that make two files, and another conversion on the hub."""
    members = ("one:data/model.bin.part1", "two:data/model.bin.part2")
    packaged = Build(
        "packaged",
        (
            file_of("model.bin", WEIGHTS, *members),
            file_of("sub/vocabulary.json", VOCABULARY, "two:data/vocabulary.json"),
        ),
        (wheel_of("one", PART_ONE), wheel_of("two", PART_TWO)),
    )
    hub = Build("hub", (file_of("model.bin", HUB_WEIGHTS),), hub=Hub("team/model", "abc123"))
    return Model("recognise", "Test model", "test-model", "MIT", "nobody", (packaged, hub))


@dataclass
class Shelf:
    """What the server has, how it misbehaves, and what it was asked."""

    files: dict[str, bytes]
    cut_after_bytes: list[int] = field(default_factory=list)
    honours_range: bool = True
    html_index: bool = False
    delay_s: float = 0.0
    asked: Counter[str] = field(default_factory=Counter)
    ranges: list[str] = field(default_factory=list)
    url: str = ""

    def index_page(self, package: str) -> tuple[str, bytes] | None:
        names = [path for path in self.files if path.startswith(f"/files/{package}-")]
        if not names:
            return None
        if self.html_index:
            links = [f'<a href="../..{path}#sha256=0">{path}</a>' for path in names]
            return "text/html", "".join(links).encode()
        files = [{"filename": path.rsplit("/", 1)[-1], "url": f"../..{path}"} for path in names]
        return "application/vnd.pypi.simple.v1+json", json.dumps({"files": files}).encode()


def stocked() -> Shelf:
    return Shelf(
        {
            "/files/one-1.0-py3-none-any.whl": PART_ONE,
            "/files/two-1.0-py3-none-any.whl": PART_TWO,
            "/team/model/resolve/abc123/model.bin": HUB_WEIGHTS,
        }
    )


@contextmanager
def serving(shelf: Shelf) -> Iterator[Shelf]:
    """Serve the shelf on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shelf.asked[self.path] += 1
            if self.path.startswith("/simple/"):
                page = shelf.index_page(self.path.split("/")[2])
                self._answer(404, "text/plain", b"") if page is None else self._answer(200, *page)
            elif self.path in shelf.files:
                self._send(shelf.files[self.path])
            else:
                self._answer(404, "text/plain", b"")

        def _send(self, data: bytes) -> None:
            asked = self.headers.get("Range")
            first = 0
            if asked and shelf.honours_range:
                shelf.ranges.append(asked)
                first = int(asked.removeprefix("bytes=").rstrip("-"))
                if first >= len(data):
                    self._answer(416, "text/plain", b"")
                    return
            threading.Event().wait(shelf.delay_s)
            self.send_response(206 if first else 200)
            if first:
                self.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
            self.send_header("Content-Length", str(len(data) - first))
            self.end_headers()
            keep = shelf.cut_after_bytes.pop(0) if shelf.cut_after_bytes else len(data)
            self.wfile.write(data[first : first + keep])
            self.close_connection = True

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    shelf.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield shelf
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Notes:
    """A report that remembers."""

    starts: list[tuple[str, int, int]] = field(default_factory=list)
    bytes_told: int = 0
    lines: list[str] = field(default_factory=list)

    def began(self, name: str, size_bytes: int, have_bytes: int) -> None:
        self.starts.append((name, size_bytes, have_bytes))

    def advanced(self, count_bytes: int) -> None:
        self.bytes_told += count_bytes

    def noted(self, text: str) -> None:
        self.lines.append(text)
