"""`dryfit serve`: the server, its address and its QR code."""

from typing import Annotated, Literal

import typer

DEFAULT_PORT = 8443


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "0.0.0.0",
    port: Annotated[int, typer.Option(min=1, max=65_534)] = DEFAULT_PORT,
    tls: Annotated[
        Literal["auto", "off"],
        typer.Option(help="auto: https off loopback, as phones need it; off: behind a proxy."),
    ] = "auto",
    token: Annotated[
        str, typer.Option(envvar="DRYFIT_TOKEN", help="The token of the link; made if not given.")
    ] = "",
) -> None:
    """Serve the phone client and its sessions; prints the address and a QR code."""
    from dryfit.web.serve import run_server

    run_server(host, port, tls, token)
