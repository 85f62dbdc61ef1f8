"""What a client may ask at a given moment, and what it is told where it may not.

The codes with underscores are those of the OpenAI Realtime API, which stock clients look for.
"""

from dryfit.session.inputs import AnswerRequested, ReplyCancelled, TurnCommitted
from dryfit.session.outputs import RequestRefused
from dryfit.turn.table import State

Request = TurnCommitted | AnswerRequested | ReplyCancelled

HEARD_STATES = (State.HEARING, State.PAUSING, State.YIELDING)
"""A turn has begun that could be committed."""
ANSWERING_STATES = (State.THINKING, State.SPEAKING, State.YIELDING)
"""A response is on its way, or sounds."""


def refusal(
    asked: Request, state: State, is_sending: bool, by_button: bool = False
) -> RequestRefused | None:
    """Why this cannot be done now; None where it can.

    `is_sending`: the persona's reply has not been sent to its end. `by_button`: the client commits
    turns; it asks for an answer after each, when that may sound already.
    """
    match asked:
        case AnswerRequested() if by_button and state in (State.THINKING, State.SPEAKING):
            return None
        case TurnCommitted(request) if state not in HEARD_STATES:
            message = "No speech was heard that could be committed."
            return RequestRefused("input_audio_buffer_commit_empty", message, request)
        case ReplyCancelled(request) if state not in ANSWERING_STATES:
            message = "There is no response to cancel."
            return RequestRefused("response_cancel_not_active", message, request)
        case AnswerRequested(request) if is_sending:
            message = "A response is being sent; wait for its `response.done`, or cancel it first."
            return RequestRefused("conversation_already_has_active_response", message, request)
        case AnswerRequested(request) if state is not State.THINKING:
            message = "`response.create`: nothing was said that has not been answered."
            return RequestRefused("nothing-to-answer", message, request)
    return None
