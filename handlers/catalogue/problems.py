"""What is wrong with a table, in words: every problem by its row."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from facilitation.entries.importing import Doubts
from handlers import picker
from handlers.entries import wording
from handlers.fetching import FetchReason
from handlers.message import lines, paragraphs
from locales.reader import Reader, mark
from papers.log_csv import Problem, Wrong

SHORT = 60
COLUMNS: Mapping[str, str] = {
    **wording.FIELDS,
    "kind": mark("Kind"),
    "tags": mark("Topics"),
    "outdated": mark("Out of date"),
    "institution_kind": mark("Institution"),
}
WRONG: Mapping[Wrong, str] = {
    Wrong.TOO_LARGE: mark("The file is too large."),
    Wrong.UNREADABLE: mark("The letters of this file can't be read. Please save it as CSV in UTF-8."),
    Wrong.NO_TABLE: mark("This is no CSV table. In Excel: “Save as”, then “CSV UTF-8”."),
    Wrong.EMPTY: mark("The table is empty."),
    Wrong.TOO_MANY_ROWS: mark("There are more than {number} rows. Please divide the table."),
    Wrong.UNKNOWN_COLUMN: mark("the column “{value}” is not known; it is passed over"),
    Wrong.COLUMN_TWICE: mark("the column {column} is there twice"),
    Wrong.NO_TITLE_COLUMN: mark("there is no column with titles"),
    Wrong.CELLS: mark("it has {value} cells instead of {number}"),
    Wrong.NO_TITLE: mark("the title is missing"),
    Wrong.TOO_LONG: mark("{column}: more than {number} characters"),
    Wrong.KIND: mark("{column}: “{value}” is no kind of entry"),
    Wrong.SIZE: mark("{column}: “{value}” is no size of a city"),
    Wrong.YES_OR_NO: mark("{column}: “{value}” is neither yes nor no"),
    Wrong.TITLE_TWICE: mark("the same title stands in row {number}"),
}
FAILED: Mapping[FetchReason, str] = {
    FetchReason.GONE: mark("Telegram no longer has this file. Please send it again: /import"),
    FetchReason.TOO_LARGE: mark("The file is too large."),
    FetchReason.UNREACHABLE: mark("I could not get the file from Telegram. I'll try again in a while."),
}


def unfetched(_: Reader, why: FetchReason) -> Markup:
    return _(FAILED[why])


def told(
    _: Reader, problems: Sequence[Problem], doubts: Doubts, left_out: Sequence[str], sound: int
) -> Markup:
    """What was found: how many entries are sound, and what is wrong in which row."""
    by_row: dict[int, list[Markup]] = {}
    for problem in problems:
        by_row.setdefault(problem.row, []).append(_one(_, problem))
    for row, fields in doubts.missing.items():
        missing = _.list([_(wording.FIELDS[name]).unescape() for name in fields])
        by_row.setdefault(row, []).append(_("missing: {fields}", fields=missing))
    for row in doubts.known:
        by_row.setdefault(row, []).append(_("the log has an entry of this title already"))
    rows = [_row(_, row, by_row[row]) for row in sorted(by_row)]
    return paragraphs(
        _("<b>The table is read</b>"),
        _.plural("{n} entry can come in as it is.", "{n} entries can come in as they are.", sound),
        lines(_("Not as it should be:"), *rows) if rows else None,
        _("These topics are not on the network's list and are left out: {topics}", topics=_.list(left_out))
        if left_out
        else None,
        _("Please put it right in the table and send it again, or bring in the rest.") if rows else None,
    )


def _row(_: Reader, row: int, said: Sequence[Markup]) -> Markup:
    words = Markup("; ").join(each for each, _same in groupby(said))
    return _("Row {row}: {words}", row=row, words=words) if row else words


def _one(_: Reader, problem: Problem) -> Markup:
    column = _(COLUMNS[problem.column]) if problem.column in COLUMNS else problem.column
    value = picker.cut(" ".join(problem.value.split()), SHORT)
    return _(WRONG[problem.wrong], column=column, value=value, number=problem.number)
