"""Which updates the bot gets, with privacy mode on."""

from __future__ import annotations

import pytest

from sandbox.people import Person
from sandbox.world import Chat, Refused, World
from tests.sandbox.conftest import Call, heard, kinds


def test_small_talk_in_a_group_stays_among_people(world: World, group: Chat, ola: Person) -> None:
    world.say(ola.id, group.id, "Dzień dobry wszystkim")
    assert heard(world) == []


@pytest.mark.parametrize(
    "text", ["/pomoc", "/dyżur co wtorek", "/start@spoiwo_bot abc", "pytanie do @Spoiwo_Bot"]
)
def test_what_is_meant_for_the_bot_reaches_it(world: World, group: Chat, ola: Person, text: str) -> None:
    world.say(ola.id, group.id, text)
    assert heard(world) == [text]


def test_a_command_for_another_bot_does_not_reach_it(world: World, group: Chat, ola: Person) -> None:
    world.say(ola.id, group.id, "/pomoc@inny_bot")
    assert heard(world) == []


def test_a_reply_to_the_bot_reaches_it(world: World, bot: Call, group: Chat, ola: Person) -> None:
    said = bot.sendMessage(chat_id=group.id, text="O czym rozmawiamy?")
    world.say(ola.id, group.id, "O rowerach", reply_to=said["message_id"])
    [update] = world.updates.pending()
    assert update["message"]["reply_to_message"]["message_id"] == said["message_id"]


def test_a_reply_to_someone_else_does_not_reach_it(
    world: World, group: Chat, ola: Person, jan: Person
) -> None:
    said = world.say(jan.id, group.id, "Kto dziś?")
    world.say(ola.id, group.id, "Ja", reply_to=said.id)
    assert heard(world) == []


def test_an_administrator_hears_everything(world: World, group: Chat, ola: Person, jan: Person) -> None:
    world.promote(ola.id, group.id, world.bot.id)
    world.updates.clear()
    world.say(jan.id, group.id, "Kto dziś?")
    assert heard(world) == ["Kto dziś?"]


def test_everything_private_reaches_it(world: World, ola: Person) -> None:
    world.start(ola.id)
    world.say(ola.id, ola.id, "cześć")
    assert heard(world) == ["/start", "cześć"]


def test_an_edit_reaches_it_by_the_same_rule(world: World, group: Chat, ola: Person) -> None:
    said = world.say(ola.id, group.id, "pomoc")
    world.edit(ola.id, group.id, said.id, "/pomoc")
    assert kinds(world) == ["edited_message"]


def test_being_added_is_told_twice(world: World, ola: Person) -> None:
    chat = world.group("Sieć", creator=ola.id)
    world.add_member(ola.id, chat.id, world.bot.id, payload="zaproszenie")
    change, service, command = world.updates.pending()
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == world.bot.id
    assert command["message"]["text"] == "/start@spoiwo_bot zaproszenie"


def test_being_removed_is_told_and_closes_the_door(world: World, bot: Call, group: Chat, ola: Person) -> None:
    world.remove_member(ola.id, group.id, world.bot.id)
    assert kinds(world) == ["my_chat_member"]
    assert bot.refusal("sendMessage", chat_id=group.id, text="?") == (
        "Forbidden: bot was kicked from the supergroup chat"
    )


def test_changes_of_members_are_told_only_to_an_administrator_who_asked(
    world: World, group: Chat, ola: Person, jan: Person
) -> None:
    world.updates.allow(["chat_member", "message"])
    world.remove_member(jan.id, group.id, jan.id)
    assert kinds(world) == ["message"]
    world.promote(ola.id, group.id, world.bot.id)
    world.add_member(ola.id, group.id, jan.id)
    assert kinds(world) == ["chat_member", "message"]


def test_changes_of_members_are_not_told_by_default(
    world: World, group: Chat, ola: Person, jan: Person
) -> None:
    world.promote(ola.id, group.id, world.bot.id)
    world.updates.clear()
    world.promote(ola.id, group.id, jan.id)
    assert kinds(world) == []


def test_reactions_are_told_only_to_an_administrator_who_asked(
    world: World, bot: Call, group: Chat, ola: Person
) -> None:
    world.promote(ola.id, group.id, world.bot.id)
    said = bot.sendMessage(chat_id=group.id, text="Udało się!")
    world.updates.clear()
    world.react(ola.id, group.id, said["message_id"], "🎉")
    assert kinds(world) == []
    world.updates.allow(["message_reaction"])
    world.react(ola.id, group.id, said["message_id"], None)
    assert kinds(world) == ["message_reaction"]


