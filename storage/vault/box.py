"""The box of one ballot: what is in it can be read only with its key, which is not in the database."""

import secrets
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE = 12


class Purpose(StrEnum):
    """What a locked piece is; one can't stand in the place of another."""

    ANSWER = "answer"
    POOL = "pool"


class BrokenBox(Exception):
    """The piece can't be unlocked: its bytes were changed, or it is of another box or purpose."""


class Box:
    """Locks pieces of a ballot. Equal pieces do not look equal, and nothing tells when they were locked."""

    def __init__(self, ballot: str, key: bytes) -> None:
        self.ballot, self._cipher = ballot, ChaCha20Poly1305(key)

    def lock(self, purpose: Purpose, piece: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, piece, self._about(purpose))

    def unlock(self, purpose: Purpose, locked: bytes) -> bytes:
        """Raises BrokenBox."""
        try:
            return self._cipher.decrypt(locked[:_NONCE], locked[_NONCE:], self._about(purpose))
        except (InvalidTag, ValueError) as fault:
            raise BrokenBox from fault

    def _about(self, purpose: Purpose) -> bytes:
        return f"{self.ballot}:{purpose}".encode()


def new_key() -> bytes:
    return ChaCha20Poly1305.generate_key()
