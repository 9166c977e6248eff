"""Days from one to another, in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from facilitation.calendar.clashes import Clash, Quiet, Rest, Span, clash
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.spans import understand_span
from facilitation.refusals import Refused

NOW = datetime(2026, 11, 18, 11, tzinfo=ZoneInfo("Europe/Warsaw"))


@pytest.mark.parametrize(
    ("typed", "first", "last", "name"),
    [
        ("15–28 lutego", "2027-02-15", "2027-02-28", ""),
        ("15-28 lutego ferie zimowe", "2027-02-15", "2027-02-28", "ferie zimowe"),
        ("ferie zimowe od 15 do 28 lutego", "2027-02-15", "2027-02-28", "ferie zimowe"),
        ("od 15 lutego do 1 marca 2028", "2028-02-15", "2028-03-01", ""),
        ("15.02-28.02", "2027-02-15", "2027-02-28", ""),
        ("15.02–28.02.2028", "2028-02-15", "2028-02-28", ""),
        ("28.12.2026 - 3.01.2027", "2026-12-28", "2027-01-03", ""),
        ("28 grudnia – 3 stycznia", "2026-12-28", "2027-01-03", ""),
        ("28 grudnia – 3 stycznia 2028", "2027-12-28", "2028-01-03", ""),
        ("2 maja", "2027-05-02", "2027-05-02", ""),
        ("jutro", "2026-11-19", "2026-11-19", ""),
        ("15–28 February winter holidays", "2027-02-15", "2027-02-28", "winter holidays"),
        ("from 24 December to 27 December", "2026-12-24", "2026-12-27", ""),
        ("12–20 listopada", "2026-11-12", "2026-11-20", ""),
    ],
)
def test_days_are_understood_with_what_they_are_called(typed: str, first: str, last: str, name: str) -> None:
    expected = Span(date.fromisoformat(first), date.fromisoformat(last), name)
    assert understand_span(typed, NOW, "Europe/Warsaw") == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ferie", CalendarReason.NO_DAYS),
        ("", CalendarReason.NO_DAYS),
        ("co drugi wtorek", CalendarReason.NO_DAYS),
        ("32 grudnia", CalendarReason.IMPOSSIBLE_DATE),
        ("1–10 stycznia 2026", CalendarReason.DATE_PAST),
        ("20–10 grudnia", CalendarReason.NEVER_HAPPENS),
        ("20–10 grudnia 2026", CalendarReason.NEVER_HAPPENS),
    ],
)
def test_other_words_are_refused_with_a_reason(typed: str, reason: CalendarReason) -> None:
    with pytest.raises(Refused) as refused:
        understand_span(typed, NOW, "Europe/Warsaw")
    assert refused.value.reason is reason


def test_a_network_rests_when_it_says_so() -> None:
    winter = Span(date(2027, 2, 15), date(2027, 2, 28), "ferie")
    rest = Rest(country="", quiet=frozenset({Quiet.EASTER}), spans=[winter])
    assert clash(date(2027, 2, 15), "pl", rest) == clash(date(2027, 2, 28), "pl", rest) == Clash(span=winter)
    assert clash(date(2027, 3, 28), "pl", rest) == Clash(quiet=Quiet.EASTER)
    for workday in (date(2027, 2, 14), date(2026, 12, 25), date(2027, 7, 12), date(2027, 5, 3)):
        assert clash(workday, "pl", rest) is None
