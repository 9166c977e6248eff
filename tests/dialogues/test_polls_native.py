"""A quick poll that Telegram holds itself: people vote where they always do, and the network's rules count."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from facilitation.polls import life
from storage import due_work, polls
from storage import network as networks
from storage.polls import Poll, PollKind, Unit, native, votes
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident, Town
from tests.dialogues.town_polls import QUESTION, YES_NO, cards, put_to_the_vote

MOVED = "Dalej głosujemy tutaj."


@pytest_asyncio.fixture
async def everyone(network: Network) -> Network:
    """Whoever is in the group belongs to the network: Kim has left."""
    network.town.world.remove_member(network.kim.id, network.group, network.kim.id)
    await network.town.settle()
    return network


def held(who: Resident, group: int) -> list[dict[str, Any]]:
    """Telegram's polls in the group."""
    return [message["poll"] for message in who.messages(group) if "poll" in message]


async def tally(network: Network, poll: Poll) -> dict[str, str]:
    """What counts at present, by the number of the voter."""
    async with network.town.process.database.read() as uow:
        return {str(each.person_id): each.choices for each in await votes.of_poll(uow, poll.key)}


async def choices(network: Network, poll: Poll) -> list[str]:
    return sorted((await tally(network, poll)).values())


async def prolong(network: Network, poll: Poll, hours: float) -> None:
    """Until so many hours from now."""
    now = network.town.clock.now()
    async with network.town.process.database.write() as uow:
        found = await polls.to_change(uow, poll.key)
        here = await networks.by_chat(uow, network.group)
        assert found is not None
        assert here is not None
        await life.extend(uow, here, found, now + timedelta(hours=hours), now)
    await network.town.settle()


# when Telegram holds it


async def test_where_everyone_in_the_group_votes_telegram_holds_the_poll(everyone: Network) -> None:
    await put_to_the_vote(everyone, *YES_NO, about="Spotkanie 20 października", quorum=2)
    (poll,) = held(everyone.jan, everyone.group)
    assert poll["question"] == QUESTION
    assert [option["text"] for option in poll["options"]] == list(YES_NO)
    assert not poll["is_anonymous"]
    assert poll["allows_revoting"]
    assert not poll["allows_multiple_answers"]
    assert "close_date" not in poll
    assert poll["description"].startswith("Spotkanie 20 października\n\nJawne")
    assert "Głosy przyjmuję do" in poll["description"]
    assert cards(everyone.jan, everyone.group) == []
    assert everyone.jan.buttons(everyone.group) == ["Szczegóły"]


