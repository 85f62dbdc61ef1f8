"""Numbers that mean something in a sentence: prices, times, dates, head counts, shares."""

from __future__ import annotations

import re

from dryfit.persona.reading import Figure

_SMALL = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNIT = "|".join(_SMALL[:9])
_WORDS = (
    rf"(?:(?:a|{'|'.join(_SMALL)}|{'|'.join(_TENS)})(?:[ -](?:{_UNIT}))?"
    rf"(?: (?:hundred|thousand|grand)(?: (?:and )?(?:{'|'.join(_TENS)})(?:[ -](?:{_UNIT}))?)?)?)"
)
_BIG = (
    rf"(?:(?:a|{'|'.join(_SMALL)}|{'|'.join(_TENS)})(?:[ -](?:{_UNIT}))? (?:hundred|thousand|grand)"
    rf"(?: (?:and )?(?:{'|'.join(_TENS)})(?:[ -](?:{_UNIT}))?)?|\d{{3,}}[\d,.]*|\d+,\d{{3}})"
)
_SAYS = (
    r"charge|asks?(?: for)?|do it for|quoted?|costs?|price is|get it for|it's|it is|it'd be|that's|"
    r"comes to|runs"
)
"""Words after which a big number is money, though nobody says so."""

NUMBER = rf"(?:\d[\d,.]*|{_WORDS})"
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth)|thirtieth|thirty[ -]first)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_CLOCK = (
    r"(?:\d{1,2}(?::\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:[ -](?:thirty|fifteen|forty[ -]five))?"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("percent", rf"\b{NUMBER} ?(?:%|percent|per cent)"),
    (
        "price",
        rf"[$£€] ?\d[\d,.]*|\b{NUMBER} ?(?:dollars|bucks|quid|euros|pounds|grand|a head)\b|"
        rf"\b(?:{_SAYS}) {_BIG}(?: (?:dollars|bucks))?(?= |$|[,.!?])"
        r"(?! (?:people|heads?|guests|percent|minutes|hours|days|weeks|degrees|feet|years|%))",
    ),
    (
        "date",
        rf"\b(?:(?:next|this|the (?:first|second|third|last)) )?{_DAY}(?: night| morning| evening|"
        rf" afternoon)?(?:,? (?:the )?(?:{_MONTH} )?(?:{_ORDINAL}|\d{{1,2}}(?!\d|:)"
        rf"(?! ?(?:am|pm|o'clock|people|dollars|bucks))))?(?: (?:of )?{_MONTH})?"
        rf"|\b(?:the )?{_ORDINAL} of {_MONTH}|\b{_MONTH} (?:the )?(?:{_ORDINAL}|\d{{1,2}})\b"
        rf"|\bthe (?!first\b|second\b|third\b){_ORDINAL}\b|\b(?:tomorrow|tonight|next week|today|"
        r"this (?:morning|afternoon|evening))\b",
    ),
    (
        "time",
        rf"\b{_CLOCK} ?(?:o'?clock|a\.?m\b\.?|p\.?m\b\.?|sharp|on the dot)|\b\d{{1,2}}:\d\d\b"
        rf"|\b(?:by|at|before|until|till|til|past|after|around|to) {_CLOCK}(?= |$|[,.!?])"
        r"(?! (?:people|dollars|bucks|percent|hundred|days|weeks|years|bands?|songs|degrees))"
        r"|\b(?:midnight|half past \w+|quarter (?:past|to) \w+)\b",
    ),
    (
        "length",
        rf"\b{NUMBER} (?:minutes?|hours?|days?|weeks?|months?|years?|degrees|inches|feet|coats?|"
        r"mils?)\b",
    ),
    (
        "count",
        rf"\b{NUMBER} (?:people|heads?|friends|fans|guests|folks|customers|regulars|covers|"
        r"of (?:us|them|our)|jobs|houses|homes|references|sets?)\b",
    ),
    ("number", r"\b\d[\d,.]*\b|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b|"
               r"\b\w+ hundred\b"),
)  # fmt: skip
_NUMBER_ES = (
    r"(?:\d[\d,.]*|(?:(?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|"
    r"dieciocho|veinte|treinta|cuarenta|cincuenta|cien)(?: y \w+)? ?)+)"
)
_DAY_ES = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
_PATTERNS_ES: tuple[tuple[str, str], ...] = (
    ("percent", rf"\b{_NUMBER_ES} ?(?:%|por ciento)"),
    (
        "date",
        rf"\b(?:el )?(?:pr[oó]ximo )?{_DAY_ES}(?: (?:el )?(?:\d{{1,2}}|primero|dos|tres|cuatro|"
        r"cinco|"
        r"seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|diecis[eé]is|diecisiete|"
        r"dieciocho|diecinueve|veint\w*|treinta(?: y uno)?)\b)?(?: de \w+)?"
        r"|\b(?:hoy|pasado ma[nñ]ana|ma[nñ]ana|la (?:otra|pr[oó]xima) semana)\b"
        r"|\bel (?:quince|treinta|d[ií]a \w+|\d{1,2})(?: de \w+)?\b",
    ),
    ("price", rf"[$] ?\d[\d,.]*|\b{_NUMBER_ES} ?(?:mil(?: pesos)?|pesos|d[oó]lares)\b"),
    ("time", r"\ba las? \w+(?: y media| y cuarto)?"),
    ("length", rf"\b{_NUMBER_ES} (?:d[ií]as?|semanas?|meses|horas?|minutos?)\b"),
    ("count", rf"\b{_NUMBER_ES} (?:pagos?|personas?|abonos?|rollos?)\b"),
)
_COMPILED_ES = tuple((kind, re.compile(text, re.IGNORECASE)) for kind, text in _PATTERNS_ES)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_LOOSE = re.compile(
    r"\b(?:regular|normal|usual|average|typical|ordinary|busy|slow|good|dead|quiet|every) $", re.I
)
"""Before a day, these make it a kind of day: "a regular Friday" asks for no date."""
_LEAD = re.compile(
    rf"^(?:{_SAYS}|by|at|before|until|till|til|past|after|around|to|a las?|el(?= \w+[aeiou]s\b)) ",
    re.IGNORECASE,
)


def figures(sentence: str, language: str = "en") -> tuple[Figure, ...]:
    """Figures of a sentence in the order of the kinds above; a span counts once.

    >>> [f"{item.kind}: {item.text}" for item in figures("Friday the 12th, done by ten?")]
    ['date: Friday the 12th', 'time: ten']
    """
    taken: list[tuple[int, int]] = []
    found: list[Figure] = []
    for kind, pattern in _COMPILED_ES if language == "es" else _COMPILED:
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if start == end or any(start < until and since < end for since, until in taken):
                continue
            taken.append((start, end))
            if kind == "date" and _LOOSE.search(sentence[:start]):
                continue
            text = _LEAD.sub("", match.group()).strip(" ,.")
            found.append(Figure(kind, text))
    return tuple(found)
