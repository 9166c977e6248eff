"""Whatever anybody sends: nothing crashes, nothing is stuck, and nobody reaches into a network that is not theirs."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, func, select

from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.taps import NotOurs, decode_link, decode_tap, encode_tap
from storage import (
    actions,
    adoptions,
    archive,
    attendance,
    entries,
    funding_calls,
    meetings,
    notes,
    people,
    questions,
    subgroups,
)
from storage import agenda as agendas
from storage.actions import Action
from storage.adoptions import Adoption
from storage.agenda import Agenda, AgendaItem, ItemKind, Parked, Proposal, parking, proposals
from storage.archive import ArchivedFile
from storage.attached import AttachedKind
from storage.attendance import Guest
from storage.entries import Entry, EntryFile, EntryProposal, EntryState, EntryVersion
from storage.funding_calls import FundingCall
from storage.inbox import Arrival, Handling
from storage.meetings import Meeting, MeetingState
from storage.notes import Correction, LineKind, NoteLine, NoteState
from storage.outbox import PENDING, Saying
from storage.questions import Answer, OutsideRequest
from storage.schema import TABLES
from storage.subgroups import Subgroup
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident, Town
from tests.dialogues.town_consultations import a_consultation
from tests.dialogues.town_dates import a_date_poll
from tests.dialogues.town_polls import a_poll, a_template
from tests.dialogues.town_surveys import a_survey, an_own_one
from tests.dialogues.town_ties import a_round

REGISTRY = Registry(FEATURES)
TAPS = sorted((feature.code, action) for feature in FEATURES for action in feature.taps)
LINKS = sorted(action for feature in FEATURES for action in feature.links)
RIGHT_TO_LEFT = "\u202egnp.hcytsjezrp\u202c"
WEIRD = (
    "\x00\x01\x02", "\ufeff\u200b\u200d", RIGHT_TO_LEFT, "Z" + "\u0351" * 200, "👩‍👩‍👧‍👦" * 500, "<b>&lt;</b><script>",
    "</b></blockquote>", "{name} {0} %s %(x)s", "'; DROP TABLE person; --", "ą" * 4096,
    "x" + "\n" * 4000 + "x", "𐍈" * 2048,
)  # fmt: skip


async def left(town: Town) -> int:
    """What is not handled, or not said, though it could be."""
    async with town.process.database.read() as uow:
        arrivals = select(func.count()).select_from(Arrival).where(Arrival.state == Handling.NEW)
        sayings = select(func.count()).select_from(Saying).where(col(Saying.state).in_(PENDING))
        return (await uow.session.exec(arrivals)).one() + (await uow.session.exec(sayings)).one()


async def set_aside(town: Town) -> list[str]:
    async with town.process.database.read() as uow:
        found = select(Arrival.error).where(Arrival.state == Handling.QUARANTINED)
        return [fault or "" for fault in await uow.session.exec(found)]


async def answers_as_ever(who: Resident) -> None:
    await who.says("/pomoc")
    assert "Co możesz zrobić" in who.sees()
    assert await left(who.town) == 0


# payloads


SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789:::---__~%AZ \x00żß漢😀"
PAYLOADS = st.lists(st.binary(max_size=24), min_size=100, max_size=100)
"""Fifty times a hundred of each kind; every second one begins with a name that is ours."""


def payloads(raw: list[bytes], ours: list[str]) -> list[str]:
    words = ["".join(SIGNS[byte % len(SIGNS)] for byte in each) for each in raw]
    return [ours[len(word) % len(ours)] + word if n % 2 else word for n, word in enumerate(words)]


@given(raw=PAYLOADS)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_callback_data_is_one_of_ours_or_nothing(raw: list[bytes]) -> None:
    for data in payloads(raw, [f"{code}:{action}" for code, action in TAPS]):
        found = REGISTRY.tap(data)
        try:
            feature, action, values = decode_tap(data)
        except NotOurs:
            assert found is None
            continue
        if found is not None:
            assert (feature, action) in TAPS
            assert len(values) == len(found[1])


@given(raw=PAYLOADS)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_start_payload_is_one_of_ours_or_nothing(raw: list[bytes]) -> None:
    for payload in payloads(raw, LINKS):
        found = REGISTRY.link(payload)
        try:
            action, _values = decode_link(payload)
        except NotOurs:
            assert found is None
            continue
        assert found is None or action in LINKS


@dataclass
class Two:
    """Two networks of one installation: Mallory is in hers, and in nothing else."""

    town: Town
    theirs: Network
    mallory: Resident
    group: int

    async def remembered(self) -> dict[str, list[str]]:
        """Every row of every table that belongs to their network, as text."""
        rows: dict[str, list[str]] = {}
        async with self.town.process.database.read() as uow:
            for table in TABLES:
                if "network_id" in table.__table__.columns and table.__tablename__ not in JOURNALS:  # type: ignore[attr-defined]
                    found = await uow.session.exec(select(table).where(table.network_id == 1))  # type: ignore[attr-defined]
                    rows[str(table.__tablename__)] = sorted(
                        json.dumps(row.model_dump(), default=str) for row in found
                    )
        return rows


JOURNALS = ("outbox", "due_work", "post", "dialogue")
"""What the road itself writes while others go their ways."""


@pytest_asyncio.fixture
async def two(network: Network) -> Two:
    town = network.town
    await give(network.ola, "Ewa Żak", "Ekspert")
    await announce(network.ewa)
    await network.jan.taps("Zadaj pytanie", network.group)
    await network.jan.says("Jak przekonać mieszkańców do zmiany?")
    await network.jan.taps("Z podpisem")
    mallory = town.resident("Mallory", started=True)
    group = town.group("Inna sieć", mallory)
    await town.add_bot(mallory, group)
    await mallory.taps("zaczynamy", group)
    await town.joins(mallory, group)
    await answered(network)
    await met(network)
    await noted(network)
    return Two(town, network, mallory, group)


async def answered(network: Network) -> None:
    """Ewa's answer to the question, which stands in the log and is taken over, a request outside, and her call."""
    async with network.town.process.database.write() as uow:
        ewa = await people.by_telegram_id(uow, network.ewa.id)
        assert ewa is not None
        now = network.town.clock.now()
        given = await questions.add_answer(
            uow, Answer(question_id=1, author_id=ewa.key, words="Zaproście kominiarza.", given_at=now)
        )
        entry = Entry(network_id=1, question_id=1, answer_id=given.key, author_id=ewa.key, title="Kominiarz",
                      words=given.words, state=EntryState.KEPT, proposed_at=now, kept_at=now)  # fmt: skip
        await entries.add(uow, entry)
        proposal = EntryProposal(entry_id=entry.key, by_id=ewa.key, based_on=1, content="{}", made_at=now)
        await entries.versions.propose(uow, proposal)
        await a_consultation(uow, entry.key, network.jan)
        file = EntryFile(
            entry_id=entry.key, person_id=ewa.key, kind=AttachedKind.PHOTO, file_id="x", added_at=now
        )
        await entries.files.add(uow, file)
        await entries.versions.keep(
            uow, EntryVersion(entry_id=entry.key, number=1, content="{}", by_id=ewa.key, replaced_at=now)
        )
        adoption = Adoption(entry_id=entry.key, network_id=1, institution_id=2, began_at=now, changed_at=now)
        await adoptions.add(uow, adoption)
        call = FundingCall(network_id=1, author_id=ewa.key, title="LIFE w Gdyni", added_at=now)
        await funding_calls.add(uow, call)
        await questions.add_request(uow, OutsideRequest(question_id=1, by_id=ewa.key, made_at=now))
        await a_date_poll(uow, 1)
        await a_poll(uow, 1)
        await a_template(uow, 1)
        await a_survey(uow, 1)
        await an_own_one(uow, 1)
        await a_round(uow, 1)


