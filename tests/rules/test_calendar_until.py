"""Until when answers are taken, in the words that people type."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import local
from facilitation.calendar.until import evening_in, read_until
from facilitation.refusals import Refused

MONDAY = datetime(2026, 9, 7, 7, tzinfo=UTC)
WARSAW = "Europe/Warsaw"
UNCLEAR, PAST = CalendarReason.NO_DAYS, CalendarReason.DATE_PAST


def read(typed: str, language: str = "pl") -> tuple[str, bool]:
    at, assumed = read_until(typed, MONDAY, WARSAW, language, unclear=UNCLEAR, past=PAST)
    return f"{local(at, WARSAW):%d.%m %H:%M}", assumed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("do piątku", ("11.09 20:00", True)),
        ("do piątku 18:00", ("11.09 18:00", False)),
        ("do 28.11 12:00", ("28.11 12:00", False)),
        ("do 10.10", ("10.10 20:00", True)),
        ("za 3 dni", ("10.09 20:00", True)),
        ("za godzinę", ("07.09 10:00", False)),
        ("przez tydzień", ("14.09 20:00", True)),
        ("przez 2 dni", ("09.09 20:00", True)),
        ("for a week", ("14.09 20:00", True)),
        ("until Friday 6pm", ("11.09 18:00", False)),
        ("by Friday", ("11.09 20:00", True)),
        ("do końca tygodnia", ("11.09 20:00", True)),
        ("do końca miesiąca", ("30.09 20:00", True)),
        ("do środy 18:00", ("09.09 18:00", False)),
        ("do środy 9.09", ("09.09 20:00", True)),
        ("do soboty o 10", ("12.09 10:00", False)),
        ("do końca tygodnia 12:00", ("11.09 12:00", False)),
        ("do jutra", ("08.09 20:00", True)),
        ("do 18:00", ("07.09 18:00", False)),
        ("do 8:00", ("08.09 08:00", False)),
    ],
)
def test_a_moment_is_named_by_a_day_an_hour_or_how_long_it_takes(typed: str, meant: tuple[str, bool]) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "reason"), [("kiedyś", UNCLEAR), ("do 10 osób", UNCLEAR), ("", UNCLEAR), ("wczoraj", PAST)]
)
def test_what_names_no_moment_ahead_is_refused(typed: str, reason: CalendarReason) -> None:
    with pytest.raises(Refused) as refused:
        read(typed)
    assert refused.value.reason is reason


@given(st.integers(min_value=0, max_value=60 * 24 * 400))
def test_the_evening_in_some_days_is_at_eight_on_the_clock_also_when_the_clocks_change(minutes: int) -> None:
    now = MONDAY + timedelta(minutes=minutes)
    evening = local(evening_in(3, now, WARSAW), WARSAW)
    assert (evening.date() - local(now, WARSAW).date(), evening.hour) == (timedelta(days=3), 20)
