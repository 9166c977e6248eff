"""Calendars: another library reads in them what was put there, to the second, across every change of clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus

from papers.calendar import Entry, Timetable, as_ics

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 9, 7, 7, 0, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200).filter(
    lambda text: text.strip() == text
)
MOMENTS = st.datetimes(
    datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones(), allow_imaginary=False
).map(lambda moment: moment.replace(microsecond=0))


def entry(**changes: object) -> Entry:
    told = {
        "uid": "one@test",
        "starts": NOW,
        "ends": NOW + timedelta(hours=1),
        "summary": "Dyżur",
        "changed": NOW,
    }
    return Entry(**{**told, **changes})  # type: ignore[arg-type]


def read(*entries: Entry) -> list[Event]:
    return IcsCalendarStream.calendar_from_ics(as_ics(Timetable("Dyżury", entries)).decode()).events


@given(MOMENTS, st.timedeltas(timedelta(minutes=1), timedelta(days=2)), MOMENTS, st.integers(0, 9999))
def test_another_library_reads_the_same_instants(
    starts: datetime, lasts: timedelta, changed: datetime, revision: int
) -> None:
    ends = (starts.astimezone(UTC) + lasts).replace(microsecond=0)
    (event,) = read(entry(starts=starts, ends=ends, changed=changed, revision=revision))
    assert (event.dtstart, event.dtend, event.sequence) == (starts.astimezone(UTC), ends, revision)
    assert event.dtstamp == event.last_modified == changed.astimezone(UTC)


@given(WORDS, WORDS, st.lists(WORDS, min_size=1, max_size=4).map("\n".join))
def test_another_library_reads_the_same_words(summary: str, place: str, description: str) -> None:
    (event,) = read(entry(summary=summary, place=place, description=description))
    assert (event.summary, event.location, event.description) == (summary, place, description)


@pytest.mark.parametrize(("day", "hour"), [((2026, 10, 24), 8), ((2026, 10, 26), 9), ((2027, 3, 29), 8)])
def test_ten_o_clock_stays_ten_o_clock_across_both_changes_of_clocks(
    day: tuple[int, int, int], hour: int
) -> None:
    starts = datetime(*day, 10, 0, tzinfo=WARSAW)
    (event,) = read(entry(starts=starts, ends=starts + timedelta(hours=1)))
    assert isinstance(event.dtstart, datetime)
    assert event.dtstart == datetime(*day, hour, 0, tzinfo=UTC)
    assert event.dtstart.astimezone(WARSAW).hour == 10


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW)
    second = first.replace(fold=1)
    one, other = read(entry(starts=first, ends=second), entry(uid="two@test", starts=second, ends=second))
    assert isinstance(one.dtstart, datetime)
    assert isinstance(other.dtstart, datetime)
    assert other.dtstart - one.dtstart == timedelta(hours=1)


def test_what_is_off_stays_as_cancelled() -> None:
    held, off = read(entry(), entry(uid="two@test", off=True))
    assert (held.status, off.status) == (EventStatus.CONFIRMED, EventStatus.CANCELLED)


@given(st.text(max_size=80))
def test_no_words_break_a_calendar(text: str) -> None:
    injected = f"{text}\r\nEND:VEVENT\x00\u2028END:VCALENDAR"
    (event,) = read(entry(summary=injected, place=injected, description=injected))
    assert event.uid == "one@test"


def test_the_same_entries_give_the_same_bytes() -> None:
    content = as_ics(Timetable("Dyżury", (entry(), entry(uid="two@test"))))
    assert content == as_ics(Timetable("Dyżury", (entry(), entry(uid="two@test"))))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_an_empty_calendar_is_one_too() -> None:
    assert read() == []
    assert Timetable("Dyżury", ()).changed is None
