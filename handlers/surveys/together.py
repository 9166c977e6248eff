"""`/przekroj`: the surveys of several networks together, for the coordinating team. No network is named or shown by
itself, and there is no way from here into any of them."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import instruments
from facilitation.surveys import together as rules
from facilitation.surveys.instruments import Instrument, Item, Scale
from facilitation.surveys.results import FEW
from facilitation.surveys.together import TOGETHER, Pooled, PooledItem
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import wording
from handlers.visit import Visit
from locales.reader import Reader


async def show(visit: Visit, _typed: str) -> None:
    visit.reply(await overview(visit))


async def on_networks(visit: Visit) -> None:
    visit.require(Act.COMPARE_NETWORKS)
    visit.edit(await overview(visit))


async def overview(visit: Visit) -> Message:
    """The surveys that enough networks have used."""
    _ = visit.reader
    found = await rules.available(visit.uow)
    text = paragraphs(
        _("<b>Surveys of several networks together</b>"),
        _("Choose a survey.") if found else _too_few(_),
        why(_),
    )
    buttons = [
        Button(_(wording.TITLES[each.key]), tap=visit.tap("srv", "together", each.key)) for each in found
    ]
    return Message(text, columns(buttons, 1))


async def on_together(visit: Visit, instrument: str) -> None:
    visit.require(Act.COMPARE_NETWORKS)
    _, known = visit.reader, instruments.OF_THE_HOUSE.get(instrument)
    if known is None:
        raise Refused(DoorReason.OLD_BUTTON)
    pooled = await rules.of(visit.uow, known)
    back = Button(_("‹ Several networks"), tap=visit.tap("srv", "networks"))
    visit.edit(Message(whole(_, known, pooled) if pooled else _too_few(_), ((back,),)))


def _too_few(_: Reader) -> Markup:
    return _("So far fewer than {least} networks have published results of the same survey.", least=TOGETHER)


def why(_: Reader) -> Markup:
    return lines(
        _(
            "I add up networks only from {least} on, and only questions that at least {few} people answered in each, "
            "so that nobody can tell how a single network stands. Each one sees its own results itself.",
            least=TOGETHER, few=FEW,
        ),
        _("For the same reason new results come in only together with those of two other networks."),
    )  # fmt: skip


def whole(_: Reader, instrument: Instrument, pooled: Pooled) -> Markup:
    asked = {item.id: item for item in instrument.scored}
    people = _.plural(
        "{n} of {all} invited people answered, in {networks} networks.",
        "{n} of {all} invited people answered, in {networks} networks.",
        pooled.answered, all=pooled.invited, networks=pooled.networks,
    )  # fmt: skip
    return paragraphs(
        lines(
            _("<b>Several networks together: {title}</b>", title=_(wording.TITLES[instrument.key])), people
        ),
        *(_item(_, place, asked[each.id], each) for place, each in enumerate(pooled.items, 1)),
        _(
            "Of each network its latest published results count. They say nothing about why networks answer so."
        ),
        _("<i>These questions are our own and not scientifically validated.</i>"),
        why(_),
    )


def _item(_: Reader, place: int, asked: Item, pooled: PooledItem) -> Markup:
    low, middle, high = pooled.thirds
    return lines(
        Markup("<b>{}.</b> {}").format(place, wording.short(_, asked)),
        _favour(_, asked, pooled),
        _("1–2: {low} · 3: {middle} · 4–5: {high}", low=low, middle=middle, high=high),
    )


def _favour(_: Reader, asked: Item, pooled: PooledItem) -> Markup:
    """As in "41 of 63 people in 4 networks agree"."""
    low, _middle, high = pooled.thirds
    values = {"all": pooled.n, "networks": pooled.networks}
    match asked.scale:
        case Scale.BIPOLAR:
            first, second = wording.ends(_, asked) or ("", "")
            return _("{first}: {low}, {second}: {high} of {all} people in {networks} networks",
                     first=first, second=second, low=low, high=high, **values)  # fmt: skip
        case Scale.IMPORTANCE:
            return _("important to {n} of {all} people in {networks} networks", n=high, **values)
    agree = _.plural("{n} of {all} people in {networks} networks agrees",
                     "{n} of {all} people in {networks} networks agree", high, **values)  # fmt: skip
    return _("{agree} (the fewer, the better)", agree=agree) if asked.reverse else agree
