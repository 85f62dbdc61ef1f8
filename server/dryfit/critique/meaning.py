"""Judging by meaning: for rubric items in words that no other judge knows."""

from collections.abc import Iterable

from dryfit.critique.talk import Sentence
from dryfit.critique.verdict import Question, Verdict, cannot_tell, no, yes

ALIKE = 0.42
"""Similarity from which a sentence counts as saying it; lower, and chance remarks pass.

With all-MiniLM-L6-v2, 5 of 8 free paraphrases of trainers' lines lie above and none of 10 other
sentences (the nearest at 0.37).
"""

UNLIKE = 0.25
"""Similarity below which nothing like it was said; between the two nobody can tell."""


def resembles(question: Question) -> Verdict:
    """Something near in meaning to the trainer's example or description was said."""
    examples = (question.item.good, question.item.behaviour)
    return by_meaning(question, question.talk.sure, examples)


def by_meaning(
    question: Question, sentences: Iterable[Sentence], examples: Iterable[str]
) -> Verdict:
    """Compare every sentence with every example; the nearest pair decides."""
    similarity = question.similarity
    if similarity is None:
        return cannot_tell("This needs comparing by meaning, which is not available here.")
    wanted = [example for example in examples if example.strip()]
    best, nearest = 0.0, None
    for sentence in sentences:
        alike = max((similarity(sentence.text, example) for example in wanted), default=0.0)
        if alike > best:
            best, nearest = alike, sentence
    if nearest and best >= ALIKE:
        return yes("This is close to what was asked for.", nearest)
    if nearest and best >= UNLIKE:
        return cannot_tell(
            f"Turn {nearest.turn} may have been meant so; that cannot be told for sure."
        )
    return no("Nothing you said came near it.")
