"""The words of the web catalogue, in the language of a reader."""

from typing import Any

from handlers.entries import paper_words, wording
from locales.reader import Reader, mark
from papers.catalogue.wording import Wording
from papers.log import PARTS

NAMES = {"pl": "Polski", "en": "English"}
WEB = {
    "lead": mark(
        "What cities did, what came of it, and what they would not do again. Yours to take home and try."
    ),
    "outdated_notice": mark(
        "This entry is out of date; it stays because there is something to learn from it."
    ),
    "skip": mark("Skip to the content"),
    "main_menu": mark("Catalogue"),
    "languages": mark("Language"),
    "all_entries": mark("All entries"),
    "all_tags": mark("Topics"),
    "feed": mark("News feed (Atom)"),
    "pages": mark("Pages of the list"),
    "newer": mark("← Newer"),
    "older": mark("Older →"),
    "home": mark("Home"),
    "search": mark("Search the catalogue"),
    "search_label": mark("What are you looking for?"),
    "search_hint": mark("such as: stove replacement"),
    "kind": mark("Kind"),
    "tag": mark("Topic"),
    "size": mark("Size of the city"),
    "institution": mark("Institution"),
    "year": mark("Year"),
    "any_of": mark("any"),
    "clear": mark("Clear"),
    "newest": mark("Newest"),
    "found": mark("What was found"),
    "nothing": mark("Nothing fits. Fewer words or fewer filters help."),
    "more": mark("Show more"),
    "place": mark("Where"),
    "network": mark("Network"),
    "added": mark("In the log since"),
    "changed": mark("Last change"),
    "confirmed": mark("Confirmed on"),
    "outdated": mark("Out of date"),
    "works_in": mark("Works in"),
    "adapted": mark("in a changed version"),
    "for_cities": mark("For cities of different sizes"),
    "evaluation": mark("Evaluation"),
    "sources": mark("Made of"),
    "models": mark("Part of a model practice"),
    "similar": mark("Similar entries"),
    "files": mark("Files"),
    "pictures": mark("Pictures"),
    "tags": mark("Topics"),
    "open_in_telegram": mark("Open in Telegram"),
}
WITH_GAPS = {
    "tagged": mark("Topic: {tag}"),
    "page": mark("page {page} of {pages}"),
    "made": mark("as of {day}"),
    "number": mark("Entry no. {number}"),
    "written_in": mark("Written in: {language}"),
}
"""Sentences whose braces the catalogue fills in."""


def web_words(_: Reader) -> Wording:
    """For the pages of the web catalogue."""
    said = paper_words.plain(_)
    words: dict[str, Any] = {name: said(sentence) for name, sentence in WEB.items()}
    words |= {name: paper_words.template(_, sentence) for name, sentence in WITH_GAPS.items()}
    return Wording(
        language=_.language,
        name=NAMES[_.language],
        kinds=paper_words.kinds(_),
        parts={name: said(wording.FIELDS[name]) for name in PARTS},
        sizes=paper_words.sizes(_),
        institutions=paper_words.institutions(_),
        entries=lambda n: _.plural("{n} entry", "{n} entries", n).unescape(),
        day=paper_words.day(_),
        **words,
    )
