"""Looking at pictures and pages: the dots of a PNG, and where the letters of a PDF stand."""

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise


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
    done = bytearray()
    for at, byte in enumerate(row):
        left = done[at - channels] if at >= channels else 0
        corner = above[at - channels] if at >= channels else 0
        done.append((byte + _expected(kind, left, above[at], corner)) % 256)
    return bytes(done)


def _expected(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:
        return (0, left, up, (left + up) // 2)[kind]
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))
