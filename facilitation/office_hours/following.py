"""This date and all that follow: another rhythm, another hour or another length from there on.

The series goes on as the same one. A date that both rhythms have keeps its session, with all that was agreed for it;
what lies before stays as it was.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from facilitation.calendar.phrases import Understanding, understand, understand_length
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import Occurrence, Rhythm, utc
from facilitation.calendar.words import sentence
from facilitation.facts import NetworkChanged
from facilitation.office_hours.facts import SessionFellOut, SessionMoved, SessionRestored
from facilitation.office_hours.plan import A_DAY, inform, replan
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import HALF_A_YEAR, changed, new_session, rhythm_of
from facilitation.office_hours.sessions import refuse_begun
from facilitation.refusals import Refused
from storage import office_hours
from storage.office_hours import Hour, Session, SessionState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

CHANGEABLE = (SessionState.PLANNED, SessionState.SKIPPED)
WITHOUT_DAY = (CalendarReason.NO_WEEKDAY, CalendarReason.NO_DATE, CalendarReason.NO_TIME)


@dataclass(frozen=True)
class Changes:
    """What becomes of the sessions: `kept` have another time of their series, `revived` take place after all."""

    kept: tuple[tuple[Session, Occurrence], ...]
    revived: tuple[tuple[Session, Occurrence], ...]
    fallen: tuple[Session, ...]
    new: tuple[Occurrence, ...]


def reconcile(following: Sequence[Session], wanted: Sequence[Occurrence]) -> Changes:
    """From the sessions of some days and the occurrences wanted on them to what has to change; a day names both."""
    known = {session.original_local.date(): session for session in following}
    days = {each.local.date(): each for each in wanted}
    both = [(session, days[day]) for day, session in known.items() if day in days]
    return Changes(
        kept=tuple(pair for pair in both if pair[0].state in CHANGEABLE and _differs(*pair)),
        revived=tuple(pair for pair in both if pair[0].state is SessionState.CANCELLED),
        fallen=tuple(one for day, one in known.items() if day not in days and one.state in CHANGEABLE),
        new=tuple(each for day, each in days.items() if day not in known),
    )


def _differs(session: Session, occurrence: Occurrence) -> bool:
    times = (session.starts_at, session.ends_at) == (occurrence.starts, occurrence.ends)
    return session.original_local != occurrence.local or not (session.moved or times)


def understood(typed: str, hour: Hour, now: datetime, language: str) -> Understanding:
    """A rhythm from this date on; a bare hour or a length changes only that of the present rhythm."""
    zone, start = hour.series.zone, hour.session.original_local
    since = max(now, utc(datetime.combine(start.date(), time()), zone) - timedelta(seconds=1))
    try:
        found = understand(typed, since, zone, language)
    except Refused as refusal:
        going_on = _tail(rhythm_of(hour.series), start) if refusal.reason in WITHOUT_DAY else None
        if going_on is None:
            raise
        return Understanding(_altered(going_on, typed, since, language))
    if not found.lasts_as_usual:
        return found
    lasting = replace(found.rhythm, duration=timedelta(minutes=hour.series.minutes))
    return replace(found, rhythm=lasting, lasts_as_usual=False)


def _altered(rhythm: Rhythm, typed: str, since: datetime, language: str) -> Rhythm:
    """The same days, with the hours or the length that the words name."""
    if sentence(typed, language).has("hour|minute"):
        length = understand_length(typed, language)
        if length is not None:
            return replace(rhythm, duration=length)
    once = understand(f"{rhythm.starts:%d.%m.%Y} {typed}", since, rhythm.zone, language)
    duration = rhythm.duration if once.lasts_as_usual else once.rhythm.duration
    return replace(rhythm, starts=once.rhythm.starts, duration=duration)


def _tail(rhythm: Rhythm, start: datetime) -> Rhythm | None:
    """The same rhythm from one of its dates on, as often as is left; None where it has no such date."""
    until = utc(start, rhythm.zone)
    since = utc(rhythm.starts, rhythm.zone)
    if until < since or rhythm.at(start) not in rhythm.occurrences(until, until + A_DAY):
        return None
    count = re.search(r"COUNT=(\d+)", rhythm.rule)
    if count is None:
        return replace(rhythm, starts=start)
    left = int(count[1]) - len(list(rhythm.occurrences(since, until)))
    return replace(rhythm, starts=start, rule=rhythm.rule.replace(count[0], f"COUNT={left}"))


async def planned(uow: UnitOfWork, hour: Hour, rhythm: Rhythm, now: datetime) -> Changes:
    """What would change; nothing does yet."""
    refuse_begun(hour.session, now)
    first = datetime.combine(hour.session.original_local.date(), time())
    since = max(now, utc(first, rhythm.zone))
    if utc(rhythm.starts, rhythm.zone) <= now:
        raise Refused(OfficeHoursReason.PAST, date=utc(rhythm.starts, rhythm.zone))
    following = await office_hours.sessions_since(uow, hour.series.key, first)
    last = max((utc(session.original_local, rhythm.zone) for session in following), default=now)
    until = max(now + HALF_A_YEAR, last + A_DAY)
    return reconcile(following, list(rhythm.occurrences(since, until)) or rhythm.next(since, 1))


async def change(uow: UnitOfWork, hour: Hour, rhythm: Rhythm, by: Person, now: datetime) -> Changes:
    """From this date on the series has another rhythm."""
    changes, series = await planned(uow, hour, rhythm, now), hour.series
    series.rule, series.starts_local = rhythm.rule, rhythm.starts
    series.minutes = int(rhythm.duration.total_seconds() // 60)
    uow.session.add(series)
    for session, occurrence in changes.kept:
        _retime(uow, series.network_id, session, occurrence)
    await _write(uow, [session for session, _ in changes.kept], now)
    for session, occurrence in changes.revived:
        session.state, session.moved, session.place, session.topic = SessionState.PLANNED, False, None, None
        _retime(uow, series.network_id, session, occurrence)
        uow.tell(SessionRestored(series.network_id, session.key))
    await _write(uow, [session for session, _ in changes.revived], now)
    for session in changes.fallen:
        session.state = SessionState.CANCELLED
        uow.tell(SessionFellOut(series.network_id, session.key))
    await _write(uow, changes.fallen, now)
    touched = [*(session for session, _ in (*changes.kept, *changes.revived)), *changes.fallen]
    await office_hours.nobody_stands_in(uow, [session.key for session, _ in changes.revived])
    new = await office_hours.materialise(uow, [new_session(series, each) for each in changes.new])
    await replan(uow, series, [*touched, *new], now)
    await inform(uow, series, touched, by.key, now)
    uow.tell(NetworkChanged(series.network_id))
    return changes


async def _write(uow: UnitOfWork, alike: Sequence[Session], now: datetime) -> None:
    """What changes alike is written together."""
    for session in alike:
        changed(session, now)
    uow.session.add_all(alike)
    await uow.session.flush()


def _retime(uow: UnitOfWork, network_id: int, session: Session, occurrence: Occurrence) -> None:
    """One that was moved on its own stays there, and only knows another usual time."""
    session.original_local = occurrence.local
    if session.moved:
        return
    if session.starts_at != occurrence.starts:
        uow.tell(SessionMoved(network_id, session.key))
    session.starts_at, session.ends_at = occurrence.starts, occurrence.ends
