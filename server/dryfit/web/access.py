"""Who may use a server that can be reached from outside: those who hold its token."""

import hmac
from collections.abc import Iterable, Mapping

_SUBPROTOCOL_PREFIX = "openai-insecure-api-key."
"""How browsers pass a key to a realtime socket, which cannot set headers."""


def is_allowed(
    token: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    subprotocols: Iterable[str] = (),
) -> bool:
    """Whether a request carries the token, in any of the ways docs/protocol.md names."""
    if not token:
        return True
    scheme, _, bearer = headers.get("authorization", "").partition(" ")
    offered = [query.get("token", "")]
    if scheme.lower() == "bearer":
        offered.append(bearer.strip())
    offered += [
        name.removeprefix(_SUBPROTOCOL_PREFIX)
        for name in subprotocols
        if name.startswith(_SUBPROTOCOL_PREFIX)
    ]
    wanted = token.encode()
    return any(hmac.compare_digest(given.encode(), wanted) for given in offered)
