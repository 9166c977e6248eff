"""A rhythm keeps its wall time whatever the clocks do, and agrees with a calendar walked day by day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.calendar.rhythm import (
    Occurrence,
    Rhythm,
    has_even_iso_week,
    local,
    rule_for_iso_weeks,
    utc,
    zone_named,
)

HOUR = timedelta(hours=1)
WARSAW = "Europe/Warsaw"
ZONES = [WARSAW, "America/New_York", "Europe/London"]
CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("zone", ZONES)
def test_ten_stays_ten_across_both_changes_of_clocks(zone: str) -> None:
    rhythm = Rhythm(wall("2026-09-01T10:00"), HOUR, zone, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    year = list(rhythm.occurrences(moment("2026-09-01"), moment("2027-09-01")))
    assert len(year) == 27
    assert {local(each.starts, zone).time() for each in year} == {time(10)}
    assert {local(each.ends, zone).time() for each in year} == {time(11)}
    assert len({each.starts.time() for each in year}) == 2


@pytest.mark.parametrize(
    ("zone", "start", "starts", "ends"),
    [
        (WARSAW, "2027-03-28T02:30", "2027-03-28T01:30", "2027-03-28T02:30"),
        (WARSAW, "2026-10-25T02:30", "2026-10-25T00:30", "2026-10-25T02:30"),
        (WARSAW, "2027-03-28T01:30", "2027-03-28T00:30", "2027-03-28T01:30"),
        ("America/New_York", "2027-03-14T02:30", "2027-03-14T07:30", "2027-03-14T08:30"),
        ("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30", "2026-10-25T02:30"),
    ],
)
def test_hours_that_the_change_skips_or_repeats(zone: str, start: str, starts: str, ends: str) -> None:
    (only,) = Rhythm(wall(start), HOUR, zone).next(moment("2026-01-01"), 5)
    assert only == Occurrence(wall(start), moment(starts), moment(ends))


def test_bounds_are_half_open() -> None:
    rhythm = Rhythm(wall("2026-11-24T10:00"), HOUR, WARSAW, "FREQ=WEEKLY;BYDAY=TU")
    found = rhythm.occurrences(moment("2026-11-24T09:00"), moment("2026-12-08T09:00"))
    assert [each.local.day for each in found] == [24, 1]


def test_count_and_end() -> None:
    six = Rhythm(wall("2026-11-24T10:00"), HOUR, WARSAW, "FREQ=WEEKLY;BYDAY=TU;COUNT=6")
    assert len(six.next(moment("2026-01-01"), 100)) == 6
    assert len(six.next(moment("2026-12-01"), 100)) == 5
    ended = Rhythm(wall("2026-11-24T10:00"), HOUR, WARSAW, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208T235959")
    assert [each.local.day for each in ended.next(moment("2026-01-01"), 100)] == [24, 1, 8]


def is_nth(day: date, weekday: int, nth: int) -> bool:
    if day.weekday() != weekday:
        return False
    return (day + timedelta(7)).month != day.month if nth == -1 else (day.day - 1) // 7 + 1 == nth


days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
clocks = st.times().map(lambda each: each.replace(microsecond=0))


@settings(deadline=None)
@given(days, clocks, st.sampled_from(ZONES), st.integers(1, 5), st.integers(0, 900), st.integers(0, 200))
def test_weekly_agrees_with_a_walk(
    first: date, clock: time, zone: str, interval: int, after: int, length: int
) -> None:
    rule = f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={CODES[first.weekday()]}"
    walked = [datetime.combine(first + timedelta(7 * interval * n), clock) for n in range(200)]
    assert_agrees(Rhythm(walked[0], HOUR, zone, rule), walked, after, length)


@settings(deadline=None)
@given(
    days,
    clocks,
    st.sampled_from(ZONES),
    st.sampled_from([1, 2, 3, 4, -1]),
    st.integers(0, 900),
    st.integers(0, 200),
)
def test_monthly_agrees_with_a_walk(
    first: date, clock: time, zone: str, nth: int, after: int, length: int
) -> None:
    all_days = (first + timedelta(n) for n in range(1500))
    walked = [datetime.combine(day, clock) for day in all_days if is_nth(day, first.weekday(), nth)]
    rule = f"FREQ=MONTHLY;BYDAY={nth}{CODES[first.weekday()]}"
    assert_agrees(Rhythm(walked[0], HOUR, zone, rule), walked, after, length)


def assert_agrees(rhythm: Rhythm, walked: list[datetime], after: int, length: int) -> None:
    since = utc(walked[0], rhythm.zone) + timedelta(days=after - 5)
    until = since + timedelta(days=length)
    expected = [start for start in walked if since <= utc(start, rhythm.zone) < until]
    assert [each.local for each in rhythm.occurrences(since, until)] == expected


@pytest.mark.parametrize("even", [True, False])
@pytest.mark.parametrize("weekday", range(5))
def test_iso_weeks_over_twenty_years(weekday: int, even: bool) -> None:
    assert_iso_weeks(weekday, even, years=20)


@pytest.mark.parametrize("even", [True, False])
@pytest.mark.parametrize("weekday", [5, 6])
def test_iso_weekends_until_the_library_slips_in_2039(weekday: int, even: bool) -> None:
    assert_iso_weeks(weekday, even, years=12)


def assert_iso_weeks(weekday: int, even: bool, years: int) -> None:
    all_days = [wall("2026-01-01T09:00") + timedelta(n) for n in range(365 * years)]
    walked = [each for each in all_days if each.weekday() == weekday and has_even_iso_week(each) is even]
    rhythm = Rhythm(walked[0], HOUR, WARSAW, rule_for_iso_weeks(CODES[weekday], even=even))
    found = rhythm.occurrences(moment("2026-01-01"), utc(all_days[-1], WARSAW) + HOUR)
    assert [each.local for each in found] == walked


def test_two_odd_weeks_meet_after_a_year_of_53() -> None:
    rhythm = Rhythm(wall("2026-12-16T09:00"), HOUR, WARSAW, rule_for_iso_weeks("WE", even=False))
    assert [f"{each.local:%d.%m}" for each in rhythm.next(moment("2026-12-16"), 4)] == [
        "16.12",
        "30.12",
        "06.01",
        "20.01",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "x", "FREQ", "FREQ=HOURLY", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;BYHOUR=9,10",
        "FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=2;UNTIL=20301212T000000",
        "RRULE:FREQ=WEEKLY", "FREQ=WEEKLY\nRRULE:FREQ=DAILY", "FREQ=WEEKLY;UNTIL=20301212T000000Z", "FREQ=WEEKLY;X=1",
    ],
)  # fmt: skip
def test_a_rule_that_is_no_rhythm(rule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Rhythm(wall("2026-11-24T10:00"), HOUR, WARSAW, rule)


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Warszawa", "../etc/passwd", "\0"])
def test_no_such_zone(name: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        zone_named(name)


def test_naive_and_aware_are_never_mixed_up() -> None:
    rhythm = Rhythm(wall("2026-11-24T10:00"), HOUR, WARSAW)
    with pytest.raises(ValueError, match="zone"):
        rhythm.next(wall("2026-11-24T10:00"), 1)
    with pytest.raises(ValueError, match="naive"):
        Rhythm(moment("2026-11-24T10:00"), HOUR, WARSAW)
    with pytest.raises(ValueError, match="ends after"):
        Rhythm(wall("2026-11-24T10:00"), timedelta(0), WARSAW)
    with pytest.raises(ValueError, match="naive"):
        utc(moment("2026-11-24T10:00"), WARSAW)
