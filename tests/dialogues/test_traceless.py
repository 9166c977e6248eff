"""Reminders that leave no trace: whoever reads the bot's journal does not learn whom it had to remind."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from markupsafe import Markup
from sqlmodel import col, select

from handlers.feature import Feature, Owed
from handlers.features import FEATURES
from handlers.message import Message
from handlers.registry import Registry
from handlers.visit import Visit
from storage import due_work, people, status
from storage.due_work import DueWork
from storage.outbox import Saying
from tests.dialogues.conftest import Network
from tests.dialogues.test_status import NOTE, is_clear
from tests.dialogues.town import Resident

REMINDER = "Głos czeka"
KIND = "secret.reminder"


async def remind(visit: Visit, work: DueWork) -> None:
    """Tell one person that an answer is missing, for an hour at most."""
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_telegram_id(visit.uow, work.arguments["whom"])
    assert network is not None
    assert person is not None
    visit.tell(person, Message(Markup(REMINDER)), kind=KIND, network=network, about=7, traceless=True,
               not_after=visit.now + timedelta(hours=1))  # fmt: skip


SECRET = Feature(
    "secret", "secret", due={"remind": remind}, owes={"remind": None, "reminder": Owed("przypomnienie")}
)


@pytest_asyncio.fixture
async def reminding(network: Network) -> Network:
    """A network with something of which people are reminded without a trace."""
    network.town.process.edge.registry = Registry((*FEATURES, SECRET))
    return network


async def is_reminded(network: Network, who: Resident) -> None:
    async with network.town.process.database.write() as uow:
        soon, whom = network.town.clock.now(), who.id
        await due_work.plan(uow, "secret.remind", str(whom), soon, network_id=1, whom=whom)
    await network.town.settle()


async def waits(network: Network, *whom: Resident, **more: Any) -> None:
    """A reminder stands in the outbox."""
    now = network.town.clock.now()
    payload = network.town.process.database.seal.close(b'{"params": {}}', now.date())
    given = {"created_at": now, "ready_at": now + timedelta(days=9), "payload": payload, **more}
    async with network.town.process.database.write() as uow:
        for person in whom:
            saying = Saying(
                lane=person.id, method="sendMessage", kind=KIND, network_id=1, traceless=True, **given
            )
            uow.session.add(saying)


async def journal(network: Network) -> list[tuple[int | None, ...]]:
    """The reminders that the outbox knows of: in which chat, for whom, about what."""
    found = select(Saying.lane, Saying.person_id, Saying.subject).where(col(Saying.kind) == KIND)
    async with network.town.process.database.read() as uow:
        return [tuple(row) for row in await uow.session.exec(found)]


async def note_planned(network: Network) -> datetime | None:
    """For when the facilitator was to be told last of what did not work out."""
    async with network.town.process.database.read() as uow:
        work = await due_work.find(uow, status.NOTE, "1")
        return work and work.due_at


async def nobody_hears(network: Network) -> None:
    """The facilitator is told nothing, and finds nothing in the list."""
    await network.town.passes(hours=1)
    assert not [text for text in network.ola.all_texts() if text.startswith(NOTE)]
    assert await is_clear(network.ola)
    assert "w drodze" not in network.ola.sees()


async def test_it_arrives_and_its_row_is_gone(reminding: Network) -> None:
    await is_reminded(reminding, reminding.jan)
    assert reminding.jan.sees() == REMINDER
    assert await journal(reminding) == []


async def test_while_it_waits_it_says_neither_whom_it_is_for_nor_what_about(reminding: Network) -> None:
    reminding.town.wire.cut = ConnectionError()
    await is_reminded(reminding, reminding.jan)
    assert await journal(reminding) == [(reminding.jan.id, None, None)]
    reminding.town.wire.cut = None
    await reminding.town.passes(minutes=5)
    assert reminding.jan.sees() == REMINDER
    assert await journal(reminding) == []


async def test_one_of_which_nobody_knows_whether_it_arrived_is_gone_and_nobody_s_news(
    reminding: Network,
) -> None:
    reminding.town.wire.cut = ConnectionError()
    await is_reminded(reminding, reminding.jan)
    await reminding.town.passes(minutes=5)
    reminding.town.wire.cut = None
    assert await journal(reminding) == []
    await nobody_hears(reminding)


async def test_one_that_comes_too_late_is_gone_and_nobody_s_news(reminding: Network) -> None:
    now = reminding.town.clock.now()
    await waits(reminding, reminding.jan, ready_at=now, not_after=now - timedelta(hours=1))
    await reminding.town.passes(minutes=1)
    assert await journal(reminding) == []
    await nobody_hears(reminding)


async def test_one_that_telegram_refuses_is_gone_and_nobody_s_news(reminding: Network) -> None:
    reminding.town.world.people[reminding.jan.id].started = False
    await reminding.town.passes(hours=1)
    before = await note_planned(reminding)
    await is_reminded(reminding, reminding.jan)
    assert await journal(reminding) == []
    assert await note_planned(reminding) == before
    await reminding.town.passes(hours=1)
    assert not [text for text in reminding.ola.all_texts() if text.startswith(NOTE)]


async def test_one_that_waits_is_in_no_list(reminding: Network) -> None:
    await waits(reminding, reminding.jan)
    await nobody_hears(reminding)


@pytest.mark.parametrize(
    ("word", "tap"),
    [("/opusc", "Odchodzę"), ("/zapomnij", "Zapomnij o mnie")],
    ids=["leaves", "is forgotten"],
)
async def test_who_goes_is_not_reminded_any_more(reminding: Network, word: str, tap: str) -> None:
    """What waits for them goes at once, though no row says for whom it is."""
    await waits(reminding, reminding.jan, reminding.ewa)
    await reminding.jan.says(word)
    await reminding.jan.taps(tap)
    assert await journal(reminding) == [(reminding.ewa.id, None, None)]
