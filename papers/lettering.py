"""Lettering of charts: which signs can be shown, how wide they are, and lines no wider than their place.

The letters are those of DejaVu Sans, which comes with matplotlib: the same on every machine. matplotlib is imported
when the first chart is drawn; until then this costs nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from papers.typography import HARD_SPACE, neat, printable

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

DOTS_PER_INCH = 72  # so that a point is a dot
PARTS_OF_A_DOT = 64
EVEN = 8.0
LEFT_OUT = "…"
TRAILING = f" .,:;-–{HARD_SPACE}"
LETTERS = ("L", "N")
MARKS = ("Mn", "Me")
UNSEEN = ("Cf", "Zl", "Zp")


@dataclass(frozen=True)
class Face:
    """How words look. Sizes are in dots."""

    size: int
    bold: bool = False
    colour: str = "#1f2428"

    @property
    def line(self) -> float:
        """From one line to the next."""
        return self.size * 1.26

    @property
    def rise(self) -> float:
        """From the top of a line to the foot of its letters."""
        return self.size * 0.98

    @property
    def font(self) -> "FontProperties":
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=_file(self.bold), size=self.size)


def shown(words: str, language: str) -> str:
    """As a careful typist would have set it, made of signs that the font has."""
    signs = [""]
    for sign in unicodedata.normalize("NFC", printable(words)):
        known = "" if _is_mark(sign) and _is_mark(signs[-1]) else _known(sign)
        if known and not known == LEFT_OUT == signs[-1]:
            signs.append(known)
    return re.sub(r" *\n *", "\n", neat("".join(signs), language)).strip()


def _is_mark(sign: str) -> bool:
    """An accent and the like, of which only one may be piled on a letter."""
    return unicodedata.category(sign[-1:] or " ") in MARKS


def in_one_line(words: str) -> str:
    return words.replace("\n", " ")


def width(words: str, face: Face) -> float:
    """Of one line, in dots."""
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags

    font = get_font(_file(face.bold))
    font.clear()
    font.set_size(face.size, DOTS_PER_INCH)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / PARTS_OF_A_DOT


def wrapped(words: str, face: Face, room: float) -> list[str]:
    """Lines as typed, broken between words into some of much the same length. Only what no line could hold is cut."""
    return [line for typed in words.split("\n") for line in _broken(typed, face, room)] if words else []


def shortened(lines: list[str], most: int, face: Face, room: float) -> list[str]:
    """So many lines at most; where words are left out, an ellipsis says so."""
    if len(lines) <= most:
        return lines
    words = lines[most - 1].split(" ")
    while len(words) > 1 and width(" ".join(words) + LEFT_OUT, face) > room:
        words.pop()
    last = " ".join(words)
    while len(last) > 1 and width(last + LEFT_OUT, face) > room:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(TRAILING) + LEFT_OUT]


def _broken(typed: str, face: Face, room: float) -> list[str]:
    words = list(_fitting(typed, face, room))
    widths = [width(word, face) for word in words]
    lengths = _evenly(widths, width(" ", face), room)
    starts = accumulate(lengths, initial=0)
    return [" ".join(words[start : start + length]) for start, length in zip(starts, lengths, strict=False)]


def _evenly(widths: list[float], space: float, room: float) -> list[int]:
    """How many words are in each line: no more lines than the room needs, none of them much longer than others."""
    fewest = _filled(widths, space, room)
    narrow, wide = max(widths), room
    while wide - narrow > EVEN:
        between = (narrow + wide) / 2
        if len(_filled(widths, space, between)) > len(fewest):
            narrow = between
        else:
            wide = between
    return _filled(widths, space, wide)


def _filled(widths: list[float], space: float, room: float) -> list[int]:
    lengths, used = [0], 0.0
    for wide in widths:
        if lengths[-1] and used + space + wide > room:
            lengths.append(0)
        used = used + space + wide if lengths[-1] else wide
        lengths[-1] += 1
    return lengths


def _fitting(typed: str, face: Face, room: float) -> Iterator[str]:
    """Words, none of them wider than the room. Where a hard space is in the way, it is soft again."""
    for word in typed.split(" "):
        if width(word, face) <= room:
            yield word
        else:
            for part in word.split(HARD_SPACE):
                yield from _cut(part, face, room) if width(part, face) > room else [part]


def _cut(word: str, face: Face, room: float) -> Iterator[str]:
    piece, used = "", 0.0
    wide = {sign: max(width(sign, face), width(sign * 2, face) - width(sign, face)) for sign in set(word)}
    for sign in word:
        if piece and not unicodedata.combining(sign) and used + wide[sign] > room:
            yield piece
            piece, used = "", 0.0
        piece, used = piece + sign, used + wide[sign]
    yield piece


def _known(sign: str) -> str:
    """The sign, or what stands for it: plain letters for ornate ones, an ellipsis for letters that can't be shown."""
    signs, category = _signs(), unicodedata.category(sign)
    if category in UNSEEN:
        return ""
    if sign == "\n" or ord(sign) in signs:
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    if all(ord(part) in signs for part in plain):
        return plain
    return LEFT_OUT if category.startswith(LETTERS) else ""


@cache
def _signs() -> frozenset[int]:
    """What both the plain and the bold letters have."""
    from matplotlib.font_manager import get_font

    plain, bold = (get_font(_file(bold)).get_charmap() for bold in (False, True))
    return frozenset(int(sign) for sign in plain if sign in bold)


@cache
def _file(bold: bool) -> str:
    import matplotlib

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name)
