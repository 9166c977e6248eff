"""The file attached to a message of Telegram."""

from telegram import Message

from storage.attached import Attached as Attached
from storage.attached import AttachedKind


def of(message: Message) -> Attached | None:
    """The file attached to a message; of a photo the largest size."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Attached(AttachedKind.PHOTO, largest.file_id, "", largest.file_size or 0, "image/jpeg")
    for kind in _BY_FIELD:
        file = getattr(message, kind)
        if file is not None:
            name, media_type = getattr(file, "file_name", None), getattr(file, "mime_type", None)
            return Attached(kind, file.file_id, name or "", file.file_size or 0, media_type or "")
    return None


_BY_FIELD = (
    AttachedKind.ANIMATION,  # such a message has a document as well
    AttachedKind.DOCUMENT,
    AttachedKind.VIDEO,
    AttachedKind.AUDIO,
    AttachedKind.VOICE,
    AttachedKind.VIDEO_NOTE,
)
