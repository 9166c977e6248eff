"""Whose vote it is when people come, go, change roles and stand in for each other, and institutions become one."""

from storage.polls import PollKind, Unit
from tests.dialogues.conftest import Network
from tests.dialogues.test_institutions import joins, merges
from tests.dialogues.test_polls_clock import card
from tests.dialogues.test_polls_leading import opens
from tests.dialogues.test_polls_who import deputised
from tests.dialogues.test_roles import give
from tests.dialogues.town_polls import YES_NO, put_to_the_vote, votes

NO_SEAT = "a z Tobą nie jest związana żadna"


# one vote for each institution


async def test_the_last_vote_that_its_people_cast_is_the_vote_of_an_institution(network: Network) -> None:
    zofia = await joins(network, "Zofia", "Gdynia")
    poll = await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Tak", network.group)
    assert network.ewa.toast == "Głos (Gdynia): Tak"
    await zofia.taps("Nie", network.group)
    assert "Tak – 0\nNie – 1" in card(network)
    assert "Głosy instytucji: 1 z 2." in card(network)
    await opens(network.ewa, poll)
    assert "Głos (Gdynia): Nie" in network.ewa.sees()
    await network.ewa.taps("Cofnij mój głos")
    assert "Tak – 0\nNie – 0" in card(network)


