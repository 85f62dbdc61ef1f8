"""Counts what really goes over the line: a relay between browser and server, bytes and times."""

import socket
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Meter:
    """Relays every connection to `port`; `up` and `down` hold (monotonic seconds, bytes)."""

    port: int
    up: list[tuple[float, int]] = field(default_factory=list)
    down: list[tuple[float, int]] = field(default_factory=list)

    def __enter__(self) -> "Meter":
        self._socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    @property
    def url(self) -> str:
        """Where the browser goes."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    @staticmethod
    def kbit(counted: list[tuple[float, int]], from_s: float, to_s: float) -> float:
        """What went over in a stretch of time, in kbit."""
        return sum(8 * size for at_s, size in counted if from_s <= at_s < to_s) / 1000

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._socket.accept()
            except OSError:
                return  # closed
            server = socket.create_connection(("127.0.0.1", self.port))
            for ends in ((browser, server, self.up), (server, browser, self.down)):
                threading.Thread(target=_pass_on, args=ends, daemon=True).start()


def _pass_on(
    source: socket.socket, target: socket.socket, counted: list[tuple[float, int]]
) -> None:
    try:
        while data := source.recv(65_536):
            counted.append((time.monotonic(), len(data)))
            target.sendall(data)
    except OSError:
        pass  # the other direction has closed it
    for end in (source, target):
        end.close()
