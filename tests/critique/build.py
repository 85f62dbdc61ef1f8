"""Builds the events of a session, line by line, for tests of the critique."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from dryfit.persona.clauses import tidy
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reading import Act, ActFound, CriterionHit, Figure, Reading
from dryfit.persona.state import PersonaState
from dryfit.scenario.schema import Scenario
from dryfit.store.events import (
    HeardWord,
    LearnerRead,
    LearnerSpoke,
    PersonaHeard,
    PersonaMoved,
    SessionEnded,
    SessionEvent,
    SessionOpened,
)

SECONDS_A_WORD = 0.4

RUBRIC: list[dict[str, object]] = [
    {
        "id": "open-q",
        "behaviour": "Asked about her experience before pitching",
        "weight": 3,
        "skill": "discovery",
        "good": "What happened last time you had a band in?",
    },
    {
        "id": "laer",
        "behaviour": "Explored the money objection before answering it",
        "weight": 3,
        "skill": "objections",
    },
    {
        "id": "next-step",
        "behaviour": "Closed on a date and a finish time",
        "weight": 2,
        "critical": True,
        "skill": "close",
    },
]


def bar_scenario(**changes: object) -> Scenario:
    """The skeptical bar owner, small: one concern, one objection that masks it."""
    data: dict[str, object] = {
        "schema": 1,
        "id": "bar",
        "title": "Book the band at Dot's bar",
        "persona": {"name": "Dot Kowalski"},
        "situation": "Slow Tuesday, 4 pm. She is stocking coolers.",
        "goal": "A named date in her book.",
        "opening": "We don't do bands. You want a drink or what?",
        "hidden_concerns": [
            {
                "id": "noise",
                "concern": "A neighbour complained last year and the licence is at risk.",
                "resolved_by": [{"what": "names a finish time", "like": ["We'd be done by ten."]}],
            }
        ],
        "objections": [
            {"id": "money", "type": "price", "line": "And who pays you when nobody comes?"}
        ],
        "rubric": RUBRIC,
    }
    return Scenario.model_validate({**data, **changes})


def act(
    kind: Act,
    sentence: str,
    *,
    topics: Sequence[str] = (),
    figures: Sequence[tuple[str, str]] = (),
    confidence: float = 0.9,
) -> ActFound:
    """One sentence as the reader would report it."""
    found = tuple(Figure(kind=kind_, text=text) for kind_, text in figures)
    return ActFound(kind, sentence, confidence, tuple(topics), found)


class Build:
    """Call the lines in order; `events` is the journal of it."""

    def __init__(self, scenario: Scenario | None = None, *, voice: bool = True) -> None:
        self.scenario = scenario or bar_scenario()
        self.voice = voice
        self.events: list[SessionEvent] = []
        self.clock_s = 0.0
        self.turn = 0
        self.state = PersonaState(seed=1, difficulty="normal", trust=30.0, patience=100.0)
        opened = SessionOpened(
            seq=0, at_s=0.0, session="s", scenario=self.scenario.id, scenario_source=""
        )
        self.events.append(opened)

    def learner(
        self,
        *acts: ActFound,
        hits: Sequence[CriterionHit] = (),
        word_confidence: float = 0.95,
        pause_s: float = 1.0,
        interrupted: bool = False,
        read: bool = True,
        text: str | None = None,
    ) -> Self:
        """A learner's turn, spoken at 150 words a minute after a pause."""
        self.turn += 1
        said = " ".join(found.sentence for found in acts) if text is None else text
        start_s = self.clock_s + pause_s
        words = said.split()
        end_s = start_s + SECONDS_A_WORD * len(words)
        self.clock_s = end_s
        spoke = LearnerSpoke(
            seq=len(self.events),
            at_s=self.clock_s,
            turn=self.turn,
            item=f"l{self.turn}",
            text=said,
            words=tuple(
                HeardWord(
                    text=word,
                    start_s=start_s + SECONDS_A_WORD * index,
                    end_s=start_s + SECONDS_A_WORD * (index + 1),
                    confidence=word_confidence,
                )
                for index, word in enumerate(words)
                if self.voice
            ),
            confidence=word_confidence,
            interrupted_persona=interrupted,
            mode="voice" if self.voice else "text",
            start_s=start_s if self.voice else None,
            end_s=end_s if self.voice else None,
        )
        self.events.append(spoke)
        if read:
            # The reader quotes the tidied turn, so the journal does too.
            read_as = tuple(replace(f, sentence=tidy(f.sentence).strip(" .?!")) for f in acts)
            met = tuple(replace(h, sentence=tidy(h.sentence).strip(" .?!")) for h in hits)
            reading = Reading(text=said, acts=read_as, hits=met, words=len(words))
            seq = len(self.events)
            self.events.append(
                LearnerRead(seq=seq, at_s=end_s, turn=self.turn, reading=reading.to_json())
            )
        return self

    def persona(
        self,
        text: str,
        kind: MoveKind = MoveKind.ANSWER,
        *,
        trust: float = 0.0,
        concern: str = "",
        objection: str = "",
        heard: str | None = None,
        seconds: float = 2.0,
    ) -> Self:
        """A persona's answer; `trust` is what the turn changed, `heard` what was not cut off."""
        stage = kind.value if kind in (MoveKind.HINT, MoveKind.PARTIAL, MoveKind.FULL) else ""
        before = self.state.stage(concern)
        disclosed = {**self.state.disclosed, **({concern: stage} if stage else {})}
        resolved = self.state.resolved + ((concern,) if kind is MoveKind.SETTLED else ())
        self.state = PersonaState(
            seed=1,
            difficulty="normal",
            trust=self.state.trust + trust,
            patience=self.state.patience - 6,
            turn=self.turn,
            disclosed=disclosed,
            resolved=resolved,
        )
        move = Move(
            kind=kind,
            concern=concern,
            objection=objection,
            trust_delta=trust,
            stage_before=before,
            stage_after=stage or before,
        )
        item = f"p{len(self.events)}"
        start_s = self.clock_s + 0.5
        moved = PersonaMoved(
            seq=len(self.events),
            at_s=start_s,
            turn=self.turn,
            item=item,
            move=move.to_json(),
            state=self.state.to_json(),
            text=text,
        )
        self.events.append(moved)
        if self.voice:
            share = 1.0 if heard is None else len(heard) / max(1, len(text))
            self.clock_s = start_s + seconds * share
            self.events.append(
                PersonaHeard(
                    seq=len(self.events),
                    at_s=self.clock_s,
                    turn=self.turn,
                    item=item,
                    text_heard=text if heard is None else heard,
                    played_ms=round(1000 * seconds * share),
                    truncated=heard is not None,
                    start_s=start_s,
                    end_s=self.clock_s,
                )
            )
        return self

    def end(self, outcome: str = "learner_stopped", *, won: bool = False) -> Self:
        """The session's last event."""
        seq = len(self.events)
        self.events.append(SessionEnded(seq=seq, at_s=self.clock_s, outcome=outcome, won=won))
        return self


