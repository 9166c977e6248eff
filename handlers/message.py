"""A message as a handler builds it: escaped text, buttons, and the shape in which Telegram takes it."""

import base64
import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup

from handlers.attached import Attached
from locales.reader import Reader
from storage.attached import AttachedKind

LIMIT, CAPTION = 4096, 1024
CAPTIONED = ("caption", "parse_mode")
CUT = "\n…"
TAG = re.compile(r"<(/?)([a-z][a-z-]*)[^>]*>")
MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
"""Bytes of a file: Telegram takes more, but what waits to be sent has to fit into the outbox."""


@dataclass(frozen=True)
class Button:
    """A label with what it does: `tap` (callback data) or `url`."""

    label: str
    tap: str | None = None
    url: str | None = None
    style: str | None = None

    def as_telegram(self) -> dict[str, Any]:
        parts = {"callback_data": self.tap, "url": self.url, "style": self.style}
        return {
            "text": self.label.unescape() if isinstance(self.label, Markup) else self.label,
            **{key: part for key, part in parts.items() if part},
        }


@dataclass(frozen=True)
class Document:
    """A file to send: what it is called, and what is in it."""

    name: str
    content: bytes

    def as_sealed(self) -> dict[str, str]:
        """For the outbox; delivery makes an upload of it again."""
        name = "".join(sign if sign.isprintable() and sign not in '/\\"' else "-" for sign in self.name)
        return {"name": name, "content": base64.b64encode(self.content).decode()}


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Message:
    """Text with its buttons, or with a file: a `document` or a `picture` of ours, or what someone `attached`.

    `names` are the people whom text and file name, for the day one of them asks to be forgotten.
    """

    text: Markup
    buttons: Rows = ()
    names: frozenset[int] = field(default_factory=frozenset)
    silent: bool = False
    document: Document | None = None
    picture: Document | None = None
    attached: Attached | None = None

    @property
    def files(self) -> dict[str, Document]:
        """What of ours goes up with it, by the parameter that takes it."""
        ours = {"document": self.document, "photo": self.picture}
        return {name: file for name, file in ours.items() if file is not None}

    @property
    def has_file(self) -> bool:
        return bool(self.files) or self.attached is not None

    def without_file(self) -> "Message":
        return replace(self, document=None, picture=None, attached=None)

    @property
    def method(self) -> str:
        """With what it is sent."""
        if self.attached is not None:
            return "send" + self.attached.kind.value.title().replace("_", "")
        return "send" + next(iter(self.files), "message").title()

    def with_buttons(self, *rows: Iterable[Button]) -> "Message":
        return replace(self, buttons=(*self.buttons, *(tuple(row) for row in rows if row)))

    def as_telegram(self) -> dict[str, Any]:
        """Parameters of its `method`, besides the files of ours."""
        parameters = self.as_words(caption=self.has_file)
        if self.attached is not None:
            parameters[self.attached.kind.value] = self.attached.file_id
        if self.attached is not None and self.attached.kind is AttachedKind.VIDEO_NOTE:
            parameters = {name: value for name, value in parameters.items() if name not in CAPTIONED}
        if self.silent:
            parameters["disable_notification"] = True
        return parameters

    def as_words(self, *, caption: bool) -> dict[str, Any]:
        """Parameters of editMessageText, or of editMessageCaption where the message carries a file."""
        parameters: dict[str, Any] = {"parse_mode": "HTML"}
        if caption:
            parameters["caption"] = str(self.text)
        else:
            parameters |= {"text": str(self.text), "link_preview_options": {"is_disabled": True}}
        if self.buttons:
            rows = [[button.as_telegram() for button in row] for row in self.buttons]
            parameters["reply_markup"] = {"inline_keyboard": rows}
        return parameters

    def digest(self) -> str:
        """Tells whether a message would look other than the one shown."""
        return hashlib.sha256(json.dumps(self.as_telegram(), sort_keys=True).encode()).hexdigest()[:32]

    def whole(self, *, caption: bool = False) -> "Message":
        """One message that Telegram takes, for what can't be split: of a longer text the beginning."""
        first, *rest = split(self.text, (CAPTION if caption or self.has_file else LIMIT) - len(CUT))
        return replace(self, text=first + CUT) if rest else self

    def parts(self) -> list["Message"]:
        """Messages that Telegram takes: split between paragraphs, the buttons under the last.

        A file has short words as its caption. It comes after words that are longer, or have buttons: what is tapped
        may become other words, which a file can't.
        """
        if self.has_file and not self.text and not self.buttons:
            return [self]
        wordless = self.attached is not None and self.attached.kind is AttachedKind.VIDEO_NOTE
        if self.has_file and not wordless and not self.buttons and length(self.text) <= CAPTION:
            return [self]
        texts = split(self.text)
        words = self.without_file()
        parts = [replace(words, text=text, buttons=()) for text in texts[:-1]]
        file = replace(self, text=Markup(""), buttons=(), silent=True)
        return [*parts, replace(words, text=texts[-1]), *([file] if self.has_file else [])]


