"""Files in requests: an upload, or a file_id that Telegram knows already."""

from __future__ import annotations

from typing import Any

from sandbox.errors import bad_request
from sandbox.files import File, Upload, picture_size
from sandbox.world import World

MAX_UPLOAD, MAX_PHOTO = 50 * 1024 * 1024, 10 * 1024 * 1024
LENGTHS = {"duration": 1}
TOLD = {
    "video": ("width", "height", "duration"),
    "animation": ("width", "height", "duration"),
    "audio": ("duration", "title", "performer"),
    "voice": ("duration",),
    "video_note": ("duration", "length"),
}
EXTRAS: dict[str, dict[str, Any]] = {
    "video": {"width": 640, "height": 360} | LENGTHS,
    "animation": {"width": 320, "height": 320} | LENGTHS,
    "audio": LENGTHS,
    "voice": LENGTHS,
    "video_note": {"length": 240} | LENGTHS,
}


def stored(world: World, given: Upload | str, kind: str) -> File:
    """The file that a request names or brings."""
    if isinstance(given, str):
        file = world.files.get(given)
        if file is None:
            is_url = given.startswith(("http://", "https://"))
            raise bad_request(
                "failed to get HTTP URL content" if is_url else "wrong file identifier/HTTP URL specified"
            )
        return file
    if not given.data:
        raise bad_request("file must be non-empty")
    if len(given.data) > MAX_UPLOAD:
        raise bad_request("Request Entity Too Large")
    if kind == "photo":
        _check_photo(given)
    return world.files.add(given, photo=kind == "photo")


def content(
    world: World, kind: str, given: Upload | str, more: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The fields of a Message that show this file."""
    file = stored(world, given, kind)
    if kind == "photo":
        return {"photo": file.photo_sizes()}
    if kind == "document":
        return {"document": file.document()}
    told = {name: value for name, value in (more or {}).items() if name in TOLD[kind]}
    bare = {"voice": file.voice, "video_note": file.video_note}.get(kind, file.document)
    shown = {kind: bare() | EXTRAS[kind] | told}
    return shown | ({"document": file.document()} if kind == "animation" else {})


def _check_photo(given: Upload) -> None:
    size = picture_size(given.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * max(min(size), 1):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if len(given.data) > MAX_PHOTO:
        raise bad_request("file is too big: a photo has at most 10 MB")
