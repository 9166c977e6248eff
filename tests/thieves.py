"""What whoever steals an installation can read of what was sealed in it."""

import re
from collections.abc import Iterable
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

SEALED = re.compile(rb"gAAAAA[\w-]{40,}=*")


def unlocked(found: bytes, keys: Path) -> bytes:
    """All words under seals, wherever they lie among these bytes, with the keys that are still there."""
    ring = [Fernet(file.read_bytes()) for file in keys.glob("*.key")]
    return b"\n".join(words for token in SEALED.findall(found) for words in _opened(ring, token))


def _opened(ring: list[Fernet], token: bytes) -> Iterable[bytes]:
    for key in ring:
        try:
            yield key.decrypt(token)
        except InvalidToken:
            continue
