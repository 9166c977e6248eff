"""Leading a poll: prolonging, ending, cancelling, and saying why it was decided so."""

from datetime import timedelta
from typing import Any

from storage.polls import Poll
from tests.dialogues.conftest import Network
from tests.dialogues.test_network import bot_goes
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import QUESTION, YES_NO, cards, put_to_the_vote

REOPENED = f"Znów przyjmuję głosy: {QUESTION}"


async def opens(who: Resident, poll: Poll, *labels: str) -> None:
    """Open the page of a poll by its link, and tap."""
    await who.starts(who.town.process.edge.installation.link("poll", poll.key).split("start=")[1])
    for label in labels:
        await who.taps(label)


async def asked_for(network: Network, *labels: str, **draft: Any) -> Poll:
    """A poll, and Ola at its page with these taps behind her."""
    poll = await put_to_the_vote(network, *YES_NO, **draft)
    await opens(network.ola, poll, *labels)
    return poll


def last_words(who: Resident, group: int) -> str:
    return who.all_texts(group)[-1]


# until when


async def test_a_poll_is_prolonged_and_the_card_says_so_quietly(network: Network) -> None:
    await asked_for(network, "Do kiedy…")
    assert "Głosy przyjmuję do: czwartek, 10 września, 09:00." in network.ola.sees()
    said = len(network.jan.all_texts(network.group))
    await network.ola.says("do 15 września 12:00")
    assert network.ola.sees().startswith("Zmienione.\n\nGłosowanie: ")
    (card,) = cards(network.jan, network.group)
    assert "Głosy przyjmuję do: wtorek, 15 września, 12:00." in card
    assert len(network.jan.all_texts(network.group)) == said
    await network.town.passes(days=5)
    assert "Głosowanie zakończone" not in cards(network.jan, network.group)[0]
    await network.town.passes(days=4)
    assert "Głosowanie zakończone" in cards(network.jan, network.group)[0]


async def test_an_open_poll_may_end_sooner_and_a_day_means_its_evening(network: Network) -> None:
    await asked_for(network, "Do kiedy…")
    await network.ola.says("jutro")
    assert "Głosy przyjmuję do: wtorek, 8 września, 20:00." in cards(network.jan, network.group)[0]
    await network.town.passes(hours=35)
    assert "Głosowanie zakończone" in cards(network.jan, network.group)[0]


async def test_words_that_name_no_moment_to_come_are_asked_for_again(network: Network) -> None:
    await asked_for(network, "Do kiedy…")
    await network.ola.says("kiedyś")
    assert "Nie widzę, do kiedy" in network.ola.sees()
    await network.ola.says("7 września 08:00")
    assert "już minął albo jest za blisko" in network.ola.sees()
    await network.ola.says("15 września 12:00")
    assert network.ola.sees().startswith("Zmienione.")


async def test_a_secret_poll_is_only_prolonged(network: Network) -> None:
    await asked_for(network, "Do kiedy…", secret=True)
    assert "tajne, więc można je tylko przedłużyć" in network.ola.sees()
    await network.ola.says("jutro")
    assert "można tylko przedłużyć, nigdy skrócić" in network.ola.sees()
    await network.ola.says("15 września 12:00")
    assert "Głosy przyjmuję do: wtorek, 15 września, 12:00." in cards(network.jan, network.group)[0]


