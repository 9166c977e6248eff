"""Institutions: found by what people type, added, merged, and expected by a list."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from facilitation.facts import NetworkChanged
from facilitation.refusals import Reason, Refused
from facilitation.text import folded
from storage import institutions, roles
from storage.institutions import Institution, InstitutionKind
from storage.network import Network
from storage.people import Person
from storage.roles import Audit, Change
from storage.unit_of_work import UnitOfWork

LONGEST_NAME = 100


class InstitutionReason(Reason):
    """What can't be done with an institution."""

    NAME_EMPTY = "name empty"
    NAME_LONG = "name long"
    GONE = "gone"
    SAME = "same"
    TAKEN = "taken"
    EMPTY_LIST = "empty list"
    REPRESENTED = "represented"


def checked_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not any(letter.isalnum() for letter in name):
        raise Refused(InstitutionReason.NAME_EMPTY)
    if len(name) > LONGEST_NAME:
        raise Refused(InstitutionReason.NAME_LONG, most=LONGEST_NAME)
    return name


def find(known: Sequence[Institution], typed: str) -> Institution | None:
    """The institution that was meant exactly, whatever its case and diacritics."""
    wanted = folded(typed)
    return next((institution for institution in known if institution.folded == wanted), None)


def similar(known: Sequence[Institution], typed: str, most: int = 5) -> list[Institution]:
    """Institutions that may have been meant: a typo, another case or a longer form of the name; the nearest first."""
    likeness = {place.key: _likeness(place.folded, folded(typed)) for place in known}
    near = [place for place in known if likeness[place.key] > 0]
    return sorted(near, key=lambda place: -likeness[place.key])[:most]


_OF_A_CITY = re.compile(
    r"(urzad|urzedu|um|ug|umig|miast\w*|m|st|gmin[ay]|miejsk\w+|w|we|z|i|"
    r"city|of|town|hall|council|municipality|commune|the|in)$"
)
_OTHER_KINDS = re.compile(
    r"bibliote|szko|liceum|technik|przedszkol|uniwersyt|politechnik|akademi|uczelni|fundacj|stowarzysz|zwiaz|osrod|"
    r"dom$|domu$|kultury|centr|muze|teatr|spolk|zaklad|zarzad|powiat|starost|marszal|wojewod|mosir|mops|"
    r"librar|school|universit|college|foundation|associat|museum|theatre|county|office|company"
)
_SAME_WORD, _SAME_NAME, _ENDING = 0.7, 0.85, 2


def _likeness(one: str, other: str) -> float:
    """From 0 for two names that can't mean the same to 1 for the same. What only says "city" counts for nothing."""
    words, others = sorted((_telling(one), _telling(other)), key=len)
    if [word for word in words if word.isdigit()] != [word for word in others if word.isdigit()]:
        return 0
    ratio = SequenceMatcher(None, "".join(words), "".join(others)).ratio()
    more = [word for word in others if not any(_same_word(word, each) for each in words)]
    inside = all(any(_same_word(word, each) for each in others) for word in words)
    if inside and not any(_OTHER_KINDS.match(word) for word in more):
        return max(ratio, _SAME_WORD)
    return ratio if ratio >= _SAME_NAME and len(words) < len(others) else 0


def _telling(name: str) -> list[str]:
    """The words by which a name is known."""
    every = re.findall(r"\w+", name)
    return [word for word in every if not _OF_A_CITY.match(word)] or every


