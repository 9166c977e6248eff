"""The log as a table: what is written can be taken in again, and what is wrong is named by row and column."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.log import PARTS, LogEntry, LogPart, PartName
from papers.log_csv import Expected, Problem, Row, Wrong, read, written
from papers.samples.log_entries import ENTRIES
from papers.typography import printable

BASE = LogEntry(
    1, "practice", "T", "Łódź", "Sieć", "pl", date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), ()
)
TYPED = st.text(st.characters(exclude_categories=()), max_size=25) | st.sampled_from(
    ["=1+1", "+48 600", "-a", "@x", "'=1", "''=1", "'a", "a;b\nc", '"', "=", "'", "\t=1", " =1 "]
)
PLAIN = st.text("aąbćż ", min_size=1, max_size=9).filter(str.strip)
POLISH = Expected(
    headings={
        "Tytuł": "title",
        "Rodzaj": "kind",
        "Co zrobiliśmy": "done",
        "Wielkość": "size",
        "Nieaktualny": "outdated",
    },
    kinds={"Dobra praktyka": "practice", "lekcja": "lesson"},
    sizes={"małe miasto": "small"},
    yes=("tak",),
    no=("nie",),
    longest={"title": 20},
)


@settings(max_examples=150, deadline=None)
@given(
    TYPED,
    st.lists(st.tuples(st.sampled_from(PARTS), TYPED), unique_by=lambda part: part[0]),
    TYPED,
    st.lists(PLAIN),
)
def test_what_is_written_can_be_taken_in_again(
    title: str, parts: list[tuple[PartName, str]], place: str, tags: list[str]
) -> None:
    typed = tuple(LogPart(name, words) for name, words in parts)
    entry = replace(BASE, title=f"{title} x", place=place, parts=typed, tags=tuple(tags), outdated=True)
    (row,) = read(written([entry]))
    assert isinstance(row, Row)
    said = {part.name: part.text for part in row.parts}
    assert said == {part.name: printable(part.text).strip() for part in typed if printable(part.text).strip()}
    assert row.title == " ".join(printable(entry.title).split())
    assert row.place == printable(place).strip()
    assert row.tags == tuple(dict.fromkeys(tag.strip() for tag in tags))
    assert (row.kind, row.outdated) == ("practice", True)


def test_the_whole_log_comes_back_without_a_problem() -> None:
    rows = list(read(written(ENTRIES)))
    assert [row.title for row in rows if isinstance(row, Row)] == [entry.title for entry in ENTRIES]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_tables_of_all_spreadsheets_are_read(coding: str, sign: str) -> None:
    table = f"TYTUŁ{sign}rodzaj{sign}wielkość\r\nŻółw{sign}Lekcja{sign}Małe  miasto\r\n"
    assert list(read(table.encode(coding), POLISH)) == [Row(2, "Żółw", "lesson", size="small")]


@pytest.mark.parametrize(
    ("table", "problems"),
    [
        ("Tytuł;Rodzaj\n;lekcja", [Problem(Wrong.NO_TITLE, 2, "title")]),
        ("Tytuł;Rodzaj\na;bajka", [Problem(Wrong.KIND, 2, "kind", "bajka")]),
        ("Tytuł;Wielkość\na;wielkie", [Problem(Wrong.SIZE, 2, "size", "wielkie")]),
        ("Tytuł;Nieaktualny\na;może", [Problem(Wrong.YES_OR_NO, 2, "outdated", "może")]),
        ("Tytuł\n" + "a" * 21, [Problem(Wrong.TOO_LONG, 2, "title", "a" * 21, 20)]),
        ("Tytuł;Kolor", [Problem(Wrong.UNKNOWN_COLUMN, 1, value="Kolor")]),
        ("Tytuł;title", [Problem(Wrong.COLUMN_TWICE, 1, "title")]),
        ("Rodzaj\nlekcja", [Problem(Wrong.NO_TITLE_COLUMN, 1, "title")]),
        ("Tytuł;Rodzaj\na;lekcja;b", [Problem(Wrong.CELLS, 2, value="3", number=2)]),
        ("Ala ma kota", [Problem(Wrong.NO_TABLE)]),
        ('Tytuł\n"a', [Problem(Wrong.NO_TABLE, 2)]),
    ],
)
def test_each_problem_is_named_where_it_is(table: str, problems: list[Problem]) -> None:
    assert list(read(table.encode(), POLISH)) == problems


def test_the_same_title_twice_says_where_it_was_first() -> None:
    rows = list(read("Tytuł\nA b\n\na  B".encode(), POLISH))
    assert rows == [Row(2, "A b"), Problem(Wrong.TITLE_TWICE, 4, "title", "a  B", 2)]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", Wrong.EMPTY),
        (b"\xef\xbb\xbf \n", Wrong.EMPTY),
        (b"PK\x03\x04abc", Wrong.NO_TABLE),
        (b"title\x00", Wrong.NO_TABLE),
        (b"title\n\x81\x83", Wrong.UNREADABLE),
        (b"title\n" + b"a" * 6_000_000, Wrong.TOO_LARGE),
    ],
)
def test_what_is_no_table_is_one_problem(content: bytes, wrong: Wrong) -> None:
    (problem,) = read(content)
    assert isinstance(problem, Problem)
    assert problem.wrong == wrong


def test_too_many_rows_end_the_reading() -> None:
    found = list(read(b"title\na\nb\nc\nd", Expected(most_rows=2)))
    assert found[2:] == [Problem(Wrong.TOO_MANY_ROWS, 4, number=2)]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_bytes_come_there_is_an_answer(content: bytes) -> None:
    assert all(isinstance(found, Row | Problem) for found in read(b"title;kind\n" + content))
    assert isinstance(list(read(content)), list)
