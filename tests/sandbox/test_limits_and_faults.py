"""Sending limits on the sandbox's clock, and faults put in on purpose."""

from __future__ import annotations

import pytest

from sandbox.botapi import ApiError, BotApi, NoAnswer
from sandbox.people import Person
from sandbox.world import Chat, World
from tests.sandbox.conftest import Call, StillClock


@pytest.fixture
def limited(clock: StillClock) -> World:
    return World(now=clock, limits=True)


def started(world: World, n: int) -> list[int]:
    return [world.person(f"Osoba {i}", started=True).id for i in range(n)]


def retry_after(world: World, chat_id: int) -> int:
    """0 when a message was taken."""
    try:
        BotApi(world).call("sendMessage", {"chat_id": chat_id, "text": "x"})
    except ApiError as refused:
        seconds = int((refused.parameters or {})["retry_after"])
        told = (refused.code, refused.description)
    else:
        return 0
    assert told == (429, f"Too Many Requests: retry after {seconds}")
    return seconds


def test_one_message_a_second_in_a_chat(limited: World, clock: StillClock) -> None:
    [someone] = started(limited, 1)
    assert [retry_after(limited, someone), retry_after(limited, someone)] == [0, 1]
    clock.pass_(seconds=1)
    assert retry_after(limited, someone) == 0


def test_twenty_messages_a_minute_in_a_group(limited: World, clock: StillClock) -> None:
    owner = limited.person("Ola")
    group = limited.group("Sieć", creator=owner.id)
    limited.add_member(owner.id, group.id, limited.bot.id)
    for _ in range(20):
        assert retry_after(limited, group.id) == 0
        clock.pass_(seconds=1)
    assert retry_after(limited, group.id) == 40
    clock.pass_(seconds=40)
    assert retry_after(limited, group.id) == 0


def test_thirty_messages_a_second_overall(limited: World) -> None:
    people = started(limited, 31)
    assert [retry_after(limited, someone) for someone in people] == [0] * 30 + [1]


def test_edits_count_and_answers_do_not(limited: World) -> None:
    [someone] = started(limited, 1)
    api = BotApi(limited)
    said = api.call("sendMessage", {"chat_id": someone, "text": "x"})
    assert api.call("sendChatAction", {"chat_id": someone, "action": "typing"})
    with pytest.raises(ApiError, match="retry after 1"):
        api.call("editMessageText", {"chat_id": someone, "message_id": said["message_id"], "text": "y"})


def test_a_refused_message_does_not_count(limited: World) -> None:
    [someone] = started(limited, 1)
    with pytest.raises(ApiError, match="is empty"):
        BotApi(limited).call("sendMessage", {"chat_id": someone})
    assert retry_after(limited, someone) == 0


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("429", "Too Many Requests: retry after 7"),
        ("500", "Internal Server Error"),
        ("502", "Bad Gateway"),
        ("blocked", "Forbidden: bot was blocked by the user"),
        ("kicked", "Forbidden: bot was kicked from the supergroup chat"),
    ],
)
def test_a_fault_strikes_once(world: World, bot: Call, group: Chat, kind: str, words: str) -> None:
    world.faults.add(kind, method="sendMessage", seconds=7)
    assert bot.getMe()
    assert bot.refusal("sendMessage", chat_id=group.id, text="x") == words
    assert bot.sendMessage(chat_id=group.id, text="x")


def test_a_fault_may_stay_until_it_is_cleared(world: World, bot: Call, group: Chat, ola: Person) -> None:
    world.start(ola.id)
    world.faults.add("500", chat_id=group.id, times=None)
    assert bot.sendMessage(chat_id=ola.id, text="x")
    for _ in range(3):
        bot.refusal("sendMessage", chat_id=group.id, text="x")
    world.faults.clear()
    assert bot.sendMessage(chat_id=group.id, text="x")


@pytest.mark.parametrize(("kind", "accepted"), [("timeout_before", False), ("timeout_after", True)])
def test_a_time_out_tells_nothing_of_what_happened(
    world: World, bot: Call, group: Chat, ola: Person, kind: str, accepted: bool
) -> None:
    world.faults.add(kind)
    with pytest.raises(NoAnswer):
        bot.sendMessage(chat_id=group.id, text="Czy doszło?")
    assert (world.visible(ola.id, group.id)[-1].get("text") == "Czy doszło?") is accepted
    assert len(world.record.accepted) == accepted


def test_a_group_may_migrate_under_a_request(world: World, bot: Call, ola: Person) -> None:
    old = world.group("Sieć", creator=ola.id, supergroup=False)
    world.add_member(ola.id, old.id, world.bot.id)
    world.faults.add("migrated")
    with pytest.raises(ApiError) as refused:
        bot.sendMessage(chat_id=old.id, text="x")
    assert refused.value.parameters is not None
    assert bot.sendMessage(chat_id=refused.value.parameters["migrate_to_chat_id"], text="x")
