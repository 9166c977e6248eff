"""The first transfer of a network, told to its group: once, rendered anew from what is remembered."""

from facilitation.adoptions import winning as rules
from handlers import posts
from handlers.adoptions import words
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from storage import adoptions
from storage.due_work import DueWork
from storage.network import Network

WIN = "adoptions.win"


async def celebrate(visit: Visit, work: DueWork) -> None:
    """Of several that were confirmed at once, the first; nothing where it is not to be named there any more."""
    network = await visit.leave_for_network(work.network_id)
    if network is not None and await rules.pick(visit.uow, network, visit.now) is not None:
        await posts.post(visit, WIN, network.key, network.key)


async def render(visit: Visit, network: Network, _subject: int) -> Message | None:
    _ = visit.group_reader(network)
    first = await adoptions.announced(visit.uow, network.key)
    shown = await rules.shown(visit.uow, first) if first is not None else None
    if shown is None:
        return Message(_("A first transfer was announced here. It is no longer shown."))
    entry, taken = shown
    text = paragraphs(
        _("<b>The first practice of the log works in another place too!</b>"),
        words.title(entry),
        words.way(_, await words.giver_of(visit, entry), [words.took(_, taken)]),
        words.said_of(_, taken.adoption),
        _("Thank you to both sides: for sharing it, and for daring to try."),
    )
    return Message(text, ((Button(_("Open the entry"), url=visit.link("entry", entry.key)),),))
