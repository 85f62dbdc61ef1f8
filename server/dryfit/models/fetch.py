"""Bring one file over HTTP: resumed where it stopped, and verified before anyone sees it."""

import os
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import certifi
import httpx

from dryfit.models.errors import ModelDamaged, ModelUnavailable, megabytes
from dryfit.models.verify import sha256_of

ATTEMPTS = 4
"""Raise it and a weak connection is forgiven more often; a dead one takes longer to be reported."""

CONNECT_TIMEOUT_S = 15.0
"""Lower it and "No network" comes sooner; a slow proxy is taken for a dead one."""

READ_TIMEOUT_S = 30.0
"""Lower it and a stalled download is resumed sooner; a slow server is dropped too early."""

OnBytes = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Download:
    """What to fetch, where to keep it while it comes, and what it must be."""

    url: str
    part: Path
    size_bytes: int
    sha256: str

    @property
    def name(self) -> str:
        """The file's name, without the suffix that marks it as partial."""
        return self.part.name.removesuffix(".part")

    @property
    def host(self) -> str:
        """The server, without any credentials."""
        return httpx.URL(self.url).host


def http_client() -> httpx.Client:
    """A client that honours the system's proxies and certificates, those set for pip included."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    for variable in ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE"):
        if (path := os.environ.get(variable)) and Path(path).is_file():
            context.load_verify_locations(path)
    timeout = httpx.Timeout(READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S)
    return httpx.Client(verify=context, timeout=timeout, follow_redirects=True)


def fetch(
    client: httpx.Client,
    download: Download,
    on_bytes: OnBytes,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Complete `download.part` and verify it; a lost connection is taken up again.

    Raises:
        ModelUnavailable: no network, the server refused, or the connection was lost too often.
        ModelDamaged: all bytes came, but not the right ones; they are removed.
    """
    failures, farthest = 0, _have(download)
    while _have(download) < download.size_bytes:
        try:
            complete = _stream(client, download, on_bytes)
            lost: Exception | None = None
        except httpx.TransportError as error:
            complete, lost = False, error
        if complete:
            break
        # Only new bytes count as progress, so that a server that starts over each time cannot
        # keep this going for ever.
        failures = 1 if _have(download) > farthest else failures + 1
        if failures >= ATTEMPTS or (lost and _never_connected(lost, farthest)):
            raise _lost_connection(download) from lost
        farthest = max(farthest, _have(download))
        pause(0.5 * failures)
    _verify(download)


def _stream(client: httpx.Client, download: Download, on_bytes: OnBytes) -> bool:
    """Receive what the server sends; True where it has sent all that it has."""
    have = _have(download)
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with client.stream("GET", download.url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return True
        if response.is_error:
            raise ModelUnavailable(
                "download-refused",
                f"{download.host} answered {response.status_code} for {download.name}.",
                "Try again later, or put the file in a folder named by DRYFIT_MODEL_SOURCE.",
            )
        resumed = have > 0 and _continues(response, have)
        if have and not resumed:
            on_bytes(-have)
        with download.part.open("ab" if resumed else "wb") as out:
            room = download.size_bytes - (have if resumed else 0)
            for block in response.iter_raw():
                out.write(block[:room])
                on_bytes(len(block[:room]))
                room -= len(block)
                if room < 0:
                    raise _too_long(download)
        return "content-length" in response.headers


def _continues(response: httpx.Response, have: int) -> bool:
    """Whether the answer starts at the byte asked for (RFC 9110, section 14.4)."""
    starts_at = response.headers.get("content-range", "").startswith(f"bytes {have}-")
    return response.status_code == httpx.codes.PARTIAL_CONTENT and starts_at


def _verify(download: Download) -> None:
    found = sha256_of(download.part)
    if found == download.sha256:
        return
    size = download.part.stat().st_size
    download.part.unlink()
    raise ModelDamaged(
        "download-damaged",
        f"{download.name} from {download.host} is not the expected file: expected SHA-256 "
        f"{download.sha256} ({download.size_bytes:,} bytes), found {found} ({size:,} bytes).",
        "It was removed and nothing was changed. Run the same command again; if it stays so, the "
        "source has another file.",
    )


def _too_long(download: Download) -> ModelDamaged:
    download.part.unlink(missing_ok=True)
    return ModelDamaged(
        "download-damaged",
        f"{download.name} from {download.host} is longer than {download.size_bytes:,} bytes.",
        "It was removed and nothing was changed.",
    )


def _never_connected(error: Exception, have: int) -> bool:
    return have == 0 and isinstance(
        error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError
    )


def _lost_connection(download: Download) -> ModelUnavailable:
    have = _have(download)
    if not have:
        return no_network(download.host)
    return ModelUnavailable(
        "connection-lost",
        f"Connection to {download.host} lost: {megabytes(have)} of "
        f"{megabytes(download.size_bytes)} of {download.name} are kept.",
        "Run the same command again; it goes on from there.",
    )


def no_network(host: str) -> ModelUnavailable:
    """The error for a server that cannot be reached at all."""
    return ModelUnavailable(
        "no-network",
        f"No network: {host} cannot be reached.",
        "Connect and run the same command again, or copy the files from another machine and name "
        "their folder in DRYFIT_MODEL_SOURCE.",
    )


def _have(download: Download) -> int:
    return download.part.stat().st_size if download.part.exists() else 0
