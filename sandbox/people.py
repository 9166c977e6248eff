"""Who exists: people and the bot, as Telegram's User objects describe them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ANONYMOUS_ADMIN_ID = 1087968824


@dataclass(slots=True, eq=False)
class Person:
    """Someone with an account. `started`: pressed Start once; `blocked`: has blocked the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    about: str = ""
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    _user: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def user(self) -> dict[str, Any]:
        """Telegram's User object."""
        if not self._user:
            self._user = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
            for key in ("last_name", "username", "language_code"):
                if value := getattr(self, key):
                    self._user[key] = value
        return dict(self._user)

    def card(self) -> dict[str, Any]:
        """How the control API shows this person."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "about": self.about,
            "started": self.started,
            "blocked": self.blocked,
        }


def anonymous_admin() -> Person:
    """The account in whose name anonymous administrators post."""
    return Person(ANONYMOUS_ADMIN_ID, "Group", username="GroupAnonymousBot", is_bot=True)
