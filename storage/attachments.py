"""Attachments as files of one folder, for their owner only: kept whole or not at all, under keys that the house makes.

A disk is slow: in a thread of due work, outside any transaction.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from storage.backups import settle

KEY = re.compile(r"[A-Za-z0-9-]{1,100}")


class NotKept(Exception):
    """The disk does not do what it is asked: full, read-only or away. Waiting may cure it, so put the work off."""


class Attachments:
    """What is kept by its key. All processes of an installation share the folder, which is made when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: str, content: bytes) -> None:
        """Keep it, in place of what was there: it would survive a power cut. Raises NotKept."""
        path = self._path(key)
        with _told_apart():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, draft = tempfile.mkstemp(dir=self._folder, prefix=f".{key}.")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(draft, path)
            except BaseException:
                os.unlink(draft)
                raise
            settle(self._folder)

    def path(self, key: str) -> Path | None:
        """Where it lies; None where nothing is kept. Raises NotKept."""
        path = self._path(key)
        with _told_apart():
            return path if path.is_file() else None

    def remove(self, key: str) -> None:
        """Let go of it, and of what a kill left half written; nothing where it is gone. Raises NotKept."""
        path = self._path(key)
        with _told_apart():
            if self._folder.exists():
                for left in (path, *self._folder.glob(f".{key}.*")):
                    left.unlink(missing_ok=True)
                settle(self._folder)

    def keys(self) -> list[str]:
        """The keys of all that is kept; what has another name is nobody's business here. Raises NotKept."""
        with _told_apart():
            if not self._folder.exists():
                return []
            named = (path for path in self._folder.iterdir() if KEY.fullmatch(path.name))
            return sorted(path.name for path in named if path.is_file())

    @property
    def writable(self) -> bool:
        """Whether something could be kept; nothing is written to find out."""
        place = next(place for place in (self._folder, *self._folder.absolute().parents) if place.exists())
        return os.access(place, os.W_OK | os.X_OK)

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise ValueError("no key of an attachment: letters, digits and dashes")
        return self._folder / key


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    """What the disk says, without the names of what lies on it."""
    try:
        yield
    except OSError as fault:
        raise NotKept(fault.strerror or type(fault).__name__) from None
