"""The log as a file, in each of its shapes."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitation.search.analysis import asked
from handlers.catalogue.gathering import Gathered
from papers import log_csv, log_json, log_markdown
from papers.as_docx import docx
from papers.as_pdf import pdf
from papers.catalogue.site import build
from papers.catalogue.wording import About, Wording
from papers.log_document import brochure
from papers.log_words import LogWords

MOST_PRINTED = 400
"""Entries of a brochure; of more nobody reads one, and setting them takes minutes."""


@dataclass(frozen=True)
class Order:
    """What is wanted: title and subtitle of a brochure, words, and when it is made."""

    title: str
    below: str
    words: LogWords
    pages: tuple[Wording, ...]
    made: datetime


def _pdf(entries: Gathered, order: Order) -> bytes:
    return pdf(brochure(list(entries), order.words, order.title, order.made, below=order.below))


def _docx(entries: Gathered, order: Order) -> bytes:
    return docx(brochure(list(entries), order.words, order.title, order.made, below=order.below))


def _csv(entries: Gathered, _: Order) -> bytes:
    return log_csv.written(entries)


def _json(entries: Gathered, order: Order) -> bytes:
    return b"".join(log_json.pieces(entries, order.made))


def _markdown(entries: Gathered, order: Order) -> bytes:
    written = io.BytesIO()
    log_markdown.write(entries, order.words, order.title, written)
    return written.getvalue()


def _site(entries: Gathered, order: Order) -> bytes:
    """A folder of pages in a zip, which opens without any server."""
    with TemporaryDirectory() as folder:
        site = Path(folder) / "catalogue"
        build(entries, order.pages, site, About(order.title, "", order.made), asked)
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(site.rglob("*")):
                archive.write(file, file.relative_to(site))
        return written.getvalue()


SHAPES: Mapping[str, tuple[str, Callable[[Gathered, Order], bytes]]] = {
    "pdf": ("pdf", _pdf),
    "docx": ("docx", _docx),
    "csv": ("csv", _csv),
    "json": ("json", _json),
    "md": ("zip", _markdown),
    "web": ("zip", _site),
}
"""By the name of each shape: the ending of its file, and how it is made."""
PRINTED = ("pdf", "docx")
