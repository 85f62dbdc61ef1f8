"""Whole talks of simulated learners, as a journal, beside what is known to have happened in them.

The real reader, director and writer play; the learner says what a simulated learner says, with
pauses, fillers, interruptions and unclear turns that are put in on purpose. What is known is noted
from the script and the director's state while it plays, never from the journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from statistics import median

from dryfit.persona.director import mark_heard, next_move, note_said, open_session
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard
from dryfit.persona.state import PersonaState
from dryfit.rehearse.learners import LEARNERS
from dryfit.rehearse.phrases import Sayings, sayings
from dryfit.reply.scripted import ScriptedWriter
from dryfit.scenario.schema import Scenario
from dryfit.store import events as journal

WORD_S = 0.4
PERSONA_WORD_S = 0.35
MAX_TURNS = 14
PROBES = ("What makes you say that?", "What do you mean by that?", "How did that come about?")
EXPLORE = frozenset({"ask", "dig", "reflect"})
SELL = frozenset({"pitch", "empty", "reassure", "insist", "offer", "close", "answer"})
COSTLY = frozenset({"pitch", "empty", "reassure", "insist", "rude"})


@dataclass(slots=True)
class Said:
    """One learner turn as the script had it."""

    turn: int
    kind: str
    text: str
    start_s: float
    end_s: float
    clear: bool
    over_her: bool
    fillers: int
    trust_change: float = 0.0


@dataclass(slots=True)
class Known:
    """What happened, as the script and the director know it."""

    said: list[Said] = field(default_factory=list)
    stages: dict[str, dict[str, int]] = field(default_factory=dict)
    """Concern → stage → the turn after which it was out (and heard)."""
    resolved: dict[str, int] = field(default_factory=dict)
    objections: list[tuple[int, float]] = field(default_factory=list)
    """After which turn each came, and when its sound ended."""
    persona_s: float = 0.0
    outcome: str = "learner_stopped"
    won: bool = False

    @property
    def clear(self) -> list[Said]:
        """The turns that may be judged."""
        return [said for said in self.said if said.clear]


@dataclass(slots=True)
class Simulated:
    """A journal, and the truth about it."""

    scenario: Scenario
    events: list[journal.SessionEvent]
    known: Known
    states: dict[int, PersonaState]
    """The director's state as each learner turn began."""


