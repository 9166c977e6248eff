"""Looking at pictures and pages: the dots of a PNG, and where the letters of a PDF stand."""

import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import pypdfium2


@dataclass(frozen=True)
class Dots:
    """A picture: its size, and each row of dots as bytes, some for each dot."""

    width: int
    height: int
    channels: int
    rows: tuple[bytes, ...]

    def at(self, x: int, y: int) -> tuple[int, ...]:
        return tuple(self.rows[y][x * self.channels : (x + 1) * self.channels])


def dots(png: bytes) -> Dots:
    """A PNG with eight bits for each channel, unpacked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, packed, head = 8, b"", b""
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        head, packed = (body if kind == b"IHDR" else head), (packed + body if kind == b"IDAT" else packed)
        at += 12 + length
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    assert (depth, interlaced) == (8, 0)
    plain, step = zlib.decompress(packed), width * channels
    rows: list[bytes] = [bytes(step)]
    for begin, end in pairwise(range(0, (step + 1) * height + 1, step + 1)):
        rows.append(_unfiltered(plain[begin], plain[begin + 1 : end], rows[-1], channels))
    return Dots(width, height, channels, tuple(rows[1:]))


def _unfiltered(kind: int, row: bytes, above: bytes, channels: int) -> bytes:
    if kind in (0, 2):
        same = row if kind == 0 else above
        return (
            bytes((byte + up) & 255 for byte, up in zip(row, above, strict=True))
            if kind and any(row)
            else same
        )
    done = bytearray()
    for at, byte in enumerate(row):
        left = done[at - channels] if at >= channels else 0
        corner = above[at - channels] if at >= channels else 0
        done.append((byte + _expected(kind, left, above[at], corner)) % 256)
    return bytes(done)


def _expected(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:
        return left if kind == 1 else (left + up) // 2
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


@dataclass(frozen=True)
class Letter:
    """One printed sign: what it is, and the box of its ink, in points from the lower left corner of its page."""

    sign: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def hides(self, other: "Letter") -> bool:
        """Ligatures are several signs in one box; hooks and strokes of neighbours may touch."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        smaller = min(self.area, other.area)
        return self.box != other.box and wide > 0 and high > 0 and wide * high > 0.4 * smaller

    @property
    def box(self) -> tuple[float, ...]:
        return (self.left, self.bottom, self.right, self.top)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(frozen=True)
class Printed:
    """A PDF as its reader sees it."""

    pages: int
    width: float
    height: float
    words: str
    letters: tuple[Letter, ...]

    @property
    def outside(self) -> list[Letter]:
        """What leaves the page, or comes too near to its edge to be printed."""
        edge = 20
        return [
            letter
            for letter in self.letters
            if not (edge < letter.left and letter.right < self.width - edge)
            or not (edge < letter.bottom and letter.top < self.height - edge)
        ]

    @property
    def hidden(self) -> list[tuple[Letter, Letter]]:
        """Pairs of letters or figures printed over each other."""
        near: dict[tuple[int, int, int], list[Letter]] = defaultdict(list)
        for letter in (letter for letter in self.letters if letter.sign.isalnum()):
            columns = range(int(letter.left) // 24, int(letter.right) // 24 + 1)
            rows = range(int(letter.bottom) // 24, int(letter.top) // 24 + 1)
            for column, row in product(columns, rows):
                near[letter.page, column, row].append(letter)
        pairs = (pair for field in near.values() for pair in combinations(field, 2))
        return [(one, other) for one, other in pairs if one.hides(other)]


def printed(pdf: bytes) -> Printed:
    """The words of a PDF, and where each of its letters stands."""
    opened = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage() for page in opened]
    width, height = opened[0].get_size()
    letters = tuple(letter for number, text in enumerate(texts) for letter in _letters(number, text))
    words = "\n".join(text.get_text_range() for text in texts)
    return Printed(len(opened), width, height, words, letters)


def _letters(number: int, text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        box = text.get_charbox(at)
        if sign.strip() and box[0] < box[2] and box[1] < box[3]:
            yield Letter(sign, number, *box)


def bare(words: str) -> str:
    """Only letters and figures: what stays when a text is set, broken into lines and hyphenated."""
    return "".join(sign for sign in words if sign.isalnum())
