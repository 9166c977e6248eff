"""The log on paper: all that an entry says stands on the page, and everyone finds what they look for."""

import io
import time
from dataclasses import replace

import docx as word
import pytest

from papers import alphabet
from papers.as_docx import docx
from papers.as_pdf import pdf
from papers.as_text import text
from papers.document import Document, Heading
from papers.log import LogEntry, LogPart
from papers.log_comparison import comparison
from papers.log_document import brochure, entry_document, grouped
from papers.samples.__main__ import FOLDER
from papers.samples.log import BY_NUMBER, LOG
from papers.samples.log_entries import ADVISER, BUS, ENTRIES, MODEL, ONLINE, RAIN, SENIORS
from papers.samples.log_words import WORDS
from papers.samples.papers import MADE
from tests.papers.looking import bare, printed
from tests.papers.test_documents import STRANGE, texts, written

LONG = "Konstantynopolitańczykowianeczka" * 3


def bound(entries: tuple[LogEntry, ...]) -> Document:
    return brochure(entries, WORDS, "Co u nas działa", MADE, "Sieć", "styczeń")


def many(n: int) -> tuple[LogEntry, ...]:
    return tuple(replace(ENTRIES[at % 8], number=at + 1, sources=()) for at in range(n))


@pytest.mark.parametrize("name", LOG)
def test_every_word_is_printed_where_it_can_be_read(name: str) -> None:
    paper = LOG[name]()
    made = pdf(paper)
    seen = printed(made)
    page, file = bare(seen.words), bare(written(docx(paper)))
    assert [words for words in texts(paper) if bare(words) not in page] == []
    assert [words for words in texts(paper) if bare(words) not in file] == []
    assert seen.outside == []
    assert seen.hidden == []
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


@pytest.mark.parametrize("name", LOG)
def test_the_samples_are_what_is_made_today(name: str) -> None:
    kept = printed((FOLDER / f"{name}.pdf").read_bytes())
    assert printed(pdf(LOG[name]())).words == kept.words, "run python -m papers.samples"


def test_an_entry_tells_first_where_it_works() -> None:
    shown = text(entry_document(ADVISER, WORDS, MADE, BY_NUMBER)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Działa w: Radlin → Czarne, Sędziejowice (w zmienionej wersji)" in shown
    assert shown.index("Działa w") < shown.index("Z czym był kłopot")


def test_what_is_outdated_says_so_first() -> None:
    assert "nieaktualny" in text(entry_document(BUS, WORDS, MADE)).split("\n\n")[1]


def test_a_model_practice_has_a_column_for_each_size_and_names_its_sources() -> None:
    shown = bare(printed(pdf(entry_document(MODEL, WORDS, MADE, BY_NUMBER))).words)
    assert bare("Małe miasto Średnie miasto Duże miasto") in shown
    assert bare("nr 3: Wymiana starych pieców") in shown


def test_lessons_are_never_the_last_chapter() -> None:
    assert [kind for kind, _ in grouped(ENTRIES)] == [
        "practice",
        "lesson",
        "model",
        "recommendation",
        "project",
    ]
    assert [kind for kind, _ in grouped((ADVISER, ONLINE))] == ["lesson", "practice"]


def test_titles_stand_in_the_order_of_the_alphabet() -> None:
    names = ["Żary", "Zduńska Wola", "Łomża", "Lublin", "Ścinawa", "Sopot", "Źródła", "Ą", "Az"]
    ordered = ["Az", "Ą", "Lublin", "Łomża", "Sopot", "Ścinawa", "Zduńska Wola", "Źródła", "Żary"]
    assert sorted(names, key=alphabet.place) == ordered


def test_the_contents_name_the_page_of_each_entry() -> None:
    paper = bound(ENTRIES)
    words = printed(pdf(paper)).words
    titles = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 2]
    assert all(bare(words).count(bare(title)) >= 2 for title in titles)
    assert bare("Ogrody deszczowe przy szkołach zamiast większej rury 3") in bare(words)
    assert "TOC" in word.Document(io.BytesIO(docx(paper))).element.xml


def test_two_hundred_entries_are_bound_in_a_few_seconds() -> None:
    begun = time.process_time()
    seen = printed(pdf(bound(many(200))))
    assert seen.pages > 50
    assert seen.outside == []
    assert time.process_time() - begun < 90


@pytest.mark.parametrize("n", range(2, 7))
def test_entries_side_by_side_fit_across_the_page(n: int) -> None:
    entries = (ADVISER, RAIN, SENIORS, ONLINE, BUS, MODEL)[:n]
    paper = comparison(entries, WORDS, "Obok siebie", MADE)
    seen = printed(pdf(paper))
    assert seen.width > seen.height
    assert seen.outside == []
    assert seen.hidden == []
    made = docx(paper)
    section, file = word.Document(io.BytesIO(made)).sections[0], bare(written(made))
    assert section.page_width > section.page_height
    assert [words for words in texts(paper) if bare(words) not in file] == []


def test_where_one_says_nothing_there_is_a_dash_and_where_none_does_no_row() -> None:
    shown = text(comparison((ADVISER, ONLINE), WORDS, "Obok siebie", MADE))
    assert "Budżet obywatelski tylko przez internet: zniknęła połowa głosów: –" in shown
    assert "Ocena po roku" not in shown


@pytest.mark.parametrize("typed", ["", STRANGE, LONG, "a\n\nb", '#eval("1") *b*'])
def test_whatever_is_typed_it_is_printed(typed: str) -> None:
    strange = replace(ADVISER, title=typed, place=typed, tags=(typed,), parts=(LogPart("done", typed),))
    for paper in (
        entry_document(strange, WORDS, MADE),
        bound((strange,)),
        comparison((strange,) * 6, WORDS, typed, MADE),
    ):
        seen = printed(pdf(paper))
        assert seen.outside == []
        assert seen.hidden == []
        assert docx(paper)


def test_a_log_without_entries_is_a_cover() -> None:
    assert printed(pdf(bound(()))).pages == 1
