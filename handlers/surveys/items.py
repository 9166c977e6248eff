"""The items of a survey one under another, as those who prepare it read them."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from facilitation.surveys import building
from facilitation.surveys.instruments import Instrument, Item, ItemKind, Scale
from handlers import picker
from handlers.message import length, lines
from handlers.surveys import wording
from locales.reader import Reader, mark

ROOM = 2200
"""Characters, so that everything else of a page fits beside."""
SHORT = 70
KINDS = {
    "agree": mark("agreement 1–5"),
    "importance": mark("importance 1–5"),
    "bipolar": mark("between two ends"),
    "choice": mark("one of several"),
    "several": mark("several of them"),
    "text": mark("own words"),
}
"""How an item is answered, in words."""


def kind_of(item: Item) -> str:
    """Which of the `KINDS` it is."""
    return item.scale.value if item.scale is not None else item.kind.value


def of_kind(kind: str) -> Item:
    """An item of this kind that has no words yet."""
    if kind in (Scale.AGREE, Scale.IMPORTANCE, Scale.BIPOLAR):
        return Item("", scale=Scale(kind))
    return Item("", kind=ItemKind(kind))


def numbered(_: Reader, instrument: Instrument) -> Markup:
    """All of them, as fully as there is room: with their options, without, or each cut short."""
    whole = [wording.item(_, instrument, each) for each in instrument.items]
    full = _listed(
        lines(words, _options(_, each)) for words, each in zip(whole, instrument.items, strict=True)
    )
    for listed in (full, _listed(whole)):
        if length(listed) <= ROOM:
            return listed
    return _listed(Markup("{}").format(picker.cut(words.unescape(), SHORT)) for words in whole)


def with_kinds(_: Reader, instrument: Instrument) -> Markup:
    """Each with how it is answered, for whoever builds it."""
    found = [
        _("{item} ({kind})", item=wording.item(_, instrument, each), kind=_(KINDS[kind_of(each)]))
        for each in instrument.items
    ]
    listed = _listed(found)
    return listed if length(listed) <= ROOM else numbered(_, instrument)


def _options(_: Reader, item: Item) -> Markup | None:
    """What may be chosen, where the question does not say it and not everybody knows it."""
    if item.kind not in (ItemKind.CHOICE, ItemKind.SEVERAL):
        return None
    return _("Answers: {options}", options=Markup(" / ").join(wording.choices(_, item)))


def _listed(items: Iterable[Markup]) -> Markup:
    return lines(*(Markup("{}. {}").format(n, each) for n, each in enumerate(items, 1)))


def copied(_: Reader, instrument: Instrument) -> tuple[Item, ...]:
    """The same questions in the words of this reader, to be changed."""
    return building.as_own([_worded(_, instrument, each) for each in instrument.items])


def _worded(_: Reader, instrument: Instrument, item: Item) -> Item:
    if item.scale is Scale.BIPOLAR:
        return replace(item, options=tuple(each.unescape() for each in wording.ends(_, item) or ()))
    return replace(item, words=wording.item(_, instrument, item).unescape())
