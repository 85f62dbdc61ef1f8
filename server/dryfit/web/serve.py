"""Runs the server: its sockets, its certificates, its invitation."""

import asyncio
import contextlib
import ipaddress
import signal
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI
from rich.console import Console

from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.memory import limit_arenas
from dryfit.paths import client_dir, data_dir
from dryfit.settings import Settings
from dryfit.web.app import create_app
from dryfit.web.lan import lan_addresses, machine_names
from dryfit.web.qr import print_invitation
from dryfit.web.tls import TlsFiles, ensure_certificates, fingerprint
from dryfit.web.token import session_token
from dryfit.web.trust_page import trust_router
from dryfit.wire.client_events import MAX_AUDIO_CHARACTERS

WILDCARDS = ("0.0.0.0", "::")
MAX_MESSAGE_BYTES = MAX_AUDIO_CHARACTERS + 65_536
"""Larger messages close the socket with 1009."""
STOP_S = 5
PING_S = 5
"""How often a client is asked whether it is there, and how long it may take to say so. Longer: the
persona talks on to a phone that has lost its connection; shorter: a weak signal counts as lost."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, and how it is reached."""

    host: str
    port: int
    tls: TlsFiles | None
    token: str

    def link(self, host: str) -> str:
        """The link for the QR code."""
        scheme = "https" if self.tls else "http"
        query = f"?token={self.token}" if self.token else ""
        return f"{scheme}://{host}:{self.port}/{query}"

    def trust_link(self, host: str) -> str:
        """The page on plain http that tells how to trust the certificate; empty without TLS."""
        return f"http://{host}:{self.port + 1}/trust" if self.tls else ""


def run_server(host: str, port: int, tls: str, token: str) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Raises:
        DryfitError: `port-taken`, or a journal that cannot be opened.
    """
    limit_arenas()
    asyncio.run(_serve(_address(host, port, tls, token)))


def _address(host: str, port: int, tls: str, token: str) -> Address:
    local = is_loopback(host)
    if not local and not token:
        token = session_token(data_dir() / "token")
    files = None
    if tls == "auto" and not local:
        own = () if host in WILDCARDS else (host,)
        files = ensure_certificates((*own, *lan_addresses(), *machine_names(), "localhost"))
    return Address(host, port, files, token)


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def _serve(address: Address) -> None:
    console = Console(highlight=False)
    sockets = [_bind(address.host, address.port)]
    trust_sockets = [_bind(address.host, address.port + 1)] if address.tls else []
    engines = Engines()

    def warn(message: str) -> None:
        console.print(f"[yellow]Language model:[/] {message}", soft_wrap=True)

    app = create_app(
        Settings(token=address.token), lambda: _load(engines, console), client_dir(), warn
    )
    servers = [(_server(app, address.tls), sockets)]
    if address.tls:
        helper = FastAPI(title="Dryfit: trust", docs_url=None)
        helper.include_router(trust_router(address.tls.ca))
        servers.append((_server(helper, None), trust_sockets))
    if not client_dir().is_dir():
        console.print("[yellow]The phone client is not built.[/] Run `make client`.")
    with _stopping(servers[0][0]):
        _invite(console, address)
        await _run(servers)
    console.print("Stopped. Every session was written down.")


def _load(engines: Engines, console: Console) -> Engines:
    try:
        engines.load_all()
    except DryfitError as error:
        console.print(f"[red]Not ready:[/] {error}", soft_wrap=True)
        raise
    console.print("[green]Ready.[/] Press Ctrl-C to stop.")
    return engines


async def _run(servers: Sequence[tuple[uvicorn.Server, list[socket.socket]]]) -> None:
    main, *others = servers
    tasks = [asyncio.create_task(server.serve(sockets)) for server, sockets in others]
    try:
        await main[0].serve(main[1])
    finally:
        for server, _ in others:
            server.should_exit = True
        await asyncio.gather(*tasks)


@contextlib.contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the main server; it then ends the sessions with their critiques."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def _server(app: FastAPI, tls: TlsFiles | None) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            ssl_certfile=tls.cert if tls else None,
            ssl_keyfile=tls.key if tls else None,
            ws_max_size=MAX_MESSAGE_BYTES,
            ws_ping_interval=PING_S,
            ws_ping_timeout=2 * PING_S,
            # Events shrink to a fifth; to try it on a packet of sound costs a few microseconds.
            ws_per_message_deflate=True,
            timeout_graceful_shutdown=STOP_S,
        )
    )


def _invite(console: Console, address: Address) -> None:
    outside = not is_loopback(address.host)
    hosts = lan_addresses() if address.host in WILDCARDS else (address.host,)
    host = hosts[0] if hosts else "localhost"
    if outside:
        print_invitation(
            console,
            address.link(host),
            address.trust_link(host),
            fingerprint(address.tls.ca) if address.tls else "",
        )
        if address.tls is None:
            console.print("Without https a phone gives no microphone: put a proxy in front.")
    else:
        print_invitation(console, address.link(host))


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as cause:
        bound.close()
        message = f"Cannot listen on {host} port {port}: {cause.strerror}."
        raise DryfitError("port-taken", message, "Choose another with --port.") from cause
    bound.setblocking(False)
    return bound
