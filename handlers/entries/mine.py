"""Someone's own entries: drafts, those being checked, those that came back, and what stands in the log."""

from facilitation.entries import sharing
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.entries import own, wording
from handlers.message import Button, Message, lines, paragraphs
from handlers.picker import Option
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage.entries import Entry
from storage.network import Network

PAGE = 8


async def on_link(visit: Visit, network_id: int) -> None:
    await on_mine(visit, network_id, 0)


async def on_mine(visit: Visit, network_id: int, page: int) -> None:
    """Whoever may only read by now, or has left, still has what they shared."""
    network, found = await _enter(visit, network_id)
    if page < 0:
        raise Refused(DoorReason.OLD_BUTTON)
    _ = visit.reader
    shown = found[page * PAGE : (page + 1) * PAGE]
    text = paragraphs(
        lines(_("<b>My entries</b>"), _("Network: <b>{topic}</b>", topic=network.topic)),
        None
        if found
        else _("Nothing yet. What worked, what did not, what is worth trying: all of it counts."),
    )
    rows = tuple((button(visit, _, entry),) for entry in shown)
    new = Button(_("Share something new"), tap=visit.tap("entry", "new", network.key, ""))
    turns = [
        *([Button(_("‹ Previous"), tap=visit.tap("entry", "mine", network.key, page - 1))] if page else []),
        *(
            [Button(_("Next ›"), tap=visit.tap("entry", "mine", network.key, page + 1))]
            if len(found) > (page + 1) * PAGE
            else []
        ),
    ]
    visit.edit(Message(text, rows).with_buttons(turns, [new] if visit.may(Act.SHARE) else []))


async def _enter(visit: Visit, network_id: int) -> tuple[Network, list[Entry]]:
    """One's own entries of a network, also of one that one has left."""
    if visit.heard.private and visit.person is not None and network_id not in visit.networks:
        network = await networks.by_id(visit.uow, network_id)
        found = await sharing.owned(visit.uow, network, visit.me, own.SEEN) if network else []
        if network is not None and found:
            visit.network = network
            return network, found
    network = await visit.enter(network_id)
    visit.require(Act.FIND)
    return network, await sharing.owned(visit.uow, network, visit.me, own.SEEN)


def button(visit: Visit, _: Reader, entry: Entry) -> Button:
    """By its title and how far it is."""
    label = Option(0, own.title(_, entry), _(wording.STATES[entry.state])).label
    return Button(label, tap=visit.tap("entry", "own", entry.key))
