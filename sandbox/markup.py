"""Text with markup to plain text with entities (offsets in UTF-16 units), refused in Telegram's words."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any, NoReturn

from sandbox.errors import bad_request

Entity = dict[str, Any]
Parsed = tuple[str, list[Entity]]

STYLES = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link", "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
DATE_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
KNOWN_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#[xX][0-9a-fA-F]+);?")
LINK = re.compile(
    r"(?:https?://|tg://|ton://|mailto:|tel:)?[^\s/?#]+\.[^\s]+|tg://\S+|mailto:\S+|tel:\S+", re.I
)
DETECTED = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![/<>])")),
    ("email", re.compile(r"(?<![\w.@+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://|tg://)?(?:[\w-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"«»]*)?"
        ),
    ),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?!#)")),
)
TOP_DOMAINS = frozenset(
    [
        "pl",
        "com",
        "org",
        "net",
        "eu",
        "info",
        "gov",
        "edu",
        "io",
        "me",
        "dev",
        "app",
        "ai",
        "tv",
        "uk",
        "de",
        "cz",
        "sk",
        "ua",
        "lt",
        "fr",
        "it",
        "es",
    ]
)


def utf16(text: str) -> int:
    """Length in UTF-16 code units, the measure of every offset in the Bot API."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def parse(text: str, mode: str | None, entities: list[Entity] | None = None) -> Parsed:
    """Plain text and all its entities: marked up or given, and those Telegram finds by itself."""
    if mode in (None, ""):
        plain, found = text, [dict(entity) for entity in entities or []]
        _check_given(plain, found)
    elif mode.lower() == "html":
        plain, found = parse_html(text)
    else:
        raise bad_request(f"unsupported parse_mode (the sandbox reads HTML, not {mode})")
    plain, found = _trim(plain, found)
    return plain, _sorted(found + _detected_outside(plain, found))


def detect(text: str) -> list[Entity]:
    """What Telegram recognises in plain text: commands, mentions, links, addresses, hashtags."""
    return _detected_outside(text, [])


def parse_html(text: str) -> Parsed:
    reader = _Html(text)
    reader.feed(text)
    reader.close()
    return reader.result()


