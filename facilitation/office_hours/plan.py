"""What a session needs from the clock: reminders, opening, closing. One row of each kind, after any edit."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.calendar.rhythm import local, utc
from storage import due_work
from storage.due_work import Planned
from storage.office_hours import AHEAD, Series, Session, SessionState
from storage.unit_of_work import UnitOfWork

DAY, HOUR = "office_hours.day", "office_hours.hour"
OPEN, CLOSE = "office_hours.open", "office_hours.close"
NEWS, EXTEND = "office_hours.news", "office_hours.extend"
UNANSWERED = "office_hours.unanswered"
OF_A_SESSION = (DAY, HOUR, OPEN, CLOSE)

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
DAY_IS_GOOD_FOR = timedelta(hours=6)
SECOND_THOUGHTS = timedelta(minutes=2)
TOO_NEAR_FOR_THEM = timedelta(minutes=10)


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
    uow: UnitOfWork, series: Series, at: datetime, skipped: Collection[str] = ()
) -> None:
    arguments: dict[str, int | str] = {"series": series.key, "skipped": " ".join(sorted(skipped))}
    extension = Planned(EXTEND, str(series.key), at, arguments=arguments)
    await due_work.plan_all(uow, [extension], series.network_id)
