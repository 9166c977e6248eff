"""A quick poll: its card, votes of one tap, its end, and what the group reads then."""

from storage.polls import PollKind, Unit
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
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


async def test_a_card_of_which_telegram_never_told_is_there_once_and_found_again_by_a_tap(
    network: Network,
) -> None:
    """It arrived, and the answer that says under which number did not; who taps it tells."""
    network.town.world.faults.add("timeout_after", method="sendMessage", chat_id=network.group)
    await put_to_the_vote(network, *YES_NO)
    assert "Nie wiem, czy to dotarło" in network.ola.sees()
    await network.town.passes(minutes=10)
    (card,) = cards(network.jan, network.group)
    assert "Głosy: 0 z 3." in card
    await network.jan.taps("Tak", network.group)
    (card,) = cards(network.jan, network.group)
    assert "Głosy: 1 z 3." in card


async def test_the_card_of_a_ranking_leads_voters_to_the_paper_and_observers_to_the_page(
    network: Network,
) -> None:
    await give(network.ola, "Ewa Żak", "Obserwator")
    await put_to_the_vote(network, *YES_NO, kind=PollKind.RANKING)
    await network.jan.taps("Zagłosuj", network.group)
    assert "Obojętne" in network.jan.buttons()
    await network.ewa.taps("Zagłosuj", network.group)
    assert network.ewa.sees().startswith("Głosowanie: Czy zapraszamy prelegenta?")
    assert network.ewa.buttons() == ["‹ Głosowania"]


async def test_whoever_has_no_vote_of_an_institution_reads_why_on_the_page(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO, kind=PollKind.RANKING, unit=Unit.INSTITUTIONS)
    await network.ola.taps("Zagłosuj", network.group)
    assert "z Tobą nie jest związana żadna" in network.ola.sees()
    assert "Głosy instytucji: 0 z 2." in network.ola.sees()
