"""What a session needs from the clock: reminders, opening, closing. One row of each kind, after any edit."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.calendar.rhythm import local, utc
from storage import due_work
from storage.due_work import Planned
from storage.office_hours import Series, Session, SessionState
from storage.unit_of_work import UnitOfWork

DAY, HOUR = "office_hours.day", "office_hours.hour"
OPEN, CLOSE = "office_hours.open", "office_hours.close"
NEWS, EXTEND = "office_hours.news", "office_hours.extend"
OF_A_SESSION = (DAY, HOUR, OPEN, CLOSE)

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
DAY_IS_GOOD_FOR = timedelta(hours=6)
SECOND_THOUGHTS = timedelta(minutes=2)


def owed(session: Session, zone: str, now: datetime) -> list[Planned]:
    """What a session still needs, planned afresh. A skipped one is still passed, so that the card moves on."""
    if session.state in (SessionState.CLOSED, SessionState.CANCELLED):
        return []
    needed = [_planned(CLOSE, session, session.ends_at)]
    if session.state is SessionState.PLANNED:
        needed.append(_planned(OPEN, session, session.starts_at, session.ends_at))
        needed += _reminders(session, zone, now)
    return needed


def _reminders(session: Session, zone: str, now: datetime) -> Iterator[Planned]:
    """Only those whose moment is still to come; the day before at the same hour, unless people sleep then."""
    day_before = utc(local(session.starts_at, zone) - A_DAY, zone)
    if day_before > now:
        sensible = next_sensible_moment(day_before, zone)
        yield _planned(DAY, session, sensible, sensible + DAY_IS_GOOD_FOR)
    if session.starts_at - AN_HOUR > now:
        yield _planned(HOUR, session, session.starts_at - AN_HOUR, session.starts_at)


def _planned(kind: str, session: Session, due_at: datetime, not_after: datetime | None = None) -> Planned:
    return Planned(kind, str(session.key), due_at, not_after, {"session": session.key})


async def replan(uow: UnitOfWork, series: Series, sessions: Sequence[Session], now: datetime) -> None:
    """Let exactly what these sessions need be planned, whatever was planned for them before."""
    await due_work.cancel_all(uow, now, OF_A_SESSION, [str(session.key) for session in sessions])
    needed = [each for session in sessions for each in owed(session, series.zone, now)]
    await due_work.plan_all(uow, needed, series.network_id)


async def plan_news(uow: UnitOfWork, series: Series, session: Session, by: int, now: datetime) -> None:
    """People were reminded of what changed, so they have to hear; a little later, in case of second thoughts."""
    news = Planned(NEWS, str(session.key), now + SECOND_THOUGHTS, session.ends_at,
                   {"session": session.key, "by": by})  # fmt: skip
    await due_work.plan_all(uow, [news], series.network_id)


async def plan_extension(uow: UnitOfWork, series: Series, at: datetime) -> None:
    extension = Planned(EXTEND, str(series.key), at, arguments={"series": series.key})
    await due_work.plan_all(uow, [extension], series.network_id)
