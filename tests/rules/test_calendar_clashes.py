"""Holidays and quiet times: which days people are elsewhere."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from facilitation.calendar.clashes import Clash, Quiet, clash, holiday, quiet_time


@pytest.mark.parametrize(
    ("day", "quiet"),
    [
        ("2026-12-22", None), ("2026-12-23", Quiet.CHRISTMAS), ("2027-01-01", Quiet.CHRISTMAS), ("2027-01-02", None),
        ("2027-03-24", None), ("2027-03-25", Quiet.EASTER), ("2027-03-30", Quiet.EASTER), ("2027-03-31", None),
        ("2027-06-30", None), ("2027-07-01", Quiet.SUMMER), ("2027-08-31", Quiet.SUMMER), ("2027-09-01", None),
    ],
)  # fmt: skip
def test_quiet_times_begin_and_end_on_their_days(day: str, quiet: Quiet | None) -> None:
    assert quiet_time(date.fromisoformat(day)) is quiet


@given(st.integers(1990, 2080), st.integers(-10, 10))
def test_easter_is_quiet_from_thursday_to_tuesday_in_any_year(year: int, offset: int) -> None:
    day = easter(year) + timedelta(days=offset)
    assert (quiet_time(day) is Quiet.EASTER) == (-3 <= offset <= 2)


@pytest.mark.parametrize(
    ("day", "language", "country", "name"),
    [
        ("2026-11-11", "pl", "PL", "Narodowe Święto Niepodległości"),
        ("2026-11-11", "en", "PL", "National Independence Day"),
        ("2026-11-11", "pl", "NO", ""),
        ("2028-05-17", "en", "NO", "Constitution Day"),
        ("2026-11-12", "pl", "PL", ""),
    ],
)
def test_a_holiday_is_named_for_its_reader(day: str, language: str, country: str, name: str) -> None:
    assert holiday(date.fromisoformat(day), language, country) == name


def test_an_ordinary_day_clashes_with_nothing() -> None:
    assert clash(date(2026, 11, 12), "pl") is None
    assert clash(date(2026, 12, 29), "pl") == Clash(quiet=Quiet.CHRISTMAS)
