"""The life of one session: reminded of, opened, closed, skipped and taken back."""

from datetime import datetime

from facilitation.facts import NetworkChanged
from facilitation.office_hours.plan import AN_HOUR, NEWS, plan_extension, plan_news, replan
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import finish, rhythm_of
from facilitation.refusals import Refused
from storage import due_work, office_hours
from storage.office_hours import Held, Series, SeriesState, Session, SessionState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

SETTLED = (SessionState.CLOSED, SessionState.CANCELLED)
OFF = (SessionState.SKIPPED, SessionState.CANCELLED)


async def to_remind_of(uow: UnitOfWork, session_id: int, now: datetime) -> tuple[Session, Held] | None:
    """A session that people are reminded of now; None for one that does not take place or has begun."""
    session = await office_hours.session_to_change(uow, session_id)
    if session is None or session.state is not SessionState.PLANNED or session.starts_at <= now:
        return None
    held = await office_hours.series_by_id(uow, session.series_id)
    if held is None:
        return None
    session.told_start = session.starts_at
    uow.session.add(session)
    return session, held


def is_near(session: Session, now: datetime) -> bool:
    """Whether the nearer of the two reminders is due, so that the other is of no use any more."""
    return session.starts_at - AN_HOUR <= now


async def open_one(uow: UnitOfWork, session_id: int, now: datetime) -> Session | None:
    """The hour begins; None for one that does not take place, or is over already."""
    session = await office_hours.session_to_change(uow, session_id)
    if session is None or session.state is not SessionState.PLANNED:
        return None
    if not session.starts_at <= now < session.ends_at:
        return None
    session.state = SessionState.OPEN
    uow.session.add(session)
    return session


async def close_one(uow: UnitOfWork, session_id: int, now: datetime) -> tuple[Session, Held] | None:
    """The hour is over, whether anybody noticed or not; with the last one its series is over too."""
    session = await office_hours.session_to_change(uow, session_id)
    if session is None or session.state in SETTLED or session.ends_at > now:
        return None
    held = await office_hours.series_by_id(uow, session.series_id)
    if held is None:
        return None
    if session.state is not SessionState.SKIPPED:
        session.state = SessionState.CLOSED
        uow.session.add(session)
    if held.series.state is SeriesState.RUNNING:
        await _go_on(uow, held.series, now)
    uow.tell(NetworkChanged(held.series.network_id))
    return session, held


async def _go_on(uow: UnitOfWork, series: Series, now: datetime) -> None:
    """To the next date, which may be further ahead than the sessions that exist; or to the end."""
    if await office_hours.sessions(uow, [series.key], now):
        return
    if rhythm_of(series).next(now, 1):
        await plan_extension(uow, series, now)
    else:
        await finish(uow, series, now)


async def skip(uow: UnitOfWork, series: Series, session_id: int, by: Person, now: datetime) -> Session:
    """This one does not take place; whoever was reminded of it will hear."""
    session = await ahead(uow, series, session_id, now)
    if session.state is SessionState.PLANNED:
        await _become(uow, series, session, SessionState.SKIPPED, now)
        if session.told_start is not None:
            await plan_news(uow, series, session, by.key, now)
    return session


async def restore(uow: UnitOfWork, series: Series, session_id: int, now: datetime) -> Session:
    """It takes place after all."""
    session = await ahead(uow, series, session_id, now)
    if session.state is SessionState.SKIPPED:
        await _become(uow, series, session, SessionState.PLANNED, now)
        await due_work.cancel(uow, now, NEWS, str(session.key))
    return session


async def news(uow: UnitOfWork, session_id: int) -> tuple[Session, Held] | None:
    """What people who were reminded have to hear: that a session does not take place. Each once."""
    session = await office_hours.session_to_change(uow, session_id)
    if session is None or session.told_start is None or session.state not in OFF:
        return None
    session.told_start = None
    uow.session.add(session)
    held = await office_hours.series_by_id(uow, session.series_id)
    return (session, held) if held is not None else None


async def ahead(uow: UnitOfWork, series: Series, session_id: int, now: datetime) -> Session:
    """A session of this series that has not begun; refused otherwise."""
    session = await office_hours.session_to_change(uow, session_id)
    if session is None or session.series_id != series.id or session.starts_at <= now:
        raise Refused(OfficeHoursReason.BEGUN)
    if session.state not in (SessionState.PLANNED, SessionState.SKIPPED):
        raise Refused(OfficeHoursReason.BEGUN)
    return session


async def _become(
    uow: UnitOfWork, series: Series, session: Session, state: SessionState, now: datetime
) -> None:
    session.state = state
    uow.session.add(session)
    await replan(uow, series, [session], now)
    uow.tell(NetworkChanged(series.network_id))
