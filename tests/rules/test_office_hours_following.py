"""Any order of edits leaves what an independent calendar says: each date its own, 10:00 is 10:00, others untouched."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from facilitation.calendar.rhythm import Occurrence, Rhythm
from facilitation.office_hours import following, moving, series, sessions
from facilitation.office_hours.following import reconcile
from facilitation.office_hours.plan import CLOSE, EXTEND, HOUR, OPEN
from facilitation.refusals import Refused
from storage import office_hours
from storage.due_work import Doing, DueWork
from storage.engine import Database
from storage.office_hours import Session, SessionState
from storage.seal import Seal
from tests.rules.test_office_hours import WARSAW, Office, at, founded

HORIZON = timedelta(days=183)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFF = ("skipped", "cancelled")


@dataclass
class Entry:
    """What the independent calendar knows of one date."""

    clock: time
    minutes: int
    state: str = "planned"
    elsewhere: datetime | None = None  # where it was moved to, in UTC

    def starts(self, day: date) -> datetime:
        return self.elsewhere or datetime.combine(day, self.clock, WARSAW).astimezone(UTC)

    def ends(self, day: date) -> datetime:
        clock = self.starts(day).astimezone(WARSAW).replace(tzinfo=None) + timedelta(minutes=self.minutes)
        return clock.replace(tzinfo=WARSAW).astimezone(UTC)


@dataclass
class Model:
    """A calendar of days, walked day by day, which knows no rules, no rows and no due work."""

    first: date
    weeks: int
    clock: time
    minutes: int
    days: dict[date, Entry] = field(default_factory=dict)

    def rhythm(self, until: datetime) -> Iterator[date]:
        day = self.first
        while datetime.combine(day, self.clock, WARSAW) < until:
            yield day
            day += timedelta(weeks=self.weeks)

    def extend(self, now: datetime) -> None:
        for day in self.rhythm(now + HORIZON):
            if datetime.combine(day, self.clock, WARSAW) >= now and day not in self.days:
                self.days[day] = Entry(self.clock, self.minutes)

    def change(self, since: date, first: date, weeks: int, clock: time, minutes: int, now: datetime) -> None:
        self.first, self.weeks, self.clock, self.minutes = first, weeks, clock, minutes
        latest = max(datetime.combine(day, entry.clock, WARSAW) for day, entry in self.days.items())
        wanted = set(self.rhythm(max(now + HORIZON, latest + timedelta(days=1))))
        for day, entry in self.days.items():
            if day < since or entry.state in ("open", "closed"):
                continue
            if day not in wanted:
                entry.state = "cancelled"
            elif entry.state == "cancelled":
                self.days[day] = Entry(clock, minutes)
            elif entry.elsewhere is None:
                entry.clock, entry.minutes = clock, minutes
            else:
                entry.clock = clock
        for day in wanted - set(self.days):
            self.days[day] = Entry(clock, minutes)

    def pass_to(self, now: datetime) -> None:
        for day, entry in self.days.items():
            if entry.state in ("planned", "open") and entry.starts(day) <= now:
                entry.state = "closed" if entry.ends(day) <= now else "open"

    def is_free(self, starts: datetime, ends: datetime, besides: date) -> bool:
        return not any(
            entry.state in ("planned", "open") and entry.starts(day) < ends and entry.ends(day) > starts
            for day, entry in self.days.items()
            if day != besides
        )

    def shows(self) -> dict[date, tuple[str, datetime, datetime]]:
        return {day: (entry.state, entry.starts(day), entry.ends(day)) for day, entry in self.days.items()}


@dataclass
class Walking(Office):
    """What is due is done on the way; the model is told only that a month is over."""

    model: Model | None = None

    async def do(self, work: DueWork) -> None:
        await super().do(work)
        if work.kind == EXTEND and self.model is not None:
            self.model.extend(self.now)


@dataclass
class Town:
    """The real series and the model of it, edited side by side."""

    office: Office
    model: Model

    async def edit(self, edit: str, which: int, much: int) -> None:
        now = self.office.now
        if edit == "pass":
            await self.office.move_to(now + timedelta(days=much % 20, minutes=17 * which))
            self.model.pass_to(self.office.now)
            return
        if edit == "extend":
            await series.extend(self.office.uow, self.office.series, now)
            self.model.extend(now)
            return
        ahead = [
            one
            for one in await self.office.dates()
            if one.starts_at > now and one.state in (SessionState.PLANNED, SessionState.SKIPPED)
        ]
        if not ahead:
            return
        hour = await office_hours.hour(self.office.uow, ahead[which % min(4, len(ahead))].key)
        assert hour is not None
        day = hour.session.original_local.date()
        await getattr(self, edit)(hour, day, self.model.days[day], much)

    async def skip(self, hour: office_hours.Hour, day: date, entry: Entry, _: int) -> None:
        await sessions.skip(self.office.uow, hour.series, hour.session.key, self.office.by, self.office.now)
        entry.state = "skipped"

    async def restore(self, hour: office_hours.Hour, day: date, entry: Entry, _: int) -> None:
        free = entry.state == "planned" or self.model.is_free(entry.starts(day), entry.ends(day), day)
        doing = sessions.restore(
            self.office.uow, hour.series, hour.session.key, self.office.by, self.office.now
        )
        if await granted(doing) is free:
            entry.state = "planned" if free else entry.state
        else:
            pytest.fail("restored into another one, or refused without need")

    async def move(self, hour: office_hours.Hour, day: date, entry: Entry, much: int) -> None:
        starts = entry.starts(day) + timedelta(hours=7 * (much - 12))
        await self._move(hour, day, entry, starts)

    async def back(self, hour: office_hours.Hour, day: date, entry: Entry, _: int) -> None:
        await self._move(
            hour, day, entry, datetime.combine(day, entry.clock, WARSAW).astimezone(UTC), back=True
        )

    async def _move(
        self, hour: office_hours.Hour, day: date, entry: Entry, starts: datetime, *, back: bool = False
    ) -> None:
        there = Entry(entry.clock, entry.minutes, elsewhere=starts)
        possible = (
            entry.state == "planned"
            and starts > self.office.now
            and self.model.is_free(starts, there.ends(day), day)
        )
        doing = moving.put_back if back else None
        uow, by, now = self.office.uow, self.office.by, self.office.now
        moved = granted(doing(uow, hour, by, now) if doing else moving.move(uow, hour, starts, by, now))
        assert await moved is possible
        if possible:
            usual = datetime.combine(day, entry.clock, WARSAW).astimezone(UTC)
            entry.elsewhere = None if starts == usual else starts

    async def change(self, hour: office_hours.Hour, day: date, entry: Entry, much: int) -> None:
        first = day + timedelta(days=(0, 0, 2, 7, 9)[much % 5])
        weeks, clock, minutes = (
            (1, 2, 3)[much % 3],
            time(8 + much % 11, (much % 4) * 15),
            (60, 60, 90)[much % 3],
        )
        rule = f"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={DAYS[first.weekday()]}"
        rhythm = Rhythm(datetime.combine(first, clock), timedelta(minutes=minutes), "Europe/Warsaw", rule)
        possible = datetime.combine(first, clock, WARSAW) > self.office.now
        doing = following.change(self.office.uow, hour, rhythm, self.office.by, self.office.now)
        assert await granted(doing) is possible
        if possible:
            self.model.change(day, first, weeks, clock, minutes, self.office.now)

    async def rows(self) -> dict[date, tuple[str, datetime, datetime]]:
        every = await self.office.dates()
        assert len({one.original_local.date() for one in every}) == len(every), "a day names one session"
        return {one.original_local.date(): (one.state.value, one.starts_at, one.ends_at) for one in every}

    async def planned(self) -> set[tuple[str, datetime]]:
        await self.office.uow.complete()
        kinds = DueWork.kind.in_((OPEN, CLOSE, HOUR))  # type: ignore[attr-defined]
        found = await self.office.uow.session.exec(
            select(DueWork).where(DueWork.state == Doing.PLANNED, kinds)
        )
        return {(work.kind, work.due_at) for work in found}

    def needed(self) -> set[tuple[str, datetime]]:
        needed = set()
        for state, starts, ends in self.model.shows().values():
            if state in ("planned", "open", "skipped") and ends > self.office.now:
                needed.add((CLOSE, ends))
            if state == "planned":
                needed.add((OPEN, starts))
                if starts - timedelta(hours=1) > self.office.now:
                    needed.add((HOUR, starts - timedelta(hours=1)))
        return needed


async def granted(doing: object) -> bool:
    try:
        await doing  # type: ignore[misc]
    except Refused:
        return False
    return True


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["skip", "restore", "move", "back", "change", "extend", "pass"]),
        st.integers(0, 6),
        st.integers(0, 30),
    ),
    min_size=4,
    max_size=16,
)


@settings(max_examples=25, deadline=None)
@given(edits=EDITS, begins=st.sampled_from(["2026-09-28T09:00", "2026-10-05T09:00", "2027-03-01T09:00"]))
def test_any_order_of_edits_leaves_each_date_as_an_independent_calendar_has_it(
    edits: list[tuple[str, int, int]],
    begins: str,
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    asyncio.run(walk(edits, begins, sqlite_template, tmp_path_factory.mktemp("following")))


async def walk(edits: list[tuple[str, int, int]], begins: str, template: Path, folder: Path) -> None:
    shutil.copy(template, folder / "spoiwo.db")
    database = Database(f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}", Seal(folder / "keys"))
    try:
        await side_by_side(database, edits, begins)
    finally:
        await database.close()


async def side_by_side(database: Database, edits: list[tuple[str, int, int]], begins: str) -> None:
    async with database.write() as uow:
        office = await founded(uow, at(begins).astimezone(UTC))
        first = (await office.dates())[0].original_local.date()
        model = Model(first, 2, time(10), 60)
        town = Town(Walking(uow, office.series, office.by, office.now, model=model), model)
        town.model.extend(office.now)
        assert await town.rows() == town.model.shows()
        for edit in edits:
            await town.edit(*edit)
            assert await town.rows() == town.model.shows(), edit
            assert await town.planned() == town.needed(), edit


async def test_the_same_edits_side_by_side_on_each_database(database: Database) -> None:
    edits = [("move", 1, 15), ("skip", 2, 0), ("change", 0, 6), ("pass", 3, 13), ("back", 0, 0), ("change", 1, 2),
             ("restore", 1, 0), ("extend", 0, 0), ("change", 2, 9), ("pass", 0, 19)]  # fmt: skip
    await side_by_side(database, edits, "2026-10-05T09:00")


async def test_a_date_keeps_its_length_when_it_passes_through_the_night_of_another_time(
    database: Database,
) -> None:
    edits = [("skip", 0, 0), ("pass", 0, 2), ("move", 1, 4), ("move", 1, 0)]
    await side_by_side(database, edits, "2027-03-01T09:00")


# the core, without a database


def occurrence(day: str, clock: str = "10:00") -> Occurrence:
    rhythm = Rhythm(datetime.fromisoformat(f"{day}T{clock}"), timedelta(hours=1), "Europe/Warsaw")
    return rhythm.at(rhythm.starts)


def planned(day: str, state: SessionState = SessionState.PLANNED, *, moved: bool = False) -> Session:
    its = occurrence(day)
    return Session(
        series_id=1,
        original_local=its.local,
        starts_at=its.starts,
        ends_at=its.ends,
        state=state,
        moved=moved,
    )


def test_a_date_of_both_rhythms_keeps_its_session_and_the_others_fall_away_or_begin() -> None:
    both, only_before = planned("2026-10-06"), planned("2026-10-20")
    later, new = occurrence("2026-10-06", "11:00"), occurrence("2026-10-13", "11:00")
    changes = reconcile([both, only_before], [later, new])
    assert (changes.kept, changes.fallen, changes.new) == (((both, later),), (only_before,), (new,))


def test_what_is_as_wanted_already_does_not_change() -> None:
    changes = reconcile([planned("2026-10-06")], [occurrence("2026-10-06")])
    assert (changes.kept, changes.revived, changes.fallen, changes.new) == ((), (), (), ())


@pytest.mark.parametrize("state", [SessionState.OPEN, SessionState.CLOSED])
def test_what_is_open_or_over_stays_and_its_date_is_taken(state: SessionState) -> None:
    for wanted in ([occurrence("2026-10-06", "11:00")], []):
        changes = reconcile([planned("2026-10-06", state)], wanted)
        assert (changes.kept, changes.revived, changes.fallen, changes.new) == ((), (), (), ())


def test_what_had_fallen_away_is_revived() -> None:
    session, again = planned("2026-10-06", SessionState.CANCELLED), occurrence("2026-10-06", "11:00")
    assert reconcile([session], [again]).revived == ((session, again),)
