"""Surveys as dialogues need them: begun and answered as the rules do it."""

from typing import Any

from facilitation.surveys import box, drafts, instruments, life, rounds
from facilitation.surveys.answers import Answers, from_bytes
from facilitation.surveys.instruments import TRUST_PULSE, Item, Scale
from storage import network as networks
from storage import people, surveys
from storage.surveys import Survey, SurveyState, Template, templates
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.town import Resident

TITLE = "Puls zaufania"


async def asks_the_network(
    network: Network, instrument: str = TRUST_PULSE.key, *, hours: int = 72, **otherwise: Any
) -> Survey:
    """Ola has begun a survey; `otherwise` is what its draft says besides."""
    town = network.town
    async with town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        ola = await people.by_telegram_id(uow, network.ola.id)
        assert here is not None
        assert ola is not None
        now = town.clock.now()
        draft = await drafts.of_the_house(uow, here, instrument, ola, now)
        draft.hours = hours
        for name, value in otherwise.items():
            setattr(draft, name, value)
        await life.begin(uow, here, draft, now)
    await town.settle()
    return await as_it_is(network, draft)


async def seals(network: Network, survey: Survey, who: Resident, given: Answers) -> None:
    """Someone has answered: one number for each item that is tapped."""
    town = network.town
    async with town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, who.id)
        asked = await surveys.by_id(uow, survey.key)
        assert person is not None
        assert asked is not None
        await box.seal(uow, asked, person, given, town.clock.now())
    await town.settle()


async def ends(network: Network, survey: Survey) -> Survey:
    """The time is over; the survey as it is then."""
    assert survey.closes_at is not None
    await network.town.move_to(survey.closes_at)
    return await as_it_is(network, survey)


async def as_it_is(network: Network, survey: Survey) -> Survey:
    async with network.town.process.database.read() as uow:
        found = await surveys.by_id(uow, survey.key)
        assert found is not None
        uow.session.expunge(found)
    return found


async def a_survey(uow: UnitOfWork, network_id: int, state: SurveyState = SurveyState.DRAFT) -> Survey:
    """One that is only remembered."""
    begun = Survey(
        network_id=network_id, instrument=TRUST_PULSE.key, version=1, state=state, created_at=MONDAY_MORNING
    )
    return await surveys.add(uow, begun)


async def an_own_one(uow: UnitOfWork, network_id: int) -> Template:
    """An instrument that the network has built, with one question."""
    items = instruments.dumped([Item("q1", scale=Scale.AGREE, words="Jak przekonać?")])
    return await templates.add(uow, Template(network_id=network_id, name="Gdynia", items=items))


def cards(who: Resident, group: int) -> list[str]:
    """What stands in the group about surveys."""
    beginnings = ("Ankieta:", "Ankieta zakończona:", "Ankieta odwołana:")
    return [text for text in who.all_texts(group) if text.startswith(beginnings)]


async def a_draft(network: Network, instrument: str = TRUST_PULSE.key, **otherwise: Any) -> Survey:
    """What Ola is preparing; `otherwise` is what it says besides."""
    town = network.town
    async with town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        ola = await people.by_telegram_id(uow, network.ola.id)
        assert here is not None
        assert ola is not None
        draft = await drafts.of_the_house(uow, here, instrument, ola, town.clock.now())
        for name, value in otherwise.items():
            setattr(draft, name, value)
        uow.session.add(draft)
        await uow.session.flush()
        uow.session.expunge(draft)
    return draft


async def in_the_box(network: Network, survey: Survey) -> list[Answers]:
    """What has been answered, which nobody but the counting reads."""
    vault = network.town.process.database.vault
    items = rounds.instrument_of(survey).tapped
    return [from_bytes(items, each) for each in await everything_in(vault, box.name(survey))]


async def texts_in_the_box(network: Network, survey: Survey) -> list[list[str]]:
    """For each item that is answered in words, what people wrote."""
    vault = network.town.process.database.vault
    written = rounds.instrument_of(survey).written
    found = [await everything_in(vault, box.of_texts(survey, item)) for item in written]
    return [sorted(each.decode() for each in one) for one in found]


async def everything_in(vault: Vault, ballot: str) -> tuple[bytes, ...]:
    """Also where they are fewer than may ever be read."""
    async with vault._room.alone() as connection:
        _, known = await vault._look(connection, ballot)
    return (*known.answers, *known.pool.answers)
