"""Surveys: which instrument a network was asked, until when, and the aggregate that remains."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class SurveyState(StrEnum):
    """A draft until it is begun; counted when its time is over. Void where fewer than five answers were destroyed
    unseen, cancelled where all of them were."""

    DRAFT = "draft"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"
    VOID = "void"
    CANCELLED = "cancelled"


class Survey(Row, table=True):
    """One round of an instrument.

    `instrument` and `version` say which; of one that a network has built, `title` and `items` (JSON) are as they were
    at the beginning. `round` counts those that can be compared, from 1; where the network `starts_anew`, earlier ones
    are not. `ballot` names the answers in the vault. `results` is the aggregate, as JSON. With `expert_first`, those
    who lead see it a day before the group. `texts_at` is when texts were published, `reminded_at` when those who had
    not answered were reminded, `reason` why it was cancelled.
    """

    personal: ClassVar = (
        Personal("by_id", ("title", "purpose", "created_at"), Erasing.KEEP_NAMELESS),
        Personal("comment_by_id", ("comment",), Erasing.KEEP_NAMELESS),
    )

    network_id: int = Field(foreign_key="network.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    instrument: str
    version: int
    title: str = ""
    items: str | None = None
    purpose: str = ""
    starts_anew: bool = False
    round: int = 1
    with_leaders: bool = False
    expert_first: bool = False
    hours: int = 72
    state: SurveyState = Field(default=SurveyState.DRAFT, sa_type=Word(SurveyState))
    ballot: str | None = None
    created_at: datetime
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    reminded_at: datetime | None = None
    closed_at: datetime | None = None
    publishes_at: datetime | None = None
    published_at: datetime | None = None
    texts_at: datetime | None = None
    invited: int = 0
    results: str | None = None
    comment: str = ""
    comment_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    reason: str = ""
    revision: int = 0


async def add(uow: UnitOfWork, survey: Survey) -> Survey:
    uow.session.add(survey)
    await uow.session.flush()
    return survey


async def remove(uow: UnitOfWork, survey: Survey) -> None:
    await uow.session.delete(survey)


async def by_id(uow: UnitOfWork, survey_id: int) -> Survey | None:
    return await uow.session.get(Survey, survey_id)


async def to_change(uow: UnitOfWork, survey_id: int) -> Survey | None:
    return await uow.hold(Survey, survey_id)


async def keep_open(uow: UnitOfWork, survey: Survey) -> None:
    """The survey as it is now, which can't end before this transaction; answers do not wait for each other.

    SQLite lets one write at a time anyway.
    """
    if not uow.is_sqlite:
        await uow.session.flush()
        await uow.session.refresh(survey, with_for_update={"read": True})


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Survey]:
    return (await uow.session.exec(select(Survey).where(col(Survey.id).in_(ids)))).all()


async def of_network(
    uow: UnitOfWork, network_id: int, states: Collection[SurveyState], most: int | None = None, skip: int = 0
) -> Sequence[Survey]:
    """Those in one of these states, the newest first."""
    found = select(Survey).where(Survey.network_id == network_id, col(Survey.state).in_(states))
    return (await uow.session.exec(found.order_by(col(Survey.id).desc()).offset(skip).limit(most))).all()


async def draft_of(uow: UnitOfWork, network_id: int) -> Survey | None:
    """What those who lead are preparing together."""
    found = await of_network(uow, network_id, [SurveyState.DRAFT], 1)
    return found[0] if found else None


async def rounds(uow: UnitOfWork, survey: Survey) -> Sequence[Survey]:
    """The rounds of the same instrument with results, the newest first, back to where the network started anew."""
    found = select(Survey).where(
        Survey.network_id == survey.network_id,
        Survey.instrument == survey.instrument,
        Survey.version == survey.version,
        Survey.state == SurveyState.CLOSED,
    )
    listed: list[Survey] = []
    for each in await uow.session.exec(found.order_by(col(Survey.id).desc())):
        listed.append(each)
        if each.starts_anew:
            break
    return listed


async def of_instrument(uow: UnitOfWork, survey: Survey) -> Sequence[Survey]:
    """All rounds of its instrument that are counted, of any version, the newest first."""
    found = select(Survey).where(
        Survey.network_id == survey.network_id,
        Survey.instrument == survey.instrument,
        Survey.state == SurveyState.CLOSED,
    )
    return (await uow.session.exec(found.order_by(col(Survey.id).desc()))).all()


async def last_published(uow: UnitOfWork, network_id: int, moment: datetime) -> Survey | None:
    """The last one with results that the group knew at this moment."""
    found = _published().where(Survey.network_id == network_id, col(Survey.published_at) <= moment)
    newest = found.order_by(col(Survey.published_at).desc(), col(Survey.id).desc()).limit(1)
    return (await uow.session.exec(newest)).first()


async def published(uow: UnitOfWork, instrument: str, version: int) -> Sequence[Survey]:
    """All published rounds of all networks, in the order in which they were published."""
    found = _published().where(Survey.instrument == instrument, Survey.version == version)
    return (await uow.session.exec(found.order_by(col(Survey.published_at), col(Survey.id)))).all()


def _published() -> SelectOfScalar[Survey]:
    return select(Survey).where(
        Survey.state == SurveyState.CLOSED,
        col(Survey.published_at).is_not(None),
        col(Survey.results).is_not(None),
    )


async def unpublished(uow: UnitOfWork, network_id: int) -> Sequence[Survey]:
    """Those that are counted, and of which the group has not heard yet."""
    over = (SurveyState.CLOSED, SurveyState.VOID)
    found = select(Survey).where(Survey.network_id == network_id, col(Survey.state).in_(over))
    return (
        await uow.session.exec(found.where(col(Survey.published_at).is_(None)).order_by(col(Survey.id)))
    ).all()


async def sealed_ones(uow: UnitOfWork) -> Sequence[Survey]:
    """Every survey whose answers are in the vault, of all networks."""
    states = (SurveyState.OPEN, SurveyState.COUNTING)
    found = select(Survey).where(col(Survey.state).in_(states)).order_by(col(Survey.id))
    return (await uow.session.exec(found)).all()
