"""Rehearse scenarios over learners, levels and seeds, and judge whether they are accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean

from dryfit.engines import Engines
from dryfit.persona.reader import Reader
from dryfit.rehearse.rehearse import Stage
from dryfit.scenario.load import load_scenario

LEVELS = ("easy", "normal", "hard")
STRONG_AT_LEAST = 0.8
"""Share of talks a strong learner must win at normal; lower, and the scenario is unfair."""

HOPELESS = ("weak", "rude", "monologuer", "flatterer", "injector", "chatty")
"""Learners who do nothing that should win a person over."""

WEAK_AT_MOST = 0.1
"""Share one of them may win; higher, and the persona gives in."""


@dataclass(frozen=True, slots=True)
class Row:
    """One learner at one level: shares and means over the seeds."""

    scenario: str
    learner: str
    level: str
    talks: int
    wins: int
    leaks: int
    repeats: int
    turns: float
    reached: dict[str, dict[str, int]]
    """Concern → stage (`hint`, `partial`, `full`) → in how many talks it came that far at least."""

    @property
    def share(self) -> float:
        """Talks won, 0 to 1."""
        return self.wins / self.talks if self.talks else 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """What one worker does in one go."""

    path: Path
    learner: str
    level: str
    seeds: int


_stages: dict[Path, Stage] = {}
_readers: list[Reader] = []


def run(task: Task) -> Row:
    """Play one learner at one level; the worker keeps the models and what it has read."""
    if task.path not in _stages:
        if not _readers:
            _readers.append(Engines().reader)
        _stages[task.path] = Stage(load_scenario(task.path), _readers[0])
    stage = _stages[task.path]
    results = [stage.play(task.learner, seed, task.level) for seed in range(task.seeds)]
    order = ("hint", "partial", "full")
    reached = {
        concern.id: {
            level: sum(
                order.index(got) >= order.index(level)
                for result in results
                if (got := result.disclosed.get(concern.id))
            )
            for level in order
        }
        for concern in stage.scenario.hidden_concerns
    }
    return Row(
        task.path.stem, task.learner, task.level, len(results),
        sum(result.outcome.won for result in results),
        sum(len(result.leaks) for result in results),
        sum(result.repeats for result in results),
        round(fmean(result.turns for result in results), 1) if results else 0.0,
        reached,
    )  # fmt: skip


def rehearse_all(
    tasks: Sequence[Task], jobs: int, done: Callable[[], None] = lambda: None
) -> list[Row]:
    """Every task's row, in the order of the tasks; `done` is called after each."""
    if jobs <= 1 or len({task.path for task in tasks}) <= 1:
        return [_then(run(task), done) for task in tasks]
    rows: dict[int, Row] = {}
    # Each worker takes whole scenarios, so that each is read into memory once.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        groups: dict[Path, list[int]] = {}
        for index, task in enumerate(tasks):
            groups.setdefault(task.path, []).append(index)
        waiting = {
            pool.submit(_run_each, [tasks[index] for index in group]): group
            for group in groups.values()
        }
        for future in as_completed(waiting):
            for index, row in zip(waiting[future], future.result(), strict=True):
                rows[index] = _then(row, done)
    return [rows[index] for index in range(len(tasks))]


def _run_each(tasks: Sequence[Task]) -> list[Row]:
    return [run(task) for task in tasks]


def _then(row: Row, done: Callable[[], None]) -> Row:
    done()
    return row


def refusals(rows: Sequence[Row]) -> list[str]:
    """Why scenarios are not accepted, in plain words; empty when all are."""
    found = []
    for name in dict.fromkeys(row.scenario for row in rows):
        mine = {(row.learner, row.level): row for row in rows if row.scenario == name}
        strong = mine.get(("strong", "normal"))
        if strong is not None and strong.share < STRONG_AT_LEAST:
            found.append(
                f"{name}: a strong learner wins {strong.share:.0%} at normal, "
                f"less than {STRONG_AT_LEAST:.0%}."
            )
        found += [
            f"{name}: a {learner} learner wins {row.share:.0%} at normal, "
            f"more than {WEAK_AT_MOST:.0%}."
            for (learner, level), row in mine.items()
            if level == "normal" and learner in HOPELESS and row.share > WEAK_AT_MOST
        ]
        average = [mine[("average", level)] for level in LEVELS if ("average", level) in mine]
        for easier, harder in pairwise(average):
            if harder.wins >= easier.wins:
                found.append(
                    f"{name}: the average learner wins {harder.share:.0%} at {harder.level}, "
                    f"no less than {easier.share:.0%} at {easier.level}."
                )
        leaked = sum(row.leaks for row in mine.values())
        if leaked:
            found.append(f"{name}: {leaked} lines gave a concern away before it was earned.")
    return found
