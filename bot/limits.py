"""Telegram's limits on sending, kept before Telegram has to remind: sliding windows on the process's clock."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

PER_CHAT = (1, timedelta(seconds=1))
PER_GROUP = (20, timedelta(minutes=1))
OVERALL = (30, timedelta(seconds=1))


class Window:
    """At most `count` sendings in any `span`."""

    def __init__(self, count: int, span: timedelta) -> None:
        self._count = count
        self._span = span
        self._sent: deque[datetime] = deque(maxlen=count)

    def free_at(self, now: datetime) -> datetime:
        if len(self._sent) < self._count:
            return now
        return max(now, self._sent[0] + self._span)

    def note(self, now: datetime) -> None:
        self._sent.append(now)

    def idle(self, now: datetime) -> bool:
        return not self._sent or self._sent[-1] + self._span < now


class Limits:
    """When the next message may go to a chat. Negative ids are groups."""

    def __init__(self) -> None:
        self._overall = Window(*OVERALL)
        self._chats: dict[int, list[Window]] = defaultdict(list)
        self._halts: dict[int, datetime] = {}

    def free_at(self, lane: int, now: datetime) -> datetime:
        moments = [window.free_at(now) for window in self._chats.get(lane, ())]
        return max([now, self._overall.free_at(now), self._halts.get(lane, now), *moments])

    def note(self, lane: int, now: datetime) -> None:
        if not self._chats[lane]:
            windows = [Window(*PER_CHAT), *([Window(*PER_GROUP)] if lane < 0 else [])]
            self._chats[lane] = windows
        for window in (self._overall, *self._chats[lane]):
            window.note(now)

    def halt(self, lane: int, until: datetime) -> None:
        """Telegram asked for a pause in this chat."""
        self._halts[lane] = until

    def resting(self, now: datetime) -> dict[int, datetime]:
        """Chats that must wait, with the moment when each may go on; forgets what no longer matters."""
        for lane in [
            lane for lane, windows in self._chats.items() if all(window.idle(now) for window in windows)
        ]:
            del self._chats[lane]
        self._halts = {lane: until for lane, until in self._halts.items() if until > now}
        moments = {lane: self.free_at(lane, now) for lane in (*self._chats, *self._halts)}
        return {lane: moment for lane, moment in moments.items() if moment > now}

    def free_overall_at(self, now: datetime) -> datetime:
        return self._overall.free_at(now)
