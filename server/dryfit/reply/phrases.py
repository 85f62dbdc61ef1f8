"""What no persona says, as patterns: the words of assistants, of scripts, of markup, of a yes."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


ASSISTANT = _any(
    r"\bas an? (?:ai|artificial|language model|assistant|chatbot|virtual)\b",
    r"\b(?:i'm|i am|being) (?:just )?an? (?:ai|artificial intelligence|language model|chatbot|bot"
    r"|virtual assistant|assistant|machine|computer program)\b",
    r"\blanguage model\b|\bmy (?:training|programming|instructions|system prompt|guidelines)\b",
    r"\b(?:role-?play(?:ing)?|in character|out of character|break(?:ing)? character|the persona"
    r"|the scenario|this simulation|the prompt|system prompt)\b",
    r"\bi (?:can't|cannot|can not|am unable to) (?:assist|help) (?:you )?with (?:that|this)\b",
    r"\bhow (?:can|may) i (?:help|assist) you (?:today|further)?\b",
    r"\bis there anything else i can\b",
    r"\bfeel free to\b|\bhere(?:'s| is) (?:a|the|my) (?:response|reply|answer|line|possible)\b",
    r"\bcomo (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje|asistente)\b",
    r"\bsoy una? (?:ia|inteligencia artificial|asistente|modelo|chatbot)\b|\bmodelo de lenguaje\b",
    r"\ben qué (?:más )?(?:puedo|te puedo|le puedo) ayudar(?:te|le)?\b|\bjuego de rol\b",
)
"""An assistant speaking, or somebody who knows that this is an exercise."""

FLATTERY = _any(
    r"\b(?:great|excellent|wonderful|fantastic|amazing|good) question\b",
    r"\bi (?:really |truly |completely )?(?:appreciate|value) (?:you|your|that you|the)\b",
    r"\bthank you (?:so much )?for (?:sharing|asking|your|being|bringing|reaching)\b",
    r"\b(?:that's|what) an? (?:great|excellent|wonderful|fantastic|amazing|brilliant|insightful)\b",
    r"\byou(?:'re| are) (?:so |very |really |absolutely )?(?:right to|insightful|amazing|wonderful"
    r"|brilliant|thoughtful|talented)\b",
    r"\bi (?:completely |totally |fully )?understand (?:your|how you|where you)\b",
    r"\b(?:excelente|gran|buena|maravillosa) pregunta\b|\bgracias por (?:compartir|preguntar|tu)\b",
)
"""What an assistant says to please."""

STAGE = _any(
    r"\*[^*\n]{1,80}\*", r"\([^)\n]{2,80}\)", r"\[[^\]\n]{1,80}\]", r"<[^>\n]{1,60}>",
    r"^(?:sighs|shrugs|laughs|nods|smiles|pauses|leans|rolls (?:her|his) eyes)\b",
    r"^(?!it|that|this|every|no|some|any|who|what|which|there|one)[a-z]+ "
    r"(?:sighs|shrugs|laughs|nods|smiles|says|replies|leans|looks)\b",
)  # fmt: skip
"""A gesture written out."""

MARKUP = _any(
    r"[*_`~]{2,}", r"`", r"(?:^|\s)#{1,6}\s", r"^\s*\d{1,2}[.)]\s",
    r"(?:^|[.!?:]\s)\s*[-*+\u2022]\s", r"\]\(|https?://|www\.",
    r"\|.*\|", r"^\s*>", r"[{}\\]|&[a-z]+;", r"\n", "[\U0001f000-\U0001faff\u2600-\u27bf]",
)  # fmt: skip
"""Markup, lists, links, code, emoji: what a voice cannot say."""

LEARNERS_PART = _any(
    r"^\s*(?:you|user|human|learner|student|customer|visitor|them|usuario|t[uú]|cliente)\s*:",
    r"\b(?:user|human|learner|assistant|system)\s*:",
)
"""The other person's line, with their name before it."""

SPEAKER_NAME = re.compile(r"^\s*[\"'\u201c]?\s*([^\W\d_][\w .'-]{0,40}?)\s*:\s+")

AFFIRMS = _any(
    r"^\W*(?:yes|yeah|yep|yup|exactly|correct|right|true|bingo|indeed|that's it|that's right"
    r"|you got it|you guessed|how did you know|who told you)\b",
    r"\byou(?:'re| are) (?:right|correct)\b|\byou(?:'ve| have) (?:guessed|got) (?:it|that)\b",
    r"^\W*(?:sí|exacto|eso es|correcto|así es|cómo (?:lo )?supiste|quién te (?:lo )?dijo)\b",
    r"\btienes razón\b",
)
"""A guess confirmed."""

