"""Ending a role or a deputyship; the last facilitator is told what follows before it happens."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.roles import giving as rules
from facilitation.roles.giving import Held
from facilitation.roles.reasons import RoleReason
from handlers import forms, picker
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Message, paragraphs
from handlers.picker import Option
from handlers.roles.overview import back_to_roles, enter
from handlers.visit import Visit
from handlers.words import role_name
from storage import people, roles
from storage.network import Network
from storage.people import Person
from storage.roles import Grant

PLAINLY, LAST_TOO = 1, 2


async def on_end(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id, Act.SEE_ROLES)
    await forms.begin(visit, FORM, network_id=network_id)


async def _endable(visit: Visit) -> Held:
    held = await roles.grants_to_come(visit.uow, visit.here.key, visit.now)
    return rules.endable(held, visit.me, leads=visit.may(Act.GIVE_ROLES))


async def _ask_grant(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Which role shall end?")


async def _grants(visit: Visit, _answers: Answers) -> list[Option]:
    found = await _endable(visit)
    if not found:
        raise Refused(RoleReason.ENDED)
    return [Option(grant.key, person.name, _kind(visit, grant), person=person.key) for grant, person in found]


def _kind(visit: Visit, grant: Grant) -> Markup:
    _ = visit.reader
    role = role_name(_, grant.role)
    return _("deputy: {role}", role=role) if grant.deputy_for else role


async def _ask_sure(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    held = await roles.grants_to_come(visit.uow, visit.here.key, visit.now)
    grant, person = next((pair for pair in held if pair[0].id == answers["grant"]), (None, None))
    if grant is None or person is None:
        raise Refused(RoleReason.ENDED)
    last = rules.is_last_facilitator(held, grant, visit.now)
    warning = _(
        "Nobody else looks after this network. Once this role has ended, I tell the group "
        "and ask its admins to take over."
    )
    text = paragraphs(_question(visit, grant, person), warning if last else None)
    yes = choice(_("Yes, end it"), "sure", LAST_TOO if last else PLAINLY, style="danger")
    return Message(text, ((yes,),), frozenset({person.key}))


def _question(visit: Visit, grant: Grant, person: Person) -> Markup:
    _ = visit.reader
    role = role_name(_, grant.role)
    if grant.deputy_for and grant.until:
        until = _.moment(grant.until)
        return _("End the deputising early? <b>{name}</b>: {role}, until {until}.",
                 name=person.name, role=role, until=until)  # fmt: skip
    if person.id == visit.me.id:
        return _("End your role “{role}” in the network <b>{topic}</b>?", role=role, topic=visit.here.topic)
    return _("End this role? <b>{name}</b>: {role}.", name=person.name, role=role)


async def _done(visit: Visit, answers: Answers) -> None:
    leads = visit.may(Act.GIVE_ROLES)
    network, last_too = visit.here, answers["sure"] == LAST_TOO
    grant, holder = await rules.end(
        visit.uow, network, answers["grant"], visit.me, visit.now, leads=leads, last_too=last_too
    )
    _ = visit.reader
    text = _("Ended: {name}, {role}.", name=holder.name, role=_kind(visit, grant))
    visit.edit(Message(text, ((back_to_roles(visit),),), frozenset({holder.key})))
    await _tell_others(visit, network, grant, holder)


async def _tell_others(visit: Visit, network: Network, grant: Grant, holder: Person) -> None:
    """Whoever held the role hears of it, and whoever was deputised for."""
    principal = await people.by_id(visit.uow, grant.deputy_for) if grant.deputy_for else None
    for person in (holder, principal):
        if person is None or person.id == visit.me.id:
            continue
        _ = visit.reader_of(person)
        role = role_name(_, grant.role)
        if grant.deputy_for:
            text = _("In the network <b>{topic}</b> the deputising ended early: {name}, {role}. It was ended by: {by}.",
                     topic=network.topic, name=holder.name, role=role, by=visit.me.name)  # fmt: skip
        else:
            text = _("In the network <b>{topic}</b> your role has ended: {role}. It was ended by: {by}.",
                     topic=network.topic, role=role, by=visit.me.name)  # fmt: skip
        names = frozenset({holder.key, visit.me.key})
        visit.tell(person, Message(text, names=names), kind="roles.ended", network=network)


FORM = Form(
    "endrole",
    (
        picker.step("grant", _ask_grant, _grants),
        Step("sure", _ask_sure),
    ),
    _done,
)
