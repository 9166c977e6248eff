"""Surveys on each kind of database: what is published, where and in which order."""

from datetime import UTC, datetime, timedelta
from typing import Any

from storage import network as networks
from storage import surveys
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.surveys import Survey, SurveyState

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
A_DAY = timedelta(days=1)


async def test_published_rounds_come_in_the_order_of_their_publication_from_all_networks(
    database: Database,
) -> None:
    async with database.write() as uow:
        one, two = [(await networks.add(uow, _network(number))).key for number in (1, 2)]
        later = await surveys.add(uow, _survey(one, NOW + A_DAY))
        sooner = await surveys.add(uow, _survey(two, NOW))
        await surveys.add(uow, _survey(one, None))
        await surveys.add(uow, _survey(one, NOW, version=2))
        await surveys.add(uow, _survey(one, NOW, instrument="health"))
        await surveys.add(uow, _survey(one, NOW, state=SurveyState.VOID, results=None))
        expected = [sooner.key, later.key]
    async with database.read() as uow:
        found = await surveys.published(uow, "trust_pulse", 1)
        assert [survey.key for survey in found] == expected


async def test_the_last_published_one_is_that_of_its_network_at_that_moment(database: Database) -> None:
    async with database.write() as uow:
        one, two = [(await networks.add(uow, _network(number))).key for number in (1, 2)]
        first = (await surveys.add(uow, _survey(one, NOW))).key
        second = (await surveys.add(uow, _survey(one, NOW + A_DAY))).key
        await surveys.add(uow, _survey(one, None))
        await surveys.add(uow, _survey(two, NOW))
    async with database.read() as uow:
        for moment, expected in (NOW - A_DAY, None), (NOW, first), (NOW + 2 * A_DAY, second):
            found = await surveys.last_published(uow, one, moment)
            assert (found.key if found else None) == expected


def _network(number: int) -> Network:
    return Network(chat_id=-number, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
                   state=NetworkState.ACTIVE, since=NOW)  # fmt: skip


def _survey(network: int, published: datetime | None, **otherwise: Any) -> Survey:
    usual: dict[str, Any] = {
        "instrument": "trust_pulse",
        "version": 1,
        "state": SurveyState.CLOSED,
        "results": "{}",
    }
    return Survey(network_id=network, created_at=NOW, published_at=published, **{**usual, **otherwise})
