"""When she has listened for long enough, and says so. Pure."""

import math

LIMITS_S = {"never": math.inf, "rarely": 75.0, "sometimes": 50.0, "often": 30.0}
"""Talk without a break in her direction, by the scenario's `interrupts`, at full patience."""
FULL_PATIENCE = 100.0
LEAST_SHARE = 0.5
"""Of the limit, with no patience left. Lower: she snaps; higher: her mood does not show."""


def limit_s(interrupts: str, patience: float) -> float:
    """How long one turn may run before she cuts in."""
    left = min(max(patience / FULL_PATIENCE, 0.0), 1.0)
    return LIMITS_S[interrupts] * (LEAST_SHARE + (1 - LEAST_SHARE) * left)