async def met(network: Network) -> None:
    """A meeting that is planned with an agenda, a topic proposed for it and a parked one, and a working subgroup."""
    now = network.town.clock.now()
    later = now + timedelta(days=40)
    async with network.town.process.database.write() as uow:
        meeting = Meeting(network_id=1, starts_at=later, ends_at=later + timedelta(hours=5), changed_at=now,
                          created_at=now, announced_at=now, state=MeetingState.PLANNED)  # fmt: skip
        await meetings.add(uow, meeting)
        await agendas.add(uow, Agenda(meeting_id=meeting.key, network_id=1, numbers=1))
        item = AgendaItem(meeting_id=meeting.key, number=1, position=0, kind=ItemKind.TALK, title="Otwarcie w Gdyni",
                          minutes=300)  # fmt: skip
        await agendas.arrange(uow, meeting.key, [item])
        await proposals.add(uow, Proposal(network_id=1, title="Jak przekonać", proposed_at=now))
        await parking.add(
            uow, Parked(network_id=1, meeting_id=meeting.key, title="Jak przekonać", parked_at=now)
        )
        await subgroups.add(uow, Subgroup(network_id=1, name="Smog"))
        ewa = await people.by_telegram_id(uow, network.ewa.id)
        assert ewa is not None
        await attendance.add_guest(uow, Guest(meeting_id=1, added_by_id=ewa.key, name="Maria", added_at=now))
        file = ArchivedFile(network_id=1, meeting_id=1, archived_by_id=ewa.key, title="Plan", archived_at=now,
                            attached=AttachedKind.DOCUMENT, attached_id="x")  # fmt: skip
        await archive.add(uow, file)


