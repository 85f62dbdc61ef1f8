"""A real server in a process of its own, on loopback, with a journal that is thrown away."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from dryfit.errors import DryfitError

START_LIMIT_S = 60.0
_SUM_OR_COUNT = re.compile(r"dryfit_(\w+)_seconds_(sum|count)(?:\{(.*)\})? (\S+)$")
_LABEL = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class RunningServer:
    """Where it listens, and how long it took from its start until it was ready."""

    port: int
    pid: int
    ready_s: float

    def cpu_s(self) -> float:
        """Processor time used so far."""
        return self._gauge("process_cpu_seconds_total")

    def rss_mb(self) -> float:
        """Memory in use, in MB (10^6 bytes)."""
        return round(self._gauge("process_resident_memory_bytes") / 1e6, 1)

    def _gauge(self, name: str) -> float:
        for line in self.metrics().splitlines():
            if line.startswith(f"{name} "):
                return float(line.split()[1])
        raise DryfitError("no-process-metrics", "This platform does not tell what a process uses.")

    def loop_lag_ms(self, share: float) -> float | None:
        """The event loop is at most so late in this share of cases (a bound of the histogram)."""
        return bucket_bound_ms(self.metrics(), "dryfit_loop_lag_seconds", share)

    def stage_times(self) -> dict[str, dict[str, float]]:
        """How often each stage of a turn and each piece of work ran so far, and its mean time."""
        sums: dict[str, float] = {}
        counts: dict[str, float] = {}
        for line in self.metrics().splitlines():
            found = _SUM_OR_COUNT.match(line)
            if found:
                stage, kind, labels, value = found.groups()
                values = " ".join(_LABEL.findall(labels or ""))
                (sums if kind == "sum" else counts)[f"{stage} {values}".strip()] = float(value)
        return {
            name: {"count": count, "mean_ms": round(1000 * sums[name] / count, 2)}
            for name, count in counts.items()
            if count
        }

    def wait_until_spoken_ahead(self, limit_s: float = 900.0) -> None:
        """Wait until replies begin from the cache, as they do on a server that has been up."""
        deadline_s = time.monotonic() + limit_s
        while "dryfit_first_clauses_ready 1.0" not in self.metrics():
            if time.monotonic() > deadline_s:
                return
            time.sleep(0.5)

    def metrics(self) -> str:
        """The text of `/metrics`."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics") as answer:
            return str(answer.read(), "utf-8")


def bucket_bound_ms(page: str, histogram: str, share: float) -> float | None:
    """The least bound of a histogram without labels under which `share` of all values are."""
    buckets = [
        (float(bound), float(count))
        for bound, count in re.findall(rf'^{histogram}_bucket{{le="(\S+)"}} (\S+)$', page, re.M)
    ]
    for bound_s, count in buckets:
        if buckets[-1][1] and count >= share * buckets[-1][1]:
            return 1000 * bound_s
    return None


@contextmanager
def running_server(
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[RunningServer]:
    """Start `dryfit serve` with these variables and wait until it is ready; stop it in the end.

    Raises:
        DryfitError: it did not become ready.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as data:
        began_s = time.monotonic()
        process = start_server(port, data, settings)
        try:
            wait_until_ready(process, port)
            yield RunningServer(port, process.pid, time.monotonic() - began_s)
        finally:
            process.terminate()
            process.wait(timeout=20)


def start_server(port: int, data: str, settings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Start `dryfit serve` with its journal in `data`; it is not ready yet."""
    return subprocess.Popen(
        [sys.executable, "-m", "dryfit", "serve", "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, "DRYFIT_DATA": data, "DRYFIT_DATABASE_URL": "", **settings},
        stdout=subprocess.DEVNULL,
    )


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until sessions can be opened.

    Raises:
        DryfitError: `server-not-ready`.
    """
    deadline_s = time.monotonic() + START_LIMIT_S
    why = "it did not answer"
    while time.monotonic() < deadline_s and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz"):
                return
        except urllib.error.HTTPError as refusal:
            why = str(refusal.read(), "utf-8")
            if "failed" in why:
                break
        except OSError as error:
            why = str(error)
        time.sleep(0.1)
    raise DryfitError("server-not-ready", f"The server did not become ready: {why}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
