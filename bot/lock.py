"""One process on one SQLite database: a lock that the system takes back when its holder dies."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


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
