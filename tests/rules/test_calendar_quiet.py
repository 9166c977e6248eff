"""Messages that can wait do not wake anyone."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.calendar.quiet import QuietHours, is_quiet, next_sensible_moment
from facilitation.calendar.rhythm import local, utc

WARSAW = "Europe/Warsaw"


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ("2026-11-18T12:00", "2026-11-18T12:00"),
        ("2026-11-18T20:59", "2026-11-18T20:59"),
        ("2026-11-18T21:00", "2026-11-19T08:00"),
        ("2026-11-19T02:00", "2026-11-19T08:00"),
        ("2026-11-19T08:00", "2026-11-19T08:00"),
        ("2026-10-24T23:00", "2026-10-25T08:00"),
        ("2027-03-27T23:00", "2027-03-28T08:00"),
    ],
)
def test_the_night_waits_for_the_morning(wall: str, expected: str) -> None:
    moment = utc(datetime.fromisoformat(wall), WARSAW)
    assert local(next_sensible_moment(moment, WARSAW), WARSAW) == datetime.fromisoformat(expected)


def test_quiet_hours_within_one_day() -> None:
    siesta = QuietHours(time(13), time(15))
    moment = utc(datetime.fromisoformat("2026-11-18T14:00"), WARSAW)
    assert local(next_sensible_moment(moment, WARSAW, siesta), WARSAW).time() == time(15)


clocks = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@given(st.integers(0, 4 * 365 * 24 * 60), clocks, clocks)
def test_never_earlier_and_within_a_day(minutes: int, starts: time, ends: time) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    quiet = QuietHours(starts, ends)
    sensible = next_sensible_moment(moment, WARSAW, quiet)
    assert moment <= sensible <= moment + timedelta(hours=25)
    if not is_quiet(moment, WARSAW, quiet):
        assert sensible == moment
