"""The agenda of a meeting as it is kept: made, arranged anew with a way back, published; and what the clock owes it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from facilitation.agenda import items as rules
from facilitation.agenda.facts import AgendaChanged
from facilitation.agenda.items import Item, Items, Timed
from facilitation.agenda.reasons import AgendaReason
from facilitation.refusals import Refused
from storage import agenda as agendas
from storage import due_work, meetings
from storage.agenda import Agenda, AgendaItem, ItemKind
from storage.due_work import Planned
from storage.meetings import TAKING_PLACE, Meeting, MeetingState
from storage.unit_of_work import UnitOfWork

NEXT, SETTLE = "agenda.next", "agenda.settle"
BEFORE_THE_NEXT = timedelta(minutes=5)
MARKED = timedelta(hours=24)
"""How long a published agenda shows what is otherwise than before."""
MOST_STEPS = 20


@dataclass(frozen=True)
class Arrangement:
    """The agenda of a meeting with its items."""

    meeting: Meeting
    agenda: Agenda
    items: Items

    @property
    def minutes(self) -> int:
        """How long the meeting lasts."""
        return length(self.meeting)

    @property
    def off(self) -> int:
        """By how many minutes the items go beyond the meeting's hours (or, negative, leave time)."""
        return rules.total(self.items) - self.minutes

    @property
    def timed(self) -> list[Timed]:
        return rules.timed(self.items, self.meeting.starts_at)

    @property
    def can_be_undone(self) -> bool:
        return self.agenda.before != "[]"


def length(meeting: Meeting) -> int:
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)


async def find(uow: UnitOfWork, meeting: Meeting) -> Arrangement | None:
    """The agenda of a meeting, to look at."""
    agenda = await agendas.by_meeting(uow, meeting.key)
    return await _whole(uow, meeting, agenda) if agenda else None


async def hold(uow: UnitOfWork, meeting: Meeting) -> Arrangement:
    """The agenda of a meeting, held for a change; refused where there is none."""
    agenda = await agendas.to_change(uow, meeting.key)
    if agenda is None:
        raise Refused(AgendaReason.NONE)
    return await _whole(uow, meeting, agenda)


async def _whole(uow: UnitOfWork, meeting: Meeting, agenda: Agenda) -> Arrangement:
    rows = await agendas.items(uow, meeting.key)
    return Arrangement(meeting, agenda, tuple(rules.from_row(row) for row in rows))


async def items_of(uow: UnitOfWork, meeting_id: int, *, internal: bool = True) -> list[Timed]:
    """The items of a meeting with their hours, for its papers; nothing where there is no agenda."""
    meeting = await meetings.by_id(uow, meeting_id)
    found = await find(uow, meeting) if meeting else None
    return [each for each in found.timed if internal or not each.item.internal] if found else []


# made and arranged


async def create(uow: UnitOfWork, meeting: Meeting, items: Sequence[Item], now: datetime) -> Arrangement:
    """The first agenda of a meeting that has none."""
    refuse_over(meeting)
    agenda = Agenda(meeting_id=meeting.key, network_id=meeting.network_id, numbers=len(items))
    await agendas.add(uow, agenda)
    return await _keep(uow, Arrangement(meeting, agenda, ()), tuple(items), now)


def is_ahead(meeting: Meeting) -> bool:
    """What is over, or does not take place, is not arranged any more."""
    return meeting.state in (MeetingState.PROPOSED, *TAKING_PLACE)


def refuse_over(meeting: Meeting) -> None:
    if not is_ahead(meeting):
        raise Refused(AgendaReason.OVER)


def new_item(found: Arrangement, kind: ItemKind, title: str, minutes: int, **values: Any) -> Item:
    """An item with a number of its own."""
    found.agenda.numbers += 1
    return Item(found.agenda.numbers, kind, title, minutes, **values)


async def arrange(uow: UnitOfWork, found: Arrangement, items: Items, now: datetime) -> Arrangement:
    """From now on these are the items; the arrangement before can be had again."""
    refuse_over(found.meeting)
    if items == found.items:
        return found
    before = [*json.loads(found.agenda.before), _written(found.items)][-MOST_STEPS:]
    found.agenda.before = json.dumps(before)
    return await _keep(uow, found, items, now)


async def undo(uow: UnitOfWork, found: Arrangement, now: datetime) -> Arrangement:
    """As it was one step before."""
    refuse_over(found.meeting)
    before = json.loads(found.agenda.before)
    if not before:
        raise Refused(AgendaReason.NOTHING_TO_UNDO)
    found.agenda.before = json.dumps(before[:-1])
    return await _keep(uow, found, _read(before[-1]), now)


async def drop(uow: UnitOfWork, found: Arrangement, now: datetime) -> None:
    """All items go, to begin anew from a template; one step back brings them again."""
    await arrange(uow, found, (), now)


async def _keep(uow: UnitOfWork, found: Arrangement, items: Items, now: datetime) -> Arrangement:
    meeting = found.meeting
    rows = [
        AgendaItem(meeting_id=meeting.key, position=place, **asdict(item)) for place, item in enumerate(items)
    ]
    kept = replace(found, items=items)
    kept.agenda.told_off = kept.off
    uow.session.add(kept.agenda)
    await agendas.arrange(uow, meeting.key, rows)
    if kept.agenda.published_at is not None:
        settling = Planned(SETTLE, str(meeting.key), now + MARKED, None, {"meeting": meeting.key})
        await due_work.plan_all(uow, [settling], meeting.network_id)
    await follow(uow, kept, now)
    return kept


# published


async def publish(uow: UnitOfWork, found: Arrangement, now: datetime) -> Arrangement:
    """The group sees it from now on; what changes later is compared with this."""
    refuse_over(found.meeting)
    if not found.items:
        raise Refused(AgendaReason.EMPTY)
    found.agenda.published_at = now
    await settle(uow, found, now)
    await follow(uow, found, now)
    return found


async def settle(uow: UnitOfWork, found: Arrangement, now: datetime) -> None:
    """Nothing is marked as otherwise any more."""
    found.agenda.published = json.dumps(_written(found.items))
    uow.session.add(found.agenda)
    await due_work.cancel(uow, now, SETTLE, str(found.meeting.key))


def published(found: Arrangement) -> Items:
    """What the group saw before the latest changes."""
    return _read(json.loads(found.agenda.published))


# what the clock owes


def owed(found: Arrangement, now: datetime) -> list[Planned]:
    """A word to those who lead the next item, five minutes before each item but the first; of a published agenda."""
    meeting = found.meeting
    if found.agenda.published_at is None or meeting.state not in TAKING_PLACE:
        return []
    return [
        Planned(
            NEXT, f"{meeting.key}-{each.item.number}", each.starts_at - BEFORE_THE_NEXT, each.starts_at,
            {"meeting": meeting.key, "item": each.item.number},
        )
        for each in found.timed[1:]
        if each.starts_at - BEFORE_THE_NEXT > now
    ]  # fmt: skip


async def follow(uow: UnitOfWork, found: Arrangement, now: datetime) -> None:
    """The meeting or its agenda is otherwise: what was planned for its items is planned anew."""
    key = found.meeting.key
    keys = [f"{key}-{number}" for number in range(1, found.agenda.numbers + 1)]
    await due_work.cancel_all(uow, now, [NEXT], keys)
    await due_work.plan_all(uow, owed(found, now), found.meeting.network_id)
    uow.tell(AgendaChanged(found.meeting.network_id, key))


def _written(items: Items) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def _read(written: list[dict[str, Any]]) -> Items:
    return tuple(Item(**{**each, "kind": ItemKind(each["kind"])}) for each in written)