def sendable(_: Reader, message: Message) -> list[Message]:
    """Messages that Telegram takes; instead of a file that is too large, its reader is told so."""
    file = next((each for each in message.files.values() if len(each.content) > LARGEST), None)
    if file is None:
        return message.parts()
    sorry = _(
        "The file “{name}” is too large for me to send: it has {size} MB, and {most} MB fit at most.",
        name=file.name, size=math.ceil(len(file.content) / MEGABYTE), most=LARGEST // MEGABYTE,
    )  # fmt: skip
    return replace(message.without_file(), text=paragraphs(message.text, sorry)).parts()


def paragraphs(*texts: Markup | str | None) -> Markup:
    """Paragraphs with an empty line between, the empty ones left out."""
    return Markup("\n\n").join(text for text in texts if text)


def lines(*texts: Markup | str | None) -> Markup:
    """Lines one under another, the empty ones left out."""
    return Markup("\n").join(text for text in texts if text)


def columns(buttons: Iterable[Button], width: int) -> Rows:
    """Buttons in rows of `width`."""
    every = tuple(buttons)
    return tuple(every[start : start + width] for start in range(0, len(every), width))


def length(text: Markup) -> int:
    """Characters as Telegram counts them: UTF-16 units after the markup is parsed."""
    visible = _Visible()
    visible.feed(str(text))
    visible.close()
    return _units("".join(visible.pieces))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def split(text: Markup, limit: int = LIMIT) -> list[Markup]:
    """Parts within Telegram's limit. Breaks between lines; a longer line is cut as plain text."""
    if _units(text) <= limit:  # what is seen is no longer than the markup
        return [text]
    parts: list[Markup] = []
    part: list[Markup] = []
    for line in (piece for whole in text.split("\n") for piece in _short(whole, limit)):
        if part and length(Markup("\n").join([*part, line])) > limit:
            parts.append(Markup("\n").join(part))
            part = []
        part.append(line)
    return [kept for kept in _closed([*parts, Markup("\n").join(part)]) if kept.striptags()] or [text]


def _short(line: Markup, limit: int) -> list[Markup]:
    if length(line) <= limit:
        return [line]
    plain = line.striptags()
    half = limit // 2
    return [Markup("{}").format(plain[start : start + half]) for start in range(0, len(plain), half)]


def _closed(parts: Iterable[Markup]) -> Iterator[Markup]:
    """What is open where a part ends is closed there and opened again in the next; what was never opened goes."""
    is_open: list[re.Match[str]] = []

    def follow(tag: re.Match[str]) -> str:
        if not tag[1]:
            is_open.append(tag)
        elif is_open:
            is_open.pop()
        else:
            return ""
        return tag[0]

    for part in parts:
        again = "".join(tag[0] for tag in is_open)
        text = again + TAG.sub(follow, part)
        end = "".join(f"</{tag[2]}>" for tag in reversed(is_open))
        yield Markup(text + end)  # noqa: S704  (only tags that stood there)


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
