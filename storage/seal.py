"""Sealing of journals: inbox and outbox payloads are readable only with a daily key kept outside the database.

When everything of a day is done, its key is destroyed, and with it every copy that a backup may hold.
"""

from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from storage.key_folder import KeyFolder


class BrokenSeal(Exception):
    """The payload can't be opened: its key was destroyed or the bytes were changed."""


class Seal:
    """A ring of daily keys in one folder, shared by every process of an installation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = KeyFolder(folder, ".key")
        self._keys: dict[date, Fernet] = {}

    def close(self, payload: bytes, day: date) -> bytes:
        """Seal `payload` under the key of `day` (which stands readable in front). Raises Unavailable."""
        return day.isoformat().encode() + b":" + self._made(day).encrypt(payload)

    def open(self, sealed: bytes) -> bytes:
        """The payload of `sealed`; raises BrokenSeal and Unavailable."""
        day, _, token = sealed.partition(b":")
        try:
            return self._key(date.fromisoformat(day.decode())).decrypt(token)
        except (InvalidToken, FileNotFoundError, ValueError) as fault:
            raise BrokenSeal from fault

    def days(self) -> list[date]:
        return [date.fromisoformat(name) for name in self._files.names()]

    def destroy(self, day: date) -> None:
        """Make everything sealed on `day` unreadable for ever."""
        self._keys.pop(day, None)
        self._files.destroy(day.isoformat())

    def _made(self, day: date) -> Fernet:
        """The day's key, which is made when it is used for the first time."""
        try:
            return self._key(day)
        except FileNotFoundError:
            self._files.make(day.isoformat(), Fernet.generate_key())
            return self._key(day)

    def _key(self, day: date) -> Fernet:
        if day not in self._keys:
            self._keys[day] = Fernet(self._files.read(day.isoformat()))
        return self._keys[day]
