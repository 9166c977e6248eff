"""What changed last, as an Atom feed (RFC 4287): entries keep their names for good, whatever their titles."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
LATEST = 50
NAMED_IN = 2026
"""A tag names whoever had the address in that year (RFC 4151): it must never change."""


@dataclass(frozen=True)
class Item:
    """An entry in the feed; `page` is its file, seen from the feed; `content` is HTML."""

    number: int
    title: str
    author: str
    page: str
    language: str
    published: datetime
    changed: datetime
    labels: tuple[str, ...]
    content: str


@dataclass(frozen=True)
class Feed:
    """All of it. `address` is the site's, with a slash at its end, or "" if nobody knows."""

    title: str
    language: str
    address: str
    made: datetime
    items: Sequence[Item]

    def name(self, what: str) -> str:
        """What this is called for good."""
        if not self.address:
            return uuid.uuid5(uuid.NAMESPACE_OID, f"{self.title}\n{what}").urn
        where = urlsplit(self.address)
        return f"tag:{where.hostname},{NAMED_IN}:{where.path}{what}"


def as_atom(feed: Feed) -> bytes:
    """The newest change first; the same entries give the same bytes."""
    ElementTree.register_namespace("", ATOM)
    whole = ElementTree.Element(
        f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language}
    )
    changed = max((item.changed for item in feed.items), default=feed.made)
    home = f"{feed.address}{feed.language}/" if feed.address else ""
    _add(whole, "title", feed.title)
    _add(whole, "id", feed.name(feed.language))
    _add(whole, "updated", _moment(changed))
    _add(_add(whole, "author"), "name", feed.title)
    _add(whole, "link", rel="alternate", type="text/html", hreflang=feed.language, href=f"{home}index.html")
    if home:
        _add(whole, "link", rel="self", type="application/atom+xml", href=f"{home}feed.xml")
    for item in feed.items:
        _entry(whole, feed, item, home)
    ElementTree.indent(whole)
    told: bytes = ElementTree.tostring(whole, "utf-8", xml_declaration=True)
    return told + b"\n"


def _entry(whole: ElementTree.Element, feed: Feed, item: Item, home: str) -> None:
    entry = _add(whole, "entry", **{"{http://www.w3.org/XML/1998/namespace}lang": item.language})
    _add(entry, "title", item.title)
    _add(entry, "id", feed.name(f"w/{item.number}"))
    _add(entry, "published", _moment(item.published))
    _add(entry, "updated", _moment(item.changed))
    _add(_add(entry, "author"), "name", item.author or feed.title)
    _add(entry, "link", rel="alternate", type="text/html", href=home + item.page)
    for label in item.labels:
        _add(entry, "category", term=label)
    _add(entry, "content", item.content, type="html")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    added = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    added.text = text or None
    return added


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
