"""Which hours lie beside or behind one, whose is the next, and who waits there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, update
from sqlmodel import col, or_, select

from storage.office_hours.line import IN_LINE, Turn
from storage.office_hours.series import Host, Series
from storage.office_hours.sessions import AHEAD, Hour, Session, StandIn
from storage.people import Person
from storage.questions import AlsoAsking, Question
from storage.unit_of_work import UnitOfWork


async def overlapping(uow: UnitOfWork, session: Session, starts: datetime, ends: datetime) -> Session | None:
    """Another session of the same series that takes place within these hours."""
    found = select(Session).where(
        Session.series_id == session.series_id, Session.id != session.id, col(Session.state).in_(AHEAD),
        Session.starts_at < ends, Session.ends_at > starts,
    )  # fmt: skip
    return (await uow.session.exec(found.order_by(col(Session.starts_at)).limit(1))).first()


async def beginning(uow: UnitOfWork, since: datetime, before: datetime) -> Sequence[Session]:
    """What begins in between, in any network."""
    found = select(Session).where(
        Session.starts_at >= since, Session.starts_at < before, col(Session.state).in_(AHEAD)
    )
    return (await uow.session.exec(found.order_by(col(Session.starts_at)))).all()


async def sessions_since(uow: UnitOfWork, series_id: int, original_local: datetime) -> Sequence[Session]:
    """Every session of a series that was first planned from that local time on, whatever became of it."""
    found = select(Session).where(Session.series_id == series_id, Session.original_local >= original_local)
    if not uow.is_sqlite:
        found = found.with_for_update()
    return (await uow.session.exec(found.order_by(col(Session.original_local)))).all()


async def hours_after(uow: UnitOfWork, network_id: int, moment: datetime) -> Sequence[Hour]:
    """Every session of a network that ends after a moment, whatever became of it; without those who hold it."""
    found = select(Session, Series).join(Series, col(Series.id) == col(Session.series_id))
    found = found.where(Series.network_id == network_id, Session.ends_at > moment)
    rows = await uow.session.exec(found.order_by(col(Session.starts_at), col(Session.id)))
    return [Hour(session, series, ()) for session, series in rows.all()]


async def changed_with_series(uow: UnitOfWork, series_id: int, own: str | None, now: datetime) -> None:
    """Sessions to come that have no value of their `own` are changed when that of their series is."""
    inherit = update(Session).where(
        col(Session.series_id) == series_id, col(Session.ends_at) > now, col(own).is_(None)
    )
    await uow.session.exec(inherit.values(revision=Session.revision + 1, changed_at=now))


async def held_next(uow: UnitOfWork, network_id: int, person_id: int, now: datetime) -> Session | None:
    """What someone holds next, or just now, in a network: as a host of the series or in place of one."""
    stands_in = exists().where(col(StandIn.session_id) == col(Session.id))
    holds = exists().where(col(Host.series_id) == col(Session.series_id), col(Host.person_id) == person_id)
    found = (
        select(Session)
        .join(Series, col(Series.id) == col(Session.series_id))
        .where(
            Series.network_id == network_id, Session.ends_at > now, col(Session.state).in_(AHEAD),
            or_(stands_in.where(col(StandIn.person_id) == person_id), holds & ~stands_in),
        )
    )  # fmt: skip
    return (await uow.session.exec(found.order_by(col(Session.starts_at)).limit(1))).first()


async def waiting(uow: UnitOfWork, session_id: int) -> Sequence[Person]:
    """Whoever waits in the line of a session, for a question of their own or for somebody else's."""
    standing = select(Turn.question_id).where(Turn.session_id == session_id, col(Turn.state).in_(IN_LINE))
    asking = select(Question.asker_id).where(col(Question.id).in_(standing))
    also = select(AlsoAsking.person_id).where(col(AlsoAsking.question_id).in_(standing))
    found = select(Person).where(or_(col(Person.id).in_(asking), col(Person.id).in_(also)))
    return (await uow.session.exec(found.order_by(col(Person.id)))).all()
