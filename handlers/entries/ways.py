"""What a reader of an entry can do with it: the buttons of each part of the log, in one order."""

from collections.abc import Awaitable, Callable

from markupsafe import Markup

from handlers.entries import attaching, flagging, hiding, keeping, printing, similar
from handlers.message import Button, Message
from handlers.visit import Visit
from locales.reader import Reader
from storage.entries import Entry

WAYS: tuple[Callable[[Visit, Reader, Entry], Awaitable[list[list[Button]]]], ...] = (
    attaching.ways,
    similar.ways,
    printing.ways,
    flagging.ways,
    keeping.ways,
    hiding.ways,
)
"""Each gives rows of buttons for whoever looks, none for whoever may not."""


async def add(visit: Visit, _: Reader, entry: Entry) -> Message:
    rows = [row for ways in WAYS for row in await ways(visit, _, entry)]
    return Message(Markup(""), tuple(tuple(row) for row in rows))
