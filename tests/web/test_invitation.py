"""What a newcomer sees: the QR code, the token in it, and the page that explains trust."""

import io
import stat
import threading
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
import segno
from cryptography import x509
from fastapi import FastAPI
from rich.console import Console

from dryfit.web.lan import lan_addresses
from dryfit.web.qr import QUIET_ZONE, print_invitation, qr_lines
from dryfit.web.tls import TlsFiles, ensure_certificates, fingerprint
from dryfit.web.token import session_token
from dryfit.web.trust_page import trust_page, trust_router

URL = "https://192.168.1.20:8443/?token=0123456789abcdefghijkl"
UPPER_LOWER = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}


@pytest.fixture
def files(tmp_path: Path) -> TlsFiles:
    return ensure_certificates(("192.168.1.20",), tmp_path / "tls")


def test_the_printed_code_is_the_code_of_the_link() -> None:
    rows: list[list[int]] = []
    for line in qr_lines(URL):
        halves = [UPPER_LOWER[character] for character in line]
        rows += [[upper for upper, _ in halves], [lower for _, lower in halves]]
    matrix = [[int(bool(m)) for m in row] for row in segno.make(URL, micro=False, error="l").matrix]
    size = len(matrix)
    inner = [row[QUIET_ZONE : QUIET_ZONE + size] for row in rows[QUIET_ZONE : QUIET_ZONE + size]]
    assert inner == matrix


@pytest.mark.parametrize(("spare", "shown"), [(0, True), (-1, False)])
def test_the_code_is_left_out_where_it_would_break(spare: int, shown: bool) -> None:
    width = len(qr_lines(URL)[0]) + spare
    assert ("█" in _printed(width=width, terminal=True)) is shown


def test_the_invitation_has_the_same_in_words() -> None:
    text = _printed(width=60, terminal=False)
    assert URL in text
    assert "http://192.168.1.20:8080/trust" in text
    assert "AB:CD" in text


def _printed(width: int, *, terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system=None)
    print_invitation(console, URL, "http://192.168.1.20:8080/trust", "AB:CD")
    return out.getvalue()


def test_the_token_is_kept_and_private(tmp_path: Path) -> None:
    path = tmp_path / "data" / "token"
    token = session_token(path)
    assert len(token) >= 22
    assert session_token(path) == token
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["token"]


def test_two_installations_have_two_tokens(tmp_path: Path) -> None:
    assert session_token(tmp_path / "a") != session_token(tmp_path / "b")


def test_an_emptied_token_is_renewed(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\n")
    token = session_token(tmp_path / "token")
    assert token
    assert session_token(tmp_path / "token") == token


def test_all_who_start_at_once_get_one_token(tmp_path: Path) -> None:
    start, tokens = threading.Barrier(8), set()

    def ask() -> None:
        start.wait()
        tokens.add(session_token(tmp_path / "token"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tokens) == 1


def test_addresses_can_be_reached_from_outside() -> None:
    assert not [address for address in lan_addresses() if address.startswith("127.")]


@pytest.fixture
def helper(files: TlsFiles) -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(trust_router(files.ca))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://helper")


async def test_the_certificate_comes_as_phones_want_it(
    helper: httpx.AsyncClient, files: TlsFiles
) -> None:
    async with helper:
        response = await helper.get("/ca.crt")
    assert response.headers["content-type"] == "application/x-x509-ca-cert"
    assert not response.headers["content-disposition"].startswith("attachment")
    served = x509.load_der_x509_certificate(response.content)
    assert served == x509.load_pem_x509_certificate(files.ca.read_bytes())


async def test_the_front_door_leads_to_the_page(helper: httpx.AsyncClient, files: TlsFiles) -> None:
    async with helper:
        response = await helper.get("/", follow_redirects=True)
    assert response.url.path == "/trust"
    assert fingerprint(files.ca) in response.text
    assert "no-store" in response.headers["cache-control"]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loads += [value for key, value in attrs if key in ("src", "href") and value]
        if tag == "details" and "open" in given:
            self.open.append(given["id"] or "")


@pytest.mark.parametrize(
    ("agent", "opened"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Safari/604.1", "ios"),
        ("Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/140.0 Mobile", "android"),
        ("", "ios"),
    ],
)
def test_the_steps_of_the_visitors_phone_stand_open(
    files: TlsFiles, agent: str, opened: str
) -> None:
    page = _Links()
    page.feed(trust_page(files.ca, agent))
    assert page.open == [opened]


def test_the_page_loads_nothing_from_elsewhere_and_holds_no_token(files: TlsFiles) -> None:
    page = _Links()
    page.feed(trust_page(files.ca))
    assert page.loads == ["/ca.crt"]
    assert "token" not in trust_page(files.ca)
