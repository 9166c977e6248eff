"""The people of the demo: the network "Miasto Cyfrowe", before the bot is added to its group.

Emily's Telegram speaks English. Józef is the one who never presses Start: no story lets him.
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.chats import Chat
from sandbox.people import Person
from sandbox.world import World

GROUP = "Miasto Cyfrowe"
ENGLISH = {"emily_carter"}


@dataclass(slots=True, frozen=True)
class Demo:
    """The demo's group and its people by username."""

    group: Chat
    people: dict[str, Person]


FACILITATOR = ("Marta", "Zielińska", "marta_zielinska", "facylitatorka sieci, Gdynia")
MEMBERS = (
    ("Łukasz", "Wójcik", "lukasz_wojcik", "ekspert ds. danych miejskich, Wrocław"),
    ("Ola", "Nowak", "ola_nowak", "koordynatorka, Gdynia"),
    ("Żaneta", "Król", "zaneta_krol", "inspektorka ds. cyfryzacji, Gdynia"),
    ("Paweł", "Dąbrowski", "pawel_dabrowski", "kierownik wydziału informatyki, Lublin"),
    ("Grażyna", "Świątek", "grazyna_swiatek", "pełnomocniczka ds. smart city, Rybnik"),
    ("Michał", "Jędrzejczak", "michal_jedrzejczak", "specjalista ds. e-usług, Łódź"),
    ("Agnieszka", "Błaszczyk", "agnieszka_blaszczyk", "sekretarz miasta, Tarnów"),
    ("Krzysztof", "Gąsior", "krzysztof_gasior", "bibliotekarz, Łódź"),
    ("Zofia", "Piętka", "zofia_pietka", "koordynatorka, Elbląg"),
    ("Stanisław", "Żak", "stanislaw_zak", "opiekun sieci"),
    ("Ewa", "Maciąg", "ewa_maciag", "obserwatorka"),
    ("Józef", "Ćwikła", "jozef_cwikla", "urzędnik, Chełm"),
    ("Emily", "Carter", "emily_carter", "expert on open data, Malmö"),
)
OUTSIDER = ("Kinga", "Śliwa", "kinga_sliwa", "spoza sieci, Opole")


def make_demo(world: World) -> Demo:
    """Make the people and the group. The bot exists but is in no chat yet."""
    people = {entry[2]: _person(world, entry) for entry in (FACILITATOR, *MEMBERS, OUTSIDER)}
    facilitator = people[FACILITATOR[2]]
    group = world.group(GROUP, creator=facilitator.id)
    for entry in MEMBERS:
        world.add_member(facilitator.id, group.id, people[entry[2]].id)
    return Demo(group, people)


def _person(world: World, entry: tuple[str, str, str, str]) -> Person:
    first_name, last_name, username, about = entry
    return world.person(first_name, last_name, username, "en" if username in ENGLISH else "pl", about)
