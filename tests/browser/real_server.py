"""The real server with real models, as its own process."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from websockets.sync.client import connect
from websockets.typing import Subprotocol

ROOT = Path(__file__).parents[2]
READY_WITHIN_S = 90


class RealServer:
    """`dryfit serve` on a free port of this machine; its journal goes to `data`."""

    _running: ClassVar[set["RealServer"]] = set()

    def __init__(self, data: Path, personas: Path = ROOT / "personas") -> None:
        self._data = data
        self._personas = personas
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def __enter__(self) -> "RealServer":
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}/"
        paths = [str(ROOT / "server"), str(ROOT / "audio"), os.environ.get("PYTHONPATH", "")]
        self.log = self._data / "server.log"
        with self.log.open("wb") as log:
            where = ["--host", "127.0.0.1", "--port", str(port)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dryfit", "serve", *where],
                env={
                    **os.environ,
                    "DRYFIT_DATA": str(self._data),
                    "DRYFIT_PERSONAS": str(self._personas),
                    "PYTHONPATH": os.pathsep.join(filter(None, paths)),
                },
                stdout=log,
                stderr=log,
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        self._running.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._running.discard(self)
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @contextmanager
    def at_rest(self, scenario: str) -> Iterator[None]:
        """While somebody sits over a written talk, nothing is spoken ahead: caches fill later."""
        address = f"{self.url}v1/realtime?model={scenario}&mode=text".replace("http", "ws", 1)
        with connect(address, subprotocols=[Subprotocol("realtime")]) as socket:
            socket.recv()
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Stand the other servers of these tests still: one may be filling its caches."""
        others = [server._process for server in self._running if server is not self]
        for process in filter(None, others):
            process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for process in filter(None, others):
                process.send_signal(signal.SIGCONT)

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended: {self.log.read_text()[-2000:]}")
            try:
                with urllib.request.urlopen(f"{self.url}readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pass
            time.sleep(0.2)
        raise TimeoutError(f"not ready in {READY_WITHIN_S} s: {self.log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
