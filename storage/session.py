"""The session: SQLAlchemy's own, which writes behind and reads ahead where many share a transaction.

A statement that goes alone costs as much as all else that most visitors do; together they cost next to nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, Table, event
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session as Plain
from sqlmodel.ext.asyncio.session import AsyncSession


@dataclass(frozen=True)
class Ahead:
    """What was read for all who share the transaction, from these tables."""

    tables: Collection[Table]
    found: Any


class Session(Plain):
    """What is written behind is written before anything is asked or deleted, so that nobody can tell the difference.

    What was read ahead is forgotten as soon as anything is changed in the tables that it was read from.
    """

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.ahead: dict[Any, Ahead] = {}
        self.behind: dict[Insert, list[Mapping[str, Any]]] = {}

    def write_behind(self, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert these rows sooner or later, in the order in which they come to this very statement."""
        self.behind.setdefault(statement, []).extend(rows)

    def catch_up(self) -> None:
        """Write what was to be written behind."""
        behind, self.behind = self.behind, {}
        for statement, rows in behind.items():
            self.connection().execute(statement, rows)

    def forget(self, tables: Collection[Table]) -> None:
        """Something has changed in these tables."""
        self.ahead = {key: ahead for key, ahead in self.ahead.items() if not {*tables} & {*ahead.tables}}


@event.listens_for(Session, "do_orm_execute")
def _before_asking(asked: ORMExecuteState) -> None:
    session = asked.session
    assert isinstance(session, Session)
    if session.behind:
        session.catch_up()
    if session.ahead and not asked.is_select:
        table = getattr(asked.statement, "table", None)
        if table is None:
            session.ahead.clear()
        else:
            session.forget([table])


@event.listens_for(Session, "before_flush")
def _before_deleting(session: Session, *_flush: object) -> None:
    """What is written behind may name what goes now."""
    if session.behind and session.deleted:
        session.catch_up()


@event.listens_for(Session, "after_flush")
def _after_changing(session: Session, _flush: object) -> None:
    if session.ahead:
        session.forget([row.__table__ for row in (*session.new, *session.dirty, *session.deleted)])


def open_session(engine: Any) -> AsyncSession:
    """A session that keeps what it has read after its commit."""
    return AsyncSession(engine, expire_on_commit=False, sync_session_class=Session)
