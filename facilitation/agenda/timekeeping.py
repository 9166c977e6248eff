"""The day itself: the item that runs takes longer, or ends now; what follows moves with it."""

from dataclasses import replace
from datetime import datetime

from facilitation.agenda import keeping
from facilitation.agenda.items import SHORTEST, Items, Timed, changed
from facilitation.agenda.keeping import Arrangement
from facilitation.agenda.reasons import AgendaReason
from facilitation.refusals import Refused
from storage.agenda import ItemKind
from storage.unit_of_work import UnitOfWork

LATER = (5, 10)


def expected(found: Arrangement, number: int, offset: int) -> tuple[Timed, Timed]:
    """The item before, and this one, which begins so many minutes into the meeting.

    Refused where somebody else has moved it since: two who tap at once move it once.
    """
    every = found.timed
    place = next((n for n, each in enumerate(every) if each.item.number == number), None)
    if place is None:
        raise Refused(AgendaReason.ITEM_GONE)
    if place == 0 or offset_of(found, every[place]) != offset:
        raise Refused(AgendaReason.OTHERWISE, date=every[place].starts_at)
    return every[place - 1], every[place]


def offset_of(found: Arrangement, each: Timed) -> int:
    """How many minutes into the meeting an item begins."""
    return int((each.starts_at - found.meeting.starts_at).total_seconds() // 60)


async def later(
    uow: UnitOfWork, found: Arrangement, number: int, offset: int, minutes: int, now: datetime
) -> Arrangement:
    """The item before takes so much longer, and all the rest begins later."""
    if minutes not in LATER:
        raise Refused(AgendaReason.OTHERWISE, date=now)
    running, _next = expected(found, number, offset)
    longer = changed(found.items, running.item.number, minutes=running.item.minutes + minutes)
    return await keeping.arrange(uow, found, longer, now)


async def begin(uow: UnitOfWork, found: Arrangement, number: int, offset: int, now: datetime) -> Arrangement:
    """The item before ends now; refused as long as it does not run."""
    running, following = expected(found, number, offset)
    taken = int((now - running.starts_at).total_seconds() // 60)
    if not running.starts_at < now or taken < 1:
        raise Refused(AgendaReason.NOT_RUNNING, date=following.starts_at)
    shorter = changed(found.items, running.item.number, minutes=taken)
    return await keeping.arrange(uow, found, shorter, now)


def from_a_break(found: Arrangement, number: int) -> Items | None:
    """The items when a later break gives what the meeting is over its end, as far as that goes; None without one."""
    items, over = list(found.items), found.off
    behind = next((n for n, item in enumerate(items) if item.number == number), len(items))
    for place in range(behind, len(items)):
        item = items[place]
        given = min(over, item.minutes - SHORTEST)
        if item.kind is ItemKind.BREAK and given > 0:
            items[place] = replace(item, minutes=item.minutes - given)
            return tuple(items)
    return None


async def take_from_a_break(uow: UnitOfWork, found: Arrangement, number: int, now: datetime) -> Arrangement:
    shorter = from_a_break(found, number)
    if shorter is None:
        raise Refused(AgendaReason.NO_BREAK)
    return await keeping.arrange(uow, found, shorter, now)
