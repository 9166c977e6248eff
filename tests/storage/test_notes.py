"""Notes and actions on each kind of database: two who change the same one at the same time lose nothing."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest_asyncio

from facilitation.actions import keeping
from facilitation.notes import arranging, noting
from facilitation.notes.order import arranged
from facilitation.refusals import Refused
from storage import actions, meetings, notes, people, roles, subgroups
from storage import network as networks
from storage.actions import Action, ActionState
from storage.engine import Database
from storage.meetings import Meeting, MeetingState
from storage.network import Network, NetworkState
from storage.notes import LineKind, NoteState
from storage.people import Person
from storage.roles import Grant, Role
from storage.subgroups import Subgroup

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)


@dataclass
class Met:
    network: Network
    meeting: Meeting
    people: list[Person]


@pytest_asyncio.fixture
async def met(database: Database) -> Met:
    """A meeting that is under way, of four people."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
            state=NetworkState.ACTIVE, since=NOW,
        ))  # fmt: skip
        everyone = [
            await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            for number in range(1, 5)
        ]
        for person in everyone:
            await roles.grant(
                uow, Grant(person_id=person.key, network_id=network.key, role=Role.MEMBER, since=NOW)
            )
        meeting = await meetings.add(uow, Meeting(
            network_id=network.key, starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=4),
            state=MeetingState.OPEN, changed_at=NOW, created_at=NOW,
        ))  # fmt: skip
        return Met(network, meeting, everyone)


async def says(database: Database, met: Met, number: int) -> None:
    async with database.write() as uow:
        by = met.people[number % len(met.people)]
        note = await notes.begin(uow, met.network.key, met.meeting.key)
        await noting.note_down(uow, note, LineKind.CONCLUSION, by, f"Wniosek {number}", NOW)


async def test_all_who_note_something_down_at_once_get_their_own_place(database: Database, met: Met) -> None:
    await asyncio.gather(*(says(database, met, number) for number in range(8)))
    async with database.read() as uow:
        lines = await notes.lines(uow, met.meeting.key)
        assert sorted(line.position for line in lines) == list(range(1, 9))
        assert await notes.counts(uow, met.meeting.key) == {LineKind.CONCLUSION: 8}


async def moves(database: Database, met: Met, line_id: int, steps: int) -> None:
    async with database.write() as uow:
        note, line = await noting.of_network(uow, met.network, line_id)
        await arranging.move(uow, note, line, steps)


async def test_two_who_arrange_at_once_keep_every_line_at_one_place(database: Database, met: Met) -> None:
    for number in range(5):
        await says(database, met, number)
    steps = [(1, 3), (5, -4), (2, 1), (4, -2), (3, -1)]
    await asyncio.gather(*(moves(database, met, line, step) for line, step in steps))
    async with database.read() as uow:
        found = arranged(await notes.lines(uow, met.meeting.key))
        assert [line.position for line in found] == [1, 2, 3, 4, 5]
        assert {line.key for line in found} == {1, 2, 3, 4, 5}


async def takes(database: Database, met: Met, action_id: int, by: Person) -> bool:
    try:
        async with database.write() as uow:
            action = await actions.to_change(uow, action_id)
            assert action is not None
            await keeping.take(uow, met.network, action, by, NOW)
    except Refused:
        return False
    return True


async def test_of_several_who_take_an_action_at_once_one_does_it(database: Database, met: Met) -> None:
    async with database.write() as uow:
        action = await keeping.agree_on(uow, met.network, met.people[0], "Zebrać dane", None, NOW)
        assert action.meeting_id == met.meeting.key
    took = await asyncio.gather(*(takes(database, met, action.key, person) for person in met.people))
    assert sum(took) == 1
    async with database.read() as uow:
        known = await actions.by_id(uow, action.key)
        assert known is not None
        assert known.owner_id == met.people[took.index(True)].key


async def test_late_is_what_should_have_been_done_before_today_where_the_network_is(
    database: Database, met: Met
) -> None:
    days = {"yesterday": date(2026, 9, 7), "today": date(2026, 9, 8), "never": None, "done": date(2026, 9, 1)}
    async with database.write() as uow:
        for words, due_on in days.items():
            state = ActionState.DONE if words == "done" else ActionState.OPEN
            new = Action(network_id=met.network.key, words=words, due_on=due_on, state=state, made_at=NOW)
            await actions.add(uow, new)
        assert [each.words for each in await keeping.late(uow, met.network, NOW)] == ["yesterday"]
        midnight = datetime(2026, 9, 8, 22, 30, tzinfo=UTC)
        assert [each.words for each in await keeping.late(uow, met.network, midnight)] == [
            "yesterday",
            "today",
        ]
        assert [each.words for each in await actions.open_ones(uow, met.network.key)] == [
            "yesterday", "today", "never",
        ]  # fmt: skip


async def test_only_what_stands_decided_in_a_final_note_of_the_whole_network_is_a_decision(
    database: Database, met: Met
) -> None:
    async with database.write() as uow:
        note = await notes.begin(uow, met.network.key, met.meeting.key)
        by = met.people[0]
        for words, kind in (
            ("Łódź", LineKind.DECISION),
            ("Budżet", LineKind.DECISION),
            ("Smog", LineKind.CONCLUSION),
        ):
            line = await noting.note_down(uow, note, kind, by, f"{words} i więcej słów", NOW)
            line.internal = words == "Budżet"

    async def decided(*, internal: bool) -> list[str]:
        async with database.read() as uow:
            found = await notes.decisions(uow, met.network.key, internal=internal)
            return [line.words.split()[0] for line, _meeting in found]

    assert await decided(internal=True) == []
    async with database.write() as uow:
        (await notes.to_change(uow, met.meeting.key)).state = NoteState.FINAL
    assert await decided(internal=True) == ["Łódź", "Budżet"]
    assert await decided(internal=False) == ["Łódź"]
    async with database.write() as uow:
        group = await subgroups.add(uow, Subgroup(network_id=met.network.key, name="Smog"))
        held = await meetings.to_change(uow, met.meeting.key)
        assert held is not None
        held.subgroup_id = group.key
    assert await decided(internal=True) == []
