"""Who comes: any order of edits, answers and clock steps leaves the reminders of a fresh plan; none is asked twice."""

import asyncio
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from facilitation.meetings import changing, planning
from facilitation.meetings import plan as meeting_plan
from facilitation.meetings.facts import Changed, MeetingChanged
from facilitation.meetings.planning import Draft
from facilitation.refusals import Refused
from facilitation.reminders import Reminders
from facilitation.rsvp import How, answering, coming, concerned, needs, plan, substitutes
from facilitation.rsvp.reasons import RsvpReason
from facilitation.rsvp.turnout import Answers, answers
from storage import due_work, institutions, people, roles, rsvp, subgroups
from storage import network as networks
from storage.due_work import Doing, DueWork
from storage.engine import Database
from storage.institutions import Institution, Membership, Standing
from storage.meetings import Meeting, MeetingForm, MeetingState
from storage.network import Network, NetworkState
from storage.people import Person, Reach
from storage.roles import Grant, Role
from storage.rsvp import Answer
from storage.seal import Seal
from storage.subgroups import Subgroup
from storage.unit_of_work import UnitOfWork

WARSAW = ZoneInfo("Europe/Warsaw")
START = datetime(2026, 12, 9, 10, tzinfo=WARSAW)
NOW = datetime(2026, 11, 23, 9, tzinfo=WARSAW).astimezone(UTC)
LENGTH = timedelta(hours=5)
ALL = Reminders()
STARTS = (
    START, START + timedelta(hours=2), START + timedelta(days=1), START + timedelta(days=7),
    START.replace(hour=22), START.replace(day=4, hour=7, minute=30), START + timedelta(days=40),
)  # fmt: skip
STEPS = (1, 3, 60, 12 * 60, 24 * 60 - 1, 24 * 60, 3 * 24 * 60, 7 * 24 * 60)


def meeting_at(starts: datetime, state: MeetingState = MeetingState.PLANNED) -> Meeting:
    moment = starts.astimezone(UTC)
    return Meeting(
        id=7, network_id=1, starts_at=moment, ends_at=moment + LENGTH, state=state, changed_at=NOW,
        created_at=NOW,
    )  # fmt: skip


def needed(meeting: Meeting, now: datetime, those: Reminders = ALL) -> dict[str, tuple[datetime, datetime]]:
    return {
        each.kind: (each.due_at.astimezone(WARSAW), each.not_after.astimezone(WARSAW))
        for each in plan.reminders(meeting, "Europe/Warsaw", now, those)
        if each.not_after and each.key == "7" and each.arguments == {"meeting": 7}
    }


# what is planned


def test_a_meeting_is_reminded_of_a_week_a_day_and_an_hour_before() -> None:
    assert needed(meeting_at(START), NOW) == {
        plan.WEEK: (START - timedelta(days=7), START - timedelta(days=5)),
        plan.DAY: (START - timedelta(days=1), START - timedelta(hours=18)),
        plan.HOUR: (START - timedelta(hours=1), START),
    }


@pytest.mark.parametrize(
    ("before", "kinds"),
    [
        (timedelta(days=7, minutes=1), {plan.WEEK, plan.DAY, plan.HOUR}),
        (timedelta(days=7), {plan.DAY, plan.HOUR}),
        (timedelta(days=1), {plan.HOUR}),
        (timedelta(hours=1), set()),
    ],
)
def test_only_reminders_that_are_still_to_come_are_planned(before: timedelta, kinds: set[str]) -> None:
    assert set(needed(meeting_at(START), START - before)) == kinds


def test_nobody_is_woken_and_a_reminder_that_waits_for_the_morning_is_still_to_come() -> None:
    late = meeting_at(START.replace(hour=22))
    morning = START.replace(hour=8)
    assert needed(late, NOW)[plan.DAY] == (morning, morning + timedelta(hours=6))
    assert set(needed(late, START - timedelta(hours=11))) == {plan.DAY, plan.HOUR}


@pytest.mark.parametrize("state", sorted(set(MeetingState) - {MeetingState.PLANNED}))
def test_what_does_not_lie_ahead_is_reminded_of_by_nothing(state: MeetingState) -> None:
    assert needed(meeting_at(START, state), NOW) == {}