DENIES = _any(r"^\W*(?:no|nope|not|never|nah|nothing|nobody|can't|won't|nunca|nada|nadie)\b")
"""A sentence that begins so gives nothing away of what it goes on about."""

BARE_YES = _any(
    r"^\W*(?:(?:yes|yeah|yep|yup|sure(?: thing)?|ok(?:ay)?|of course|absolutely|you bet|all right"
    r"|alright|fine|why not|sounds good|please|certainly|by all means|go ahead"
    r"|sí|claro(?: que sí)?|sale|va|órale|está bien|por supuesto|dale|simón|cómo no)"
    r"(?:,? (?:hon|kid|bud|buddy|boss|pal|friend|my friend|then|cabo|compadre|pues))?\W*)+$"
)
"""Nothing but a yes."""

ASKS_FOR_A_YES = _any(
    r"\b(?:can|could|shall|should|would|will|may) (?:we|i|you|he|she|they|it|that)\b"
    r"|\b(?:deal|how about|what about|does|okay with you|agreed|are we|do we|is it)\b"
    r"|\b(?:puedes|podemos|puedo|quedamos|te parece|le entras|vamos|me pagas|trato|firmamos|va)\b"
)
"""A request that a bare yes would grant, when it names a day or a sum."""

COMMITS = _any(
    r"\b(?:you(?:'ve| have) got|you got|it's|we have|we've got|that's) (?:yourself )?an? (?:deal"
    r"|yes|agreement|date)\b",
    r"^\W*(?:ok(?:ay)?|fine|sure|all ?right|alright|yes|great|good)?\W*deal\b",
    r"\b(?:i|we)(?:'ll| will| can) (?:put|pencil|write|sign|book) (?:you|it|that|us|them) "
    r"(?:down|in|up|for|on)\b",
    r"\b(?:i'll|i will|let's|we'll) (?:sign|take it|go ahead|go with|do it|do that|book it|book you"
    r"|shake on)\b",
    r"\b(?:you have my (?:yes|word)|you(?:'ve| have)? talked me into|put me down for"
    r"|consider (?:it|yourself|yourselves) (?:hired|booked|done|settled)"
    r"|(?:it|that day|the \w+) is yours|let's (?:renew|get started|set a date|make it official)"
    r"|you (?:keep|have|get) (?:our|my|the) (?:business|account|order|job|gig|slot|contract)"
    r"|(?:i'll|i can|we can|we'll) (?:go for|live with) (?:it|that|\w+)"
    r"|(?:i'd|we'd|i would|we would|happy to) (?:like|love|have) (?:for )?(?:you|the \w+ of you) to"
    r"|happy to have (?:you|the \w+ of you))\b",
    r"^\W*(?:agreed|done|very well)\W*(?:$|,)",
    r"^\W*(?:ok(?:ay)?\W+|fine\W+)?(?!so|that|what|how|as|who|where|if)"
    r"(?![\w ]*\b(?:where|what|how|as|who|way) it is)[\w ]{2,25} it is\W*(?:$|,)",
    r"\b(?:you(?:'ve| have) got (?:yourself )?(?:a customer|the \w+))\b",
    r"\b(?:sign me up|count me in|consider it done|i'm in|i'm sold|i'm convinced|you win"
    r"|you(?:'ve| have) convinced me|you(?:'re| are) (?:on|hired|booked))\b",
    r"\bwhere do i sign\b|\bwhen can you start\b|\bi (?:accept|agree to) (?:your|the|that|this"
    r"|everything|all)\b|^\W*(?:ok(?:ay)?\W+)?i (?:accept|agree)\b",
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:the \w+ )?(?:it is|works(?: for me)?|then)\b",
    r"\byou (?:can|may) (?:have|play|start|come|do it|take) (?:the |on |in |it |this |next )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|week|slot|gig|job|date|night)",
    r"\b(?:trato hecho|cuenta conmigo|me convenciste|(?:lo )?acepto|te apunto|dónde firmo"
    r"|de acuerdo,? (?:el|lo|la|vamos|hagám)|hagámoslo|lo hacemos|es un trato)\b",
)
"""A yes to what the learner came for."""
