"""Who holds single sessions in place of others, and what calendars learn when a whole series changes hands."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import tuple_, update
from sqlmodel import col, delete, select

from storage.office_hours.series import Series
from storage.office_hours.sessions import AHEAD, Session, SessionState, StandIn
from storage.people import Person
from storage.unit_of_work import UnitOfWork


async def stand_ins(uow: UnitOfWork, ids: Collection[int]) -> dict[int, tuple[Person, ...]]:
    """Who holds these sessions in place of those who hold their series."""
    found = select(StandIn.session_id, Person).join(Person, col(Person.id) == col(StandIn.person_id))
    found = found.where(col(StandIn.session_id).in_(ids)).order_by(col(Person.id))
    held: dict[int, tuple[Person, ...]] = {}
    for session_id, person in await uow.session.exec(found):
        held[session_id] = (*held.get(session_id, ()), person)
    return held


async def stood_in(uow: UnitOfWork, network_id: int, now: datetime) -> Sequence[tuple[Session, int]]:
    """The sessions to come of a network that somebody holds in place of others, with who that is."""
    found = select(Session, StandIn.person_id).join(StandIn, col(StandIn.session_id) == col(Session.id))
    found = found.join(Series, col(Series.id) == col(Session.series_id))
    found = found.where(Series.network_id == network_id, Session.ends_at > now)
    found = found.where(col(Session.state).in_((*AHEAD, SessionState.SKIPPED)))
    return (await uow.session.exec(found.order_by(col(Session.starts_at)))).all()


async def no_longer_stand_in(uow: UnitOfWork, gone: Collection[tuple[int, int]]) -> None:
    """By session and person."""
    if gone:
        which = tuple_(col(StandIn.session_id), col(StandIn.person_id)).in_(gone)
        await uow.session.exec(delete(StandIn).where(which))


async def nobody_stands_in(uow: UnitOfWork, ids: Collection[int]) -> None:
    if ids:
        await uow.session.exec(delete(StandIn).where(col(StandIn.session_id).in_(ids)))


async def next_of_series(uow: UnitOfWork, series_id: int, now: datetime) -> Session | None:
    found = select(Session).where(
        Session.series_id == series_id, Session.starts_at > now, col(Session.state).in_(AHEAD)
    )
    return (await uow.session.exec(found.order_by(col(Session.starts_at)).limit(1))).first()


async def revise(uow: UnitOfWork, series_id: int, now: datetime) -> None:
    """Calendars have something to learn of every session to come."""
    coming = update(Session).where(
        col(Session.series_id) == series_id, col(Session.ends_at) > now,
        col(Session.state).in_((*AHEAD, SessionState.SKIPPED)),
    )  # fmt: skip
    await uow.session.exec(coming.values(revision=col(Session.revision) + 1, changed_at=now))