async def noted(network: Network) -> None:
    """A line of the note of that meeting, a correction of it, and an action; all of them Ewa's."""
    async with network.town.process.database.write() as uow:
        ewa = await people.by_telegram_id(uow, network.ewa.id)
        assert ewa is not None
        now = network.town.clock.now()
        (await notes.begin(uow, 1, 1)).state = NoteState.CORRECTING
        line = NoteLine(network_id=1, meeting_id=1, author_id=ewa.key, kind=LineKind.DECISION, position=1,
                        words="Gdynia zaprasza.", said_at=now)  # fmt: skip
        await notes.add_line(uow, line)
        correction = Correction(meeting_id=1, line_id=line.key, author_id=ewa.key, kind=line.kind,
                                words="Gdynia i Łódź zapraszają.", proposed_at=now)  # fmt: skip
        await notes.add_correction(uow, correction)
        action = Action(network_id=1, meeting_id=1, author_id=ewa.key, owner_id=ewa.key, words="Zaprosić Gdynię",
                        made_at=now)  # fmt: skip
        await actions.add(uow, action)


def forged(numbers: list[int]) -> list[str]:
    """Every button there is, with values that are right for somebody else."""
    found = []
    for code, action in TAPS:
        for count in range(5):
            for number in numbers:
                for values in ([number] * count, [*[number] * (count - 1), "x"] if count else []):
                    data = encode_tap(code, action, *values)
                    if REGISTRY.tap(data) is not None and data not in found:
                        found.append(data)
    return found


async def test_no_forged_button_reaches_into_another_network(two: Two) -> None:
    before = await two.remembered()
    every = forged([1, 2])
    assert len(every) > 100
    for data in every:
        message = two.mallory.messages()[-1]
        two.town.world.tap(two.mallory.id, two.mallory.id, message["message_id"], data)
    await two.town.settle()
    assert await set_aside(two.town) == []
    assert await two.remembered() == before
    await answers_as_ever(two.mallory)
    await answers_as_ever(two.theirs.jan)


async def test_no_forged_link_reaches_into_another_network(two: Two) -> None:
    before = await two.remembered()
    for action in LINKS:
        for rest in ("", "-1", "-1-1", "-_x", "-_x-1", "-zzzzzzzz"):
            two.town.world.start(two.mallory.id, f"{action}{rest}"[:64])
    await two.town.settle()
    assert await set_aside(two.town) == []
    assert await two.remembered() == before
    await answers_as_ever(two.mallory)


# words


async def test_any_words_in_any_place_are_answered_and_nothing_is_stuck(network: Network) -> None:
    town = network.town
    commands = [f"/{command.polish}" for feature in FEATURES for command in feature.commands]
    for words in WEIRD:
        for who, at in (
            (network.jan, network.jan.id),
            (network.ola, network.ola.id),
            (network.jan, network.group),
        ):
            town.world.say(who.id, at, words[:4096].strip("\x00") or "?")
    for command in commands:
        for words in WEIRD[:8]:
            town.world.say(network.ola.id, network.ola.id, f"{command} {words}"[:4000])
    await town.settle()
    assert await set_aside(town) == []
    await answers_as_ever(network.jan)


