"""The queue of updates that getUpdates and the webhook serve."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_FOR = 24 * 3600


class Updates:
    """First in, first out; an update leaves when a later offset confirms it, or after 24 hours."""

    def __init__(self, unix_time: Callable[[], int]) -> None:
        self._unix_time = unix_time
        self._queue: deque[tuple[int, dict[str, Any]]] = deque()
        self._last_id = 100_000
        self.allowed: frozenset[str] | None = None
        self.changes = 0
        self.listeners: list[Callable[[], None]] = []

    def __len__(self) -> int:
        self._expire()
        return len(self._queue)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set which kinds are queued from now on; an empty list means Telegram's default, None no change."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed is not None else kind not in ONLY_WHEN_ASKED

    def push(self, kind: str, payload: dict[str, Any]) -> None:
        """Queue an update, unless its kind is not asked for."""
        if not self.wants(kind):
            return
        self._last_id += 1
        self._queue.append((self._unix_time(), {"update_id": self._last_id, kind: payload}))
        self._changed()

    def pending(
        self, offset: int = 0, limit: int = 100, allowed: Iterable[str] | None = None
    ) -> list[dict[str, Any]]:
        """What getUpdates answers. A positive offset confirms all before it, a negative one all but the last."""
        self.allow(allowed)
        self._expire()
        if offset < 0 and self._queue:
            offset = max(self._last_id + offset + 1, self._queue[0][1]["update_id"])
        self.confirm(offset)
        return [update for _, update in list(self._queue)[:limit]]

    def confirm(self, offset: int) -> None:
        """Forget every update with an id below `offset`."""
        before = len(self._queue)
        while self._queue and self._queue[0][1]["update_id"] < offset:
            self._queue.popleft()
        if len(self._queue) != before:
            self._changed()

    def drop(self, update_id: int) -> None:
        """Forget one update (a webhook took it, perhaps out of order)."""
        self._queue = deque(item for item in self._queue if item[1]["update_id"] != update_id)
        self._changed()

    def clear(self) -> None:
        self._queue.clear()
        self._changed()

    def _expire(self) -> None:
        oldest = self._unix_time() - KEPT_FOR
        while self._queue and self._queue[0][0] < oldest:
            self._queue.popleft()

    def touch(self) -> None:
        """Wake those who wait for updates without a new one (the webhook changed)."""
        for listener in self.listeners:
            listener()

    def _changed(self) -> None:
        self.changes += 1
        self.touch()
