"""From the question to the deputy until the end of it: agreed, declined or taken back, started, over."""

from markupsafe import Markup

from facilitation.roles import deputies as rules
from handlers.message import Button, Message, lines, paragraphs
from handlers.roles.giving import what_it_allows
from handlers.roles.overview import name_of
from handlers.visit import Visit
from handlers.words import role_name
from locales.reader import Reader
from storage import people
from storage.due_work import DueWork
from storage.network import Network
from storage.people import Person
from storage.roles import Grant

KIND = "roles.deputy"


def ask_deputy(visit: Visit, network: Network, grant: Grant, deputy: Person, *, at_once: bool) -> None:
    """Ask the named person privately."""
    _ = visit.reader_of(deputy)
    text = paragraphs(
        _("{name} asks you to deputise in the network <b>{topic}</b>.",
          name=visit.me.name, topic=network.topic),
        lines(
            _("Role: <b>{role}</b>", role=role_name(_, grant.role)),
            starts_at_once(_) if at_once else _("From: {since}", since=_.moment(grant.since)),
            _until(_, grant),
        ),
        what_it_allows(_, grant.role, as_deputy=True),
        _("It ends by itself, and you can end it earlier with /roles. Do you agree?"),
    )  # fmt: skip
    yes = Button(_("I agree"), tap=visit.tap("roles", "agree", network.key, grant.key), style="success")
    no = Button(_("Not this time"), tap=visit.tap("roles", "decline", network.key, grant.key))
    message = Message(text, ((yes, no),), frozenset({visit.me.key}))
    visit.tell(deputy, message, kind=KIND, network=network)


def starts_at_once(_: Reader) -> Markup:
    return _("Starts as soon as it is agreed")


def waiting(visit: Visit, network: Network, grant: Grant, deputy: Person) -> Message:
    """What the principal sees until the deputy has answered."""
    _ = visit.reader
    text = _("Asked: {name}. I'll write as soon as there is an answer.", name=deputy.name)
    take_back = Button(_("Take it back"), tap=visit.tap("roles", "withdraw", network.key, grant.key))
    return Message(text, ((take_back,),), frozenset({deputy.key}))


async def on_agree(visit: Visit, network_id: int, grant_id: int) -> None:
    network = await visit.enter(network_id)
    grant = await rules.agree(visit.uow, network, grant_id, visit.me, visit.now)
    _ = visit.reader
    visit.edit(Message(paragraphs(_("Thank you! It is agreed."), _what(_, network, grant, visit.me))))
    principal = await _principal(visit, grant)
    if principal is not None:
        _ = visit.reader_of(principal)
        agreed = _("{name} agrees to deputise for you.", name=visit.me.name)
        _tell(visit, principal, network, paragraphs(agreed, _what(_, network, grant, visit.me)), visit.me)


async def on_decline(visit: Visit, network_id: int, grant_id: int) -> None:
    network = await visit.enter(network_id)
    grant = await rules.turn_down(visit.uow, network, grant_id, visit.me, visit.now)
    visit.edit(Message(visit.reader("Thank you for the answer. Nothing was changed.")))
    principal = await _principal(visit, grant)
    if principal is not None:
        _ = visit.reader_of(principal)
        text = _(
            "{name} can't deputise this time ({role}). /deputy asks someone else.",
            name=visit.me.name, role=role_name(_, grant.role),
        )  # fmt: skip
        _tell(visit, principal, network, text, visit.me)


async def on_withdraw(visit: Visit, network_id: int, grant_id: int) -> None:
    network = await visit.enter(network_id)
    grant = await rules.turn_down(visit.uow, network, grant_id, visit.me, visit.now)
    visit.edit(Message(visit.reader("Taken back; nothing was changed.")))
    deputy = await people.by_id(visit.uow, grant.person_id)
    if deputy is not None:
        _ = visit.reader_of(deputy)
        text = _(
            "{name} no longer needs a deputy ({role}), so there is nothing to answer.",
            name=visit.me.name, role=role_name(_, grant.role),
        )  # fmt: skip
        _tell(visit, deputy, network, text, visit.me)


async def starts(visit: Visit, work: DueWork) -> None:
    """An agreed deputyship begins by itself, and both hear of it."""
    grant = await rules.start(visit.uow, work.arguments["grant"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if grant is None or network is None:
        return
    deputy = await people.by_id(visit.uow, grant.person_id)
    for person in (deputy, await _principal(visit, grant)):
        if person is not None:
            _ = visit.reader_of(person)
            begun = paragraphs(_("The deputising begins now."), _what(_, network, grant, deputy))
            _tell(visit, person, network, begun, deputy)


async def ends(visit: Visit, work: DueWork) -> None:
    """A deputyship is over by itself, and both hear of it; a question that nobody answered lapses."""
    grant = await rules.run_out(visit.uow, work.arguments["grant"], visit.now)
    network = await visit.leave_for_network(work.network_id)
    if grant is None or network is None:
        return
    deputy, principal = await people.by_id(visit.uow, grant.person_id), await _principal(visit, grant)
    for person in (deputy, principal) if grant.agreed_at else (principal,):
        if person is not None:
            _ = visit.reader_of(person)
            role, name = role_name(_, grant.role), name_of(_, deputy)
            over = _("In the network <b>{topic}</b> the deputising is over: {name}, {role}. Thank you!",
                     topic=network.topic, name=name, role=role)  # fmt: skip
            lapsed = _("{name} didn't answer whether to deputise ({role}), and the time is over.",
                       name=name, role=role)  # fmt: skip
            _tell(visit, person, network, over if grant.agreed_at else lapsed, deputy)


def _tell(visit: Visit, reader: Person, network: Network, text: Markup, named: Person | None) -> None:
    message = Message(text, names=frozenset({named.key} if named else ()))
    visit.tell(reader, message, kind=KIND, network=network)


async def _principal(visit: Visit, grant: Grant) -> Person | None:
    return await people.by_id(visit.uow, grant.deputy_for) if grant.deputy_for else None


def _what(_: Reader, network: Network, grant: Grant, deputy: Person | None) -> Markup:
    return lines(
        _("Network: <b>{topic}</b>", topic=network.topic),
        _("Deputy: <b>{name}</b>", name=name_of(_, deputy)),
        _("Role: <b>{role}</b>", role=role_name(_, grant.role)),
        _("From: {since}", since=_.moment(grant.since)),
        _until(_, grant),
    )


def _until(_: Reader, grant: Grant) -> Markup | None:
    return _("Until: {until}", until=_.moment(grant.until)) if grant.until else None
