"""Which survey is prepared: one of those that the house knows, or one that the network has built."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import building, drafts
from facilitation.surveys.instruments import OF_THE_HOUSE, Instrument, ItemKind
from facilitation.surveys.reasons import SurveyReason
from handlers import picker
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import drafting, one, wording, words
from handlers.surveys.door import look
from handlers.visit import Visit
from locales.reader import Reader
from storage import surveys
from storage.network import Network
from storage.surveys import Survey, SurveyState, Template, templates

LONGEST_LABEL = 40
AGAIN = (SurveyState.VOID, SurveyState.CANCELLED)


async def enter_network(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.LEAD_SURVEYS)
    return network


async def enter_template(visit: Visit, template_id: int) -> Template:
    """An instrument of a network that this person leads, held for a change; refused where it was deleted."""
    template = await templates.to_change(visit.uow, template_id)
    if template is None and visit.may(Act.LEAD_SURVEYS):
        raise Refused(SurveyReason.TEMPLATE_GONE)
    await visit.enter(template.network_id if template else None)
    visit.require(Act.LEAD_SURVEYS)
    assert template is not None
    return template


# all of them


async def on_new(visit: Visit, network_id: int) -> None:
    network = await enter_network(visit, network_id)
    visit.edit(await page(visit, network))


async def page(visit: Visit, network: Network, *more: Markup) -> Message:
    _ = visit.reader
    own = await templates.of_network(visit.uow, network.key)
    text = paragraphs(
        *more,
        _("<b>Which survey?</b> For the network <b>{topic}</b>", topic=network.topic),
        *(_described(_, each) for each in OF_THE_HOUSE.values()),
        lines(
            _("<b>Built by the network</b>") if own else None,
            *(_own(_, each) for each in own),
        ),
        _("They are not validated; they help you to talk with each other."),
    )
    back = Button(_("‹ Surveys"), tap=visit.tap("srv", "list", network.key))
    build = Button(_("Build your own…"), tap=visit.tap("srv", "build", network.key))
    return Message(text, (*_house(visit, _, network), *_templates(visit, own), (build,), (back,)))


def _described(_: Reader, known: Instrument) -> Markup:
    return lines(
        Markup("<b>{}</b>").format(_(wording.TITLES[known.key])),
        _(wording.PURPOSES[known.key]),
        words.effort_of(_, known),
    )


def _own(_: Reader, template: Template) -> Markup:
    number = len(building.items_of(template))
    questions = _.plural("{n} question", "{n} questions", number)
    return _("• {name}: {questions}", name=template.name, questions=questions)


def _house(visit: Visit, _: Reader, network: Network) -> Rows:
    return columns(
        [
            Button(_(title), tap=visit.tap("srv", "take", network.key, key, 0))
            for key, title in wording.TITLES.items()
        ],
        2,
    )


def _templates(visit: Visit, own: Sequence[Template]) -> Rows:
    return columns(
        [Button(picker.cut(each.name, LONGEST_LABEL), tap=visit.tap("srv", "own", each.key)) for each in own],
        1,
    )


# one of them becomes the draft


async def on_take(visit: Visit, network_id: int, key: str, agreed: int) -> None:
    network = await enter_network(visit, network_id)
    if key not in OF_THE_HOUSE:
        raise Refused(DoorReason.OLD_BUTTON)
    if await _asks_first(visit, network, agreed, lambda now: visit.tap("srv", "take", network.key, key, now)):
        return
    await _show(visit, await drafts.of_the_house(visit.uow, network, key, visit.me, visit.now))


async def on_use(visit: Visit, template_id: int, agreed: int) -> None:
    """As it is now: what is changed later is asked in later rounds only."""
    template = await enter_template(visit, template_id)
    if not any(item.kind is not ItemKind.TEXT for item in building.items_of(template)):
        raise Refused(SurveyReason.NO_ITEMS)
    network = visit.here
    if await _asks_first(visit, network, agreed, lambda now: visit.tap("srv", "use", template.key, now)):
        return
    await _show(visit, await drafts.of_template(visit.uow, network, template, visit.me, visit.now))


async def on_again(visit: Visit, survey_id: int, agreed: int) -> None:
    """One that came to nothing, once more: everything as it was, to be looked at and begun."""
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    if survey.state not in AGAIN:
        visit.edit(await one.page(visit, survey))
        return
    network = visit.here
    if await _asks_first(visit, network, agreed, lambda now: visit.tap("srv", "again", survey.key, now)):
        return
    await _show(visit, await drafts.like(visit.uow, network, survey, visit.me, visit.now))


async def _asks_first(visit: Visit, network: Network, agreed: int, yes: Callable[[int], str]) -> bool:
    """Whether work in another draft would be lost of which nobody has `agreed` (its number) to that."""
    before, _ = await surveys.draft_of(visit.uow, network.key), visit.reader
    if before is None or not drafts.has_work(before) or before.key == agreed:
        return False
    text = paragraphs(
        _("<b>Shall it replace what is in preparation?</b>"),
        _("In preparation: {title}", title=wording.title(_, before)),
        wording.purpose(_, before) if before.purpose else None,
        _(
            "The facilitator and the expert prepare one survey together; what was decided about it would be gone."
        ),
    )
    replace = Button(_("Yes, replace it"), tap=yes(before.key), style="danger")
    keep = Button(_("Go on with what is there"), tap=visit.tap("srv", "open", before.key), style="primary")
    visit.edit(Message(text, ((replace,), (keep,))))
    return True


async def _show(visit: Visit, draft: Survey) -> None:
    told = visit.reader("Prepared. Nothing is sent before you confirm it.")
    visit.edit(await drafting.page(visit, draft, told))
