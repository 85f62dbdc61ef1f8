"""The real server with real models, as its own process."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY_WITHIN_S = 90


class RealServer:
    """`dryfit serve` on a free port of this machine; its journal goes to `data`.

    It speaks nothing ahead, which would take the machine from the tests.
    """

    def __init__(self, data: Path, personas: Path = ROOT / "personas") -> None:
        self._data = data
        self._personas = personas
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def __enter__(self) -> "RealServer":
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}/"
        self._start()
        return self

    def kill_and_start(self) -> None:
        """Kill it without a word, and start another on the same port and data."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._start()

    def _start(self) -> None:
        paths = [str(ROOT / "server"), str(ROOT / "audio"), os.environ.get("PYTHONPATH", "")]
        self.log = self._data / "server.log"
        with self.log.open("wb") as log:
            where = ["--host", "127.0.0.1", "--port", str(self._port)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dryfit", "serve", *where],
                env={
                    **os.environ,
                    "DRYFIT_AHEAD": "off",
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

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

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
