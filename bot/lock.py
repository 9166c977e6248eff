"""One process on one SQLite database: a lock that the system takes back when its holder dies."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from bot import troubles
from bot.settings import Settings


class Held(Exception):
    """Another process holds the lock."""


@contextlib.contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold the lock `file` during the block; raises Held, and OSError where it can't be written."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Held from None
    try:
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Make the folders, and with SQLite keep every other process away. Raises Trouble."""
    file = settings.database_file
    place = file.parent if file else settings.data
    lock = held(file.with_name(f"{file.name}.lock")) if file else contextlib.nullcontext()
    with contextlib.ExitStack() as stack:
        try:
            for folder in {settings.data, place}:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            stack.enter_context(lock)
        except Held:
            raise troubles.second_process(file) from None
        except OSError as fault:
            raise troubles.bad_folder(place, fault) from None
        yield