def test_a_network_is_reminded_only_as_it_wants() -> None:
    wanted = Reminders(week=False, hour=False)
    assert set(needed(meeting_at(START), NOW, wanted)) == {plan.DAY}


def test_after_the_change_of_clocks_a_week_before_is_the_same_hour() -> None:
    starts = datetime(2027, 3, 30, 10, tzinfo=WARSAW)
    assert needed(meeting_at(starts), NOW)[plan.WEEK][0] == datetime(2027, 3, 23, 10, tzinfo=WARSAW)


# any order of edits, answers and clock steps


@dataclass
class House:
    """A network with a meeting ahead, in a database of its own, and a clock that does what is due on its way."""

    uow: UnitOfWork
    network: Network
    meeting: Meeting
    people: list[Person]
    now: datetime = NOW
    answered: dict[int, tuple[Answer, object]] = field(default_factory=dict)
    asked: int = 0

    async def answers(self) -> Answers:
        return await answers(self.uow, self.meeting, self.now)

    async def says(self, who: int, wish: Answer) -> answering.Said:
        """One answer, and what the test itself knows of it."""
        person = self.people[who]
        said = await answering.answer(self.uow, self.meeting, person, wish, self.now)
        self.answered[person.key] = (said.coming.answer, self.day)
        for other in said.relied_in_vain:
            del self.answered[other.key]
        return said

    async def sends(self, who: int, name: str, *, remote: bool = False) -> answering.Said:
        person = self.people[who]
        said = await substitutes.name_someone(self.uow, self.meeting, person, name, self.now, remote=remote)
        self.answered[person.key] = (Answer.SUBSTITUTE, self.day)
        for other in said.relied_in_vain:
            del self.answered[other.key]
        return said

    async def asks(self, who: int, colleague: int) -> answering.Said:
        person = self.people[who]
        said, _ = await substitutes.ask_colleague(
            self.uow, self.meeting, person, self.people[colleague].key, self.now
        )
        self.answered[person.key] = (Answer.SUBSTITUTE, self.day)
        for other in said.relied_in_vain:
            del self.answered[other.key]
        return said

    @property
    def day(self) -> object:
        """The day that the card shows."""
        return self.meeting.starts_at.astimezone(WARSAW).date()

    def has_answered(self, person: Person) -> bool:
        answer, day = self.answered.get(person.key, (None, None))
        in_room_only = self.meeting.form is MeetingForm.IN_PERSON
        return day == self.day and not (answer is Answer.REMOTE and in_room_only)

    async def edit(self, what: str, which: int) -> None:
        uow, meeting = self.uow, self.meeting
        try:
            match what:
                case "move":
                    starts = STARTS[which % len(STARTS)].astimezone(UTC)
                    await changing.move(uow, meeting, starts, starts + LENGTH, self.now)
                case "cancel":
                    await changing.cancel(uow, meeting, "Brak sali", self.now)
                case "restore":
                    await changing.restore(uow, meeting, self.now)
                case "form":
                    form = list(MeetingForm)[which % 3]
                    await changing.meet(uow, meeting, form, self.now)
                case "seats":
                    await changing.seat(uow, meeting, (None, 0, 1, 2)[which % 4], self.now)
                case "yes" | "no" | "remote":
                    await self.says(which % len(self.people), Answer(what))
                case "sends":
                    await self.sends(which % len(self.people), "Anna Nowak")
                case "asks":
                    await self.asks(0, 1)
                case _:
                    await self.move_to(self.now + timedelta(minutes=STEPS[which % len(STEPS)]))
        except Refused:
            pass
        await self.hear()

    async def hear(self) -> None:
        while self.uow.facts:
            if isinstance(self.uow.facts.pop(), MeetingChanged):
                await plan.replan(self.uow, self.meeting, self.network.zone, self.now)

    async def move_to(self, moment: datetime) -> None:
        """Forwards only; on the way everything that is due is done."""
        while True:
            await self.uow.complete()
            due = select(DueWork).where(DueWork.state == Doing.PLANNED, DueWork.due_at <= moment)
            work = (await self.uow.session.exec(due.order_by(DueWork.due_at, DueWork.id))).first()
            if work is None:
                break
            self.now = max(self.now, work.due_at)
            await due_work.finish(self.uow, work.key, Doing.DONE, self.now)
            await self.do(work)
            await self.hear()
        self.now = max(self.now, moment)

    async def do(self, work: DueWork) -> None:
        match work.kind:
            case meeting_plan.OPEN:
                await changing.begin(self.uow, self.meeting)
            case meeting_plan.CLOSE:
                await changing.end(self.uow, self.meeting)
            case meeting_plan.NEWS:
                changes = meeting_plan.otherwise(self.meeting, self.network.zone)
                meeting_plan.tell(self.meeting)
                again = concerned.asked_again(await self.answers(), changes)
                assert not any(self.has_answered(person) for person in again)
                assert {person.key for person in again} <= self.answered.keys()
            case plan.SEATS:
                await concerned.seating(self.uow, self.meeting.key, self.now)
            case plan.FORGET:
                await rsvp.drop_needs(self.uow, self.meeting.key)
            case kind:
                found = await concerned.by_reminder(
                    self.uow, kind, self.meeting.key, self.network.zone, self.now
                )
                assert found is not None
                self.asked += len(found.asked)
                assert not any(self.has_answered(person) for person in found.asked)
                assert not any(person in found.asked for person in found.answers.declined)

    async def planned(self) -> set[tuple[str, datetime, datetime | None]]:
        await self.uow.complete()
        kinds = DueWork.kind.in_(plan.REMINDERS)  # type: ignore[attr-defined]
        found = await self.uow.session.exec(select(DueWork).where(DueWork.state == Doing.PLANNED, kinds))
        return {(work.kind, work.due_at, work.not_after) for work in found}

    def fresh(self) -> set[tuple[str, datetime, datetime | None]]:
        """What a calendar says of a meeting at this hour, walked without the rules."""
        if self.meeting.state is not MeetingState.PLANNED:
            return set()
        starts = self.meeting.starts_at.astimezone(WARSAW)
        needed = {(plan.HOUR, starts - timedelta(hours=1), starts)}
        for kind, days, good in ((plan.WEEK, 7, timedelta(days=2)), (plan.DAY, 1, timedelta(hours=6))):
            due = datetime.combine(starts.date() - timedelta(days=days), starts.time(), WARSAW)
            if due.time() >= time(21):
                due = datetime.combine(due.date() + timedelta(days=1), time(8), WARSAW)
            elif due.time() < time(8):
                due = datetime.combine(due.date(), time(8), WARSAW)
            needed.add((kind, due, due + good))
        return {each for each in needed if each[1] > self.now}

    async def check(self, seats: bool = True) -> None:
        assert await self.planned() == self.fresh()
        so_far = await self.answers()
        room = self.meeting.seats
        in_room = [each for each in so_far.coming if each.how is How.IN_PERSON]
        assert room is None or len(in_room) <= room
        assert {person.key for person in so_far.unanswered} == {
            person.key for person in self.people if not self.has_answered(person)
        }


