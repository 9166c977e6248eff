"""Papers as plain text, to be read in a chat."""

from papers.document import (
    Block,
    Bullets,
    Checks,
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

BETWEEN = " · "


def text(document: Document) -> str:
    """The words of the document, in paragraphs with an empty line between them."""
    set_ = typeset(document)
    parts = ["\n".join(line for line in (set_.above, set_.title, set_.below) if line)]
    for before, block in zip((None, *set_.blocks), set_.blocks, strict=False):
        words = _block(block)
        if words and isinstance(before, Heading):
            parts[-1] += f"\n{words}"
        elif words:
            parts.append(words)
    return "\n\n".join(parts)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return " ".join(part for part in (block.number, block.text) if part)
        case Paragraph() | Notice() | Note():
            return block.text
        case Facts():
            return "\n".join(f"{label}: {value}" for label, value in block.pairs)
        case Figures():
            return BETWEEN.join(f"{number} {label}" for number, label in block.pairs)
        case Bullets():
            return "\n".join(f"– {item}" for item in block.items)
        case Checks():
            return "\n".join(f"{'☒' if ticked else '☐'} {item}" for item, ticked in block.items)
        case Table():
            return "\n".join(_row(block, row) for row in block.rows)
        case Signatures() | Picture() | Contents() | NewPage():
            return ""


def _row(table: Table, row: tuple[str, ...]) -> str:
    """The filled cells of a row. A figure in front numbers it; other figures say what they count.

    After a label, each cell has a line of its own, with the head of its column.
    """
    if table.columns[0].kind == "label":
        cells = zip(table.columns[1:], row[1:], strict=True)
        return "\n".join((row[0], *(f"– {column.label}: {cell}" for column, cell in cells if cell)))
    number, told = "–", []
    for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
        if column.kind == "figure" and at == 0:
            number = cell or number
        elif column.kind == "figure" and cell:
            told.append(f"{column.label}: {cell}")
        elif column.kind == "text" and cell:
            told.append(cell)
    return f"{number} {BETWEEN.join(told)}"
