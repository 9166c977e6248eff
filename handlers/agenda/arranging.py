"""The agenda in the hands of those who arrange it: its items, each with what can be done, one step back, published."""

from collections.abc import Callable

from markupsafe import Markup

from facilitation.agenda import items as rules
from facilitation.agenda import keeping
from facilitation.agenda.items import Item, Items
from facilitation.agenda.keeping import Arrangement
from handlers import matters
from handlers.agenda import standing, words
from handlers.agenda.door import enter, head
from handlers.feature import Matter
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage.agenda import proposals

MATTER = "agenda item"


async def message(visit: Visit, found: Arrangement) -> Message:
    """The whole agenda, and what can be done with it."""
    _, known = visit.reader, await words.leaders(visit, found.items)
    there = await standing.contributed(visit, _, visit.here, found.meeting)
    more = standing.contents(found.items, there)
    listed = [
        Markup("{}. {}{}").format(
            n, words.line(_, each, known), _("  (internal)") if each.item.internal else ""
        )
        for n, each in enumerate(found.timed, 1)
    ]
    text = paragraphs(
        lines(head(_, found.meeting), _state(_, found)),
        lines(*listed),
        words.off(_, found.off),
        more.text,
    )
    rows = await _rows(
        visit, found, {name: there[name].title for name in standing.missing(found.items, there)}
    )
    return Message(text, rows, frozenset(known) | more.names)


def _state(_: Reader, found: Arrangement) -> Markup:
    if found.agenda.published_at is None:
        return _("A draft: only those who arrange it see it.")
    return _("It is published; what you change shows in the group, with a mark for a day.")


async def _rows(visit: Visit, found: Arrangement, missing: dict[str, Markup]) -> Rows:
    _, key = visit.reader, found.meeting.key
    waiting = len(await proposals.waiting(visit.uow, visit.here.key))

    def button(label: Markup | str, action: str, *values: int | str, style: str | None = None) -> Button:
        return Button(label, tap=visit.tap("agenda", action, key, *values), style=style)

    numbers = [button(str(n), "item", item.number) for n, item in enumerate(found.items, 1)]
    fit = {1: button(_("Shorten the items"), "shorten"), -1: button(_("Lengthen the last item"), "lengthen")}
    off = (found.off > 0) - (found.off < 0)
    rows = [
        *columns(numbers, 6),
        (fit[off],) if off else (),
        (button(_("Add an item…"), "add"), button(_("Add a break"), "pause")),
        *((button(_("Add: {what}", what=title), "standing", name),) for name, title in missing.items()),
        (
            Button(
                _("Proposed topics: {n}", n=waiting), tap=visit.tap("agenda", "proposals", visit.here.key, 0)
            ),
        ),
        (button(_("Undo"), "undo"), button(_("Begin anew"), "anew"))
        if found.can_be_undone
        else (button(_("Begin anew"), "anew"),),
        (button(_("Publish in the group"), "publish", style="success"),)
        if found.agenda.published_at is None
        else (),
        (Button(_("‹ The meeting"), tap=visit.tap("m", "one", key)),),
    ]
    return tuple(row for row in rows if row)


async def show(visit: Visit, found: Arrangement) -> None:
    visit.edit(await message(visit, found))


async def put(visit: Visit, found: Arrangement, item: Item) -> None:
    """A new item, and the agenda with it."""
    await show(visit, await keeping.arrange(visit.uow, found, rules.put(found.items, item), visit.now))


# one item


async def on_item(visit: Visit, meeting_id: int, number: int) -> None:
    await show_item(visit, await enter(visit, meeting_id), number)


async def show_item(visit: Visit, found: Arrangement, number: int) -> None:
    rules.find(found.items, number)
    _, known = visit.reader, await words.leaders(visit, found.items)
    each = next(each for each in found.timed if each.item.number == number)
    text = paragraphs(
        Markup("<b>{}</b>").format(each.item.title),
        lines(
            _("{hours}, {length}", hours=words.hours(_, each), length=_.duration(each.item.minutes)),
            _("Led by: {who}", who=words.leader(each.item, known))
            if words.leader(each.item, known)
            else None,
            _("Internal: observers don't see it, and it goes into no paper that leaves the network.")
            if each.item.internal
            else None,
        ),
        words.off(_, found.off),
    )
    more = await matters.taken_up(visit, Matter(MATTER, number, found.meeting.key))
    *ways, back = _item_rows(visit, found, each.item)
    rows = (*ways, *more.buttons, back)
    visit.edit(Message(paragraphs(text, more.text), rows, frozenset(known) | more.names))


