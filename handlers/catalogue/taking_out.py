"""Taking the log out: for whom, in which shape, and then as a file in private chat.

A file can't be called back, so it holds what those for whom it is may see at this moment, and says for whom it is.
"""

import asyncio
from dataclasses import dataclass

from markupsafe import Markup

from facilitation.permissions import Act, may
from facilitation.refusals import Reason, Refused
from handlers.catalogue import making
from handlers.catalogue.gathering import Gathered, gather
from handlers.catalogue.making import Order
from handlers.catalogue.words import web_words
from handlers.due import Preparation
from handlers.entries.paper_words import log_words, plain
from handlers.message import Button, Document, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales import LANGUAGES
from locales.reader import Reader, mark
from storage import due_work, entries, people, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.entries import ANYBODY, EntryAudience, Sight, Wanted
from storage.network import Network
from storage.outbox import Priority

MAKE, FILE = "catalogue.make", "catalogue.file"
LABELS = {
    "pdf": mark("Brochure (PDF)"),
    "docx": mark("Document (DOCX)"),
    "csv": mark("Table (CSV)"),
    "json": mark("Data (JSON)"),
    "md": mark("Texts (Markdown)"),
    "web": mark("Web pages (ZIP)"),
}
SCOPES = {
    EntryAudience.NETWORK: mark("For the network itself"),
    EntryAudience.INSTALLATION: mark("For other networks"),
    EntryAudience.PUBLIC: mark("For everybody"),
}
BELOW = {
    EntryAudience.NETWORK: mark("For use within the network only"),
    EntryAudience.INSTALLATION: mark("For the networks of this installation only"),
    EntryAudience.PUBLIC: mark("For everybody"),
}


class CatalogueReason(Reason):
    """Why nothing is taken out, or in."""

    NOTHING = "catalogue empty"
    MANY = "catalogue too large to print"
    NOT_A_TABLE = "import not a table"
    TABLE_LARGE = "import table large"
    NOT_HERE = "import gone"


@dataclass(frozen=True)
class Made:
    """A file, with which entries, and whom it may name; or why there is none."""

    entries: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    file: Document | None = None
    refused: CatalogueReason | None = None


def sight(network: Network, audience: EntryAudience) -> Sight:
    """Whose eyes a file is made for."""
    if audience is EntryAudience.NETWORK:
        return Sight(frozenset({network.key}), installation=True)
    return Sight(installation=True) if audience is EntryAudience.INSTALLATION else ANYBODY


async def show(visit: Visit, _typed: str) -> None:
    """In private chat, where that is possible."""
    _ = visit.reader
    if not visit.step_aside():
        link = visit.link("catalogue", visit.here.key)
        visit.reply(
            Message(
                _("I make files of the log in private chat:"), ((Button(_("Open private chat"), url=link),),)
            )
        )
        return
    visit.reply(await _scopes(visit))


async def on_link(visit: Visit, network_id: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.EXPORT_LOG)
    visit.edit(await _scopes(visit))


async def _scopes(visit: Visit) -> Message:
    """For whom: with how many entries may travel so far."""
    _, here = visit.reader, visit.here
    counts = {each: (await _count(visit, here, each)) for each in EntryAudience}
    if not counts[EntryAudience.NETWORK]:
        return Message(_("The log of this network is still empty. /practice begins the first entry."))
    rows = [
        (Button(f"{_(SCOPES[each])} ({count})", tap=visit.tap("cat", "shapes", here.key, n)),)
        for n, (each, count) in enumerate(counts.items())
        if count
    ]
    text = paragraphs(
        _("<b>The log as a file</b>"),
        _(
            "For whom is it? Each entry goes only as far as its owner agreed, and a file that was sent can't be called "
            "back."
        ),
    )
    return Message(text, tuple(rows))


async def _count(visit: Visit, network: Network, audience: EntryAudience) -> int:
    wanted = Wanted(network_id=network.key)
    return (await entries.seen.page(visit.uow, sight(network, audience), wanted, most=1))[1]


async def on_shapes(visit: Visit, network_id: int, scope: int) -> None:
    network, audience = await visit.enter(network_id), _audience(scope)
    visit.require(Act.EXPORT_LOG)
    _ = visit.reader
    count = await _count(visit, network, audience)
    text = lines(
        Markup("<b>{}</b>").format(_(SCOPES[audience])), _.plural("{n} entry", "{n} entries", count),
        _("What shall I make of it?"),
    )  # fmt: skip
    shapes = [
        Button(_(label), tap=visit.tap("cat", "make", network.key, scope, shape))
        for shape, label in LABELS.items()
    ]
    back = Button(_("‹ Back"), tap=visit.tap("cat", "scopes", network.key))
    visit.edit(Message(text, (*columns(shapes, 2), (back,))))


