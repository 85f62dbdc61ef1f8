"""What a client did wrong on the wire.

DryfitError
└── WireError  with the close code where the socket cannot stay open
    └── NotPossible  a well-formed request that cannot be met as things stand
"""

from dryfit.errors import DryfitError


class WireError(DryfitError):
    """A message that cannot be used. The session goes on unless `close_code` is set."""

    def __init__(
        self, code: str, message: str, *, event_id: str = "", param: str = "", close_code: int = 0
    ) -> None:
        super().__init__(code, message)
        self.event_id = event_id
        self.param = param
        self.close_code = close_code


class NotPossible(WireError):
    """What was asked is understood and refused; it is no mistake in the client's language."""
