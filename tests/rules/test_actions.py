"""When somebody is reminded of an action."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from facilitation.actions.reminding import When, owed, reminders
from storage.actions import Action, ActionState

ZONES = st.sampled_from(["Europe/Warsaw", "America/New_York", "Asia/Tokyo"])
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(datetime(2025, 12, 1), datetime(2031, 3, 1), timezones=st.just(UTC))


def action(due_on: date | None, state: ActionState = ActionState.OPEN) -> Action:
    made_at = datetime(2026, 1, 1, tzinfo=UTC)
    return Action(id=7, network_id=1, words="Zebrać dane", due_on=due_on, state=state, made_at=made_at)


@given(due_on=DAYS, zone=ZONES)
def test_there_is_one_before_one_on_the_day_and_three_afterwards_all_at_nine(due_on: date, zone: str) -> None:
    found = reminders(due_on, zone)
    assert [each.when for each in found] == [When.AHEAD, When.TODAY, *[When.LATE] * 3]
    there = [each.at.astimezone(ZoneInfo(zone)) for each in found]
    assert [moment.date() - due_on for moment in there] == [timedelta(days=n) for n in (-3, 0, 7, 14, 21)]
    assert {moment.hour for moment in there} == {9}


@given(due_on=DAYS, zone=ZONES)
def test_none_is_of_use_once_the_next_one_has_come(due_on: date, zone: str) -> None:
    found = reminders(due_on, zone)
    assert [each.not_after for each in found[:-1]] == [each.at for each in found[1:]]


@given(due_on=DAYS, zone=ZONES, now=MOMENTS)
def test_only_what_is_still_to_come_is_planned(due_on: date, zone: str, now: datetime) -> None:
    planned = owed(action(due_on), zone, now)
    assert [each.due_at for each in planned] == [each.at for each in reminders(due_on, zone) if each.at > now]
    assert len({each.key for each in planned}) == len(planned)


@given(due_on=DAYS, now=MOMENTS, state=st.sampled_from([ActionState.DONE, ActionState.DROPPED]))
def test_of_what_has_ended_or_has_no_day_nobody_is_reminded(
    due_on: date, now: datetime, state: ActionState
) -> None:
    assert owed(action(due_on, state), "Europe/Warsaw", now) == []
    assert owed(action(None), "Europe/Warsaw", now) == []
