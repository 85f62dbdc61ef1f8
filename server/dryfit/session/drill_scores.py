"""What was judged in a drill goes from its session to the book, and comes back as scores."""

import time
from collections.abc import Iterable

from dryfit.drill.book import DrillBook
from dryfit.drill.run import DrillRun
from dryfit.drill.scores import scores_of
from dryfit.drill.steps import Answered, Drill
from dryfit.session.outputs import DrillScored


async def keep_answers(
    book: DrillBook, session: str, run: DrillRun, answers: Iterable[Answered]
) -> None:
    """Have answers in the book, each once: those that it has already stay as they were.

    Raises:
        JournalError: it cannot be written.
    """
    for answered in answers:
        await book.add(session, run.learner, run.name, answered, time.time())


async def scored(book: DrillBook, run: DrillRun, drill: Drill) -> DrillScored:
    """What a drill that is over came to, and all answers of its learner.

    Raises:
        JournalError: the book cannot be read.
    """
    kept = await book.answers(run.learner)
    so_far = scores_of([one.trial for one in kept])
    return DrillScored(run.title, drill.done, scores_of(drill.trials), so_far)
