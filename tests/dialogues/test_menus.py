"""Telegram's command menus show each person what they can do, in each place, in their language."""

import pytest

from facilitation.permissions import Act
from handlers import menus
from handlers.feature import Command, Feature, Place
from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.visit import Visit
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident, Town


def menu(
    who: Resident, at: int | None = None, language: str = "pl", *, admin: bool = False
) -> dict[str, str]:
    """What Telegram offers someone behind the slash."""
    offered = who.town.world.profile.commands_for(
        at or who.id, who.id, language, private=at is None, admin=admin
    )
    return {command["command"]: command["description"] for command in offered}


async def test_a_stranger_is_offered_what_works_for_strangers(town: Town) -> None:
    ola = town.resident("Ola")
    assert list(menu(ola)) == ["jezyk", "moje_dane", "zapomnij", "pomoc"]
    assert list(menu(ola, language="en")) == ["language", "mydata", "forgetme", "help"]
    assert list(menu(ola, language="de")) == ["jezyk", "moje_dane", "zapomnij", "pomoc"]


async def test_in_a_group_everyone_is_offered_what_belongs_there(network: Network) -> None:
    assert menu(network.kim, network.group, "en")["join"] == "join the network of this group"
    assert "moje_dane" not in menu(network.jan, network.group)


async def test_who_joins_is_offered_more(network: Network) -> None:
    assert "opusc" in menu(network.jan)
    assert "opusc" not in menu(network.kim)
    assert "ludzie" in menu(network.ola)
    assert "ludzie" not in menu(network.jan)


async def test_a_new_role_brings_its_commands_and_the_end_takes_them(network: Network) -> None:
    await network.ola.says("/role")
    await network.ola.taps("Nadaj rolę")
    await network.ola.taps("Jan Łoś")
    await network.ola.taps("Opieka organizacyjna")
    assert "ludzie" in menu(network.jan)
    await network.ola.says("/role")
    await network.ola.taps("Zakończ rolę")
    await network.ola.taps("Jan Łoś")
    await network.ola.taps("Tak")
    assert "ludzie" not in menu(network.jan)


async def test_who_leaves_is_offered_what_strangers_are(network: Network) -> None:
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    assert list(menu(network.jan)) == ["jezyk", "moje_dane", "zapomnij", "pomoc"]


async def test_the_menu_speaks_the_language_that_was_chosen(network: Network) -> None:
    await network.jan.says("/jezyk")
    await network.jan.taps("English")
    assert menu(network.jan)["leave"] == "leave the network"
    assert menu(network.jan, language="en") == menu(network.jan)


async def test_the_forgotten_have_the_menu_of_strangers(network: Network) -> None:
    await network.jan.says("/zapomnij")
    await network.jan.taps("Zapomnij o mnie")
    own = [scope for scope, _ in network.town.world.profile.commands if network.jan.id in scope]
    assert own == []


async def test_a_facilitator_who_starts_later_gets_their_menu_then(town: Town) -> None:
    ola = town.resident("Ola")
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    await ola.starts()
    assert "ludzie" in menu(ola)


async def test_at_a_new_start_menus_are_set_again_only_if_commands_have_changed(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, before = network.town, network.town.world.profile.commands.copy()
    town.world.profile.commands.clear()
    await town.process.edge.begin()
    await town.settle()
    assert not town.world.profile.commands
    monkeypatch.setattr(menus, "digest", lambda registry: "other commands")
    await town.process.edge.begin()
    await town.settle()
    assert town.world.profile.commands == before


async def test_everyone_gets_their_new_menu_also_where_there_are_many(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, before = network.town, network.town.world.profile.commands.copy()
    town.world.profile.commands.clear()
    monkeypatch.setattr(menus, "digest", lambda registry: "other commands")
    monkeypatch.setattr(menus, "BATCH", 1)
    await town.process.edge.begin()
    await town.passes(minutes=1)
    assert town.world.profile.commands == before


async def probe(_visit: Visit, _words: str) -> None:
    """A command for facilitators in the group."""


async def let_facilitators_probe(town: Town) -> None:
    extra = Command("proba", "probe", "a probe", probe, Place.GROUP, Act.CHANGE_NETWORK)
    town.process.edge.registry = Registry((*FEATURES, Feature("extra", "extra", commands=(extra,))))
    await town.process.edge.begin()
    await town.settle()


async def test_a_group_that_moves_takes_the_menus_of_its_leaders_along(town: Town) -> None:
    ola = town.resident("Ola")
    group = town.group("Miasto Cyfrowe", ola, supergroup=False)
    await let_facilitators_probe(town)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    assert "proba" in menu(ola, group)
    new = town.world.upgrade(ola.id, group)
    await town.settle()
    assert "proba" in menu(ola, new)


async def test_leaders_are_offered_more_in_their_group_as_long_as_they_lead(network: Network) -> None:
    town = network.town
    await let_facilitators_probe(town)
    assert "proba" in menu(network.ola, network.group)
    assert "proba" not in menu(network.jan, network.group)
    assert "proba" not in menu(network.ola)
    await network.ola.says("/opusc")
    await network.ola.taps("Odchodzę")
    assert "proba" not in menu(network.ola, network.group)
