"""Every cell of the permission table, tried by a person with only that role."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import delete

from facilitation.permissions import ALLOWED, Act
from handlers import refusals
from handlers.features import FEATURES
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import entries, roles
from storage.agenda import Agenda, AgendaItem, ItemKind
from storage.entries import Entry, EntryKind, EntryState
from storage.funding_calls import FundingCall
from storage.meetings import Meeting, MeetingState
from storage.questions import Question
from storage.roles import Grant, Role
from storage.surveys import SurveyState
from tests.dialogues.conftest import MONDAY_MORNING
from tests.dialogues.town import Resident, Town
from tests.dialogues.town_consultations import a_consultation
from tests.dialogues.town_dates import a_date_poll
from tests.dialogues.town_polls import a_poll
from tests.dialogues.town_surveys import a_survey
from tests.dialogues.town_ties import a_round

Trial = Callable[[Resident], Awaitable[None]]
NETWORK, ADAM = 1, 2
LATER = MONDAY_MORNING + timedelta(days=40)
HOURS = {
    "starts_at": LATER, "ends_at": LATER + timedelta(hours=5),
    "changed_at": MONDAY_MORNING, "created_at": MONDAY_MORNING,
}  # fmt: skip
REFUSED = {DoorReason.NOT_ALLOWED, DoorReason.NOT_JOINED, DoorReason.NO_NETWORK, DoorReason.OTHER_NETWORK}


def taps(data: str) -> Trial:
    async def trial(adam: Resident) -> None:
        await adam.forges(data)

    return trial


def says(words: str) -> Trial:
    async def trial(adam: Resident) -> None:
        await adam.says(words)

    return trial


# Acts that are a tap; the others are tried by the command that asks for them.
TRIALS: dict[Act, Trial] = {
    Act.CHANGE_NETWORK: taps(f"net:zones:{NETWORK}"),
    Act.SEE_NETWORK: says("/siec"),
    Act.CONFIRM_PEOPLE: taps(f"people:confirm:{NETWORK}:{ADAM}"),
    Act.MERGE_INSTITUTIONS: taps(f"places:expect:{NETWORK}"),
    Act.GIVE_ROLES: taps(f"roles:give:{NETWORK}"),
    Act.ANNOUNCE_OFFICE_HOURS: says("/dyzur co drugi wtorek 10:00"),
    Act.PLAN_MEETINGS: taps(f"m:plan:{NETWORK}"),
    Act.HOST: taps(f"m:host:{NETWORK}:1"),
    Act.ARRANGE: taps("note:arrange:1"),
    Act.FIND: says("/szukaj smog"),
    Act.LEAD_QUESTIONS: taps("q:lead:1"),
    Act.HIDE: taps("q:hide:1"),
    Act.ARRANGE_AGENDA: taps("agenda:item:1:1"),
    Act.ADD_FUNDING_CALL: says("/nabor Smog STOP, do 15 marca"),
    Act.LEAD_FUNDING_CALLS: taps("fund:hide:1"),
    Act.KEEP_ATTENDANCE: taps("att:list:1:0"),
    Act.ARCHIVE: taps("arch:add:1"),
    Act.WRITE_REPORT: taps("rep:write:1"),
    Act.SEE_REPORT: taps("print:as:1:~report:~text"),
    Act.FIND_DATE: taps("date:result:1"),
    Act.ANSWER_DATES: taps("date:all:1:~yes"),
    Act.START_POLL: taps(f"poll:new:{NETWORK}"),
    Act.VOTE: taps("poll:vote:1:1"),
    Act.ANSWER_SURVEY: taps("srv:start:1"),
    Act.LEAD_SURVEYS: taps(f"srv:new:{NETWORK}"),
    Act.SEE_SURVEYS: taps(f"srv:list:{NETWORK}"),
    Act.LEAD_TIES: taps("tie:cancel:1"),
    Act.ANSWER_TIES: taps("tie:answer:1:0"),
    Act.CONSULT: taps("cons:open:1"),
    Act.LEAD_CONSULTATIONS: taps("cons:until:1"),
    Act.COMPARE_ENTRIES: taps("comp:with:1"),
    Act.TAKE_OVER: taps("adopt:want:1"),
    Act.INVITE_NETWORK: says("/zapros_siec"),
}


TRIALS = {
    command.act: says(f"/{command.polish}")
    for feature in FEATURES
    for command in reversed(feature.commands)
    if command.act is not None
} | TRIALS


def test_every_act_can_be_tried() -> None:
    assert set(TRIALS) == set(Act)


@pytest.mark.parametrize("role", Role)
async def test_a_person_with_only_this_role_is_served_or_refused_as_the_table_says(
    role: Role, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[DoorReason] = []
    monkeypatch.setattr(refusals, "say", listening(heard))
    adam = await someone_with_only(role, town)
    found = {act: await is_served(adam, act, heard) for act in TRIALS}
    assert found == {act: role in ALLOWED[act] for act in TRIALS}


def listening(heard: list[DoorReason]) -> Callable[[Visit, refusals.Refused], None]:
    say = refusals.say

    def overheard(visit: Visit, refusal: refusals.Refused) -> None:
        assert isinstance(refusal.reason, DoorReason), refusal.reason
        heard.append(refusal.reason)
        say(visit, refusal)

    return overheard


async def is_served(adam: Resident, act: Act, heard: list[DoorReason]) -> bool:
    """Whether the bot did what was asked; else it said why not, at the door."""
    heard.clear()
    before = [message.get("text") for message in adam.messages()]
    await TRIALS[act](adam)
    assert set(heard) <= REFUSED, (act, heard)
    assert heard or adam.toast or [message.get("text") for message in adam.messages()] != before, act
    return not heard


def a_meeting_that_was() -> Meeting:
    return Meeting(
        network_id=NETWORK, starts_at=MONDAY_MORNING - timedelta(days=9), ends_at=MONDAY_MORNING - timedelta(days=8),
        changed_at=MONDAY_MORNING, created_at=MONDAY_MORNING, state=MeetingState.CLOSED,
    )  # fmt: skip


async def someone_with_only(role: Role, town: Town) -> Resident:
    """Adam, who is in the group of Ola's network, and has joined it."""
    ola, adam = town.resident("Ola"), town.resident("Adam")
    group = town.group("Miasto Cyfrowe", ola, adam)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(adam, group, "Gdynia")
    edge = town.process.edge
    async with town.process.database.write() as uow:
        await uow.session.exec(delete(Grant).where(Grant.person_id == ADAM))
        asked = {"network_id": NETWORK, "asked_at": MONDAY_MORNING, "changed_at": MONDAY_MORNING}
        uow.session.add(Question(words="Jak?", **asked))
        uow.session.add(Meeting(network_id=NETWORK, **HOURS, state=MeetingState.PLANNED))
        await uow.session.flush()
        uow.session.add(Agenda(meeting_id=1, network_id=NETWORK, numbers=1))
        await uow.session.flush()
        item = {"position": 0, "kind": ItemKind.TALK, "title": "Otwarcie", "minutes": 300}
        uow.session.add(AgendaItem(meeting_id=1, number=1, **item))
        uow.session.add(FundingCall(network_id=NETWORK, title="LIFE", added_at=MONDAY_MORNING))
        uow.session.add(a_meeting())
        await a_date_poll(uow, NETWORK)
        await a_poll(uow, NETWORK)
        await a_survey(uow, NETWORK, SurveyState.VOID)
        await a_survey(uow, NETWORK)
        await a_round(uow, NETWORK)
        entry = await entries.add(uow, an_entry())
        await a_consultation(uow, entry.key)
        uow.session.add(a_meeting_that_was())
        uow.session.add(an_entry())
        if role is not Role.COORDINATOR:
            only = Grant(person_id=ADAM, network_id=NETWORK, role=role, since=MONDAY_MORNING)
            await roles.grant(uow, only)
    if role is Role.COORDINATOR:
        edge.installation = replace(edge.installation, coordinators=frozenset({adam.id}))
    return adam


def an_entry() -> Entry:
    """One that can be consulted."""
    return Entry(
        network_id=NETWORK, title="Uchwała", done="Przyjąć.", kind=EntryKind.RECOMMENDATION, state=EntryState.KEPT,
        proposed_at=MONDAY_MORNING, kept_at=MONDAY_MORNING,
    )  # fmt: skip
    """One of a city outside the network."""
    return Entry(network_id=NETWORK, place="Radlin", title="Pokazy", done="Tak.", state=EntryState.KEPT,
                 proposed_at=MONDAY_MORNING, kept_at=MONDAY_MORNING)  # fmt: skip


def a_meeting() -> Meeting:
    """One that is over."""
    starts = MONDAY_MORNING - timedelta(days=2)
    return Meeting(network_id=NETWORK, starts_at=starts, ends_at=starts + timedelta(hours=5), changed_at=starts,
                   created_at=starts, announced_at=starts, state=MeetingState.CLOSED)  # fmt: skip
