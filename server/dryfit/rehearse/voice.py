"""A rehearsal by voice: a real session on a virtual clock, with a learner who speaks in the noise.

The learner's lines are synthesised, the scenario's bed is put under them, and what comes out at the
other end is what the recogniser heard. Her own lines come back as an echo would on a phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from dryfit.bench.beds import speech_at_level
from dryfit.bench.room import RATE_HZ, NoJournal, Room, Surroundings
from dryfit.bench.stt import normalised
from dryfit.bench.virtual_time import run_virtual
from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.persona.level import numbers
from dryfit.persona.move import Move
from dryfit.rehearse.learners import LEARNERS
from dryfit.rehearse.phrases import sayings
from dryfit.scenario.schema import Scenario
from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import stage
from dryfit.store.events import LearnerSpoke, PersonaMoved, SessionEvent, ended_in
from dryfit.turn.table import State
from dryfit_audio.loudness import TARGET_DBFS
from dryfit_audio.samples import Samples
from dryfit_audio.surroundings import at_level, bed
from dryfit_audio.voices import voice_for

LEARNER = "strong"
VOICES = {"woman": "man-40s", "man": "woman-30s"}
"""By the first word of the persona's preset: two people who sound alike prove less."""

ECHO_DB = -30.0
"""What a phone's echo canceller leaves of the persona's voice at the microphone."""

MAX_TURNS = 24
ANSWER_WITHIN_S = 12.0
"""After this long without an answer the turn was lost in the noise; longer, and a talk drags."""

_LIMIT_S = 1_800.0
_BREATH_S = 0.6


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """What the learner said, and what was heard of it; "" where nothing was."""

    said: str
    heard: str

    @property
    def is_right(self) -> bool:
        """Whether the same words came back, by the Whisper authors' normaliser."""
        return normalised(self.said) == normalised(self.heard)


@dataclass(frozen=True, slots=True)
class VoiceResult:
    """One talk by voice: how it ended, in which noise, and what became of each turn."""

    scenario: str
    level: str
    outcome: str
    won: bool
    bed: str
    snr_db: float | None
    turns: tuple[SpokenTurn, ...]

    @property
    def misheard(self) -> tuple[SpokenTurn, ...]:
        """Turns of which other words came back than were said."""
        return tuple(turn for turn in self.turns if not turn.is_right)


def rehearse_by_voice(engines: Engines, scenario: Scenario, level: str, seed: int) -> VoiceResult:
    """Play one talk by voice.

    Raises:
        DryfitError: `no-voice`, where no installed voice speaks the scenario's language.
    """
    if not scenario.language.lower().startswith("en"):
        message = f"No installed voice speaks `{scenario.language}`."
        raise DryfitError("no-voice", message, "Rehearse it without --voice.")
    return run_virtual(_play(engines, scenario, level, seed), _LIMIT_S)


class _Kept(NoJournal):
    """A journal that stays in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[SessionEvent] = []

    async def append(self, session: str, event: SessionEvent) -> None:
        """Keep it."""
        self.written.append(event)
        await super().append(session, event)


async def _play(engines: Engines, scenario: Scenario, level: str, seed: int) -> VoiceResult:
    kept, chance, mine = _Kept(), Random(f"{seed}:voice"), list[str]()
    staged = await stage(engines, scenario, "")
    says = sayings(scenario, engines.reader, staged.cast)
    session = Session(staged, engines, kept, SessionOptions(difficulty=level, seed=seed))
    around = scenario.environment.noise_bed
    snr_db = numbers(scenario, level).snr_db
    noise = None if snr_db is None or around is None else _bed(around.preset, snr_db)
    preset = VOICES.get(scenario.voice.preset.partition("-")[0], "woman-30s")
    turns: list[SpokenTurn] = []
    room = Room(session, Surroundings(noise, ECHO_DB, seed * RATE_HZ))

    def over() -> bool:
        return bool(room.of(o.SessionOver))

    def hers() -> bool:
        return over() or session.state is State.LISTENING

    async with room.open():
        await room.listen(20.0, room.is_speaking)
        await room.listen(30.0, hers)
        while not over() and len(turns) < MAX_TURNS:
            await room.listen(_BREATH_S)
            text = LEARNERS[LEARNER].say(says, _last_move(kept), mine, chance)
            mine.append(text)
            before = len(_heard(kept))
            await _say(room, engines, text, preset)
            await room.listen(ANSWER_WITHIN_S, lambda: over() or room.is_speaking())
            await room.listen(60.0, hers)
            turns.append(SpokenTurn(text, " ".join(_heard(kept)[before:])))
    ended = ended_in(kept.written)
    return VoiceResult(
        scenario.id, level, ended.outcome if ended else "unfinished", bool(ended and ended.won),
        around.preset if around else "", snr_db, tuple(turns),
    )  # fmt: skip


async def _say(room: Room, engines: Engines, text: str, preset: str) -> None:
    spoken = engines.speak(text, voice_for(preset), room.session.scenario.language)
    room.say(speech_at_level(spoken, RATE_HZ, TARGET_DBFS))
    await room.listen(spoken.size / RATE_HZ)


def _bed(preset: str, snr_db: float) -> Samples:
    return np.asarray(at_level(bed(preset), TARGET_DBFS - snr_db), dtype=np.float32)


def _heard(kept: _Kept) -> list[str]:
    return [event.text for event in kept.written if isinstance(event, LearnerSpoke)]


def _last_move(kept: _Kept) -> Move:
    return [Move.from_json(event.move) for event in kept.written
            if isinstance(event, PersonaMoved)][-1]  # fmt: skip
