"""Tables for spreadsheets: nothing is lost, nothing is a formula, and numbers stay numbers."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.as_csv import FORMULA, Value, table
from papers.typography import printable

CELLS = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    [
        "=1+1",
        "a;b",
        'a"b',
        "a\nb",
        "\r\n=1",
        "\t=1",
        "-5",
        "'=1",
        ";",
        '"',
        "\n",
        '=HYPERLINK("http://a.pl";"b")',
    ]
)


def read(made: bytes) -> list[list[str]]:
    """As a spreadsheet does, which sees by the mark that it is UTF-8."""
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=5))
def test_what_goes_in_is_read_back(rows: list[list[str]]) -> None:
    back = read(table(rows))
    assert [len(row) for row in back] == [len(row) for row in rows]
    for cell, typed in zip(
        (c for r in back for c in r), (printable(c) for r in rows for c in r), strict=True
    ):
        assert cell in (typed, f"'{typed}")


@given(CELLS)
def test_no_cell_begins_like_a_formula(typed: str) -> None:
    ((cell,),) = read(table([[typed]]))
    assert not cell.startswith(FORMULA)
    assert cell == printable(typed) or cell.startswith("'")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_shown_as_it_was_typed(sign: str) -> None:
    ((cell,),) = read(table([[f"{sign}SUM(A1:A9)"]]))
    assert cell.startswith("'")
    assert cell.endswith("SUM(A1:A9)")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (14, "14"),
        (-3, "-3"),
        (3.75, "3,75"),
        (-0.5, "-0,5"),
        (1e-7, "0,0000001"),
        (1e21, "1000000000000000000000"),
        (Decimal("12.50"), "12,50"),
        (float("nan"), ""),
        (float("-inf"), ""),
        (None, ""),
        (date(2027, 1, 20), "2027-01-20"),
        (datetime(2027, 1, 20, 9, 5, tzinfo=UTC), "2027-01-20 09:05"),
    ],
)
def test_numbers_and_days_are_written_as_polish_spreadsheets_read_them(value: Value, written: str) -> None:
    assert read(table([[value]])) == [[written]]


def test_the_bytes_are_those_that_excel_expects() -> None:
    rows: list[list[Value]] = [["Pytanie", "Głosy"], ["Wpisz „tak”\nalbo „nie”; nic więcej", 7]]
    expected = 'Pytanie;Głosy\r\n"Wpisz „tak”\nalbo „nie”; nic więcej";7\r\n'
    assert table(rows) == b"\xef\xbb\xbf" + expected.encode()
