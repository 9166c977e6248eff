"""An hour that begins later, ends earlier or lasts longer than planned, as whoever holds it says."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from facilitation.calendar.phrases import understand_length
from facilitation.facts import NetworkChanged
from facilitation.office_hours.facts import SessionMoved
from facilitation.office_hours.plan import AN_HOUR, HOUR, replan
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import changed
from facilitation.refusals import Refused
from facilitation.text import folded
from storage import due_work, office_hours
from storage.office_hours import Hour, SessionState
from storage.people import Person
from storage.roles import Role
from storage.unit_of_work import UnitOfWork

SOON = timedelta(hours=12)
LATER = (5, 10, 15, 20, 30)
LONGER = (15, 30)
MOST = 60
BEFORE = (r"(?:bede|mam|i am|im|i will be|ill be|running|we are|were)? ?"
          r"(?:spoznie|spoznimy|spozniam|spozniamy|spoznieni[ae]|pozniej|late)(?: sie)?(?: o| by)? ")  # fmt: skip
BEHIND = r" (?:pozniej|spoznieni[ae]|later?|delay|po czasie)"
LATE = re.compile(
    rf"(?:{BEFORE}(?P<after>.+))|(?:(?:bede |zaczniemy |zaczynamy )?(?:o )?(?P<before>.+?){BEHIND})"
)


def minutes_late(typed: str, language: str) -> int | None:
    """As in "10 minut później" or "spóźnię się 10 minut"; None for words that say something else."""
    found = LATE.fullmatch(folded(typed).replace("'", "").replace("’", ""))
    if found is None:
        return None
    try:
        length = understand_length(found["after"] or found["before"], language)
    except Refused:
        length = timedelta(minutes=int(number[0])) if (number := re.search(r"\d{1,3}", typed)) else None
    return round(length.total_seconds() / 60) if length else None


def leads(hour: Hour, person: Person, roles: Collection[Role]) -> bool:
    """Whether someone may say how this hour goes: who holds it, and facilitators."""
    return person.key in {host.key for host in hour.hosts} or Role.FACILITATOR in roles


def may_be_late(hour: Hour, now: datetime) -> bool:
    """Before it begins on the same day, and within the first hour."""
    if hour.session.state is SessionState.OPEN:
        return hour.session.starts_at <= now + SOON and now < hour.session.starts_at + AN_HOUR
    return hour.session.state is SessionState.PLANNED and hour.session.starts_at <= now + SOON


async def own(uow: UnitOfWork, network_id: int, person: Person, now: datetime) -> Hour | None:
    """What someone holds just now or within hours."""
    session = await office_hours.held_next(uow, network_id, person.key, now)
    if session is None or session.starts_at > now + SOON:
        return None
    return await office_hours.hour(uow, session.key)


async def begin_later(uow: UnitOfWork, hour: Hour, minutes: int, now: datetime) -> None:
    """Start and end are shifted; where the start is past, it is counted from now."""
    session, shift = hour.session, timedelta(minutes=minutes)
    if not may_be_late(hour, now) or session.ends_at <= now:
        raise Refused(OfficeHoursReason.NOTHING_SOON)
    if not 0 < minutes <= MOST:
        raise Refused(OfficeHoursReason.LATE_HOW_MUCH, most=MOST)
    starts = session.starts_at + shift
    if starts <= now:
        starts = now.replace(second=0, microsecond=0) + shift
    ends = session.ends_at + (starts - session.starts_at)
    following = await _next_of_hosts(uow, hour, ends)
    if following is not None and following <= starts:
        raise Refused(OfficeHoursReason.INTO_NEXT, date=following)
    reminded = session.told_start is not None and session.starts_at - AN_HOUR <= now
    if session.told_start is not None:
        session.told_start = starts
    session.starts_at, session.ends_at, session.moved = starts, min(ends, following or ends), True
    uow.tell(SessionMoved(hour.series.network_id, session.key))
    await _settle(uow, hour, now)
    if reminded:
        await due_work.cancel(uow, now, HOUR, str(session.key))


async def end_now(uow: UnitOfWork, hour: Hour, now: datetime) -> None:
    """The end is now, and the clock closes the hour as it does every other."""
    session = _open(hour, now)
    session.starts_at, session.ends_at = min(session.starts_at, now), now
    await _settle(uow, hour, now)


async def prolong(uow: UnitOfWork, hour: Hour, minutes: int, now: datetime) -> None:
    """It lasts longer, but not into another hour of the same people."""
    session = _open(hour, now)
    ends = session.ends_at + timedelta(minutes=minutes)
    following = await _next_of_hosts(uow, hour, ends)
    if following is not None:
        raise Refused(OfficeHoursReason.INTO_NEXT, date=following)
    session.ends_at = ends
    await _settle(uow, hour, now)


def _open(hour: Hour, now: datetime) -> office_hours.Session:
    if hour.session.state is not SessionState.OPEN or hour.session.ends_at <= now:
        raise Refused(OfficeHoursReason.BEGUN)
    return hour.session


async def _next_of_hosts(uow: UnitOfWork, hour: Hour, until: datetime) -> datetime | None:
    """When the same people begin another hour between the present end and `until`."""
    after = await office_hours.beginning(uow, hour.session.ends_at, until)
    others = [session for session in after if session.id != hour.session.id]
    if not others:
        return None
    holding, own = await office_hours.hosts(uow, others), {host.key for host in hour.hosts}
    starts = [one.starts_at for one in others if own & {host.key for host in holding[one.key]}]
    return min(starts, default=None)


async def _settle(uow: UnitOfWork, hour: Hour, now: datetime) -> None:
    changed(hour.session, now)
    uow.session.add(hour.session)
    await replan(uow, hour.series, [hour.session], now)
    uow.tell(NetworkChanged(hour.series.network_id))
