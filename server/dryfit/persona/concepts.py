"""What trainers' phrases for a criterion mean in learners' words.

A trainer writes `names a finish time`; a learner says "done by ten". The two share no word, so
common concepts are listed here: how the trainer names one, and how a learner does it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """`named` finds it in a trainer's phrase; `said` in a learner's; `needs` is a figure kind."""

    named: re.Pattern[str]
    said: re.Pattern[str]
    needs: tuple[str, ...] = ()


def _concept(named: str, said: str, *needs: str) -> Concept:
    return Concept(re.compile(named, re.IGNORECASE), re.compile(said, re.IGNORECASE), needs)


CONCEPTS: tuple[Concept, ...] = (
    _concept(
        r"finish time|end(?:s|ing)? time|stop(?:ping)? time|curfew|hard stop|when (?:it|"
        r"they) (?:stop|end)",
        r"\b(?:stop|done|finish|end|over|wrap|quit|off (?:the )?(?:stage|at|by)|out (?:of|by|"
        r"at)|cut|last (?:song|note|set)|sharp|no later|nothing (?:past|after)|(?:not|won't|"
        r"wouldn't) (?:play )?(?:past|after)|until|till|til|to ten|pack|unplug|hard stop|"
        r"curfew|shut|quiet|close)",
        "time",
    ),
    _concept(
        r"sound level|acoustic|volume|quiet|loud|decibel",
        r"\b(?:acoustic\w*|unplugged|turn(?:ed|ing)? (?:it|the \w+|everything|us|them|things|"
        r"our \w+) (?:way )?down|(?:low|lower|reasonable|conversation\w*|half|"
        r"less) (?:the )?(?:volume|level|sound)|quiet(?:er|ly)? (?:set|level|instruments|show|"
        r"amps?|music|acoustic|enough)|no (?:drums|drummer|drum kit|amps|amplifiers|bass)|"
        r"without (?:a |the |any )?(?:drums|drummer|amps|bass|drum kit)|brushes|decibels?|"
        r"db\b|keep (?:it|the \w+) (?:down|low|quiet)|sound ?(?:level|check|meter|limit)|"
        r"small amps?|keep the (?:volume|sound|noise)|limit the (?:volume|sound)|cap the|"
        r"play(?:ing)? (?:soft|quiet|low)\w*|softer|quieter|hand drum|cajon)",
    ),
    _concept(
        r"(?:talk|speak|meet|apologi|squar|call|visit|introduc).*neighbou?r",
        r"\b(?:talk|speak|chat|meet|knock|call|introduc\w+|apologi[sz]\w*|square|visit|warn|"
        r"check (?:in|with)|flowers|ear ?plugs|(?:my|our|a) (?:phone )?number|go (?:up|see|"
        r"round|over)|bring (?:her|him|them)|invite|ask|tell|let|smooth|see|have a word|"
        r"give)\b.*\b(?:neighbou?rs?|upstairs|next door|lady|woman|her|him|building|"
        r"tenants?)\b",
    ),
    _concept(
        r"shar\w+ (?:the |some )?risk|risk.*number",
        r"\b(?:(?:take|for|split|share|play for|percent\w*|cut|of) (?:just |"
        r"only )?(?:of )?the door|door (?:money|split|only|deal)|(?:you )?pay (?:us |"
        r"me )?(?:nothing|zero|only)|don't (?:pay|owe)|owe (?:us |me )?nothing|"
        r"no (?:guarantee|fee|pay\b|charge|cost)|for free|free of charge|unless|if (?:nobody|"
        r"no ?one|fewer|less|not|we don't|it's empty|there aren't|you don't)|percent|split|"
        r"guarantee (?:you )?\w+ (?:people|heads|covers|dollars)|minimum|refund|only (?:pay|"
        r"charge)|a (?:cut|share)|half (?:if|up|the|our|now)|cover the|risk|out of our|"
        r"make up the|bring (?:at least )?\w+ (?:people|friends|fans)|trial|nothing up ?front)",
    ),
    _concept(r"names? (?:a |the |his |her |their )?(?:price|figure|cost|number)", r".", "price"),
    _concept(
        r"(?:names?|gives?|proposes?|offers?|sets?|closes? on) (?:a |the )?(?:date|day|visit|"
        r"next step)",
        r".",
        "date",
    ),
    _concept(
        r"moisture|measur|meter|reading|gauge",
        r"\b(?:moisture|meter|measure|reading|gauge|test(?:ed|ing)? the (?:wood|siding|wall|"
        r"boards)|check(?:ed|ing)? (?:the )?(?:wood|siding|moisture|dampness|how (?:wet|dry|"
        r"damp))|dew ?point|percent)",
    ),
    _concept(
        r"wait\w* (?:for|until)|dry (?:weather|day|window|out)|postpone|reschedul",
        r"\b(?:wait(?:ing)?\b.*\b(?:dry|dries|dried|rain|weather|sun|reading|days?|percent|"
        r"morning|burn)|(?:won't|wouldn't|not|don't|never) (?:paint|start|coat|put|"
        r"open)\b.*\b(?:wet|damp|rain|until|unless|dew|if)|let (?:it|the \w+) dry|dry out|"
        r"dry (?:days?|window|stretch|spell)|push (?:it )?back|reschedul|come back (?:when|"
        r"once|after|another))",
    ),
    _concept(
        r"test (?:patch|area|spot|wall)|sample|one (?:wall|side)",
        r"\b(?:test (?:patch|area|spot|section|wall|square)|sample|one (?:wall|side|section|"
        r"board)|small (?:area|section|patch)|try (?:it on|a|one)|patch)",
    ),
    _concept(
        r"warrant|guarantee|in writing|written|put it in",
        r"\b(?:warrant\w*|guarantee\w*|in writing|written|contract|on paper|signed|redo it|"
        r"fix it (?:free|for (?:free|nothing))|come back and|no charge if|at (?:our|"
        r"my) (?:own )?(?:cost|expense)|on (?:us|me|my dime))",
    ),
    _concept(
        r"referenc|past (?:customer|job|work)|earlier job|older job|neighbou?r.*job",
        r"\b(?:references?|past (?:customers?|jobs?|work|clients?)|call (?:them|her|him|"
        r"the owner)|phone numbers?|drive (?:by|past)|see (?:one|a house|a job|the work)|"
        r"houses? (?:we|i) (?:did|painted)|years? (?:ago|old)|previous (?:customers?|clients?|"
        r"jobs?))",
    ),
    _concept(
        r"pay(?:s|ment)?.*(?:after|later|held|hold|stage|part)|hold.*(?:money|payment|back)|"
        r"deposit",
        r"\b(?:(?:pay|payment|balance|rest|half|third|money|percent|dollars|deposit|hold|keep|"
        r"owe)\b.*\b(?:after|when|until|later|end|finished|done|back|months?|season|winter|"
        r"summer|spring|inspect\w*|happy|satisfied|dry)|no (?:deposit|money down|"
        r"money up ?front)|nothing (?:up ?front|down))",
    ),
    _concept(r"apologi", r"\b(?:sorry|apologi)"),
    _concept(
        r"discount|cheaper|lower price",
        r"\b(?:discount|cheaper|lower (?:the )?price|knock .* off|percent off|half price|"
        r"special price|deal on the price)",
    ),
    _concept(
        r"trial|try.?out|test night",
        r"\b(?:trial|try(?:out| us| it)?|test (?:night|run)|one night|just once)",
    ),
)

NAMED_REASSURANCE = re.compile(r"reassur|promis|vague|sweet talk|pitch", re.IGNORECASE)
NAMED_RUDENESS = re.compile(r"insult|rude|abus|disrespect|swear|mock", re.IGNORECASE)
"""Trainers' phrases that acts alone decide: no example is needed."""

