"""How the learner would check on site: 0 to 3."""

from __future__ import annotations

import re

from dryfit.drill.understand.alike import telling
from dryfit.drill.understand.said import Understood, plain
from dryfit.drill.understand.unknowing import says_unknown
from dryfit.scenario.review import CalibrationItem

MACHINE = re.compile(
    r"\b(?:google|internet|online|youtube|chat ?g ?p ?t|gpt|siri|alexa|reddit|facebook|tiktok|"
    r"the web|web search|search(?: for)? it|(?:the|an?) (?:ai|a i|app|bot|chatbot|assistant)|"
    r"copilot|gemini|claude|ask it(?: again)?|same (?:ai|assistant|app))\b"
)
"""Asking a machine again, or whoever put a page on the web, checks nothing."""

_NO_CHECK = re.compile(
    r"\b(?:wouldn't|would not|don't (?:need|have) to|no need to|not gonna) (?:\w+ )?"
    r"(?:check|verify|bother)|\beyeball|\bjust (?:know|trust|try|guess|go)\b|\btrial and error\b|"
    r"\bby (?:feel|eye)\b"
)
_AUTHORITY = re.compile(
    r"\b(?:data ?sheets?|spec(?:s|ification)?s?(?: sheet)?|tds|sds|msds|safety (?:sheet|data)|"
    r"manuals?|instructions?|name ?plates?|(?:rating |data )?plates?|labels?|placards?|tags?|"
    r"decals?|stickers?|code(?:s| ?book| table)?|nec|ipc|upc|irc|ibc|imc|nfpa|osha|iso|astm|epa|"
    r"ansi|asme|ashrae|sspc|ampp|standards?|regulations?|(?:osha|code|the) rules?|tables?|charts?|"
    r"manufacturers?|maker|tech(?:nical)? (?:line|support|rep)|(?:\w+ )?reps?|inspectors?|"
    r"building department|engineers?|hand ?books?|binders?|submittals?|drawings?|prints?|"
    r"blueprints?|plans|permits?|catalogu?e?s?|price book|listing|bill of lading|sops?|"
    r"posted procedure|"
    r"gauges?|gages?|meters?|multimeter|thermometers?|hygrometer|psychrometer|levels?|tape|"
    r"calipers?|testers?|scales?|measure|measuring|test (?:it|the|for|strip|kit|patch))\b"
)
_PERSON = re.compile(
    r"\b(?:ask|call|phone|text|check with|talk to|run (?:it|that) (?:by|past)|see what|watch|look "
    r"(?:at )?how)\b.*\b(?:foreman|boss|super\w*|lead|buddy|guys?|crew|partner|journeyman|"
    r"old(?:er|-timer| timer)?|someone|somebody|other|another|manager|coworker|dad|owner|"
    r"electrician|plumber|painter|roofer|dispatch(?:er)?|mechanic|friend|counter)\b"
)
_PLACE = re.compile(
    r"\b(?:on|at|in|by|under|inside|off|behind|next to|from) (?:the|my|our|its?|that|each|every)\b|"
    r"\b(?:page|section|table|chapter|article|line|part|paragraph|column|row|door|cover) ?"
    r"(?:\w+|\d)|\b\d{3,}\b"
)
_ONLY_THE_SOURCE = re.compile(
    r"\b(?:in|on|at|from|off) (?:the|my|our|its?|that) (?:\w+ )?(?:code|codes|nec|ipc|upc|irc|osha|"
    r"manual|data ?sheet|spec(?: sheet)?|sheet|instructions|label|book|internet|web|regulations?|"
    r"rules|standard|osha rules|code ?book)\b"
)
_MEANT_WORDS = 2
"""Telling words shared with the item's own place that show the learner knows where to look."""


def checking_in(text: str, item: CalibrationItem) -> Understood[int] | None:
    """The verification score of a learner's words; None where they cannot be told.

    One point each for a real source, for one with authority, and for where on site it is.
    """
    low = plain(text)
    if _NO_CHECK.search(low):
        return Understood(0)
    authority = bool(_AUTHORITY.search(low))
    if MACHINE.search(low) and not authority:
        return Understood(0)
    if authority:
        return Understood(2 + _says_where(low, item))
    if _PERSON.search(low):
        return Understood(1)
    return Understood(0) if says_unknown(low) else None


def _says_where(low: str, item: CalibrationItem) -> bool:
    elsewhere = _ONLY_THE_SOURCE.sub(" ", low)
    if _PLACE.search(elsewhere):
        return True
    said = telling(_AUTHORITY.sub(" ", low))
    places = (telling(_AUTHORITY.sub(" ", way.where.lower())) for way in item.verify)
    return any(len(place & said) >= _MEANT_WORDS for place in places)
