"""The log of changes: who, whom, what, when; the newest first, a page at a time."""

from datetime import datetime

from markupsafe import Markup

from facilitation.permissions import Act
from handlers.message import Button, Message, lines, paragraphs
from handlers.roles.overview import back_to_roles, enter, name_of
from handlers.visit import Visit
from handlers.words import kind_name, role_name
from locales.reader import Reader, mark
from storage import people, roles
from storage.institutions import InstitutionKind
from storage.network import Network
from storage.people import Person
from storage.roles import BY_ITSELF, Audit, Change

PAGE = 10
NEWEST = 0

CHANGES = {
    Change.GRANTED: mark("{subject}: new role: {role}"),
    Change.ENDED: mark("{subject}: role ended: {role}"),
    Change.DEPUTY: mark("{subject}: deputises until {until}: {role}"),
    Change.DEPUTY_ENDED: mark("{subject}: end of deputising: {role}"),
    Change.JOINED: mark("{subject}: joined the network"),
    Change.LEFT: mark("{subject}: left the network"),
    Change.CONFIRMED: mark("{subject}: let into the network"),
    Change.MERGED: mark("institutions merged: {detail}"),
    Change.SEPARATED: mark("merge of institutions undone: {detail}"),
    Change.RENAMED: mark("institution renamed: {detail}"),
    Change.KIND: mark("kind of institution: {detail}"),
    Change.REMOVED: mark("institution removed: {detail}"),
    Change.EXPECTED: mark("new list of those expected: {detail}"),
    Change.NOBODY_EXPECTED: mark("list of those expected cleared"),
    Change.TOOK_OVER: mark("{subject}: took over the network"),
}


async def show(visit: Visit, _words: str) -> None:
    """`/dziennik`: the newest changes."""
    visit.reply(await _page(visit, visit.here, NEWEST))


async def on_log(visit: Visit, network_id: int, before: int) -> None:
    network = await enter(visit, network_id, Act.READ_AUDIT)
    visit.edit(await _page(visit, network, before))


async def _page(visit: Visit, network: Network, before: int) -> Message:
    _ = visit.reader
    found = await roles.audit_log(visit.uow, network.key, before or None, PAGE + 1)
    entries = found[:PAGE]
    named = await people.by_ids(
        visit.uow, {one for entry in entries for one in (entry.actor_id, entry.subject_id) if one}
    )
    text = paragraphs(
        _("<b>Log of changes</b> · {topic}", topic=network.topic),
        *(_entry(_, entry, named) for entry in entries),
        None if entries else _("Nothing has changed yet."),
    )
    newest = Button(_("‹ Newest"), tap=visit.tap("roles", "log", network.key, NEWEST))
    older = Button(
        _("Older ›"), tap=visit.tap("roles", "log", network.key, entries[-1].key if entries else 0)
    )
    turns = [*([newest] if before else []), *([older] if len(found) > PAGE else [])]
    return Message(text, names=frozenset(named)).with_buttons(turns, [back_to_roles(visit)])


def _entry(_: Reader, entry: Audit, named: dict[int, Person]) -> Markup:
    what = _(
        CHANGES[entry.change],
        subject=name_of(_, named.get(entry.subject_id or 0)),
        role=role_name(_, entry.role) if entry.role else "",
        until=_.moment(datetime.fromisoformat(entry.detail)) if entry.change is Change.DEPUTY else "",
        detail=_detail(_, entry),
    )
    return lines(Markup("<i>{}</i>").format(_.moment(entry.at)), what, _by(_, entry, named))


def _detail(_: Reader, entry: Audit) -> Markup:
    """What was changed, in the reader's words where it is not a name."""
    if entry.change is Change.KIND:
        kind, _colon, name = entry.detail.partition(": ")
        return Markup("{} ({})").format(name, kind_name(_, InstitutionKind(kind)))
    if entry.change is Change.EXPECTED:
        people, places = map(int, entry.detail.split())
        sent = _.plural("{n} person", "{n} people", people)
        return Markup(" ").join([sent, _.plural("from {n} institution", "from {n} institutions", places)])
    return Markup("{}").format(entry.detail)


def _by(_: Reader, entry: Audit, named: dict[int, Person]) -> Markup | None:
    """Who did it, unless they did it to themselves."""
    if entry.detail == BY_ITSELF:
        return _("by itself")
    if entry.actor_id == entry.subject_id:
        return None
    actor = name_of(_, named.get(entry.actor_id or 0))
    if entry.change is Change.DEPUTY:
        return _("in place of: {name}", name=actor)
    return _("decided by: {name}", name=actor)
