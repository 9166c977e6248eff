"""Instruments that a network builds: named lists of items, of which every change makes another version.

The `revision` grows with every change, so that whoever changes one can tell whether it is still as they saw it.
"""

from collections.abc import Sequence
from dataclasses import replace

from facilitation.refusals import Refused
from facilitation.surveys import answers, instruments
from facilitation.surveys.instruments import Item, ItemKind, Scale
from facilitation.surveys.reasons import SurveyReason
from facilitation.text import folded
from facilitation.typed import one_line
from storage.network import Network
from storage.people import Person
from storage.surveys import Template, templates
from storage.unit_of_work import UnitOfWork

MOST, LONGEST_NAME = 30, 50
LONGEST_WORDS, LONGEST_OPTION = 200, 80
FEWEST_OPTIONS, MOST_OPTIONS, POLES = 2, 10, 2
MOST_TEXTS = 3


# names


async def build(
    uow: UnitOfWork, network: Network, typed: str, by: Person, items: Sequence[Item] = ()
) -> Template:
    """A new one with these items. Whoever builds holds the network, so that names stay unique."""
    await uow.hold(Network, network.key)
    name = await checked_name(uow, network.key, typed)
    if len(await templates.of_network(uow, network.key)) >= MOST:
        raise Refused(SurveyReason.TEMPLATES_MANY, most=MOST)
    built = Template(network_id=network.key, by_id=by.key, name=name, items=instruments.dumped(items))
    return await templates.add(uow, built)


async def rename(uow: UnitOfWork, template: Template, typed: str) -> None:
    """The questions stay as they are, so rounds can still be compared."""
    await uow.hold(Network, template.network_id)
    template.name = await checked_name(uow, template.network_id, typed, but=template.key)
    template.revision += 1
    uow.session.add(template)


async def checked_name(uow: UnitOfWork, network_id: int, typed: str, but: int | None = None) -> str:
    """Refused where another one of the network bears it."""
    name = one_line(typed, LONGEST_NAME, SurveyReason.TITLE)
    if not name:
        raise Refused(SurveyReason.TITLE, most=LONGEST_NAME)
    for other in await templates.of_network(uow, network_id):
        if other.id != but and folded(other.name) == folded(name):
            raise Refused(SurveyReason.TEMPLATE_TWICE, name=other.name)
    return name


# what is asked


def items_of(template: Template) -> tuple[Item, ...]:
    return instruments.loaded(template.items)


def checked_words(typed: str) -> str:
    return one_line(
        typed, LONGEST_WORDS, SurveyReason.ITEM_LENGTH, least=1, too_short=SurveyReason.ITEM_EMPTY
    )


def checked_options(typed: str) -> tuple[str, ...]:
    """One in each line."""
    return _checked(typed, FEWEST_OPTIONS, MOST_OPTIONS)


def checked_poles(typed: str) -> tuple[str, ...]:
    """The two ends of a bipolar item, one in each line."""
    return _checked(typed, POLES, POLES)


def _checked(typed: str, least: int, most: int) -> tuple[str, ...]:
    found = [one_line(line, LONGEST_OPTION, SurveyReason.OPTION_LONG) for line in typed.splitlines()]
    options = tuple(each for each in found if each)
    if not least <= len(options) <= most:
        raise Refused(SurveyReason.OPTIONS_NUMBER, n=len(options), least=least, most=most)
    known: set[str] = set()
    for each in options:
        if folded(each) in known:
            raise Refused(SurveyReason.OPTION_TWICE, option=each)
        known.add(folded(each))
    return options


def has_poles(item: Item) -> bool:
    """Whether it lies between two ends, which are all of its words."""
    return item.scale is Scale.BIPOLAR


def room_for(items: Sequence[Item], kind: ItemKind) -> None:
    """Refused where no other item of this kind fits."""
    texts = sum(item.kind is ItemKind.TEXT for item in items)
    if kind is ItemKind.TEXT and texts >= MOST_TEXTS:
        raise Refused(SurveyReason.TEXTS_MANY, most=MOST_TEXTS)
    if len(items) >= answers.MOST_ITEMS:
        raise Refused(SurveyReason.ITEMS_MANY, most=answers.MOST_ITEMS)


def next_id(items: Sequence[Item]) -> str:
    """A name that none of them has."""
    return f"q{max((int(item.id[1:]) for item in items), default=0) + 1}"


def as_own(items: Sequence[Item]) -> tuple[Item, ...]:
    """The same questions as own ones, named anew: own ones are neither reversed nor summed up."""
    return tuple(replace(item, id=f"q{n}", reverse=False) for n, item in enumerate(items, 1))


# changes


def add(uow: UnitOfWork, template: Template, item: Item) -> None:
    """At the end; this overwrites nothing, whatever others do."""
    items = items_of(template)
    room_for(items, item.kind)
    _change(uow, template, (*items, replace(item, id=next_id(items))))


def reword(uow: UnitOfWork, template: Template, place: int, words: str, options: Sequence[str]) -> None:
    """Other words, or other options, for the item at this place (from 0)."""
    items = items_of(template)
    other = replace(items[place], words=words, options=tuple(options))
    if other != items[place]:
        _change(uow, template, (*items[:place], other, *items[place + 1 :]))


def move(uow: UnitOfWork, template: Template, place: int, by: int) -> None:
    """Up (-1) or down (1); at the edges it stays."""
    items = list(items_of(template))
    if 0 <= place + by < len(items):
        items.insert(place + by, items.pop(place))
        _change(uow, template, items)


def take_out(uow: UnitOfWork, template: Template, place: int) -> None:
    """Can be undone until something else changes."""
    items, before = items_of(template), template.items
    _change(uow, template, (*items[:place], *items[place + 1 :]))
    template.before = before


def put_back(uow: UnitOfWork, template: Template) -> None:
    """As it was before the last item was taken out."""
    if template.before is not None:
        _change(uow, template, instruments.loaded(template.before))


def _change(uow: UnitOfWork, template: Template, items: Sequence[Item]) -> None:
    if not answers.fits([item for item in items if item.kind is not ItemKind.TEXT]):
        raise Refused(SurveyReason.ITEMS_MANY, most=answers.MOST_ITEMS)
    template.items, template.before = instruments.dumped(items), None
    template.version += 1
    template.revision += 1
    uow.session.add(template)
