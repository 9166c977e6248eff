"""Who leads, who holds which role, and who deputises until when."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.roles.deputies import deputisable
from facilitation.roles.giving import SWITCHED, TEAM, Held, endable
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.picker import Option
from handlers.visit import Visit
from handlers.words import role_name
from locales.reader import Reader
from storage import institutions, people, roles
from storage.network import Network
from storage.people import Person
from storage.roles import Grant, Role


async def show(visit: Visit, _words: str) -> None:
    """`/role`: the roles of the network, and what this person may do about them."""
    visit.reply(await _overview(visit, visit.here))


async def on_show(visit: Visit, network_id: int) -> None:
    visit.edit(await _overview(visit, await enter(visit, network_id, Act.SEE_ROLES)))


async def enter(visit: Visit, network_id: int, act: Act) -> Network:
    """The network of a tapped button, for someone who may do this there."""
    network = await visit.enter(network_id)
    visit.require(act)
    return network


async def options(visit: Visit, those: Sequence[Person]) -> list[Option]:
    """People to pick from, by name, each with what they represent."""
    places = {person.key: place for person, place in await institutions.roster(visit.uow, visit.here.key)}
    found = [
        Option(one.key, one.name, place.name if (place := places.get(one.key)) else "", person=one.key)
        for one in those
    ]
    return sorted(found, key=lambda option: option.name.casefold())


def back_to_roles(visit: Visit) -> Button:
    return Button(visit.reader("‹ Roles"), tap=visit.tap("roles", "show", visit.here.key))


async def principals(visit: Visit, grants: Sequence[Grant]) -> dict[int, Person]:
    """The people whom these deputies stand in for."""
    return await people.by_ids(visit.uow, {grant.deputy_for for grant in grants if grant.deputy_for})


async def _overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    held = await roles.grants_to_come(visit.uow, network.key, visit.now)
    named = await principals(visit, [grant for grant, _person in held])
    text = paragraphs(
        Markup("<b>{}</b>").format(network.topic),
        *(
            lines(Markup("<b>{}</b>").format(role_name(_, role).capitalize()), *shown)
            for role in (*TEAM, *SWITCHED)
            if (shown := _shown(visit, role, held, named)) or role in TEAM
        ),
    )
    names = frozenset(named) | {person.key for _grant, person in held}
    return Message(text, columns(_buttons(visit, network, held), 2), names)


def _shown(visit: Visit, role: Role, held: Held, named: dict[int, Person]) -> list[Markup]:
    """Those of the team one a line; representatives and observers in one line."""
    _ = visit.reader
    those = [(grant, person) for grant, person in held if grant.role is role]
    if role not in TEAM:
        return [_.list(sorted(person.name for _grant, person in those))] if those else []
    return [_line(visit, grant, person, named) for grant, person in those] or [_("nobody at the moment")]


def _line(visit: Visit, grant: Grant, person: Person, named: dict[int, Person]) -> Markup:
    _ = visit.reader
    if grant.deputy_for is None or grant.until is None:
        return _("• {name}", name=person.name)
    principal = name_of(_, named.get(grant.deputy_for))
    if grant.since > visit.now:
        return _(
            "• {name} (deputy for {principal}, {since} – {until})",
            name=person.name, principal=principal, since=_.moment(grant.since), until=_.moment(grant.until),
        )  # fmt: skip
    return _(
        "• {name} (deputy for {principal}, until {until})",
        name=person.name, principal=principal, until=_.moment(grant.until),
    )  # fmt: skip


def name_of(_: Reader, person: Person | None) -> Markup:
    """A person's name as of now; someone who asked to be forgotten has none."""
    return Markup("{}").format(person.name) if person and person.name else _("someone erased")


def _buttons(visit: Visit, network: Network, held: Held) -> list[Button]:
    _ = visit.reader
    leads = visit.may(Act.GIVE_ROLES)
    offered = (
        (leads, _("Give a role"), "give"),
        (bool(endable(held, visit.me, leads=leads)), _("End a role"), "end"),
        (bool(deputisable(held, visit.me)), _("Name a deputy"), "deputy"),
        (visit.may(Act.READ_AUDIT), _("Log of changes"), "log"),
    )
    return [
        Button(label, tap=visit.tap("roles", action, network.key, *([0] if action == "log" else [])))
        for may, label, action in offered
        if may
    ]
