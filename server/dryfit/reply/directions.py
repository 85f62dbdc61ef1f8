"""What each move asks of a language model, in one plain sentence."""

from __future__ import annotations

from dryfit.persona.move import MoveKind as M

SCRIPTED_ONLY = frozenset({M.OPEN, M.META, M.INTERRUPTION, M.UNCLEAR, M.STOPPED, M.TIME_UP})
"""Said as written: openings, what is about the talk itself, and answers to attempts at tricking."""

DIRECTIONS: dict[M, str] = {
    M.GREET: "greet them back.",
    M.INTRO: "take note of who they are, and let them go on.",
    M.ANSWER: "answer with what is true, and nothing more.",
    M.UNKNOWN: "say that you do not know.",
    M.COVER: "give this plain reason and leave it there.",
    M.DEFLECT: "turn the question aside without answering it.",
    M.HINT: "say that much and no more.",
    M.PARTIAL: "say that much and no more.",
    M.FULL: "say it outright.",
    M.TOLD: "remind them of what you have told them and that they have not dealt with it.",
    M.NEED: "say what you would need from them.",
    M.SOFTEN: "show that this helps, without agreeing to anything yet.",
    M.SETTLED: "show that nothing is left to say against it, and ask what they want.",
    M.NOT_ENOUGH: "say that this does not settle it.",
    M.OBJECT: "object.",
    M.ACCEPT: "grant that this one point is answered, nothing else.",
    M.CONCEDE: "give them this much, and say that it is not the whole.",
    M.FLOOR: "say how far you would go, and that you go no further.",
    M.COMMIT: "say yes.",
    M.REFUSE: "say no for now.",
    M.WHEN: "ask which day they mean. Agree to none.",
    M.OFFER: "take note of what they offer, without agreeing to it.",
    M.PITCH: "let their sales talk run off you.",
    M.REASSURE: "do not take their word for it.",
    M.PRESSURE: "do not let yourself be pushed.",
    M.ARGUE: "stand your ground.",
    M.RUDE: "do not put up with that.",
    M.APOLOGY: "take the apology and go on.",
    M.REFLECT: "react to how they put it, without adding to it.",
    M.WRONG: "let them know that they should not put words in your mouth.",
    M.CONTRADICT: "hold them to what they said before.",
    M.SMALL_TALK: "make a moment of small talk.",
    M.AGREE: "take note that they agree, and wait for more.",
    M.DECLINE: "accept that they do not want to.",
    M.THANKS: "take their thanks.",
    M.PRAISE: "take their praise without being won over by it.",
    M.PROMPT: "let them go on.",
    M.REPEATED: "let them know that they have said that.",
    M.WARN: "warn them that this is about to be over.",
    M.LEAVE: "end the talk and go.",
    M.DEAL_BREAKER: "end the talk.",
}