@pytest.mark.parametrize("words", WEIRD, ids=range(len(WEIRD)))
async def test_any_words_in_a_form_are_kept_or_refused_kindly(network: Network, words: str) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ewa.says("/dyzur")
    await network.ewa.taps("Zapowiedz dyżur")
    for typed in (words, "co drugi wtorek 10:00", words, words, words):
        await network.ewa.says((typed or "?")[:4096])
    assert await set_aside(network.town) == []
    await answers_as_ever(network.ewa)


@pytest.mark.parametrize(
    "name", [RIGHT_TO_LEFT, "<b>Jan</b>", "</a>&amp;", "Z" + "\u0351" * 60, "\u200b", "ﷺ" * 60]
)
async def test_a_name_of_any_kind_is_only_a_name(network: Network, name: str) -> None:
    stranger = network.town.resident(name, started=True)
    network.town.world.add_member(network.ola.id, network.group, stranger.id)
    await network.town.joins(stranger, network.group, "Radom")
    await network.ola.says("/ludzie")
    assert "Radom" in network.ola.sees()
    if "<" in name:
        assert name in network.ola.sees()
    assert await set_aside(network.town) == []
    assert await left(network.town) == 0


HALF = "§"
"""Where Telegram's answer has half a character."""


async def test_half_a_character_in_words_and_names_is_a_sign_that_nobody_can_read(network: Network) -> None:
    town, jan = network.town, network.jan
    for words in ("/kawa", HALF, f"/pomoc {HALF}"):
        town.world.say(jan.id, jan.id, words)
    batch = json.dumps(town.world.updates.pending(), ensure_ascii=False)
    town.world.updates.clear()
    await town.process.intake.receive(json.loads(batch.replace("Jan", f"Jan{HALF}").replace(HALF, "\\ud83d")))
    await town.settle()
    assert await set_aside(town) == []
    await network.ola.says("/ludzie")
    assert "Jan\ufffd Łoś" in network.ola.sees()
    await answers_as_ever(jan)


# updates


def broken() -> list[dict[str, Any]]:
    chat = {"id": 5, "type": "private"}
    person = {"id": 5, "is_bot": False, "first_name": "X"}
    return [
        {}, {"message": None}, {"message": 5}, {"message": {}}, {"message": {"message_id": "x", "chat": chat}},
        {"message": {"message_id": 1, "date": "yesterday", "chat": chat, "from": person, "text": "/start"}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 5}, "from": person}},
        {"callback_query": {"id": "1", "from": person}}, {"callback_query": {"id": "1"}},
        {"my_chat_member": {"chat": chat}}, {"chat_member": {"chat": chat, "from": person, "date": 1}},
        {"brand_new_kind": {"id": 1}}, {"message_reaction": {"chat": chat, "message_id": 1}},
        {"business_message": {"message_id": 1, "date": 1, "chat": chat}}, {"poll": {"id": "1"}},
        {"poll_answer": {"poll_id": "1"}}, {"poll_answer": {"poll_id": "1", "user": person, "option_ids": [-1, "x"]}},
        {"edited_message": {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": None}},
    ]  # fmt: skip


async def test_broken_updates_are_set_aside_without_their_content_and_the_rest_goes_on(
    network: Network,
) -> None:
    town = network.town
    batch = [{"update_id": 900_000 + n, **update} for n, update in enumerate(broken())]
    await town.process.intake.receive(batch)
    await town.settle()
    async with town.process.database.read() as uow:
        rows = list(await uow.session.exec(select(Arrival).where(col(Arrival.update_id) >= 900_000)))
        assert {row.update_id for row in rows} == {update["update_id"] for update in batch}
        assert {row.state for row in rows} <= {Handling.DONE, Handling.QUARANTINED}
        assert [row.payload for row in rows] == [None] * len(batch)
    await answers_as_ever(network.jan)
