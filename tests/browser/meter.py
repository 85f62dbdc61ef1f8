"""The line between browser and server: counts what really goes over it, and can be cut."""

import socket
import struct
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Meter:
    """Relays every connection to `port`; `up` and `down` hold (monotonic seconds, bytes)."""

    port: int
    up: list[tuple[float, int]] = field(default_factory=list)
    down: list[tuple[float, int]] = field(default_factory=list)
    _open: set[socket.socket] = field(default_factory=set)
    _dark_until_s: float = 0.0

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

    def cut(self, dark_s: float = 0.0) -> None:
        """Break every connection without a word, and let none through for a while."""
        self._dark_until_s = time.monotonic() + dark_s
        for end in list(self._open):
            _break(end)

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
            if time.monotonic() < self._dark_until_s:
                _break(browser)
                continue
            server = socket.create_connection(("127.0.0.1", self.port))
            self._open |= {browser, server}
            for ends in ((browser, server, self.up), (server, browser, self.down)):
                threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(
        self, source: socket.socket, target: socket.socket, counted: list[tuple[float, int]]
    ) -> None:
        try:
            while data := source.recv(65_536):
                counted.append((time.monotonic(), len(data)))
                target.sendall(data)
        except OSError:
            pass  # the other direction has closed it
        for end in (source, target):
            self._open.discard(end)
            end.close()


def _break(end: socket.socket) -> None:
    """Close so that the other side gets a reset: what is on its way is lost."""
    try:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.shutdown(socket.SHUT_RDWR)
        end.close()
    except OSError:
        pass  # closed a moment ago
