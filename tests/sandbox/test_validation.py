"""Requests that are not valid for Bot API 10.3 are refused."""

from __future__ import annotations

from typing import Any

import pytest
import telegram.constants

from sandbox.botapi.emoji import REACTIONS
from sandbox.people import Person
from sandbox.schema import METHODS
from sandbox.world import Chat, World
from tests.sandbox.conftest import PNG, Call


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


BUTTON = {"text": "Tak", "callback_data": "tak"}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "x"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 1}, "Bad Request: message text is empty"),
        ({"chat_id": 1, "text": "x", "parsemode": "HTML"}, "has no field parsemode"),
        ({"chat_id": "x1", "text": 5}, "expected a String"),
        ({"chat_id": [1], "text": "x"}, "sendMessage.chat_id"),
        ({"chat_id": 1, "text": "x", "disable_notification": "maybe"}, "expected a Boolean"),
        ({"chat_id": 1, "text": "x", "reply_markup": "{"}, "can't parse"),
        (
            {"chat_id": 1, "text": "x", "reply_markup": keyboard([BUTTON | {"callback_data": "ą" * 33}])},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": keyboard([{"text": "Tak"}])},
            "Text buttons are unallowed in the inline keyboard",
        ),
        ({"chat_id": 1, "text": "x", "reply_markup": keyboard([BUTTON] * 9)}, "at most 8 buttons"),
        ({"chat_id": 1, "text": "x", "reply_markup": keyboard(*[[BUTTON] * 8] * 13)}, "at most 100 buttons"),
        (
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": keyboard([{"text": "x", "url": "http://localhost:1/"}]),
            },
            "Wrong HTTP URL",
        ),
        ({"chat_id": 1, "text": "x", "reply_markup": keyboard([BUTTON | {"style": "blue"}])}, "button style"),
    ],
)
def test_a_request_that_is_not_right_is_refused(bot: Call, params: dict[str, Any], words: str) -> None:
    assert words in bot.refusal("sendMessage", **params)


def test_numbers_and_objects_may_come_as_strings(world: World, bot: Call, ola: Person) -> None:
    world.start(ola.id)
    said = bot.sendMessage(
        chat_id=str(ola.id),
        text="Dołącz",
        reply_markup='{"inline_keyboard": [[{"text": "Tak", "callback_data": "t"}]]}',
    )
    assert said["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "t"


def test_callback_data_is_measured_in_bytes(world: World, bot: Call, ola: Person) -> None:
    world.start(ola.id)
    assert bot.sendMessage(
        chat_id=ola.id, text="x", reply_markup=keyboard([BUTTON | {"callback_data": "ą" * 32}])
    )


def test_length_is_measured_after_the_markup(world: World, bot: Call, ola: Person) -> None:
    world.start(ola.id)
    assert bot.sendMessage(chat_id=ola.id, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    refusal = bot.refusal("sendMessage", chat_id=ola.id, text="x" * 4097)
    assert refusal == "Bad Request: message is too long"
    assert bot.refusal("sendMessage", chat_id=ola.id, text=" \n ") == "Bad Request: message text is empty"


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Pomoc", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "dyżur", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "x", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "x", "description": "x"}] * 101, "0 to 100"),
    ],
)
def test_commands_have_limits(bot: Call, commands: list[dict[str, str]], words: str) -> None:
    assert words in bot.refusal("setMyCommands", commands=commands)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": "x" * 301}, "1 to 300"),
        ({"options": []}, "1 to 12"),
        ({"options": [{"text": "x"}] * 13}, "1 to 12"),
        ({"options": [{"text": "x" * 101}]}, "1 to 100"),
        ({"options": ["x"]}, "InputPollOption"),
        ({"open_period": 4}, "open_period"),
        ({"open_period": 2_628_001}, "open_period"),
        ({"type": "quiz"}, "wrong correct option IDs"),
    ],
)
def test_polls_have_limits(bot: Call, group: Chat, change: dict[str, Any], words: str) -> None:
    asked = {"chat_id": group.id, "question": "Kiedy?", "options": [{"text": "we wtorek"}]} | change
    assert words in bot.refusal("sendPoll", **asked)


def test_an_album_has_two_to_ten(bot: Call, group: Chat) -> None:
    files = {f"f{n}": (f"{n}.png", PNG) for n in range(3)}
    media = [{"type": "photo", "media": f"attach://{name}"} for name in files]
    album = bot.sendMediaGroup(chat_id=group.id, media=media, files=files)
    assert len({message["media_group_id"] for message in album}) == 1
    known = {"type": "photo", "media": album[0]["photo"][0]["file_id"]}
    assert "2 to 10" in bot.refusal("sendMediaGroup", chat_id=group.id, media=[known])
    assert "not attached" in bot.refusal("sendMediaGroup", chat_id=group.id, media=media)


def test_a_photo_must_be_a_picture(bot: Call, group: Chat) -> None:
    assert bot.sendPhoto(chat_id=group.id, files={"photo": ("p.png", PNG)})["photo"][0]["width"] == 2
    with pytest.raises(Exception, match="IMAGE_PROCESS_FAILED"):
        bot.sendPhoto(chat_id=group.id, files={"photo": ("p.png", b"nothing")})


def test_a_scope_needs_what_its_kind_needs(bot: Call, ola: Person) -> None:
    refusal = bot.refusal("getMyCommands", scope={"type": "chat_member", "chat_id": ola.id})
    assert "user_id" in refusal


def test_every_method_is_known_though_not_every_one_is_carried_out(bot: Call) -> None:
    assert bot.refusal("sendRocket") == "Not Found"
    assert bot.refusal("GETME".title() + "s") == "Not Found"
    assert bot.api.call("getme")["username"] == "spoiwo_bot"
    assert "not supported yet" in bot.refusal("getAvailableGifts")
    assert len(METHODS) == 185


def test_reactions_are_those_telegram_has() -> None:
    known = {str(emoji.value).replace("\ufe0f", "") for emoji in telegram.constants.ReactionEmoji}
    assert known == REACTIONS


def test_refused_requests_are_remembered(world: World, bot: Call) -> None:
    bot.refusal("sendMessage", chat_id=5, text="x")
    [entry] = world.record.refused
    assert (entry["method"], entry["error_code"]) == ("sendMessage", 400)
