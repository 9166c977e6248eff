"""Surveys that are over: answered by so many, also in their own words, and led by a facilitator and an expert."""

from collections.abc import Sequence
from typing import Any

from facilitation.surveys import box, rounds
from facilitation.surveys.answers import Answers
from facilitation.surveys.instruments import Item, ItemKind, Scale, dumped
from handlers.taps import encode_link
from storage import people, surveys
from storage.surveys import Survey
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import asks_the_network, ends, seals

FOURS: Answers = (4, 4, 4, 4, 2, 4, 2)
WRITTEN = Item("w", kind=ItemKind.TEXT, scored=False, words="Co zmienić?")


async def answered(
    network: Network, crowd: list[Resident], given: Sequence[Answers], **otherwise: Any
) -> Survey:
    """A survey that so many have answered, and that is over."""
    survey = await asks_the_network(network, **otherwise)
    for who, answers in zip(crowd, given, strict=False):
        asked = len(rounds.instrument_of(survey).tapped)
        await seals(network, survey, who, (*answers, *[0] * (asked - len(answers))))
    return await ends(network, survey)


def own(*items: Item) -> dict[str, Any]:
    """An instrument that the network has built."""
    return {"title": "Nasza ankieta", "items": dumped(items)}


def scale(key: str, words: str) -> Item:
    return Item(key, scale=Scale.AGREE, words=words)


async def writes(network: Network, survey: Survey, who: Resident, words: str) -> None:
    """Someone has answered in their own words."""
    town = network.town
    async with town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, who.id)
        asked = await surveys.by_id(uow, survey.key)
        assert person is not None
        assert asked is not None
        await box.seal_text(uow, asked, WRITTEN, person, words, town.clock.now())
    await town.settle()


async def opens(who: Resident, survey: Survey) -> str:
    """The page of a survey, as they see it."""
    await who.starts(encode_link("survey", survey.key))
    return who.sees()
