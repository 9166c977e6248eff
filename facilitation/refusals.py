"""What the rules may refuse: a typed reason with values, worded elsewhere for its reader."""

from dataclasses import dataclass
from enum import Enum


class Reason(Enum):
    """Base of every feature's enumeration of reasons; a test fails for a reason without a sentence."""


@dataclass(frozen=True)
class Named:
    """A person whom a refusal names, as long as they do not ask to be forgotten."""

    person: int
    name: str


class Refused(Exception):
    """A wish that the rules do not grant; nothing of its transaction is kept."""

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.values = values
