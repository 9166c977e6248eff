"""Files that people and the bot send, and what Telegram says about them."""

from __future__ import annotations

import hashlib
import mimetypes
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

FILE_ID = "SBX"
"""How every file id begins."""


@dataclass(slots=True, frozen=True)
class Upload:
    """A file as it came in a request."""

    name: str
    data: bytes
    mime: str | None = None


@dataclass(slots=True, frozen=True)
class File:
    """A stored file."""

    file_id: str
    unique_id: str
    name: str
    data: bytes
    mime: str
    path: str
    photo: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Telegram's File object."""
        return self._head() | {"file_path": self.path}

    def document(self) -> dict[str, Any]:
        return self._head() | {"file_name": self.name, "mime_type": self.mime}

    def voice(self) -> dict[str, Any]:
        return self._head() | {"mime_type": self.mime}

    def video_note(self) -> dict[str, Any]:
        return self._head()

    def photo_sizes(self) -> list[dict[str, Any]]:
        width, height = picture_size(self.data) or (0, 0)
        return [self._head() | {"width": width, "height": height}]

    def _head(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class Files:
    """All files by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._last = 0

    def add(self, upload: Upload, *, photo: bool = False) -> File:
        self._last += 1
        n = self._last
        unique = hashlib.sha256(upload.data).hexdigest()[:16]
        mime = upload.mime or mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        suffix = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        path = f"{'photos' if photo else 'documents'}/file_{n}.{suffix}"
        file = File(f"{FILE_ID}{n:06d}{unique}", f"U{unique}", upload.name, upload.data, mime, path, photo)
        self._by_id[file.file_id] = self._by_path[path] = file
        return file

    def get(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def lose(self, file_id: str) -> None:
        """Telegram has it no more; messages with it stay."""
        del self._by_path[self._by_id.pop(file_id).path]

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or lossy WebP from its header; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:4] == b"GIF8" and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data[:2] == b"\xff\xd8":
        return next(_jpeg_frames(data), None)
    if data[:4] == b"RIFF" and data[12:16] == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg_frames(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield width, height
        at += 2 + length