class Simulation:
    """One talk in the making."""

    def __init__(self, scenario: Scenario, reader: Reader, learner: str, seed: int) -> None:
        self.scenario = scenario
        self._reader, self._cast = reader, reader.prepare(scenario)
        self._says = sayings(scenario, reader, self._cast)
        self._policy = LEARNERS[learner]
        self._chance = Random(f"{scenario.id}:{learner}:{seed}")
        self._writer = ScriptedWriter()
        self.known = Known()
        self.states: dict[int, PersonaState] = {}
        self.clock_s = 0.0
        self.events: list[journal.SessionEvent] = []
        level = self._chance.choice(("easy", "normal", "normal", "hard"))
        self._add(
            journal.SessionOpened,
            session=f"sim-{scenario.id}-{learner}-{seed}",
            scenario=scenario.id,
            scenario_source="",
            difficulty=level,
            seed=seed,
        )
        self.state, self.move = open_session(scenario, level, seed)
        self.line = ""

    def play(self) -> Simulated:
        """To its end."""
        self._answer(0, self.state, self.move, over_her=False)
        turn, mine = 0, list[str]()
        while not self.move.ends and turn < MAX_TURNS:
            turn += 1
            self.states[turn] = self.state
            if self._chance.random() < 0.1:
                self._mumble(turn)
                continue
            text = self._next_line(mine)
            mine.append(text)
            self._speak(turn, text)
        outcome = self.state.outcome
        if outcome:
            self.known.outcome, self.known.won = outcome.kind, outcome.won
        self._add(journal.SessionEnded, outcome=self.known.outcome, won=self.known.won)
        return Simulated(self.scenario, self.events, self.known, self.states)

    def _next_line(self, mine: list[str]) -> str:
        if self.move.kind is MoveKind.OBJECT and self._chance.random() < 0.5:
            fresh = [text for text in PROBES if text not in mine]
            if fresh:
                return self._chance.choice(fresh)
        return self._policy.say(self._says, self.move, mine, self._chance)

    def _speak(self, turn: int, text: str) -> None:
        fillers = self._chance.choice((0, 0, 0, 1, 2))
        said = " ".join(["um"] * fillers + [text])
        over_her = self._cut_her(turn)
        spoken = self._write(turn, said, confidence=0.95, over_her=over_her)
        note = Said(turn, kind_of(self._says, text), text, *spoken, True, over_her, fillers)
        self.known.said.append(note)
        heard = Heard(said, last_persona_line=self.line, interrupted=over_her)
        reading = self._reader.read(self._cast, heard)
        self._add(journal.LearnerRead, turn=turn, reading=reading.to_json())
        before = self.state.trust
        state, self.move = next_move(self.scenario, self.state, reading)
        note.trust_change = state.trust - before
        will_cut = self._chance.random() < 0.12 and not self.move.ends
        self._answer(turn, state, self.move, over_her=will_cut)

    def _mumble(self, turn: int) -> None:
        """Words that were hardly recognised: she asks again, and nothing is judged."""
        text = "we pack the trust me room come on"
        over_her = self._cut_her(turn)
        spoken = self._write(turn, text, confidence=0.3, over_her=over_her)
        self.known.said.append(Said(turn, "unclear", text, *spoken, False, over_her, 0))
        aside = Move(MoveKind.UNCLEAR, because=("aside",))
        self._moved(turn, aside, self.state, "Sorry, I lost that. Say it again?", 1.0)

    def _cut_her(self, turn: int) -> bool:
        """Whether her last line was cut off by this turn."""
        heard = [e for e in self.events if isinstance(e, journal.PersonaHeard)]
        return bool(heard and heard[-1].truncated and heard[-1].turn == turn - 1)

    def _write(
        self, turn: int, text: str, *, confidence: float, over_her: bool
    ) -> tuple[float, float]:
        pause_s = 0.0 if over_her else round(self._chance.uniform(0.2, 2.5), 2)
        start_s, words = self.clock_s + pause_s, text.split()
        end_s = self.clock_s = start_s + WORD_S * len(words)
        times = [start_s + WORD_S * number for number in range(len(words) + 1)]
        self._add(
            journal.LearnerSpoke,
            turn=turn,
            item=f"l{turn}",
            text=text,
            words=tuple(
                journal.HeardWord(text=word, start_s=a, end_s=b, confidence=confidence)
                for word, (a, b) in zip(words, pairwise(times), strict=True)
            ),
            start_s=start_s,
            end_s=end_s,
            confidence=confidence,
            interrupted_persona=over_her,
        )
        return start_s, end_s

    def _answer(self, turn: int, state: PersonaState, move: Move, *, over_her: bool) -> None:
        self.line = self._writer.word(self.scenario, state, move).text
        share = 0.3 if over_her and len(self.line.split()) > 3 else 1.0
        before = self.state
        self._moved(turn, move, state, self.line, share)
        self.state = mark_heard(note_said(state, self.line), move, self.share)
        for concern, stage in self.state.disclosed.items():
            if before.disclosed.get(concern) != stage:
                self.known.stages.setdefault(concern, {})[stage] = turn
        for concern in state.resolved:
            self.known.resolved.setdefault(concern, turn)
        if move.kind is MoveKind.OBJECT:
            self.known.objections.append((turn, self.clock_s))

    def _moved(self, turn: int, move: Move, state: PersonaState, text: str, share: float) -> None:
        item, words = f"p{len(self.events)}", text.split()
        self.clock_s += 0.4
        self._add(
            journal.PersonaMoved,
            turn=turn,
            item=item,
            move=move.to_json(),
            state=note_said(state, text).to_json(),
            text=text,
        )
        heard = " ".join(words[: max(1, round(share * len(words)))])
        self.share = len(heard) / len(text)
        start_s, self.clock_s = self.clock_s, self.clock_s + PERSONA_WORD_S * len(heard.split())
        self.known.persona_s += self.clock_s - start_s
        self._add(
            journal.PersonaHeard,
            turn=turn,
            item=item,
            text_heard=heard,
            played_ms=round(1000 * (self.clock_s - start_s)),
            truncated=share < 1,
            start_s=start_s,
            end_s=self.clock_s,
        )

    def _add(self, kind: type[journal.SessionEvent], **fields: object) -> None:
        made: Mapping[str, object] = {"seq": len(self.events), "at_s": self.clock_s, **fields}
        self.events.append(kind.model_validate(made))


def kind_of(says: Sayings, text: str) -> str:
    """Of which kind a scripted sentence is."""
    if text in PROBES:
        return "dig"
    if any(text in group for groups in says.offers.values() for group in groups):
        return "offer"
    if any(text in group for group in says.answers.values()):
        return "answer"
    order = ("reflect", "ask", "dig", "close", "empty", "insist", "offer", "risk")
    kinds = (*order, *(kind for kind in says.kinds if kind not in order))
    return next(kind for kind in kinds if text in says.kinds[kind])


def median_pause_s(known: Known) -> float | None:
    """Between the end of an objection and the learner's next word."""
    pauses = [
        max(0.0, following[0].start_s - ended_s)
        for turn, ended_s in known.objections
        if (following := [said for said in known.said if said.turn > turn])
    ]
    return median(pauses) if pauses else None
