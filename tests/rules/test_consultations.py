"""Consultations by their rules: what the group may see, when people are reminded, and when there is another one."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.consultations import life, voices
from facilitation.consultations.reasons import ConsultationReason
from facilitation.refusals import Refused
from storage.consultations import Consultation, EntryVoice, Stance, Verdict
from storage.entries import Entry, EntryKind, EntryState
from storage.roles import Role
from tests.dialogues.conftest import MONDAY_MORNING
from tests.dialogues.town import WARSAW

DAY = timedelta(days=1)
SPOKEN = st.lists(st.tuples(st.sampled_from(Stance), st.booleans()), max_size=12)


def said(those: list[tuple[Stance, bool]]) -> list[EntryVoice]:
    return [
        EntryVoice(consultation_id=1, person_id=n, stance=stance, observer=observer, said_at=MONDAY_MORNING)
        for n, (stance, observer) in enumerate(those)
    ]


def of(members: int, observers: int) -> voices.Tally:
    spoken = [(Stance.SUPPORTS, False)] * members + [(Stance.AGAINST, True)] * observers
    return voices.tally(said(spoken))


def consulted(**otherwise: Any) -> Consultation:
    values: dict[str, Any] = {"opened_at": MONDAY_MORNING, "closes_at": MONDAY_MORNING + 7 * DAY, **otherwise}
    return Consultation(entry_id=1, network_id=1, **values)


def an_entry(**otherwise: Any) -> Entry:
    values: dict[str, Any] = {"kind": EntryKind.RECOMMENDATION, "state": EntryState.KEPT, **otherwise}
    return Entry(network_id=1, proposed_at=MONDAY_MORNING, **values)


# what the group may see


@pytest.mark.parametrize("members", [0, 1, 2])
def test_of_fewer_than_three_only_how_many_have_spoken(members: int) -> None:
    tally = of(members, 0)
    assert tally.spoken == members
    assert tally.together.total() + tally.members.total() + tally.observers.total() == 0


def test_members_and_observers_are_told_apart_where_there_are_three_of_each() -> None:
    tally = of(3, 3)
    assert (tally.members.total(), tally.observers.total(), tally.together.total()) == (3, 3, 0)


@pytest.mark.parametrize(("members", "observers"), [(3, 0), (5, 1), (5, 2), (1, 5), (2, 2)])
def test_all_others_are_counted_together(members: int, observers: int) -> None:
    tally = of(members, observers)
    assert tally.together.total() == members + observers
    assert tally.members.total() + tally.observers.total() == 0


@given(SPOKEN)
def test_no_count_is_ever_of_fewer_than_three_people(spoken: list[tuple[Stance, bool]]) -> None:
    tally = voices.tally(said(spoken))
    shown = [group.total() for group in (tally.members, tally.observers, tally.together) if group]
    assert all(count >= voices.SHOWN_FROM for count in shown)
    assert tally.spoken == len(spoken)


# time


def test_people_are_reminded_two_days_before_the_end() -> None:
    ends = datetime(2026, 9, 21, 20, 0, tzinfo=WARSAW)
    assert life.reminder_at(consulted(closes_at=ends), "Europe/Warsaw") == ends - 2 * DAY


def test_of_a_short_one_half_way_and_not_at_night() -> None:
    ends = datetime(2026, 9, 8, 22, 0, tzinfo=WARSAW)
    assert life.reminder_at(consulted(closes_at=ends), "Europe/Warsaw") == datetime(
        2026, 9, 8, 8, 0, tzinfo=WARSAW
    )


def test_not_at_all_where_only_the_night_is_left() -> None:
    opened = datetime(2026, 9, 7, 21, 0, tzinfo=WARSAW)
    short = consulted(opened_at=opened, closes_at=opened + timedelta(hours=9))
    assert life.reminder_at(short, "Europe/Warsaw") is None


def test_what_came_in_before_the_end_counts_also_when_it_is_handled_after_it() -> None:
    closed = consulted(closed_at=MONDAY_MORNING + 7 * DAY)
    assert voices.is_open(closed, MONDAY_MORNING + 7 * DAY - timedelta(seconds=1))
    assert not voices.is_open(closed, MONDAY_MORNING + 7 * DAY)


@pytest.mark.parametrize(
    ("ends", "reason"),
    [(timedelta(0), ConsultationReason.PAST), (91 * DAY, ConsultationReason.LATE), (90 * DAY, None)],
)
def test_the_end_is_ahead_and_not_too_far(ends: timedelta, reason: ConsultationReason | None) -> None:
    if reason is None:
        assert life.checked_end(MONDAY_MORNING + ends, MONDAY_MORNING) == MONDAY_MORNING + ends
        return
    with pytest.raises(Refused) as refused:
        life.checked_end(MONDAY_MORNING + ends, MONDAY_MORNING)
    assert refused.value.reason is reason


# once more


@pytest.mark.parametrize("kind", EntryKind)
def test_only_recommendations_and_projects_are_consulted(kind: EntryKind) -> None:
    wanted = kind in (EntryKind.RECOMMENDATION, EntryKind.PROJECT)
    assert life.can_begin(an_entry(kind=kind), None) is wanted


@pytest.mark.parametrize("state", EntryState)
def test_only_what_stands_in_the_log(state: EntryState) -> None:
    assert life.can_begin(an_entry(state=state), None) is (state is EntryState.KEPT)


@pytest.mark.parametrize(
    ("verdict", "changed", "again"),
    [
        (None, True, False),
        (Verdict.RECOMMENDED, False, False),
        (Verdict.WITH_CONDITIONS, False, False),
        (Verdict.RECOMMENDED, True, True),
        (Verdict.TO_REWORK, False, True),
    ],
)
def test_again_only_what_was_to_be_reworked_or_has_changed(
    verdict: Verdict | None, changed: bool, again: bool
) -> None:
    evaluated = MONDAY_MORNING + 8 * DAY if verdict else None
    entry = an_entry(changed_at=MONDAY_MORNING + (9 if changed else 1) * DAY)
    assert life.can_begin(entry, consulted(verdict=verdict, evaluated_at=evaluated)) is again


@pytest.mark.parametrize(
    ("held", "observes"),
    [
        ({Role.OBSERVER}, True),
        ({Role.MEMBER}, False),
        ({Role.OBSERVER, Role.EXPERT}, False),
        ({Role.OBSERVER, Role.COORDINATOR}, True),
    ],
)
def test_who_only_looks_on_observes(held: set[Role], observes: bool) -> None:
    assert voices.observes(held) is observes
