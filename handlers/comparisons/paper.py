"""The comparison as a paper: made anew of what may be seen at that moment, for the person who asked for it."""

from dataclasses import dataclass, replace

from facilitation.permissions import Act, may
from handlers import printing
from handlers.comparisons import chosen as choice
from handlers.comparisons import one
from handlers.comparisons.chosen import FEWEST
from handlers.due import Preparation
from handlers.entries import printed
from handlers.entries.paper_words import log_words
from handlers.feature import Printed
from handlers.message import Message, paragraphs
from handlers.printing import Made
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Document
from papers.log import LogEntry
from papers.log_comparison import comparison
from storage import due_work, people, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.entries import Sight
from storage.network import Network
from storage.outbox import Priority

MAKE, PAPER = "comparisons.make", "comparisons.paper"


@dataclass(frozen=True)
class Compared:
    """The paper, unless too few are left; how many were left out, and the numbers of those in it."""

    paper: Made | None
    gone: int
    keys: tuple[int, ...] = ()


async def on_as(visit: Visit, network_id: int, chosen: str, shape: str) -> None:
    """It takes a moment, and comes as a message of its own."""
    await visit.enter(network_id)
    visit.require(Act.COMPARE_ENTRIES)
    keys = choice.written(choice.read(chosen))
    choice.enough(await choice.seen_by(visit, choice.read(chosen)))
    printing.be_shape(shape)
    await due_work.plan(
        visit.uow, MAKE, f"{visit.me.key}-{shape}-{keys}", visit.now, network_id=network_id, person=visit.me.key,
        chosen=keys, shape=shape,
    )  # fmt: skip
    visit.answer(visit.reader("I'm making it; it comes in a moment."))


async def make(preparation: Preparation) -> Compared | None:
    """None for whoever has lost the right."""
    work = preparation.work
    keys = choice.read(work.arguments["chosen"])

    async def look(visit: Visit) -> tuple[Compared, Printed | None, str] | None:
        network = await networks.by_id(visit.uow, work.network_id or 0)
        sight = await _sight_of(visit, work.arguments["person"], work.network_id)
        if network is None or sight is None:
            return None
        there, _ = await choice.of(visit.uow, sight, keys), visit.group_reader(network)
        if len(there.entries) < FEWEST:
            return Compared(None, there.gone), None, ""
        plain = await printed.on_paper(visit, _, there.entries, sight)
        paper = Printed(_side_by_side(visit, _, network, plain), printed.names(there.entries))
        return Compared(None, there.gone, tuple(there.keys)), paper, _.local(visit.now).date().isoformat()

    found = await preparation.read(look)
    if found is None:
        return None
    compared, paper, day = found
    made = await printing.shaped(paper, work.arguments["shape"], day) if paper else None
    return replace(compared, paper=made)


async def _sight_of(visit: Visit, person_id: int, network_id: int | None) -> Sight | None:
    """As much as this person may see now; None once they may not compare here any more."""
    person = await people.by_id(visit.uow, person_id)
    if person is None or person.telegram_id is None:
        return None
    _person, granted = await roles.who(visit.uow, person.telegram_id, visit.now)
    held = [(role, network.key) for role, network, _ in granted if network is not None]
    if not may({role for role, at in held if at == network_id}, Act.COMPARE_ENTRIES):
        return None
    return Sight(frozenset(at for role, at in held if may({role}, Act.FIND)), installation=True)


def _side_by_side(visit: Visit, _: Reader, network: Network, entries: list[LogEntry]) -> Document:
    above, title = _("Network “{topic}”", topic=network.topic), _("Comparison of entries of the log")
    below = _.full_date(visit.now).unescape()
    return comparison(entries, log_words(_), title.unescape(), visit.now, above.unescape(), below)


async def send(visit: Visit, work: DueWork, made: Compared | None) -> None:
    """Made anew where one of them was revoked before it could be sent."""
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, work.arguments["person"])
    sight = await _sight_of(visit, work.arguments["person"], work.network_id)
    if network is None or person is None or made is None or sight is None:
        return
    if (await choice.of(visit.uow, sight, made.keys)).gone:
        await due_work.put_off(visit.uow, work, visit.now, "revoked meanwhile")
        return
    _ = visit.reader_of(person)
    left_out = one.gone(_, made.gone)
    if made.paper is None:
        message = Message(paragraphs(left_out, _("There is nothing left to compare it with.")))
    else:
        message = printing.message_of(_, made.paper, left_out or network.topic)
        if made.paper.file is None:
            message = Message(paragraphs(message.text, left_out), names=message.names)
    visit.tell(person, message, kind=PAPER, network=network, priority=Priority.INTERACTIVE)
