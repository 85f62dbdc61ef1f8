"""The curve of trust and patience as points in a picture. Arithmetic only."""

from collections.abc import Sequence
from dataclasses import dataclass

from dryfit.critique.report import Critique

WIDTH, HEIGHT = 640, 270
LEFT, RIGHT, TOP, BOTTOM = 48, 112, 38, 40
"""Margins in the picture's own units: room for the scale, the names at the ends, and the turns."""
LABEL_GAP = 28
"""Least distance of the two names at the right; nearer, and they are printed over each other."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn at which something of a concern came out."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Two lines (`x,y x,y …`), where their names stand, the turns below, and the moments above."""

    trust: str
    patience: str
    trust_label_y: float
    patience_label_y: float
    end_x: float
    turns: tuple[tuple[float, int], ...]
    moments: tuple[Moment, ...]
    grid: tuple[tuple[float, int], ...]
    """Heights of the scale's lines and what they stand for."""
    words: str
    """The same in a sentence, for those who do not see it."""


def chart_of(critique: Critique) -> Chart | None:
    """The picture, or None where there is no line to draw."""
    curve = critique.curve
    if len(curve) < 2:
        return None
    xs = [LEFT + (WIDTH - LEFT - RIGHT) * n / (len(curve) - 1) for n in range(len(curve))]
    trust, patience = [p.trust for p in curve], [p.patience for p in curve]
    trust_y, patience_y = _apart(height_of(trust[-1]), height_of(patience[-1]))
    at = {point.turn: x for point, x in zip(curve, xs, strict=True)}
    told = [
        Moment(at[turn], words)
        for trace in critique.concerns
        for turn, words in (
            (trace.hinted_turn, "hint"),
            (trace.revealed_turn, "told"),
            (trace.resolved_turn, "settled"),
        )
        if turn is not None and turn in at
    ]
    step = max(1, len(curve) // 12)
    return Chart(
        trust=_line(xs, trust),
        patience=_line(xs, patience),
        trust_label_y=trust_y,
        patience_label_y=patience_y,
        end_x=xs[-1] + 10,
        turns=tuple((x, p.turn) for x, p in list(zip(xs, curve, strict=True))[::step]),
        moments=tuple(told),
        grid=tuple((height_of(value), value) for value in (100, 50, 0)),
        words=f"Trust went from {trust[0]:.0f} to {trust[-1]:.0f} and patience from "
        f"{patience[0]:.0f} to {patience[-1]:.0f}, of 100.",
    )


def height_of(value: float) -> float:
    """Where a value from 0 to 100 stands."""
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(100.0, max(0.0, value)) / 100), 1)


def _apart(one: float, other: float) -> tuple[float, float]:
    missing = LABEL_GAP - abs(one - other)
    if missing <= 0:
        return one, other
    up, down = (one - missing / 2, other + missing / 2)
    return (up, down) if one <= other else (one + missing / 2, other - missing / 2)


def _line(xs: Sequence[float], values: Sequence[float]) -> str:
    return " ".join(f"{x:.1f},{height_of(v)}" for x, v in zip(xs, values, strict=True))
