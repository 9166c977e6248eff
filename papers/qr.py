"""The picture for the screen of a room: a code to scan, the same code in letters, and what to do with it."""

import io

import segno

from papers.typesetting import picture as typeset
from papers.typography import neat


def picture(link: str, title: str, code: str, hint: str, language: str) -> bytes:
    """A PNG of 1920 × 1080 dots."""
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return typeset(
        "qr",
        {
            "language": language,
            "square": drawn.getvalue().decode(),
            "title": neat(title, language),
            "code": neat(code, language),
            "hint": neat(hint, language),
        },
    )
