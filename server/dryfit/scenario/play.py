"""The numbers of the game: trust, patience, concession, difficulty, surroundings."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from dryfit.scenario.parts import Identifier, Part, Text, lines_of

Score = Annotated[float, Field(ge=0, le=100)]
Points = Annotated[float, Field(ge=0, le=100)]

DEFAULT_GAINS: dict[str, float] = {
    "open_question": 6,
    "good_question": 4,
    "reflects_concern": 10,
    "reflection": 4,
    "specific_offer": 5,
    "resolves_concern": 10,
    "answers_objection": 6,
    "apology": 4,
    "praise": 1,
}
"""Points of trust a behaviour earns; higher, and the persona opens up sooner."""

DEFAULT_LOSSES: dict[str, float] = {
    "pitch_before_question": 6,
    "pitch": 2,
    "reassurance": 3,
    "pressure": 6,
    "argues": 10,
    "rude": 15,
    "interrupts": 5,
    "manipulation": 6,
    "contradicts": 6,
    "passes_on": 12,
}
"""Points of trust a behaviour costs; higher, and one bad sentence is harder to mend."""


class Trust(Part):
    """0 to 100. `max_gain_per_turn`: lower, and no single sentence can win the persona over."""

    start: Score = 30
    max_gain_per_turn: Points = 14
    gains: dict[str, Points] = Field(default_factory=dict)
    losses: dict[str, Points] = Field(default_factory=dict)

    def gain(self, behaviour: str) -> float:
        """Points earned by a behaviour."""
        return self.gains.get(behaviour, DEFAULT_GAINS.get(behaviour, 0.0))

    def loss(self, behaviour: str) -> float:
        """Points lost by a behaviour."""
        return self.losses.get(behaviour, DEFAULT_LOSSES.get(behaviour, 0.0))


class Patience(Part):
    """0 to 100. `per_turn` more negative, and the talk is shorter."""

    start: Score = 100
    per_turn: Annotated[float, Field(ge=-100, le=0)] = -6
    per_second_over_20s: Annotated[float, Field(ge=-100, le=0)] = -2
    at_zero: Literal["end", "warn"] = "end"


class ConcessionStep(Part):
    """Something smaller than a yes that the persona gives once its own `needs` hold."""

    id: Identifier
    gives: Text
    needs: tuple[str, ...] = ()
    lines: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _line(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw YAML
        return lines_of(value)


class Concession(Part):
    """What must hold before the persona agrees (`noise.full`, `noise.resolved`, `money.answered`).

    `steps` are given one after the other when the learner asks, before the yes. `floor` is the
    least the persona settles for: what they offer instead while a concern with
    `if_unresolved: commits_at_floor` is open, and where they stop when pushed further.
    `max_steps_per_turn` limits how much they grant at once (accepting an objection's answer is a
    step, each of `steps` is one, and so is the yes).
    """

    needs: tuple[str, ...] = ()
    steps: tuple[ConcessionStep, ...] = ()
    max_steps_per_turn: Annotated[int, Field(ge=1, le=5)] = 1
    floor: str = ""
    floor_lines: tuple[Text, ...] = ()
    trust_at_least: Score = 0


Better = Literal["lower", "higher", "earlier", "later", "same", "ignore"]


class Promises(Part):
    """Which way a learner may change a figure they have promised without being held to it.

    `lower`: a lower price than promised is welcome, a higher one is noticed ("you said three
    hundred before"). `same` notices any change, `ignore` none. `finish_time` is a time by which
    something is over.
    """

    price: Better = "lower"
    percent: Better = "ignore"
    count: Better = "higher"
    length: Better = "ignore"
    finish_time: Better = "earlier"


class Dynamics(Part):
    """How the persona's feelings move."""

    trust: Trust = Trust()
    patience: Patience = Patience()
    concession: Concession = Concession()
    promises: Promises = Promises()


class Level(Part):
    """Overrides of real parameters at one difficulty. Anything left out stays as it is."""

    add_trust: Annotated[float, Field(ge=-100, le=100)] | None = None
    patience_per_turn: Annotated[float, Field(ge=-100, le=0)] | None = None
    max_gain_per_turn: Points | None = None
    add_reveal_trust: Annotated[float, Field(ge=-100, le=100)] | None = None
    losses_times: Annotated[float, Field(ge=0, le=5)] | None = None
    time_limit_s: Annotated[float, Field(gt=0, le=3600)] | None = None
    hint_after_turns: Annotated[int, Field(ge=1)] | None = None
    resolve_count: Annotated[int, Field(ge=1)] | None = None
    interrupts: Literal["never", "rarely", "sometimes", "often"] | None = None
    snr_db: float | None = None


class Difficulty(Part):
    """The default level, and what easy, normal and hard change."""

    default: Literal["easy", "normal", "hard"] = "normal"
    easy: Level = Level(add_trust=15, patience_per_turn=-4)
    normal: Level = Level()
    hard: Level = Level(add_trust=-5, patience_per_turn=-8)


class NoiseBed(Part):
    """What the place sounds like, in plain words, and how far a voice stands above it.

    `dryfit rehearse --voice` puts it under the learner's voice. In a session the place itself is
    heard, so nothing is added there.
    """

    preset: str = ""
    snr_db: float = 15


class Interruption(Part):
    """Something that happens around them once the talk has lasted `after_s`.

    As soon as nobody is speaking, `sound` is heard for `lasts_s` (0: about a second), and the
    persona says a line (`Hang on. Yeah, two kegs. Go on.`). The talk's clock stands still for
    `lasts_s`. Plain words name a sound: phone, bell, horn, forklift, saw, engine, dog, baby, radio,
    door.
    """

    after_s: Annotated[float, Field(ge=0, le=3600)]
    sound: str = ""
    lasts_s: Annotated[float, Field(ge=0, le=30)] = 0
    lines: Annotated[tuple[Text, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _line(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw YAML
        return lines_of(value)


class Environment(Part):
    """Surroundings and the clock."""

    noise_bed: NoiseBed | None = None
    interruptions: tuple[Interruption, ...] = ()
    time_limit_s: Annotated[float, Field(gt=0, le=3600)] = 300

    def planned(self) -> list[Interruption]:
        """The interruptions in the order they come."""
        return sorted(self.interruptions, key=lambda item: item.after_s)


class Topic(Part):
    """A subject the reader should hear, with example sentences."""

    id: Identifier
    like: Annotated[tuple[Text, ...], Field(min_length=1)]
