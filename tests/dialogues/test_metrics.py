"""What whoever runs the bot sees: counts, ages and kinds, never anything of people or of what they say."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.doctor import examine, table
from bot.metrics import Metrics
from handlers.features import FEATURES
from handlers.registry import Registry
from storage import due_work, outbox
from storage.outbox import Request
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours_clock import at
from tests.dialogues.test_status import BROKEN, hours, plan, votes
from tests.dialogues.town import Town
from web.app import Health, application

__all__ = ["hours", "votes"]


class Prometheus:
    """Reads what the town's process tells."""

    def __init__(self, town: Town) -> None:
        process = town.process
        metrics = Metrics(process.database, process.clock, process.ticker)
        process.edge.watch = process.delivery.watch = metrics
        app = application(self._health, measure=metrics.measure)
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")

    async def _health(self) -> Health:
        raise AssertionError("nobody asks how it is")

    async def text(self) -> str:
        answer = await self.client.get("/metrics")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain; version=")
        return answer.text

    async def value(self, name: str, labels: Mapping[str, str] | None = None) -> float:
        """One number; 0 where it was never counted."""
        for family in text_string_to_metric_families(await self.text()):
            for sample in family.samples:
                if sample.name == name and sample.labels == (labels or {}):
                    return sample.value
        return 0


@pytest.fixture
def prometheus(network: Network) -> Prometheus:
    return Prometheus(network.town)


async def test_sends_are_counted_by_method_kind_and_outcome(network: Network, prometheus: Prometheus) -> None:
    network.town.world.faults.add("500", method="sendMessage")
    await network.ola.says("/pomoc")
    await network.town.passes(minutes=1)
    sent = {"method": "sendMessage", "kind": "answer"}
    assert await prometheus.value("spoiwo_sends_total", sent | {"outcome": "again"}) == 1
    assert await prometheus.value("spoiwo_sends_total", sent | {"outcome": "sent"}) == 1
    assert await prometheus.value("spoiwo_errors_total", {"where": "send", "kind": "no answer"}) == 1


async def test_an_error_without_a_name_of_ours_is_no_label(network: Network, prometheus: Prometheus) -> None:
    now = network.town.clock.now()
    async with network.town.process.database.write() as uow:
        broken = {"params": {"chat_id": 0, "text": "<b>Tajne", "parse_mode": "HTML"}}
        sealed = uow.seal.close(json.dumps(broken).encode(), now.date())
        given = {"method": "sendMessage", "payload": sealed, "ready_at": now, "created_at": now}
        outbox.put(uow, [Request(kind="answer", lane=network.ola.id, **given)])
    await network.town.settle()
    assert await prometheus.value("spoiwo_errors_total", {"where": "send", "kind": "other"}) == 1
    assert "tajne" not in (await prometheus.text()).casefold()


async def test_due_work_tells_how_late_it_was(votes: Network, prometheus: Prometheus) -> None:
    async with votes.town.process.database.write() as uow:
        late = votes.town.clock.now() - timedelta(minutes=20)
        await due_work.plan(uow, "vote.count", "1", late, network_id=1)
    await votes.town.settle()
    assert await prometheus.value("spoiwo_due_work_lateness_seconds_sum") == 20 * 60
    assert await prometheus.value("spoiwo_due_work_lateness_seconds_bucket", {"le": "900.0"}) == 0
    assert await prometheus.value("spoiwo_due_work_lateness_seconds_bucket", {"le": "3600.0"}) == 1


async def test_queues_tell_what_waits_and_for_how_long(hours: Network, prometheus: Prometheus) -> None:
    await hours.town.move_to(at(9, 7, 9, 59))
    assert await prometheus.value("spoiwo_due_work", {"state": "planned"}) > 40
    assert await prometheus.value("spoiwo_oldest_seconds", {"queue": "due_work"}) == 0
    hours.town.clock.moment = at(9, 7, 10, 2)
    assert await prometheus.value("spoiwo_due_work_overdue") == 1
    assert await prometheus.value("spoiwo_oldest_seconds", {"queue": "due_work"}) == 120
    hours.town.world.faults.add("429", method="sendMessage", seconds=60, times=None)
    await hours.town.settle()
    assert await prometheus.value("spoiwo_outbox", {"state": "ready"}) == 3
    hours.town.clock.moment = at(9, 7, 10, 4)
    assert await prometheus.value("spoiwo_oldest_seconds", {"queue": "outbox"}) == 60
    assert await prometheus.value("spoiwo_inbox", {"state": "new"}) == 0


async def test_faults_of_ours_are_counted_by_their_kind(votes: Network, prometheus: Prometheus) -> None:
    BROKEN.add("the counting is broken")
    await plan(votes, 1)
    assert await prometheus.value("spoiwo_errors_total", {"where": "due work", "kind": "RuntimeError"}) == 1
    assert await prometheus.value("spoiwo_due_work", {"state": "dead"}) == 1


async def test_the_tick_tells_its_age(prometheus: Prometheus) -> None:
    assert "spoiwo_tick_age_seconds" in await prometheus.text()


async def test_nothing_of_people_or_chats_is_told(hours: Network, prometheus: Prometheus) -> None:
    await hours.jan.says("Czy ktoś ma wzór umowy?")
    await hours.jan.says("/moje_dane")
    await hours.town.move_to(at(9, 8, 11))
    told = await prometheus.text()
    ids = {abs(person.id) for person in hours.town.people.values()} | {abs(hours.group)}
    assert not [number for number in re.findall(r"\d{6,}", told) if int(number) in ids]
    for name in ("Jan", "Łoś", "Ewa", "Żak", "Miasto", "umowy", "Gdynia"):
        assert name not in told
    known = set(Registry(FEATURES).owes)
    for family in text_string_to_metric_families(told):
        for sample in family.samples:
            if sample.name == "spoiwo_sends_total":
                assert set(sample.labels) == {"method", "kind", "outcome"}
                assert sample.labels["kind"] in known


# the doctor


async def test_the_doctor_counts_what_nobody_has_seen_to(votes: Network) -> None:
    await plan(votes, 1, 2, late=timedelta(hours=1))
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    found = {finding.what: finding for finding in await examine(votes.town.settings)}
    assert found["missed"].ok
    assert "2 vote.count dropped (too late)" in found["missed"].says
    assert "1 vote.poll unknown (no answer)" in found["missed"].says
    assert "posts.pin dead (no right to)" in found["missed"].says
    await votes.ola.taps("Dotarło")
    await votes.ola.says("/stan")
    await votes.ola.taps("wyczyść listę")
    found = {finding.what: finding for finding in await examine(votes.town.settings)}
    assert "vote" not in found["missed"].says


async def test_work_that_failed_is_a_fault_for_the_doctor(votes: Network) -> None:
    BROKEN.add("the counting is broken")
    await plan(votes, 1)
    found = await examine(votes.town.settings)
    (missed,) = (finding for finding in found if finding.what == "missed")
    assert not missed.ok
    assert "1 vote.count dead (RuntimeError)" in missed.says
    assert "Miasto" not in table(found)


async def test_the_doctor_tells_since_when_something_is_overdue(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 9, 59))
    hours.town.clock.moment = at(9, 7, 10, 2)
    (due,) = (finding for finding in await examine(hours.town.settings) if finding.what == "due work")
    assert "overdue since 2026-09-07 08:00 UTC" in due.says
