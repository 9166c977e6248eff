"""Giving a role: whom, which one; then the person hears of it privately, with what it allows."""

from markupsafe import Markup

from facilitation.permissions import ALLOWED, Act
from facilitation.refusals import Refused
from facilitation.roles import giving as rules
from handlers import forms, picker
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Message, columns, paragraphs
from handlers.picker import Option
from handlers.reasons import DoorReason
from handlers.roles.overview import back_to_roles, enter, options
from handlers.taps import Value
from handlers.visit import Visit
from handlers.words import act_name, role_name
from locales.reader import Reader
from storage import people, roles
from storage.network import Network
from storage.people import Person
from storage.roles import Role


async def on_give(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id, Act.GIVE_ROLES)
    await forms.begin(visit, FORM, network_id=network_id)


async def _ask_person(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Who shall get a role?")


async def _people(visit: Visit, _answers: Answers) -> list[Option]:
    visit.require(Act.GIVE_ROLES)
    held = await roles.grants(visit.uow, visit.here.key, visit.now)
    return await options(visit, list({person.key: person for _grant, person in held}.values()))


async def _ask_role(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    held = await roles.grants(visit.uow, visit.here.key, visit.now)
    person = await people.by_id(visit.uow, answers["person"])
    if person is None:
        raise Refused(DoorReason.GONE)
    free = rules.givable(held, person.key, to_oneself=person.id == visit.me.id)
    now = _.list(dict.fromkeys(role_name(_, grant.role) for grant, holder in held if holder.id == person.id))
    buttons = [choice(role_name(_, role).capitalize(), "role", role.value) for role in free]
    text = paragraphs(
        _("<b>{name}</b> holds: {roles}.", name=person.name, roles=now),
        _("Which role shall be added? A representative becomes an observer, and the other way round."),
    )
    return Message(text, columns(buttons, 1), frozenset({person.key}))


async def _pick_role(_visit: Visit, _answers: Answers, value: Value) -> str:
    if value not in {role.value for role in Role}:
        raise Refused(DoorReason.OLD_BUTTON)
    return str(value)


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.GIVE_ROLES)
    network, role = visit.here, Role(answers["role"])
    person = await rules.give(visit.uow, network, answers["person"], role, visit.me, visit.now)
    _ = visit.reader
    text = _("{name} has the role: <b>{role}</b>.", name=person.name, role=role_name(_, role))
    if person.id != visit.me.id and not _tell(visit, network, person, role):
        text = paragraphs(
            text, _("I can't write to {name} privately, so please pass it on.", name=person.name)
        )
    visit.edit(Message(text, ((back_to_roles(visit),),), frozenset({person.key})))


def _tell(visit: Visit, network: Network, person: Person, role: Role) -> bool:
    _ = visit.reader_of(person)
    text = paragraphs(
        _("In the network <b>{topic}</b> you have a new role: <b>{role}</b>.",
          topic=network.topic, role=role_name(_, role)),
        what_it_allows(_, role),
    )  # fmt: skip
    return visit.tell(person, Message(text), kind="roles.given", network=network)


def what_it_allows(_: Reader, role: Role, *, as_deputy: bool = False) -> Markup:
    """The acts of a role; deputies name no deputies."""
    allowed = [act for act in Act if role in ALLOWED[act]]
    acts = Markup("; ").join(
        act_name(_, act) for act in allowed if not (as_deputy and act is Act.NAME_DEPUTY)
    )
    return _("With it you can: {acts}. /help shows how.", acts=acts)


FORM = Form(
    "role",
    (
        picker.step("person", _ask_person, _people),
        Step("role", _ask_role, pick=_pick_role),
    ),
    _done,
)