def strong() -> Build:
    """Asks, says back, explores the objection, settles the concern, closes."""
    made = Build()
    made.persona("We don't do bands. You want a drink or what?", MoveKind.OPEN)
    made.learner(
        act(Act.GREETING, "Hi, Dot."),
        act(Act.OPEN_QUESTION, "What happened the last time you had a band in?", topics=["noise"]),
    )
    made.persona(
        "Last time was more trouble than the money.", MoveKind.HINT, concern="noise", trust=8
    )
    made.learner(
        act(Act.REFLECTION, "Sounds like it cost you more than money.", topics=["noise"]),
        act(Act.OPEN_QUESTION, "What was the trouble?", topics=["noise"]),
    )
    made.persona("Woman upstairs called the city on me.", MoveKind.FULL, concern="noise", trust=12)
    made.learner(
        act(
            Act.OFFER,
            "We would stop at ten, and I'd knock on her door first.",
            figures=[("time", "ten")],
        ),
        hits=[
            CriterionHit(
                "noise.resolved_by",
                "names a finish time",
                "We would stop at ten, and I'd knock on her door first.",
                0.8,
            )
        ],
    )
    made.persona("Ten I could live with.", MoveKind.SETTLED, concern="noise", trust=10)
    made.learner(
        act(
            Act.CLOSE,
            "Can we put down Friday the twelfth?",
            figures=[("date", "Friday the twelfth")],
        )
    )
    made.persona("And who pays you when nobody comes?", MoveKind.OBJECT, objection="money", trust=0)
    made.learner(
        act(Act.OPEN_QUESTION, "How much would a bad Friday leave you short?"),
        act(Act.OFFER, "We would take half the door.", figures=[("percent", "half")]),
        pause_s=1.5,
    )
    made.persona("Fine. Friday the twelfth, done by ten.", MoveKind.COMMIT, trust=5)
    return made.end("commitment", won=True)


def weak() -> Build:
    """Pitches, reassures, insists."""
    made = Build()
    made.persona("We don't do bands. You want a drink or what?", MoveKind.OPEN)
    made.learner(act(Act.PITCH, "We're the best covers band in town and we always pack the room."))
    made.persona(
        "And who pays you when nobody comes?", MoveKind.OBJECT, objection="money", trust=-8
    )
    made.learner(act(Act.REASSURANCE, "Don't worry about that, it'll be great."), pause_s=0.2)
    made.persona("Last time was more trouble than the money.", MoveKind.HINT, concern="noise")
    made.learner(act(Act.PRESSURE, "Come on, just give us one Friday, what do you have to lose?"))
    made.persona("I've got coolers to fill.", MoveKind.LEAVE, trust=-10)
    return made.end("patience_zero")
