"""The picture of a network: institutions around an oval, and an arrow from each that gave to each that took over.

What goes both ways is one line with two heads.
"""

from dataclasses import dataclass

from papers.charts import NOTE, TITLE, Sheet, drawing
from papers.oval import PITCH, Node, arrow, oval_of, places_on, way_of, write_names


@dataclass(frozen=True)
class Sociogram:
    """Ties are pairs of numbers: who gave, and who took over. The caption says what the arrows mean."""

    title: str
    nodes: tuple[Node, ...]
    ties: tuple[tuple[int, int], ...]
    caption: str
    language: str


def picture(sociogram: Sociogram) -> bytes:
    """A PNG, 1080 dots wide and as high as it has to be; the same one for the same institutions and ties."""
    with drawing(sociogram.language) as sheet:
        lay(sheet, sociogram)
        return sheet.png()


def lay(sheet: Sheet, sociogram: Sociogram) -> None:
    """The parts of a picture, from its top."""
    sheet.paragraph(sociogram.title, TITLE, below=30)
    oval = oval_of(sheet.y, len(sociogram.nodes))
    places = dict(
        zip((node.key for node in sociogram.nodes), places_on(oval, len(sociogram.nodes)), strict=True)
    )
    for giver, taker in sorted(set(sociogram.ties)):
        both = (taker, giver) in sociogram.ties
        if not both or giver < taker:
            by = way_of(oval, places[giver], places[taker])
            arrow(sheet, places[giver], by, places[taker], both=both)
    write_names(sheet, oval, [(places[node.key], sheet.set_(node.name)) for node in sociogram.nodes])
    sheet.y = oval.y + oval.high + PITCH / 2
    sheet.paragraph(sociogram.caption, NOTE, above=14)
