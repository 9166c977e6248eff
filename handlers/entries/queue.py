"""`/sprawdzanie`: what waits for those who lead, what is back with its author, what changed since it was checked."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.entries import freshness
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import picker
from handlers.entries import wording
from handlers.message import Button, Message, Rows, columns, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries, people
from storage.entries import Entry, EntryState

PAGE = 6
SHORT = 80
FIRST = "waiting"
LISTS = {
    FIRST: mark("Waiting to be checked"),
    "returned": mark("Back with their authors"),
    "changed": mark("Changed since the check"),
    "unconfirmed": mark("Not confirmed for over a year"),
    "hidden": mark("Hidden"),
}
STATES = {"waiting": EntryState.WAITING, "returned": EntryState.RETURNED, "hidden": EntryState.HIDDEN}


async def show(visit: Visit, _typed: str) -> None:
    """The first list in which something waits."""
    visit.require(Act.CHECK_ENTRIES)
    counts = {name: (await _found(visit, name, 0))[1] for name in LISTS}
    first = next((name for name in LISTS if counts[name] and name != "hidden"), FIRST)
    visit.reply(await _page(visit, first, 0))


async def on_checks(visit: Visit, network_id: int, which: str, page: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.CHECK_ENTRIES)
    if which not in LISTS or not 0 <= page < 10_000:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await _page(visit, which, page))


async def _found(visit: Visit, which: str, page: int) -> tuple[Sequence[Entry], int]:
    """A page of a list, and how many there are."""
    here, first = visit.here.key, page * PAGE
    if which == "unconfirmed":
        since = visit.now - freshness.YEAR
        return await entries.unconfirmed(visit.uow, here, since, first=first, most=PAGE)
    every = (
        await entries.changed_since_check(visit.uow, here)
        if which == "changed"
        else await entries.in_state(visit.uow, here, [STATES[which]])
    )
    return every[first : first + PAGE], len(every)


async def _page(visit: Visit, which: str, page: int) -> Message:
    _ = visit.reader
    found, count = await _found(visit, which, page)
    known = await people.by_ids(visit.uow, {each.author_id for each in found if each.author_id})
    counts = {name: (await _found(visit, name, 0))[1] for name in LISTS if name != which}
    first = page * PAGE + 1
    listed = []
    for n, each in enumerate(found, first):
        author = known.get(each.author_id or 0)
        from_whom = [author.name if author else None, await wording.place_of(visit, each)]
        who = ", ".join(part for part in from_whom if part)
        listed.append(_line(visit, _, which, n, each, who))
    text = paragraphs(
        _("<b>{list}: {count}</b>", list=_(LISTS[which]), count=count),
        *listed,
        None if found else _nothing(_, which, any(counts[name] for name in counts if name != "hidden")),
    )
    return Message(text, _buttons(visit, _, which, page, found, count, counts), frozenset(known))


def _line(visit: Visit, _: Reader, which: str, n: int, entry: Entry, who: str) -> Markup:
    head = _("{n}. “{title}”", n=n, title=picker.cut(entry.title, SHORT))
    about = [_(wording.KINDS[entry.kind]), who or None, _when(visit, _, which, entry)]
    return Markup("{}\n{}").format(head, Markup(" · ").join(each for each in about if each))


def _when(visit: Visit, _: Reader, which: str, entry: Entry) -> Markup | None:
    if which == "waiting":
        days = (visit.now - (entry.submitted_at or entry.proposed_at)).days
        return _.plural("waits for {n} day", "waits for {n} days", days) if days > 0 else _("new today")
    if which == "returned":
        return _("asked: {question}", question=picker.cut(entry.reason, SHORT))
    if which == "changed" and entry.changed_at is not None:
        return _("changed on {date}", date=_.full_date(entry.changed_at))
    if which == "unconfirmed":
        return _("last on {date}", date=_.full_date(freshness.last_sign(entry)))
    return None


def _nothing(_: Reader, which: str, others: bool) -> Markup:
    if which == FIRST and not others:
        return _("Nothing waits: everything that was handed in is checked. Thank you for looking!")
    return _("There is nothing here.")


def _buttons(
    visit: Visit, _: Reader, which: str, page: int, found: Sequence[Entry], count: int, counts: dict[str, int]
) -> Rows:
    here, first = visit.here.key, page * PAGE + 1
    numbers = [
        Button(str(n), tap=visit.tap("entry", "check", each.key)) for n, each in enumerate(found, first)
    ]
    turns = tuple(
        Button(label, tap=visit.tap("entry", "checks", here, which, to))
        for label, to, there in (
            (_("‹ Previous"), page - 1, page > 0),
            (_("Next ›"), page + 1, count > (page + 1) * PAGE),
        )
        if there
    )
    others = tuple(
        (Button(f"{_(LISTS[name]).unescape()}: {n}", tap=visit.tap("entry", "checks", here, name, 0)),)
        for name, n in counts.items()
        if n
    )
    return (*columns(numbers, 6), *([turns] if turns else []), *others)
