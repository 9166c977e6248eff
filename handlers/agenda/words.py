"""Agendas in words: the parts of templates, an item with its hours and who leads it, what is otherwise."""

from collections.abc import Iterable

from markupsafe import Markup

from facilitation.agenda.items import Item, Timed
from facilitation.agenda.marks import Mark, Marked
from facilitation.agenda.templates import Part
from handlers.message import lines
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import people
from storage.agenda import ItemKind
from storage.people import Person

PARTS = {
    Part.OPENING: mark("Opening: who is here, what is ahead"),
    Part.ACQUAINTANCE: mark("Getting to know each other: who we are, what we bring"),
    Part.EXPECTATIONS: mark("Expectations and worries"),
    Part.TOPICS: mark("Choosing two or three topics for the network"),
    Part.CONTRACT: mark("Contract: the rules of our cooperation"),
    Part.EXPERIENCE: mark("What we have tried already, and what came of it"),
    Part.STEPS: mark("Steps in their order"),
    Part.RISKS: mark("Risks, and what protects from them"),
    Part.WORK_PLAN: mark("Work plan: who, what, until when"),
    Part.BARRIERS: mark("Barriers: what stops us"),
    Part.IDEAS: mark("Ideas for solutions"),
    Part.CHOICE: mark("Choosing solutions"),
    Part.TRIAL: mark("Testing the solutions: what could go wrong"),
    Part.PRACTICES: mark("Practices: how others do it"),
    Part.COMPARISON: mark("Comparison: what works where, and why"),
    Part.ADAPTATION: mark("A version for smaller and larger cities"),
    Part.TRANSFER: mark("Who tries what at home"),
    Part.NEWS: mark("News from the cities"),
    Part.THEME: mark("Main topic"),
    Part.EXCHANGE: mark("Exchange: questions to one another"),
    Part.NEXT: mark("What happens until the next meeting"),
    Part.CONCLUSIONS: mark("Conclusions and actions"),
    Part.BREAK: mark("Break"),
    Part.MEAL: mark("Meal"),
}
MARKS = {Mark.NEW: mark("new"), Mark.CHANGED: mark("changed")}

Leaders = dict[int, Person]


async def leaders(visit: Visit, items: Iterable[Item]) -> Leaders:
    """Who of the network leads these items; nobody for those who asked to be forgotten."""
    ids = {item.leader_id for item in items if item.leader_id is not None}
    known = await people.by_ids(visit.uow, ids) if ids else {}
    return {key: person for key, person in known.items() if person.name}


def leader(item: Item, known: Leaders) -> str:
    """A name, or nothing."""
    person = known.get(item.leader_id or 0)
    return person.name if person else item.guest


def hours(_: Reader, each: Timed) -> Markup:
    """As in "10:00–10:30"."""
    return Markup("{}–{}").format(_.time(each.starts_at), _.time(each.ends_at))


def line(_: Reader, each: Timed, known: Leaders) -> Markup:
    """As in "10:00–10:30 Otwarcie – Ola Wójcik"."""
    return Markup("{} {}").format(hours(_, each), what(_, each.item, known))


def what(_: Reader, item: Item, known: Leaders) -> Markup:
    """An item without its hours."""
    who = leader(item, known)
    is_break = item.kind is ItemKind.BREAK
    title = Markup("<i>{}</i>").format(item.title) if is_break else Markup("{}").format(item.title)
    about = Markup(" – {}").format(who) if who else Markup()
    return Markup("{}{}").format(title, about)


def internal(_: Reader, each: Timed) -> Markup:
    """An internal item, for those who may not see which."""
    return Markup("{} <i>{}</i>").format(hours(_, each), _("internal part"))


def marked(_: Reader, found: Marked, known: Leaders) -> Markup:
    """A line of the group's card; what is internal does not say what it is."""
    shown = internal(_, found.each) if found.each.item.internal else line(_, found.each, known)
    match found.mark:
        case Mark.DROPPED:
            return Markup("<s>{}</s>").format(shown)
        case Mark.MOVED if found.was_at is not None:
            return _("{line} <i>(was at {time})</i>", line=shown, time=_.time(found.was_at))
        case Mark.NEW | Mark.CHANGED:
            return Markup("{} <b>({})</b>").format(shown, _(MARKS[found.mark]))
    return shown


def off(_: Reader, minutes: int) -> Markup | None:
    """How an agenda misses the hours of its meeting."""
    if minutes > 0:
        return _("The agenda is {length} longer than the meeting.", length=_.duration(minutes))
    if minutes < 0:
        return _("Without an item so far: {length} at the end.", length=_.duration(-minutes))
    return None


def bullets(found: Iterable[Markup]) -> Markup:
    return lines(*(Markup("• {}").format(each) for each in found))
