"""The debrief as a state machine: what was heard goes in, what the coach says comes out. Pure.

One table says what each wish means at each step; a wish without a row is taken as an answer where
the step asks something, and as "go on" where it tells something.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from dryfit.debrief.answers import Wish, wish_of
from dryfit.debrief.guess import Closeness
from dryfit.debrief.lines import Lines, lines_for
from dryfit.debrief.material import Material

PATIENCE_S = 12.0
"""Silence after a question before the coach helps, and again before she moves on. Shorter: people
who think are talked over."""
BREATH_S = 0.7
"""Silence between two things that are told; longer, and it sounds as if it was over."""
MAX_ASKED = 2
"""How often one question is put; more, and a noisy site never gets to the end."""


class Step(StrEnum):
    """Where the debrief is."""

    GUESS = "guess"
    REVEAL = "reveal"
    COMPARE = "compare"
    STRENGTH = "strength"
    FIX = "fix"
    OFFER = "offer"
    REDO = "redo"
    DONE = "done"


ASKS = frozenset({Step.GUESS, Step.OFFER})
ENDS = frozenset({Step.REDO, Step.DONE})

_REPEAT, _NEXT = "repeat", "next"
_ANYWHERE: dict[Wish, Step | str] = {
    Wish.REDO: Step.REDO,
    Wish.REPEAT: _REPEAT,
    Wish.AGAIN: _REPEAT,
    Wish.STOP: Step.DONE,
    Wish.SKIP: _NEXT,
}
TABLE: dict[tuple[Step, Wish], Step | str] = {
    **{(step, wish): then for step in Step for wish, then in _ANYWHERE.items()},
    (Step.GUESS, Wish.NO_IDEA): _NEXT,
    (Step.OFFER, Wish.YES): Step.REDO,
    (Step.OFFER, Wish.AGAIN): Step.REDO,
    (Step.OFFER, Wish.GO_ON): Step.REDO,
    (Step.OFFER, Wish.NO): Step.DONE,
    (Step.OFFER, Wish.NO_IDEA): Step.DONE,
    (Step.OFFER, Wish.SKIP): Step.DONE,
}
"""What a wish does at a step: another step, or `repeat` and `next`."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """A debrief at one moment; `line` is what the coach has just said."""

    material: Material
    step: Step
    line: str
    asked: int = 1

    @property
    def is_over(self) -> bool:
        """Whether nothing more is said."""
        return self.step in ENDS

    @property
    def asks(self) -> bool:
        """Whether the coach waits for an answer."""
        return self.step in ASKS

    @property
    def redo_turn(self) -> int | None:
        """The turn to do again, once that was asked for."""
        return self.material.redo_turn if self.step is Step.REDO else None


def begin(material: Material) -> Debrief:
    """The coach's first line."""
    if not material.is_judged and not material.comparison:
        return Debrief(material, Step.DONE, lines_for(material.language).nothing)
    if material.comparison:
        return _told(material, Step.COMPARE)
    return _told(material, Step.GUESS if material.concerns else Step.STRENGTH)


def hear(debrief: Debrief, text: str, closeness: Callable[[str], Closeness]) -> Debrief:
    """What follows on something the learner said; `closeness` is asked only about a guess."""
    if debrief.is_over:
        return debrief
    wish = wish_of(text)
    then = TABLE.get((debrief.step, wish))
    if then == _REPEAT:
        return (
            replace(debrief, asked=debrief.asked + 1)
            if debrief.asked < MAX_ASKED
            else go_on(debrief)
        )
    if then == _NEXT:
        return go_on(debrief)
    if then is not None:
        return _turn_to(debrief, Step(then))
    if debrief.step is Step.GUESS:
        return _answered(debrief, text, wish, closeness)
    if debrief.step is Step.OFFER:
        return _nudged(debrief, lines_for(debrief.material.language).nudge_offer)
    return go_on(debrief)


def wait(debrief: Debrief, silent_s: float) -> Debrief | None:
    """What the coach says of her own accord after so much silence; None: nothing yet."""
    if debrief.is_over:
        return None
    if not debrief.asks:
        return go_on(debrief) if silent_s >= BREATH_S else None
    if silent_s < PATIENCE_S:
        return None
    lines = lines_for(debrief.material.language)
    return _nudged(debrief, lines.nudge_guess if debrief.step is Step.GUESS else lines.nudge_offer)


def go_on(debrief: Debrief) -> Debrief:
    """The next step, whatever was said."""
    following = {
        Step.GUESS: Step.REVEAL,
        Step.REVEAL: Step.STRENGTH,
        Step.COMPARE: Step.FIX,
        Step.STRENGTH: Step.FIX,
        Step.FIX: Step.OFFER if debrief.material.redo_turn is not None else Step.DONE,
    }
    return _told(debrief.material, following.get(debrief.step, Step.DONE))


def _turn_to(debrief: Debrief, step: Step) -> Debrief:
    if step is Step.REDO and debrief.material.redo_turn is None:
        no_redo = lines_for(debrief.material.language).no_redo
        ended = go_on(debrief) if not debrief.asks else debrief
        return replace(ended, line=f"{no_redo} {ended.line}", asked=debrief.asked + 1)
    return _told(debrief.material, step)


def _answered(
    debrief: Debrief, text: str, wish: Wish, closeness: Callable[[str], Closeness]
) -> Debrief:
    lines = lines_for(debrief.material.language)
    if wish is not Wish.NOTHING or not text.strip():  # "yes", "okay": no guess yet
        return _nudged(debrief, lines.nudge_guess)
    verdict = lines.verdicts[closeness(text)]
    return Debrief(debrief.material, Step.REVEAL, _with_concerns(debrief.material, verdict))


def _nudged(debrief: Debrief, nudge: str) -> Debrief:
    """Help once; then move on."""
    if debrief.asked >= MAX_ASKED:
        return go_on(debrief)
    return replace(debrief, line=nudge, asked=debrief.asked + 1)


def _told(material: Material, step: Step) -> Debrief:
    lines = lines_for(material.language)
    say = {
        Step.GUESS: lambda: lines.ask.format(ask=material.ask),
        Step.REVEAL: lambda: _with_concerns(material, lines.no_idea),
        Step.COMPARE: lambda: material.comparison,
        Step.STRENGTH: lambda: _strength(material, lines),
        Step.FIX: lambda: _fix(material, lines),
        Step.OFFER: lambda: (
            lines.offer_at.format(quote=material.redo_quote) if material.redo_quote else lines.offer
        ),
        Step.REDO: lambda: lines.go_back,
        Step.DONE: lambda: lines.done,
    }
    return Debrief(material, step, say[step]())


def _with_concerns(material: Material, line: str) -> str:
    behind = ". ".join(concern.concern.strip().rstrip(".") for concern in material.concerns)
    return line.format(concern=behind[:1].upper() + behind[1:])


def _strength(material: Material, lines: Lines) -> str:
    if not material.strength:
        return lines.no_strength
    told = lines.strength.format(quote=material.strength)
    return f"{told} {material.strength_why}" if lines.why else told


def _fix(material: Material, lines: Lines) -> str:
    if not material.fix:
        return lines.no_fix
    said = (lines.fix if material.fix_shows_it else lines.at).format(quote=material.fix)
    parts = [said, material.fix_why if lines.why else ""]
    parts.append(lines.model.format(model=material.model) if material.model else "")
    return " ".join(part for part in parts if part)
