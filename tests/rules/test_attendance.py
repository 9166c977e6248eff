"""When check-in is open, what codes are, and what a list and a report need from the clock after any changes."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from facilitation import reports
from facilitation.attendance import checking_in, plan
from facilitation.attendance.sheet import Line, Sheet
from storage import meetings, network
from storage.attendance import Presence
from storage.due_work import Doing, DueWork
from storage.engine import Database
from storage.meetings import Meeting, MeetingForm, MeetingState
from storage.network import Network, NetworkState
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
START = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def meeting(**values: object) -> Meeting:
    usual = {
        "id": 1,
        "network_id": 1,
        "starts_at": START,
        "ends_at": START + 5 * HOUR,
        "state": MeetingState.PLANNED,
    }
    return Meeting(**{"changed_at": NOW, "created_at": NOW, **usual, **values})


@pytest.mark.parametrize(
    ("hours", "is_open"), [(-1.01, False), (-1, True), (0, True), (5.99, True), (6, False)]
)
def test_check_in_is_open_from_an_hour_before_to_an_hour_after(hours: float, is_open: bool) -> None:
    assert checking_in.is_open(meeting(), START + hours * HOUR) is is_open


@pytest.mark.parametrize("state", [MeetingState.PROPOSED, MeetingState.DECLINED, MeetingState.CANCELLED])
def test_a_meeting_that_does_not_take_place_has_no_check_in(state: MeetingState) -> None:
    assert not checking_in.is_open(meeting(state=state), START)
    assert plan.owed(meeting(state=state)) == []


@pytest.mark.parametrize(
    ("form", "presence"),
    [
        (MeetingForm.IN_PERSON, Presence.IN_PERSON),
        (MeetingForm.ONLINE, Presence.REMOTE),
        (MeetingForm.HYBRID, Presence.REMOTE),
    ],
)
def test_how_someone_is_there_follows_the_form_unless_there_is_a_choice(
    form: MeetingForm, presence: Presence
) -> None:
    assert checking_in.presence_in(meeting(form=form), Presence.REMOTE) is presence


@given(st.text(max_size=40))
def test_a_code_is_the_same_however_it_is_typed(between: str) -> None:
    spaces = "".join(sign for sign in between if not sign.isalnum())
    assert checking_in.written(spaces.join("k7p3m")) == "K7P3M"


def test_no_sign_of_a_code_is_taken_for_another() -> None:
    assert not set("0O1IL5S8BQGVZ2") & set(checking_in.SIGNS)


def test_an_institution_counts_once_however_it_is_written() -> None:
    lines = [Line("Jan", "Łódź", Presence.IN_PERSON), Line("Ewa", "łódź", Presence.REMOTE), Line("Ola", "")]
    assert Sheet((*lines, Line("Gość", "", Presence.REMOTE))).figures == (3, 1)


# the clock


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        (START + 5 * HOUR, [reports.ASK, reports.THIRD, reports.SEVENTH]),
        (START + timedelta(days=2), [reports.ASK, reports.THIRD, reports.SEVENTH]),
        (START + timedelta(days=4), [reports.THIRD, reports.SEVENTH]),
        (START + timedelta(days=30), [reports.SEVENTH]),
    ],
)
def test_a_report_is_asked_for_once_for_all_moments_that_were_missed(now: datetime, kinds: list[str]) -> None:
    owed = reports.owed(meeting(), "Europe/Warsaw", now)
    assert [each.kind for each in owed] == kinds
    assert all(each.due_at >= now for each in owed)


def test_the_reminders_of_a_report_come_at_nine_also_when_the_clocks_change_between() -> None:
    owed = reports.owed(meeting(), "Europe/Warsaw", NOW)
    assert [each.due_at.isoformat() for each in owed] == [
        "2026-10-21T07:00:00+00:00",
        "2026-10-23T07:00:00+00:00",
        "2026-10-27T08:00:00+00:00",
    ]


CHANGES = st.lists(
    st.one_of(st.integers(1, 40).map(lambda days: ("moved", days)), st.sampled_from([("off", 0), ("on", 0)])),
    max_size=8,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    path = tmp_path_factory.mktemp("attendance") / "spoiwo.db"
    shutil.copy(sqlite_template, path)
    return path


@given(changes=CHANGES)
@settings(max_examples=25, deadline=None)
def test_any_order_of_changes_leaves_what_a_fresh_list_would_need(
    template: Path, changes: list[tuple[str, int]]
) -> None:
    asyncio.run(_changed(template, changes))


def _network() -> Network:
    return Network(
        chat_id=-1, title="X", topic="X", language="pl", zone="Europe/Warsaw", state=NetworkState.ACTIVE, since=NOW
    )  # fmt: skip


async def _changed(template: Path, changes: list[tuple[str, int]]) -> None:
    database = Database(f"sqlite+aiosqlite:///{template}", Seal(template.parent / "keys"))
    async with database.write() as uow:
        there = await network.add(uow, _network())
        one = await meetings.add(uow, meeting(id=None, network_id=there.key))
        await plan.changed(uow, one, NOW)
        for kind, days in changes:
            if kind == "moved":
                one.starts_at, one.ends_at = START + timedelta(days=days), START + timedelta(days=days) + HOUR
            one.state = {"off": MeetingState.CANCELLED, "on": MeetingState.PLANNED}.get(kind, one.state)
            await plan.changed(uow, one, NOW)
        await uow.complete()
        assert await _planned(uow) == {(each.kind, each.due_at, each.not_after) for each in plan.owed(one)}
        await uow.session.rollback()
    await database.close()


async def _planned(uow: UnitOfWork) -> set[tuple[str, datetime, datetime | None]]:
    found = select(DueWork).where(DueWork.state == Doing.PLANNED)
    return {(each.kind, each.due_at, each.not_after) for each in await uow.session.exec(found)}
