"""Network pictures as dialogues need them: a network of several cities, a round that has begun, answers that are in."""

from datetime import timedelta

from facilitation.ties import answering, life, usual
from facilitation.ties.standing import standing
from storage import institutions, people, roles, settings, ties
from storage import network as networks
from storage.institutions import Institution, Membership, Standing
from storage.people import Person, Reach
from storage.roles import Grant, Role
from storage.ties import TieRound
from storage.unit_of_work import UnitOfWork
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.town import Resident

MORE = {"Rafał": "Radlin", "Teresa": "Toruń", "Żaneta": "Żory"}
"""Who has joined besides Ewa of Gdynia and Jan of Łódź."""


async def peopled(network: Network, more: dict[str, str] | None = None) -> dict[str, Resident]:
    """Everyone who answers, by city: five of them, or so many more."""
    town, there = network.town, {"Gdynia": network.ewa, "Łódź": network.jan}
    async with town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        for name, city in (MORE if more is None else more).items():
            who = town.resident(name, started=True)
            town.world.add_member(network.ola.id, network.group, who.id)
            await _joined(uow, here.key, who, city)
            there[city] = who
    await town.settle()
    return there


async def _joined(uow: UnitOfWork, network_id: int, who: Resident, city: str) -> None:
    place = await institutions.add(uow, Institution(network_id=network_id, name=city, folded=city.lower()))
    new = Person(telegram_id=who.id, name=who.name, language="pl", reach=Reach.OPEN, since=MONDAY_MORNING)
    person = await people.add(uow, new)
    await institutions.add_membership(
        uow,
        Membership(
            network_id=network_id, person_id=person.key, institution_id=place.key, standing=Standing.JOINED,
            notice_version=1, agreed_at=MONDAY_MORNING, joined_at=MONDAY_MORNING,
        ),
    )  # fmt: skip
    await roles.grant(
        uow, Grant(person_id=person.key, network_id=network_id, role=Role.MEMBER, since=MONDAY_MORNING)
    )


async def wanted(network: Network) -> None:
    """A facilitator has switched it on."""
    async with network.town.process.database.write() as uow:
        await settings.decide(uow, 1, usual.WANTED.name, True)


async def begun(network: Network, more: dict[str, str] | None = None) -> dict[str, Resident]:
    """Ola has begun a network picture, for seven days; everyone who answers, by city."""
    there = await peopled(network, more)
    await wanted(network)
    await begins(network.ola)
    return there


async def begins(who: Resident, days: str = "7 dni") -> None:
    await who.says("/powiazania")
    for label in ("Zacznij obraz powiązań", days, "Zaczynamy"):
        await who.taps(label)


async def opens(who: Resident, *labels: str) -> None:
    """Come in by the card, and tap."""
    await who.starts("ties-1")
    for label in labels:
        await who.taps(label)


async def answers(network: Network, who: Resident, *cities: str, listed: bool = True) -> None:
    """Someone has answered for their institution; without a city, that it took over from nobody."""
    now = network.town.clock.now()
    async with network.town.process.database.write() as uow:
        round_ = await ties.to_change(uow, 1)
        person = await people.by_telegram_id(uow, who.id)
        assert round_ is not None
        assert person is not None
        stands = await standing(uow, round_, now)
        named = {place.institution.name: key for key, place in stands.asked.places.items()}
        for city in cities:
            await answering.take(uow, stands, person, named[city], now, taken=True)
            stands = await standing(uow, round_, now)
        if not cities:
            await answering.take_from_nobody(uow, stands, person, now)
            stands = await standing(uow, round_, now)
        await answering.agree(uow, stands, person, now, listed=listed)
    await network.town.settle()


async def all_answered(network: Network, there: dict[str, Resident]) -> None:
    """Gdynia, Łódź, Radlin and Toruń in a ring; Żory from nobody."""
    ring = ("Gdynia", "Łódź", "Radlin", "Toruń")
    for n, city in enumerate(ring):
        await answers(network, there[city], ring[n - 1])
    await answers(network, there["Żory"])


async def previewed(network: Network) -> dict[str, Resident]:
    """Everyone has answered and the time is over."""
    there = await begun(network)
    await all_answered(network, there)
    await network.town.passes(days=7)
    return there


async def published(network: Network) -> dict[str, Resident]:
    there = await previewed(network)
    await network.town.passes(days=3)
    return there


async def a_round(uow: UnitOfWork, network_id: int) -> TieRound:
    """One that is only remembered: for a week from Monday morning on."""
    return await ties.add(
        uow,
        TieRound(
            network_id=network_id,
            started_at=MONDAY_MORNING,
            closes_at=MONDAY_MORNING + timedelta(days=life.WINDOWS[1]),
        ),
    )


def cards(who: Resident, group: int) -> list[str]:
    """What stands in the group about network pictures."""
    return [text for text in who.all_texts(group) if text.startswith("Obraz powiązań")]
