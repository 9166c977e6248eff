"""Files of entries inside the site: copied once under a name made of what they hold, never of what they were called."""

import hashlib
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from papers.log import LogFile
from papers.typography import printable

PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
OTHERS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
"""Nothing that a browser would run as a page of this site."""
NAME, QUALITY = 32, 90
BARE = ("image/jpeg", "image/png", "image/webp")
"""Pictures that are drawn anew, for they may tell where they were taken."""
LOOKS = ("transparency", "icc_profile")


@dataclass(frozen=True)
class Shown:
    """A file as a page shows it; `path` begins at the folder of the site."""

    name: str
    path: str
    picture: bool


def copied(files: tuple[LogFile, ...], folder: Path) -> list[Shown]:
    """Those of the files that exist and may be shown, copied into `f` of this folder."""
    shown = []
    for file in files:
        ending = PICTURES.get(file.media_type) or OTHERS.get(file.media_type)
        copy = _bare if file.media_type in BARE else _copy
        if ending and (path := copy(Path(file.path), ending, folder)):
            name = " ".join(printable(file.name).split())
            shown.append(Shown(name, path, file.media_type in PICTURES))
    return shown


def _bare(source: Path, ending: str, folder: Path) -> str:
    """A picture with nothing but what is seen on it, the right way up; "" if it is gone or no picture."""
    try:
        with Image.open(source) as picture:
            seen = ImageOps.exif_transpose(picture)
            seen.info = {name: seen.info[name] for name in LOOKS if name in seen.info}
            written = io.BytesIO()
            seen.save(written, format=picture.format, quality=QUALITY)
    except (OSError, ValueError, Image.DecompressionBombError):
        return ""
    path = f"f/{hashlib.sha256(written.getvalue()).hexdigest()[:NAME]}.{ending}"
    (folder / path).write_bytes(written.getvalue())
    return path


def _copy(source: Path, ending: str, folder: Path) -> str:
    """Where it is now, "" if it is gone."""
    try:
        with source.open("rb") as content:
            name = hashlib.file_digest(content, "sha256").hexdigest()[:NAME]
            path = f"f/{name}.{ending}"
            if not (folder / path).exists():
                content.seek(0)
                with (folder / path).open("wb") as copy:
                    shutil.copyfileobj(content, copy)
    except OSError:
        return ""
    return path