async def test_a_facilitator_without_an_institution_has_no_vote_there_and_reads_why(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await network.ola.taps("Tak", network.group)
    assert NO_SEAT in (network.ola.toast or "")
    assert "Tak – 0" in card(network)
    assert "0 z 2" in card(network)
    await opens(network.ola, poll)
    assert "Tak" not in network.ola.buttons()
    assert "Zakończ teraz…" in network.ola.buttons()


async def test_of_merged_institutions_the_last_vote_counts_and_each_has_its_own_again_when_it_is_undone(
    network: Network,
) -> None:
    await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Tak", network.group)
    await network.town.passes(minutes=1)
    await merges(network.ola, "Gdynia", "Łódź")
    assert "Tak – 1\nNie – 0" in card(network)
    assert "1 z 1" in card(network)
    await network.jan.taps("Nie", network.group)
    assert "Tak – 0\nNie – 1" in card(network)
    await network.ola.taps("Cofnij połączenie")
    assert "Tak – 1\nNie – 1" in card(network)
    assert "2 z 2" in card(network)


async def test_a_vote_cast_while_merged_is_its_own_institution_s_when_the_merge_is_undone(
    network: Network,
) -> None:
    await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await merges(network.ola, "Gdynia", "Łódź")
    await network.jan.taps("Nie", network.group)
    await network.town.passes(minutes=1)
    await network.ewa.taps("Tak", network.group)
    assert network.ewa.toast == "Głos (Łódź): Tak"
    assert "Tak – 1\nNie – 0" in card(network)
    await network.ola.taps("Cofnij połączenie")
    assert "Tak – 1\nNie – 1" in card(network)
    await network.ewa.taps("Obojętne", network.group)
    assert "Tak – 0\nNie – 1\nObojętne – 1" in card(network)


async def test_a_vote_of_a_forgotten_person_stays_their_institution_s_and_a_colleague_may_change_it(
    network: Network,
) -> None:
    zofia = await joins(network, "Zofia", "Gdynia")
    poll = await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Nie", network.group)
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    assert "Tak – 0\nNie – 1" in card(network)
    assert "1 z 2" in card(network)
    await opens(zofia, poll, "Cofnij mój głos")
    assert "Tak – 0\nNie – 0" in card(network)
    await zofia.taps("Tak", network.group)
    assert "Tak – 1\nNie – 0" in card(network)


async def test_an_institution_whose_people_have_left_keeps_its_vote(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Nie", network.group)
    await network.ewa.says("/opusc")
    await network.ewa.taps("Odchodzę")
    assert "Nie – 1" in card(network)
    assert "1 z 2" in card(network)


async def test_a_quorum_of_institutions_counts_merged_ones_once_also_where_people_vote(
    network: Network,
) -> None:
    await put_to_the_vote(network, *YES_NO, quorum=2, quorum_of=Unit.INSTITUTIONS)
    await network.ewa.taps("Tak", network.group)
    await network.jan.taps("Tak", network.group)
    await merges(network.ola, "Gdynia", "Łódź")
    await network.town.passes(hours=72)
    assert "Postanowiono" not in card(network)
    assert "potrzeb" in card(network)


# one vote for each person


async def test_a_newcomer_may_vote_and_someone_who_leaves_keeps_the_vote_already_cast(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    zofia = await joins(network, "Zofia", "Gdynia")
    assert "0 z 4" in card(network)
    await zofia.taps("Nie", network.group)
    await network.jan.taps("Nie", network.group)
    _message, button = network.jan.button("Tak", network.group)
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    assert "Nie – 2" in card(network)
    assert "2 z 4" in card(network)
    await network.jan.forges(button["callback_data"], network.group)
    assert "Tak – 0\nNie – 2" in card(network)
    await network.town.passes(hours=72)
    await opens(network.ewa, poll)
    assert "Postanowiono: Nie" in network.ewa.sees()


async def test_whoever_only_looks_on_from_now_keeps_the_vote_and_can_not_change_it(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Nie", network.group)
    await give(network.ola, "Jan Łoś", "Obserwator")
    assert "Nie – 1" in card(network)
    assert "1 z 3" in card(network)
    await network.jan.taps("Tak", network.group)
    assert "potrzebna jest rola" in (network.jan.toast or "")
    await network.jan.forges(f"poll:takeback:{poll.key}")
    assert "Tak – 0\nNie – 1" in card(network)


async def test_an_observer_who_becomes_a_member_may_vote(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await put_to_the_vote(network, *YES_NO)
    assert "0 z 2" in card(network)
    await give(network.ola, "Jan Łoś", "Stały przedstawiciel")
    assert "0 z 3" in card(network)
    await network.jan.taps("Nie", network.group)
    assert "Nie – 1" in card(network)


async def test_whoever_is_forgotten_is_counted_without_a_name(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.ewa.taps("Nie", network.group)
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    assert "Nie – 1" in card(network)
    assert "1 z 3" in card(network)


async def test_a_deputy_casts_one_vote_with_whom_they_stand_in_for(network: Network) -> None:
    """Ewa only looks on, and acts for Ola."""
    await put_to_the_vote(network, *YES_NO)
    await deputised(network)
    assert "0 z 2" in card(network)
    await network.ewa.taps("Nie", network.group)
    assert network.ewa.toast == "Głos (Ola Wójcik): Nie"
    await network.ola.taps("Tak", network.group)
    assert "Tak – 1\nNie – 0" in card(network)
    assert "1 z 2" in card(network)


async def test_a_deputy_reads_on_the_ballot_paper_in_whose_place_they_vote(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO, kind=PollKind.RANKING)
    await deputised(network)
    await network.ewa.taps("Zagłosuj", network.group)
    assert "Głosujesz w imieniu: Ola Wójcik" in network.ewa.sees()
    for label in ("Nie", "Oddaj głos"):
        await network.ewa.taps(label)
    assert "Głos (Ola Wójcik): 1. Nie" in network.ewa.sees()
    assert "Głosy: 1 z 2." in card(network)


async def test_when_deputising_is_over_the_vote_stays_and_the_deputy_has_none(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO, hours=24 * 20)
    await deputised(network)
    await network.ewa.taps("Nie", network.group)
    await network.town.passes(days=12)
    assert "Nie – 1" in card(network)
    await network.ewa.taps("Tak", network.group)
    assert "potrzebna jest rola" in (network.ewa.toast or "")
    await votes(network, poll, network.ola, 1)
    await opens(network.ola, poll)
    assert "Tak – 1\nNie – 0" in network.ola.sees()
