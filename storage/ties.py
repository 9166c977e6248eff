"""Network pictures: from which institutions each has taken something useful over, and which of them may be seen."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class RoundState(StrEnum):
    """Open until its deadline; short where too few have answered; previewed by the institutions that may be seen;
    published; or cancelled."""

    OPEN = "open"
    SHORT = "short"
    PREVIEW = "preview"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


UNDER_WAY = (RoundState.OPEN, RoundState.PREVIEW)


class TieRound(Row, table=True):
    """One time that a network was asked.

    `places` are the institutions that were asked, as of the end of answering; `asked` and `answered` are how many. What
    was published stands in the group as `message_id` in `chat_id`, once Telegram has said so.
    """

    __tablename__ = "tie_round"
    personal: ClassVar = (Personal("by_id", ("started_at",), Erasing.KEEP_NAMELESS),)

    network_id: int = Field(foreign_key="network.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    state: RoundState = Field(default=RoundState.OPEN, sa_type=Word(RoundState))
    started_at: datetime
    closes_at: datetime
    reminded_at: datetime | None = None
    publish_at: datetime | None = None
    published_at: datetime | None = None
    places: str = ""
    asked: int = 0
    answered: int = 0
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)


class TieAnswer(Row, table=True):
    """What an institution has taken over, and from whom: `givers` are their numbers, and `nobody` says that there are
    none. `listed` tells whether it may be seen, `hidden` that it was taken out again. `person_id` answered last.
    """

    __tablename__ = "tie_answer"
    __table_args__ = (UniqueConstraint("round_id", "institution_id"),)
    personal: ClassVar = (
        Personal("person_id", ("givers", "nobody", "listed", "hidden", "answered_at"), Erasing.KEEP_NAMELESS),
    )

    round_id: int = Field(foreign_key="tie_round.id")
    institution_id: int = Field(foreign_key="institution.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    givers: str = ""
    nobody: bool = False
    listed: bool | None = None
    hidden: bool = False
    answered_at: datetime

    @property
    def is_complete(self) -> bool:
        """Whether both were said: from whom, and whether the institution may be seen."""
        return self.listed is not None and (self.nobody or bool(self.givers))


def as_text(numbers: Iterable[int]) -> str:
    """As these columns keep institutions; the same for the same ones."""
    return ",".join(str(number) for number in sorted(numbers))


def from_text(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split(",") if number)


async def add(uow: UnitOfWork, round_: TieRound) -> TieRound:
    uow.session.add(round_)
    await uow.session.flush()
    return round_


async def by_id(uow: UnitOfWork, round_id: int) -> TieRound | None:
    return await uow.session.get(TieRound, round_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[TieRound]:
    return (await uow.session.exec(select(TieRound).where(col(TieRound.id).in_(ids)))).all()


async def to_change(uow: UnitOfWork, round_id: int) -> TieRound | None:
    """Held until this transaction ends, with all its answers: nobody answers while it ends."""
    return await uow.hold(TieRound, round_id)


async def of_network(
    uow: UnitOfWork, network_id: int, states: Collection[RoundState], most: int | None = None
) -> Sequence[TieRound]:
    """Those in one of these states, the newest first."""
    found = select(TieRound).where(TieRound.network_id == network_id, col(TieRound.state).in_(states))
    return (await uow.session.exec(found.order_by(col(TieRound.id).desc()).limit(most))).all()


async def under_way(uow: UnitOfWork, network_id: int) -> TieRound | None:
    """The one that a network is at; there is never a second one."""
    return next(iter(await of_network(uow, network_id, UNDER_WAY, 1)), None)


async def answers(uow: UnitOfWork, round_id: int) -> Sequence[TieAnswer]:
    """Also those not complete yet, in the order in which they were changed last."""
    found = select(TieAnswer).where(TieAnswer.round_id == round_id)
    return (await uow.session.exec(found.order_by(col(TieAnswer.answered_at), col(TieAnswer.id)))).all()


async def keep(uow: UnitOfWork, answer: TieAnswer) -> None:
    """What an institution says, from now on; its round is held meanwhile, so that it has no second answer."""
    uow.session.add(answer)
    await uow.session.flush()
