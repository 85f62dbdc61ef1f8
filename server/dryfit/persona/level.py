"""A scenario's numbers at one difficulty: the author's values with that level's overrides."""

from __future__ import annotations

from dataclasses import dataclass

from dryfit.scenario.play import Level
from dryfit.scenario.schema import Scenario

LEVELS = ("easy", "normal", "hard")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the director counts with."""

    trust_start: float
    patience_start: float
    patience_per_turn: float
    max_gain_per_turn: float
    add_reveal_trust: float
    losses_times: float
    hint_after_turns: int | None
    resolve_count: int | None
    time_limit_s: float
    snr_db: float | None


def numbers(scenario: Scenario, difficulty: str) -> Numbers:
    """The parameters at that difficulty; an unknown name counts as the scenario's default."""
    name = difficulty if difficulty in LEVELS else scenario.difficulty.default
    level: Level = getattr(scenario.difficulty, name)
    trust, patience = scenario.dynamics.trust, scenario.dynamics.patience
    per_turn = level.patience_per_turn
    gain = level.max_gain_per_turn
    return Numbers(
        trust_start=clamp(trust.start + (level.add_trust or 0)),
        patience_start=patience.start,
        patience_per_turn=patience.per_turn if per_turn is None else per_turn,
        max_gain_per_turn=trust.max_gain_per_turn if gain is None else gain,
        add_reveal_trust=level.add_reveal_trust or 0,
        losses_times=1.0 if level.losses_times is None else level.losses_times,
        hint_after_turns=level.hint_after_turns,
        resolve_count=level.resolve_count,
        time_limit_s=_time_limit_s(scenario, level),
        snr_db=_snr_db(scenario, level),
    )


def _snr_db(scenario: Scenario, level: Level) -> float | None:
    """How far a voice stands above the noise; None where there is no noise."""
    around = scenario.environment.noise_bed
    if around is None:
        return None
    return around.snr_db if level.snr_db is None else level.snr_db


def _time_limit_s(scenario: Scenario, level: Level) -> float:
    """Seconds a talk may last; 0 means no limit."""
    if "time_limit" not in scenario.end_when:
        return 0.0
    return level.time_limit_s or scenario.environment.time_limit_s


def clamp(value: float) -> float:
    """Trust and patience live between 0 and 100."""
    return min(100.0, max(0.0, float(value)))
