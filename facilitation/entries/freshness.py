"""Whether entries still hold: readers say that one does not, and once a year its owner is asked.

One planned row per owner looks after the yearly question. It carries what the owner was asked and has not answered:
which entries, in which version, when.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.entries import owning
from facilitation.entries.owning import changed
from facilitation.entries.reasons import EntryReason
from facilitation.typed import several_lines
from storage import due_work, entries, institutions, roles
from storage.due_work import Doing, DueWork, Planned
from storage.entries import Entry, EntryFlag, EntryState
from storage.institutions import Standing
from storage.network import Network
from storage.people import Person, Reach
from storage.unit_of_work import UnitOfWork

FLAGGED, SETTLED, CONFIRM = "entries.flagged", "entries.settled", "entries.confirm"
TOGETHER = timedelta(hours=1)
BETWEEN_MESSAGES = timedelta(days=7)
LONGEST_WORDS = 300

YEAR = timedelta(days=365)
SOON = timedelta(days=30)
"""What would be due so soon is asked about along with what is due."""
BETWEEN_QUESTIONS = timedelta(days=30)
BEFORE_A_REMINDER = timedelta(days=21)
MOST_AT_ONCE = 40


class Outcome(StrEnum):
    """What came of the word that an entry is out of date."""

    RIGHT = "right"
    CHANGED = "changed"
    OUTDATED = "outdated"
    GONE = "gone"


# readers


def checked_words(typed: str) -> str:
    return several_lines(typed, LONGEST_WORDS, EntryReason.LONG, least=1, too_short=EntryReason.EMPTY)


async def flag(
    uow: UnitOfWork, network: Network, entry: Entry, person: Person, words: str, now: datetime
) -> None:
    """A reader says that it is out of date; its owner hears of all such words of an hour in one message."""
    waiting = await entries.flags.unsettled(uow, entry.key)
    mine = next((each for each in waiting if each.person_id == person.id), None)
    if mine is not None:
        mine.words = words or mine.words
        uow.session.add(mine)
        return
    new = EntryFlag(entry_id=entry.key, person_id=person.key, words=words, flagged_at=now)
    await entries.flags.add(uow, new)
    moment = now + TOGETHER
    row = await due_work.find(uow, FLAGGED, str(entry.key))
    if waiting and row is not None and row.state is Doing.DONE and row.ended_at is not None:
        moment = max(moment, row.ended_at + BETWEEN_MESSAGES)
    planned = Planned(
        FLAGGED, str(entry.key), next_sensible_moment(moment, network.zone), None, {"entry": entry.key}
    )
    await due_work.plan_unless_planned(uow, planned, entry.network_id)


async def settle(uow: UnitOfWork, entry: Entry, outcome: Outcome, now: datetime) -> None:
    """Whoever said that it is out of date hears what came of it, once."""
    for each in await entries.flags.unsettled(uow, entry.key):
        await _settle(uow, entry, each, outcome, now)


async def _settle(uow: UnitOfWork, entry: Entry, flag: EntryFlag, outcome: Outcome, now: datetime) -> None:
    flag.settled_at = now
    uow.session.add(flag)
    await due_work.plan(
        uow, SETTLED, str(flag.key), now, network_id=entry.network_id, flag=flag.key, outcome=outcome.value
    )


async def follow_flags(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    """What was said about it is settled where it is no longer in the log, or says something else since."""
    for each in await entries.flags.unsettled(uow, entry.key):
        if entry.state is not EntryState.KEPT:
            await _settle(uow, entry, each, Outcome.GONE, now)
        elif entry.changed_at is not None and entry.changed_at > each.flagged_at:
            await _settle(uow, entry, each, Outcome.CHANGED, now)


async def still_right(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    """Its owner says so."""
    entry.confirmed_at, entry.outdated = now, False
    await settle(uow, entry, Outcome.RIGHT, now)
    changed(uow, entry)


async def out_of_date(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    entry.outdated = True
    await settle(uow, entry, Outcome.OUTDATED, now)
    changed(uow, entry)


# once a year


@dataclass(frozen=True)
class Asked:
    """An owner was asked about a version of an entry, `at` a second since 1970."""

    entry_id: int
    version: int
    at: int


def written(asked: Iterable[Asked]) -> str:
    return ";".join(f"{each.entry_id}.{each.version}.{each.at}" for each in asked)


def read(words: str) -> dict[int, Asked]:
    """What an owner was asked, by the number of the entry."""
    every = [Asked(*map(int, each.split("."))) for each in words.split(";") if each]
    return {each.entry_id: each for each in every}


def last_sign(entry: Entry) -> datetime:
    """When somebody last stood for what it says."""
    signs = (entry.kept_at or entry.proposed_at, entry.changed_at, entry.confirmed_at)
    return max(sign for sign in signs if sign is not None)


def unanswered(entry: Entry, asked: Asked | None) -> bool:
    """Whether its owner was asked about it as it is, and has said nothing since."""
    if asked is None or asked.version != entry.version:
        return False
    return last_sign(entry) < datetime.fromtimestamp(asked.at, UTC)


def ask_at(entry: Entry, asked: Asked | None) -> datetime:
    """When its owner should be asked (again) whether it still holds."""
    if asked is not None and unanswered(entry, asked):
        return datetime.fromtimestamp(asked.at, UTC) + YEAR
    return last_sign(entry) + YEAR


def to_ask(mine: Sequence[Entry], asked: Mapping[int, Asked], now: datetime) -> list[Entry]:
    """What to ask about now, the oldest first; nothing as long as none of it is due."""
    moments = {entry.key: ask_at(entry, asked.get(entry.key)) for entry in mine}
    if not any(moment <= now for moment in moments.values()):
        return []
    soon = [entry for entry in mine if moments[entry.key] <= now + SOON]
    return sorted(soon, key=lambda entry: moments[entry.key])[:MOST_AT_ONCE]


def next_question(mine: Sequence[Entry], asked: Mapping[int, Asked]) -> datetime | None:
    """When to ask next; messages come a month apart at least."""
    if not mine:
        return None
    moment = min(ask_at(entry, asked.get(entry.key)) for entry in mine)
    last = max((each.at for each in asked.values()), default=None)
    return max(moment, datetime.fromtimestamp(last, UTC) + BETWEEN_QUESTIONS) if last is not None else moment


async def asked_for(uow: UnitOfWork, entry: Entry, now: datetime) -> Person | None:
    """The one of its owners who is asked; None where nobody is left."""
    every = await owning.owners(uow, entry, now)
    return next((each for each in every if each.reach is Reach.OPEN), next(iter(every), None))


async def entries_of(uow: UnitOfWork, network_id: int, person: Person, now: datetime) -> list[Entry]:
    """What is in the log and this person is asked about: their own, and what those who left have left to them."""
    present = {each.key for _grant, each in await roles.grants(uow, network_id, now)}
    if person.id not in present:
        return []
    mine = list(await entries.of_author(uow, person.key, network_id, [EntryState.KEPT]))
    here = await institutions.membership(uow, network_id, person.key)
    if here is None or here.institution_id is None or here.standing is not Standing.JOINED:
        return mine
    theirs = await entries.of_institution(uow, network_id, here.institution_id, [EntryState.KEPT])
    left = [entry for entry in theirs if entry.author_id not in present]
    heir = await asked_for(uow, left[0], now) if left else None
    return [*mine, *left] if heir is not None and heir.id == person.id else mine


def key(network_id: int, person_id: int) -> str:
    return f"{network_id}:{person_id}"


async def planned(uow: UnitOfWork, network_id: int, person_id: int) -> DueWork | None:
    return await due_work.find(uow, CONFIRM, key(network_id, person_id))


async def follow(uow: UnitOfWork, network: Network, entry: Entry, now: datetime) -> None:
    """Somebody is asked about it once a year, as long as it is in the log."""
    owner = await asked_for(uow, entry, now) if entry.state is EntryState.KEPT else None
    if owner is None:
        return
    row = await planned(uow, network.key, owner.key)
    asked = str(row.arguments["asked"]) if row is not None else ""
    moment = ask_at(entry, read(asked).get(entry.key))
    soon = (
        row is not None and row.state is Doing.PLANNED and (row.arguments["remind"] or row.due_at <= moment)
    )
    if not soon:
        await plan(uow, network, owner, asked, 0, moment)


async def plan(
    uow: UnitOfWork, network: Network, owner: Person, asked: str, remind: int, moment: datetime
) -> None:
    """`remind`: the second at which a question was asked that still waits for its reminder; 0 for none."""
    await due_work.plan(
        uow, CONFIRM, key(network.key, owner.key), next_sensible_moment(moment, network.zone),
        network_id=network.key, person=owner.key, asked=asked, remind=remind,
    )  # fmt: skip


async def confirm(
    uow: UnitOfWork, mine: Sequence[Entry], asked: Mapping[int, Asked], at: int, now: datetime
) -> int:
    """Those of one's entries that one was asked about at that second, and that are as they were; how many."""
    right = [
        entry
        for entry in mine
        if (one := asked.get(entry.key)) is not None and one.at == at and unanswered(entry, one)
    ]
    for entry in right:
        held = await entries.to_change(uow, entry.key)
        if held is not None and held.state is EntryState.KEPT:
            await still_right(uow, held, now)
    return len(right)
