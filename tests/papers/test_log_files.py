"""The log for other programs: JSON in even pieces, and Markdown in which what people typed is only words."""

import gc
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from papers import log_json, log_markdown
from papers.log import LogEntry, LogPart
from papers.samples.log_entries import ADVISER, ENTRIES
from papers.samples.log_words import WORDS
from papers.samples.papers import MADE
from papers.typography import printable

HARMLESS = {"text", "softbreak", "hardbreak", "text_special", "inline", "paragraph_open", "paragraph_close"}
SIGNS = st.text(st.sampled_from("ab1 \n\t\\`*_{}[]()<>#+-.!|~&;:/\"'=^@$"), max_size=40)
HOSTILE = (
    "[a](http://b.pl)", "![a](b)", "<b>x</b>", "# a", "a\n===", "- a", "1. a", "1) a", "> a", "    a", "```\na", "&lt;",
    "<http://a.pl>", "[a]: http://b.pl\n[a]", "a\\\n# b", "a  \nb\\", "| a |\n|---|\n| b |", "~~a~~", "---", "https://a.pl",
)  # fmt: skip


def tokens(words: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(words)
    return [found for token in parsed for found in (token, *(token.children or ()))]


def words_of(found: list[Token]) -> str:
    seen = "".join(
        "\n" if token.type.endswith("break") else token.content for token in found if token.type != "inline"
    )
    return "".join(seen.split())


def check(typed: str) -> None:
    found = tokens(log_markdown.escaped(typed))
    assert {token.type for token in found} <= HARMLESS
    assert words_of(found) == "".join(printable(typed).split())


@settings(max_examples=150, deadline=None)
@given(SIGNS)
def test_what_people_typed_is_words_and_nothing_else(typed: str) -> None:
    check(typed)


def test_what_would_be_markup_is_shown_as_it_was_typed() -> None:
    for typed in HOSTILE:
        check(typed)


@settings(max_examples=100, deadline=None)
@given(SIGNS)
@example("\n\n# x\n---\n[a](b)")
def test_a_page_has_only_the_headings_that_we_write(typed: str) -> None:
    entry = replace(ADVISER, title=f"x{typed}", place=typed, tags=(typed,), parts=(LogPart("done", typed),))
    page = log_markdown.page(entry, WORDS)
    front, body = page.removeprefix("---\n").split("\n---\n", 1)
    allowed = HARMLESS | {"heading_open", "heading_close", "blockquote_open", "blockquote_close"}
    assert {token.type for token in tokens(body)} <= allowed
    assert not {token.type for token in tokens(page)} & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "em_open",
    }
    for line in front.splitlines():
        json.loads(line.split(": ", 1)[1])


def test_the_folder_has_a_file_for_each_entry_and_an_index_of_all() -> None:
    file, again = io.BytesIO(), io.BytesIO()
    log_markdown.write(ENTRIES, WORDS, "Baza sieci", file)
    log_markdown.write(ENTRIES, WORDS, "Baza sieci", again)
    assert file.getvalue() == again.getvalue()
    with zipfile.ZipFile(file) as packed:
        assert set(packed.namelist()) == {"log/README.md", *(f"log/{entry.number}.md" for entry in ENTRIES)}
        index = packed.read("log/README.md").decode()
    links = [token.attrs["href"] for token in tokens(index) if token.type == "link_open"]
    assert sorted(map(str, links)) == sorted(f"{entry.number}.md" for entry in ENTRIES)


def test_json_can_be_read_and_says_nothing_of_our_disk() -> None:
    made = b"".join(log_json.pieces(ENTRIES, MADE))
    read = json.loads(made)
    assert read["format"] == "spoiwo-log/1"
    assert [entry["title"] for entry in read["entries"]] == [entry.title for entry in ENTRIES]
    assert "baza/3/1" not in made.decode()
    assert json.loads(b"".join(log_json.pieces([], MADE)))["entries"] == []
    assert b"".join(log_json.pieces([replace(ADVISER, title="\ud800x")], MADE))


def test_a_thousand_entries_take_no_more_memory_than_one() -> None:
    def all_of_them() -> Iterator[LogEntry]:
        for at in range(1_000):
            if at % 100 == 0:
                gc.collect()
            yield replace(ADVISER, number=at, parts=ADVISER.parts[:1], transfers=())

    tracemalloc.start()
    size = sum(len(piece) for piece in log_json.pieces(all_of_them(), MADE))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 500_000
    assert most < 200_000
