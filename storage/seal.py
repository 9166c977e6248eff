"""Sealing of journals: inbox and outbox payloads are readable only with a daily key kept outside the database.

When everything of a day is done, its key is destroyed, and with it every copy that a backup may hold.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from storage.key_folder import KeyFolder

DAY, NONCE = len("2026-11-21"), 12
EARLIER = b":"
"""Follows the day on seals of the first kind, Fernet's, which may still wait in a database that is brought up to date;
it was four times as slow."""


class BrokenSeal(Exception):
    """The payload can't be opened: its key was destroyed or the bytes were changed."""


class Seal:
    """A ring of daily keys in one folder, shared by every process of an installation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = KeyFolder(folder, ".key")
        self._keys: dict[str, bytes] = {}

    def close(self, payload: bytes, day: date) -> bytes:
        """Seal `payload` under the key of `day` (which stands readable in front). Raises Unavailable."""
        readable, nonce = day.isoformat().encode(), os.urandom(NONCE)
        return b"%b.%b%b" % (
            readable,
            nonce,
            ChaCha20Poly1305(self._made(day)).encrypt(nonce, payload, readable),
        )

    def open(self, sealed: bytes) -> bytes:
        """The payload of `sealed`; raises BrokenSeal and Unavailable."""
        day, how, token = sealed[:DAY], sealed[DAY : DAY + 1], sealed[DAY + 1 :]
        try:
            key = self._key(date.fromisoformat(day.decode()).isoformat())
            if how == EARLIER:
                return Fernet(urlsafe_b64encode(key)).decrypt(token)
            return ChaCha20Poly1305(key).decrypt(token[:NONCE], token[NONCE:], day)
        except (InvalidTag, InvalidToken, FileNotFoundError, ValueError) as fault:
            raise BrokenSeal from fault

    def days(self) -> list[date]:
        return [date.fromisoformat(name) for name in self._files.names()]

    def destroy(self, day: date) -> None:
        """Make everything sealed on `day` unreadable for ever."""
        self._keys.pop(day.isoformat(), None)
        self._files.destroy(day.isoformat())

    def _made(self, day: date) -> bytes:
        """The day's key, which is made when it is used for the first time."""
        name = day.isoformat()
        try:
            return self._key(name)
        except FileNotFoundError:
            self._files.make(name, urlsafe_b64encode(ChaCha20Poly1305.generate_key()))
            return self._key(name)

    def _key(self, name: str) -> bytes:
        if name not in self._keys:
            self._keys[name] = urlsafe_b64decode(self._files.read(name))
        return self._keys[name]