async def settled(uow: UnitOfWork, seats: int | None = None, count: int = 5) -> House:
    """Ola, Ewa and Jan of Gdynia, and everyone else of a city of their own; the first one leads."""
    home = await networks.add(uow, Network(
        chat_id=-1, title="M", topic="M", language="pl", zone="Europe/Warsaw", since=NOW,
        state=NetworkState.ACTIVE,
    ))  # fmt: skip
    those = []
    cities: list[Institution] = []
    for number in range(count):
        name = f"P{number}"
        person = await people.add(uow, Person(telegram_id=number + 1, name=name, since=NOW, reach=Reach.OPEN))
        if number not in (1, 2):
            city = f"miasto {number}"
            cities.append(
                await institutions.add(uow, Institution(network_id=home.key, name=city, folded=city))
            )
        await institutions.add_membership(uow, Membership(
            network_id=home.key, person_id=person.key, institution_id=cities[-1].key, notice_version=1,
            standing=Standing.JOINED, agreed_at=NOW,
        ))  # fmt: skip
        role = Role.MEMBER if number else Role.FACILITATOR
        await roles.grant(uow, Grant(person_id=person.key, network_id=home.key, role=role, since=NOW))
        those.append(person)
    starts = START.astimezone(UTC)
    draft = Draft(starts, starts + LENGTH, MeetingForm.HYBRID, seats=seats)
    house = House(uow, home, await planning.announce(uow, home, draft, NOW), those)
    await house.hear()
    return house


