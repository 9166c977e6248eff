"""`/glosowanie`: what is put to the vote in a network, whether one has voted, and what came of the last ones."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls import life
from facilitation.polls.taken import taken
from facilitation.refusals import Refused
from handlers import offers, picker
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.polls import card, starting, words
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import polls
from storage.network import Network
from storage.polls import Poll, PollState

LAST, OF_A_PAGE, MOST_PAGES = 3, 5, 1000
LONGEST_LABEL = 40
OVER = (PollState.CLOSED, PollState.VOID)
EVER = (*OVER, PollState.CANCELLED)


async def show(visit: Visit, typed: str) -> None:
    """Without words the list; words begin a vote."""
    if typed:
        await starting.propose(visit, typed)
    else:
        visit.reply(await overview(visit, visit.here))


async def on_list(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_POLLS)
    visit.edit(await overview(visit, network))


async def overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    running = await polls.of_network(visit.uow, network.key, [PollState.OPEN], life.MOST_AT_ONCE)
    over = await polls.of_network(visit.uow, network.key, OVER, LAST)
    options = await polls.options(visit.uow, [poll.key for poll in over])
    asked = visit.heard.private and visit.may(Act.VOTE)
    voted = await taken(visit.uow, network.key, running, visit.me, visit.now) if asked else {}
    text = paragraphs(
        _("<b>Votes</b> in the network <b>{topic}</b>", topic=network.topic),
        *(
            lines(words.title(_, poll), words.until(_, poll), _mine(_, voted.get(poll.key)))
            for poll in running
        ),
        *(card.ended(_, poll, options[poll.key]) for poll in over),
        None if running else _nothing(visit),
    )
    return Message(text, _buttons(visit, network, running, over, voted))


def _mine(_: Reader, voted: bool | None) -> Markup | None:
    if voted is None:
        return None
    return _("You have voted.") if voted else _("Your vote is still missing.")


def _nothing(visit: Visit) -> Markup:
    _ = visit.reader
    if visit.may(Act.START_POLL):
        return _(
            "Nothing is put to the vote at the moment. Write what, e.g. "
            "/vote Shall we invite a speaker? Yes / No until Friday"
        )
    return _(
        "Nothing is put to the vote at the moment. Those who lead the network begin votes; then a card appears "
        "in the group."
    )


def _buttons(
    visit: Visit, network: Network, running: Sequence[Poll], over: Sequence[Poll], voted: dict[int, bool]
) -> Rows:
    """In private chat all there is to do; in the group the ways there."""
    _ = visit.reader
    rows = columns([_button(visit, poll, voted.get(poll.key)) for poll in (*running, *over)], 1)
    if not visit.heard.private:
        begin = Button(_("Begin a vote"), url=offers.private_link(visit, "vote"))
        return (*rows, (begin,)) if visit.may(Act.START_POLL) else rows
    if len(over) == LAST:
        rows = (*rows, (Button(_("Older ones ›"), tap=visit.tap("poll", "older", network.key, 0)),))
    if visit.may(Act.START_POLL):
        new = Button(_("Begin a vote"), tap=visit.tap("poll", "new", network.key))
        like = Button(_("From a template…"), tap=visit.tap("poll", "templates", network.key))
        rows = (*rows, (new, like))
    return rows


def _button(visit: Visit, poll: Poll, voted: bool | None) -> Button:
    """One's vote that is missing stands out."""
    label, style = poll.question, None
    if voted is False:
        label, style = (
            visit.reader("Cast your vote: {question}", question=poll.question).unescape(),
            "primary",
        )
    label = picker.cut(label, LONGEST_LABEL)
    if visit.heard.private:
        return Button(label, tap=visit.tap("poll", "open", poll.key), style=style)
    return Button(label, url=visit.link("poll", poll.key))


async def on_older(visit: Visit, network_id: int, page: int) -> None:
    """All that were, the newest first, also those that were cancelled."""
    network, _ = await visit.enter(network_id), visit.reader
    visit.require(Act.SEE_POLLS)
    if not 0 <= page < MOST_PAGES:
        raise Refused(DoorReason.OLD_BUTTON)
    found = await polls.of_network(visit.uow, network.key, EVER, OF_A_PAGE + 1, skip=page * OF_A_PAGE)
    shown = found[:OF_A_PAGE]
    options = await polls.options(visit.uow, [poll.key for poll in shown])
    text = paragraphs(
        _("<b>Earlier votes</b> in the network <b>{topic}</b>", topic=network.topic),
        *(card.ended(_, poll, options[poll.key]) for poll in shown),
        None if shown else _("There are no more."),
    )
    rows = columns([_button(visit, poll, None) for poll in shown], 1)
    visit.edit(Message(text, (*rows, *_turns(visit, network, page, more=len(found) > OF_A_PAGE))))


def _turns(visit: Visit, network: Network, page: int, *, more: bool) -> Rows:
    _ = visit.reader
    newer = Button(_("‹ Newer ones"), tap=visit.tap("poll", "older", network.key, page - 1))
    older = Button(_("Older ones ›"), tap=visit.tap("poll", "older", network.key, page + 1))
    back = Button(_("‹ Votes"), tap=visit.tap("poll", "list", network.key))
    turns = ([newer] if page else []) + ([older] if more else [])
    return (*((tuple(turns),) if turns else ()), (back,))
