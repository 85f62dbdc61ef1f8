"""What language a tag of BCP 47 means, whatever the country."""


def base_language(tag: str) -> str:
    """The language alone, in small letters.

    >>> base_language("es-MX"), base_language("EN")
    ('es', 'en')
    """
    return tag.partition("-")[0].lower()
