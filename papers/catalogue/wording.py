"""What the catalogue is given from outside besides its entries: every word of its pages in a language, and its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from papers.log import CitySize, EntryKind, PartName


@dataclass(frozen=True)
class About:
    """Which catalogue this is; `address` is where it is published, "" if nobody knows."""

    title: str
    address: str
    made: datetime


@dataclass(frozen=True)
class Wording:
    """All words of the pages in one language, plain; in braces stands what the catalogue fills in.

    `name` is the language's own name. `entries` counts them ("5 wpisów"), `day` says a date, `institutions` are the
    words for kinds of institutions, as many as are known.
    """

    language: str
    name: str
    lead: str
    kinds: Mapping[EntryKind, str]
    parts: Mapping[PartName, str]
    sizes: Mapping[CitySize, str]
    institutions: Mapping[str, str]
    entries: Callable[[int], str]
    day: Callable[[date], str]

    # Ways about
    skip: str
    main_menu: str
    languages: str
    all_entries: str
    all_tags: str
    tagged: str  # {tag}
    feed: str
    pages: str
    page: str  # {page} {pages}
    newer: str
    older: str
    made: str  # {day}
    home: str

    # Search
    search: str
    search_label: str
    search_hint: str
    kind: str
    tag: str
    size: str
    institution: str
    year: str
    any_of: str
    clear: str
    newest: str
    found: str
    nothing: str
    more: str

    # An entry
    number: str  # {number}
    place: str
    network: str
    added: str
    changed: str
    confirmed: str
    outdated: str
    outdated_notice: str
    works_in: str
    adapted: str
    for_cities: str
    evaluation: str
    sources: str
    models: str
    similar: str
    files: str
    pictures: str
    tags: str
    open_in_telegram: str
    written_in: str  # {language}: said where an entry is in another language than the page

    def institution_kind(self, kind: str) -> str:
        """The word for it; one that has no word here stands as it is."""
        return self.institutions.get(kind, kind)
