"""Typesetting: a template of `papers/templates` and plain values in, pages or a picture out.

Values reach the template as data, never as markup, so that a person named `#eval("1")` is printed so. Only the fonts
that come with typst are used, and time is passed in: the same values give the same bytes everywhere.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from typst import OutputFormat, PDFStandard

TEMPLATES = Path(__file__).parent / "templates"
ARCHIVABLE: "list[PDFStandard]" = ["a-2a", "ua-1"]
DOTS_PER_INCH = 144.0
REMEMBERED = 10


def pages(template: str, values: Mapping[str, object], made: datetime) -> bytes:
    """A tagged PDF, archivable (PDF/A-2a) and accessible (PDF/UA-1).

    Neither standard allows a sign that no font has; with one in a name, the same pages come without their seal.
    """
    try:
        return _compiled(template, values, "pdf", made, ARCHIVABLE)
    except typst.TypstError:
        return _compiled(template, values, "pdf", made, [])
    finally:
        _forget()


def picture(template: str, values: Mapping[str, object]) -> bytes:
    """A PNG with two dots for each point of the page."""
    try:
        return _compiled(template, values, "png", None, [])
    finally:
        _forget()


def _compiled(
    template: str,
    values: Mapping[str, object],
    output: "OutputFormat",
    made: datetime | None,
    standards: "list[PDFStandard]",
) -> bytes:
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format=output,
        ppi=DOTS_PER_INCH,
        sys_inputs={"values": json.dumps(values)},
        pdf_standards=standards,
        timestamp=int(made.timestamp()) if made else None,
    )


def _forget() -> None:
    """typst keeps what it needed for its last ten papers, 15 MB for a long one: blank ones push it out."""
    for _ in range(REMEMBERED):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, format="svg")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
