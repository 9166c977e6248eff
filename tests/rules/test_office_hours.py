"""What a session needs from the clock, planned afresh; and any order of edits leaves exactly that."""

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

from facilitation import settings as decisions
from facilitation.calendar.phrases import understand_rhythm
from facilitation.calendar.rhythm import Rhythm
from facilitation.office_hours import plan, series, sessions
from facilitation.office_hours.plan import CLOSE, DAY, HOUR, OPEN, WEEK, owed
from facilitation.office_hours.reminders import SETTINGS
from facilitation.office_hours.series import Draft
from facilitation.refusals import Refused
from facilitation.reminders import Reminders
from facilitation.settings import Setting
from storage import due_work, network, people, roles
from storage.due_work import Doing, DueWork
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.office_hours import Series, Session, SessionState
from storage.people import Person
from storage.roles import Grant, Role
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork

WARSAW = ZoneInfo("Europe/Warsaw")
AN_HOUR = timedelta(hours=1)
MINUTES_BEFORE = (30, 60, 20, 1439, 0, 1440, -30, 61, -60, 2000)

ALL = Reminders()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


def session(starts: str, state: SessionState = SessionState.PLANNED) -> Session:
    moment = at(starts).astimezone(UTC)
    local = datetime.fromisoformat(starts)
    return Session(
        id=7, series_id=1, original_local=local, starts_at=moment, ends_at=moment + AN_HOUR, state=state
    )


def needs(one: Session, now: str, reminders: Reminders = ALL) -> dict[str, tuple[datetime, datetime | None]]:
    return {
        each.kind: (each.due_at, each.not_after)
        for each in owed(one, "Europe/Warsaw", at(now), reminders)
        if each.key == "7" and each.arguments == {"session": 7}
    }


def test_a_planned_session_is_reminded_of_opened_and_closed() -> None:
    assert needs(session("2026-09-08T10:00"), "2026-09-01T09:00") == {
        WEEK: (at("2026-09-01T10:00"), at("2026-09-03T10:00")),
        DAY: (at("2026-09-07T10:00"), at("2026-09-07T16:00")),
        HOUR: (at("2026-09-08T09:00"), at("2026-09-08T10:00")),
        OPEN: (at("2026-09-08T10:00"), at("2026-09-08T11:00")),
        CLOSE: (at("2026-09-08T11:00"), None),
    }


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ("2026-09-01T09:59", {WEEK, DAY, HOUR, OPEN, CLOSE}),
        ("2026-09-01T10:00", {DAY, HOUR, OPEN, CLOSE}),
        ("2026-09-07T09:59", {DAY, HOUR, OPEN, CLOSE}),
        ("2026-09-07T10:00", {HOUR, OPEN, CLOSE}),
        ("2026-09-08T08:59", {HOUR, OPEN, CLOSE}),
        ("2026-09-08T09:00", {OPEN, CLOSE}),
    ],
)
def test_only_reminders_that_are_still_to_come_are_planned(now: str, kinds: set[str]) -> None:
    assert set(needs(session("2026-09-08T10:00"), now)) == kinds


@pytest.mark.parametrize(
    ("reminders", "kinds"),
    [
        (Reminders(week=False), {DAY, HOUR}),
        (Reminders(day=False), {WEEK, HOUR}),
        (Reminders(hour=False), {WEEK, DAY}),
        (Reminders(week=False, day=False, hour=False), set()),
    ],
)
def test_only_what_the_network_wants_is_planned(reminders: Reminders, kinds: set[str]) -> None:
    planned = needs(session("2026-09-08T10:00"), "2026-09-01T09:00", reminders)
    assert set(planned) == kinds | {OPEN, CLOSE}


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (SessionState.SKIPPED, {CLOSE}),
        (SessionState.OPEN, {CLOSE}),
        (SessionState.CLOSED, set()),
        (SessionState.CANCELLED, set()),
    ],
)
def test_what_does_not_take_place_is_only_passed(state: SessionState, kinds: set[str]) -> None:
    assert set(needs(session("2026-09-08T10:00", state), "2026-09-01T09:00")) == kinds


