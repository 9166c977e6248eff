"""Institutions: found by what people type, added, merged, and expected by a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

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
    """Institutions that may have been meant: a typo away, or the name inside a longer one."""
    wanted = folded(typed)
    by_name = {institution.folded: institution for institution in known}
    near = get_close_matches(wanted, by_name, n=most, cutoff=0.75)
    inside = [name for name in by_name if len(wanted) > 2 and (wanted in name or name in wanted)]
    return [by_name[name] for name in dict.fromkeys([*near, *inside])][:most]


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
    """An institution of this network that was not merged away; refused otherwise."""
    institution = await institutions.by_id(uow, institution_id)
    if institution is None or institution.network_id != network.id or institution.merged_into is not None:
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


@dataclass(frozen=True)
class Expected:
    """One line of a pasted list: an institution and how many people it sends."""

    name: str
    people: int


_COUNT = re.compile(r"[\s:;,\-–—(]*(\d{1,2})\s*(?:os\w*|people|persons?)?[)\s.]*$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s*")


def read_list(text: str) -> list[Expected]:
    """Institutions from a pasted list, one a line, as `Gdynia 2` or `Gdynia`; a doubled line counts twice."""
    counts: dict[str, Expected] = {}
    for line in text.splitlines():
        line = _BULLET.sub("", line).strip()
        if not any(letter.isalpha() for letter in line):
            continue
        number = _COUNT.search(line)
        name = checked_name(line[: number.start()] if number else line)
        people = int(number[1]) if number else 1
        before = counts.get(folded(name))
        counts[folded(name)] = Expected(
            before.name if before else name, people + (before.people if before else 0)
        )
    if not counts:
        raise Refused(InstitutionReason.EMPTY_LIST)
    return list(counts.values())


async def expect(uow: UnitOfWork, network: Network, listed: Sequence[Expected]) -> None:
    """Let the pasted list stand in place of the one before."""
    known = await institutions.of_network(uow, network.key)
    for institution in known:
        institution.expected = 0
        uow.session.add(institution)
    for line in listed:
        institution = find(known, line.name) or await add(uow, network, line.name, InstitutionKind.CITY)
        institution.expected = line.people
        uow.session.add(institution)
    uow.tell(NetworkChanged(network.key))