async def test_after_the_end_votes_are_taken_again_and_the_group_hears_it(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.town.passes(hours=72)
    await opens(network.ola, poll, "Przyjmuj głosy dalej…")
    assert "Oddane głosy zostają" in network.ola.sees()
    await network.ola.says("15 września 12:00")
    assert last_words(network.jan, network.group) == (
        f"{REOPENED}\nGłosy przyjmuję do: wtorek, 15 września, 12:00."
    )
    card = cards(network.jan, network.group)[0]
    assert card.startswith("Głosowanie: ")
    assert "Tak – 1\nNie – 0" in card
    await network.ewa.taps("Nie", network.group)
    await network.town.passes(days=6)
    card = cards(network.jan, network.group)[0]
    assert "Remis: Tak i Nie" in card


async def test_where_so_many_are_under_way_none_is_taken_up_again(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.town.passes(hours=72)
    for number in range(5):
        await put_to_the_vote(network, *YES_NO, question=f"Pytanie {number}?")
    await opens(network.ola, poll, "Przyjmuj głosy dalej…")
    assert "Trwa już tyle głosowań: 5." in (network.ola.toast or "")
    assert not [text for text in network.jan.all_texts(network.group) if REOPENED in text]


async def test_a_secret_poll_is_never_taken_up_again(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO, secret=True)
    await network.town.passes(hours=73)
    await opens(network.ola, poll)
    assert "Przyjmuj głosy dalej…" not in network.ola.buttons()
    await network.ola.forges(f"poll:change:{poll.key}:~until")
    assert network.ola.sees().startswith("To głosowanie już się skończyło.")


# ending it


async def test_whoever_leads_ends_it_after_one_question(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await opens(network.ola, poll, "Zakończ teraz…")
    assert "Zakończyć głosowanie teraz?" in network.ola.sees()
    assert "Głosy: 1 z 3." in network.ola.sees()
    await network.ola.taps("‹ Wstecz")
    assert network.ola.sees().startswith("Głosowanie: ")
    await network.ola.taps("Zakończ teraz…")
    await network.ola.taps("Tak, zakończ teraz")
    assert network.ola.sees().startswith("Głosowanie zakończone")
    assert "Postanowiono: Tak" in last_words(network.jan, network.group)
    assert "przed czasem" not in network.ola.sees()
    said = len(network.jan.all_texts(network.group))
    await network.town.passes(days=5)
    assert len(network.jan.all_texts(network.group)) == said


async def test_a_vote_that_came_in_before_it_was_ended_counts_though_it_is_handled_after(
    network: Network,
) -> None:
    poll = await asked_for(network, "Zakończ teraz…")
    await waits_to_be_handled(network, network.jan, "Nie")
    network.town.clock.moment += timedelta(seconds=1)
    await network.ola.taps("Tak, zakończ teraz")
    assert "liczę jeszcze ostatnie głosy" in network.ola.sees()
    await network.town.passes(seconds=1)
    await opens(network.ola, poll)
    assert "Postanowiono: Nie" in network.ola.sees()
    assert len([text for text in network.jan.all_texts(network.group) if "Postanowiono" in text]) == 2


async def waits_to_be_handled(network: Network, who: Resident, label: str) -> None:
    """Somebody's tap in the group is kept, and nobody has time for it."""

    async def nobody(_: object) -> None: ...

    intake, world = network.town.process.intake, network.town.world
    message, button = who.button(label, network.group)
    world.tap(who.id, network.group, message["message_id"], button["callback_data"])
    batch = world.updates.pending()
    knock, intake.knock = intake.knock, nobody
    await intake.receive(batch)
    intake.knock = knock
    world.updates.confirm(batch[-1]["update_id"] + 1)


async def test_a_secret_poll_is_not_ended_before_its_time(network: Network) -> None:
    poll = await asked_for(network, secret=True)
    assert "Zakończ teraz…" not in network.ola.buttons()
    await network.ola.forges(f"poll:close:{poll.key}")
    assert "trwa do końca" in (network.ola.toast or "")
    await network.ola.forges(f"poll:closed:{poll.key}")
    assert "Głosowanie zakończone" not in cards(network.jan, network.group)[0]


async def test_of_two_who_end_it_at_once_the_second_reads_how_it_stands(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    poll = await put_to_the_vote(network, *YES_NO)
    for who in (network.ola, network.ewa):
        await opens(who, poll, "Zakończ teraz…")
    await network.ola.taps("Tak, zakończ teraz")
    said = len(network.jan.all_texts(network.group))
    await network.ewa.taps("Tak, zakończ teraz")
    assert network.ewa.sees().startswith(
        "To głosowanie już się skończyło. Wygląda to tak:\n\nGłosowanie zakończone"
    )
    await network.ewa.forges(f"poll:close:{poll.key}")
    assert network.ewa.sees().startswith("To głosowanie już się skończyło.")
    assert len(network.jan.all_texts(network.group)) == said


# cancelling


async def test_it_is_cancelled_with_a_reason_that_everyone_reads(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await opens(network.ola, poll, "Odwołaj…")
    assert "Oddane głosy nie będą się liczyć." in network.ola.sees()
    await network.ola.says("Prelegent\nodmówił.")
    cancelled = f"Głosowanie odwołane: {QUESTION}\nPowód: Prelegent odmówił."
    assert network.ola.sees().startswith(f"Odwołane. Grupa właśnie się o tym dowiaduje.\n\n{cancelled}")
    assert cards(network.jan, network.group) == [cancelled, cancelled]  # the card, and the news
    await network.town.passes(days=5)
    assert last_words(network.jan, network.group) == cancelled


async def test_before_a_secret_poll_is_cancelled_it_says_that_the_votes_are_destroyed(
    network: Network,
) -> None:
    poll = await asked_for(network, "Odwołaj…", secret=True)
    assert "Tajne głosy, które są w urnie, zostaną wtedy zniszczone" in network.ola.sees()
    vault = network.town.process.database.vault
    assert poll.ballot is not None
    assert await vault.is_open(poll.ballot)
    await network.ola.says("Pytanie było niejasne.")
    assert "Powód: Pytanie było niejasne." in cards(network.jan, network.group)[0]
    assert not await vault.is_open(poll.ballot)


async def test_whoever_answers_a_form_after_another_has_cancelled_reads_how_it_stands(
    network: Network,
) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    poll = await put_to_the_vote(network, *YES_NO)
    await opens(network.ewa, poll, "Do kiedy…")
    await opens(network.ola, poll, "Odwołaj…")
    await network.ola.says("Prelegent odmówił.")
    await network.ewa.says("15 września 12:00")
    assert network.ewa.sees().startswith(
        "To głosowanie już się skończyło. Wygląda to tak:\n\nGłosowanie odwołane"
    )
    await network.ewa.says("/pomoc")
    assert "Co możesz" in network.ewa.sees()
    assert "odwołane" in cards(network.jan, network.group)[0]


# why


async def test_why_it_was_decided_so_stands_on_the_card_and_can_be_changed_and_taken_out(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.town.passes(hours=72)
    await opens(network.ola, poll, "Uzasadnienie…")
    await network.ola.says("Mamy budżet.\nA temat wraca.")
    assert network.ola.sees().startswith("Zapisane.")
    assert "Uzasadnienie: Mamy budżet.\nA temat wraca." in cards(network.jan, network.group)[0]
    await network.ola.taps("Uzasadnienie…")
    assert "Teraz jest tak: Mamy budżet." in network.ola.sees()
    await network.ola.says("Tak chce większość.")
    assert "Uzasadnienie: Tak chce większość." in cards(network.jan, network.group)[0]
    await network.ola.taps("Uzasadnienie…")
    await network.ola.taps("Usuń uzasadnienie")
    assert network.ola.sees().startswith("Usunięte.")
    assert "Uzasadnienie:" not in cards(network.jan, network.group)[0]


# who may, and old buttons


async def test_whoever_does_not_lead_can_change_nothing(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await opens(network.jan, poll)
    assert not {"Do kiedy…", "Zakończ teraz…", "Odwołaj…"} & set(network.jan.buttons())
    for data in ("close:1", "closed:1", "csv:1", "change:1:~until", "change:1:~reason", "change:1:~grounds"):
        await network.jan.forges(f"poll:{data}")
        assert "potrzebna jest rola" in (network.jan.toast or ""), data


async def test_a_change_that_does_not_fit_yet_or_any_more_shows_how_it_stands(network: Network) -> None:
    poll = await asked_for(network)
    await network.ola.forges(f"poll:change:{poll.key}:~grounds")
    assert network.ola.sees().startswith("To głosowanie jeszcze trwa")
    await network.ola.forges(f"poll:change:{poll.key}:~nonsense")
    assert network.ola.toast
    await network.town.passes(hours=72)
    await network.ola.forges(f"poll:change:{poll.key}:~reason")
    assert network.ola.sees().startswith("To głosowanie już się skończyło.")


async def test_while_the_bot_is_away_nothing_ends_of_which_the_group_would_never_hear(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await bot_goes(network)
    for data in (f"poll:closed:{poll.key}", f"poll:change:{poll.key}:~reason"):
        await network.ola.forges(data)
        assert "Nie ma mnie teraz w grupie" in network.ola.sees() + (network.ola.toast or "")
    await network.town.add_bot(network.ola, network.group)
    await network.ola.forges(f"poll:closed:{poll.key}")
    assert "Głosowanie zakończone" in last_words(network.jan, network.group)


async def test_a_vote_is_not_cancelled_once_the_bot_is_put_out_of_the_group(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.ola.forges(f"poll:change:{poll.key}:~reason")
    await bot_goes(network)
    await network.ola.says("Nie ma sensu")
    assert "Nie ma mnie teraz w grupie" in network.ola.sees() + (network.ola.toast or "")
    await network.town.add_bot(network.ola, network.group)
    assert "odwołane" not in cards(network.jan, network.group)[0]


async def test_reasons_of_a_decision_go_when_votes_are_taken_again(network: Network) -> None:
    poll = await asked_for(network, hours=5)
    await network.town.passes(hours=6)
    await opens(network.ola, poll, "Uzasadnienie…")
    await network.ola.says("Wszyscy są za.")
    assert "Wszyscy są za." in cards(network.jan, network.group)[0]
    await opens(network.ola, poll, "Przyjmuj głosy dalej…")
    await network.ola.says("piątek 12:00")
    await network.town.passes(hours=120)
    assert "Głosowanie zakończone" in cards(network.jan, network.group)[0]
    assert "Wszyscy są za." not in cards(network.jan, network.group)[0]
