"""The critique of a session that is only in the journal."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from dryfit.critique.critique import Critique, critique
from dryfit.scenario.load import load_text
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
    opened = next(event for event in events if isinstance(event, SessionOpened))
    source = Path(f"{opened.scenario}.yaml")
    return critique(events, load_text(opened.scenario_source, source))
