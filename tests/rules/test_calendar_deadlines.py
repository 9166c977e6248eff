"""Until when something is to be done, in the words that people type."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.calendar.deadlines import LONGEST, Deadline, split_deadline, understand_deadline
from facilitation.calendar.reasons import CalendarReason
from facilitation.refusals import Refused

MONDAY = datetime(2026, 9, 7, 7, tzinfo=UTC)
WARSAW = "Europe/Warsaw"
TODAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("typed", "words", "day"),
    [
        ("Przygotować wzór umowy do 15.01", "Przygotować wzór umowy", date(2027, 1, 15)),
        ("Prepare a contract by 15 January", "Prepare a contract", date(2027, 1, 15)),
        ("Zadzwonić do Jana do piątku", "Zadzwonić do Jana", date(2026, 9, 11)),
        ("Zebrać dane do poniedziałku", "Zebrać dane", date(2026, 9, 14)),
        ("Zebrać dane do środy 9.09.", "Zebrać dane", date(2026, 9, 9)),
        ("Zebrać dane, najpóźniej do 3 października!", "Zebrać dane", date(2026, 10, 3)),
        ("Write by the end of January", "Write", date(2027, 1, 31)),
        ("Spisać do końca miesiąca", "Spisać", date(2026, 9, 30)),
        ("Spisać do końca roku", "Spisać", date(2026, 12, 31)),
        ("Spisać za dwa tygodnie", "Spisać", date(2026, 9, 21)),
        ("Spisać na piątek", "Spisać", date(2026, 9, 11)),
        ("Spisać do 29.02", "Spisać", date(2028, 2, 29)),
        ("do jutra", "", date(2026, 9, 8)),
    ],
)
def test_the_day_stands_at_the_end_of_the_words(typed: str, words: str, day: date) -> None:
    assert split_deadline(typed, MONDAY, WARSAW) == Deadline(words, day)


@pytest.mark.parametrize(
    "typed",
    ["Wyjść na rynek", "Zadzwonić do 5 miast", "Zebrać 15.01 dane", "Zebrać dane do przyszłego tygodnia",
     "Zadzwonić do Jana Piątka", "Piątek", "do 5 maja 99999"],
)  # fmt: skip
def test_words_without_a_day_are_left_as_they_are(typed: str) -> None:
    assert split_deadline(typed, MONDAY, WARSAW) == Deadline(typed, None)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Zebrać do 31.02", CalendarReason.IMPOSSIBLE_DATE),
        ("Zebrać do 15.01.2020", CalendarReason.DATE_PAST),
        ("Zebrać do końca stycznia 2020", CalendarReason.IMPOSSIBLE_DATE),
        ("Zebrać do końca stycznia 9999", CalendarReason.IMPOSSIBLE_DATE),
        ("Zebrać do czwartku 9.09", CalendarReason.WRONG_WEEKDAY),
    ],
)
def test_a_day_that_can_not_be_is_refused(typed: str, reason: CalendarReason) -> None:
    with pytest.raises(Refused) as refused:
        split_deadline(typed, MONDAY, WARSAW)
    assert refused.value.reason is reason


@pytest.mark.parametrize("typed", ["piątek", "do piątku", "by Friday", "11.09", "11 września"])
def test_alone_the_day_needs_no_small_word(typed: str) -> None:
    assert understand_deadline(typed, MONDAY, WARSAW) == date(2026, 9, 11)


def test_words_that_name_no_day_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        understand_deadline("kiedyś", MONDAY, WARSAW)
    assert refused.value.reason is CalendarReason.NO_DAYS


@given(
    typed=st.text(max_size=80) | st.builds("{} do {}".format, st.text(max_size=20), st.text(max_size=LONGEST))
)
@settings(max_examples=200, deadline=None)
def test_any_words_are_split_or_refused(typed: str) -> None:
    try:
        found = split_deadline(typed, MONDAY, WARSAW)
    except Refused:
        return
    assert found.day is None or found.day >= TODAY
