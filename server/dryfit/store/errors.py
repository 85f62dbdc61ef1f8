"""What can go wrong with the journal.

DryfitError
└── JournalError
    ├── JournalLocked      another program holds the file; trying again may work
    ├── JournalFull        no room left on the disk; what was kept before is intact
    ├── JournalUnwritable  read-only file or folder, no permission, a failing disk
    ├── JournalDamaged     not a journal, or one whose content cannot be read back
    ├── JournalTooNew      written by a later Dryfit
    └── JournalConflict    that place in that session is taken, or the session is not open
"""

from dryfit.errors import DryfitError


class JournalError(DryfitError):
    """The journal could not keep or give back what was said; nothing was half written."""


class JournalLocked(JournalError):
    """Another program kept the journal busy for longer than the busy timeout."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "journal-locked",
            f"The journal {where} is in use by another program.",
            "Stop the other dryfit (or database tool) that has it open, then try again.",
        )


class JournalFull(JournalError):
    """There was no room for the event; earlier events are intact."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "journal-full",
            f"There is no room left to keep what was said in {where}. Earlier turns are safe.",
            "Free some disk space, or point DRYFIT_DATA at a disk with room.",
        )


class JournalUnwritable(JournalError):
    """The file, its folder or its disk refuses writing."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            "journal-unwritable",
            f"The journal {where} cannot be written: {why}.",
            "Check who may write the file and its folder, and that the disk is healthy.",
        )


class JournalDamaged(JournalError):
    """The file is not a journal or cannot be read back."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            "journal-damaged",
            f"The journal {where} is damaged: {why}.",
            "Move the file aside (do not delete it) and start again; a new journal is made.",
        )


class JournalTooNew(JournalError):
    """The file was written by a later version."""

    def __init__(self, where: str, found: int, known: int) -> None:
        super().__init__(
            "journal-too-new",
            f"The journal {where} has format {found}; this Dryfit knows up to {known}.",
            "Update Dryfit, or point DRYFIT_DATA at another folder.",
        )


class JournalConflict(JournalError):
    """The event does not fit: its place is taken, or its session is not open or was forgotten."""

    def __init__(self, session: str, seq: int, why: str) -> None:
        super().__init__(
            "journal-conflict",
            f"Event {seq} of session {session} was not kept: {why}.",
            "Another process may be running the same session; load it again from the journal.",
        )
