"""The rules of meetings: whose turn it is to host, on which day to meet, and what people have to hear."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitation.calendar.clashes import USUAL, clash
from facilitation.calendar.rhythm import local
from facilitation.meetings import plan
from facilitation.meetings.facts import Changed
from facilitation.meetings.hosting import in_turn
from facilitation.meetings.proposing import nearest_weeks, rests, usual
from storage.institutions import Institution
from storage.meetings import Meeting, MeetingForm, MeetingState

WARSAW = "Europe/Warsaw"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))


def institutions(*names: str) -> list[Institution]:
    return [
        Institution(id=number, network_id=1, name=name, folded=name.lower())
        for number, name in enumerate(names, 1)
    ]


def meeting(**values: object) -> Meeting:
    starts = datetime(2027, 1, 20, 9, tzinfo=UTC)
    usual_one: dict[str, object] = {
        "id": 1, "network_id": 1, "starts_at": starts, "ends_at": starts + timedelta(hours=5),
        "state": MeetingState.PLANNED, "changed_at": NOW, "created_at": NOW,
    }  # fmt: skip
    return Meeting(**usual_one | values)


def test_those_who_have_not_hosted_come_first_and_then_those_who_did_longest_ago() -> None:
    radlin, kutno, gdynia = institutions("Radlin", "Kutno", "Gdynia")
    hosted = {1: (1, NOW), 3: (1, NOW - timedelta(days=90))}
    assert in_turn([radlin, kutno, gdynia], hosted) == [kutno, gdynia, radlin]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9, unique=True), st.integers(0, 60))
def test_in_rotation_nobody_hosts_twice_before_everyone_has_hosted_once(
    offering: list[int], rounds: int
) -> None:
    those = [Institution(id=key, network_id=1, name=str(key), folded=str(key)) for key in offering]
    hosted: dict[int, tuple[int, datetime]] = {}
    for n in range(rounds):
        turn = in_turn(those, hosted)[0]
        times, _last = hosted.get(turn.key, (0, NOW))
        hosted[turn.key] = (times + 1, NOW + timedelta(days=90 * n))
        counts = [hosted.get(each.key, (0, NOW))[0] for each in those]
        assert max(counts) - min(counts) <= 1


@given(MOMENTS)
def test_the_usual_rhythm_is_the_third_wednesday_once_a_quarter_in_time(now: datetime) -> None:
    rhythm = usual(now, WARSAW)
    first, second = rhythm.next(now, 2)
    for each in (first, second):
        assert each.local.weekday() == 2
        assert 15 <= each.local.day <= 21
        assert each.local.hour == 10
    assert timedelta(weeks=7) < first.starts - now < timedelta(weeks=14)
    assert timedelta(days=83) < second.local - first.local < timedelta(days=99)


@given(MOMENTS)
def test_a_day_of_rest_is_left_for_the_nearest_week_in_which_nobody_rests(now: datetime) -> None:
    rhythm = usual(now, WARSAW)
    (occasion,) = rhythm.next(now, 1)
    free = [each for each in nearest_weeks(rhythm, occasion) if not rests(each, WARSAW, USUAL)]
    assert free, "eight weeks either side reach out of the summer holidays"
    assert clash(local(free[0].starts, WARSAW).date(), "pl") is None
    nearer = [each for each in nearest_weeks(rhythm, occasion)
              if abs(each.local - occasion.local) < abs(free[0].local - occasion.local)]  # fmt: skip
    assert all(rests(each, WARSAW, USUAL) for each in nearer)


def test_what_was_never_told_is_not_told_to_be_otherwise() -> None:
    assert plan.otherwise(meeting(), WARSAW) == frozenset()


def test_people_hear_what_is_otherwise_than_they_heard_last() -> None:
    one = meeting(place="Radlin")
    plan.tell(one)
    one.place, one.form = "Kutno", MeetingForm.HYBRID
    assert plan.otherwise(one, WARSAW) == {Changed.PLACE, Changed.FORM}
    one.place, one.form = "Radlin", MeetingForm.IN_PERSON
    assert plan.otherwise(one, WARSAW) == frozenset()


def test_another_day_is_a_new_date_and_other_hours_of_the_day_are_not() -> None:
    one = meeting()
    plan.tell(one)
    one.starts_at += timedelta(hours=2)
    assert plan.otherwise(one, WARSAW) == {Changed.HOURS}
    one.starts_at += timedelta(days=7)
    assert plan.otherwise(one, WARSAW) == {Changed.DATE}


def test_the_day_is_that_of_the_network() -> None:
    one = meeting(
        starts_at=datetime(2027, 1, 20, 23, tzinfo=UTC), ends_at=datetime(2027, 1, 21, 3, tzinfo=UTC)
    )
    plan.tell(one)
    one.starts_at += timedelta(hours=2)
    assert plan.otherwise(one, "America/New_York") == {Changed.HOURS}


def test_a_cancelled_meeting_that_is_on_again_elsewhere_in_time_says_both() -> None:
    one = meeting(state=MeetingState.CANCELLED)
    plan.tell(one)
    one.state = MeetingState.PLANNED
    one.starts_at += timedelta(days=1)
    assert plan.otherwise(one, WARSAW) == {Changed.AGAIN, Changed.DATE}


def test_a_planned_meeting_begins_and_ends_once() -> None:
    one = meeting()
    assert [(each.kind, each.due_at) for each in plan.owed(one)] == [
        (plan.OPEN, one.starts_at),
        (plan.CLOSE, one.ends_at),
    ]
    for state in (MeetingState.PROPOSED, MeetingState.DECLINED, MeetingState.CANCELLED, MeetingState.CLOSED):
        assert plan.owed(meeting(state=state)) == []
