"""What counts of what institutions take over, and who may be named for which eyes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitation.adoptions import asking, confirming, connecting, seen, taking
from facilitation.adoptions.standing import Taken, counting, is_transfer
from storage.adoptions import TAKEN_OVER, Adoption, AdoptionState, AdoptionStep
from storage.entries import ANYBODY, Entry, EntryAudience, Sight
from storage.institutions import Institution
from storage.network import Network

BEGAN = datetime(2026, 9, 7, 7, tzinfo=UTC)
HOME, OTHER = 1, 2


def adoption(
    key: int = 1,
    place: int = 10,
    state: AdoptionState = AdoptionState.ADOPTED,
    *,
    network: int = HOME,
    named: EntryAudience = EntryAudience.NETWORK,
    confirmed: bool = True,
    changed: int = 0,
    entry: int = 5,
) -> Adoption:
    return Adoption(
        id=key, entry_id=entry, network_id=network, institution_id=place, state=state, named=named, began_at=BEGAN,
        changed_at=BEGAN + timedelta(days=changed), confirmed_at=BEGAN if confirmed else None,
    )  # fmt: skip


def taken(each: Adoption) -> Taken:
    place = each.institution_id
    return Taken(each, Institution(id=place, network_id=each.network_id, name=f"Miasto {place}", folded=""))


# what counts


def keys(known: list[Adoption], merged: dict[int, int], own: dict[int, int | None]) -> list[tuple[int, int]]:
    return [(each.key, place) for each, place in counting(known, merged, own)]


def test_each_institution_counts_once_for_each_entry() -> None:
    known = [adoption(1, 10), adoption(2, 11), adoption(3, 10, entry=6)]
    assert keys(known, {}, {}) == [(1, 10), (2, 11), (3, 10)]


def test_of_merged_institutions_the_last_word_counts() -> None:
    known = [adoption(1, 10, changed=9), adoption(2, 11, changed=3)]
    assert keys(known, {11: 10}, {}) == [(1, 10)]
    assert keys(known, {10: 11}, {}) == [(1, 11)]
    assert keys(known, {}, {}) == [(1, 10), (2, 11)], "once they are two again, each has its own"


def test_nobody_takes_over_from_whom_they_are_one_with() -> None:
    known = [adoption(1, 10), adoption(2, 12)]
    assert keys(known, {10: 11}, {5: 11}) == [(2, 12)]
    assert keys(known, {11: 10}, {5: 11}) == [(2, 12)]
    assert keys(known, {}, {5: 11}) == [(1, 10), (2, 12)]
    assert keys(known, {}, {5: None}) == [(1, 10), (2, 12)]


def test_only_what_is_confirmed_is_a_transfer() -> None:
    for state in AdoptionState:
        assert is_transfer(adoption(state=state)) is (state in TAKEN_OVER)
        assert not is_transfer(adoption(state=state, confirmed=False))


# who is named


ADOPTIONS = st.lists(
    st.builds(
        lambda state, network, named, confirmed: (state, network, named, confirmed),
        st.sampled_from(list(AdoptionState)), st.sampled_from([HOME, OTHER]), st.sampled_from(list(EntryAudience)),
        st.booleans(),
    ),
    max_size=8,
)  # fmt: skip
SIGHTS = st.builds(
    Sight, st.frozensets(st.sampled_from([HOME, OTHER, 3]), max_size=2), installation=st.booleans()
)


@given(given_=ADOPTIONS, sight=SIGHTS)
def test_nobody_is_named_for_eyes_to_which_they_did_not_agree(
    given_: list[tuple[AdoptionState, int, EntryAudience, bool]], sight: Sight
) -> None:
    every = [
        adoption(n, 10 + n, state, network=network, named=named, confirmed=confirmed)
        for n, (state, network, named, confirmed) in enumerate(given_, 1)
    ]
    shown = seen.shown([taken(each) for each in every], sight)
    for each in shown.transfers:
        at = each.adoption
        assert at.state in TAKEN_OVER
        assert at.confirmed_at is not None
        assert (
            at.network_id in sight.networks
            or at.named is EntryAudience.PUBLIC
            or (at.named is EntryAudience.INSTALLATION and sight.installation)
        )
    for each in (*shown.trying_named, *shown.interested_named):
        assert each.adoption.network_id in sight.networks
        assert each.adoption.state in taking.SIMPLE
    confirmed = [each for each in every if is_transfer(each)]
    assert shown.confirmed == len(confirmed)
    assert shown.dropped == sum(each.state is AdoptionState.DROPPED for each in every)
    assert shown.trying + shown.interested == sum(each.state in taking.SIMPLE for each in every)


@given(given_=ADOPTIONS)
def test_wider_eyes_see_no_less(given_: list[tuple[AdoptionState, int, EntryAudience, bool]]) -> None:
    every = [
        taken(adoption(n, 10 + n, state, network=network, named=named, confirmed=confirmed))
        for n, (state, network, named, confirmed) in enumerate(given_, 1)
    ]
    named = [
        {each.place.key for each in seen.shown(every, sight).transfers}
        for sight in (ANYBODY, Sight(installation=True), Sight(frozenset({HOME, OTHER}), installation=True))
    ]
    assert named[0] <= named[1] <= named[2]


def test_how_far_one_may_agree_goes_no_further_than_the_entry_does() -> None:
    def offered(audience: EntryAudience) -> list[EntryAudience]:
        return confirming.how_far(Entry(network_id=HOME, audience=audience, proposed_at=BEGAN))

    assert offered(EntryAudience.NETWORK) == [EntryAudience.NETWORK]
    assert offered(EntryAudience.INSTALLATION) == [EntryAudience.NETWORK, EntryAudience.INSTALLATION]
    assert offered(EntryAudience.PUBLIC) == [EntryAudience.NETWORK, EntryAudience.PUBLIC]


# when


def step(days: float) -> AdoptionStep:
    return AdoptionStep(adoption_id=1, state=AdoptionState.TRYING, said_at=BEGAN + timedelta(days=days))


def test_that_it_began_is_no_answer_and_an_old_one_is_none_any_more() -> None:
    month = BEGAN + timedelta(days=30)
    assert not asking.said_lately([step(29)], month)
    assert asking.said_lately([step(0), step(17)], month)
    assert not asking.said_lately([step(0), step(16)], month)


def test_on_the_day_of_the_network_it_can_be_taken_back() -> None:
    network = Network(
        id=HOME, title="", topic="", chat_id=1, language="pl", zone="Europe/Warsaw", since=BEGAN
    )
    at = adoption(state=AdoptionState.INTERESTED, confirmed=False)
    assert taking.may_be_taken_back(at, network, BEGAN + timedelta(hours=14, minutes=59))
    assert not taking.may_be_taken_back(at, network, BEGAN + timedelta(hours=15))
    assert not taking.may_be_taken_back(adoption(), network, BEGAN)


class Nothing:
    """A unit of work of which only the session is asked, and that keeps nothing."""

    session = property(lambda self: self)

    def add(self, _: object) -> None: ...


def test_both_have_to_want_to_talk() -> None:
    for wishes, agrees in ((True, True), (True, False), (False, True), (False, False)):
        at, uow = adoption(), Nothing()
        connecting.wish(uow, at, wish=wishes)  # type: ignore[arg-type]
        assert connecting.answer(uow, at, agrees=agrees) is (wishes and agrees)  # type: ignore[arg-type]
        assert taking.is_connected(at) is (wishes and agrees)
        assert connecting.wish(uow, at, wish=True) is False  # type: ignore[arg-type]
