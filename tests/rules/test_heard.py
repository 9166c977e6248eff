"""What is heard of an update: words, a mention, a file, and what was replied to."""

from typing import Any

import pytest
from telegram import Update

from bot.processor import lane_of
from handlers.attached import Attached
from handlers.feature import Event
from handlers.heard import Heard, Quoted, addressed, hear
from storage.attached import AttachedKind

OLA = {"id": 7, "is_bot": False, "first_name": "Ola"}
JAN = {"id": 8, "is_bot": False, "first_name": "Jan"}
US = {"id": 42, "is_bot": True, "first_name": "Spoiwo", "username": "spoiwo_bot"}
GROUP = {"id": -100, "type": "supergroup", "title": "Miasto Cyfrowe"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ola"}


def message(number: int = 1, sender: Any = OLA, chat: Any = GROUP, **content: Any) -> dict[str, Any]:
    return {"message_id": number, "date": 1, "chat": chat, "from": sender, **content}


def update(kind: str = "message", **content: Any) -> Update:
    parsed = Update.de_json({"update_id": 1, kind: content}, None)
    assert parsed is not None
    return parsed


def heard(kind: str = "message", **content: Any) -> Heard:
    found = hear(update(kind, **content), 42, "spoiwo_bot")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("@spoiwo_bot jak liczycie smog?", "jak liczycie smog?"),
        ("@Spoiwo_Bot, jak liczycie smog?", "jak liczycie smog?"),
        ("Hej @spoiwo_bot jak liczycie smog?", "Hej jak liczycie smog?"),
        ("Jak liczycie smog, @spoiwo_bot?", "Jak liczycie smog?"),
        ("Jak liczycie smog?\n@spoiwo_bot", "Jak liczycie smog?"),
        ("Pierwsza linia\n@spoiwo_bot druga", "Pierwsza linia\ndruga"),
        ("@spoiwo_bot", ""),
    ],
)
def test_words_that_name_the_bot_are_heard_without_its_name(written: str, words: str) -> None:
    said = heard(**message(text=written))
    assert said.mentioned
    assert said.words == words
    assert addressed(update(**message(text=written)), 42, "spoiwo_bot")


@pytest.mark.parametrize(
    "written", ["jak liczycie smog?", "@spoiwo_bot2 hej", "ola@spoiwo_bot", "@inny_bot hej", "@spoiwo_botem"]
)
def test_other_names_are_no_mention_of_the_bot_and_are_left_alone(written: str) -> None:
    said = heard(**message(text=written))
    assert not said.mentioned
    assert said.words == written
    assert not addressed(update(**message(text=written)), 42, "spoiwo_bot")


def test_a_caption_can_name_the_bot() -> None:
    sizes = [
        {"file_id": "small", "file_unique_id": "a", "width": 90, "height": 60},
        {"file_id": "large", "file_unique_id": "b", "width": 900, "height": 600, "file_size": 5000},
    ]
    said = heard(**message(photo=sizes, caption="@spoiwo_bot co to jest?"))
    assert said.mentioned
    assert said.words == "co to jest?"
    assert said.attached == Attached(AttachedKind.PHOTO, "large", "", 5000, "image/jpeg")


def test_a_command_is_no_mention() -> None:
    said = heard(**message(text="/pytanie@spoiwo_bot czy @spoiwo_bot to umie?"))
    assert not said.mentioned
    assert (said.command, said.words) == ("pytanie", "czy @spoiwo_bot to umie?")


def test_a_reply_to_the_bot_is_no_mention() -> None:
    said = heard(**message(text="@spoiwo_bot tak", reply_to_message=message(5, US, text="Karta")))
    assert not said.mentioned
    assert said.words == "@spoiwo_bot tak"
    assert said.quoted == Quoted(5, said.quoted.user if said.quoted else None, True, "Karta")


def test_privately_nobody_mentions_the_bot() -> None:
    assert not heard(**message(chat=PRIVATE, text="@spoiwo_bot hej")).mentioned


def test_an_edited_message_can_name_the_bot_too() -> None:
    said = heard("edited_message", **message(text="@spoiwo_bot jak?", edit_date=2))
    assert said.mentioned
    assert said.edited


