"""Consent: an objection needs a reason, stands in the group for all to talk about, and can be withdrawn."""

import pytest

from facilitation.polls.draft import LONGEST_OBJECTION
from storage.polls import Poll, PollKind, Unit
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import cards, put_to_the_vote

QUESTION = "Spotykamy się co miesiąc"
WHY = "W lipcu i sierpniu nikogo nie ma."


async def proposed(network: Network, **otherwise: object) -> Poll:
    return await put_to_the_vote(network, kind=PollKind.CONSENT, question=QUESTION, **otherwise)


async def objects(who: Resident, group: int, why: str = WHY) -> None:
    """By the link on the card."""
    await who.taps("Mam sprzeciw", group)
    await who.says(why)


def objections(who: Resident, group: int) -> list[str]:
    return [text for text in who.all_texts(group) if text.startswith("Sprzeciw")]


async def test_an_objection_stands_in_the_group_with_name_and_reason_and_opens_a_talk(
    network: Network,
) -> None:
    await proposed(network)
    await network.ewa.taps("Mam sprzeciw", network.group)
    assert "Grupa przeczyta to z Twoim imieniem i nazwiskiem" in network.ewa.sees()
    await network.ewa.says(WHY)
    assert objections(network.jan, network.group) == [
        f"Sprzeciw: „{QUESTION}”\nEwa Żak (Gdynia): {WHY}\n\nPorozmawiajmy o tym tutaj."
    ]
    assert "Sprzeciw jest w grupie" in network.ewa.sees()
    (card,) = cards(network.jan, network.group)
    assert "Sprzeciw – 1" in card
    await network.town.passes(hours=72)
    assert "sprzeciw" in network.jan.all_texts(network.group)[-1].lower()


async def test_the_button_on_the_page_leads_to_the_same(network: Network) -> None:
    await proposed(network)
    await network.ewa.taps("Szczegóły", network.group)
    await objects(network.ewa, network.ewa.id)
    assert len(objections(network.jan, network.group)) == 1


@pytest.mark.parametrize("why", ["x" * (LONGEST_OBJECTION + 1)])
async def test_an_objection_has_a_reason_that_fits(network: Network, why: str) -> None:
    await proposed(network)
    await objects(network.ewa, network.group, why)
    assert objections(network.jan, network.group) == []
    await network.ewa.says(WHY)
    assert len(objections(network.jan, network.group)) == 1


async def test_the_facilitator_hears_of_it_once_with_what_can_be_done(network: Network) -> None:
    await proposed(network)
    heard = len(network.ola.all_texts())
    await objects(network.ewa, network.group)
    (told,) = network.ola.all_texts()[heard:]
    assert f"Ewa Żak: {WHY}" in told
    assert "przedłuż głosowanie" in told
    assert network.ola.buttons() == ["Do kiedy…", "Odwołaj…", "Szczegóły"]
    await objects(network.ewa, network.group, "Wolę co dwa miesiące.")
    assert len(network.ola.all_texts()) == heard + 1


async def test_whoever_first_agreed_may_still_object_and_the_facilitator_reads_why(network: Network) -> None:
    await proposed(network)
    await network.ewa.taps("Bez sprzeciwu", network.group)
    await objects(network.ewa, network.group)
    assert f"Ewa Żak: {WHY}" in network.ola.sees()
    assert WHY in objections(network.jan, network.group)[0]


async def test_a_facilitator_who_objects_does_not_hear_of_it(network: Network) -> None:
    await proposed(network)
    await objects(network.ola, network.group)
    assert not [text for text in network.ola.all_texts() if "przedłuż głosowanie" in text]


async def test_objecting_again_changes_the_reason_and_the_post(network: Network) -> None:
    await proposed(network)
    await objects(network.ewa, network.group)
    await objects(network.ewa, network.group, "Wolę co dwa miesiące.")
    (post,) = objections(network.jan, network.group)
    assert "Wolę co dwa miesiące." in post
    assert WHY not in post


async def test_a_withdrawn_objection_is_no_longer_one_and_its_post_says_so(network: Network) -> None:
    await proposed(network)
    await objects(network.ewa, network.group)
    await network.ewa.taps("Bez sprzeciwu", network.group)
    assert objections(network.jan, network.group) == [f"Sprzeciw wycofany: „{QUESTION}”."]
    (card,) = cards(network.jan, network.group)
    assert "Bez sprzeciwu – 1\nSprzeciw – 0" in card
    await objects(network.ewa, network.group)
    assert WHY in objections(network.jan, network.group)[0]


async def test_a_vote_that_is_taken_back_withdraws_the_objection(network: Network) -> None:
    await proposed(network)
    await objects(network.ewa, network.group)
    await network.ewa.taps("Cofnij mój głos")
    assert objections(network.jan, network.group) == ["Sprzeciw wycofany."]
    await objects(network.jan, network.group, "Za często.")
    assert "Jan Łoś (Łódź): Za często." in objections(network.jan, network.group)[1]


async def test_of_an_institution_the_last_word_counts_also_against_an_objection(network: Network) -> None:
    town = network.town
    adam = town.resident("Adam", started=True)
    town.world.add_member(network.ola.id, network.group, adam.id)
    await town.joins(adam, network.group, "Gdynia")
    await proposed(network, unit=Unit.INSTITUTIONS)
    await objects(network.ewa, network.group)
    await town.passes(minutes=1)
    await adam.taps("Bez sprzeciwu", network.group)
    assert objections(network.jan, network.group) == [f"Sprzeciw wycofany: „{QUESTION}”."]


async def test_an_objection_of_someone_who_is_forgotten_stays_without_their_name(network: Network) -> None:
    await proposed(network)
    await objects(network.ewa, network.group)
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    (post,) = objections(network.jan, network.group)
    assert WHY in post
    assert "Żak" not in "".join(network.jan.all_texts(network.group))
    assert not [text for text in network.ola.all_texts() if WHY in text and "Żak" in text]


async def test_after_the_end_nobody_objects_any_more(network: Network) -> None:
    await proposed(network, hours=2)
    await network.ewa.taps("Mam sprzeciw", network.group)
    await network.town.passes(hours=3)
    await network.ewa.says(WHY)
    assert objections(network.jan, network.group) == []
    assert "przyszedł za późno" in network.ewa.sees()


async def test_where_votes_are_final_whoever_has_voted_does_not_object_afterwards(network: Network) -> None:
    poll = await proposed(network, revote=False)
    await network.ewa.taps("Bez sprzeciwu", network.group)
    await network.ewa.starts(f"object-{poll.key}")
    assert "oddanego głosu nie można zmienić" in network.ewa.sees()


async def test_only_to_a_proposal_one_objects(network: Network) -> None:
    poll = await put_to_the_vote(network, "Tak", "Nie")
    await network.ewa.starts(f"object-{poll.key}")
    assert "Tak tu nie można zagłosować" in network.ewa.sees()
