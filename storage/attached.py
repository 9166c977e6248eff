"""A file that people attach to what they write: known by its number at Telegram, never fetched, only sent on."""

from dataclasses import dataclass
from enum import StrEnum


class AttachedKind(StrEnum):
    """How Telegram shows a file."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"
    ANIMATION = "animation"
    VIDEO_NOTE = "video_note"

    @property
    def lasting(self) -> bool:
        """Whether nothing else can ever take its place in a message."""
        return self in (AttachedKind.VOICE, AttachedKind.VIDEO_NOTE)


@dataclass(frozen=True)
class Attached:
    """What kind of file it is, its number at Telegram, and what it is called ("" where it has no name)."""

    kind: AttachedKind
    file_id: str
    name: str = ""
