"""`/ankieta`: which survey is open in a network, what is being prepared, and what the last ones showed."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import offers, picker
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import wording, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import surveys
from storage.network import Network
from storage.surveys import Survey, SurveyState

LAST, OF_A_PAGE, MOST_PAGES, LONGEST_LABEL = 3, 5, 1000, 40
UNDER_WAY = (SurveyState.OPEN, SurveyState.COUNTING)
OVER = (SurveyState.CLOSED, SurveyState.VOID, SurveyState.CANCELLED)


async def show(visit: Visit, _typed: str) -> None:
    visit.reply(await overview(visit, visit.here))


async def on_list(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_SURVEYS)
    visit.edit(await overview(visit, network))


async def overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    running = await surveys.of_network(visit.uow, network.key, UNDER_WAY, 1)
    over = await surveys.of_network(visit.uow, network.key, OVER, LAST)
    draft = await _draft(visit, network)
    text = paragraphs(
        _("<b>Surveys</b> in the network <b>{topic}</b>", topic=network.topic),
        *(_running(_, survey) for survey in running),
        _("In preparation: {title}", title=wording.title(_, draft)) if draft else None,
        *(_over(_, survey) for survey in over),
        None if running or draft else _nothing(visit),
    )
    return Message(text, _buttons(visit, network, [*running, *over], draft))


async def _draft(visit: Visit, network: Network) -> Survey | None:
    if not visit.may(Act.LEAD_SURVEYS) or not visit.heard.private:
        return None
    return await surveys.draft_of(visit.uow, network.key)


def _running(_: Reader, survey: Survey) -> Markup:
    if survey.state is SurveyState.OPEN:
        return lines(words.title(_, survey), words.effort(_, survey), words.until(_, survey))
    return lines(words.title(_, survey), words.ended(_, survey))


def _over(_: Reader, survey: Survey) -> Markup:
    when = survey.closed_at or survey.created_at
    return _("{title} · {day}", title=wording.title(_, survey), day=_.day(when))


def _nothing(visit: Visit) -> Markup:
    _ = visit.reader
    if visit.may(Act.LEAD_SURVEYS):
        return _(
            "No survey is open at the moment. You can prepare one here; nothing is sent before you confirm it."
        )
    return _(
        "No survey is open at the moment. Those who lead the network begin surveys; then a card appears in the group."
    )


def _buttons(visit: Visit, network: Network, listed: list[Survey], draft: Survey | None) -> Rows:
    """In private chat all there is to do; in the group the ways there."""
    _ = visit.reader
    rows = columns([_button(visit, survey) for survey in listed], 1)
    leads = visit.may(Act.LEAD_SURVEYS)
    if not visit.heard.private:
        prepare = Button(_("Prepare a survey"), url=offers.private_link(visit, "survey"))
        return (*rows, (prepare,)) if leads else rows
    if len(listed) >= LAST:
        rows = (*rows, (Button(_("Older ones ›"), tap=visit.tap("srv", "older", network.key, 0)),))
    if draft is not None:
        go_on = Button(_("Go on preparing"), tap=visit.tap("srv", "open", draft.key), style="primary")
        rows = (*rows, (go_on,))
    if leads:
        rows = (*rows, (Button(_("Prepare a survey"), tap=visit.tap("srv", "new", network.key)),))
    return rows


def _button(visit: Visit, survey: Survey) -> Button:
    _ = visit.reader
    whole = _over(_, survey) if survey.state in OVER else wording.title(_, survey)
    label = picker.cut(whole.unescape(), LONGEST_LABEL)
    style = "primary" if survey.state is SurveyState.OPEN else None
    if visit.heard.private:
        return Button(label, tap=visit.tap("srv", "open", survey.key), style=style)
    return Button(label, url=visit.link("survey", survey.key))


async def on_older(visit: Visit, network_id: int, page: int) -> None:
    """All that were, the newest first."""
    network, _ = await visit.enter(network_id), visit.reader
    visit.require(Act.SEE_SURVEYS)
    if not 0 <= page < MOST_PAGES:
        raise Refused(DoorReason.OLD_BUTTON)
    found = await surveys.of_network(visit.uow, network.key, OVER, OF_A_PAGE + 1, skip=page * OF_A_PAGE)
    shown = found[:OF_A_PAGE]
    text = paragraphs(
        _("<b>Earlier surveys</b> in the network <b>{topic}</b>", topic=network.topic),
        *(_over(_, survey) for survey in shown),
        None if shown else _("There are no more."),
    )
    rows = columns([_button(visit, survey) for survey in shown], 1)
    visit.edit(Message(text, (*rows, *_turns(visit, network, page, more=len(found) > OF_A_PAGE))))


def _turns(visit: Visit, network: Network, page: int, *, more: bool) -> Rows:
    _ = visit.reader
    newer = Button(_("‹ Newer ones"), tap=visit.tap("srv", "older", network.key, page - 1))
    older = Button(_("Older ones ›"), tap=visit.tap("srv", "older", network.key, page + 1))
    back = Button(_("‹ Surveys"), tap=visit.tap("srv", "list", network.key))
    turns = ([newer] if page else []) + ([older] if more else [])
    return (*((tuple(turns),) if turns else ()), (back,))
