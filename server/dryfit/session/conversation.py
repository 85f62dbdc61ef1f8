"""The persona's side of a session: her state, and how she would answer what was heard.

Nothing changes until a prepared answer is adopted, so answers may be prepared for turns that
never end.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dryfit.debrief.answers import wants_redo
from dryfit.llm.names import names_of
from dryfit.llm.second_reader import SecondReading
from dryfit.llm.writer import Wanted
from dryfit.persona.assistant import speaker_of
from dryfit.persona.director import (
    interruption,
    learner_stopped,
    mark_heard,
    next_move,
    note_said,
    open_session,
    time_up,
)
from dryfit.persona.feelings import concern_topics
from dryfit.persona.move import Move, MoveKind
from dryfit.persona.reader import Reader
from dryfit.persona.reading import Heard, Reading
from dryfit.persona.state import PersonaState, reworded
from dryfit.reply.brief import Said
from dryfit.reply.guard import Moment
from dryfit.reply.line import FixedLine, Line
from dryfit.reply.scripted import ScriptedWriter
from dryfit.session.asides import (
    CheckAnswer,
    again_line,
    can_be_checked,
    check_line,
    cut_in_line,
    go_back_line,
    is_unsure,
    nothing_yet_line,
    read_answer,
)
from dryfit.session.commands import Command, answer_line, read_command
from dryfit.session.consulting import Consulted, assistant_voice, consult, listens
from dryfit.session.monologue import limit_s
from dryfit.session.staged import Staged
from dryfit_audio.voices import Voice

REDO = ("aside", "redo")
"""Why a line ends the talk: the learner wants to do its last moment again."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer that may be given: what was read, the move, the words, and the state after it."""

    reading: Reading | None
    move: Move
    text: str
    state: PersonaState
    stages_ms: dict[str, float]
    asks_about: Heard | None = None
    """What was heard so badly that she asks whether it was said."""
    learner: str = ""
    """What is answered."""
    wanted: Wanted | None = None
    """What a language model is asked to word; None: `text` is said as it is."""
    command: Command | None = None
    """What was said was to the practice itself, and this is to be done."""
    voice: Voice | None = None
    """Whose voice says it, where it is not hers."""
    second: SecondReading | None = None
    """What a model made of what the rules were unsure of, where one was asked."""

    @property
    def place(self) -> dict[str, object] | None:
        """Where a drill is with this line, as the journal keeps it; None in any other talk."""
        return None


