"""Papers as DOCX, for those who go on writing in them."""

import io
import zipfile

import docx as word
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Length, Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.run import Run

from papers import docx_look as look
from papers.document import (
    Block,
    Bullets,
    Checks,
    Column,
    Contents,
    Document,
    Facts,
    Figures,
    Heading,
    NewPage,
    Note,
    Notice,
    Paragraph,
    Picture,
    Signatures,
    Table,
    typeset,
)

SIGNING = Mm(11)
LABELS = Mm(42)
COVER = Mm(45)
LONG = 900
LONGEST_PROPERTY = 255
BEGINNING = (1980, 1, 1, 0, 0, 0)


def docx(document: Document) -> bytes:
    """The same document gives the same bytes."""
    set_ = typeset(document)
    paper = word.Document()
    _about(paper, set_)
    look.dress(paper, set_.language, book=set_.cover)
    look.page(paper, set_.page, landscape=set_.landscape)
    _head(paper, set_)
    for block in set_.blocks:
        if isinstance(block, Contents):
            look.contents(paper, block.title, _headings(set_))
        else:
            _block(paper, block)
    written = io.BytesIO()
    paper.save(written)
    return _timeless(written.getvalue())


def _about(paper: Paper, document: Document) -> None:
    """What programs show of a file; the picture of another one that the empty paper brings along is taken out."""
    about, author = paper.core_properties, document.above[:LONGEST_PROPERTY]
    about.title, about.language = document.title[:LONGEST_PROPERTY], document.language
    about.author = about.last_modified_by = author
    about.created = about.modified = document.made
    about.comments, about.revision = "", 1
    kept = paper.part.package.rels
    for key in [key for key, relation in kept.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        kept.pop(key)


def _headings(document: Document) -> list[tuple[int, str]]:
    """Those of a table of contents."""
    found = (block for block in document.blocks if isinstance(block, Heading) and block.level <= 2)
    return [(heading.level, _titled(heading)) for heading in found]


def _titled(heading: Heading) -> str:
    return " ".join(part for part in (heading.number, heading.text) if part)


def _head(paper: Paper, document: Document) -> None:
    if document.cover:
        paper.add_paragraph().paragraph_format.space_before = COVER
    if document.above:
        whose = paper.add_paragraph().add_run(document.above)
        whose.font.bold, whose.font.color.rgb = True, look.MARK
    last = paper.add_paragraph(document.title, style="Title")
    if document.below:
        last = paper.add_paragraph(document.below, style="Subtitle")
    look.underline(last)


def _block(paper: Paper, block: Block) -> None:
    match block:
        case Heading():
            paper.add_heading(_titled(block), level=block.level)
        case Paragraph():
            paper.add_paragraph(block.text)
        case Notice():
            words = paper.add_paragraph()
            words.add_run(block.text).bold = True
            look.notice(words)
        case Note():
            paper.add_paragraph(block.text, style="Caption").paragraph_format.space_after = Pt(6)
        case Facts():
            _facts(paper, block)
        case Figures():
            _figures(paper, block)
        case Bullets():
            for item in block.items:
                paper.add_paragraph(item, style="List Bullet")
        case Checks():
            for item, ticked in block.items:
                paper.add_paragraph(f"{'☒' if ticked else '☐'}\N{NO-BREAK SPACE} {item}")
        case Table():
            _table(paper, block)
        case Signatures():
            _signatures(paper, block)
        case Picture():
            _picture(paper, block)
        case NewPage():
            paper.add_paragraph().paragraph_format.page_break_before = True


def _facts(paper: Paper, facts: Facts) -> None:
    grid = _grid(paper, len(facts.pairs), (LABELS, Length(look.room(paper)[0] - LABELS)))
    for row, (label, value) in zip(grid.rows, facts.pairs, strict=True):
        _write(row.cells[0], label).font.color.rgb = look.SOFT
        _write(row.cells[1], value)


def _figures(paper: Paper, figures: Figures) -> None:
    each = Length(look.room(paper)[0] // max(len(figures.pairs), 1))
    grid = _grid(paper, 1, (each,) * len(figures.pairs))
    for cell, (number, label) in zip(grid.rows[0].cells, figures.pairs, strict=True):
        _write(cell, number, 30).font.color.rgb = look.MARK
        cell.add_paragraph(label).paragraph_format.space_after = Pt(6)


def _table(paper: Paper, table: Table) -> None:
    widths = tuple(Length(int(look.room(paper)[0] * share)) for share in table.shares)
    grid = _grid(paper, 1 + len(table.rows), widths)
    head, *rows = grid.rows
    look.repeated(head)
    for column, cell in zip(table.columns, head.cells, strict=True):
        label = _write(cell, column.label, min(9, table.size))
        label.font.bold, label.font.color.rgb = True, look.SOFT
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        _align(cell, column)
        look.borders(cell, bottom=(8, look.STRONG))
    for row, words in zip(rows, table.rows, strict=True):
        if max(map(len, words), default=0) <= LONG:
            look.kept_whole(row)
        for column, cell, said in zip(table.columns, row.cells, words, strict=True):
            run = _write(cell, said, table.size)
            if column.kind == "label":
                run.font.bold, run.font.color.rgb = True, look.SOFT
            _align(cell, column)
            if column.kind == "signature":
                row.height = SIGNING
                look.borders(cell, left=(4, look.LINE), bottom=(4, look.LINE), right=(4, look.LINE))
            else:
                look.borders(cell, bottom=(4, look.LINE))


def _signatures(paper: Paper, signatures: Signatures) -> None:
    """Two beside each other, with room to write above each line."""
    gap, side = Mm(14), Length((look.room(paper)[0] - Mm(14)) // 2)
    grid = _grid(paper, (len(signatures.labels) + 1) // 2, (side, gap, side))
    for row in grid.rows:
        look.kept_whole(row)
    for at, label in enumerate(signatures.labels):
        cell = grid.rows[at // 2].cells[at % 2 * 2]
        cell.paragraphs[0].paragraph_format.space_before = Mm(18)
        below = cell.add_paragraph(label, style="Caption")
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        look.overline(below)


def _picture(paper: Paper, block: Picture) -> None:
    """As wide as the text, and no higher than a page."""
    wide, high = look.room(paper)
    shown = paper.add_picture(io.BytesIO(block.drawn()), width=wide)
    if shown.height > high:
        shown.width, shown.height = Length(shown.width * high // shown.height), high
    shown._inline.docPr.set("descr", block.words)


def _grid(paper: Paper, rows: int, widths: tuple[Length, ...]) -> Grid:
    """An empty table of fixed widths, and a little air below it."""
    grid: Grid = paper.add_table(rows, len(widths))
    look.tight(grid)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    paper.add_paragraph(style="Caption")
    return grid


def _write(cell: Cell, words: str, size: float = 11) -> Run:
    lines = cell.paragraphs[0]
    lines.paragraph_format.space_before = lines.paragraph_format.space_after = Pt(3)
    lines.paragraph_format.line_spacing = 1.0
    run: Run = lines.add_run(words)
    run.font.size = Pt(size)
    return run


def _align(cell: Cell, column: Column) -> None:
    if column.kind == "figure":
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _timeless(packed: bytes) -> bytes:
    """The same file without the time at which it was packed."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, BEGINNING)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return again.getvalue()
