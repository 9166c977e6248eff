"""Papers as PDF: A4, archivable and accessible."""

from dataclasses import asdict

from papers import typesetting
from papers.document import Document, typeset


def pdf(document: Document) -> bytes:
    """The same document gives the same bytes."""
    set_ = typeset(document)
    values = {
        **{name: getattr(set_, name) for name in ("title", "above", "below", "language", "page")},
        "blocks": [{"block": type(block).__name__, **asdict(block)} for block in set_.blocks],
    }
    return typesetting.pages("document", values, document.made)
