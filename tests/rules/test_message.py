"""Messages fit into what Telegram takes, and names can't break their markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from handlers.message import LIMIT, Button, Document, Message, Rows, length, split
from locales import Reader

PLAN = Document("plan.pdf", b"%PDF")


@given(st.lists(st.text(max_size=3000), min_size=1, max_size=6))
def test_every_part_of_a_long_message_fits(paragraphs: list[str]) -> None:
    text = Markup("\n").join(paragraphs)
    assert all(length(part) <= LIMIT for part in split(text))


def test_a_message_is_split_between_lines_and_never_inside_a_tag() -> None:
    line = Markup("<b>{}</b>").format("ż" * 1000)
    parts = split(Markup("\n").join([line] * 9))
    assert len(parts) == 3
    assert all(part.count("<b>") == part.count("</b>") for part in parts)


def test_nothing_of_a_split_message_is_lost() -> None:
    lines = [f"wiersz {number} " + "ą" * 500 for number in range(40)]
    assert [line for part in split(Markup("\n").join(lines)) for line in part.split("\n")] == lines


def test_the_buttons_stand_under_the_last_part() -> None:
    message = Message(Markup("\n").join(["x" * 4000] * 2), ((Button("Dalej", tap="a:b"),),))
    first, last = message.parts()
    assert not first.buttons
    assert last.buttons


def test_a_file_has_short_words_as_its_caption() -> None:
    message = Message(Markup("<b>Plan</b>"), document=PLAN)
    assert message.parts() == [message]
    assert message.as_telegram()["caption"] == "<b>Plan</b>"
    assert "text" not in message.as_telegram()


@pytest.mark.parametrize("buttons", [(), ((Button("Dalej", tap="a:b"),),)])
def test_a_file_comes_after_words_that_are_long_or_have_buttons(buttons: Rows) -> None:
    text = Markup("ż" * 2000) if not buttons else Markup("Plan")
    words, file = Message(text, buttons, frozenset({7}), document=PLAN).parts()
    assert (words.text, words.buttons, words.document) == (text, buttons, None)
    assert (file.text, file.buttons, file.document) == ("", (), PLAN)
    assert words.names == file.names == {7}


def test_a_file_is_named_without_what_a_name_can_not_hold() -> None:
    assert Document('Plan: "A/B"\r\nŁódź.pdf', b"").as_sealed()["name"] == "Plan: -A-B---Łódź.pdf"


def test_emoji_count_as_telegram_counts_them() -> None:
    assert length(Markup("<b>😀</b>&amp;")) == 3


def test_a_name_with_markup_is_shown_as_it_is_written() -> None:
    text = Reader("pl")("Topic: <b>{topic}</b>", topic="<script>alert('ż')</script>")
    assert "<script>" not in text
    assert text.count("<b>") == 1


def test_a_button_shows_plain_text_without_entities() -> None:
    label = Reader("en")("“{name}”: is it one of these?", name="R&D")
    assert Button(label, tap="a:b").as_telegram()["text"] == "“R&D”: is it one of these?"


def test_a_quotation_over_many_lines_is_one_in_each_part() -> None:
    said = Markup("<blockquote>{}</blockquote>").format("\n".join(["słowo " * 100] * 20))
    parts = split(Markup("Wstęp\n") + said)
    assert len(parts) == 4
    assert all(part.count("<blockquote>") == part.count("</blockquote>") == 1 for part in parts)
    assert "".join(part.striptags() for part in parts).count("słowo") == 2000


def test_a_line_that_is_cut_leaves_no_end_of_what_it_began() -> None:
    said = Markup("<blockquote>{}</blockquote>").format("słowo " * 1000 + "\nkoniec")
    assert not any("blockquote" in part for part in split(said))


def test_what_can_not_be_split_shows_its_beginning() -> None:
    said = Markup("<blockquote>{}</blockquote>").format("\n".join(["słowo " * 100] * 20))
    whole = Message(said, names=frozenset({7})).whole()
    assert length(whole.text) <= LIMIT
    assert whole.text.endswith("</blockquote>\n…")
    assert whole.names == {7}
    assert Message(Markup("krótko")).whole().text == "krótko"
