"""The words around the shared log: whoever makes a paper of it says how everything is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from papers.log import CitySize, EntryKind, PartName

Counted = Callable[[int], str]


@dataclass(frozen=True)
class LogWords:
    """Labels without a colon. `page` holds {page} and {pages}, `number` holds {number}.

    `kinds` calls one entry what it is, `groups` stands above all of a kind. `entries`, `transfers` and `cities` are
    the words after a number, without it. Whatever a table lacks is shown as it is.
    """

    language: str
    page: str
    kinds: Mapping[EntryKind, str]
    groups: Mapping[EntryKind, str]
    sizes: Mapping[CitySize, str]
    institutions: Mapping[str, str]
    parts: Mapping[PartName, str]
    day: Callable[[date], str]
    entries: Counted
    transfers: Counted
    cities: Counted
    number: str
    title: str
    where: str
    kind: str
    network: str
    size: str
    institution: str
    tags: str
    added: str
    confirmed: str
    evaluation: str
    files: str
    address: str
    sources: str
    similar: str
    works_in: str
    adapted: str
    elsewhere: str
    variants: str
    outdated: str
    contents: str
