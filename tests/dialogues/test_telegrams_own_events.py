"""What Telegram does to chats by itself: the state follows, nobody else is affected, and whoever can help hears."""

from dataclasses import dataclass

import pytest
import pytest_asyncio
from sqlmodel import col, func, select
from telegram.error import NetworkError

from bot.intake import ALLOWED_UPDATES
from sandbox.botapi import BotApi
from storage.inbox import Arrival, Handling
from storage.outbox import PENDING, Saying
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import EVERY_OTHER_TUESDAY, announce, cards
from tests.dialogues.test_office_hours_clock import at, heard
from tests.dialogues.town import Resident, Town


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa holds office hours every other Tuesday."""
    return announced


async def another_network(town: Town) -> tuple[Resident, int]:
    """Somebody else's, in the same installation."""
    eva = town.resident("Eva", "Nowak", started=True)
    group = town.group("Inna sieć", eva)
    await town.add_bot(eva, group)
    await eva.taps("zaczynamy", group)
    await town.joins(eva, group)
    return eva, group


async def pending(town: Town) -> int:
    async with town.process.database.read() as uow:
        waiting = select(func.count()).select_from(Saying).where(col(Saying.state).in_(PENDING))
        return int((await uow.session.exec(waiting)).one())


async def sayings(town: Town, group: int) -> int:
    """How often Telegram was asked for something in this group, or is to be."""
    async with town.process.database.read() as uow:
        found = select(func.count()).select_from(Saying).where(Saying.lane == group)
        return (await uow.session.exec(found)).one()


async def everything_is_handled(town: Town) -> bool:
    async with town.process.database.read() as uow:
        found = await uow.session.exec(select(Arrival.state).distinct())
        return set(found) == {Handling.DONE}


# the group becomes a supergroup


