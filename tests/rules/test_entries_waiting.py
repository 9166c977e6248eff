"""How long entries wait, when owners are asked, and what a proposal means once the entry has changed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilitation.entries import freshness, patience, proposing
from facilitation.entries.content import Content
from facilitation.entries.freshness import Asked
from facilitation.entries.patience import Stage
from storage.entries import Entry, EntryState

MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)


def entry(key: int = 1, *, kept: datetime = MONDAY, version: int = 1, **otherwise: datetime) -> Entry:
    return Entry(
        id=key, network_id=1, title="Piece", state=EntryState.KEPT, version=version, proposed_at=kept,
        kept_at=kept, **otherwise,
    )  # fmt: skip


# waiting for those who check


def test_those_who_lead_hear_after_a_week_and_all_after_two() -> None:
    assert patience.next_moment(MONDAY, MONDAY) == MONDAY + 7 * A_DAY
    assert patience.next_moment(MONDAY, MONDAY + 7 * A_DAY) == MONDAY + 14 * A_DAY
    assert patience.next_moment(MONDAY, MONDAY + 14 * A_DAY) is None


def test_whoever_comes_late_hears_only_the_last() -> None:
    assert patience.stage(MONDAY, MONDAY + 8 * A_DAY) is Stage.LEADERS
    assert patience.stage(MONDAY, MONDAY + 40 * A_DAY) is Stage.ALL


@given(days=st.integers(0, 400))
def test_there_are_never_more_than_two_reminders(days: int) -> None:
    moment, heard = patience.next_moment(MONDAY, MONDAY + days * A_DAY), 0
    while moment is not None:
        heard, moment = heard + 1, patience.next_moment(MONDAY, moment)
    assert heard <= 2


# proposals


BASE = Content(title="Piece", done="Pokaz", cost="500 zł")


def test_a_proposal_changes_only_its_own_fields_of_an_entry_that_changed_since() -> None:
    wanted = BASE.with_field("title", "Pokaz pieców")
    now_says = BASE.with_field("done", "Trzy pokazy").with_field("cost", "")
    assert proposing.rebased(BASE, wanted, now_says) == now_says.with_field("title", "Pokaz pieców")


def test_of_a_field_that_both_changed_the_owner_decides() -> None:
    theirs, ours = BASE.with_field("title", "A"), BASE.with_field("title", "B")
    assert proposing.rebased(BASE, theirs, ours) == theirs


WORDS = st.text(max_size=5)
CONTENTS = st.builds(Content, title=WORDS, done=WORDS, cost=WORDS)


@given(base=CONTENTS, wanted=CONTENTS)
def test_nothing_is_lost_where_nobody_changed_it(base: Content, wanted: Content) -> None:
    assert proposing.rebased(base, wanted, base) == wanted
    assert proposing.rebased(base, base, wanted) == wanted


# once a year


def test_what_was_asked_is_read_as_it_was_written() -> None:
    asked = {1: Asked(1, 3, 1_789_000_000), 22: Asked(22, 1, 1_789_000_001)}
    assert freshness.read(freshness.written(asked.values())) == asked
    assert freshness.read("") == {}


def test_the_newest_sign_counts() -> None:
    changed = entry(changed_at=MONDAY + A_DAY)
    assert freshness.ask_at(changed, None) == MONDAY + A_DAY + freshness.YEAR
    both = entry(changed_at=MONDAY + A_DAY, confirmed_at=MONDAY + 2 * A_DAY)
    assert freshness.ask_at(both, None) == MONDAY + 2 * A_DAY + freshness.YEAR


def test_what_is_due_soon_is_asked_about_along_with_what_is_due() -> None:
    now = MONDAY + freshness.YEAR
    soon, later = entry(2, kept=MONDAY + 20 * A_DAY), entry(3, kept=MONDAY + 40 * A_DAY)
    assert [each.key for each in freshness.to_ask([later, soon, entry()], {}, now)] == [1, 2]
    assert freshness.to_ask([later, soon], {}, now) == []


def test_who_does_not_answer_is_asked_again_a_year_after_the_question() -> None:
    now = MONDAY + freshness.YEAR
    asked = {1: Asked(1, 1, int(now.timestamp()))}
    assert freshness.ask_at(entry(), asked[1]) == now + freshness.YEAR
    assert freshness.next_question([entry()], asked) == now + freshness.YEAR


def test_a_change_or_a_confirmation_since_is_an_answer() -> None:
    at = int((MONDAY + freshness.YEAR).timestamp())
    assert freshness.unanswered(entry(), Asked(1, 1, at))
    assert not freshness.unanswered(entry(version=2), Asked(1, 1, at))
    answered = entry(confirmed_at=MONDAY + freshness.YEAR)
    assert not freshness.unanswered(answered, Asked(1, 1, at)), "also within the same second"


@given(days=st.lists(st.integers(0, 800), min_size=1, max_size=60))
def test_questions_come_a_month_apart_at_least_and_ask_about_a_limited_number(days: list[int]) -> None:
    """Someone who never answers, over three years."""
    mine = [entry(n, kept=MONDAY + day * A_DAY) for n, day in enumerate(days, 1)]
    asked: dict[int, Asked] = {}
    moments, moment = [], freshness.next_question(mine, asked)
    while moment is not None and moment < MONDAY + 3 * freshness.YEAR:
        due = freshness.to_ask(mine, asked, moment)
        assert 0 < len(due) <= freshness.MOST_AT_ONCE
        at = int(moment.timestamp())
        asked |= {each.key: Asked(each.key, 1, at) for each in due}
        moments.append(moment)
        moment = freshness.next_question(mine, asked)
        assert moment is None or moment > moments[-1]
    apart = [later - earlier for earlier, later in pairwise(moments)]
    assert all(each >= freshness.BETWEEN_QUESTIONS for each in apart)
