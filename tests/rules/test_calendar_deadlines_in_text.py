"""The last day for something, found in what people type."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.calendar.deadlines import find_deadline, understand_deadline
from facilitation.calendar.reasons import CalendarReason
from facilitation.refusals import Refused

NOW, ZONE = datetime(2026, 9, 7, 9, tzinfo=UTC), "Europe/Warsaw"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15.03.2027", date(2027, 3, 15)),
        ("do 15.03", date(2027, 3, 15)),
        ("15 marca 2027 r.", date(2027, 3, 15)),
        ("2027-03-15", date(2027, 3, 15)),
        ("końca marca", date(2027, 3, 31)),
        ("piątku", date(2026, 9, 11)),
        ("jutra", date(2026, 9, 8)),
        ("7 września", date(2026, 9, 7)),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed: str, day: date) -> None:
    assert understand_deadline(typed, NOW, ZONE) == day


@pytest.mark.parametrize("typed", ["", "kiedyś", "1,5 mln", "15 marca i coś", "20 tys."])
def test_words_that_name_no_day_are_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        understand_deadline(typed, NOW, ZONE)
    assert refused.value.reason is CalendarReason.NO_DAYS


def test_a_day_that_is_past_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        understand_deadline("15.03.2026", NOW, ZONE)
    assert refused.value.reason is CalendarReason.DATE_PAST


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ("LIFE: adaptacja do zmian klimatu, do 15.03.2027", "LIFE: adaptacja do zmian klimatu", ""),
        (
            "Błękitna sieć, do 15 marca 2027, dla gmin do 20 tys.",
            "Błękitna sieć",
            "dla gmin do 20 tys.",
        ),
        ("Norweskie termin: 15 marca 2027", "Norweskie", ""),
        ("LIFE until 15 March", "LIFE", ""),
    ],
)
def test_a_deadline_is_found_in_a_line(typed: str, before: str, after: str) -> None:
    found = find_deadline(typed, NOW, ZONE)
    assert (found.before, found.day, found.after) == (before, date(2027, 3, 15), after)


def test_a_line_without_a_deadline_stays_whole() -> None:
    found = find_deadline("Granty do 1,5 mln zł dla gmin.", NOW, ZONE)
    assert (found.before, found.day, found.after) == ("Granty do 1,5 mln zł dla gmin.", None, "")


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    refused: Refused | None = None
    try:
        find_deadline(f"{text} do {text}", NOW, ZONE)
    except Refused as refusal:
        refused = refusal
    assert refused is None or isinstance(refused.reason, CalendarReason)
