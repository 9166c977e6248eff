"""Which parts of what someone typed become links: addresses of pages and of people, recognised strictly."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}"
PAGE = rf"https?://{HOST}(?::[0-9]{{1,5}})?(?:[/?#][a-z0-9._~:/?#!$&*+,;=%@-]*)?"
PERSON = rf"[a-z0-9][a-z0-9._%+-]{{0,63}}@{HOST}"
LINKED = re.compile(rf"(?<![\w.@/:%+-])(?:{PAGE}|{PERSON})(?![\w@:/%+-])", re.IGNORECASE | re.ASCII)
WHOLE_PAGE = re.compile(PAGE, re.IGNORECASE | re.ASCII)
AFTER = ".,;:!?"
"""What ends a sentence rather than an address."""
LONGEST = 500


def with_links(text: str) -> Markup:
    """The text, escaped, with links that search engines don't follow."""
    return Markup("").join(_pieces(text))


def web_address(text: str) -> str:
    """The text if it is the address of a web page and nothing else, else ""."""
    return text if len(text) <= LONGEST and WHOLE_PAGE.fullmatch(text) else ""


def _pieces(text: str) -> Iterator[Markup]:
    at = 0
    for found in LINKED.finditer(text):
        address = found[0].rstrip(AFTER)
        if len(address) > LONGEST:
            continue
        yield escape(text[at : found.start()])
        target = address if "://" in address else f"mailto:{address}"
        yield Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(target, address)
        at = found.start() + len(address)
    yield escape(text[at:])
