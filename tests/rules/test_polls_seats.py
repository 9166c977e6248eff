"""Who may vote: one seat for each person, or for each institution, whatever roles and deputies there are."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitation.permissions import ALLOWED, Act
from facilitation.polls.result import Standing, effective
from facilitation.polls.seats import Electorate, seated
from storage.institutions import Institution
from storage.people import Person
from storage.polls import Poll, PollKind, Unit, Vote
from storage.roles import Grant, Role

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
GDYNIA, LODZ = 10, 20
OLA, EWA, JAN, KIM = 1, 2, 3, 4
NAMES = {OLA: "Ola", EWA: "Ewa", JAN: "Jan", KIM: "Kim"}


def person(key: int) -> Person:
    return Person(id=key, name=NAMES.get(key, f"P{key}"), since=NOW)


def place(key: int) -> Institution:
    return Institution(
        id=key, network_id=1, name={GDYNIA: "Gdynia", LODZ: "Łódź"}.get(key, f"I{key}"), folded=""
    )


def held(who: int, role: Role = Role.MEMBER, deputy_for: int | None = None) -> tuple[Grant, Person]:
    return Grant(person_id=who, network_id=1, role=role, since=NOW, deputy_for=deputy_for), person(who)


def electorate(
    *granted: tuple[Grant, Person], unit: Unit = Unit.PEOPLE, places: dict[int, int] | None = None
) -> Electorate:
    roster = [(person(who), place(where)) for who, where in (places or {}).items()]
    return seated(granted, roster, unit)


def people(found: Electorate) -> dict[int, list[int]]:
    return {key: [each.key for each in seat.people] for key, seat in found.seats.items()}


def vote(who: int | None, minutes: int, choices: str = "1", where: int | None = None) -> Vote:
    return Vote(
        id=minutes + 1, poll_id=1, person_id=who, institution_id=where, choices=choices,
        cast_at=NOW + timedelta(minutes=minutes),
    )  # fmt: skip


def standing(found: Electorate, votes: Sequence[Vote], merged: dict[int, int] | None = None) -> Standing:
    poll = Poll(
        id=1, network_id=1, kind=PollKind.SINGLE, question="?", unit=found.unit, closes_at=NOW, started_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    merged = merged or {}
    counting = effective(votes, merged) if found.unit is Unit.INSTITUTIONS else votes
    return Standing(poll, [], found, counting, merged)


# people


def test_whoever_has_several_roles_has_one_seat() -> None:
    found = electorate(held(OLA, Role.FACILITATOR), held(OLA), held(EWA))
    assert people(found) == {OLA: [OLA], EWA: [EWA]}


def test_an_observer_has_no_seat_and_neither_has_a_coordinator() -> None:
    found = electorate(held(EWA, Role.OBSERVER), held(JAN, Role.COORDINATOR))
    assert found.seats == {}
    assert found.seat_of(EWA) is None


def test_a_deputy_votes_in_place_of_whom_they_stand_in_for() -> None:
    found = electorate(
        held(OLA, Role.FACILITATOR), held(KIM, Role.OBSERVER), held(KIM, Role.FACILITATOR, OLA)
    )
    assert people(found) == {OLA: [OLA, KIM]}
    assert found.in_place_of[KIM] == OLA
    seat = found.seat_of(KIM)
    assert seat is not None
    assert (seat.key, seat.name) == (OLA, "Ola")


def test_whoever_has_a_vote_of_their_own_has_no_second_one_as_a_deputy() -> None:
    found = electorate(held(EWA, Role.FACILITATOR, OLA), held(OLA, Role.FACILITATOR), held(EWA))
    assert people(found) == {OLA: [OLA], EWA: [EWA]}


def test_a_deputy_of_two_votes_for_one_of_them() -> None:
    found = electorate(
        held(OLA, Role.FACILITATOR), held(JAN, Role.EXPERT),
        held(KIM, Role.FACILITATOR, OLA), held(KIM, Role.EXPERT, JAN),
    )  # fmt: skip
    assert people(found) == {OLA: [OLA, KIM], JAN: [JAN]}


def test_a_deputy_of_someone_who_has_left_has_no_vote() -> None:
    found = electorate(held(KIM, Role.EXPERT, JAN), held(OLA, Role.FACILITATOR))
    assert people(found) == {OLA: [OLA]}


# institutions


def test_an_institution_has_one_seat_for_all_of_its_people() -> None:
    found = electorate(held(OLA), held(EWA), held(JAN), unit=Unit.INSTITUTIONS,
                       places={OLA: GDYNIA, EWA: GDYNIA, JAN: LODZ})  # fmt: skip
    assert people(found) == {GDYNIA: [OLA, EWA], LODZ: [JAN]}


def test_whoever_represents_nobody_has_no_seat_among_institutions() -> None:
    found = electorate(held(OLA, Role.FACILITATOR), held(EWA), unit=Unit.INSTITUTIONS, places={EWA: GDYNIA})
    assert people(found) == {GDYNIA: [EWA]}
    assert found.seat_of(OLA) is None


def test_an_institution_that_only_observes_has_no_seat() -> None:
    found = electorate(held(EWA, Role.OBSERVER), unit=Unit.INSTITUTIONS, places={EWA: GDYNIA})
    assert found.seats == {}


def test_a_deputy_votes_for_the_institution_of_whom_they_stand_in_for() -> None:
    """Kim represents Łódź as an observer, and stands in for Ola of Gdynia."""
    found = electorate(
        held(OLA, Role.EXPERT), held(KIM, Role.OBSERVER), held(KIM, Role.EXPERT, OLA),
        unit=Unit.INSTITUTIONS, places={OLA: GDYNIA, KIM: LODZ},
    )  # fmt: skip
    assert people(found) == {GDYNIA: [OLA, KIM]}


GRANTS = st.lists(
    st.tuples(
        st.integers(1, 6), st.sampled_from(list(Role)), st.one_of(st.none(), st.integers(1, 6))
    ).filter(lambda each: each[0] != each[2]),
    max_size=15,
)  # fmt: skip


@given(GRANTS, st.dictionaries(st.integers(1, 6), st.sampled_from([GDYNIA, LODZ])), st.sampled_from(Unit))
def test_nobody_ever_sits_on_two_seats(
    granted: list[tuple[int, Role, int | None]], places: dict[int, int], unit: Unit
) -> None:
    found = electorate(*(held(*each) for each in granted), unit=unit, places=places)
    sitting = [each for those in people(found).values() for each in those]
    assert len(sitting) == len(set(sitting))
    own = {who for who, role, deputy_for in granted if deputy_for is None and role in ALLOWED[Act.VOTE]}
    if unit is Unit.PEOPLE:
        assert found.seats.keys() == own
    for key, those in people(found).items():
        assert all(found.seat_of(each) is found.seats[key] for each in those)


# how it stands


def test_of_an_institution_the_vote_that_came_in_last_counts() -> None:
    votes = [vote(OLA, 1, "1", GDYNIA), vote(EWA, 3, "2", GDYNIA), vote(JAN, 2, "1", LODZ)]
    assert [each.choices for each in effective(votes, {})] == ["1", "2"]
    assert {each.person_id for each in effective(votes, {})} == {JAN, EWA}


def test_after_a_merge_both_votes_are_one_and_after_it_is_undone_two_again() -> None:
    votes = [vote(EWA, 1, "1", GDYNIA), vote(JAN, 2, "2", LODZ)]
    assert [each.person_id for each in effective(votes, {LODZ: GDYNIA})] == [JAN]
    assert [each.person_id for each in effective(votes, {})] == [EWA, JAN]


def test_whoever_has_left_or_was_forgotten_still_counts_and_is_among_those_asked() -> None:
    found = electorate(held(OLA), held(EWA))
    stands = standing(found, [vote(OLA, 1), vote(JAN, 2), vote(None, 3), vote(None, 4)])
    assert (stands.turnout.voted, stands.turnout.asked) == (4, 5)
    assert [each.key for each in stands.silent] == [EWA]
    assert not stands.all_voted


def test_a_merged_institution_is_one_place_also_where_people_vote() -> None:
    found = electorate(held(OLA), held(EWA), places={OLA: GDYNIA, EWA: GDYNIA})
    votes = [vote(OLA, 1, where=GDYNIA), vote(EWA, 2, where=LODZ)]
    assert standing(found, votes, {LODZ: GDYNIA}).turnout.places == 1
    assert standing(found, votes).turnout.places == 2


def test_all_have_voted_when_nobody_who_may_is_missing_however_many_have_left() -> None:
    found = electorate(held(OLA), held(EWA))
    assert standing(found, [vote(JAN, 1), vote(OLA, 2), vote(EWA, 3)]).all_voted
    assert not standing(electorate(), [vote(JAN, 1)]).all_voted
