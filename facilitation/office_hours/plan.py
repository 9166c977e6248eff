"""What a session needs from the clock: reminders, opening, closing. One row of each kind, after any edit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.calendar.rhythm import local, utc
from facilitation.office_hours.reminders import wanted
from facilitation.reminders import Reminders
from storage import due_work
from storage.due_work import DueWork, Planned
from storage.office_hours import AHEAD, Series, Session, SessionState
from storage.unit_of_work import UnitOfWork

WEEK, DAY, HOUR = "office_hours.week", "office_hours.day", "office_hours.hour"
OPEN, CLOSE = "office_hours.open", "office_hours.close"
NEWS, EXTEND = "office_hours.news", "office_hours.extend"
UNANSWERED = "office_hours.unanswered"
OF_A_SESSION = (WEEK, DAY, HOUR, OPEN, CLOSE)

A_WEEK, A_DAY, AN_HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
WEEK_IS_GOOD_FOR, DAY_IS_GOOD_FOR = timedelta(days=2), timedelta(hours=6)
SECOND_THOUGHTS = timedelta(minutes=2)
TOO_NEAR_FOR_THEM = timedelta(minutes=10)


@dataclass(frozen=True)
class Exceptions:
    """Days of a rhythm (ISO, of its zone) that are skipped, or moved to another start on the clock."""

    skipped: frozenset[str] = frozenset()
    moved: Mapping[str, datetime] = field(default_factory=dict)

    def written(self) -> str:
        """As text, for the one who makes the dates."""
        moved = {day: starts.isoformat() for day, starts in self.moved.items()}
        return json.dumps({"skipped": sorted(self.skipped), "moved": moved})

    @classmethod
    def read(cls, text: str) -> "Exceptions":
        kept = json.loads(text)
        moved = {day: datetime.fromisoformat(starts) for day, starts in kept["moved"].items()}
        return cls(frozenset(kept["skipped"]), moved)


def owed(session: Session, zone: str, now: datetime, reminders: Reminders) -> list[Planned]:
    """What a session still needs, planned afresh. A skipped one is still passed, so that the card moves on."""
    if session.state in (SessionState.CLOSED, SessionState.CANCELLED):
        return []
    needed = [_planned(CLOSE, session, session.ends_at)]
    if session.state is SessionState.PLANNED:
        needed.append(_planned(OPEN, session, session.starts_at, session.ends_at))
        needed += _reminders(session, zone, now, reminders)
    return needed


def _reminders(session: Session, zone: str, now: datetime, reminders: Reminders) -> Iterator[Planned]:
    """Only those whose moment is still to come; days before at the same hour, unless people sleep then."""
    here = local(session.starts_at, zone)
    week_before, day_before = utc(here - A_WEEK, zone), utc(here - A_DAY, zone)
    if reminders.week and week_before > now:
        sensible = next_sensible_moment(week_before, zone)
        yield _planned(WEEK, session, sensible, sensible + WEEK_IS_GOOD_FOR)
    if reminders.day and day_before > now:
        sensible = next_sensible_moment(day_before, zone)
        yield _planned(DAY, session, sensible, sensible + DAY_IS_GOOD_FOR)
    if reminders.hour and session.starts_at - AN_HOUR > now:
        yield _planned(HOUR, session, session.starts_at - AN_HOUR, session.starts_at)


def _planned(kind: str, session: Session, due_at: datetime, not_after: datetime | None = None) -> Planned:
    return Planned(kind, str(session.key), due_at, not_after, {"session": session.key})


async def replan(uow: UnitOfWork, series: Series, sessions: Sequence[Session], now: datetime) -> None:
    """Let exactly what these sessions need be planned, whatever was planned for them before."""
    await due_work.cancel_all(uow, now, OF_A_SESSION, [str(session.key) for session in sessions])
    await plan(uow, series, sessions, now)


async def plan(uow: UnitOfWork, series: Series, sessions: Sequence[Session], now: datetime) -> None:
    """Let what these sessions need be planned."""
    reminders = await wanted(uow, series.network_id)
    needed = [each for session in sessions for each in owed(session, series.zone, now, reminders)]
    await due_work.plan_all(uow, needed, series.network_id)


async def postpone(uow: UnitOfWork, work: DueWork, now: datetime) -> None:
    """The same tomorrow, as long as it is of use."""
    later = Planned(work.kind, work.subject, now + A_DAY, work.not_after, work.arguments)
    await due_work.plan_all(uow, [later], work.network_id)


async def inform(
    uow: UnitOfWork, series: Series, sessions: Sequence[Session], by: int, now: datetime
) -> None:
    """Whoever was reminded of something else has to hear; a little later, in case of second thoughts."""
    told = [(session, session.told_start) for session in sessions if session.told_start is not None]
    holds = [one for one, start in told if start == one.starts_at and one.state in AHEAD]
    if holds:
        await due_work.cancel_all(uow, now, [NEWS], [str(session.key) for session in holds])
    news = [_news(session, start, by, now) for session, start in told if session not in holds]
    await due_work.plan_all(uow, news, series.network_id)


def _news(session: Session, told: datetime, by: int, now: datetime) -> Planned:
    is_near = min(told, session.starts_at) - now < TOO_NEAR_FOR_THEM
    at = now if is_near else now + SECOND_THOUGHTS
    return Planned(NEWS, str(session.key), at, max(session.ends_at, told), {"session": session.key, "by": by})


async def plan_extension(
    uow: UnitOfWork,
    series: Series,
    at: datetime,
    exceptions: Exceptions | None = None,
    read_back: int | None = None,
) -> None:
    arguments: dict[str, int | str] = {"series": series.key}
    if exceptions is not None:
        arguments["exceptions"] = exceptions.written()
    if read_back is not None:
        arguments["read_back"] = read_back
    extension = Planned(EXTEND, str(series.key), at, arguments=arguments)
    await due_work.plan_all(uow, [extension], series.network_id)
