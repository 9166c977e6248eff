"""Keys as files of one folder, for their owner only: made whole or not at all, and destroyed by overwriting."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from storage.unavailable import Unavailable


class KeyFolder:
    """The keys of one kind, told by the ending of their files. All processes of an installation share the folder."""

    def __init__(self, folder: Path, ending: str) -> None:
        self._folder, self._ending = folder, ending
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def names(self) -> list[str]:
        with self._told_apart():
            return sorted(path.stem for path in self._folder.iterdir() if path.suffix == self._ending)

    def read(self, name: str) -> bytes:
        """Raises FileNotFoundError for a key that is gone for ever, and Unavailable."""
        with self._told_apart():
            return self._path(name).read_bytes()

    def make(self, name: str, key: bytes) -> None:
        """Keep a key, unless there is one already: whole or not at all, also when two processes try at once.

        What a key has sealed may be committed only after this: the key would survive a power cut. Raises Unavailable.
        """
        with self._told_apart():
            descriptor, draft = tempfile.mkstemp(dir=self._folder, prefix=".")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(key)
                    file.flush()
                    os.fsync(file.fileno())
                with contextlib.suppress(FileExistsError):
                    os.link(draft, self._path(name))
            finally:
                os.unlink(draft)
            self._settle()

    def destroy(self, name: str) -> None:
        """Make everything under this key unreadable for ever. Raises Unavailable."""
        with self._told_apart(), contextlib.suppress(FileNotFoundError):
            path = self._path(name)
            overwrite(path)
            path.unlink()
            self._settle()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{self._ending}"

    def _settle(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
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


def overwrite(path: Path) -> None:
    """Put something else in the place of what a file holds, on the disk too."""
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
