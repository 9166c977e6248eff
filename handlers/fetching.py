"""Files that Telegram keeps and due work reads: what can be fetched, and why one could not."""

from enum import StrEnum
from typing import Protocol

LARGEST = 20 * 1024 * 1024
"""Bytes; Telegram gives bots no larger file."""


class FetchReason(StrEnum):
    """Why there is no file."""

    GONE = "gone"  # Telegram has it no more, or never had it under this number
    TOO_LARGE = "too large"
    UNREACHABLE = "unreachable"  # worth another try later


class Unfetchable(Exception):
    """A file could not be fetched. It tells why, and nothing of the file or where it lies."""

    def __init__(self, reason: FetchReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Fetch(Protocol):
    """Brings the content of a file by its number at Telegram, which may take a minute. Raises Unfetchable."""

    async def __call__(self, file_id: str) -> bytes: ...


async def fetch_nothing(file_id: str) -> bytes:
    """Where there is no Telegram."""
    raise Unfetchable(FetchReason.UNREACHABLE)