EDITS = st.lists(
    st.tuples(
        st.sampled_from([
            "move", "move", "cancel", "restore", "form", "seats", "yes", "yes", "no", "remote", "sends", "asks",
            "pass", "pass", "pass",
        ]),
        st.integers(0, 100),
    ),
    min_size=3, max_size=16,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(edits=EDITS)
def test_any_order_of_edits_answers_and_clock_steps_leaves_what_a_fresh_plan_has(
    edits: list[tuple[str, int]], sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    asyncio.run(walk(edits, sqlite_template, tmp_path_factory.mktemp("house")))


async def walk(edits: list[tuple[str, int]], template: Path, folder: Path) -> None:
    shutil.copy(template, folder / "spoiwo.db")
    database = Database(f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}", Seal(folder / "keys"))
    try:
        async with database.write() as uow:
            house = await settled(uow)
            for what, which in edits:
                await house.edit(what, which)
                await house.check()
    finally:
        await database.close()


async def test_the_same_edits_on_each_database(database: Database) -> None:
    async with database.write() as uow:
        house = await settled(uow, seats=2)
        edits = (
            "yes 0, yes 3, pass 1, move 3, pass 1, yes 0, asks 0, yes 1, form 1, pass 1, move 0, cancel 0, pass 2,"
            "restore 0, pass 1, form 0, remote 4, pass 7, pass 6, sends 4, seats 2, no 1, pass 7, pass 6"
        )
        for edit, which in (each.split() for each in edits.split(",")):
            await house.edit(edit, int(which))
            await house.check()
        assert house.asked > 0


# answers


@pytest.fixture
def of_gdynia() -> tuple[int, int]:
    """Two colleagues."""
    return 1, 2


async def house_with(uow: UnitOfWork, form: MeetingForm, seats: int | None = None) -> House:
    house = await settled(uow, seats)
    house.meeting.form = form
    return house


async def test_at_an_online_meeting_whoever_comes_is_there_from_afar(database: Database) -> None:
    async with database.write() as uow:
        house = await house_with(uow, MeetingForm.ONLINE, seats=0)
        said = await house.says(0, Answer.YES)
        assert (said.coming.answer, said.place) == (Answer.REMOTE, 0)
        assert [each.how for each in await coming(uow, house.meeting, NOW)] == [How.REMOTE]


async def test_whoever_was_to_come_is_there_from_afar_once_the_meeting_is_online(database: Database) -> None:
    async with database.write() as uow:
        house = await house_with(uow, MeetingForm.IN_PERSON)
        await house.says(0, Answer.YES)
        house.meeting.form = MeetingForm.ONLINE
        assert [each.how for each in (await house.answers()).coming] == [How.REMOTE]
        house.meeting.form = MeetingForm.HYBRID
        assert [each.how for each in (await house.answers()).coming] == [How.IN_PERSON]


async def test_from_afar_is_no_answer_where_there_is_a_room_only(database: Database) -> None:
    async with database.write() as uow:
        house = await house_with(uow, MeetingForm.HYBRID)
        await house.says(0, Answer.REMOTE)
        house.meeting.form = MeetingForm.IN_PERSON
        so_far = await house.answers()
        assert (so_far.coming, len(so_far.unanswered)) == ([], 5)
        with pytest.raises(Refused) as refused:
            await house.says(0, Answer.REMOTE)
        assert refused.value.reason is RsvpReason.NOT_REMOTE


async def test_each_change_asks_again_once_and_only_those_whose_answer_it_ends(database: Database) -> None:
    async with database.write() as uow:
        house = await house_with(uow, MeetingForm.HYBRID)
        await house.says(0, Answer.YES)
        await house.says(3, Answer.REMOTE)
        house.meeting.form = MeetingForm.IN_PERSON
        so_far = await house.answers()
        assert concerned.asked_again(so_far, {Changed.FORM}) == [house.people[3]]
        house.meeting.starts_at += timedelta(days=1)
        so_far = await house.answers()
        assert concerned.asked_again(so_far, {Changed.DATE}) == [house.people[0], house.people[3]]
        assert concerned.asked_again(so_far, {Changed.PLACE}) == []


async def test_seats_go_by_the_order_of_arrival_and_the_first_who_waits_moves_up(database: Database) -> None:
    async with database.write() as uow:
        house = await settled(uow, seats=2)
        places = []
        for who in (3, 0, 4, 1):
            house.now += timedelta(minutes=1)
            places.append((await house.says(who, Answer.YES)).place)
        assert places == [0, 0, 1, 2]
        assert (await house.says(4, Answer.YES)).place == 1, "a second tap changes nothing"
        await house.says(3, Answer.REMOTE)
        seating = await concerned.seating(uow, house.meeting.key, house.now)
        assert seating is not None
        assert [each.name for each in seating.seated] == ["P4"]
        seating = await concerned.seating(uow, house.meeting.key, house.now)
        assert seating is not None
        assert seating.seated == [], "and is told once"
        house.meeting.seats = 1
        seating = await concerned.seating(uow, house.meeting.key, house.now)
        assert seating is not None
        assert [each.name for each in seating.unseated] == ["P4"]


async def test_whoever_sends_somebody_instead_keeps_the_seat_for_them(database: Database) -> None:
    async with database.write() as uow:
        house = await settled(uow, seats=1)
        await house.says(0, Answer.YES)
        house.now += timedelta(minutes=1)
        assert (await house.says(3, Answer.YES)).place == 1
        house.now += timedelta(minutes=1)
        assert (await house.sends(0, "Anna  Nowak")).place == 0
        (anna,) = (await house.answers()).coming
        assert (anna.person, anna.name, anna.instead_of) == (None, "Anna Nowak", house.people[0])
        house.now += timedelta(minutes=1)
        assert (await house.sends(0, "Anna Nowak", remote=True)).place == 0
        assert {each.name for each in (await house.answers()).coming} == {"Anna Nowak", "P3"}


async def test_a_colleague_comes_instead_once_they_agree(
    database: Database, of_gdynia: tuple[int, int]
) -> None:
    one, other = of_gdynia
    async with database.write() as uow:
        house = await settled(uow)
        said = await house.asks(one, other)
        assert not said.coming.agreed
        assert said.answers.comes == []
        said = await house.says(other, Answer.YES)
        assert said.relied == (house.people[one],)
        (who,) = said.answers.coming
        assert (who.person, who.instead_of) == (house.people[other], house.people[one])
        assert (await house.says(other, Answer.REMOTE)).relied == (), "and is told of it once"
        said = await house.says(other, Answer.NO)
        assert said.relied_in_vain == (house.people[one],)
        assert house.people[one] in said.answers.unanswered


async def test_only_a_colleague_who_may_come_can_be_asked(
    database: Database, of_gdynia: tuple[int, int]
) -> None:
    one, other = of_gdynia
    async with database.write() as uow:
        house = await settled(uow)
        for colleague in (3, one):
            with pytest.raises(Refused) as refused:
                await house.asks(one, colleague)
            assert refused.value.reason is RsvpReason.NOT_A_COLLEAGUE
        await house.asks(one, other)
        with pytest.raises(Refused):
            await house.asks(other, one)
        await house.says(other, Answer.NO)
        with pytest.raises(Refused):
            await house.asks(one, other)


async def test_who_was_known_by_name_comes_as_themselves_in_the_same_seat(
    database: Database, of_gdynia: tuple[int, int]
) -> None:
    one, other = of_gdynia
    async with database.write() as uow:
        house = await settled(uow, seats=1)
        await house.sends(one, "Anna Nowak")
        house.now += timedelta(minutes=1)
        await house.says(3, Answer.YES)
        house.now += timedelta(minutes=1)
        with pytest.raises(Refused) as refused:
            await substitutes.be_the_one(
                uow, house.meeting, house.people[3], house.people[one].key, house.now
            )
        assert refused.value.reason is RsvpReason.NAMED_NO_LONGER
        said = await substitutes.be_the_one(
            uow, house.meeting, house.people[other], house.people[one].key, house.now
        )
        assert said.place == 0
        (who,) = said.answers.coming
        assert (who.person, who.instead_of) == (house.people[other], house.people[one])


@pytest.mark.parametrize(("typed", "reason"), [
    ("  ", RsvpReason.NAME_NEEDED), ("123", RsvpReason.NAME_NEEDED), ("A" * 101, RsvpReason.NAME_LONG),
])  # fmt: skip
def test_a_name_has_letters_and_an_end(typed: str, reason: RsvpReason) -> None:
    with pytest.raises(Refused) as refused:
        substitutes.checked_name(typed)
    assert refused.value.reason is reason


async def test_what_is_over_or_cancelled_is_not_answered_for(database: Database) -> None:
    async with database.write() as uow:
        house = await settled(uow)
        await changing.cancel(uow, house.meeting, "Brak sali", NOW)
        with pytest.raises(Refused) as off:
            await house.says(0, Answer.YES)
        house.meeting.state = MeetingState.CLOSED
        with pytest.raises(Refused) as over:
            await house.says(0, Answer.YES)
        assert (off.value.reason, over.value.reason) == (RsvpReason.OFF, RsvpReason.OVER)


async def test_whoever_leaves_is_counted_no_longer_and_who_named_them_answers_anew(
    database: Database, of_gdynia: tuple[int, int]
) -> None:
    one, other = of_gdynia
    async with database.write() as uow:
        house = await settled(uow)
        await house.asks(one, other)
        await house.says(other, Answer.YES)
        await house.says(3, Answer.YES)
        let_down = await answering.leave(uow, house.network.key, house.people[other].key, NOW)
        assert let_down == {house.meeting.key: [house.people[one].key]}
        assert [each.name for each in (await house.answers()).comes] == ["P3"]


async def test_counts_follow_where_institutions_are_merged(database: Database) -> None:
    async with database.write() as uow:
        house = await settled(uow)
        for who in (0, 3):
            await house.says(who, Answer.YES)
        places = (await house.answers()).places
        one, other = (places[house.people[who].key].key for who in (0, 3))
        await institutions.move_all(uow, other, one)
        assert {
            each.institution.key for each in await coming(uow, house.meeting, NOW) if each.institution
        } == {one}


async def test_a_subgroup_s_meeting_is_answered_for_by_its_people_only(database: Database) -> None:
    async with database.write() as uow:
        house = await settled(uow)
        smog = await subgroups.add(uow, Subgroup(network_id=house.network.key, name="Smog"))
        await subgroups.join(uow, smog.key, house.people[0].key, NOW)
        house.meeting.subgroup_id = smog.key
        assert (await house.says(0, Answer.YES)).answers.asked == [house.people[0]]
        with pytest.raises(Refused) as refused:
            await house.says(3, Answer.YES)
        assert refused.value.reason is RsvpReason.NOT_INVITED


# what people need


async def test_needs_are_counted_of_those_in_the_room_and_named_only_where_someone_has_to_help(
    database: Database,
) -> None:
    async with database.write() as uow:
        house = await settled(uow)
        for who in (0, 3, 4):
            await house.says(who, Answer.YES)
            await needs.tell(uow, house.meeting, house.people[who], "vegan", "", NOW)
        await needs.tell(uow, house.meeting, house.people[0], "Vegan", "", NOW)
        await needs.tell(uow, house.meeting, house.people[4], "vegetarian", "Podjazd", NOW)
        await house.says(3, Answer.NO)
        found = await needs.catering(uow, house.meeting, {Role.GUARDIAN}, NOW)
        assert (found.people, list(found.diets)) == (2, [("Vegan", 1), ("vegetarian", 1)])
        assert [(each.name, words) for each, words in found.access] == [("P4", "Podjazd")]
        assert await rsvp.needs_of(uow, house.meeting.key, house.people[3].key) is None
        with pytest.raises(Refused):
            await needs.tell(uow, house.meeting, house.people[3], "vegan", "", NOW)


async def test_needs_are_for_the_guardian_and_for_a_facilitator_where_there_is_none(
    database: Database,
) -> None:
    async with database.write() as uow:
        house = await settled(uow)
        here = house.network.key
        for held, seen in (({Role.FACILITATOR}, True), ({Role.EXPERT, Role.MEMBER}, False)):
            assert await needs.looks_after_needs(uow, here, held, NOW) is seen
        guardian = Grant(person_id=house.people[3].key, network_id=here, role=Role.GUARDIAN, since=NOW)
        await roles.grant(uow, guardian)
        assert not await needs.looks_after_needs(uow, here, {Role.FACILITATOR}, NOW)
        assert await needs.looks_after_needs(uow, here, {Role.GUARDIAN}, NOW)
