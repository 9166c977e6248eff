"""`/termin`: the dates that a network looks for; for those who lead also the way to look for one."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from handlers import offers, picker
from handlers.date_polls import card, starting, words
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import date_polls
from storage.date_polls import DatePoll, DatePollState, Proposal
from storage.network import Network

SHOWN = (DatePollState.OPEN, DatePollState.CLOSED)
MOST = 8
LONGEST_LABEL = 40


async def show(visit: Visit, typed: str) -> None:
    """Without words the list; words begin a search."""
    if typed:
        await starting.propose(visit, typed)
    else:
        visit.reply(await overview(visit, visit.here))


async def on_list(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_DATES)
    visit.edit(await overview(visit, network))


async def on_new(visit: Visit, network_id: int) -> None:
    """The questions begin, in private chat."""
    await visit.enter(network_id)
    await starting.begin(visit)


async def overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    found = await date_polls.of_network(visit.uow, network.key, SHOWN, MOST)
    picked = await date_polls.picked_since(visit.uow, network.key, visit.now)
    text = paragraphs(
        _("<b>Dates</b> that the network <b>{topic}</b> looks for", topic=network.topic),
        *(lines(Markup("<b>{}</b>").format(poll.title), card.until(_, poll)) for poll in found),
        *(_found(_, poll, proposal) for poll, proposal in picked),
        None if found or picked else _nothing(visit),
    )
    return Message(text, await _buttons(visit, network, [*found, *(poll for poll, _proposal in picked)]))


def _found(_: Reader, poll: DatePoll, proposal: Proposal) -> Markup:
    return lines(
        Markup("<b>{}</b>").format(poll.title), _("A date is found: {date}", date=words.slot(_, proposal))
    )


def _nothing(visit: Visit) -> Markup:
    _ = visit.reader
    if visit.may(Act.FIND_DATE):
        return _(
            "None at the moment. Write what for and which dates, e.g. "
            "/find_date Meeting in Gdynia: 14 January 10:00, 15 January 10:00–15:00"
        )
    return _("None at the moment. When there is one, a card appears in the group.")


async def _buttons(visit: Visit, network: Network, found: Sequence[DatePoll]) -> Rows:
    """Those who answer come to their answers, those who lead to how it stands; all of it in private chat."""
    _ = visit.reader
    if not visit.heard.private:
        links = [_answer(visit, poll) for poll in found if poll.state is DatePollState.OPEN]
        if visit.may(Act.FIND_DATE):
            links.append(Button(_("Look for a date"), url=offers.private_link(visit, "find_date")))
        return columns(links, 1)
    mine = await date_polls.who_answered(visit.uow, [poll.key for poll in found], visit.me.key)
    buttons = []
    for poll in found:
        if poll.state is DatePollState.OPEN:
            buttons.append(_open(visit, poll, answered=poll.key in mine))
        if visit.may(Act.FIND_DATE):
            buttons.append(_stands(visit, poll))
    if visit.may(Act.FIND_DATE):
        buttons.append(Button(_("Look for a date"), tap=visit.tap("date", "new", network.key)))
    return columns(buttons, 1)


def _answer(visit: Visit, poll: DatePoll) -> Button:
    label = visit.reader("Answer: {title}", title=poll.title)
    return Button(_cut(label), url=visit.link("dates", poll.key))


def _open(visit: Visit, poll: DatePoll, *, answered: bool) -> Button:
    _ = visit.reader
    label = _("Answer: {title}", title=poll.title)
    if answered:
        label = _("My answers: {title}", title=poll.title)
    elif not visit.may(Act.ANSWER_DATES):
        label = _("See: {title}", title=poll.title)
    return Button(_cut(label), tap=visit.tap("date", "open", poll.key))


def _stands(visit: Visit, poll: DatePoll) -> Button:
    label = visit.reader("How it stands: {title}", title=poll.title)
    return Button(_cut(label), tap=visit.tap("date", "result", poll.key))


def _cut(label: Markup) -> str:
    return picker.cut(label.unescape(), LONGEST_LABEL)
