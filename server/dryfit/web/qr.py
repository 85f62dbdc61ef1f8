"""The invitation in the terminal: a QR code to scan, and the same in words."""

import io

import segno
from rich.console import Console
from rich.text import Text

QUIET_ZONE = 2
"""Lower it and phones take longer to find the code in a bright terminal; 4 is the standard's."""


def qr_lines(url: str) -> list[str]:
    """A QR code of half-block characters, two modules a row, so that it fits a small terminal."""
    out = io.StringIO()
    segno.make(url, micro=False, error="l").terminal(out, border=QUIET_ZONE, compact=True)
    return out.getvalue().splitlines()


def print_invitation(
    console: Console, url: str, trust_url: str = "", fingerprint: str = ""
) -> None:
    """Show how to join: scan or type `url`; with `trust_url`, how a phone is told to trust it."""
    code = qr_lines(url)
    if not console.is_terminal or console.width >= max(map(len, code)):
        for line in code:
            # Colours are set, because a terminal with a light ground would show the code inverted.
            console.print(Text(line, style="bright_white on black"), soft_wrap=True)
    console.print(Text("Scan the code with a phone on the same network, or open", style="bold"))
    console.print(Text(f"  {url}", style="cyan"), soft_wrap=True)
    if trust_url:
        console.print()
        console.print(Text("First time on this phone? It will warn of the certificate. Open"))
        console.print(Text(f"  {trust_url}", style="cyan"), soft_wrap=True)
        console.print(Text("and follow the steps there, once a phone."))
    if fingerprint:
        console.print(Text(f"  Certificate fingerprint (SHA-256): {fingerprint}"), soft_wrap=True)
    console.print()
