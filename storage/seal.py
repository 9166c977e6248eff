"""Sealing of journals: inbox and outbox payloads are readable only with a daily key kept outside the database.

When everything of a day is done, its key is destroyed, and with it every copy that a backup may hold.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from storage.unavailable import Unavailable


class BrokenSeal(Exception):
    """The payload can't be opened: its key was destroyed or the bytes were changed."""


class Seal:
    """A ring of daily keys in one folder, shared by every process of an installation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._keys: dict[date, Fernet] = {}

    def close(self, payload: bytes, day: date) -> bytes:
        """Seal `payload` under the key of `day` (which stands readable in front). Raises Unavailable."""
        with self._told_apart():
            return day.isoformat().encode() + b":" + self._key(day, create=True).encrypt(payload)

    def open(self, sealed: bytes) -> bytes:
        """The payload of `sealed`; raises BrokenSeal and Unavailable."""
        day, _, token = sealed.partition(b":")
        try:
            with self._told_apart():
                return self._key(date.fromisoformat(day.decode()), create=False).decrypt(token)
        except (InvalidToken, FileNotFoundError, ValueError) as fault:
            raise BrokenSeal from fault

    def days(self) -> list[date]:
        return sorted(date.fromisoformat(path.stem) for path in self._folder.glob("*.key"))

    def destroy(self, day: date) -> None:
        """Make everything sealed on `day` unreadable for ever."""
        self._keys.pop(day, None)
        path = self._path(day)
        with contextlib.suppress(FileNotFoundError):
            path.write_bytes(os.urandom(path.stat().st_size))
            path.unlink()

    def _path(self, day: date) -> Path:
        return self._folder / f"{day.isoformat()}.key"

    def _key(self, day: date, *, create: bool) -> Fernet:
        if day not in self._keys:
            if create and not self._path(day).exists():
                self._make(day)
            self._keys[day] = Fernet(self._path(day).read_bytes())
        return self._keys[day]

    def _make(self, day: date) -> None:
        """Create the day's key whole or not at all, also when two processes try at once."""
        descriptor, draft = tempfile.mkstemp(dir=self._folder, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(Fernet.generate_key())
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, self._path(day))
        finally:
            os.unlink(draft)
        self._settle()

    def _settle(self) -> None:
        """What a key has sealed may be committed only after the key itself would survive a power cut."""
        folder = os.open(self._folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    @contextlib.contextmanager
    def _told_apart(self) -> Iterator[None]:
        """A key that is missing among others is gone for ever; what else goes wrong may be cured."""
        try:
            yield
        except OSError as fault:
            if isinstance(fault, FileNotFoundError) and self._folder.is_dir():
                raise
            raise Unavailable(f"the keys, {fault.strerror}") from fault
