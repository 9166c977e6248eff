"""No entry is forgotten: who hears of one that waits to be checked or for a word of its author, and no more often."""

from collections.abc import Iterable

from facilitation.entries import checking, freshness, owning, patience
from facilitation.entries.patience import Stage
from facilitation.facts import EntryChanged
from handlers.entries import telling, wording
from handlers.message import Button, Message, Rows, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, entries
from storage import network as networks
from storage.due_work import DueWork
from storage.entries import Entry, EntryState
from storage.network import Network
from storage.people import Person

WAITING = "entries.waiting"


async def on_changed(visit: Visit, fact: EntryChanged) -> None:
    """Right after this, whatever is planned for it follows."""
    key = str(fact.entry_id)
    await due_work.plan(
        visit.uow, "entries.follow", key, visit.now, network_id=fact.network_id, entry=fact.entry_id
    )


async def follow(visit: Visit, work: DueWork) -> None:
    network = await networks.by_id(visit.uow, work.network_id or 0)
    entry = await entries.by_id(visit.uow, work.arguments["entry"])
    if network is None or entry is None:
        return
    await patience.follow(visit.uow, network, entry, visit.now)
    await freshness.follow(visit.uow, network, entry, visit.now)
    await freshness.follow_flags(visit.uow, entry, visit.now)


async def care(visit: Visit, work: DueWork) -> None:
    """Those who lead after a week; after two everyone who can help. Its author once, where it waits for them."""
    network = visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    entry = await entries.to_change(visit.uow, work.arguments["entry"])
    if network is None or entry is None or not patience.still(entry, work.arguments["basis"]):
        return
    if entry.state is EntryState.RETURNED:
        await _remind_author(visit, network, entry)
    elif patience.stage(patience.since(entry), visit.now) is Stage.ALL:
        await _tell_all(visit, network, entry)
    else:
        await _remind_leaders(visit, network, entry)
        await patience.go_on(visit.uow, network, entry, visit.now)


async def _remind_leaders(visit: Visit, network: Network, entry: Entry) -> None:
    """Where none of them can be written to, the guardian hears of it."""
    leading = await checking.readers(visit.uow, entry, visit.now)
    heard = [_waits(visit, network, entry, each) for each in leading]
    if not any(heard):
        for each in await checking.guardians(visit.uow, network.key, visit.now):
            _waits(visit, network, entry, each, leads=False)


async def _tell_all(visit: Visit, network: Network, entry: Entry) -> None:
    leading = {each.key: each for each in await checking.readers(visit.uow, entry, visit.now)}
    guarding = {each.key: each for each in await checking.guardians(visit.uow, network.key, visit.now)}
    owners = await owning.owners(visit.uow, entry, visit.now)
    for person in (leading | guarding).values():
        if person.id not in {each.id for each in owners} or person.key in leading:
            _waits(visit, network, entry, person, leads=person.key in leading)
    for owner in owners:
        if owner.key not in leading:
            _not_forgotten(visit, network, entry, owner, leading.values())


def _waits(visit: Visit, network: Network, entry: Entry, person: Person, *, leads: bool = True) -> bool:
    _ = visit.reader_of(person)
    days = (visit.now - patience.since(entry)).days
    head = _.plural(
        "<b>{topic}</b>: an entry for the log has been waiting for {n} day to be checked.",
        "<b>{topic}</b>: an entry for the log has been waiting for {n} days to be checked.", days,
        topic=network.topic,
    )  # fmt: skip
    how = (
        _("Ten minutes are enough: read it, and approve it or ask back.")
        if leads
        else _("Could you ask those who lead the network to look at it?")
    )
    check = _check(visit, _, entry) if leads else ()
    text = paragraphs(head, wording.title(entry), how)
    return visit.tell(person, Message(text, check), kind=WAITING, network=network, about=entry.key)


def _not_forgotten(
    visit: Visit, network: Network, entry: Entry, owner: Person, leading: Iterable[Person]
) -> None:
    """The author hears that it still waits, and whom to ask."""
    _, known = visit.reader_of(owner), [each for each in leading if each.name]
    whom = _(
        "If you like, ask those who look after the network: {who}.", who=_.list(each.name for each in known)
    )
    text = paragraphs(
        _(
            "Your entry has been waiting for two weeks to be checked. It is not forgotten: I have reminded everyone."
        ),
        wording.title(entry),
        whom if known else None,
    )
    names = frozenset(each.key for each in known)
    visit.tell(owner, Message(text, (), names), kind=WAITING, network=network, about=entry.key)


async def _remind_author(visit: Visit, network: Network, entry: Entry) -> None:
    """Where nobody who shared it can be written to, those who lead decide about it as it is."""
    owners = await owning.owners(visit.uow, entry, visit.now)
    heard = [_waits_for_word(visit, network, entry, each) for each in owners]
    if any(heard):
        return
    for each in await checking.readers(visit.uow, entry, visit.now):
        _ = visit.reader_of(each)
        text = paragraphs(
            _("An entry for the log is back with its author, who can't be written to. "
              "You can decide about it as it is."),
            wording.title(entry),
        )  # fmt: skip
        visit.tell(
            each, Message(text, _check(visit, _, entry)), kind=WAITING, network=network, about=entry.key
        )


def _waits_for_word(visit: Visit, network: Network, entry: Entry, owner: Person) -> bool:
    _ = visit.reader_of(owner)
    text = paragraphs(
        _("Your entry for the log waits for a word from you. There is no hurry; a sentence is enough."),
        wording.title(entry),
        _("The question was: {question}", question=entry.reason),
    )
    message = Message(text, telling.answers(visit, _, entry))
    return visit.tell(owner, message, kind=WAITING, network=network, about=entry.key)


def _check(visit: Visit, _: Reader, entry: Entry) -> Rows:
    return ((Button(_("Check it"), tap=visit.tap("entry", "check", entry.key)),),)