class _Html(HTMLParser):
    """Telegram's HTML: a few tags, four named references, and no mercy."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._line_starts = [0] + [match.end() for match in re.finditer("\n", source)]
        self._out: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int, Entity | None]] = []
        self._entities: list[Entity] = []

    def result(self) -> Parsed:
        if self._open:
            self._fail(f'Can\'t find end tag corresponding to start tag "{self._open[-1][0]}"')
        return "".join(self._out), [entity for entity in self._entities if entity["length"]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in STYLES:
            self._unsupported(tag)
        values = {name: value or "" for name, value in attrs}
        self._open.append((tag, self._length, self._entity(tag, values)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            self._fail(f"Unexpected end tag at byte offset {self._byte_offset()}")
        opened, start, entity = self._open.pop()
        if tag != opened:
            where = f'at byte offset {self._byte_offset()}, expected "</{opened}>", found "</{tag}>"'
            self._fail(f"Unmatched end tag {where}")
        if entity is None:
            return
        entity |= {"offset": start, "length": self._length - start}
        last = self._entities[-1] if self._entities else None
        same_span = last is not None and (last["offset"], last["length"]) == (start, entity["length"])
        if opened == "pre" and same_span and last is not None and last["type"] == "code":
            self._entities.pop()
            entity |= {"language": last["language"]} if "language" in last else {}
        self._entities.append(entity)

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self._stray(data.index("<"))
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(unescape(f"&{name};") if name in {"lt", "gt", "amp", "quot"} else self._as_written(name))

    def handle_charref(self, name: str) -> None:
        self._write(unescape(f"&#{name};"))

    def handle_comment(self, data: str) -> None:
        self._unsupported("!--")

    def handle_decl(self, decl: str) -> None:
        self._unsupported("!" + decl.partition(" ")[0])

    def handle_pi(self, data: str) -> None:
        self._unsupported("?" + data.partition(" ")[0])

    def unknown_decl(self, data: str) -> None:
        self._unsupported("![" + data.partition(" ")[0])

    def _entity(self, tag: str, values: dict[str, str]) -> Entity | None:
        entity: Entity = {"type": STYLES[tag]}
        if tag == "span" and values.get("class") != "tg-spoiler":
            self._fail(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte_offset()}')
        if tag == "a":
            return _link(values.get("href", ""))
        if tag == "blockquote" and "expandable" in values:
            entity["type"] = "expandable_blockquote"
        if tag == "code" and values.get("class", "").startswith("language-"):
            entity["language"] = values["class"].removeprefix("language-")
        if tag == "tg-emoji":
            if not values.get("emoji-id", "").isdigit():
                self._fail("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = values["emoji-id"]
        if tag == "tg-time":
            entity |= self._moment(values)
        return entity

    def _moment(self, values: dict[str, str]) -> Entity:
        unix, shape = values.get("unix", ""), values.get("format", "")
        if not unix.isdigit():
            self._fail(f"Invalid date specified at byte offset {self._byte_offset()}")
        if not DATE_TIME_FORMAT.fullmatch(shape):
            self._fail(f"Invalid date format specified at byte offset {self._byte_offset()}")
        return {"unix_time": int(unix)} | ({"date_time_format": shape} if shape else {})

    def _stray(self, further: int) -> NoReturn:
        """A "<" that begins no complete tag."""
        rest = self._source[self._at() + further :]
        offset = f"at byte offset {self._byte_offset(further)}"
        if rest.startswith("</"):
            self._fail(f"{'Unclosed' if self._open else 'Unexpected'} end tag {offset}")
        if tag := re.match(r"<[A-Za-z][^\s>]*(\s+[^\s=>]+)?", rest):
            name = tag.group().split()[0][1:]
            self._fail(
                f'Unclosed start tag "{name}" {offset}' if tag.group(1) else f"Unclosed start tag {offset}"
            )
        self._unsupported(re.split(r"[\s>]", rest[1:], maxsplit=1)[0], further)

    def _as_written(self, name: str) -> str:
        at = self._at()
        closed = self._source[at + 1 + len(name) : at + 2 + len(name)] == ";"
        return f"&{name};" if closed else f"&{name}"

    def _write(self, data: str) -> None:
        self._out.append(data)
        self._length += utf16(data)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _byte_offset(self, further: int = 0) -> int:
        return len(self._source[: self._at() + further].encode())

    def _unsupported(self, tag: str, further: int = 0) -> NoReturn:
        self._fail(f'Unsupported start tag "{tag}" at byte offset {self._byte_offset(further)}')

    def _fail(self, problem: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {problem}")


def _link(href: str) -> Entity | None:
    if user := re.fullmatch(r"tg://user\?id=(\d+)", href):
        return {"type": "text_mention", "user": {"id": int(user.group(1))}}
    return {"type": "text_link", "url": href} if LINK.fullmatch(href) else None


def _check_given(text: str, entities: list[Entity]) -> None:
    length = utf16(text)
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text at "
                f"UTF-16 offset {length}"
            )


def _trim(text: str, entities: list[Entity]) -> Parsed:
    stripped = text.strip()
    if stripped == text:
        return text, entities
    lead, length = utf16(text) - utf16(text.lstrip()), utf16(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return stripped, kept


def _detected_outside(text: str, known: list[Entity]) -> list[Entity]:
    blocking = {"code", "pre", "text_link", "text_mention", "date_time"}
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in blocking]
    found: list[Entity] = []
    for kind, pattern in DETECTED:
        for match in pattern.finditer(text):
            if kind == "url" and not _is_address(match.group()):
                continue
            start, length = utf16(text[: match.start()]), utf16(match.group().rstrip(".:;,('?!`)"))
            if all(start >= end or start + length <= begin for begin, end in taken):
                found.append({"type": kind, "offset": start, "length": length})
                taken.append((start, start + length))
    return _sorted(found)


def _is_address(found: str) -> bool:
    if "://" in found:
        return True
    host = re.split(r"[/?#:]", found, maxsplit=1)[0]
    return host.rpartition(".")[2].lower() in TOP_DOMAINS


def _sorted(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
