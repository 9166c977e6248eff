"""Papers as PDF: A4, archivable and accessible."""

from dataclasses import asdict

from papers import typesetting
from papers.document import Block, Document, Picture, Table, typeset

NAMED = ("title", "above", "below", "language", "page", "landscape", "cover")


def pdf(document: Document) -> bytes:
    """The same document gives the same bytes."""
    set_ = typeset(document)
    values = {
        **{name: getattr(set_, name) for name in NAMED},
        "blocks": [_told(block) for block in set_.blocks],
    }
    return typesetting.pages("document", values, document.made)


def _told(block: Block) -> dict[str, object]:
    if isinstance(block, Picture):
        return {"block": "Picture", "words": block.words, "png": list(block.drawn())}
    shares = {"shares": block.shares} if isinstance(block, Table) else {}
    return {"block": type(block).__name__, **asdict(block), **shares}
