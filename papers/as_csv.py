"""Tables for spreadsheets: rows of plain values in, a CSV out that opens well in Polish Excel and in LibreOffice.

UTF-8 with its mark, semicolons between cells, a decimal comma. What people type is never a formula: where a cell would
begin like one, an apostrophe stands before it.
"""

import csv
import io
import math
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from papers.typography import printable

Value = str | int | float | Decimal | date | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(rows: Iterable[Iterable[Value]]) -> bytes:
    """Line breaks inside cells stay; moments are written in the time that they are given in, without its zone."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(
        [_cell(value) for value in row] for row in rows
    )
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return _harmless(printable(value))
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case int():
            return str(int(value))
        case _:
            return _decimal(value)


def _harmless(words: str) -> str:
    """One more apostrophe where some stand there already, so that whoever reads the table back knows which is ours."""
    return f"'{words}" if words.lstrip("'").startswith(FORMULA) else words


def _decimal(value: float | Decimal) -> str:
    """With all its figures and never with an exponent; what is no number is an empty cell."""
    return format(Decimal(str(value)), "f").replace(".", ",") if math.isfinite(value) else ""
