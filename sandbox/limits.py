"""Telegram's limits on sending, in sliding windows on the sandbox's clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime
from math import ceil

from sandbox.errors import ApiError

COUNTED = ("send", "edit", "forward", "copy", "stopPoll")
FREE = {"sendChatAction", "sendMessageDraft", "editForumTopic", "editGeneralForumTopic", "editChatInviteLink"}
TRAVEL = 0.1


class Window:
    """At most `most` in any `seconds`; a request may have travelled a little faster than the one before."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds - TRAVEL
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more fits; 0 when it fits now."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        if len(self._times) < self._most:
            return 0.0
        return max(self._times[-self._most] + self._seconds - now, 0.001)

    def add(self, now: float) -> None:
        self._times.append(now)


class Limits:
    """1/s per chat, 20/min per group, 30/s overall."""

    def __init__(self, now: Callable[[], datetime], *, on: bool) -> None:
        self.on = on
        self._now = now
        self._overall = Window(30, 1)
        self._chats: dict[int, list[Window]] = {}

    def check(self, method: str, chat_id: int | None, messages: int = 1) -> None:
        """Count a request, or refuse it with 429."""
        if not self.on or chat_id is None or method in FREE or not method.startswith(COUNTED):
            return
        windows = [self._overall, *self._windows(chat_id)]
        now = self._now().timestamp()
        if wait := max(window.wait(now) for window in windows):
            raise too_many(ceil(wait))
        for window in windows:
            for _ in range(messages):
                window.add(now)

    def _windows(self, chat_id: int) -> list[Window]:
        if chat_id not in self._chats:
            self._chats[chat_id] = [Window(1, 1)] + ([Window(20, 60)] if chat_id < 0 else [])
        return self._chats[chat_id]


def too_many(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
