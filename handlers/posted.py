"""How a post stands in its chat: what its words look like, and which file it carries.

Telegram lets a message get a file, or another one, but never lose it again: where the file has to go, a small note
takes its place, and the words stay a caption for good. So `Post.shown` has both: a digest, and what file there is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from handlers.message import Document, Message
from locales import Reader

NOTE = "note"


@dataclass(frozen=True)
class Edit:
    """A request that brings a post up to date."""

    method: str
    parameters: Mapping[str, Any]
    files: Mapping[str, Document] | None = None


def rendered(message: Message, shown: str = "") -> Message:
    """A message as it fits into a post, into the one `shown` already if there is one.

    What could never be taken out again is not posted at all.
    """
    if message.attached is not None and message.attached.kind.lasting:
        message = replace(message, attached=None)
    return message.whole(caption=bool(file_in(shown)))


def look(message: Message, shown: str = "") -> str:
    """What to remember of a message as it stands then, in place of what was `shown` before."""
    file = NOTE if file_in(shown) else ""
    if message.attached is not None:
        file = sha256(message.attached.file_id.encode()).hexdigest()[:16]
    return ":".join(filter(None, (message.digest(), file)))


def spoilt(shown: str) -> str:
    """To remember that other words stand there for a moment: whatever comes next differs from them."""
    return f"something else:{file_in(shown)}"


def file_in(shown: str) -> str:
    """The file that a post carries, "" for none."""
    return shown.partition(":")[2]


def edit(_: Reader, message: Message, shown: str, *, anew: bool = False) -> Edit:
    """How a post that was `shown` becomes this message; `anew` also sends the file again that it has already."""
    before, after = file_in(shown), file_in(look(message, shown))
    if not after:
        return Edit("editMessageText", message.as_words(caption=False))
    words = message.as_words(caption=True)
    if before == after and not anew:
        return Edit("editMessageCaption", words)
    buttons = {name: words[name] for name in ("reply_markup",) if name in words}
    caption = {name: words[name] for name in ("caption", "parse_mode")}
    if message.attached is not None:
        file = {"type": message.attached.kind.value, "media": message.attached.file_id}
        return Edit("editMessageMedia", {"media": file | caption, **buttons})
    note = Document("-.txt", str(_("The file that was here has been taken out.").striptags()).encode())
    media = {"type": "document", "media": "attach://file", **caption}
    return Edit("editMessageMedia", {"media": media, **buttons}, {"file": note})
