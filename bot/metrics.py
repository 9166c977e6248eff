"""Metrics for Prometheus: how much waits, how late things are done, how attempts end.

Labels are words of the code only (kinds, methods, states, classes of faults): nothing of people, chats or messages.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.clock import Clock
from bot.tick import Ticker
from bot.verdict import Delay
from handlers.watch import Watch
from storage.claims import Claim
from storage.due_work import Doing
from storage.ends import Why
from storage.engine import Database
from storage.inbox import Handling
from storage.outbox import Sending
from storage.queues import Queues, look

MINUTE, HOUR, DAY = 60, 3600, 86400
LATENESS = (1, 2, 5, 15, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY)
NAMED = frozenset({*Why, *Delay})
OTHER = "other"


class Metrics(Watch):
    """The numbers of one process, and of the database that it shares with others."""

    def __init__(self, database: Database, clock: Clock, ticker: Ticker) -> None:
        self._database, self._clock, self._ticker = database, clock, ticker
        self._registry = own = CollectorRegistry()
        ProcessCollector(registry=own)
        PlatformCollector(registry=own)
        self._sent = Counter("spoiwo_sends", "Attempts to send", ("method", "kind", "outcome"), registry=own)
        self._errors = Counter("spoiwo_errors", "What went wrong", ("where", "kind"), registry=own)
        self._late = Histogram(
            "spoiwo_due_work_lateness_seconds", "How late due work was done", buckets=LATENESS, registry=own
        )
        self._tick = Gauge("spoiwo_tick_age_seconds", "Since due work was last looked for", registry=own)
        self._queues = {
            name: Gauge(f"spoiwo_{name}", f"Rows of the {name} by state", ("state",), registry=own)
            for name in ("inbox", "outbox", "due_work")
        }
        self._oldest = Gauge(
            "spoiwo_oldest_seconds", "How long the oldest has been waiting", ("queue",), registry=own
        )
        self._overdue = Gauge("spoiwo_due_work_overdue", "Due work that is not done yet", registry=own)

    def sent(self, saying: Claim, outcome: str, error: str | None) -> None:
        self._sent.labels(saying.method, saying.kind, outcome).inc()
        if error is not None:
            self._errors.labels("send", error if error in NAMED else OTHER).inc()

    def due(self, late: timedelta) -> None:
        self._late.observe(max(0, late.total_seconds()))

    def failed(self, where: str, fault: str) -> None:
        self._errors.labels(where, fault).inc()

    async def measure(self) -> tuple[bytes, str]:
        """The text that Prometheus reads, and its media type. Raises Unavailable."""
        now = self._clock.now()
        async with self._database.read() as uow:
            self._read(await look(uow, now), now)
        self._tick.set(self._ticker.seconds_since_beat)
        return generate_latest(self._registry), CONTENT_TYPE_LATEST

    def _read(self, queues: Queues, now: datetime) -> None:
        self._count("inbox", Handling, queues.arrivals)
        self._count("outbox", Sending, queues.sayings)
        self._count("due_work", Doing, queues.works)
        self._overdue.set(queues.overdue)
        oldest = {
            "inbox": queues.oldest_arrival,
            "outbox": queues.oldest_saying,
            "due_work": queues.oldest_due,
        }
        for name, since in oldest.items():
            self._oldest.labels(name).set(max(0, (now - since).total_seconds()) if since else 0)

    def _count(self, name: str, states: type[StrEnum], counts: Mapping[Any, int]) -> None:
        for state in states:
            self._queues[name].labels(state.value).set(counts.get(state, 0))
