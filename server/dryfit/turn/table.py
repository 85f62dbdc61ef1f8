"""The one table of turn taking. `docs/turn-taking.md` is written from it."""

from dataclasses import dataclass
from enum import StrEnum

from dryfit.turn import events as e


class State(StrEnum):
    """Who has the floor."""

    LISTENING = "listening"
    HEARING = "hearing"
    PAUSING = "pausing"
    THINKING = "thinking"
    SPEAKING = "speaking"
    YIELDING = "yielding"
    HELD = "held"
    ENDED = "ended"


STATE_MEANS: dict[State, str] = {
    State.LISTENING: "nobody speaks; the learner may",
    State.HEARING: "the learner speaks",
    State.PAUSING: "the learner paused and may have finished; the reply is prepared, unheard",
    State.THINKING: "the turn is over; the reply is about to sound",
    State.SPEAKING: "the persona speaks",
    State.YIELDING: "something was heard over the persona, who speaks lower until it is clear what",
    State.HELD: "the learner paused the session",
    State.ENDED: "the session is over",
}


class Command(StrEnum):
    """What the session must do; the data it needs is the session's own."""

    ANNOUNCE_SPEECH = "announce-speech"
    RETRACT_SPEECH = "retract-speech"
    SPECULATE = "speculate"
    DROP_SPECULATION = "drop-speculation"
    COMMIT_TURN = "commit-turn"
    COMMIT_TEXT = "commit-text"
    ANSWER_PROMPT = "answer-prompt"
    ANSWER_AGAIN = "answer-again"
    RECALL_REPLY = "recall-reply"
    DUCK = "duck"
    UNDUCK = "unduck"
    JUDGE_OVERLAP = "judge-overlap"
    STOP_REPLY = "stop-reply"
    FORGET_SPEECH = "forget-speech"
    CUT_IN = "cut-in"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: where to go, what to do there, and why (for the documentation)."""

    to: State
    commands: tuple[Command, ...]
    why: str


def _row(to: State, why: str, *commands: Command) -> Transition:
    return Transition(to, commands, why)


S, C = State, Command

TABLE: dict[tuple[State, type[e.TurnEvent]], Transition] = {
    # listening
    (S.LISTENING, e.SpeechStarted): _row(S.HEARING, "the learner begins", C.ANNOUNCE_SPEECH),
    (S.LISTENING, e.Misfire): _row(S.LISTENING, "a click or a bump is nothing"),
    (S.LISTENING, e.TextReceived): _row(S.THINKING, "a typed turn is complete", C.COMMIT_TEXT),
    (S.LISTENING, e.PersonaPrompted): _row(
        S.THINKING, "the persona opens, or ends the visit", C.ANSWER_PROMPT
    ),
    (S.LISTENING, e.TurnUnanswered): _row(
        S.THINKING, "what recalled the answer was noise: answer after all", C.ANSWER_AGAIN
    ),
    (S.LISTENING, e.CommitRequested): _row(S.LISTENING, "nothing was said to commit"),
    (S.LISTENING, e.ClearRequested): _row(S.LISTENING, "nothing to forget", C.FORGET_SPEECH),
    (S.LISTENING, e.CancelRequested): _row(S.LISTENING, "the persona is already quiet"),
    (S.LISTENING, e.ReplyFinished): _row(S.LISTENING, "a late report of a stopped reply"),
    (S.LISTENING, e.HoldRequested): _row(S.HELD, "a phone call, a customer", C.FORGET_SPEECH),
    # hearing
    (S.HEARING, e.SpeechPaused): _row(
        S.PAUSING, "they may have finished: prepare the reply now", C.SPECULATE
    ),
    (S.HEARING, e.SpeechResumed): _row(S.HEARING, "the pause was noticed over the persona"),
    (S.HEARING, e.TurnEnded): _row(S.THINKING, "the turn reached its limit", C.COMMIT_TURN),
    (S.HEARING, e.MonologueRanOn): _row(
        S.THINKING, "the turn runs on: she cuts in, and answers it with what follows", C.CUT_IN
    ),
    (S.HEARING, e.Misfire): _row(S.LISTENING, "too short to be speech", C.RETRACT_SPEECH),
    (S.HEARING, e.TextReceived): _row(
        S.THINKING, "typing overrides talking", C.FORGET_SPEECH, C.COMMIT_TEXT
    ),
    (S.HEARING, e.CommitRequested): _row(S.THINKING, "push-to-talk released", C.COMMIT_TURN),
    (S.HEARING, e.ClearRequested): _row(
        S.LISTENING, "the client forgets the turn", C.FORGET_SPEECH, C.RETRACT_SPEECH
    ),
    (S.HEARING, e.CancelRequested): _row(S.HEARING, "the persona is already quiet"),
    (S.HEARING, e.ReplyFinished): _row(S.HEARING, "a late report of a stopped reply"),
    (S.HEARING, e.InterruptionHeard): _row(S.HEARING, "the floor is theirs already"),
    (S.HEARING, e.BackchannelHeard): _row(S.HEARING, "judged after the persona had finished"),
    (S.HEARING, e.HoldRequested): _row(
        S.HELD, "a phone call, a customer", C.FORGET_SPEECH, C.RETRACT_SPEECH
    ),
    # pausing
    (S.PAUSING, e.SpeechResumed): _row(
        S.HEARING, "they went on: what was prepared may not be heard", C.DROP_SPECULATION
    ),
    (S.PAUSING, e.TurnEnded): _row(S.THINKING, "the turn is over: say it", C.COMMIT_TURN),
    (S.PAUSING, e.Misfire): _row(
        S.LISTENING, "too short to be speech", C.DROP_SPECULATION, C.RETRACT_SPEECH
    ),
    (S.PAUSING, e.TextReceived): _row(
        S.THINKING,
        "typing overrides talking",
        C.DROP_SPECULATION,
        C.FORGET_SPEECH,
        C.COMMIT_TEXT,
    ),
    (S.PAUSING, e.CommitRequested): _row(S.THINKING, "push-to-talk released", C.COMMIT_TURN),
    (S.PAUSING, e.ClearRequested): _row(
        S.LISTENING,
        "the client forgets the turn",
        C.DROP_SPECULATION,
        C.FORGET_SPEECH,
        C.RETRACT_SPEECH,
    ),
    (S.PAUSING, e.CancelRequested): _row(S.PAUSING, "the persona is already quiet"),
    (S.PAUSING, e.ReplyFinished): _row(S.PAUSING, "a late report of a stopped reply"),
    (S.PAUSING, e.HoldRequested): _row(
        S.HELD,
        "a phone call, a customer",
        C.DROP_SPECULATION,
        C.FORGET_SPEECH,
        C.RETRACT_SPEECH,
    ),
    # thinking
    (S.THINKING, e.ReplyBegan): _row(S.SPEAKING, "the persona answers"),
    (S.THINKING, e.NothingSaid): _row(S.LISTENING, "the turn held no words", C.RETRACT_SPEECH),
    (S.THINKING, e.SpeechStarted): _row(
        S.HEARING, "they had more to say: hear both parts first", C.RECALL_REPLY, C.ANNOUNCE_SPEECH
    ),
    (S.THINKING, e.TextReceived): _row(
        S.THINKING, "a second message: answer both", C.RECALL_REPLY, C.COMMIT_TEXT
    ),
    (S.THINKING, e.Misfire): _row(S.THINKING, "a click or a bump is nothing"),
    (S.THINKING, e.CommitRequested): _row(S.THINKING, "the turn is committed already"),
    (S.THINKING, e.ClearRequested): _row(S.THINKING, "the turn is committed already"),
    (S.THINKING, e.ReplyFinished): _row(S.THINKING, "a late report of a stopped reply"),
    (S.THINKING, e.CancelRequested): _row(S.LISTENING, "the client wants no reply", C.RECALL_REPLY),
    (S.THINKING, e.HoldRequested): _row(S.HELD, "a phone call, a customer", C.RECALL_REPLY),
    # speaking
    (S.SPEAKING, e.SpeechStarted): _row(
        S.YIELDING, "something was heard: lower the voice until it is clear what", C.DUCK
    ),
    (S.SPEAKING, e.ReplyFinished): _row(S.LISTENING, "the floor is the learner's"),
    (S.SPEAKING, e.Misfire): _row(S.SPEAKING, "a click or a bump is nothing"),
    (S.SPEAKING, e.TextReceived): _row(
        S.THINKING, "typing interrupts", C.STOP_REPLY, C.COMMIT_TEXT
    ),
    (S.SPEAKING, e.CommitRequested): _row(S.SPEAKING, "nothing was said to commit"),
    (S.SPEAKING, e.ClearRequested): _row(S.SPEAKING, "nothing to forget", C.FORGET_SPEECH),
    (S.SPEAKING, e.CancelRequested): _row(S.LISTENING, "the client stops her", C.STOP_REPLY),
    (S.SPEAKING, e.HoldRequested): _row(S.HELD, "a phone call, a customer", C.STOP_REPLY),
    # yielding
    (S.YIELDING, e.InterruptionHeard): _row(
        S.HEARING, "real words: the floor is theirs", C.STOP_REPLY, C.ANNOUNCE_SPEECH
    ),
    (S.YIELDING, e.BackchannelHeard): _row(
        S.SPEAKING, "no bid for the floor: carry on from where she was", C.UNDUCK
    ),
    (S.YIELDING, e.OverlapLasted): _row(
        S.YIELDING, "long enough to hold a word: recognise it", C.JUDGE_OVERLAP
    ),
    (S.YIELDING, e.SpeechPaused): _row(
        S.YIELDING, "a pause is the moment to recognise it", C.JUDGE_OVERLAP
    ),
    (S.YIELDING, e.SpeechResumed): _row(S.YIELDING, "still unclear"),
    (S.YIELDING, e.SpeechStarted): _row(S.YIELDING, "more of it, before the first was judged"),
    (S.YIELDING, e.TurnEnded): _row(
        S.YIELDING, "it ended before it was judged: judge it now", C.JUDGE_OVERLAP
    ),
    (S.YIELDING, e.Misfire): _row(S.SPEAKING, "too short to be speech", C.UNDUCK),
    (S.YIELDING, e.ReplyFinished): _row(S.HEARING, "she had finished anyway", C.ANNOUNCE_SPEECH),
    (S.YIELDING, e.TextReceived): _row(
        S.THINKING, "typing interrupts", C.STOP_REPLY, C.FORGET_SPEECH, C.COMMIT_TEXT
    ),
    (S.YIELDING, e.CommitRequested): _row(
        S.THINKING, "push-to-talk needs no proof", C.STOP_REPLY, C.COMMIT_TURN
    ),
    (S.YIELDING, e.ClearRequested): _row(
        S.SPEAKING, "the client forgets the turn", C.FORGET_SPEECH, C.UNDUCK
    ),
    (S.YIELDING, e.CancelRequested): _row(
        S.HEARING, "the client stops her", C.STOP_REPLY, C.ANNOUNCE_SPEECH
    ),
    (S.YIELDING, e.HoldRequested): _row(
        S.HELD, "a phone call, a customer", C.STOP_REPLY, C.FORGET_SPEECH
    ),
    # held
    (S.HELD, e.ReleaseRequested): _row(S.LISTENING, "the learner is back"),
    (S.HELD, e.HoldRequested): _row(S.HELD, "held already"),
    (S.HELD, e.ReplyFinished): _row(S.HELD, "a late report of a stopped reply"),
    (S.HELD, e.CommitRequested): _row(S.HELD, "nothing is heard while held"),
    (S.HELD, e.ClearRequested): _row(S.HELD, "nothing is heard while held"),
    (S.HELD, e.CancelRequested): _row(S.HELD, "the persona is already quiet"),
    (S.HELD, e.TextReceived): _row(S.THINKING, "typing releases the hold", C.COMMIT_TEXT),
    # ended
    (S.ENDED, e.SessionStopped): _row(S.ENDED, "stopped already"),
    (S.ENDED, e.ReplyFinished): _row(S.ENDED, "a late report of the last line"),
}
for _state in (S.LISTENING, S.HELD):
    TABLE[_state, e.SessionStopped] = _row(S.ENDED, "the session ends")
for _state in (S.HEARING, S.PAUSING):
    TABLE[_state, e.SessionStopped] = _row(S.ENDED, "the session ends", C.DROP_SPECULATION)
TABLE[S.THINKING, e.SessionStopped] = _row(S.ENDED, "the session ends", C.RECALL_REPLY)
for _state in (S.SPEAKING, S.YIELDING):
    TABLE[_state, e.SessionStopped] = _row(S.ENDED, "the session ends", C.STOP_REPLY)
for _state in (S.LISTENING, S.HEARING, S.PAUSING, S.THINKING, S.SPEAKING, S.YIELDING):
    TABLE[_state, e.ReleaseRequested] = _row(_state, "not held")
