"""Telegram's limits on sending, kept before Telegram has to remind: sliding windows on the process's clock.

Telegram counts when a request reaches it, which is some time before its answer is here. So a request takes its
place from the moment it leaves until a whole span after its answer: never too many in any window, wherever it lies.
"""

from collections import deque
from datetime import datetime, timedelta

PER_CHAT = (1, timedelta(seconds=1))
PER_GROUP = (20, timedelta(minutes=1))
OVERALL = (30, timedelta(seconds=1))


class Window:
    """At most `count` requests in any `span`."""

    def __init__(self, count: int, span: timedelta) -> None:
        self._count = count
        self._span = span
        self._flying = 0
        self._answered: deque[datetime] = deque()

    def room(self, now: datetime) -> int:
        """How many may leave at once."""
        self._forget(now)
        return self._count - self._flying - len(self._answered)

    def free_at(self, now: datetime) -> datetime | None:
        """When there is room again; None while that depends on an answer on its way."""
        if self.room(now) > 0:
            return now
        return self._answered[0] + self._span if self._answered else None

    def begin(self) -> None:
        self._flying += 1

    def land(self, now: datetime, *, counts: bool) -> None:
        self._flying -= 1
        if counts:
            self._answered.append(now)

    def idle(self, now: datetime) -> bool:
        self._forget(now)
        return not self._flying and not self._answered

    def _forget(self, now: datetime) -> None:
        """What is a span old; and what lies ahead, after the clock was set back."""
        while self._answered and not now - self._span < self._answered[0] <= now:
            self._answered.popleft()


class Limits:
    """What may leave now. Lanes are chats, negative ones groups; what has no lane is not limited."""

    def __init__(self) -> None:
        self._overall = Window(*OVERALL)
        self._chats: dict[int, list[Window]] = {}
        self._halts: dict[int, tuple[datetime, datetime]] = {}

    def room(self, now: datetime) -> int:
        """How many requests to different chats may leave at once."""
        return max(0, self._overall.room(now))

    def begin(self, lane: int | None) -> None:
        """A request leaves."""
        if lane is None:
            return
        if lane not in self._chats:
            self._chats[lane] = [Window(*PER_CHAT), *([Window(*PER_GROUP)] if lane < 0 else [])]
        for window in (self._overall, *self._chats[lane]):
            window.begin()

    def land(self, lane: int | None, now: datetime, *, counts: bool = True) -> None:
        """Its answer is here; one that was never sent does not count."""
        if lane is not None:
            for window in (self._overall, *self._chats[lane]):
                window.land(now, counts=counts)

    def halt(self, lane: int, now: datetime, until: datetime) -> None:
        """Telegram asked for a pause in this chat."""
        self._halts[lane] = (now, until)

    def resting(self, now: datetime) -> list[int]:
        """Chats that must wait; forgets what no longer matters."""
        self._chats = {
            lane: windows
            for lane, windows in self._chats.items()
            if not all(window.idle(now) for window in windows)
        }
        self._halts = {lane: span for lane, span in self._halts.items() if span[0] <= now < span[1]}
        full = (lane for lane, windows in self._chats.items() if any(w.room(now) < 1 for w in windows))
        return sorted({*full, *self._halts})

    def next_free_at(self, now: datetime) -> datetime | None:
        """When something that must wait now may go on without an answer coming first."""
        waits = [window.free_at(now) for windows in self._chats.values() for window in windows]
        moments = [self._overall.free_at(now), *waits, *(until for _, until in self._halts.values())]
        return min((moment for moment in moments if moment is not None and moment > now), default=None)
