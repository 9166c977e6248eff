"""The decision log: which of the decisions are meant by words that somebody types."""

from facilitation.search import analysis

LONGEST = 32
"""Bytes of the words, which have to fit on a button."""


def wanted(typed: str) -> str:
    """The words that tell something, folded, as many as fit."""
    kept = ""
    for word in analysis.words(typed):
        longer = f"{kept} {word}".strip()
        if len(longer.encode()) <= LONGEST:
            kept = longer
    return kept


def is_meant(words: str, text: str) -> bool:
    """Whether a text has all these words, in whatever form."""
    stems = {analysis.stem(word) for word in analysis.words(text)}
    return all(any(stem.startswith(asked) for stem in stems) for asked in analysis.asked(words))
