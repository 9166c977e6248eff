"""Once a year each owner says with one tap whether their entries still hold."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from facilitation.entries import freshness
from facilitation.entries.freshness import Asked
from handlers.entries import wording
from handlers.message import Button, Message, columns, paragraphs
from handlers.visit import Visit
from storage import due_work, entries, people
from storage import network as networks
from storage.due_work import DueWork
from storage.entries import Entry
from storage.network import Network
from storage.people import Person

YEARLY = "entries.yearly"


async def begin(visit: Visit) -> None:
    """The process starts: whoever shared something and is not asked about it, is from now on."""
    await due_work.plan(visit.uow, "entries.owners", "all", visit.now)


async def plan_owners(visit: Visit, _work: DueWork) -> None:
    known = await due_work.keys(visit.uow, freshness.CONFIRM)
    for network_id, person_id in await entries.owned(visit.uow):
        if freshness.key(network_id, person_id) not in known:
            network = await networks.by_id(visit.uow, network_id)
            person = await people.by_id(visit.uow, person_id)
            if network is not None and person is not None:
                await freshness.plan(visit.uow, network, person, "", 0, visit.now + freshness.SOON)


async def ask(visit: Visit, work: DueWork) -> None:
    """One message about all that is due, or the one reminder of it; then the next year is planned."""
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, work.arguments["person"])
    if person is None:
        return
    if network is None:
        await _try_later(visit, work, person)
        return
    asked = freshness.read(work.arguments["asked"])
    mine = await freshness.entries_of(visit.uow, network.key, person, visit.now)
    if not mine:
        await _hand_over(visit, network, person)
        return
    asked = {
        entry.key: asked[entry.key] for entry in mine if freshness.unanswered(entry, asked.get(entry.key))
    }
    at = int(work.arguments["remind"])
    if at:
        _tell(visit, network, person, [entry for entry in mine if _is_open(asked, entry, at)], at, again=True)
        at = 0
    else:
        asked, at = _question(visit, network, person, mine, asked)
    moment = _next(visit, mine, asked, at)
    await freshness.plan(visit.uow, network, person, freshness.written(asked.values()), at, moment)


def _next(visit: Visit, mine: Sequence[Entry], asked: dict[int, Asked], at: int) -> datetime:
    """When this is looked at next: for the reminder, or for the next question."""
    if at:
        return visit.now + freshness.BEFORE_A_REMINDER
    following = freshness.next_question(mine, asked)
    assert following is not None
    return max(following, visit.now + freshness.SOON) if following <= visit.now else following


def _is_open(asked: dict[int, Asked], entry: Entry, at: int) -> bool:
    return entry.key in asked and asked[entry.key].at == at


def _question(
    visit: Visit, network: Network, person: Person, mine: Sequence[Entry], asked: dict[int, Asked]
) -> tuple[dict[int, Asked], int]:
    """What the person is asked about from now on, and when they were; 0 where nothing is due or nobody hears it."""
    due, at = freshness.to_ask(mine, asked, visit.now), int(visit.now.timestamp())
    if not due or not _tell(visit, network, person, due, at):
        return asked, 0
    return asked | {entry.key: Asked(entry.key, entry.version, at) for entry in due}, at


def _tell(
    visit: Visit, network: Network, person: Person, due: Sequence[Entry], at: int, *, again: bool = False
) -> bool:
    if not due:
        return False
    _ = visit.reader_of(person)
    head = (
        _("<b>{topic}</b>: a short reminder. Does this still hold? I won't ask again this year.", topic=network.topic)
        if again
        else _("<b>{topic}</b>: you shared this with others. Does it still hold? One tap is enough.",
               topic=network.topic)
    )  # fmt: skip
    listed = [Markup("{}. {}").format(n, wording.title(entry)) for n, entry in enumerate(due, 1)]
    text = paragraphs(head, *listed, _("What is otherwise now? A number opens its entry."))
    right = Button(_("All still right"), tap=visit.tap("entry", "allright", network.key, at), style="success")
    numbers = [Button(str(n), tap=visit.tap("entry", "open", entry.key)) for n, entry in enumerate(due, 1)]
    return visit.tell(person, Message(text, ((right,), *columns(numbers, 5))), kind=YEARLY, network=network)


async def _try_later(visit: Visit, work: DueWork, person: Person) -> None:
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is not None:
        known = work.arguments
        later = visit.now + freshness.SOON
        await freshness.plan(visit.uow, network, person, str(known["asked"]), int(known["remind"]), later)


async def _hand_over(visit: Visit, network: Network, person: Person) -> None:
    """They are gone, or have nothing in the log any more; whoever their entries are left to is asked."""
    for entry in await entries.of_author(visit.uow, person.key, network.key, [entries.EntryState.KEPT]):
        await freshness.follow(visit.uow, network, entry, visit.now)


async def on_all_right(visit: Visit, network_id: int, at: int) -> None:
    """Exactly what was listed in that message, and is as it was then."""
    network = await visit.enter(network_id)
    row = await freshness.planned(visit.uow, network.key, visit.me.key)
    asked = freshness.read(str(row.arguments["asked"])) if row is not None else {}
    mine = await freshness.entries_of(visit.uow, network.key, visit.me, visit.now) if asked else []
    count = await freshness.confirm(visit.uow, mine, asked, at, visit.now)
    _ = visit.reader
    if not count:
        visit.edit(Message(_("There is nothing left to confirm in this message. Thank you!")))
        return
    visit.edit(Message(_.plural("Thank you! {n} entry is confirmed for another year.",
                                "Thank you! {n} entries are confirmed for another year.", count)))  # fmt: skip
