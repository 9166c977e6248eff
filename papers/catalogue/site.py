"""The whole catalogue, written beside the one that is there and put in its place when it is ready.

Entries come once and are kept on disk until their pages are written; only their rows stay in memory, since any page may
name any entry. One build at a time writes to a folder.
"""

import pickle
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from papers.catalogue.entry import Others, Shape, shaped
from papers.catalogue.feed import LATEST, Feed, Item, as_atom
from papers.catalogue.index import Index, Stems
from papers.catalogue.lists import INDEX, write_lists
from papers.catalogue.pages import STATIC, Pages, rendered
from papers.catalogue.rows import Row, newest_first, row_of
from papers.catalogue.wording import About, Wording
from papers.log import LogEntry


@dataclass(frozen=True)
class Built:
    """What was written."""

    entries: int
    pages: int
    folder: Path


class NotACatalogue(Exception):
    """The folder holds something else, which a build would destroy."""


def build(
    entries: Iterable[LogEntry],
    wordings: Sequence[Wording],
    folder: Path,
    about: About,
    stems: Stems,
) -> Built:
    """All pages of these entries and nothing else; `stems` are a text's words without their endings, folded."""
    with _exchanged(folder) as new, TemporaryFile() as kept:
        index, came = Index(stems), []
        for entry in entries:
            pickle.dump(entry, kept)
            index.add(entry)
            came.append(row_of(entry))
        rows = newest_first(came)
        pages = Pages(new, wordings, about)
        _prepare(new, wordings)
        with (new / INDEX).open("w", encoding="utf-8") as script:
            index.write(script, rows, [row.number for row in came])
        del index
        _write_entries(_kept(kept, len(came)), rows, pages)
        for words in wordings:
            write_lists(words, rows, pages)
        (new / "index.html").write_text(rendered("languages.html", {"site": pages}), "utf-8")
    return Built(len(rows), pages.count, folder)


def _prepare(folder: Path, wordings: Sequence[Wording]) -> None:
    for name in ("f", "search", *(f"{words.language}/{part}" for words in wordings for part in "wt")):
        (folder / name).mkdir(parents=True)
    for file in STATIC.iterdir():
        shutil.copyfile(file, folder / file.name)


def _kept(kept: IO[bytes], count: int) -> Iterator[LogEntry]:
    kept.seek(0)
    for _ in range(count):
        yield pickle.load(kept)  # noqa: S301  (written a moment ago, to a file without a name)


def _write_entries(entries: Iterable[LogEntry], rows: Sequence[Row], pages: Pages) -> None:
    """Their pages, and the feeds of those that changed last."""
    others = Others(rows)
    changed = sorted(rows, key=lambda row: (row.changed_at, row.number), reverse=True)[:LATEST]
    order = [row.number for row in changed]
    latest = set(order)
    told: dict[str, dict[int, Item]] = {words.language: {} for words in pages.wordings}
    languages = {words.language: words.name for words in pages.wordings}
    for entry in entries:
        shape = shaped(entry, others, pages.folder)
        for words in pages.wordings:
            pages.write(words, shape.row.page, "entry.html", {"shape": shape, "language_names": languages})
            if shape.row.number in latest:
                told[words.language][shape.row.number] = _item(shape, words)
    for language, items in told.items():
        feed = Feed(pages.title, language, pages.address, pages.made, [items[number] for number in order])
        (pages.folder / language / "feed.xml").write_bytes(as_atom(feed))


def _item(shape: Shape, words: Wording) -> Item:
    row = shape.row
    return Item(
        number=row.number,
        title=row.title,
        author=row.place,
        page=row.page,
        language=row.language,
        published=datetime.combine(row.added_on, time(), UTC),
        changed=row.changed_at,
        labels=(words.kinds[row.kind], *row.tags),
        content=rendered("feed.html", {"shape": shape, "words": words}),
    )


@contextmanager
def _exchanged(folder: Path) -> Iterator[Path]:
    """A new folder that takes the place of this one at the end, or leaves no trace if something fails."""
    folder = folder.resolve()
    new, old = (folder.with_name(f".{folder.name}.{end}") for end in ("new", "old"))
    if old.exists() and not folder.exists():  # the power failed between the two steps of an exchange
        old.rename(folder)
    if folder.exists() and any(folder.iterdir()) and not (folder / INDEX).exists():
        raise NotACatalogue(folder)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
