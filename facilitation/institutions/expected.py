"""The list of those expected: read as it was pasted, compared with what is known, set in place of the one before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.facts import NetworkChanged
from facilitation.institutions.names import checked_name, find, similar
from facilitation.institutions.reasons import InstitutionReason
from facilitation.institutions.tidying import note
from facilitation.refusals import Refused
from facilitation.text import folded
from storage import institutions
from storage.institutions import Institution
from storage.network import Network
from storage.people import Person
from storage.roles import Change
from storage.unit_of_work import UnitOfWork


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


async def expect(
    uow: UnitOfWork, network: Network, listed: Sequence[Expected], by: Person, now: datetime
) -> None:
    """Let the pasted list stand in place of the one before; an empty one clears it."""
    every = await institutions.of_network(uow, network.key, merged_too=True)
    known = [institution for institution in every if institution.merged_into is None]
    for institution in await _unlisted(uow, network, known, listed):
        institution.removed_at = now
    counts = {folded(line.name): line for line in listed}
    for institution in every:
        line = counts.pop(institution.folded, None) if institution.merged_into is None else None
        institution.expected, institution.expected_alone = line.people if line else 0, None
    new = [
        Institution(network_id=network.key, name=line.name, folded=name, expected=line.people)
        for name, line in counts.items()
    ]
    uow.session.add_all(every)
    await institutions.add_all(uow, new)
    people = sum(line.people for line in listed)
    change = Change.EXPECTED if listed else Change.NOBODY_EXPECTED
    await note(uow, network, by, change, f"{people} {len(listed)}", now)
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