async def test_someone_in_the_group_who_has_not_joined_leaves_it_to_our_card(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    assert held(network.jan, network.group) == []
    assert len(cards(network.jan, network.group)) == 1


@pytest.mark.parametrize(
    "otherwise",
    [
        {"secret": True},
        {"unit": Unit.INSTITUTIONS},
        {"kind": PollKind.RANKING},
        {"kind": PollKind.MULTIPLE, "most": 2},
        {"hours": 24 * 31},
    ],
    ids=["secret", "of institutions", "a ranking", "two of three", "too long"],
)
async def test_what_telegram_can_not_do_stays_with_our_card(
    everyone: Network, otherwise: dict[str, Any]
) -> None:
    await put_to_the_vote(everyone, *YES_NO, **otherwise)
    assert held(everyone.jan, everyone.group) == []
    assert len(cards(everyone.jan, everyone.group)) == 1


async def test_several_answers_and_hidden_results_are_told_to_telegram(everyone: Network) -> None:
    await put_to_the_vote(
        everyone, *YES_NO, kind=PollKind.MULTIPLE, fewest=1, most=3, live=False, revote=False
    )
    (poll,) = held(everyone.jan, everyone.group)
    assert poll["allows_multiple_answers"]
    assert not poll["allows_revoting"]
    assert poll["results_hidden"]


@pytest.mark.parametrize("fault", ["timeout_before", "502"])
async def test_where_telegram_does_not_say_how_many_are_there_our_card_does_it(
    everyone: Network, fault: str
) -> None:
    everyone.town.world.faults.add(fault, method="getChatMemberCount", times=5)
    await put_to_the_vote(everyone, *YES_NO)
    await everyone.town.passes(minutes=5)
    assert held(everyone.jan, everyone.group) == []
    assert len(cards(everyone.jan, everyone.group)) == 1


# voting


async def test_a_vote_at_telegram_counts_and_its_last_word_is_the_one(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    assert await choices(everyone, poll) == ["1"]
    await everyone.jan.votes("Obojętne", at=everyone.group)
    await everyone.ewa.votes("Nie", at=everyone.group)
    assert await choices(everyone, poll) == ["2", "3"]


async def test_a_vote_that_is_taken_back_at_telegram_counts_no_longer(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    await everyone.jan.votes(at=everyone.group)
    assert await choices(everyone, poll) == []


async def test_several_answers_come_as_one_vote(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO, kind=PollKind.MULTIPLE, fewest=1, most=3)
    await everyone.jan.votes("Tak", "Obojętne", at=everyone.group)
    assert await choices(everyone, poll) == ["1 3"]


async def test_the_page_shows_the_same_vote_and_leads_to_the_poll_in_the_group(everyone: Network) -> None:
    """A vote on the page would count here, and Telegram would go on showing the old one."""
    poll = await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    await everyone.jan.taps("Szczegóły", everyone.group)
    assert "Głosy: 1 z 3." in everyone.jan.sees()
    assert "Twój głos: Tak" in everyone.jan.sees()
    assert "Głosujemy w ankiecie w grupie." in everyone.jan.sees()
    assert "Nie" not in everyone.jan.buttons()
    assert await choices(everyone, poll) == ["1"]
    assert cards(everyone.jan, everyone.group) == []


async def test_votes_of_people_from_outside_are_not_counted_and_the_result_says_so(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    zoe, max_ = everyone.town.resident("Zoe"), everyone.town.resident("Max")
    for someone in (zoe, max_):
        everyone.town.world.add_member(everyone.ola.id, everyone.group, someone.id)
    await zoe.votes("Nie", at=everyone.group)
    await max_.votes("Nie", at=everyone.group)
    await max_.votes(at=everyone.group)
    await everyone.jan.votes("Tak", at=everyone.group)
    assert await choices(everyone, poll) == ["1"]
    await everyone.town.passes(hours=72)
    texts = everyone.jan.all_texts(everyone.group)
    assert any(
        "Postanowiono: Tak" in text and "Nie liczy się 1 głos osoby spoza sieci." in text for text in texts
    )
    assert zoe.all_texts() == []


# the end


async def test_at_the_deadline_telegram_takes_no_more_votes(everyone: Network) -> None:
    await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    await everyone.town.passes(hours=72)
    (poll,) = held(everyone.jan, everyone.group)
    assert poll["is_closed"]
    assert "Postanowiono: Tak" in everyone.jan.all_texts(everyone.group)[-1]
    assert cards(everyone.jan, everyone.group) == [everyone.jan.all_texts(everyone.group)[-1]]


async def test_what_comes_after_the_deadline_is_not_counted(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    everyone.town.world.faults.add("timeout_before", method="stopPoll")
    await everyone.town.passes(hours=72)
    await everyone.jan.votes("Nie", at=everyone.group)
    await everyone.ewa.votes("Nie", at=everyone.group)
    assert await choices(everyone, poll) == ["1"]
    await everyone.town.passes(minutes=5)
    assert held(everyone.jan, everyone.group)[0]["is_closed"]


async def test_when_all_have_voted_at_telegram_it_ends_soon(everyone: Network) -> None:
    await put_to_the_vote(everyone, *YES_NO)
    for someone in (everyone.ola, everyone.ewa, everyone.jan):
        await someone.votes("Tak", at=everyone.group)
    assert not held(everyone.jan, everyone.group)[0]["is_closed"]
    await everyone.town.passes(minutes=5)
    assert held(everyone.jan, everyone.group)[0]["is_closed"]
    assert "Postanowiono: Tak" in everyone.jan.all_texts(everyone.group)[-1]


async def test_who_leads_ends_it_at_telegram_too(everyone: Network) -> None:
    await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    await everyone.ola.taps("Szczegóły", everyone.group)
    await everyone.ola.taps("Zakończ teraz")
    await everyone.ola.taps("Tak, zakończ")
    assert held(everyone.jan, everyone.group)[0]["is_closed"]
    assert not any(text.startswith("Ktoś z administracji") for text in everyone.ola.all_texts())


async def test_votes_that_an_outage_kept_until_after_the_end_are_told_with_the_result(
    everyone: Network,
) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    town, message = everyone.town, everyone.jan.poll(everyone.group)["message_id"]
    await everyone.ewa.votes("Tak", at=everyone.group)
    await town.passes(hours=71)
    await town.process.stop()
    town.world.vote(everyone.jan.id, everyone.group, message, [1])
    town.clock.moment += timedelta(hours=2)
    await town.begin()
    assert await choices(everyone, poll) == ["1"]
    await everyone.jan.taps("Szczegóły", everyone.group)
    assert "1 głos przyszedł przez to za późno" in everyone.jan.sees()


async def test_an_admin_who_ends_it_at_telegram_ends_the_vote_and_the_facilitator_hears(
    everyone: Network,
) -> None:
    await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    await everyone.ola.ends_the_poll(everyone.group)
    await everyone.town.passes(seconds=1)
    assert "Postanowiono: Tak" in everyone.jan.all_texts(everyone.group)[-1]
    told = [text for text in everyone.ola.all_texts() if text.startswith("Ktoś z administracji")]
    assert len(told) == 1
    assert not any(text.startswith("Ktoś z administracji") for text in everyone.jan.all_texts())


async def test_what_came_in_together_with_the_end_was_voted_before_it(everyone: Network) -> None:
    """As after an outage, when everything comes at once and the end may be handled first."""
    poll = await put_to_the_vote(everyone, *YES_NO)
    town, message = everyone.town, everyone.jan.poll(everyone.group)["message_id"]
    town.world.vote(everyone.jan.id, everyone.group, message, [0])
    town.world.end_poll(everyone.ola.id, everyone.group, message)
    _shown, voted, ended = town.world.updates.pending()
    town.world.updates.clear()
    await town.process.intake.receive([ended])
    await town.settle()
    await town.process.intake.receive([voted])
    await town.settle()
    await town.passes(seconds=1)
    assert await choices(everyone, poll) == ["1"]
    assert "Postanowiono: Tak" in everyone.jan.all_texts(everyone.group)[-1]


async def test_our_own_end_is_nothing_to_tell(everyone: Network) -> None:
    await put_to_the_vote(everyone, *YES_NO)
    await everyone.town.passes(hours=72)
    assert not any(text.startswith("Ktoś z administracji") for text in everyone.ola.all_texts())


# where it can't go on there


async def test_with_the_first_observer_it_goes_on_as_our_card_with_all_votes(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    await give(everyone.ola, "Ewa Żak", "Obserwator")
    (card,) = cards(everyone.jan, everyone.group)
    assert "Tak – 1" in card
    assert MOVED in card
    assert held(everyone.jan, everyone.group)[0]["is_closed"]
    await everyone.town.passes(minutes=10)
    await everyone.jan.taps("Nie", everyone.group)
    assert await choices(everyone, poll) == ["2"]
    (card,) = cards(everyone.jan, everyone.group)
    assert "Nie – 1" in card


async def test_a_group_that_has_become_a_supergroup_votes_on_our_card(town: Town) -> None:
    ola, jan = town.resident("Ola", "Wójcik", started=True), town.resident("Jan", started=True)
    small = Network(town, town.group("Miasto Cyfrowe", ola, jan, supergroup=False), ola, jan, jan, jan)
    await town.add_bot(ola, small.group)
    await ola.taps("zaczynamy", small.group)
    for someone in (ola, jan):
        await town.joins(someone, small.group)
    poll = await put_to_the_vote(small, *YES_NO)
    await jan.votes("Tak", at=small.group)
    new = town.world.upgrade(ola.id, small.group)
    await town.settle()
    (card,) = cards(jan, new)
    assert "Tak – 1" in card
    assert MOVED in card
    await ola.taps("Nie", new)
    assert await choices(small, poll) == ["1", "2"]


async def test_prolonged_it_goes_on_at_telegram_whose_button_says_until_when(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    await prolong(everyone, poll, hours=96)
    assert len(everyone.jan.buttons(everyone.group)) == 1
    assert everyone.jan.buttons(everyone.group)[0].startswith("Nowy termin: ")
    await everyone.town.passes(hours=80)
    await everyone.jan.votes("Tak", at=everyone.group)
    assert await choices(everyone, poll) == ["1"]
    await everyone.town.passes(hours=16)
    assert held(everyone.jan, everyone.group)[0]["is_closed"]
    assert cards(everyone.jan, everyone.group) == [everyone.jan.all_texts(everyone.group)[-1]]


async def test_taken_up_again_after_its_end_it_goes_on_as_our_card(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    await everyone.town.passes(hours=72)
    await prolong(everyone, poll, hours=24)
    assert MOVED in cards(everyone.jan, everyone.group)[-1]
    await everyone.ewa.taps("Nie", everyone.group)
    assert await choices(everyone, poll) == ["1", "2"]


async def test_a_poll_that_somebody_deleted_goes_on_as_our_card(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    message = everyone.jan.poll(everyone.group)["message_id"]
    everyone.town.world.delete(everyone.ola.id, everyone.group, message)
    await prolong(everyone, poll, hours=96)
    (card,) = cards(everyone.jan, everyone.group)
    assert "Tak – 1" in card


async def test_a_cancelled_poll_takes_no_votes_at_telegram_either(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    async with everyone.town.process.database.write() as uow:
        found = await polls.to_change(uow, poll.key)
        assert found is not None
        await life.cancel(uow, found, "Pytanie było niejasne", everyone.town.clock.now())
    await everyone.town.settle()
    assert held(everyone.jan, everyone.group)[0]["is_closed"]


async def test_a_group_that_speaks_another_language_keeps_it_at_telegram(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    async with everyone.town.process.database.write() as uow:
        at, now = poll.network_id, everyone.town.clock.now()
        await due_work.plan(uow, "polls.again", str(at), now, network_id=at)
    await everyone.town.settle()
    assert cards(everyone.jan, everyone.group) == []
    assert not held(everyone.jan, everyone.group)[0]["is_closed"]


async def test_a_bot_that_comes_back_puts_up_its_card(everyone: Network) -> None:
    await put_to_the_vote(everyone, *YES_NO)
    await everyone.jan.votes("Tak", at=everyone.group)
    everyone.town.world.remove_member(everyone.ola.id, everyone.group, everyone.town.world.bot.id)
    await everyone.town.settle()
    await everyone.town.add_bot(everyone.ola, everyone.group)
    (card,) = cards(everyone.jan, everyone.group)
    assert "Tak – 1" in card


# what may have arrived


async def test_a_poll_that_telegram_refuses_becomes_our_card(everyone: Network) -> None:
    everyone.town.world.chats[everyone.group].permissions["can_send_polls"] = False
    await put_to_the_vote(everyone, *YES_NO)
    (card,) = cards(everyone.jan, everyone.group)
    assert MOVED not in card


async def test_a_poll_that_arrived_unheard_is_known_by_its_first_vote(everyone: Network) -> None:
    everyone.town.world.faults.add("timeout_after", method="sendPoll")
    poll = await put_to_the_vote(everyone, *YES_NO)
    assert everyone.ola.buttons() == ["Wyślij ponownie", "Dotarło"]
    await everyone.ola.taps("Dotarło")
    await everyone.jan.votes("Tak", at=everyone.group)
    assert await choices(everyone, poll) == ["1"]
    assert len(held(everyone.jan, everyone.group)) == 1


async def test_the_vote_itself_tells_which_poll_it_is_where_it_comes_first(everyone: Network) -> None:
    everyone.town.world.faults.add("timeout_after", method="sendPoll")
    poll = await put_to_the_vote(everyone, *YES_NO)
    everyone.town.world.updates.allow(["poll_answer"])
    await everyone.jan.votes("Nie", at=everyone.group)
    assert await choices(everyone, poll) == ["2"]


async def test_a_poll_that_did_not_arrive_is_sent_again_and_known(everyone: Network) -> None:
    everyone.town.world.faults.add("timeout_before", method="sendPoll")
    poll = await put_to_the_vote(everyone, *YES_NO)
    assert held(everyone.jan, everyone.group) == []
    await everyone.ola.taps("Wyślij ponownie")
    await everyone.jan.votes("Tak", at=everyone.group)
    assert await choices(everyone, poll) == ["1"]
    async with everyone.town.process.database.read() as uow:
        known = await native.of_poll(uow, poll.key)
        assert known is not None
        assert known.message_id == everyone.jan.poll(everyone.group)["message_id"]


async def test_what_was_sent_again_after_our_card_had_taken_over_takes_no_votes(everyone: Network) -> None:
    everyone.town.world.faults.add("timeout_before", method="sendPoll")
    await put_to_the_vote(everyone, *YES_NO)
    question = len(everyone.ola.messages())
    await give(everyone.ola, "Ewa Żak", "Obserwator")
    assert len(cards(everyone.jan, everyone.group)) == 1
    await everyone.ola.taps("Wyślij ponownie")
    assert len(everyone.ola.messages()) > question
    assert [poll["is_closed"] for poll in held(everyone.jan, everyone.group)] == [True]


async def test_a_process_that_begins_anew_goes_on_where_the_last_one_ended(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    message = everyone.jan.poll(everyone.group)["message_id"]
    await everyone.town.process.stop()
    everyone.town.world.vote(everyone.jan.id, everyone.group, message, [0])
    everyone.town.world.vote(everyone.jan.id, everyone.group, message, [1])
    await everyone.town.begin()
    assert await choices(everyone, poll) == ["2"]
    assert len(held(everyone.jan, everyone.group)) == 1


async def test_a_poll_of_somebody_elses_is_nothing_to_us(everyone: Network) -> None:
    poll = await put_to_the_vote(everyone, *YES_NO)
    person = {"id": everyone.jan.id, "is_bot": False, "first_name": "Jan"}
    strange = {"poll_id": "77", "user": person, "option_ids": [0], "option_persistent_ids": ["1"]}
    nameless = {"poll_id": "78", "voter_chat": {"id": -5, "type": "channel", "title": "X"}, "option_ids": [0],
                "option_persistent_ids": ["1"]}  # fmt: skip
    async with everyone.town.process.database.read() as uow:
        known = await native.of_poll(uow, poll.key)
        ours = known.telegram_id if known else None
    outside = {**nameless, "poll_id": ours}
    wrong = {**strange, "poll_id": ours, "option_ids": [9]}
    batch = [{"update_id": 990_000 + n, "poll_answer": each}
             for n, each in enumerate((strange, nameless, outside, wrong))]  # fmt: skip
    await everyone.town.process.intake.receive(batch)
    await everyone.town.settle()
    assert await choices(everyone, poll) == []
    async with everyone.town.process.database.read() as uow:
        counted = await polls.by_id(uow, poll.key)
        assert counted is not None
        assert counted.outside == 1
