"""What can go wrong, in words a user can act on.

DryfitError
├── dryfit.models   ModelMissing, ModelDamaged, ModelUnavailable
├── dryfit.scenario ScenarioError, UnknownScenario
├── dryfit.store    JournalFull, JournalLocked, JournalDamaged
├── dryfit.wire     WireError
└── StageError      an engine failed (recognition, speech, reading)
"""


class DryfitError(Exception):
    """Something a person can mend; `code` is kebab-case, `hint` says what to do next."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class StageError(DryfitError):
    """A stage of a turn failed; raised `from` the engine's own exception."""
