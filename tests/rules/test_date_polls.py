"""Finding a date: what words mean, how the dates stand, which is the best and why, and who hears what when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.calendar.quiet import is_quiet
from facilitation.calendar.reasons import CalendarReason
from facilitation.date_polls.counting import Merit, Result, Tally, choice_of, count
from facilitation.date_polls.polls import Slot, checked, checked_deadline
from facilitation.date_polls.reading import (
    checked_title,
    read_dates,
    read_deadline,
    read_length,
    title_and_dates,
    usual_deadline,
)
from facilitation.date_polls.reasons import DatePollReason
from facilitation.refusals import Reason, Refused
from facilitation.reminders import before_the_end
from storage.date_polls import Choice, Proposal

WARSAW = "Europe/Warsaw"
NOW = datetime(2026, 9, 7, 9, 0, tzinfo=ZoneInfo(WARSAW))  # a Monday
YES, MAYBE, NO = Choice.YES, Choice.MAYBE, Choice.NO
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def refused(reason: Reason, what: object, *given: object) -> None:
    with pytest.raises(Refused) as why:
        what(*given)  # type: ignore[operator]
    assert why.value.reason is reason


# words


def read(typed: str, language: str = "pl") -> list[str]:
    """As in "19.09 12:00-15:00", without the end where none was said."""
    told = []
    for each in read_dates(typed, NOW, WARSAW, language):
        starts = each.starts_at.astimezone(NOW.tzinfo)
        ends = f"-{each.ends_at.astimezone(NOW.tzinfo):%H:%M}" if each.ends_at else ""
        told.append(f"{starts:%d.%m %H:%M}{ends}")
    return told


@pytest.mark.parametrize(
    ("typed", "dates"),
    [
        ("14.01 10:00, 15.01 10:00-15:00", ["14.01 10:00", "15.01 10:00-15:00"]),
        ("14.01 10:00\n15.01 11:00", ["14.01 10:00", "15.01 11:00"]),
        ("czwartek, 14 stycznia, 10:00; pt 15 stycznia o 9:30", ["14.01 10:00", "15.01 09:30"]),
        ("jutro o 10 lub pojutrze o 12", ["08.09 10:00", "09.09 12:00"]),
        ("14 January 10:00 and 15 January 10am-2pm", ["14.01 10:00", "15.01 10:00-14:00"]),
        ("środa 10:00", ["09.09 10:00"]),
        ("14 stycznia o 10 przez 5 godzin", ["14.01 10:00-15:00"]),
    ],
)
def test_dates_are_read_however_they_are_listed(typed: str, dates: list[str]) -> None:
    assert read(typed) == dates


def test_a_day_without_an_hour_is_at_the_time_of_the_date_before() -> None:
    assert read("14.01 10:00-15:00, 15.01, 20 stycznia 9:00") == [
        "14.01 10:00-15:00",
        "15.01 10:00-15:00",
        "20.01 09:00",
    ]
    assert [each.as_before for each in read_dates("14.01 10:00, 15.01", NOW, WARSAW, "pl")] == [False, True]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("kiedyś", DatePollReason.NOT_UNDERSTOOD),
        ("14.01 10:00, kiedyś", DatePollReason.NOT_UNDERSTOOD),
        ("co drugi wtorek 10:00", DatePollReason.NOT_UNDERSTOOD),
        (", ;", DatePollReason.NOT_UNDERSTOOD),
        ("14 stycznia", DatePollReason.NO_TIME),
        ("dzisiaj 8:00", DatePollReason.PAST),
        ("środa 14 stycznia 10:00", CalendarReason.WRONG_WEEKDAY),
        ("31.02 10:00", CalendarReason.IMPOSSIBLE_DATE),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason_of_its_own(typed: str, reason: Reason) -> None:
    refused(reason, read, typed)


@given(st.text(max_size=120))
def test_any_words_are_dates_or_refused(typed: str) -> None:
    try:
        found = read_dates(typed, NOW, WARSAW, "pl")
    except Refused:
        return
    assert found
    assert all(each.starts_at > NOW for each in found)


def test_the_title_stands_before_the_first_colon_that_is_none_of_an_hour() -> None:
    assert title_and_dates("Spotkanie w Radlinie: 14.01 10:00, 15.01") == (
        "Spotkanie w Radlinie",
        "14.01 10:00, 15.01",
    )
    assert title_and_dates("Spotkanie\n14.01 10:00\n15.01 10:00") == ("Spotkanie", "14.01 10:00\n15.01 10:00")
    assert title_and_dates("14.01 10:00, 15.01 10:00") == ("14.01 10:00, 15.01 10:00", "")


def test_a_title_is_neither_empty_nor_a_story() -> None:
    assert checked_title("  Spotkanie\n w  Gdyni ") == "Spotkanie w Gdyni"
    refused(DatePollReason.TITLE_EMPTY, checked_title, " \n")
    refused(DatePollReason.TITLE_LONG, checked_title, "a" * 101)


def test_a_length_is_at_most_half_a_day() -> None:
    assert read_length("4 godziny", "pl") == 4 * HOUR
    refused(DatePollReason.LENGTH_UNCLEAR, read_length, "długo", "pl")
    refused(CalendarReason.TOO_LONG, read_length, "13 godzin", "pl")


@pytest.mark.parametrize("typed", ["do piątku", "piątek", "until Friday", "do 11 września"])
def test_a_deadline_without_an_hour_is_in_the_evening(typed: str) -> None:
    at, assumed = read_deadline(typed, NOW, WARSAW, "pl")
    assert (at.astimezone(NOW.tzinfo), assumed) == (datetime(2026, 9, 11, 20, tzinfo=NOW.tzinfo), True)


def test_a_deadline_has_the_hour_that_was_said_and_lies_ahead() -> None:
    at, assumed = read_deadline("do 14 września 12:00", NOW, WARSAW, "pl")
    assert (at.astimezone(NOW.tzinfo), assumed) == (datetime(2026, 9, 14, 12, tzinfo=NOW.tzinfo), False)
    refused(DatePollReason.DEADLINE_PAST, read_deadline, "wczoraj", NOW, WARSAW, "pl")
    refused(DatePollReason.DEADLINE_UNCLEAR, read_deadline, "kiedyś", NOW, WARSAW, "pl")
    refused(DatePollReason.DEADLINE_LATE, checked_deadline, NOW + DAY, NOW + HOUR, NOW)
    refused(DatePollReason.DEADLINE_PAST, checked_deadline, NOW, NOW + HOUR, NOW)


@given(st.integers(min_value=2, max_value=60 * 24 * 400))
def test_the_usual_deadline_is_ahead_and_before_the_first_date(minutes: int) -> None:
    first = NOW + timedelta(minutes=minutes)
    at = usual_deadline(first, NOW, WARSAW)
    assert NOW <= at < first
    assert at <= NOW + timedelta(days=8)


def test_usually_there_is_a_week_for_answers() -> None:
    assert usual_deadline(NOW + 30 * DAY, NOW, WARSAW) == datetime(2026, 9, 14, 20, tzinfo=NOW.tzinfo)
    assert usual_deadline(NOW + 3 * DAY, NOW, WARSAW) == datetime(2026, 9, 9, 20, tzinfo=NOW.tzinfo)
    assert usual_deadline(NOW + 4 * HOUR, NOW, WARSAW) == NOW + 2 * HOUR


# which dates go together


def slot(days: float) -> Slot:
    return Slot(NOW + days * DAY, NOW + days * DAY + HOUR)


def test_proposed_dates_are_ten_at_most_each_once_and_all_ahead() -> None:
    assert checked([slot(2), slot(1)], NOW) == [slot(1), slot(2)]
    refused(DatePollReason.DOUBLED, checked, [slot(1), slot(2), slot(1)], NOW)
    refused(DatePollReason.TOO_MANY, checked, [slot(n) for n in range(1, 12)], NOW)
    refused(DatePollReason.OVER, checked, [slot(0), slot(1)], NOW)


# how they stand


def proposals(many: int) -> list[Proposal]:
    return [
        Proposal(id=n, poll_id=1, starts_at=NOW + n * DAY, ends_at=NOW + n * DAY + HOUR, asked_at=NOW)
        for n in range(1, many + 1)
    ]


def counted(said: dict[int, dict[int, Choice]], asked: dict[int, int | None], many: int = 2) -> Result:
    return count(proposals(many), said, asked)


def order(result: Result) -> list[int | None]:
    return [each.proposal.id for each in result.ranked]


def test_an_institution_can_come_as_soon_as_one_of_its_people_can() -> None:
    said = {1: {1: NO}, 2: {1: MAYBE}, 3: {1: YES}}
    assert choice_of([1, 2, 3], 1, said) is YES
    assert choice_of([1, 2], 1, said) is MAYBE
    assert choice_of([1], 1, said) is NO
    assert choice_of([4], 1, said) is None


def test_most_institutions_come_before_most_people() -> None:
    asked: dict[int, int | None] = {1: 10, 2: 10, 3: 10, 4: 20, 5: 30}
    first = {person: {1: YES, 2: NO} for person in (1, 2, 3)}
    result = counted(first | {4: {1: NO, 2: MAYBE}, 5: {1: NO, 2: MAYBE}}, asked)
    assert order(result) == [2, 1]
    assert result.merit is Merit.INSTITUTIONS
    assert result.ranked[0].institutions == Tally(yes=0, maybe=2, no=1)
    assert result.institutions == 3


def test_then_most_people_then_fewest_who_say_no_then_most_who_say_yes_and_then_the_earliest() -> None:
    asked: dict[int, int | None] = dict.fromkeys(range(1, 5), 10)
    more_people = counted({1: {1: YES, 2: YES}, 2: {2: MAYBE}}, asked)
    assert (order(more_people), more_people.merit) == ([2, 1], Merit.PEOPLE)
    fewer_no = counted({1: {1: YES, 2: MAYBE}, 2: {1: NO}}, asked)
    assert (order(fewer_no), fewer_no.merit) == ([2, 1], Merit.FEWEST_NO)
    more_yes = counted({1: {1: MAYBE, 2: YES}}, asked)
    assert (order(more_yes), more_yes.merit) == ([2, 1], Merit.MOST_YES)
    alike = counted({1: {1: YES, 2: YES}}, asked)
    assert (order(alike), alike.merit) == ([1, 2], None)


def test_dates_that_are_equally_good_are_all_called_best() -> None:
    result = counted({1: {1: NO, 2: YES, 3: YES}}, {1: 10}, many=3)
    assert [each.proposal.id for each in result.best] == [2, 3]


def test_nothing_is_suggested_where_nobody_can_come() -> None:
    assert counted({}, {1: 10}).best == ()
    assert counted({1: {1: NO, 2: NO}}, {1: 10}).best == ()
    assert count([], {}, {1: 10}).best == ()


def test_only_those_who_are_asked_now_count() -> None:
    said = {1: {1: YES}, 2: {2: YES}}
    result = counted(said, {2: None})
    assert (result.asked, result.answered, order(result)) == (1, 1, [2, 1])
    assert counted(said, {1: 10, 2: None}).answered == 2


def test_an_answer_to_a_date_that_was_taken_out_counts_no_more() -> None:
    assert counted({1: {7: YES}}, {1: 10}).answered == 0


DATES, PEOPLE = 4, 6
SAID = st.dictionaries(
    st.integers(1, PEOPLE), st.dictionaries(st.integers(1, DATES), st.sampled_from(list(Choice)))
)
PLACES = st.dictionaries(st.integers(1, PEOPLE), st.one_of(st.none(), st.integers(1, 3)), min_size=1)


@given(SAID, PLACES, st.integers(1, DATES), st.data())
def test_one_more_yes_never_takes_a_date_back(
    said: dict[int, dict[int, Choice]], asked: dict[int, int | None], date: int, data: st.DataObject
) -> None:
    person = data.draw(st.sampled_from(sorted(asked)))
    more = {**said, person: {**said.get(person, {}), date: YES}}
    before, after = order(counted(said, asked, DATES)), order(counted(more, asked, DATES))
    assert after.index(date) <= before.index(date)
    others_before, others_after = ([one for one in each if one != date] for each in (before, after))
    assert others_before == others_after


@given(SAID, PLACES)
def test_every_date_has_its_place_and_every_answer_counts_once(
    said: dict[int, dict[int, Choice]], asked: dict[int, int | None]
) -> None:
    result = counted(said, asked, DATES)
    assert sorted(each.proposal.key for each in result.ranked) == list(range(1, DATES + 1))
    told = sum(each.people.can + each.people.no for each in result.ranked)
    assert told == sum(len(said.get(person, {})) for person in asked)
    assert all(each.institutions.can + each.institutions.no <= result.institutions for each in result.ranked)
    assert all(each.merits == result.ranked[0].merits for each in result.best)


@given(SAID, PLACES, st.permutations(range(PEOPLE)))
def test_the_order_does_not_depend_on_who_answered_first(
    said: dict[int, dict[int, Choice]], asked: dict[int, int | None], shuffled: list[int]
) -> None:
    again = dict(sorted(said.items(), key=lambda each: shuffled[each[0] - 1]))
    assert order(counted(said, asked, DATES)) == order(counted(again, asked, DATES))


# when the missing are reminded


def test_the_reminder_comes_a_day_before_the_end_or_half_way() -> None:
    assert before_the_end(NOW, NOW + 7 * DAY, WARSAW) == NOW + 6 * DAY
    assert before_the_end(NOW, NOW + 8 * HOUR, WARSAW) == NOW + 4 * HOUR


@given(st.integers(min_value=1, max_value=60 * 24 * 60), st.integers(min_value=0, max_value=60 * 24))
def test_the_reminder_never_comes_at_night_nor_when_it_is_too_late(minutes: int, later: int) -> None:
    since = (NOW + timedelta(minutes=later)).astimezone(UTC)
    closes_at = since + timedelta(minutes=minutes)
    moment = before_the_end(since, closes_at, WARSAW)
    if moment is None:
        assert minutes <= 60 * 24 * 2
    else:
        assert since <= moment < closes_at
        assert not is_quiet(moment, WARSAW)
