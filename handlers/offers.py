"""What a person is offered, derived from the commands: the same in help, in menus and in the documentation."""

from collections.abc import Collection, Iterator

from facilitation.permissions import may
from handlers.feature import Command, Place
from handlers.registry import Registry
from handlers.visit import Visit
from locales.reader import Reader
from storage.roles import Role


def offered(registry: Registry, roles: Collection[Role], place: Place) -> Iterator[Command]:
    """Commands that someone with these roles can use in a place, the most useful first."""
    for command in registry.commands:
        if command.in_menu and command.place in (place, Place.ANYWHERE) and _is_for(command, roles, place):
            yield command


def _is_for(command: Command, roles: Collection[Role], place: Place) -> bool:
    if command.act is not None:
        return may(roles, command.act)
    stranger = all(role is Role.COORDINATOR for role in roles)
    return not stranger or not (command.joined or (command.needs_network and place is Place.PRIVATE))


def name(_: Reader, command: Command) -> str:
    return command.polish if _.language == "pl" else command.english


def private_link(visit: Visit, english: str) -> str:
    """A deep link that runs a command in private chat, for the network of the group that it stands in."""
    if visit.network and visit.network.key in visit.networks:
        return visit.link("in", english, visit.network.key)
    return visit.link("do", english)