@pytest.mark.parametrize(
    ("starts", "reminded"),
    [
        ("2026-09-08T22:00", "2026-09-08T08:00"),
        ("2026-09-08T06:30", "2026-09-07T08:00"),
        ("2026-09-08T21:00", "2026-09-08T08:00"),
        ("2026-09-08T20:59", "2026-09-07T20:59"),
    ],
)
def test_the_day_before_nobody_is_woken(starts: str, reminded: str) -> None:
    assert needs(session(starts), "2026-09-01T09:00")[DAY][0] == at(reminded)


@pytest.mark.parametrize("day", ["2026-10-25", "2027-03-28"])
def test_the_day_before_a_change_of_clocks_is_a_day_on_the_clock(day: str) -> None:
    before = datetime.fromisoformat(day) - timedelta(days=1)
    due, _ = needs(session(f"{day}T12:00"), "2026-10-01T09:00")[DAY]
    assert due == datetime.combine(before.date(), time(12), WARSAW)


# any order of edits


@dataclass
class Office:
    """A series in a database of its own, and a clock that does what is due on its way."""

    uow: UnitOfWork
    series: Series
    by: Person
    now: datetime
    skipped: set[datetime] = field(default_factory=set)
    unwanted: set[str] = field(default_factory=set)

    async def dates(self) -> list[Session]:
        found = await self.uow.session.exec(select(Session).order_by(Session.original_local))
        return list(found)

    async def edit(self, edit: str, which: int) -> None:
        ahead = [one for one in await self.dates() if one.starts_at > self.now]
        one = ahead[which % 2]
        match edit:
            case "skip":
                await sessions.skip(self.uow, self.series, one.key, self.by, self.now)
                self.skipped.add(one.starts_at)
            case "restore":
                await sessions.restore(self.uow, self.series, one.key, self.by, self.now)
                self.skipped.discard(one.starts_at)
            case "place":
                await series.change_place(self.uow, self.series, f"Sala {which}", self.now)
            case "extend":
                await series.extend(self.uow, self.series, self.now)
            case "turn":
                await self.turn(SETTINGS[which % len(SETTINGS)])
            case _:
                await self.move_to(one.starts_at - timedelta(minutes=MINUTES_BEFORE[which]))

    async def turn(self, setting: Setting) -> None:
        """What the network wanted it wants no more, and the other way round."""
        home = await network.by_id(self.uow, self.series.network_id)
        assert home is not None
        await decisions.decide(self.uow, home, setting, setting.name in self.unwanted)
        self.unwanted ^= {setting.name}
        ahead = [one for one in await self.dates() if one.ends_at > self.now]
        await plan.replan(self.uow, self.series, ahead, self.now)

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
        self.now = max(self.now, moment)

    async def do(self, work: DueWork) -> None:
        if work.kind == plan.EXTEND:
            await series.extend(self.uow, self.series, self.now)
            return
        key = work.arguments["session"]
        match work.kind:
            case plan.WEEK:
                await sessions.to_announce(self.uow, key, self.now)
            case plan.DAY | plan.HOUR:
                assert await sessions.to_remind_of(self.uow, key, self.now)
            case plan.OPEN:
                assert await sessions.open_one(self.uow, key, self.now)
            case plan.CLOSE:
                assert await sessions.close_one(self.uow, key, self.now)
            case plan.NEWS:
                await sessions.news(self.uow, key)

    async def planned(self) -> set[tuple[str, str, datetime]]:
        await self.uow.complete()
        kinds = DueWork.kind.in_(plan.OF_A_SESSION)  # type: ignore[attr-defined]
        found = await self.uow.session.exec(select(DueWork).where(DueWork.state == Doing.PLANNED, kinds))
        return {(work.kind, work.subject, work.due_at) for work in found}

    async def fresh(self) -> set[tuple[str, str, datetime]]:
        """What a calendar of Tuesdays says, walked without the rules."""
        needed = set()
        for one in await self.dates():
            starts, ends = one.starts_at, one.starts_at + AN_HOUR
            if ends > self.now:
                needed.add((CLOSE, str(one.id), ends))
            if starts <= self.now or starts in self.skipped:
                continue
            week_before, day_before = (
                (starts.astimezone(WARSAW) - timedelta(days=days)).astimezone(UTC) for days in (7, 1)
            )
            moments = [(WEEK, week_before), (DAY, day_before), (HOUR, starts - AN_HOUR), (OPEN, starts)]
            needed |= {
                (kind, str(one.id), moment)
                for kind, moment in moments
                if moment > self.now and kind not in self.unwanted
            }
        return needed


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["skip", "restore", "place", "extend", "turn", "pass"]),
        st.integers(0, len(MINUTES_BEFORE) - 1),
    ),
    min_size=3, max_size=12,
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(edits=EDITS)
def test_any_order_of_edits_leaves_exactly_what_a_fresh_plan_has(
    edits: list[tuple[str, int]], sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    asyncio.run(walk(edits, sqlite_template, tmp_path_factory.mktemp("office")))


async def walk(edits: list[tuple[str, int]], template: Path, folder: Path) -> None:
    shutil.copy(template, folder / "spoiwo.db")
    database = Database(f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}", Seal(folder / "keys"))
    try:
        async with database.write() as uow:
            office = await founded(uow, at("2026-10-05T09:00").astimezone(UTC))
            for edit, which in edits:
                await office.edit(edit, which)
                assert await office.planned() == await office.fresh(), edit
    finally:
        await database.close()


async def founded(uow: UnitOfWork, now: datetime) -> Office:
    home = await network.add(
        uow, Network(chat_id=-1, title="M", topic="M", language="pl", zone="Europe/Warsaw", since=now)
    )
    home.state = NetworkState.ACTIVE
    expert = await people.add(uow, Person(telegram_id=1, name="Ewa", since=now))
    await roles.grant(uow, Grant(person_id=expert.key, network_id=home.key, role=Role.EXPERT, since=now))
    rhythm = understand_rhythm("co drugi wtorek 10:00", now, "Europe/Warsaw")
    begun = await series.announce(uow, home, Draft(rhythm, (expert.key,)), now)
    office = Office(uow, begun, expert, now)
    await office.move_to(now)
    return office


async def test_the_same_edits_on_each_database(database: Database) -> None:
    async with database.write() as uow:
        office = await founded(uow, at("2026-10-05T09:00").astimezone(UTC))
        edits = "skip 0, pass 1, turn 1, restore 0, pass 0, turn 1, skip 1, pass 8"
        for edit, which in (each.split() for each in edits.split(", ")):
            await office.edit(edit, int(which))
            assert await office.planned() == await office.fresh(), edit


async def test_materialising_again_adds_nothing(database: Database) -> None:
    async with database.write() as uow:
        office = await founded(uow, at("2026-10-05T09:00").astimezone(UTC))
        first = len(await office.dates())
        await series.extend(uow, office.series, office.now)
        assert len(await office.dates()) == first == 13
        await office.move_to(office.now + timedelta(days=60))
        assert len(await office.dates()) == 13 + 5


async def test_what_nobody_of_the_team_holds_is_named_once(database: Database) -> None:
    async with database.write() as uow:
        office = await founded(uow, at("2026-10-05T09:00").astimezone(UTC))
        here = office.series.network_id
        assert await series.look_after(uow, here, office.now) == ([], [])
        await roles.end(uow, office.now, office.by.key, here)
        for expected in (1, 0):
            _, unheld = await series.look_after(uow, here, office.now)
            assert len(unheld) == expected
        with pytest.raises(Refused):
            home = await network.by_id(uow, here)
            assert home is not None
            await series.hand_over(uow, home, office.series, [office.by.key], office.now)


def test_a_rhythm_survives_its_series() -> None:
    rhythm = understand_rhythm("w środy parzyste 9:00-9:45", at("2026-10-05T09:00"), "Europe/Warsaw")
    kept = Series(
        network_id=1, rule=rhythm.rule, starts_local=rhythm.starts, minutes=45, zone=rhythm.zone,
        created_at=at("2026-10-05T09:00"),
    )  # fmt: skip
    assert isinstance(series.rhythm_of(kept), Rhythm)
    assert series.rhythm_of(kept) == rhythm