async def test_a_group_becomes_a_supergroup_and_the_card_stands_there_anew(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    group = town.group("Miasto Cyfrowe", ola, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    new = town.world.upgrade(ola.id, group)
    await town.settle()
    assert "Dołącz do sieci" in ola.buttons(new)
    await ola.says("/siec", new)
    assert "Miasto Cyfrowe" in ola.sees(new)


async def test_the_group_moves_in_the_middle_of_a_burst_and_all_of_it_arrives_in_the_new_one(
    town: Town,
) -> None:
    ola, jan = town.resident("Ola", "Wójcik", started=True), town.resident("Jan", "Łoś", started=True)
    eva, other = await another_network(town)
    group = town.group("Miasto Cyfrowe", ola, jan, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    await announce(ola)
    before = eva.all_texts(other)
    town.wire.cut = NetworkError("no way through")
    for n in range(12):
        await ola.says(f"/dyzur jednorazowo {n + 1} grudnia 15:00")
        await ola.says("/siec", group)
    town.wire.cut = None
    new = town.world.upgrade(ola.id, group)
    await town.passes(minutes=2)
    assert len([text for text in jan.all_texts(new) if "Miasto Cyfrowe" in text]) >= 12
    assert len(cards(jan, new)) == 1
    assert jan.button("Dołącz do sieci", new)
    assert await pending(town) == 0
    assert await everything_is_handled(town)
    assert eva.all_texts(other) == before


async def test_a_question_about_a_group_that_has_just_moved_is_asked_about_the_new_one(town: Town) -> None:
    """The bot asks who added it; meanwhile the group has another number."""
    ola = town.resident("Ola", "Wójcik", started=True)
    group = town.group("Miasto Cyfrowe", ola, supergroup=False)
    town.world.add_member(ola.id, group, town.world.bot.id)
    new = town.world.upgrade(ola.id, group)
    await town.settle()
    assert await pending(town) == 0
    assert any("zaczynamy" in label for label in ola.buttons(new))


async def test_a_move_of_which_the_bot_was_not_told_is_noticed_when_it_writes(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik", started=True)
    group = town.group("Miasto Cyfrowe", ola, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    new = town.world.upgrade(ola.id, group)
    town.world.updates.clear()
    await announce(ola)
    assert cards(ola, new)
    assert ola.button("Dołącz do sieci", new)


# out of the group


async def test_out_of_the_group_and_back_again_nothing_is_lost(network: Network) -> None:
    town = network.town
    town.world.remove_member(network.ola.id, network.group, town.world.bot.id)
    await town.settle()
    assert "Nic nie przepadło" in network.ola.sees()
    await town.add_bot(network.ola, network.group)
    assert "W sieci: 2 przedstawicieli" in network.ola.sees(network.group)


async def test_put_out_and_taken_back_nothing_is_said_meanwhile_and_the_cards_stand_anew(
    hours: Network,
) -> None:
    town, group = hours.town, hours.group
    eva, other = await another_network(town)
    town.world.remove_member(hours.ola.id, group, town.world.bot.id)
    await town.settle()
    said, elsewhere = len(hours.kim.messages(group)), len(eva.messages(other))
    await town.move_to(at(9, 8, 12))
    assert len(hours.kim.messages(group)) == said
    assert heard(hours.jan, "Dyżur za godzinę") == []
    await town.add_bot(hours.ola, group)
    assert len(cards(hours.kim, group)) == 2, "the one from before, which nobody may touch, and a fresh one"
    assert "Najbliższy: wtorek, 22 września" in cards(hours.kim, group)[-1]
    assert len(eva.messages(other)) == elsewhere


async def test_what_is_changed_while_the_bot_is_out_asks_nothing_of_the_group(hours: Network) -> None:
    town, group = hours.town, hours.group
    town.world.remove_member(hours.ola.id, group, town.world.bot.id)
    await town.settle()
    asked = await sayings(town, group)
    await hours.ewa.says("/dyzur")
    for label in ("Zmień…", "wt., 22 wrz, 10:00", "Odwołaj"):
        await hours.ewa.taps(label)
    assert await sayings(town, group) == asked
    await town.add_bot(hours.ola, group)
    assert "Odwołane: 22 września" in cards(hours.kim, group)[-1]


async def test_a_group_that_was_deleted_is_noticed_when_something_is_said_there(hours: Network) -> None:
    town = hours.town
    town.world.faults.add("kicked", chat_id=hours.group, times=None)
    await town.move_to(at(9, 8, 10, 30))
    assert "Nic nie przepadło" in " ".join(hours.ola.all_texts())
    assert await pending(town) == 0
    assert len([text for text in hours.ola.all_texts() if "Nic nie przepadło" in text]) == 1


async def test_a_bot_that_may_no_longer_write_tells_the_facilitator_who_can_help(hours: Network) -> None:
    town, world = hours.town, hours.town.world
    eva, other = await another_network(town)
    elsewhere = len(eva.all_texts())
    world.set_status(world.chats[hours.group], world.people[hours.ola.id], world.bot, "restricted")
    await town.settle()
    assert "Nie mogę już pisać w grupie" in hours.ola.sees()
    assert len(eva.all_texts()) == elsewhere
    assert len(eva.messages(other)) > 0


# a person blocks the bot


async def test_whoever_blocks_the_bot_is_left_alone_until_they_start_it_again(hours: Network) -> None:
    town = hours.town
    await hours.jan.blocks_the_bot()
    await town.move_to(at(9, 8, 9, 30))
    assert heard(hours.jan, "Dyżur") == []
    assert len(heard(hours.ola, "Dyżur jutro")) == 1
    await hours.ola.says("/ludzie")
    assert "Nie mogę pisać prywatnie do: Jan Łoś" in hours.ola.sees()
    await hours.jan.starts()
    await hours.ola.says("/ludzie")
    assert "Nie mogę pisać prywatnie" not in hours.ola.sees()
    await town.move_to(at(9, 22, 9, 30))
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1


async def test_a_block_and_its_end_are_known_before_anything_is_written(hours: Network) -> None:
    await hours.jan.blocks_the_bot()
    await hours.ola.says("/ludzie")
    assert "Nie mogę pisać prywatnie do: Jan Łoś" in hours.ola.sees()
    hours.town.world.block(hours.jan.id, False)
    await hours.town.settle()
    await hours.ola.says("/ludzie")
    assert "Nie mogę pisać prywatnie" not in hours.ola.sees()


async def test_a_block_of_which_the_bot_was_not_told_is_noticed_when_it_writes(hours: Network) -> None:
    hours.town.world.faults.add("blocked", chat_id=hours.jan.id)
    await hours.town.move_to(at(9, 7, 10, 5))
    assert len(heard(hours.ola, "Dyżur jutro")) == 1
    await hours.ola.says("/ludzie")
    assert "Jan Łoś" in hours.ola.sees().split("Nie mogę pisać prywatnie do:")[1]


# messages and topics that are gone


@dataclass
class Forum:
    """A network whose announcements have a topic of their own."""

    town: Town
    ola: Resident
    group: int
    topic: int


async def test_a_message_that_is_deleted_before_its_answer_is_answered_all_the_same(network: Network) -> None:
    town = network.town
    message = town.world.say(network.jan.id, network.group, "/siec")
    town.world.delete(network.jan.id, network.group, message.message_id)
    before = len(network.kim.messages(network.group))
    await town.settle()
    assert len(network.kim.messages(network.group)) == before + 1


async def test_a_card_that_an_admin_deleted_stands_anew_at_the_next_occasion(hours: Network) -> None:
    card = next(each for each in hours.kim.messages(hours.group) if each["text"].startswith("Dyżur: "))
    hours.town.world.remove(hours.town.world.chats[hours.group].messages[card["message_id"]])
    assert cards(hours.kim, hours.group) == []
    await hours.town.move_to(at(9, 8, 11, 5))
    await hours.town.move_to(at(9, 22, 11, 5))
    assert len(cards(hours.kim, hours.group)) == 1


@pytest_asyncio.fixture
async def forum(town: Town) -> Forum:
    """Ola's network in a group with topics, whose announcements go to one of them."""
    ola = town.resident("Ola", "Wójcik", started=True)
    group = town.group("Miasto Cyfrowe", ola, is_forum=True)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    topic = town.world.topic(ola.id, group, "Ogłoszenia").thread_id
    await ola.says("/siec", group, topic=topic)
    await ola.taps("Ogłaszaj w tym wątku", group)
    return Forum(town, ola, group, topic)


@pytest.mark.parametrize("end", ["closed", "deleted"])
async def test_a_topic_that_ends_loses_no_announcement_and_the_facilitator_hears_once(
    forum: Forum, end: str
) -> None:
    world, ola, group = forum.town.world, forum.ola, forum.group
    go = world.close_topic if end == "closed" else world.delete_topic
    go(ola.id, group, forum.topic)
    for _ in range(2):
        await announce(ola, EVERY_OTHER_TUESDAY if not cards(ola, group) else "/dyzur co drugi piątek 12:00")
        assert "message_thread_id" not in ola.messages(group)[-1]
    assert len(cards(ola, group)) == 2
    assert len(heard(ola, "Wątek ogłoszeń")) == 1
    assert "jest zamknięty albo zniknął" in heard(ola, "Wątek ogłoszeń")[0]


async def test_an_answer_that_finds_its_topic_closed_moves_no_announcements(forum: Forum) -> None:
    world, ola, group = forum.town.world, forum.ola, forum.group
    other = world.topic(ola.id, group, "Rozmowy").thread_id
    world.close_topic(ola.id, group, other)
    await ola.says("/siec", group, topic=other)
    assert heard(ola, "Wątek ogłoszeń") == []
    await announce(ola)
    assert ola.messages(group)[-1]["message_thread_id"] == forum.topic


# polls


async def test_a_poll_of_which_the_bot_knows_nothing_leaves_nothing(town: Town) -> None:
    """As one from before its database was lost; it hears of every poll that it has ever sent."""
    assert {"poll", "poll_answer"} <= set(ALLOWED_UPDATES)
    ola = town.resident("Ola")
    group = town.group("Miasto Cyfrowe", ola)
    town.world.add_member(ola.id, group, town.world.bot.id)
    question = {"chat_id": group, "question": "Czy?", "options": [{"text": "tak"}, {"text": "nie"}]}
    sent = BotApi(town.world).call("sendPoll", question)
    poll = BotApi(town.world).call("stopPoll", {"chat_id": group, "message_id": sent["message_id"]})
    await town.process.intake.receive([{"update_id": 990_000, "poll": poll}])
    await town.settle()
    assert await everything_is_handled(town)
