"""What every table has: naming, column types, and its declaration of personal data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Erasing(StrEnum):
    """What happens to a person's rows when they ask to be forgotten."""

    DELETE = "delete"
    BLANK = "blank"
    KEEP_NAMELESS = "keep nameless"


@dataclass(frozen=True)
class Personal:
    """A person's data in one table: whose (`owner`, a column or a path of one join), what, and what erasing means."""

    owner: str
    columns: tuple[str, ...]
    erasing: Erasing


NOTHING_PERSONAL: tuple[Personal, ...] = ()


class Table(SQLModel):
    """Base of all tables. Each declares `personal` itself; a test fails for one that does not."""

    personal: ClassVar[tuple[Personal, ...]]


class Row(Table):
    """A table whose rows have a number of their own."""

    id: int | None = Field(default=None, primary_key=True)

    @property
    def key(self) -> int:
        """The number of a row that is stored."""
        assert self.id is not None
        return self.id


class Word(TypeDecorator[Any]):
    """A string enumeration, stored as its word."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__(40)
        self.words = words

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any | None:
        return None if value is None else self.words(value)

    def __repr__(self) -> str:
        return "sa.String(length=40)"
