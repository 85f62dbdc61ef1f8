"""Searches the prompts that simulated sessions would send to a language model."""

from itertools import count as upwards

from dryfit.bench.stt import Progress
from dryfit.engines import Engines
from dryfit.paths import personas_dir
from dryfit.rehearse.learners import LEARNERS
from dryfit.rehearse.prompts import PromptSearch
from dryfit.scenario.library import Library
from dryfit.session.options import LEVELS


def run(count: int, progress: Progress) -> dict[str, object]:
    """Play every scenario with every learner at every level until there are `count` prompts."""
    engines = Engines()
    scenarios = Library(personas_dir()).all()
    share = -(-count // len(scenarios))
    searches = []
    for scenario in scenarios:
        search = PromptSearch(scenario, engines.reader, engines.embedder)
        searches.append(search)
        _play(search, share)
        progress(scenario.id, sum(one.found.prompts for one in searches), count)
    found = [item for search in searches for item in search.found.given_away]
    engines.close()
    return {
        "prompts": sum(search.found.prompts for search in searches),
        "scenarios": len(scenarios),
        "different_lines_searched": sum(search.found.lines for search in searches),
        "given_away": len(found),
        "examples": [f"{where}: {line} (tells: {secret})" for where, secret, line in found[:5]],
    }


def _play(search: PromptSearch, share: int) -> None:
    for seed in upwards():
        for learner in LEARNERS:
            for level in LEVELS:
                if search.found.prompts >= share:
                    return
                search.play(learner, seed, level)
