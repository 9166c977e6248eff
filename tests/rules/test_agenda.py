"""Agendas as plain values: templates that add up with their breaks, and every way to arrange what they made."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.agenda import items as rules
from facilitation.agenda import keeping, timekeeping
from facilitation.agenda.items import Item, Items
from facilitation.agenda.keeping import Arrangement
from facilitation.agenda.marks import Mark, marked
from facilitation.agenda.reasons import AgendaReason
from facilitation.agenda.templates import LONGEST_MEETING, Part, Planned, Standing, plan
from facilitation.refusals import Refused
from storage.agenda import Agenda, ItemKind
from storage.meetings import Meeting, MeetingState, WorkFormat

UNHURRIED = settings(deadline=None)
STARTS = datetime(2026, 10, 20, 8, tzinfo=UTC)
FUNDING = Standing("funding_calls", "Nabory", 15)
LATE = Standing("actions", "Zaległe zadania", 20)
FORMATS = st.sampled_from([*WorkFormat, None])


def longest_without_a_break(items: tuple[Planned, ...]) -> int:
    longest = running = 0
    for item in items:
        running = 0 if item.kind is ItemKind.BREAK else running + item.minutes
        longest = max(longest, running)
    return longest


@UNHURRIED
@given(FORMATS, st.integers(4 * 60, 9 * 60), st.sampled_from([(), (FUNDING,), (FUNDING, LATE)]))
def test_the_template_of_any_format_adds_up_with_its_breaks(
    work_format: WorkFormat | None, minutes: int, standing: tuple[Standing, ...]
) -> None:
    found = plan(work_format, minutes, standing)
    assert sum(item.minutes for item in found.items) == minutes
    assert min(item.minutes for item in found.items) >= 5
    assert longest_without_a_break(found.items) <= 120
    assert [item.standing for item in found.items if item.standing] == list(standing)
    assert found.items[0].part is Part.OPENING
    assert found.items[-1].part is Part.CONCLUSIONS
    assert found.left_out == ()
    assert (Part.MEAL in [item.part for item in found.items]) == (minutes >= 300)


@UNHURRIED
@given(FORMATS, st.integers(20, 4 * 60))
def test_a_shorter_meeting_adds_up_too_and_tells_what_it_leaves_out(
    work_format: WorkFormat | None, minutes: int
) -> None:
    found, whole = plan(work_format, minutes, [FUNDING]), plan(work_format, 9 * 60, [FUNDING])
    assert sum(item.minutes for item in found.items) == minutes
    assert min(item.minutes for item in found.items) >= 5
    assert longest_without_a_break(found.items) <= 120
    parts = {item.part or item.standing for item in found.items} - {Part.BREAK}
    every = {item.part or item.standing for item in whole.items} - {Part.BREAK, Part.MEAL}
    assert parts | set(found.left_out) == every
    assert parts.isdisjoint(found.left_out)


@pytest.mark.parametrize(
    ("minutes", "why"), [(15, AgendaReason.TOO_SHORT), (LONGEST_MEETING + 1, AgendaReason.TOO_LONG)]
)
def test_a_meeting_that_is_far_too_short_or_long_has_no_template(minutes: int, why: AgendaReason) -> None:
    with pytest.raises(Refused) as refused:
        plan(None, minutes, [])
    assert refused.value.reason is why


# arranging


KINDS = st.sampled_from(ItemKind)
ITEMS = st.lists(st.tuples(KINDS, st.integers(5, 120)), min_size=1, max_size=12).map(
    lambda made: tuple(Item(n, kind, f"Punkt {n}", minutes) for n, (kind, minutes) in enumerate(made, 1))
)


@UNHURRIED
@given(ITEMS)
def test_each_item_begins_when_the_one_before_ends(items: Items) -> None:
    found = rules.timed(items, STARTS)
    assert found[0].starts_at == STARTS
    assert [each.starts_at for each in found[1:]] == [each.ends_at for each in found[:-1]]
    assert found[-1].ends_at == STARTS + timedelta(minutes=rules.total(items))


@UNHURRIED
@given(ITEMS, st.data())
def test_moved_there_and_back_is_the_same_and_nothing_is_lost(items: Items, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(items) - 1))
    number = items[place].number
    later = rules.moved(items, number, 1)
    assert sorted(item.number for item in later) == [item.number for item in items]
    if place < len(items) - 1:
        assert rules.moved(later, number, -1) == items
    else:
        assert later == items


@UNHURRIED
@given(ITEMS, st.integers(1, 400))
def test_shortening_fits_exactly_without_touching_breaks(items: Items, over: int) -> None:
    wanted = rules.total(items) - over
    try:
        found = rules.shortened(items, wanted)
    except Refused as refused:
        assert refused.reason is AgendaReason.CANT_FIT  # noqa: PT017
        assert sum(item.minutes - 5 for item in items if item.kind is not ItemKind.BREAK) < over
        return
    assert rules.total(found) == wanted
    assert min(item.minutes for item in found) >= 5
    for before, after in zip(items, found, strict=True):
        assert after.minutes <= before.minutes
        assert before.kind is not ItemKind.BREAK or after == before


def test_the_last_item_takes_what_is_left() -> None:
    items = (Item(1, ItemKind.TALK, "A", 60), Item(2, ItemKind.TALK, "B", 30))
    assert [item.minutes for item in rules.lengthened(items, 120)] == [60, 60]


def test_a_new_item_comes_before_the_one_that_closes_the_meeting() -> None:
    items = (Item(1, ItemKind.TALK, "A", 60), Item(2, ItemKind.STANDING, "Z", 30))
    assert [item.number for item in rules.put(items, Item(3, ItemKind.TALK, "B", 15))] == [1, 3, 2]


# what is otherwise


def test_what_is_otherwise_is_marked() -> None:
    before = tuple(Item(n, ItemKind.TALK, f"Punkt {n}", 30) for n in (1, 2, 3, 4))
    now = (before[0], replace(before[2], title="Inny"), Item(5, ItemKind.TALK, "Nowy", 30), before[3])
    found = [(each.each.item.number, each.mark) for each in marked(before, now, STARTS)]
    assert found == [(1, None), (3, Mark.CHANGED), (5, Mark.NEW), (4, None), (2, Mark.DROPPED)]


@UNHURRIED
@given(ITEMS)
def test_nothing_is_marked_where_nothing_is_otherwise(items: Items) -> None:
    assert {each.mark for each in marked(items, items, STARTS)} == {None}


# the clock


def arrangement(items: Items, state: MeetingState = MeetingState.PLANNED) -> Arrangement:
    ends = STARTS + timedelta(hours=5)
    meeting = Meeting(
        id=1, network_id=1, starts_at=STARTS, ends_at=ends, state=state, changed_at=STARTS, created_at=STARTS
    )
    return Arrangement(meeting, Agenda(meeting_id=1, network_id=1, published_at=STARTS), items)


@UNHURRIED
@given(ITEMS)
def test_five_minutes_before_each_item_but_the_first_a_word_is_owed(items: Items) -> None:
    found = arrangement(items)
    owed = keeping.owed(found, STARTS - timedelta(days=1))
    assert [each.due_at for each in owed] == [
        each.starts_at - timedelta(minutes=5) for each in found.timed[1:]
    ]


@UNHURRIED
@given(ITEMS, st.integers(0, 300))
def test_nothing_is_owed_for_what_is_past(items: Items, minutes: int) -> None:
    now = STARTS + timedelta(minutes=minutes)
    assert all(each.due_at > now for each in keeping.owed(arrangement(items), now))


def test_nothing_is_owed_for_a_meeting_that_is_cancelled_or_an_agenda_that_is_a_draft() -> None:
    items = (Item(1, ItemKind.TALK, "A", 60), Item(2, ItemKind.TALK, "B", 30))
    before = STARTS - timedelta(days=1)
    assert keeping.owed(arrangement(items, MeetingState.CANCELLED), before) == []
    draft = arrangement(items)
    draft.agenda.published_at = None
    assert keeping.owed(draft, before) == []


def test_a_later_break_gives_what_is_too_much_but_five_minutes_stay() -> None:
    items = (
        Item(1, ItemKind.TALK, "A", 160), Item(2, ItemKind.TALK, "B", 130), Item(3, ItemKind.BREAK, "Przerwa", 15),
        Item(4, ItemKind.TALK, "C", 10),
    )  # fmt: skip
    found = timekeeping.from_a_break(arrangement(items), 2)
    assert found is not None
    assert [item.minutes for item in found] == [160, 130, 5, 10]
    assert timekeeping.from_a_break(arrangement(found), 2) is None
