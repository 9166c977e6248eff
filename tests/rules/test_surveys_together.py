"""Several networks together: sums that hide each of them."""

from hypothesis import given
from hypothesis import strategies as st

from facilitation.surveys.aggregate import aggregate
from facilitation.surveys.instruments import (
    CHANGE,
    STEPS,
    TRUST_PULSE,
    Instrument,
    Item,
    ItemKind,
    Measure,
)
from facilitation.surveys.results import Bin, ItemResult, Results
from facilitation.surveys.together import Pooled, PooledItem, Published
from facilitation.surveys.together import together as pool

UNKNOWN = STEPS + 1
LIKED, RARE = Item("liked"), Item("rare")
TWO = Instrument("two", 1, Measure.OWN, (LIKED, RARE))


def together(results: list[Results], instrument: Instrument) -> Pooled | None:
    """All at once: one survey of each network, so many that none of them has to wait."""
    return pool([Published(number, each) for number, each in enumerate(results)], instrument)


def one(*liked: int, rare: int = 0, invited: int = 0) -> Results:
    """So many of the network have answered the rare item as well, all with 5."""
    people = [(step, STEPS if place < rare else UNKNOWN) for place, step in enumerate(liked)]
    return aggregate(TWO, people, invited or len(people), None)


def test_three_networks_are_added_up_from_five_bins_and_from_three() -> None:
    networks = [
        one(1, 2, 3, 4, 5, invited=8),
        one(*[5] * 12, invited=14),
        one(*[3] * 6, invited=6),
    ]
    pooled = together(networks, TWO)
    assert pooled is not None
    assert (pooled.networks, pooled.answered, pooled.invited) == (3, 23, 28)
    assert pooled.items == (PooledItem("liked", 3, 23, (2, 7, 14)),)


def test_two_networks_are_never_shown_together() -> None:
    assert together([one(*[3] * 12)] * 2, TWO) is None
    assert together([], TWO) is None


def test_a_network_in_which_fewer_than_five_answered_counts_for_nothing() -> None:
    few = Results(4, 10, (ItemResult("liked", 4, (Bin((3,), 4),)),))
    assert together([*[one(*[3] * 5)] * 2, few], TWO) is None
    pooled = together([*[one(*[3] * 5)] * 3, few], TWO)
    assert pooled is not None
    assert (pooled.networks, pooled.answered, pooled.invited) == (3, 15, 15)
    assert pooled.items == (PooledItem("liked", 3, 15, (0, 15, 0)),)


def test_an_item_is_added_up_over_the_networks_that_may_show_it_if_they_are_three() -> None:
    two_show_it = [one(*[3] * 6, rare=n) for n in (6, 5, 4, 0)]
    pooled = together(two_show_it, TWO)
    assert pooled is not None
    assert [each.id for each in pooled.items] == ["liked"]
    pooled = together([*two_show_it, one(*[3] * 12, rare=12)], TWO)
    assert pooled is not None
    assert pooled.items[1] == PooledItem("rare", 3, 23, (0, 0, 23))


def test_items_without_a_scale_and_the_perceived_change_are_left_out() -> None:
    choice = Item("choice", ItemKind.CHOICE, options=("a", "b"))
    asked = Instrument("mixed", 1, Measure.OWN, (choice, LIKED, CHANGE))
    pooled = together([aggregate(asked, [(1, 3, 3)] * 12, 12, None)] * 3, asked)
    assert pooled is not None
    assert [each.id for each in pooled.items] == ["liked"]


def like(network: int, *liked: int) -> Published:
    return Published(network, one(*liked))


def test_a_fourth_network_waits_until_two_others_have_something_new() -> None:
    three = [like(1, *[1] * 5), like(2, *[3] * 5), like(3, *[5] * 5)]
    fourth, second, again, third = (
        like(4, *[5] * 9), like(2, *[1] * 6), like(2, *[2] * 6), like(3, *[3] * 7),
    )  # fmt: skip
    before = pool(three, TWO)
    assert before is not None
    assert before.items == (PooledItem("liked", 3, 15, (5, 5, 5)),)
    assert pool([*three, fourth], TWO) == before
    assert pool([*three, fourth, second, again], TWO) == before
    after = pool([*three, fourth, second, again, third], TWO)
    assert after is not None
    assert (after.networks, after.answered) == (4, 5 + 9 + 6 + 7)
    assert after.items == (PooledItem("liked", 4, 27, (11, 7, 9)),)


def test_each_item_waits_for_three_networks_that_may_show_it() -> None:
    shown = [Published(number, one(*[3] * 6, rare=6)) for number in (1, 2, 3)]
    news = [Published(number, one(*[3] * 6, rare=rare)) for number, rare in ((4, 6), (5, 6), (6, 0))]
    pooled = pool([*shown, *news], TWO)
    assert pooled is not None
    assert [(each.id, each.networks) for each in pooled.items] == [("liked", 6), ("rare", 3)]


rounds = st.lists(st.tuples(st.integers(1, 5), st.integers(5, 9)), max_size=14)


@given(rounds)
def test_no_two_looks_differ_by_fewer_than_three_networks(told: list[tuple[int, int]]) -> None:
    """Every round weighs another power of ten, so that a sum tells which ones are in it."""
    published = [
        Published(number, Results(n, 10 ** (place + 1), (ItemResult("liked", n, _bins(place)),)))
        for place, (number, n) in enumerate(told)
    ]
    seen: set[int] = set()
    for until in range(len(published) + 1):
        pooled = pool(published[:until], TWO)
        inside = _places(pooled.invited // 10) if pooled else set()
        assert not pooled or _places(pooled.items[0].thirds[1]) == inside
        came = inside - seen
        assert len({published[place].network for place in came}) in (0, *range(3, 6))
        assert len({published[place].network for place in inside}) == len(inside)
        seen |= inside


def _bins(place: int) -> tuple[Bin, ...]:
    return Bin((1, 2), 0), Bin((3,), 10**place), Bin((4, 5), 0)


def _places(sum_: int) -> set[int]:
    return {place for place, digit in enumerate(reversed(str(sum_))) if digit != "0"}


def test_the_trust_pulse_can_be_added_up() -> None:
    people = [(4, 4, 4, 4, 2, 4, 2)] * 10
    pooled = together([aggregate(TRUST_PULSE, people, 12, None)] * 3, TRUST_PULSE)
    assert pooled is not None
    assert [(each.id, each.thirds) for each in pooled.items][-2:] == [("T6", (0, 0, 30)), ("T7", (30, 0, 0))]
