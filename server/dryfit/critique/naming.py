"""What to call the persona in a sentence."""

TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "chef",
        "the",
        "old",
        "aunt",
        "uncle",
        "don",
        "doña",
        "señor",
        "señora",
        "sr",
        "sra",
        "tío",
        "tía",
    }
)


def called(name: str) -> str:
    """The first name, or the whole name where it begins with a title.

    >>> called("Dot Kowalski"), called("Mrs. Alvarez"), called("the site manager")
    ('Dot', 'Mrs. Alvarez', 'the site manager')
    """
    words = name.split()
    if not words:
        return "They"
    return name.strip() if words[0].rstrip(".").lower() in TITLES else words[0]