async def as_matter(visit: Visit, matter: Matter) -> str:
    """Its title, where it is put to the vote in the group; nothing of what is internal."""
    found = await enter(visit, matter.meeting)
    item = rules.find(found.items, matter.number)
    return "" if item.internal else item.title


def _item_rows(visit: Visit, found: Arrangement, item: Item) -> Rows:
    _, key, number = visit.reader, found.meeting.key, item.number

    def button(label: Markup | str, action: str, *values: int) -> Button:
        return Button(label, tap=visit.tap("agenda", action, key, number, *values))

    internal = _("Not internal") if item.internal else _("Internal")
    nobody = (button(_("Nobody leads it"), "nobody"),) if item.leader_id or item.guest else ()
    return (
        (button(_("Title…"), "title"), button(_("Length…"), "minutes")),
        (button(_("Led by someone of the network…"), "leader"),),
        (button(_("Led by a guest…"), "guest"), *nobody),
        (button(_("↑ Earlier"), "move", -1), button(_("↓ Later"), "move", 1)),
        (button(internal, "internal", int(not item.internal)), button(_("Take it out"), "out")),
        (Button(_("‹ Agenda"), tap=visit.tap("agenda", "show", key)),),
    )


async def on_move(visit: Visit, meeting_id: int, number: int, by: int) -> None:
    found = await enter(visit, meeting_id)
    to = 1 if by > 0 else -1
    await show_item(
        visit, await _arranged(visit, found, lambda items: rules.moved(items, number, to)), number
    )


async def on_internal(visit: Visit, meeting_id: int, number: int, on: int) -> None:
    """The button says what it is to be, so that two taps at once are one."""
    found = await enter(visit, meeting_id)
    found = await _arranged(visit, found, lambda items: rules.changed(items, number, internal=bool(on)))
    await show_item(visit, found, number)


async def on_nobody(visit: Visit, meeting_id: int, number: int) -> None:
    found = await enter(visit, meeting_id)
    found = await _arranged(
        visit, found, lambda items: rules.changed(items, number, leader_id=None, guest="")
    )
    await show_item(visit, found, number)


async def on_out(visit: Visit, meeting_id: int, number: int) -> None:
    found = await enter(visit, meeting_id)
    await show(visit, await _arranged(visit, found, lambda items: rules.taken_out(items, number)))


async def _arranged(visit: Visit, found: Arrangement, becoming: Callable[[Items], Items]) -> Arrangement:
    return await keeping.arrange(visit.uow, found, becoming(found.items), visit.now)


# the whole


async def on_shorten(visit: Visit, meeting_id: int) -> None:
    found = await enter(visit, meeting_id)
    await show(visit, await _arranged(visit, found, lambda items: rules.shortened(items, found.minutes)))


async def on_lengthen(visit: Visit, meeting_id: int) -> None:
    found = await enter(visit, meeting_id)
    await show(visit, await _arranged(visit, found, lambda items: rules.lengthened(items, found.minutes)))


async def on_undo(visit: Visit, meeting_id: int) -> None:
    found = await keeping.undo(visit.uow, await enter(visit, meeting_id), visit.now)
    if found.items:
        await show(visit, found)
    else:
        visit.edit(emptied(visit, found))


async def on_anew(visit: Visit, meeting_id: int) -> None:
    """All items go; the templates are offered again, and one step back."""
    found = await enter(visit, meeting_id)
    await keeping.drop(visit.uow, found, visit.now)
    visit.edit(emptied(visit, found))


def emptied(visit: Visit, found: Arrangement) -> Message:
    _, key = visit.reader, found.meeting.key
    back = Button(_("Undo"), tap=visit.tap("agenda", "undo", key))
    anew = Button(_("Choose a template"), tap=visit.tap("agenda", "show", key))
    return Message(paragraphs(head(_, found.meeting), _("The agenda is empty now.")), ((anew, back),))


async def on_publish(visit: Visit, meeting_id: int) -> None:
    found = await keeping.publish(visit.uow, await enter(visit, meeting_id), visit.now)
    await show(visit, found)
    visit.answer(visit.reader("Published in the group."))
