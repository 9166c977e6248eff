"""Two experts and ten members act on one line at once, on each kind of database: it stays one consistent line."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlmodel import select

from facilitation.office_hours import line as rules
from facilitation.questions import asking as question_rules
from facilitation.refusals import Refused
from storage import network as networks
from storage import office_hours, people, questions
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.office_hours import IN_LINE, Hour, Series, Session, SessionState, Turn
from storage.people import Person
from storage.questions import UNANSWERED, Question
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
FORTNIGHT = timedelta(days=14)
Act = Callable[[UnitOfWork, Hour, Person, random.Random], Awaitable[object]]


@dataclass
class Hours:
    """A session that is open, the one after it, and the people who are there."""

    database: Database
    network: Network
    session: int
    members: list[Person]
    experts: list[Person]

    async def acts(self, who: Person, act: Act, dice: random.Random) -> None:
        """One transaction, as a tap is; what can't be done any more is refused and changes nothing."""
        try:
            async with self.database.write() as uow:
                hour = await office_hours.hour(uow, self.session, alone=True)
                assert hour is not None
                await act(uow, hour, who, dice)
        except Refused:
            pass


@pytest_asyncio.fixture
async def hours(database: Database) -> Hours:
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
            state=NetworkState.ACTIVE, since=NOW,
        ))  # fmt: skip
        everybody = [
            await people.add(uow, Person(telegram_id=n, name=f"P{n}", since=NOW)) for n in range(1, 13)
        ]
        series = await office_hours.add_series(uow, Series(
            network_id=network.key, rule="FREQ=WEEKLY;INTERVAL=2", starts_local=datetime(2026, 9, 8, 10), minutes=60,
            zone="Europe/Warsaw", created_at=NOW,
        ), [everybody[-1].key])  # fmt: skip
        first, second = [
            Session(series_id=series.key, original_local=datetime(2026, 9, 8, 10) + shift, state=state,
                    starts_at=NOW - timedelta(minutes=30) + shift, ends_at=NOW + timedelta(minutes=30) + shift)
            for shift, state in ((timedelta(), SessionState.OPEN), (FORTNIGHT, SessionState.PLANNED))
        ]  # fmt: skip
        uow.session.add_all([first, second])
        await uow.session.flush()
        return Hours(database, network, first.key, everybody[:10], everybody[10:])


async def asks(uow: UnitOfWork, hour: Hour, who: Person, dice: random.Random) -> object:
    network = await networks.by_id(uow, hour.series.network_id)
    assert network is not None
    return await rules.join(
        uow, network, hour, who, f"Pytanie {dice.random()}", unnamed=dice.random() < 0.5, now=NOW
    )


async def withdraws(uow: UnitOfWork, hour: Hour, who: Person, dice: random.Random) -> object:
    own = await questions.open_of_person(uow, hour.series.network_id, who.key)
    return await rules.withdraw(uow, dice.choice(own), who, NOW) if own else None


async def also_asks(uow: UnitOfWork, hour: Hour, who: Person, dice: random.Random) -> object:
    present = (await rules.line_of(uow, hour.session.key, who)).present
    return await question_rules.also_ask(uow, dice.choice(present).question, who, NOW) if present else None


async def leads(uow: UnitOfWork, hour: Hour, who: Person, dice: random.Random) -> object:
    """Takes a question, brings one forward, puts one off, answers one, or makes two into one."""
    line = await rules.line_of(uow, hour.session.key, who)
    if len(line.present) < 2:
        return None
    one, other = (each.question for each in dice.sample(line.present, 2))
    match dice.randrange(5):
        case 0:
            rules.take(uow, hour, line, one.key, in_group=True, now=NOW)
        case 1:
            rules.earlier(line, one.key, first=dice.random() < 0.5)
            uow.session.add_all(line.turns)
        case 2:
            await rules.postpone(uow, hour, line, one.key, NOW)
        case 3:
            await rules.answered(uow, one, NOW)
        case _:
            await rules.merge(uow, line, one.key, other.key, NOW)
    return None


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_at_once_ends_in_one_consistent_line(hours: Hours, seed: int) -> None:
    dice = random.Random(seed)
    members = [
        hours.acts(who, dice.choice((asks, asks, withdraws, also_asks)), random.Random(dice.random()))
        for who in hours.members * 6
    ]
    experts = [hours.acts(who, leads, random.Random(dice.random())) for who in hours.experts * 12]
    everything = members + experts
    dice.shuffle(everything)
    await asyncio.gather(*everything)
    async with hours.database.read() as uow:
        pairs = (await uow.session.exec(select(Turn, Question).join(Question))).all()
        standing = [(turn, question) for turn, question in pairs if turn.state in IN_LINE]
        assert len(pairs) > 10
        assert set(Counter(question.key for _, question in standing).values()) <= {1}, (
            "a question stands in one line"
        )
        places = Counter((turn.session_id, turn.place) for turn, _ in standing)
        assert set(places.values()) <= {1}, "a place belongs to one question"
        open_ones = {question.key for _, question in pairs if question.state in UNANSWERED}
        assert open_ones == {question.key for _, question in standing}, (
            "what is open stands in line, nothing else does"
        )
