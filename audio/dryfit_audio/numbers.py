"""English numbers in words: cardinals, ordinals, years, decimals, digits, fractions.

Own code rather than num2words, which is LGPL-3.0 and would weigh on whoever bundles this.
"""

_SMALL = (  # noqa: SIM905
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()  # fmt: skip
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
LARGEST = 10**15


def cardinal(number: int) -> str:
    """0 to just under a quadrillion: 1205 → "one thousand two hundred five"."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number >= LARGEST:
        return digits(str(number))
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    size, name = next(((size, name) for size, name in _SCALES if number >= size), (100, "hundred"))
    head, rest = divmod(number, size)
    return f"{cardinal(head)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """21 → "twenty-first"."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last in _IRREGULAR:
        return words[:cut] + _IRREGULAR[last]
    return words[:cut] + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def year(number: int) -> str:
    """1978 → "nineteen seventy-eight", 2005 → "two thousand five", 1900 → "nineteen hundred"."""
    century, rest = divmod(number, 100)
    if 2000 <= number < 2010 or number % 1000 == 0:
        return cardinal(number)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {f'oh {cardinal(rest)}' if rest < 10 else cardinal(rest)}"


def digits(text: str) -> str:
    """Each digit by itself: "555" → "five five five"."""
    return " ".join(_SMALL[int(digit)] for digit in text if digit.isdigit())


def decimal(text: str) -> str:
    """A written number with optional thousands commas and decimals: "1,200.5"."""
    whole, _, part = text.replace(",", "").partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        words = digits(whole)
    else:
        words = cardinal(int(whole or "0"))
    return f"{words} point {digits(part)}" if part else words


def fraction(top: int, bottom: int) -> str:
    """1, 2 → "one half"; 3, 8 → "three eighths"; 5, 7 → "five sevenths"; x, 1 → "x over one"."""
    if bottom == 2:
        return "one half" if top == 1 else f"{cardinal(top)} halves"
    if bottom < 2 or bottom > 100:
        return f"{cardinal(top)} over {cardinal(bottom)}"
    part = "quarter" if bottom == 4 else ordinal(bottom)
    return f"{cardinal(top)} {part}" + ("" if top == 1 else "s")
