"""Agendas on each kind of database: whatever is done in whatever order, the clock owes what a fresh agenda would."""

import random
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlmodel import select

from facilitation.agenda import items as rules
from facilitation.agenda import keeping, templates
from facilitation.agenda.items import Item
from facilitation.agenda.keeping import Arrangement
from facilitation.refusals import Refused
from storage import agenda as agendas
from storage import meetings
from storage import network as networks
from storage.agenda import Agenda, AgendaItem, ItemKind
from storage.due_work import Doing, DueWork
from storage.engine import Database
from storage.meetings import Meeting, MeetingState, WorkFormat
from storage.network import Network, NetworkState
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
STARTS = NOW + timedelta(days=30)
STEPS = 25


@pytest_asyncio.fixture
async def meeting(database: Database) -> int:
    """A meeting of five hours with a published agenda."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
            state=NetworkState.ACTIVE, since=NOW,
        ))  # fmt: skip
        new = await meetings.add(uow, Meeting(
            network_id=network.key, starts_at=STARTS, ends_at=STARTS + timedelta(hours=5),
            state=MeetingState.PLANNED, changed_at=NOW, created_at=NOW,
        ))  # fmt: skip
        plan = templates.plan(WorkFormat.KICK_OFF, 300, [])
        items = [Item(n, each.kind, f"Punkt {n}", each.minutes) for n, each in enumerate(plan.items, 1)]
        await keeping.publish(uow, await keeping.create(uow, new, items, NOW), NOW)
        return new.key


async def found(uow: UnitOfWork, meeting_id: int) -> Arrangement:
    meeting = await meetings.by_id(uow, meeting_id)
    assert meeting is not None
    return await keeping.hold(uow, meeting)


async def does_something(uow: UnitOfWork, here: Arrangement, chance: random.Random, now: datetime) -> None:
    """One step of whoever arranges the agenda, or of those who plan the meeting."""
    number = chance.choice([item.number for item in here.items]) if here.items else 0
    match chance.randrange(9):
        case 0:
            new = keeping.new_item(here, chance.choice(list(ItemKind)), "Nowy", chance.randint(5, 60))
            await keeping.arrange(uow, here, rules.put(here.items, new), now)
        case 1:
            await keeping.arrange(uow, here, rules.taken_out(here.items, number), now)
        case 2:
            await keeping.arrange(uow, here, rules.moved(here.items, number, chance.choice((-1, 1))), now)
        case 3:
            minutes = chance.randint(5, 90)
            await keeping.arrange(uow, here, rules.changed(here.items, number, minutes=minutes), now)
        case 4:
            await keeping.undo(uow, here, now)
        case 5:
            await keeping.arrange(uow, here, rules.shortened(here.items, here.minutes), now)
        case 6:
            shift = timedelta(minutes=chance.choice((-60, 30, 1440)))
            here.meeting.starts_at, here.meeting.ends_at = (
                here.meeting.starts_at + shift,
                here.meeting.ends_at + shift,
            )
            uow.session.add(here.meeting)
            await keeping.follow(uow, here, now)
        case 7:
            here.meeting.state = chance.choice((MeetingState.CANCELLED, MeetingState.PLANNED))
            uow.session.add(here.meeting)
            await keeping.follow(uow, here, now)
        case 8:
            await keeping.publish(uow, here, now)


@pytest.mark.parametrize("seed", range(6))
async def test_after_any_steps_the_clock_owes_what_a_freshly_arranged_agenda_would(
    database: Database, meeting: int, seed: int
) -> None:
    chance, now = random.Random(seed), NOW
    for _ in range(STEPS):
        now += timedelta(hours=chance.randint(1, 30))
        try:
            async with database.write() as uow:
                await does_something(uow, await found(uow, meeting), chance, now)
        except Refused:
            continue
        async with database.read() as uow:
            kept = await keeping.find(uow, (await meetings.by_id(uow, meeting)) or Meeting())
            assert kept is not None
            waiting = select(DueWork).where(DueWork.kind == keeping.NEXT, DueWork.state == Doing.PLANNED)
            planned = {
                work.subject: work.due_at for work in await uow.session.exec(waiting) if work.due_at > now
            }
            fresh = Arrangement(kept.meeting, kept.agenda, kept.items)
            assert planned == {each.key: each.due_at for each in keeping.owed(fresh, now)}


async def test_an_item_keeps_its_number_and_a_new_one_never_takes_an_old_number(
    database: Database, meeting: int
) -> None:
    async with database.write() as uow:
        here = await found(uow, meeting)
        last = here.items[-1].number
        here = await keeping.arrange(uow, here, rules.taken_out(here.items, last), NOW)
        new = keeping.new_item(here, ItemKind.TALK, "Nowy", 10)
        await keeping.arrange(uow, here, rules.put(here.items, new), NOW)
    assert new.number == last + 1
    async with database.read() as uow:
        numbers = [row.number for row in await agendas.items(uow, meeting)]
    assert sorted(numbers) == [*range(1, last), last + 1]


async def test_the_items_of_a_meeting_are_handed_to_its_papers(database: Database, meeting: int) -> None:
    async with database.write() as uow:
        here = await found(uow, meeting)
        await keeping.arrange(uow, here, rules.changed(here.items, 2, internal=True), NOW)
    async with database.read() as uow:
        every = await keeping.items_of(uow, meeting)
        general = await keeping.items_of(uow, meeting, internal=False)
        none = await keeping.items_of(uow, meeting + 1)
        kept = (await uow.session.exec(select(Agenda))).one()
        rows = (await uow.session.exec(select(AgendaItem))).all()
        numbers = kept.numbers
    assert every[0].starts_at == STARTS
    assert [each.item.number for each in general] == [
        n for n in (each.item.number for each in every) if n != 2
    ]
    assert none == []
    assert numbers == len(rows) == len(every)
