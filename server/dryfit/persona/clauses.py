"""Cut a learner's turn into sentences, also where the recogniser gave no punctuation."""

from __future__ import annotations

import re

MAX_CHARACTERS = 1200
"""What is read of one turn; a monologue's end matters more than its middle."""

MAX_CLAUSES = 10
"""Sentences read of one turn, the first and the last ones; more would cost time."""

_ENDS = re.compile(r"[.!?;…\n\r]+(?=\s|$)|\s+[-\u2013\u2014]+\s+|[!?]+|[\u3002\uff01\uff1f]")
_STARTER = (
    r"(?:what|how|why|where|who|can (?:we|i|you)|could (?:we|i|you)|would (?:you|it)|do you|"
    r"did (?:you|they|it)|is (?:it|there)|was (?:it|there)|are (?:you|there)|tell me|sounds like|"
    r"it sounds like|that sounds|that must|shall we|let's)\b"
)
_INNER = re.compile(
    rf",? (?:and|so|but|okay|ok|well|then|now) (?={_STARTER})|, (?={_STARTER})|"

        r",? but (?=(?:i|we|you|it|trust|come)\b)|(?<=\w{2}), (?=(?:i|we)(?:'d|'ll| would|"
        r" will| can| promise| could)\b)|,? and (?=(?:i|we|you|he|she|they|nobody)(?:'d|'ll| would|"
        r" will| can| could)\b)|"
    rf"(?<=[a-z]) (?=(?:can|could) we (?:put|book|pencil|lock|do|get|have|set|say)\b)",
    re.IGNORECASE,
)  # fmt: skip
_RUN_ON = re.compile(
    r" (?=(?:what|how|why) (?:do|did|does|would|made|happened|is|are|was|were|went|worries)\b|"
    r"(?:do|did|would|could|are|were) you\b)",
    re.IGNORECASE,
)
_LEADS_ON = frozenset(
    """know see understand me about is that's of for to ask wonder wondering just exactly tell hear
    matter guess sure get say and but so or what how why where when who if like hi hello hey
    curious understood with remember whatever this that it ok okay can may only well""".split()  # noqa: SIM905
)
"""Words after which a question word goes on with the sentence: "I know what you mean"."""
_HELLO = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|howdy|yo|evening|morning|afternoon|good (?:morning|afternoon|"
    r"evening|day)|how's it going|how are you(?: doing)?(?: today)?(?=[,.!?]|$))(?: there| ya)?"

        r"(?:,? (?!what|how|why|who|where|when|can|could|i'm|we|my|do|is|are|so|just|thanks|"
        r"listen|look)[\w']+)?)(?:[,.!?]|\b) *",
    re.IGNORECASE,
)  # fmt: skip


def tidy(text: str) -> str:
    """Drop control characters and curly quotes; the middle of an endless turn is left out."""
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace("“", '"').replace("”", '"')
    text = "".join(" " if ord(char) < 32 or ord(char) == 127 else char for char in text)
    if len(text) > MAX_CHARACTERS:
        half = MAX_CHARACTERS // 2
        text = f"{text[:half]}\x00{text[-half:]}"
    return text


def clauses(text: str) -> list[str]:
    """Sentences of a tidied turn, each a verbatim piece of it.

    >>> clauses("hi dot what happened last time and why did it go wrong")
    ['hi dot', 'what happened last time', 'why did it go wrong']
    """
    found: list[str] = []
    for part in text.split("\x00"):
        for piece in _ENDS.split(part):
            found.extend(_pieces(piece))
    kept = [piece for piece in found if re.search(r"\w", piece)]
    if len(kept) > MAX_CLAUSES:
        half = MAX_CLAUSES // 2
        kept = kept[:half] + kept[-half:]
    return kept


def _run_on(sentence: str) -> list[str]:
    """Split where a question starts without a pause: "it's quiet today how do Fridays go"."""
    for cut in _RUN_ON.finditer(sentence):
        before = sentence[: cut.start()].split()
        if len(before) >= 3 and before[-1].lower().strip(",") not in _LEADS_ON:
            return [sentence[: cut.start()].strip(" ,"), sentence[cut.end() :].strip()]
    return [sentence]


def _pieces(sentence: str) -> list[str]:
    sentence = sentence.strip(" ,-\"'")
    hello = _HELLO.match(sentence)
    made: list[str] = []
    if hello and hello.group().strip():
        made.append(hello.group().strip(" ,.!?"))
        sentence = sentence[hello.end() :].strip(" ,")
    start = 0
    for cut in _INNER.finditer(sentence):
        if len(sentence[start : cut.start()].split()) >= 3:
            made.append(sentence[start : cut.start()].strip(" ,"))
            start = cut.end()
    made.extend(_run_on(sentence[start:].strip(" ,")))
    return [piece for piece in made if piece]
