"""Limits: never more than Telegram allows in any window, wherever in the flight it counts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.limits import OVERALL, PER_CHAT, PER_GROUP, TRAVEL, Limits

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def most_in_any_window(moments: list[datetime], span: timedelta) -> int:
    return max(
        (sum(1 for other in moments if moment <= other < moment + span) for moment in moments), default=0
    )


def send(limits: Limits, lane: int, now: datetime) -> None:
    limits.begin(lane)
    limits.land(lane, now, now)


FLIGHTS = st.lists(
    st.tuples(st.integers(-2, 2), st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.3)),
    min_size=30,
    max_size=150,
)


@given(flights=FLIGHTS)
@settings(deadline=None, max_examples=30)
def test_never_more_than_allowed_in_any_window(flights: list[tuple[int, float, float, float]]) -> None:
    """Each flight reaches Telegram somewhere between leaving and its answer."""
    limits, now = Limits(), START
    arrived: dict[int, list[datetime]] = {}
    landing: list[tuple[datetime, int, datetime]] = []
    for lane, duration, arrives, pause in flights:
        now += timedelta(seconds=pause)
        for moment, landed, left in sorted(flight for flight in landing if flight[0] <= now):
            limits.land(landed, left, moment)
            landing.remove((moment, landed, left))
        if limits.room(now) < 1 or lane in limits.resting(now):
            continue
        limits.begin(lane)
        landing.append((now + timedelta(seconds=duration), lane, now))
        arrived.setdefault(lane, []).append(now + timedelta(seconds=duration * arrives))
    assert (
        most_in_any_window([moment for lane in arrived.values() for moment in lane], OVERALL[1] - TRAVEL)
        <= OVERALL[0]
    )
    for lane, moments in arrived.items():
        assert most_in_any_window(moments, PER_CHAT[1] - TRAVEL) <= PER_CHAT[0]
        assert lane >= 0 or most_in_any_window(moments, PER_GROUP[1] - TRAVEL) <= PER_GROUP[0]


def test_a_chat_gets_one_message_a_second() -> None:
    limits = Limits()
    send(limits, 5, START)
    assert limits.resting(START) == [5]
    assert limits.next_free_at(START) == START + SECOND
    assert limits.resting(START + SECOND) == []


def test_a_group_gets_twenty_a_minute() -> None:
    limits = Limits()
    for second in range(20):
        send(limits, -5, START + second * SECOND)
    assert limits.resting(START + 21 * SECOND) == [-5]
    assert limits.next_free_at(START + 21 * SECOND) == START + 60 * SECOND
    assert limits.resting(START + 60 * SECOND) == []


def test_thirty_a_second_overall() -> None:
    limits = Limits()
    for lane in range(1, 31):
        limits.begin(lane)
    assert limits.room(START) == 0
    for lane in range(1, 31):
        limits.land(lane, START, START)
    assert limits.room(START) == 0
    assert limits.room(START + SECOND) == 30


def test_what_was_never_sent_takes_no_place() -> None:
    limits = Limits()
    limits.begin(5)
    limits.land(5, START, START, counts=False)
    assert limits.resting(START) == []


def test_callback_answers_are_outside_the_limits() -> None:
    limits = Limits()
    for _ in range(100):
        limits.begin(None)
    assert limits.room(START) == 30


def test_a_chat_that_was_asked_to_wait_waits() -> None:
    limits = Limits()
    limits.halt(5, START, START + 7 * SECOND)
    assert limits.resting(START + 6 * SECOND) == [5]
    assert limits.resting(START + 7 * SECOND) == []


def test_a_clock_set_back_blocks_nobody() -> None:
    limits = Limits()
    send(limits, 5, START + timedelta(hours=1))
    assert limits.resting(START) == []
    assert limits.room(START) == 30


def test_a_pause_that_telegram_asked_for_ends_when_the_clock_is_set_back() -> None:
    """It would last until the old time comes again."""
    limits = Limits()
    limits.halt(7, START, START + 30 * SECOND)
    assert limits.resting(START + SECOND) == [7]
    assert limits.resting(START - timedelta(days=1)) == []


def test_an_answer_that_came_while_the_clock_was_asked_counts() -> None:
    """A round begins, waits for the database, and meanwhile an answer lands: it lies ahead of the round's moment."""
    limits = Limits()
    limits.begin(5)
    limits.land(5, START + SECOND / 4, START + SECOND / 2)
    assert limits.resting(START) == [5]
    assert limits.next_free_at(START) == START + SECOND * 1.4


def test_a_slow_answer_keeps_its_place_for_longer() -> None:
    limits = Limits()
    limits.begin(5)
    limits.land(5, START, START + 2 * SECOND)
    assert limits.resting(START + 2.8 * SECOND) == [5]
    assert limits.resting(START + 2.9 * SECOND) == []


def test_whoever_takes_over_remembers_what_was_sent_before() -> None:
    limits = Limits()
    groups: list[tuple[int | None, datetime]] = [(-5, START - second * SECOND) for second in range(2, 22)]
    limits.remember([*groups, (None, START - SECOND / 2)], START)
    assert limits.room(START) == 0
    assert limits.next_free_at(START) == START + SECOND / 2
    assert limits.room(START + SECOND / 2) == 30
    assert limits.resting(START + SECOND / 2) == [-5]
    assert limits.resting(START + 39 * SECOND) == []


def test_whoever_takes_over_after_a_silence_begins_at_once() -> None:
    limits = Limits()
    limits.remember([], START)
    assert limits.room(START) == 30
