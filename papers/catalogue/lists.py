"""Lists of entries: the start page with its search, the pages after it, pages of tags. All work without a script."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from papers.catalogue.index import folded
from papers.catalogue.pages import Pages
from papers.catalogue.rows import Row, tag_page
from papers.catalogue.wording import Wording
from papers.log import KINDS, SIZES

ON_A_PAGE = 50
COMMON_TAGS = 16
INDEX = "search/index.js"
BLANK = Row(
    0, "practice", "", "", "", date.min, datetime.min.replace(tzinfo=UTC), (), None, "", False, (), ()
)
"""What the script fills in to show what it found."""

Choice = tuple[str, str, list[tuple[object, str]]]
"""A filter: its name, its label, and its values with their words."""


def write_lists(words: Wording, rows: Sequence[Row], pages: Pages) -> None:
    """All lists in this language; `rows` come newest first."""
    tagged: dict[str, list[Row]] = {}
    for row in rows:
        for tag in row.tags:
            tagged.setdefault(tag, []).append(row)
    counts = Counter({tag: len(of_tag) for tag, of_tag in tagged.items()})
    start: dict[str, object] = {
        "common": _by_name(counts.most_common(COMMON_TAGS)),
        "choices": _choices(words, rows, [tag for tag, _ in _by_name(counts.items())]),
        "index": INDEX,
        "blank": BLANK,
        "heading": words.all_entries,
    }
    for number, page in _pages(rows, _start_page):
        pages.write(words, _start_page(number), "start.html" if number == 1 else "list.html", start | page)
    for tag, of_tag in tagged.items():

        def name(number: int, tag: str = tag) -> str:
            return tag_page(tag, number)

        for number, page in _pages(of_tag, name):
            heading = words.tagged.format(tag=tag)
            pages.write(words, name(number), "list.html", {"heading": heading, **page})
    pages.write(words, "tags.html", "tags.html", {"all_tags": _by_name(counts.items())})


def _choices(words: Wording, rows: Sequence[Row], tags: Sequence[str]) -> list[Choice]:
    """Only what chooses between some entries and others."""
    kinds, sizes = {row.kind for row in rows}, {row.size for row in rows}
    institutions = {row.institution for row in rows} - {""}
    worded = [(one, words.institution_kind(one)) for one in institutions]
    all_choices: list[Choice] = [
        ("kind", words.kind, [(kind, words.kinds[kind]) for kind in KINDS if kind in kinds]),
        ("tag", words.tag, [(tag, tag) for tag in tags]),
        ("size", words.size, [(size, words.sizes[size]) for size in SIZES if size in sizes]),
        ("institution", words.institution, sorted(worded, key=lambda pair: folded(pair[1]))),
        (
            "year",
            words.year,
            [(year, str(year)) for year in sorted({row.year for row in rows}, reverse=True)],
        ),
    ]
    return [choice for choice in all_choices if choice[2]]


def _pages(rows: Sequence[Row], name: Callable[[int], str]) -> Iterator[tuple[int, dict[str, object]]]:
    """Each page of a list with its number; an empty list has one."""
    last = max(1, -(-len(rows) // ON_A_PAGE))
    for number in range(1, last + 1):
        near = sorted({1, number - 1, number, number + 1, last} & set(range(1, last + 1)))
        shown = rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        values = {"rows": shown, "total": len(rows), "page": number, "last": last, "near": near, "name": name}
        yield number, values


def _by_name(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda pair: folded(pair[0]))


def _start_page(number: int) -> str:
    return "index.html" if number == 1 else f"{number}.html"
