"""Command menus: Telegram offers each person, in each place, the commands that they can use there.

General menus are set when they have changed since the last start; a person's own whenever their roles or
their language change.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any

from facilitation.facts import (
    Forgotten,
    GroupFound,
    Joined,
    LanguageChanged,
    Left,
    ReachChanged,
    RoleChanged,
)
from handlers import offers
from handlers.feature import Feature, Place
from handlers.registry import Registry
from handlers.visit import Visit
from locales import LANGUAGES
from locales.reader import Reader
from storage import due_work, outbox, people, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network, NetworkState
from storage.outbox import Priority, Request
from storage.people import Person, Reach
from storage.roles import Role

Menu = list[dict[str, str]]
JOINED = frozenset({Role.MEMBER})
CODES = {"": "pl", "en": "en"}  # Telegram's language codes; "" is every language that has no menu of its own
BATCH = 20
PAUSE = timedelta(seconds=2)


def menu(registry: Registry, roles: Collection[Role], place: Place, language: str) -> Menu:
    """The commands of a menu as Telegram takes them."""
    _ = Reader(language)
    return [
        {"command": offers.name(_, command), "description": _(command.says).unescape()}
        for command in offers.offered(registry, roles, place)
    ]


def digest(registry: Registry) -> str:
    """Tells whether anybody's menu could look other than before."""
    every = [
        menu(registry, held, place, language)
        for held in (frozenset(), *({role} for role in Role))
        for place in (Place.GROUP, Place.PRIVATE)
        for language in LANGUAGES
    ]
    return hashlib.sha256(json.dumps(every).encode()).hexdigest()[:32]


async def begin(visit: Visit) -> None:
    """The process starts: all menus are set again if the commands have changed."""
    now = digest(visit.registry)
    planned = await due_work.find(visit.uow, "menus.prepare", "all")
    if planned is None or planned.arguments["digest"] != now:
        await due_work.plan(visit.uow, "menus.prepare", "all", visit.now, digest=now)


async def prepare(visit: Visit, _work: DueWork) -> None:
    """The menus for everyone who has none of their own, then one by one those of people with roles."""
    _set(visit, {"type": "all_private_chats"}, frozenset(), Place.PRIVATE)
    _set(visit, {"type": "all_group_chats"}, JOINED, Place.GROUP)
    await due_work.plan(visit.uow, "menus.everyone", "all", visit.now, after=0)


async def everyone(visit: Visit, work: DueWork) -> None:
    """A few people at a time, so that answers to others go in between."""
    found = await roles.holders_after(visit.uow, work.arguments["after"], BATCH, visit.now)
    for person_id in found:
        await _refresh(visit, person_id)
    if len(found) == BATCH:
        await due_work.plan(visit.uow, "menus.everyone", "all", visit.now + PAUSE, after=found[-1])


async def on_person(visit: Visit, fact: Joined | Left | RoleChanged | LanguageChanged | ReachChanged) -> None:
    """What a person can do has changed, or in which language they are told."""
    network_id = getattr(fact, "network_id", 0)
    key = f"{fact.person_id}-{network_id}"
    await due_work.plan(visit.uow, "menus.person", key, visit.now, person=fact.person_id, at=network_id)


async def on_group_found(visit: Visit, _fact: GroupFound) -> None:
    """Menus of single people in a group are void where the group has moved."""
    await due_work.plan(visit.uow, "menus.everyone", "all", visit.now, after=0)


async def on_forgotten(visit: Visit, fact: Forgotten) -> None:
    """The chat of someone who is a stranger again has the menu of strangers."""
    for code in CODES:
        scope = {"type": "chat", "chat_id": fact.telegram_id}
        _call(visit, "deleteMyCommands", scope, code)


async def person(visit: Visit, work: DueWork) -> None:
    await _refresh(visit, work.arguments["person"], work.arguments["at"])


async def _refresh(visit: Visit, person_id: int, changed_in: int = 0) -> None:
    """A person's menu in private chat, and in each group where it differs from that of the others there."""
    person = await people.by_id(visit.uow, person_id)
    if person is None or person.telegram_id is None:
        return
    before = len(visit.requests)
    _, held = await roles.who(visit.uow, person.telegram_id, visit.now)
    at_home = {each.role for each in held}
    if person.telegram_id in visit.installation.coordinators:
        at_home.add(Role.COORDINATOR)
    if person.reach is Reach.OPEN:
        _set(visit, {"type": "chat", "chat_id": person.telegram_id}, at_home, Place.PRIVATE, person.language)
    there = {each.network.key: each.network for each in held if each.network}
    for network in there.values():
        own = {each.role for each in held if each.network and each.network.id == network.id}
        _set_in_group(visit, person, network, own, changed=network.id == changed_in)
    left = await networks.by_id(visit.uow, changed_in) if changed_in and changed_in not in there else None
    if left is not None:
        _set_in_group(visit, person, left, frozenset(), changed=True)
    await outbox.cancel_menus(visit.uow, person_id, visit.now)
    for request in visit.requests[before:]:
        request.person_id = person_id


def _set_in_group(
    visit: Visit, person: Person, network: Network, held: Collection[Role], *, changed: bool
) -> None:
    if network.state is NetworkState.AWAY:
        return
    scope = {"type": "chat_member", "chat_id": network.chat_id, "user_id": person.telegram_id}
    if held and _names(visit.registry, held) != _names(visit.registry, JOINED):
        _set(visit, scope, held, Place.GROUP, person.language)
    elif changed:
        for code in CODES:
            _call(visit, "deleteMyCommands", scope, code)


def _names(registry: Registry, held: Collection[Role]) -> Sequence[str]:
    return [command.english for command in offers.offered(registry, held, Place.GROUP)]


def _set(
    visit: Visit, scope: dict[str, Any], held: Iterable[Role], place: Place, chosen: str | None = None
) -> None:
    """One menu in both languages, or in the chosen one for whatever Telegram's is."""
    for code, language in CODES.items():
        commands = menu(visit.registry, frozenset(held), place, chosen or language)
        _call(visit, "setMyCommands", scope, code, commands=commands)


def _call(visit: Visit, method: str, scope: dict[str, Any], code: str, **more: Any) -> Request:
    language: dict[str, Any] = {"language_code": code} if code else {}
    return visit.call(method, outbox.MENU, priority=Priority.BULK, scope=scope, **language, **more)


FEATURE = Feature(
    name="menus",
    code="menu",
    due={"prepare": prepare, "everyone": everyone, "person": person},
    hears={
        Joined: on_person,
        Left: on_person,
        RoleChanged: on_person,
        LanguageChanged: on_person,
        ReachChanged: on_person,
        GroupFound: on_group_found,
        Forgotten: on_forgotten,
    },
    owes=dict.fromkeys(("prepare", "everyone", "person", "menu")),
    begins=begin,
)
