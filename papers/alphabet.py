"""The order of words in a list: letter by letter, a letter with a mark after the plain one, as in Polish."""

import unicodedata

PLAIN = str.maketrans({"ł": "l\u0335", "ø": "o\u0335", "đ": "d\u0335"})

Place = tuple[tuple[str, str], ...]


def place(words: str) -> Place:
    """To sort by."""
    return tuple(_letter(sign) for sign in unicodedata.normalize("NFC", words.casefold()))


def _letter(sign: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", sign.translate(PLAIN))
    return parts[0], parts[1:]
