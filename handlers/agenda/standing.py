"""Items that other features have for every meeting, with what stands in them now."""

from markupsafe import Markup

from facilitation.agenda.items import Item
from facilitation.agenda.templates import Standing
from handlers.agenda import words
from handlers.feature import StandingItem
from handlers.message import Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage.meetings import Meeting
from storage.network import Network


async def contributed(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> dict[str, StandingItem]:
    """What the features have for a meeting, by their names, in the order in which they are registered."""
    found = {
        feature.name: await feature.agenda_item(visit, _, network, meeting)
        for feature in visit.registry.features
        if feature.agenda_item is not None
    }
    return {name: item for name, item in found.items() if item is not None}


def for_template(found: dict[str, StandingItem]) -> list[Standing]:
    return [Standing(name, item.title.unescape(), item.minutes) for name, item in found.items()]


def contents(items: tuple[Item, ...], found: dict[str, StandingItem]) -> Message:
    """What stands in the standing items of an agenda."""
    shown = [found[item.standing] for item in items if item.standing in found]
    texts = [
        lines(Markup("<b>{}</b>").format(each.title), words.bullets(each.lines))
        for each in shown
        if each.lines
    ]
    return Message(paragraphs(*texts), names=frozenset(name for each in shown for name in each.names))


def missing(items: tuple[Item, ...], found: dict[str, StandingItem]) -> list[str]:
    """Features whose item is not in the agenda."""
    there = {item.standing for item in items}
    return [name for name in found if name not in there]
