"""A source of a model practice that its network can read no longer: whoever wrote the model is asked once to look it
through."""

from collections.abc import Sequence

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.entries.owning import OWN
from facilitation.facts import EntryChanged
from facilitation.permissions import ALLOWED, Act
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, entries, people, roles
from storage import network as networks
from storage.due_work import Doing, DueWork
from storage.entries import Entry, EntryKind, EntryState, Sight
from storage.network import Network
from storage.people import Person, Reach

LOOK = "comparisons.look"


async def on_entry_changed(visit: Visit, fact: EntryChanged) -> None:
    """Who was asked about it already is not asked again; of what is back in the log nobody is asked."""
    models = [each for each in await entries.made_of(visit.uow, fact.entry_id) if _stands(each)]
    if not models:
        return
    for model in models:
        key = f"{model.key}-{fact.entry_id}"
        if await _may_be_read(visit, model, fact.entry_id):
            await due_work.cancel(visit.uow, visit.now, LOOK, key)
            continue
        known = await due_work.find(visit.uow, LOOK, key)
        if known is None or known.state is Doing.CANCELLED:
            await _plan(visit, model, fact.entry_id)


async def _plan(visit: Visit, model: Entry, source_id: int) -> None:
    network = await networks.by_id(visit.uow, model.network_id)
    assert network is not None
    await due_work.plan(
        visit.uow, LOOK, f"{model.key}-{source_id}", next_sensible_moment(visit.now, network.zone),
        network_id=network.key, model=model.key, source=source_id,
    )  # fmt: skip


async def _may_be_read(visit: Visit, model: Entry, source_id: int) -> bool:
    """Whether people of the network of a model may still read what it is made of."""
    sight = Sight(frozenset({model.network_id}), installation=True)
    return await entries.seen.one(visit.uow, sight, source_id) is not None


def _stands(model: Entry) -> bool:
    return model.kind is EntryKind.MODEL and model.state in OWN


async def ask_to_look(visit: Visit, work: DueWork) -> None:
    """Its author; where nobody can ask them and it is in the log, those who check entries."""
    network = await visit.leave_for_network(work.network_id)
    model = await entries.by_id(visit.uow, work.arguments["model"])
    if network is None or model is None or not _stands(model):
        return
    if await _may_be_read(visit, model, work.arguments["source"]):
        return
    for person in await _who(visit, network, model):
        message = _message(visit, visit.reader_of(person), model)
        visit.tell(person, message, kind=LOOK, network=network, about=model.key)


async def _who(visit: Visit, network: Network, model: Entry) -> Sequence[Person]:
    granted = await roles.grants(visit.uow, network.key, visit.now)
    author = await people.by_id(visit.uow, model.author_id) if model.author_id else None
    if author is not None and author.reach is Reach.OPEN and author.key in {who.key for _g, who in granted}:
        return [author]
    if model.state is not EntryState.KEPT:
        return []
    leading = {who.key: who for grant, who in granted if grant.role in ALLOWED[Act.CHECK_ENTRIES]}
    return list(leading.values())


def _message(visit: Visit, _: Reader, model: Entry) -> Message:
    """The source itself is not named: it is not to be read any more."""
    kept = model.state is EntryState.KEPT
    text = paragraphs(
        _("<b>Please look your model practice through: {title}</b>", title=model.title)
        if kept
        else _("<b>Please look the draft of your model practice through: {title}</b>", title=model.title),
        _("One of the entries of which it is made is not in the log any more. If the model repeats what stood there, "
          "please word that otherwise or leave it out."),
        _("I ask this only once."),
    )  # fmt: skip
    tap = visit.tap("entry", "open" if kept else "own", model.key)
    return Message(text, ((Button(_("Open the model practice"), tap=tap),),))
