"""A file that people attach to what they write: known by its number at Telegram, which sends it on or gives it out."""

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
    """What kind of file it is, its number at Telegram, and what it is called ("" where it has no name).

    Known of one that was just heard, and kept nowhere: its size in bytes (0: not known) and what type the sender's
    program says it is ("": not known).
    """

    kind: AttachedKind
    file_id: str
    name: str = ""
    size: int = 0
    media_type: str = ""
