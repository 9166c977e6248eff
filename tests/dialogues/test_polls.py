"""A quick poll: its card, votes of one tap, its end, and what the group reads then."""

from tests.dialogues.conftest import Network
from tests.dialogues.town_polls import YES_NO, cards, put_to_the_vote


async def test_one_tap_in_the_group_is_a_vote_and_the_card_counts_it(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    (card,) = cards(network.jan, network.group)
    assert card.startswith("Głosowanie: Czy zapraszamy prelegenta?\n\nTak – 0\nNie – 0\nObojętne – 0\n")
    await network.jan.taps("Tak", network.group)
    assert network.jan.toast == "Twój głos: Tak"
    (card,) = cards(network.jan, network.group)
    assert "Tak – 1\nNie – 0" in card
    assert "Głosy: 1 z 3." in card


async def test_the_last_tap_counts(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.jan.taps("Nie", network.group)
    (card,) = cards(network.jan, network.group)
    assert "Tak – 0\nNie – 1" in card


async def test_at_the_deadline_it_ends_and_the_group_reads_what_was_decided(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO, hours=72)
    await network.jan.taps("Tak", network.group)
    await network.ewa.taps("Tak", network.group)
    await network.town.passes(hours=72)
    assert "Postanowiono: Tak" in network.jan.all_texts(network.group)[-1]
    assert network.jan.buttons(network.group) == ["Szczegóły"]