def test_a_command_in_reply_to_someone_hears_what_they_wrote() -> None:
    document = {"file_id": "F", "file_unique_id": "f", "file_name": "uchwała.pdf"}
    original = message(5, JAN, document=document, caption=" Jak to czytać? ")
    quoted = heard(**message(text="/pytanie", reply_to_message=original)).quoted
    assert quoted is not None
    assert quoted.user is not None
    assert (quoted.message_id, quoted.user.id, quoted.is_bot) == (5, 8, False)
    assert quoted.words == "Jak to czytać?"
    assert quoted.attached == Attached(AttachedKind.DOCUMENT, "F", "uchwała.pdf")


def test_whom_nobody_sees_is_not_named() -> None:
    anonymous = message(5, {"id": 1087968824, "is_bot": True, "first_name": "Group"}, text="Jak?")
    quoted = heard(**message(text="/pytanie", reply_to_message={**anonymous, "sender_chat": GROUP})).quoted
    assert quoted is not None
    assert (quoted.user, quoted.is_bot, quoted.words) == (None, False, "Jak?")


def test_the_beginning_of_a_topic_is_not_replied_to() -> None:
    begun = message(5, forum_topic_created={"name": "Smog", "icon_color": 1})
    said = heard(
        **message(text="@spoiwo_bot jak?", reply_to_message=begun, message_thread_id=5, is_topic_message=True)
    )
    assert said.quoted is None
    assert said.mentioned


def test_a_tap_under_a_reply_hears_what_the_bot_replied_to() -> None:
    card = message(6, US, text="Czy to pytanie?", reply_to_message=message(5, JAN, text="Jak liczycie smog?"))
    said = heard("callback_query", id="1", **{"from": OLA}, message=card, chat_instance="1", data="x:y")
    assert said.quoted is not None
    assert said.quoted.user is not None
    assert (said.quoted.user.id, said.quoted.words) == (8, "Jak liczycie smog?")
    assert "quoted" not in said.place()


def test_a_tap_under_a_message_that_is_gone_hears_nothing_of_it() -> None:
    gone = {"chat": GROUP, "message_id": 6, "date": 0}
    said = heard("callback_query", id="1", **{"from": OLA}, message=gone, chat_instance="1", data="x:y")
    assert said.quoted is None


@pytest.mark.parametrize("kind", [kind for kind in AttachedKind if kind is not AttachedKind.PHOTO])
def test_every_kind_of_file_is_heard(kind: AttachedKind) -> None:
    measures = {"width": 1, "height": 1, "duration": 1, "length": 1, "mime_type": "x/y", "file_size": 7}
    file = {"file_id": "F", "file_unique_id": "f", "file_name": "plik", **measures}
    content: dict[str, Any] = {kind.value: file}
    if kind is AttachedKind.ANIMATION:
        content["document"] = {"file_id": "other", "file_unique_id": "o"}
    name = "" if kind in (AttachedKind.VOICE, AttachedKind.VIDEO_NOTE) else "plik"
    media_type = "" if kind is AttachedKind.VIDEO_NOTE else "x/y"
    assert heard(**message(**content)).attached == Attached(kind, "F", name, 7, media_type)


def test_words_alone_have_no_file() -> None:
    assert heard(**message(text="Jak?")).attached is None


VOTE = {"poll_id": "77", "option_ids": [0, 2], "option_persistent_ids": ["1", "3"]}
POLL = {
    "id": "77", "question": "Czy?", "options": [{"persistent_id": "1", "text": "tak", "voter_count": 1}],
    "total_voter_count": 1, "is_closed": True, "is_anonymous": False, "allows_multiple_answers": False,
    "allows_revoting": True, "members_only": False, "type": "regular",
}  # fmt: skip


def test_a_vote_in_a_poll_of_telegrams_stands_in_the_order_of_whoever_votes() -> None:
    said = heard("poll_answer", **VOTE, user=OLA)
    assert (said.event, said.user and said.user.id) == (Event.POLL_ANSWERED, 7)
    assert said.facts == {"poll": "77", "choices": (0, 2)}
    assert lane_of(update("poll_answer", **VOTE, user=OLA)) == said.chat_id == 7


def test_a_vote_of_a_channel_is_nobodys() -> None:
    channel = {"id": -200, "type": "channel", "title": "Miasta"}
    assert heard("poll_answer", **VOTE, voter_chat=channel).user is None


def test_the_state_of_a_poll_of_telegrams_is_heard() -> None:
    said = heard("poll", **POLL)
    assert (said.event, said.user) == (Event.POLL_CHANGED, None)
    assert said.facts == {"poll": "77", "question": "Czy?", "options": ["tak"], "closed": True}
    assert lane_of(update("poll", **POLL)) == 0
