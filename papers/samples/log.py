"""The papers of a shared log that never was."""

from papers.document import Document
from papers.log_comparison import comparison
from papers.log_document import brochure, entry_document
from papers.samples.log_entries import ADVISER, ENTRIES, MODEL, ONLINE, RAIN, SENIORS
from papers.samples.log_words import WORDS
from papers.samples.papers import MADE

BY_NUMBER = {entry.number: entry for entry in ENTRIES}
NETWORKS = "Sieci „Czyste powietrze” i „Miasta bliżej mieszkańców”"


def book() -> Document:
    title, below = (
        "Co u nas działa, a co nie",
        "Dobre praktyki i lekcje · styczeń 2027",
    )
    return brochure(ENTRIES, WORDS, title, MADE, NETWORKS, below)


def page() -> Document:
    return entry_document(ADVISER, WORDS, MADE, BY_NUMBER)


def side_by_side() -> Document:
    title, below = "Cztery wpisy obok siebie", "Zestawienie na spotkanie 20 stycznia 2027 r."
    return comparison((ADVISER, RAIN, SENIORS, ONLINE), WORDS, title, MADE, NETWORKS, below)


def model() -> Document:
    return entry_document(MODEL, WORDS, MADE, BY_NUMBER)


LOG = {"baza": book, "baza-wpis": page, "baza-porownanie": side_by_side, "baza-model": model}