def _same_word(one: str, other: str) -> bool:
    """The same word with a slip of the pen or another Polish ending; Radom is not Radomsko."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > _ENDING or len(shorter) < 3:
        return one == other
    return longer.startswith(shorter) or SequenceMatcher(None, one, other).ratio() >= _SAME_WORD


async def add(uow: UnitOfWork, network: Network, typed: str, kind: InstitutionKind) -> Institution:
    """A new institution, or the one that already stands under this name."""
    name = checked_name(typed)
    known = find(await institutions.of_network(uow, network.key), name)
    if known is not None:
        return known
    return await institutions.add(
        uow, Institution(network_id=network.key, name=name, folded=folded(name), kind=kind)
    )


async def standing(uow: UnitOfWork, network: Network, institution_id: int) -> Institution:
    """An institution of this network that was not merged away or removed; refused otherwise."""
    institution = await institutions.by_id(uow, institution_id)
    if institution is None or institution.network_id != network.id:
        raise Refused(InstitutionReason.GONE)
    if institution.merged_into is not None or institution.removed_at is not None:
        raise Refused(InstitutionReason.GONE)
    return institution


async def merge(
    uow: UnitOfWork, network: Network, doubled: int, into: int, by: Person, now: datetime
) -> tuple[Institution, Institution]:
    """Let one of two records of the same institution stand."""
    if doubled == into:
        raise Refused(InstitutionReason.SAME)
    old, kept = await standing(uow, network, doubled), await standing(uow, network, into)
    await institutions.merge(uow, old, kept)
    await roles.note(
        uow,
        Audit(network_id=network.key, at=now, actor_id=by.id, change=Change.MERGED,
              detail=f"{old.name} → {kept.name}"),
    )  # fmt: skip
    uow.tell(NetworkChanged(network.key))
    return old, kept


async def rename(uow: UnitOfWork, network: Network, institution_id: int, typed: str) -> Institution:
    """Give an institution its right name; a name that is taken calls for a merge instead."""
    institution, name = await standing(uow, network, institution_id), checked_name(typed)
    other = find(await institutions.of_network(uow, network.key), name)
    if other is not None and other.id != institution.id:
        raise Refused(InstitutionReason.TAKEN, name=name)
    institution.name, institution.folded = name, folded(name)
    uow.session.add(institution)
    uow.tell(NetworkChanged(network.key))
    return institution


async def change_kind(
    uow: UnitOfWork, network: Network, institution_id: int, kind: InstitutionKind
) -> Institution:
    institution = await standing(uow, network, institution_id)
    institution.kind = kind
    uow.session.add(institution)
    return institution


async def remove(uow: UnitOfWork, network: Network, institution_id: int, now: datetime) -> Institution:
    """Take away an institution that nobody represents."""
    institution = await standing(uow, network, institution_id)
    people = (await institutions.represented(uow, network.key)).get(institution_id, 0)
    if people:
        raise Refused(InstitutionReason.REPRESENTED, name=institution.name, people=people)
    _remove(uow, [institution], now)
    uow.tell(NetworkChanged(network.key))
    return institution


def _remove(uow: UnitOfWork, gone: Iterable[Institution], now: datetime) -> None:
    for institution in gone:
        institution.removed_at, institution.expected = now, 0
        uow.session.add(institution)


@dataclass(frozen=True)
class Expected:
    """One line of a pasted list: an institution and how many people it sends."""

    name: str
    people: int


_COUNT = re.compile(
    r"(?P<before>\S*?)[\s:;,\-–—(]+(?P<count>\d{1,2})\s*"
    r"(?:os\w*|przedst\w*|people|persons?|reps?|representatives?)?[)\s.]*$",
    re.IGNORECASE,
)
_NUMBER_OF_A_NAME = re.compile(r"(?:nr|no|numer|number)\.?$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,3}[.)])\s*")


def read_list(text: str) -> list[Expected]:
    """Institutions from a pasted list, one a line, as `Gdynia 2` or `Gdynia`; a doubled line counts twice."""
    counts: dict[str, Expected] = {}
    for line in text.splitlines():
        line = _BULLET.sub("", line).strip()
        if not any(letter.isalpha() for letter in line):
            continue
        read = _read_line(line)
        before = counts.get(folded(read.name), Expected(read.name, 0))
        counts[folded(read.name)] = Expected(before.name, before.people + read.people)
    if not counts:
        raise Refused(InstitutionReason.EMPTY_LIST)
    return list(counts.values())


def _read_line(line: str) -> Expected:
    """ "Gdynia – 2 osoby" sends two; the number in "Szkoła nr 5" is a part of the name."""
    number = _COUNT.search(line)
    if number is None or _NUMBER_OF_A_NAME.search(number["before"]):
        return Expected(checked_name(line), 1)
    return Expected(checked_name(line[: number.end("before")]), int(number["count"]))


@dataclass(frozen=True)
class Comparison:
    """What a pasted list would change: names that are new, some of them much like known ones, and what would go."""

    new: list[str]
    like: Mapping[str, Institution]
    gone: list[Institution]


async def compare(uow: UnitOfWork, network: Network, listed: Sequence[Expected]) -> Comparison:
    known = await institutions.of_network(uow, network.key)
    new = [line.name for line in listed if find(known, line.name) is None]
    near = {name: similar(known, name, most=1) for name in new}
    like = {name: found[0] for name, found in near.items() if found}
    return Comparison(new, like, await _unlisted(uow, network, known, listed))


async def expect(uow: UnitOfWork, network: Network, listed: Sequence[Expected], now: datetime) -> None:
    """Let the pasted list stand in place of the one before; an empty one clears it."""
    known = await institutions.of_network(uow, network.key)
    _remove(uow, await _unlisted(uow, network, known, listed), now)
    counts = {folded(line.name): line for line in listed}
    for institution in known:
        line = counts.pop(institution.folded, None)
        institution.expected = line.people if line else 0
    new = [
        Institution(network_id=network.key, name=line.name, folded=name, expected=line.people)
        for name, line in counts.items()
    ]
    uow.session.add_all(known)
    await institutions.add_all(uow, new)
    uow.tell(NetworkChanged(network.key))


async def _unlisted(
    uow: UnitOfWork, network: Network, known: Sequence[Institution], listed: Sequence[Expected]
) -> list[Institution]:
    """Institutions that came with the list before, are not on this one, and are represented by nobody."""
    named = {folded(line.name) for line in listed}
    people = await institutions.represented(uow, network.key)
    return [
        place for place in known if place.expected and place.folded not in named and place.key not in people
    ]