class Conversation:
    """Holds the persona's state; every `prepare_*` is a pure look ahead from it."""

    def __init__(
        self, staged: Staged, reader: Reader, difficulty: str, seed: int, can_redo: bool = False
    ) -> None:
        self.scenario = scenario = staged.scenario
        self._can_redo = can_redo
        self._cast = staged.cast
        self._part = staged.part
        self.spend = staged.spend()
        self.names = names_of(scenario)
        """Whose names reach no model."""
        self._talk: list[Said] = []
        self._being_said: Line = FixedLine("")
        self._her_line: Line = self._being_said
        """What she said last in the talk: "repeat" does not mean what the practice said."""
        self._reader = reader
        self._writer = ScriptedWriter()
        self.state, self._opening = open_session(scenario, difficulty, seed)
        self._asked_about: Heard | None = None
        self._asides = 0
        level = {"easy": scenario.difficulty.easy, "hard": scenario.difficulty.hard}.get(difficulty)
        own = scenario.speaking_style.interrupts
        self._interrupts = (level and level.interrupts) or own

    def restore(self, state: PersonaState, last_line: str, talk: Iterable[Said] = ()) -> None:
        """Be where a session was."""
        self.state = state
        self._being_said = self._her_line = FixedLine(last_line)
        self._talk = list(talk)

    def keep_back(self, names: Sequence[str]) -> None:
        """Real people whose names no model is told from now on."""
        self.names = names_of(self.scenario, names)

    @property
    def is_over(self) -> bool:
        """Whether nothing comes after her last line."""
        return self.state.outcome is not None

    def voice_of(self, move: Move) -> Voice | None:
        """Whose voice goes on with a half-said line, where it is not hers."""
        return assistant_voice(self.scenario) if speaker_of(self.scenario, move) else None

    @property
    def last_line(self) -> str:
        """What she said last, as far as it is known."""
        return self._her_line.text

    def prepare_opening(self) -> Prepared:
        """The persona's first line."""
        return self._worded(None, self.state, self._opening, {})

    def unsure_of(self, heard: Heard) -> tuple[str, ...]:
        """Sentences that somebody else may read; none of what is said to the practice itself."""
        if self._can_redo and wants_redo(heard.text):
            return ()
        if is_unsure(heard) or read_command(heard.text):
            return ()
        return self._reader.unsure_of(self._cast, heard)

    def prepare_answer(self, heard: Heard) -> Prepared:
        """What she would answer. Blocking: some milliseconds of sentence embeddings."""
        if self._can_redo and wants_redo(heard.text):
            return self._go_back()
        checked = self._checked(heard)
        if isinstance(checked, Prepared):
            return checked
        if command := read_command(checked.text):
            return self._obeying(command)
        if asked := self._ask(checked.text):
            return self._consulted(asked)
        heard, began = checked, time.perf_counter()
        reading = self._reader.read(self._cast, heard)
        read = time.perf_counter()
        state, move = next_move(self.scenario, self.state, reading)
        directed = time.perf_counter()
        stages = {"read": 1000 * (read - began), "direct": 1000 * (directed - read)}
        prepared = self._worded(reading, state, move, stages)
        return replace(prepared, learner=heard.text, wanted=self._wanted(prepared, heard.text))

    def _wanted(self, prepared: Prepared, heard: str) -> Wanted | None:
        """What a model is to word, where there is one and the move is not best said as written."""
        if self._part is None or prepared.reading is None:
            return None
        state, move = prepared.state, prepared.move
        talk = [*self._talk, Said(True, heard)]
        brief = self._part.briefing.brief(state, move, prepared.text, talk)
        if brief is None:
            return None
        topics = concern_topics(self.scenario)
        out = [item.id for item in self.scenario.hidden_concerns if state.stage(item.id) == "full"]
        guess = len(out) < len(self.scenario.hidden_concerns) and any(
            prepared.reading.about(topic) for topic in topics if topic not in out
        )
        moment = Moment(move, state.disclosed, heard, guess, self.state.said)
        hidden = brief.with_names_replaced(self.names.hidden)
        return Wanted(hidden, moment, prepared.text, self._part.guard)

    def prepare_cut_in(self) -> Prepared:
        """What she says when a turn runs on."""
        return self._aside(MoveKind.PROMPT, cut_in_line(self.scenario.language, self._asides))

    @property
    def monologue_limit_s(self) -> float:
        """How long one turn may run now."""
        return limit_s(self._interrupts, self.state.patience)

    def prepare_due(self, played_s: float, is_up: bool) -> Prepared | None:
        """What she says of her own accord by now: time has run out, or a phone rings."""
        if is_up:
            return self._worded(None, *time_up(self.scenario, self.state), {})
        due = interruption(self.scenario, self.state, played_s)
        return None if due is None else self._worded(None, *due, {})

    def prepare_stop(self) -> Prepared:
        """How it ends when the learner stops."""
        state, move = learner_stopped(self.scenario, self.state)
        return self._worded(None, state, move, {})

    def adopt(self, prepared: Prepared, line: Line) -> None:
        """Make a prepared answer the one that is given, in the words of `line`."""
        self.state = reworded(prepared.state, line.text)
        self._being_said = line
        if prepared.voice is None and prepared.command in (None, Command.REPEAT):
            self._her_line = line
        if prepared.learner:
            self._talk.append(Said(True, prepared.learner))
        self._talk.append(Said(False, line.text))
        self._asked_about = prepared.asks_about
        self._asides += prepared.move.because[:1] == ("aside",)

    def note_heard(self, move: Move, share: float, text: str | None = None) -> None:
        """Tell the director how much of a line reached the learner, 0 to 1, and which words."""
        if self._being_said.wording:
            self.state = reworded(self.state, self._being_said.text)
        self.state = mark_heard(self.state, move, share)
        hers = [index for index, said in enumerate(self._talk) if not said.by_learner]
        if hers and text is not None:
            self._talk[hers[-1]] = Said(False, text)

    def _checked(self, heard: Heard) -> Heard | Prepared:
        """What is to be acted on; or, where that is not known for sure, what she asks first."""
        pending, language = self._asked_about, self.scenario.language
        if is_unsure(heard):
            if not can_be_checked(heard):
                return self._aside(MoveKind.UNCLEAR, again_line(language, self._asides))
            return self._aside(
                MoveKind.UNCLEAR, check_line(heard.text, language, self._asides), heard
            )
        answer = read_answer(heard.text) if pending else CheckAnswer.SOMETHING_ELSE
        if pending and answer is CheckAnswer.YES:
            return replace(pending, confidence=1.0)
        if answer is CheckAnswer.NO:
            return self._aside(MoveKind.UNCLEAR, again_line(language, self._asides))
        return heard

    def _go_back(self) -> Prepared:
        """Ends the talk, for another to begin at its last moment; where there is one."""
        language = self.scenario.language
        if self.state.turn == 0:
            return self._aside(MoveKind.UNCLEAR, nothing_yet_line(language, self._asides))
        made = self._aside(MoveKind.STOPPED, go_back_line(language, self._asides))
        return replace(made, move=replace(made.move, because=REDO, ends=True))

    def _ask(self, text: str) -> Consulted | None:
        """The assistant's answer, where it was asked."""
        is_called = listens(self._being_said.text)
        return consult(self.scenario, self.state, text, self._reader, is_called)

    def _consulted(self, asked: Consulted) -> Prepared:
        state = note_said(asked.state, asked.text)
        voice = assistant_voice(self.scenario)
        return Prepared(None, asked.move, asked.text, state, {}, voice=voice)

    def _obeying(self, command: Command) -> Prepared:
        scenario = self.scenario
        text = answer_line(
            command,
            last_line=self.last_line,
            goal=scenario.learner_goal(),
            language=scenario.language,
        )
        return replace(self._aside(MoveKind.PROMPT, text), command=command)

    def _aside(self, kind: MoveKind, text: str, asks_about: Heard | None = None) -> Prepared:
        """A line about the talk itself: it costs neither trust nor patience."""
        move = Move(kind, because=("aside",))
        return Prepared(None, move, text, note_said(self.state, text), {}, asks_about)

    def _worded(
        self,
        reading: Reading | None,
        state: PersonaState,
        move: Move,
        stages: dict[str, float],
    ) -> Prepared:
        began = time.perf_counter()
        line = self._writer.word(self.scenario, state, move)
        stages = {**stages, "word": 1000 * (time.perf_counter() - began)}
        return Prepared(reading, move, line.text, note_said(state, line.text), stages)
