"""The critique of a session that is only in the journal."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from dryfit.critique.critique import Critique, critique
from dryfit.scenario.load import load_text
from dryfit.scenario.schema import Scenario
from dryfit.store.events import CritiqueMade, SessionEvent, SessionOpened


def critique_of(events: Sequence[SessionEvent]) -> Critique:
    """The critique as it was shown, or made now for a session that was cut off before it.

    Raises:
        ScenarioError: the scenario kept with the session cannot be read by this version.
    """
    for event in reversed(events):
        if isinstance(event, CritiqueMade):
            try:
                return Critique.model_validate(event.critique)
            except ValidationError:
                break  # kept by another version: look back anew
    return critique(events, load_opened(events))


def load_opened(events: Sequence[SessionEvent]) -> Scenario:
    """The scenario kept with a session.

    Raises:
        ScenarioError: it cannot be read by this version.
    """
    opened = next(event for event in events if isinstance(event, SessionOpened))
    scenario = load_text(opened.scenario_source, Path(f"{opened.scenario}.yaml"))
    return scenario.model_copy(update={"id": opened.scenario})