def test_letters_beyond_ascii_cut_a_command(world: World, group: Chat, ola: Person) -> None:
    said = world.say(ola.id, group.id, "/dyżur co drugi wtorek")
    assert said.entities == [{"type": "bot_command", "offset": 0, "length": 3}]


def test_blocking_and_starting_again_are_told(world: World, bot: Call, ola: Person) -> None:
    world.start(ola.id, "dolacz-7")
    world.block(ola.id)
    assert bot.refusal("sendMessage", chat_id=ola.id, text="?") == "Forbidden: bot was blocked by the user"
    world.start(ola.id)
    statuses = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in world.updates.pending()
        if "my_chat_member" in update
    ]
    assert statuses == ["kicked", "member"]
    assert heard(world) == ["/start dolacz-7", "/start"]


def test_a_deleted_account_is_found_out_by_writing(world: World, bot: Call, ola: Person) -> None:
    world.start(ola.id)
    world.deactivate(ola.id)
    assert bot.refusal("sendMessage", chat_id=ola.id, text="?") == "Forbidden: user is deactivated"


def test_a_bad_payload_is_no_link(world: World, ola: Person) -> None:
    with pytest.raises(Refused):
        world.start(ola.id, "dołącz")


def test_a_group_that_becomes_a_supergroup_tells_both_ids(world: World, bot: Call, ola: Person) -> None:
    old = world.group("Sieć", creator=ola.id, supergroup=False)
    world.add_member(ola.id, old.id, world.bot.id)
    world.updates.clear()
    new_id = world.upgrade(ola.id, old.id)
    joined, *told = world.updates.pending()
    assert joined["my_chat_member"]["chat"]["id"] == new_id
    leaving, coming = [update["message"] for update in told]
    assert (leaving["chat"]["id"], leaving["migrate_to_chat_id"]) == (old.id, new_id)
    assert (coming["chat"]["id"], coming["migrate_from_chat_id"]) == (new_id, old.id)
    assert bot.refusal("sendMessage", chat_id=old.id, text="?") == (
        "Bad Request: group chat was upgraded to a supergroup chat"
    )
    assert bot.sendMessage(chat_id=new_id, text="!")["chat"]["type"] == "supergroup"


def test_an_anonymous_administrator_writes_as_the_group(
    world: World, group: Chat, ola: Person, jan: Person
) -> None:
    world.promote(ola.id, group.id, jan.id, rights={"can_delete_messages": True, "is_anonymous": True})
    world.updates.clear()
    world.say(jan.id, group.id, "/pomoc")
    [update] = world.updates.pending()
    assert update["message"]["from"]["username"] == "GroupAnonymousBot"
    assert update["message"]["sender_chat"]["id"] == group.id


def test_a_message_in_a_topic_replies_to_the_topic(world: World, ola: Person) -> None:
    forum = world.group("Forum", creator=ola.id, is_forum=True)
    world.add_member(ola.id, forum.id, world.bot.id)
    topic = world.topic(ola.id, forum.id, "Rowery")
    world.updates.clear()
    world.say(ola.id, forum.id, "/pomoc", thread_id=topic.thread_id)
    [update] = world.updates.pending()
    assert update["message"]["is_topic_message"]
    assert update["message"]["reply_to_message"]["forum_topic_created"]["name"] == "Rowery"


def test_an_unread_update_is_gone_after_a_day(world: World, clock, ola: Person) -> None:  # type: ignore[no-untyped-def]
    world.start(ola.id)
    clock.pass_(hours=25)
    assert world.updates.pending() == []


def test_an_offset_confirms_what_came_before_it(world: World, ola: Person) -> None:
    world.start(ola.id)
    world.say(ola.id, ola.id, "raz")
    first, second = world.updates.pending()
    assert world.updates.pending(second["update_id"]) == [second]
    assert world.updates.pending() == [second]
    assert first["update_id"] < second["update_id"]


def test_a_negative_offset_takes_the_last(world: World, ola: Person) -> None:
    world.start(ola.id)
    for text in ("raz", "dwa", "trzy"):
        world.say(ola.id, ola.id, text)
    assert [update["message"]["text"] for update in world.updates.pending(-2)] == ["dwa", "trzy"]