WITHHELD = re.compile(
    r"\b(?:can't|cannot|couldn't|won't be able to|refuse to|no way|don't want to|not going to|"
    r"never|hate to|wouldn't want to|i don't|we don't|we won't|i won't)\b"
    r"(?! (?:play )?(?:past|after)| paint| start| coat| charge| ask| need a| be paid| get paid|"
    r" expect| take (?:a|any)| leave| open| put)"
)
"""The learner says they will not: "we can't stop by ten" offers no finish time."""

GENERIC_ABOUT: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"worr|concern|fear|afraid|hesita|hold.*back|bother|trouble|real reason", re.I),
        (
            "what worries you most about this",
            "what are you afraid might happen",
            "what's holding you back",
            "what's the real problem for you",
            "what bothers you about having one again",
            "what would make you nervous",
            "why don't you do it anymore",
            "why are you against it",
            "what's your biggest concern",
            "what is behind that",
            "what would it take for you to say yes",
            "what would make you comfortable going ahead",
        ),
    ),
    (
        re.compile(r"last|past|previous|before|earlier|happened|history|experience", re.I),
        (
            "what happened last time",
            "what went wrong last time",
            "how did it go the last time",
            "have you had a bad experience before",
            "tell me about the last one you had",
            "did something happen before",
            "what was the last one like",
            "how did that turn out for you",
        ),
    ),
    (
        re.compile(r"preocup|miedo|detiene|no lo report", re.I),
        (
            "qué te preocupa más",
            "qué te da miedo que pase",
            "qué te detiene",
            "cuál es el problema de verdad",
            "qué es lo que más te preocupa",
            "por qué no quieres",
        ),
    ),
    (
        re.compile(r"pas[oó]|antes|[uú]ltima vez", re.I),
        (
            "qué pasó la última vez",
            "qué salió mal",
            "cuéntame qué pasó",
            "cómo te fue la otra vez",
            "qué pasó en realidad",
        ),
    ),
)
"""Ways of asking that fit any scenario, so that a seven-line file understands them too."""
