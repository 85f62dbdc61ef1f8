"""The report of a session that is in the journal."""

from collections.abc import Sequence
from datetime import datetime

from dryfit.critique.again import critique_of, load_opened
from dryfit.critique.attempts import attempts_at, compare
from dryfit.report.page import Heading, page_of
from dryfit.store.events import SessionEvent, SessionOpened
from dryfit.store.journal import Journal


async def report_of(journal: Journal, events: Sequence[SessionEvent]) -> str:
    """One self-contained HTML page.

    Raises:
        ScenarioError: the scenario kept with the session cannot be read by this version.
        JournalError: the journal cannot be read.
    """
    opened = next(event for event in events if isinstance(event, SessionOpened))
    scenario, critique = load_opened(events), critique_of(events)
    opened_s = await journal.opened_unix_s(opened.session)
    heading = Heading(
        session=opened.session,
        title=scenario.title,
        persona=scenario.persona.name,
        difficulty=opened.difficulty,
        language=scenario.language,
        day=datetime.fromtimestamp(opened_s).astimezone().date(),
    )
    if not opened.branch_of:
        return page_of(critique, heading)
    attempts = attempts_at(await journal.family(opened.branch_of), opened.branch_turn)
    compared = compare(attempts[0], attempts[-1], critique.persona) if len(attempts) > 1 else ""
    return page_of(critique, heading, attempts, compared)
