"""HTML as Telegram reads it, and refuses it."""

from __future__ import annotations

import contextlib
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.markup import STYLES, detect, parse, utf16


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ą <3", 'Unsupported start tag "3" at byte offset 3'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("🏟 🏟&lt;<abac>", 'Unsupported start tag "abac" at byte offset 13'),
        ("<b></b></", "Unexpected end tag at byte offset 7"),
    ],
)
def test_bad_markup_is_refused_in_telegrams_words(html: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse(html, "HTML")
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("html", "text", "entity"),
    [
        ("<b>x</b>", "x", {"type": "bold"}),
        ("<strong>x</strong>", "x", {"type": "bold"}),
        ("<i>x</i>", "x", {"type": "italic"}),
        ("<u>x</u>", "x", {"type": "underline"}),
        ("<s>x</s>", "x", {"type": "strikethrough"}),
        ("<tg-spoiler>x</tg-spoiler>", "x", {"type": "spoiler"}),
        ('<span class="tg-spoiler">x</span>', "x", {"type": "spoiler"}),
        ("<code>x</code>", "x", {"type": "code"}),
        ('<pre><code class="language-py">x</code></pre>', "x", {"type": "pre", "language": "py"}),
        ("<blockquote>x</blockquote>", "x", {"type": "blockquote"}),
        ("<blockquote expandable>x</blockquote>", "x", {"type": "expandable_blockquote"}),
        ('<a href="https://x.pl/?a=1&amp;b">x</a>', "x", {"type": "text_link", "url": "https://x.pl/?a=1&b"}),
        ('<a href="tg://user?id=7">x</a>', "x", {"type": "text_mention", "user": {"id": 7}}),
        (
            '<tg-time unix="1800000000" format="wDt">x</tg-time>',
            "x",
            {"type": "date_time", "unix_time": 1800000000, "date_time_format": "wDt"},
        ),
    ],
)
def test_every_tag_becomes_an_entity(html: str, text: str, entity: dict[str, Any]) -> None:
    assert parse(html, "HTML") == (text, [entity | {"offset": 0, "length": 1}])


def test_offsets_count_utf16_units() -> None:
    _, [entity] = parse("🎉ż <b>😀ok</b>", "HTML")
    assert (entity["offset"], entity["length"]) == (4, 4)


def test_only_four_names_are_references() -> None:
    assert parse("&lt;&gt;&amp;&quot;&nbsp;&#261;&copy", "HTML")[0] == '<>&"&nbsp;ą&copy'


def test_blanks_around_are_cut_with_their_entities() -> None:
    assert parse("\n <b> x </b>\n", "HTML") == ("x", [{"type": "bold", "offset": 0, "length": 1}])


def test_plain_text_is_searched_for_what_can_be_tapped() -> None:
    found = {
        (e["type"], e["offset"], e["length"])
        for e in detect("/pomoc @ola www.gov.pl a@b.pl #sieć 12.05 o 10.30")
    }
    assert found == {
        ("bot_command", 0, 6),
        ("mention", 7, 4),
        ("url", 12, 10),
        ("email", 23, 6),
        ("hashtag", 30, 5),
    }


def test_code_is_not_searched() -> None:
    assert [entity["type"] for entity in parse("<code>/pomoc</code>", "HTML")[1]] == ["code"]


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.sampled_from(["b", "i", "u", "code"]),
)
def test_escaped_text_survives(text: str, tag: str) -> None:
    parsed, entities = parse(f"•<{tag}>{escape(text)}</{tag}>•", "HTML")
    assert parsed == f"•{text}•"
    marked = [entity for entity in entities if entity["type"] in STYLES.values()]
    assert [(entity["offset"], entity["length"]) for entity in marked] == ([(1, utf16(text))] if text else [])


@given(st.text("<>&;/ab =\"'!?-", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ApiError):
        parse(text, "HTML")
