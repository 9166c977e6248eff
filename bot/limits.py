"""Telegram's limits on sending, kept before Telegram has to remind: sliding windows on the process's clock.

Telegram counts when a request reaches it, somewhere between leaving and its answer. Requests that travel equally long
keep the distance in which they left; one that travels longer comes closer to those behind it. So a request keeps its
place for a whole span from when it left, and longer where its answer took more than `TRAVEL`: wherever on its way
Telegram counts, no window shorter by `TRAVEL` ever has too many, and answers that take no longer cost no speed.
"""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
PER_CHAT = (1, SECOND)
PER_GROUP = (20, MINUTE)
OVERALL = (30, SECOND)
TRAVEL = timedelta(seconds=0.1)
LATE = timedelta(seconds=1)
"""What was on its way when its process died may still arrive."""


class Window:
    """At most `count` requests in any `span`."""

    def __init__(self, count: int, span: timedelta) -> None:
        self._count = count
        self._span = span
        self._flying = 0
        self._free: deque[datetime] = deque()

    def room(self, now: datetime) -> int:
        """How many may leave at once."""
        self._forget(now)
        return self._count - self._flying - len(self._free)

    def free_at(self, now: datetime) -> datetime | None:
        """When there is room again; None while that depends on an answer on its way."""
        if self.room(now) > 0:
            return now
        return min(self._free, default=None)

    def begin(self) -> None:
        self._flying += 1

    def land(self, left: datetime, now: datetime, *, counts: bool) -> None:
        """The answer to a request that `left` is here."""
        self._flying -= 1
        if counts:
            self.keep(max(left, now - TRAVEL))

    def keep(self, counted: datetime) -> None:
        """A request may have been counted as late as this."""
        self._free.append(counted + self._span)

    def idle(self, now: datetime) -> bool:
        self._forget(now)
        return not self._flying and not self._free

    def _forget(self, now: datetime) -> None:
        """What is a span old; and what lies far ahead, after the clock was set back."""
        self._free = deque(free for free in self._free if now < free < now + 3 * self._span)


class Limits:
    """What may leave now. Lanes are chats, negative ones groups; what has no lane is not limited."""

    def __init__(self) -> None:
        self._overall = Window(*OVERALL)
        self._chats: dict[int, list[Window]] = {}
        self._halts: dict[int, tuple[datetime, datetime]] = {}
        self._begun: tuple[datetime, datetime] | None = None

    def room(self, now: datetime) -> int:
        """How many requests to different chats may leave at once."""
        return 0 if self._waits_for_the_one_before(now) else max(0, self._overall.room(now))

    def remember(self, counted: Iterable[tuple[int | None, datetime]], now: datetime) -> None:
        """What another process sent before this one began: groups by their lane, all else without.

        To whom the latter went is not known any more, so nobody is written to for a second after it.
        """
        latest = None
        for lane, at in counted:
            latest = max(latest or at, at)
            for window in (self._overall, *(self._windows(lane) if lane is not None else ())):
                window.keep(at)
        self._begun = (now, latest + SECOND) if latest else None

    def begin(self, lane: int | None) -> None:
        """A request leaves."""
        if lane is None:
            return
        for window in (self._overall, *self._windows(lane)):
            window.begin()

    def land(self, lane: int | None, left: datetime, now: datetime, *, counts: bool = True) -> None:
        """The answer to a request that `left` is here; one that was never sent does not count."""
        if lane is not None:
            for window in (self._overall, *self._windows(lane)):
                window.land(left, now, counts=counts)

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
        begins = self._begun[1] if self._waits_for_the_one_before(now) and self._begun else None
        waits = [window.free_at(now) for windows in self._chats.values() for window in windows]
        moments = [begins, self._overall.free_at(now), *waits, *(until for _, until in self._halts.values())]
        return min((moment for moment in moments if moment is not None and moment > now), default=None)

    def _windows(self, lane: int) -> list[Window]:
        if lane not in self._chats:
            self._chats[lane] = [Window(*PER_CHAT), *([Window(*PER_GROUP)] if lane < 0 else [])]
        return self._chats[lane]

    def _waits_for_the_one_before(self, now: datetime) -> bool:
        return self._begun is not None and self._begun[0] <= now < self._begun[1]
