"""How papers look in Word: its own styles, dressed as the PDF is, and the few things that only XML can say."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

FACE = "Cambria"
INK, SOFT, MARK = RGBColor(0x1F, 0x24, 0x28), RGBColor(0x59, 0x61, 0x69), RGBColor(0x1C, 0x6B, 0x58)
LINE, STRONG, WASH = "C9C5BB", "1F2428", "F4F2EC"
SIDE, LANDSCAPE_SIDE = Mm(23), Mm(18)
TONGUES = {"pl": "pl-PL", "en": "en-GB"}
INSIDE_BORDERS = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind"),
    *("w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr"),
)
INSIDE_CELLS = ["w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"]


@dataclass(frozen=True)
class Look:
    """One style: sizes and distances in points."""

    size: float
    colour: RGBColor = INK
    before: float = 0
    after: float = 0
    line: float = 1.0
    bold: bool = False


BOOK = {"Title": Look(34, after=8, bold=True), "Heading 1": Look(20, before=0, after=10, bold=True)}
BOOK["Heading 2"] = Look(15, before=22, after=3, bold=True)
LOOKS = {
    "Normal": Look(11, after=6, line=1.15),
    "Title": Look(24, after=4, bold=True),
    "Subtitle": Look(12.5, SOFT, after=4),
    "Heading 1": Look(13, before=18, after=6, bold=True),
    "Heading 2": Look(12, before=14, after=4, bold=True),
    "Heading 3": Look(11, MARK, before=8, after=2, bold=True),
    "List Bullet": Look(11, after=4, line=1.15),
    "Caption": Look(9, SOFT),
    "Header": Look(9, SOFT),
    "Footer": Look(9, SOFT),
}


def dress(paper: Paper, language: str, *, book: bool) -> None:
    """Styles that every Word has, so that a reader's own habits and tools work on them."""
    for name, look in {**LOOKS, **(BOOK if book else {})}.items():
        _style(paper, name, look)
    for tongue in paper.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), TONGUES.get(language, language))
    for border in list(paper.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def page(paper: Paper, words: str, *, landscape: bool) -> None:
    """A4, with the number of the page below."""
    section = paper.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = LANDSCAPE_SIDE if landscape else SIDE
    section.top_margin = section.bottom_margin = Mm(24)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in words.replace("{page}", "\0PAGE\0").replace("{pages}", "\0NUMPAGES\0").split("\0"):
        if part not in ("PAGE", "NUMPAGES"):
            foot.add_run(part)
            continue
        field = _new("w:fldSimple", instr=part)
        field.append(foot.add_run("1")._r)
        foot._p.append(field)


def room(paper: Paper) -> tuple[Length, Length]:
    """How wide the text may be, and how high a picture with its heading."""
    section = paper.sections[0]
    wide, high = section.page_width or Mm(210), section.page_height or Mm(297)
    return Length(wide - 2 * (section.left_margin or SIDE)), Length(high - Mm(72))


def contents(paper: Paper, title: str, headings: Sequence[tuple[int, str]]) -> None:
    """A field that Word fills with the pages as it opens the paper; until then it holds the headings."""
    above = paper.add_paragraph().add_run(title)
    above.bold, above.font.size = True, Pt(20)
    for at, (level, heading) in enumerate(headings):
        line = paper.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Mm(6 * (level - 1)), Pt(3)
        if at == 0:
            line._p.append(_field("begin", dirty="true"))
            line._p.append(_instruction('TOC \\o "1-2" \\h \\z'))
            line._p.append(_field("separate"))
        line.add_run(heading).bold = level == 1
        if at == len(headings) - 1:
            line._p.append(_field("end"))


def underline(paragraph: Paragraph) -> None:
    """A line in the colour of the papers, as wide as the page."""
    _line(paragraph, "w:bottom", "8", "10", str(MARK))
    paragraph.paragraph_format.space_after = Pt(18)


def overline(paragraph: Paragraph) -> None:
    """A line to sign on, above its label."""
    _line(paragraph, "w:top", "4", "4", str(SOFT))


def notice(paragraph: Paragraph) -> None:
    """A bar on the left and a quiet ground."""
    _line(paragraph, "w:left", "24", "8", str(MARK))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(_new("w:shd", val="clear", color="auto", fill=WASH), *INSIDE_BORDERS[1:])
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(14)
    paragraph.paragraph_format.keep_with_next = True


def borders(cell: Cell, **sides: tuple[int, str]) -> None:
    """Lines around a cell: for each side how thick (eighths of a point) and in which colour."""
    around = _new("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            thick, colour = sides[side]
            around.append(_new(f"w:{side}", val="single", sz=str(thick), space="0", color=colour))
    cell._tc.get_or_add_tcPr().insert_element_before(around, *INSIDE_CELLS)


def tight(grid: Table) -> None:
    """A fixed table with a millimetre at each side of its cells, so that a narrow column holds a number."""
    grid.autofit = False
    margins = _new("w:tblCellMar")
    margins.append(_new("w:left", w="57", type="dxa"))
    margins.append(_new("w:right", w="57", type="dxa"))
    grid._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def kept_whole(row: Row) -> None:
    """A row that no end of a page divides."""
    row._tr.get_or_add_trPr().append(_new("w:cantSplit"))


def repeated(row: Row) -> None:
    """A row that every page begins with."""
    row._tr.get_or_add_trPr().append(_new("w:tblHeader"))


def _line(paragraph: Paragraph, side: str, thick: str, away: str, colour: str) -> None:
    around = _new("w:pBdr")
    around.append(_new(side, val="single", sz=thick, space=away, color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(around, *INSIDE_BORDERS)


def _field(part: str, **attributes: str) -> BaseOxmlElement:
    run = _new("w:r")
    run.append(_new("w:fldChar", fldCharType=part, **attributes))
    return run


def _instruction(words: str) -> BaseOxmlElement:
    run, told = _new("w:r"), _new("w:instrText")
    told.text = words
    run.append(told)
    return run


def _style(paper: Paper, name: str, look: Look) -> None:
    style = paper.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(look.size), look.colour
    style.font.bold, style.font.italic = look.bold, False
    written = style.paragraph_format
    written.space_before, written.space_after, written.line_spacing = (
        Pt(look.before),
        Pt(look.after),
        look.line,
    )
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in [key for key in fonts.attrib if "Theme" in str(key) or "theme" in str(key)]:
        del fonts.attrib[theme]
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FACE)


def _new(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
