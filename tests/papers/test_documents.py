"""Papers: whatever is in a document stands on the page, whole and readable, and so it does in the DOCX."""

import io
import subprocess
import sys
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx as word
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from papers.as_docx import docx
from papers.as_pdf import pdf
from papers.as_text import text
from papers.document import (
    Block,
    Bullets,
    Checks,
    Column,
    Document,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from papers.samples.papers import PAPERS
from papers.samples.surveys import ROUNDS, SURVEYS
from tests.papers.looking import bare, printed

MADE = datetime(2027, 1, 22, 8, 0, tzinfo=UTC)
PAGE = "strona {page} z {pages}"
MARKUP = '#eval("1") *b* _i_ $x^2$ @a <b> \\ // `c` = - + [d] ~ -- #(3 + 4)'
STRANGE = "\U0001f600 مرحبا 漢字 \x00 \ud800 \u202e a\u0301 \ufffe \U000e0041"
WORDS = st.text(
    st.sampled_from("aąbcćdeęfghijklłmnńoóprsśtuwyzźżAĄŁÓŻ0123456789 -/.,:;()\"'#*$_@"),
    min_size=1,
    max_size=120,
).filter(lambda words: bool(bare(words)))
KINDS = st.sampled_from(["text", "figure"])
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


def document(*blocks: Block, language: str = "pl", title: str = "Tytuł") -> Document:
    return Document(title, blocks, language, PAGE, MADE, "Sieć", "Spotkanie")


def every_kind(words: str) -> Document:
    """A document with these words in each place where words may be."""
    columns = (Column(words, 0.5, "figure"), Column(words, 3), Column(words, 2, "signature"))
    blocks = (
        Facts(((words, words), ("Kiedy", words))),
        Heading(words, "1."),
        Heading(words),
        Paragraph(words),
        Notice(words),
        Bullets((words, words)),
        Checks(((words, True), (words, False))),
        Table(columns, ((words, words, words), ("1.", words, ""))),
        Signatures((words, words, words)),
    )
    return Document(words, blocks, "pl", PAGE, MADE, words, words)


def texts(value: Any) -> list[str]:
    """All words of a document."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [found for part in value for found in texts(part)]
    if is_dataclass(value):
        names = {field.name for field in fields(value)} - {"language", "page", "kind"}
        return [found for name in sorted(names) for found in texts(getattr(value, name))]
    return []


def written(made: bytes) -> str:
    """All that stands in a DOCX, in its order."""
    body = word.Document(io.BytesIO(made)).element.body
    return "\n".join(run.text or "" for run in body.iter(qn("w:t")))


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_of_a_meeting_s_paper_is_printed_where_it_can_be_read(name: str) -> None:
    paper = PAPERS[name]()
    seen = printed(pdf(paper))
    page, file = bare(seen.words), bare(written(docx(paper)))
    assert [words for words in texts(paper) if bare(words) not in page] == []
    assert [words for words in texts(paper) if bare(words) not in file] == []
    assert seen.outside == []
    assert seen.hidden == []


def test_every_page_says_which_of_how_many_it_is_and_repeats_the_head_of_its_table() -> None:
    seen = printed(pdf(PAPERS["lista-obecnosci"]()))
    assert seen.pages == 3
    for page in (1, 2, 3):
        assert f"strona{page}z3" in bare(seen.words)
    assert bare(seen.words).count("Imięinazwisko") == 4  # on three pages, and over the guests


def test_the_page_is_a4() -> None:
    seen = printed(pdf(document(Paragraph("Tekst"))))
    assert (round(seen.width), round(seen.height)) == (595, 842)


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_is_the_same_file(name: str) -> None:
    paper = PAPERS[name]()
    assert pdf(paper) == pdf(PAPERS[name]())
    assert docx(paper) == docx(PAPERS[name]())


def test_making_papers_takes_no_more_memory_the_more_are_made() -> None:
    """What the typesetter remembers of six long papers would be some 90 MB."""
    making = """
from dataclasses import replace
from papers.as_pdf import pdf
from papers.samples.papers import attendance

def taken(title):
    paper = attendance()
    rows = [replace(block, rows=tuple(tuple(cell + title for cell in row) for row in block.rows))
            for block in paper.blocks if hasattr(block, "rows")]
    pdf(replace(paper, title=title, blocks=tuple(rows)))
    return int(open("/proc/self/statm").read().split()[1]) * 4 // 1024

once = taken("x")
print(max(taken(f"{number}") for number in range(6)) - once)
"""
    if not Path("/proc/self/statm").exists():
        pytest.skip("how much memory a process has is read from /proc, which is not here")
    made = subprocess.run([sys.executable, "-c", making], capture_output=True, text=True, check=True)
    assert int(made.stdout) < 40


def test_papers_are_archivable_and_accessible() -> None:
    made = pdf(PAPERS["sprawozdanie"]())
    for mark in (b"<pdfaid:part>2</pdfaid:part>", b"<pdfuaid:part>1</pdfuaid:part>", b"/StructTreeRoot"):
        assert mark in made
    assert b"/Lang(pl)" in made.replace(b" ", b"")


def test_what_people_type_is_never_markup() -> None:
    paper = every_kind(MARKUP)
    seen = printed(pdf(paper))
    assert bare('#eval("1")') in bare(seen.words)
    assert "#(3 + 4)" in seen.words.replace("\r\n", " ")
    assert "#(3 + 4)" in written(docx(paper))
    assert "#(3 + 4)" in text(paper)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        MARKUP,
        STRANGE,
        "Ź" * 300,
        "Brzęczyszczykiewicz" * 20,
        "https://przyklad.pl/" + "a1-" * 90,
        "1" * 200,
        "w i z o u a " * 60,
        "a\n\nb\n" * 5,
        "Bardzo długie słowo konstantynopolitańczykowianeczka " * 12,
    ],
)
def test_no_words_leave_the_page_or_hide_others(words: str) -> None:
    paper = every_kind(words)
    seen = printed(pdf(paper))
    assert seen.outside == []
    assert seen.hidden == []
    assert docx(paper)
    assert text(paper)


def test_what_is_longer_than_a_page_goes_on_on_the_next() -> None:
    words = "Długie zdanie o tym, co zostało powiedziane. " * 150
    table = Table((Column("Lp.", 1, "figure"), Column("Co", 8)), (("1.", words), ("2.", "krótko")))
    paper = document(
        Paragraph(words), Bullets((words,)), Facts((("Co", words),)), Checks(((words, True),)), table
    )
    seen = printed(pdf(paper))
    assert seen.words.count("Długie") == 150 * 5
    assert seen.outside == []
    assert seen.hidden == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.floats(0.3, 5), min_size=1, max_size=6).flatmap(
        lambda shares: st.tuples(
            st.tuples(
                *(
                    st.builds(Column, WORDS, st.just(share), st.sampled_from(["text", "figure"]))
                    for share in shares
                )
            ),
            st.lists(st.tuples(*(WORDS for _ in shares)), max_size=12).map(tuple),
        )
    )
)
def test_any_table_is_printed_whole(table: tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]) -> None:
    paper = document(Table(*table))
    seen = printed(pdf(paper))
    page, file, chat = bare(seen.words), bare(written(docx(paper))), bare(text(paper))
    assert seen.outside == []
    assert seen.hidden == []
    for cell in texts(table[1]):
        for part in cell.split():
            assert bare(part) in page
        assert bare(cell) in file
        assert bare(cell) in chat


@settings(max_examples=15, deadline=None)
@given(ANYTHING)
def test_whatever_is_typed_a_paper_is_made(words: str) -> None:
    paper = every_kind(words)
    assert printed(pdf(paper)).outside == []
    assert docx(paper)
    assert text(paper)


@pytest.mark.parametrize(("language", "quoted"), [("pl", "„tak”"), ("en", "“tak”")])
def test_all_three_have_the_typography_of_their_language(language: str, quoted: str) -> None:
    paper = document(Bullets(('to "tak" - w porządku',)), language=language)
    for shown in (printed(pdf(paper)).words, written(docx(paper)), text(paper)):
        assert quoted in shown
        assert "–" in shown


def test_in_a_message_signatures_are_left_out_and_figures_say_what_they_count() -> None:
    table = Table(
        (
            Column("Lp.", 1, "figure"),
            Column("Kto"),
            Column("Razem", 1, "figure"),
            Column("Podpis", 1, "signature"),
        ),
        (("1.", "Ewa Ćwik", "3", "–"), ("2.", "Jan Żak", "", "")),
    )
    shown = text(document(Heading("Obecność", "2."), table, Signatures(("Podpis",))))
    assert shown == "Sieć\nTytuł\nSpotkanie\n\n2. Obecność\n1. Ewa Ćwik · Razem: 3\n2. Jan Żak"


def test_a_docx_is_one_that_word_can_work_with() -> None:
    """Headings are headings, the head of a table is repeated, no row is torn, and the language is told."""
    made = docx(PAPERS["lista-obecnosci"]())
    paper = word.Document(io.BytesIO(made))
    assert [lines.text for lines in paper.paragraphs if lines.style and lines.style.name == "Heading 1"] == [
        "Przedstawiciele instytucji",
        "Goście",
        "Razem",
    ]
    people = paper.tables[1]
    assert len(people.rows) == 41
    assert people.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in people.rows[1:])
    assert paper.core_properties.title == "Lista obecności"
    assert paper.core_properties.created == MADE.replace(tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert b'w:val="pl-PL"' in parts.read("word/styles.xml")
        assert not any("thumbnail" in name for name in parts.namelist())
        foot = next(name for name in parts.namelist() if "footer" in name)
        assert b"NUMPAGES" in parts.read(foot)


def test_a_table_has_a_cell_for_each_column() -> None:
    with pytest.raises(AssertionError):
        Table((Column("Kto"), Column("Co")), (("Ewa",),))
    assert replace(Column("Kto"), share=2).share == 2


@pytest.mark.parametrize("chart", [SURVEYS["ankieta-styl"], ROUNDS["ankieta-rundy"]])
def test_a_picture_is_in_both_files_with_words_for_those_who_cannot_see_it_and_in_no_message(
    chart: Any,
) -> None:
    paper = document(Paragraph("Przed"), Picture(chart, "Wyniki na wykresie"), Paragraph("Po"))
    made = PdfDocument(pdf(paper))
    shown = [each for page in made for each in page.get_objects([FPDF_PAGEOBJ_IMAGE])]
    assert len(shown) == 1
    left, foot, right, top = shown[0].get_bounds()
    assert left >= 60
    assert right <= 595 - 60
    assert foot >= 60
    assert top <= 842 - 60
    made.close()
    with zipfile.ZipFile(io.BytesIO(docx(paper))) as packed:
        assert [name for name in packed.namelist() if name.endswith(".png")]
        assert 'descr="Wyniki na wykresie"' in packed.read("word/document.xml").decode()
    assert text(paper).split("\n\n")[1:] == ["Przed", "Po"]


def test_a_paper_with_a_picture_is_archivable_too() -> None:
    made = pdf(document(Picture(SURVEYS["ankieta-styl"], "Wyniki na wykresie")))
    assert b"<pdfaid:part>2</pdfaid:part>" in made