async def on_make(visit: Visit, network_id: int, scope: int, shape: str) -> None:
    """It takes a moment, and comes as a message of its own."""
    network, audience = await visit.enter(network_id), _audience(scope)
    visit.require(Act.EXPORT_LOG)
    if shape not in making.SHAPES:
        raise Refused(DoorReason.OLD_BUTTON)
    await due_work.plan(
        visit.uow, MAKE, f"{network.key}-{scope}-{shape}-{visit.me.key}", visit.now, network_id=network.key,
        person=visit.me.key, audience=audience.value, shape=shape, language=visit.reader.language,
    )  # fmt: skip
    visit.answer(visit.reader("I'm making it; it comes in a moment."))


def _audience(scope: int) -> EntryAudience:
    every = list(EntryAudience)
    if not 0 <= scope < len(every):
        raise Refused(DoorReason.OLD_BUTTON)
    return every[scope]


async def make(preparation: Preparation) -> Made | None:
    """None for whoever has lost the right meanwhile."""
    asked = preparation.work.arguments
    audience = EntryAudience(asked["audience"])

    async def look(visit: Visit) -> tuple[Gathered, Order] | None:
        network = await networks.by_id(visit.uow, preparation.work.network_id or 0)
        if network is None or not await _may_still(visit, network, asked["person"]):
            return None
        _ = Reader(asked["language"], network.zone)
        linked = audience is not EntryAudience.PUBLIC
        found = await gather(
            visit, _, sight(network, audience), Wanted(network_id=network.key), linked=linked
        )
        return found, _order(_, network, audience, preparation)

    found = await preparation.read(look)
    if found is None:
        return None
    gathered, order = found
    if refused := _refusal(gathered, asked["shape"]):
        return Made(refused=refused)
    ending, shaped = making.SHAPES[asked["shape"]]
    content = await asyncio.to_thread(shaped, gathered, order)
    name = f"baza-{audience.value}-{preparation.now.date().isoformat()}.{ending}"
    return Made(frozenset(gathered.numbers), frozenset(gathered.authors), Document(name, content))


def _refusal(gathered: Gathered, shape: str) -> CatalogueReason | None:
    if not len(gathered):
        return CatalogueReason.NOTHING
    too_many = shape in making.PRINTED and len(gathered) > making.MOST_PRINTED
    return CatalogueReason.MANY if too_many else None


async def _may_still(visit: Visit, network: Network, person_id: int) -> bool:
    held = await roles.grants(visit.uow, network.key, visit.now)
    return may({grant.role for grant, person in held if person.key == person_id}, Act.EXPORT_LOG)


def _order(_: Reader, network: Network, audience: EntryAudience, preparation: Preparation) -> Order:
    said = plain(_)
    return Order(
        title=said(mark("The log of the network “{topic}”"), topic=network.topic),
        below=said(BELOW[audience]),
        words=log_words(_),
        pages=tuple(web_words(Reader(language, network.zone)) for language in LANGUAGES),
        made=preparation.now,
    )


async def made(visit: Visit, work: DueWork, made: Made | None) -> None:
    """Made anew where something in it was revoked before it could be sent."""
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or person is None or made is None:
        return
    if made.entries and not await _all_seen(visit, network, work, made):
        await due_work.put_off(visit.uow, work, visit.now, "revoked meanwhile")
        return
    _ = visit.reader_of(person)
    message = _told(visit, _, work, made)
    visit.tell(person, message, kind=FILE, network=network, priority=Priority.INTERACTIVE)


async def _all_seen(visit: Visit, network: Network, work: DueWork, made: Made) -> bool:
    """Whether all that is in the file may still be seen: one of them may have been revoked while it was made."""
    eyes = sight(network, EntryAudience(work.arguments["audience"]))
    _some, count = await entries.seen.page(visit.uow, eyes, Wanted(ids=made.entries), most=1)
    return count == len(made.entries)


def _told(visit: Visit, _: Reader, work: DueWork, made: Made) -> Message:
    if made.refused is not None or made.file is None:
        reason = made.refused or CatalogueReason.NOTHING
        return Message(_(visit.registry.sentence(reason), most=making.MOST_PRINTED))
    audience, label = EntryAudience(work.arguments["audience"]), LABELS[str(work.arguments["shape"])]
    caption = lines(
        Markup("<b>{}</b>").format(_(label)),
        _.plural("{n} entry", "{n} entries", len(made.entries)),
        _(BELOW[audience]),
    )
    return Message(caption, names=made.names, document=made.file)
