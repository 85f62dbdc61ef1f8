"""Do these words sound finished? The second witness of a turn's end, after the voice itself.

English cues: a turn that stops on a conjunction, an article, a preposition, a filler or a comma is
going on; one that is nothing but a short answer is over.
"""

import re
from typing import Literal

Verdict = Literal["finished", "asked", "unfinished", "unknown"]

_DANGLING = frozenset((
    "a", "an", "the", "this", "these", "those", "my", "your", "his", "her", "its", "our", "their",
    "every", "each", "and", "or", "but", "nor", "so", "because", "since", "although", "though",
    "while", "if", "unless", "until", "when", "whenever", "where", "wherever", "whether", "which",
    "who", "whom", "whose", "that", "than", "as", "like", "plus", "except", "of", "to", "in",
    "on", "at", "by", "for", "from", "with", "without", "about", "into", "onto", "over", "under",
    "between", "among", "through", "during", "before", "after", "against", "toward", "towards",
    "upon", "within", "across", "behind", "beyond", "per", "via", "is", "are", "was", "were",
    "am", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would",
    "shall", "should", "can", "could", "may", "might", "must", "i'm", "you're", "we're",
    "they're", "i've", "we've", "i'll", "we'll", "i'd", "we'd", "it's", "that's", "there's", "i",
    "we", "he", "they", "she", "very", "really", "quite", "just", "maybe", "perhaps", "even",
    "not", "don't", "doesn't", "didn't", "um", "uh", "er", "erm", "uhm", "hmm", "mm", "well",
    "'cause", "cause", "also", "then", "some", "any", "more", "most", "much", "many", "several",
    "few", "another", "other", "such", "what's", "let's", "gonna", "wanna",
))  # fmt: skip
_COMPLETE_ENDINGS = (
    "i am", "we are", "they are", "you are", "it is", "he is", "she is", "that is", "yes i do",
    "i do", "we do", "they do", "i did", "we did", "i can", "we can", "you can", "i will",
    "we will", "you will", "i would", "we would", "i could", "i have", "we have", "i think so",
    "thank you very much", "some more", "any more", "once more", "a few", "not really",
    "very much",
    "so much", "too much", "how many", "how much", "that many", "come on", "go on", "hold on",
    "move on", "going on", "come in", "who is it", "i know that", "like that", "do that",
    "about that",
    "with that", "for that", "see you then", "do you", "would you", "could you", "would it",
    "don't you", "isn't it", "is it", "i guess so", "i hope so", "maybe", "okay then",
    "what for", "where from", "what about", "looking for", "worried about", "think about",
    "talking about", "pay for", "deal with", "work with", "work on", "start with", "me too",
    "i can't", "i don't", "i didn't", "before", "after", "they were", "i was", "not", "though",
    "what it was", "what it is", "who you are",
)  # fmt: skip
_SHORT_ANSWERS = frozenset((
    "yes", "no", "yeah", "yep", "yup", "nope", "sure", "okay", "ok", "right", "exactly",
    "correct", "absolutely", "definitely", "hello", "hi", "hey", "thanks", "maybe", "never",
    "always", "please", "sorry", "goodbye", "bye", "great", "good", "fine", "done", "deal",
    "agreed", "perfect",
))  # fmt: skip
_NUMBERS = frozenset(
    (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
        "eighty", "ninety", "hundred", "thousand", "half", "dollars", "bucks", "percent", "a",
        "and", "am", "pm", "o'clock",
    )
)  # fmt: skip
_DANGLING_PAIR = re.compile(
    r"\b(?:if|when|that|and|but|because|so|while|unless|where|what|how|as|or|than)"
    r" (?:you|it|people|he|she|him|her|them|us)\W*$"
)
_TRAILING = re.compile(r"(,|-|\u2013|\u2014|:|;|\.\.\.|…)\W*$")
_WORD = re.compile(r"[a-z0-9$%]+(?:['\u2019][a-z]+)*")


def words_verdict(text: str) -> Verdict:
    """Whether `text` (a transcript with Whisper's punctuation) is a finished thing to say.

    `finished` is kept for whole short answers ("Yes.", "four hundred dollars", "No, thanks."):
    any longer statement may go on, however it is punctuated. `asked` ends on a question mark.
    """
    words = [w.replace("\u2019", "'") for w in _WORD.findall(text.lower())]
    if not words:
        return "unknown"
    if _TRAILING.search(text) or _DANGLING_PAIR.search(" ".join(words)):
        return "unfinished"
    if words[-1] in _DANGLING and not _ends_complete(words):
        return "unfinished"
    if _short_answer(words):
        return "finished"
    return "asked" if text.rstrip().endswith("?") else "unknown"


def _short_answer(words: list[str]) -> bool:
    if len(words) <= 3 and words[-1] in _SHORT_ANSWERS:
        return True
    figure = all(word in _NUMBERS or word.strip("$%").isdigit() for word in words)
    return len(words) <= 4 and figure and words[-1] not in {"a", "and"}


def _ends_complete(words: list[str]) -> bool:
    sentence = " " + " ".join(words)
    return any(sentence.endswith(" " + ending) for ending in _COMPLETE_ENDINGS)
