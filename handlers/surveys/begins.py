"""When the process starts: an open survey without its boxes has come to nothing."""

from facilitation.surveys import box, life
from handlers.message import Message, lines
from handlers.surveys import card, words
from handlers.visit import Visit
from storage import due_work, surveys
from storage import network as networks
from storage.due_work import Doing
from storage.network import Network, NetworkState
from storage.surveys import Survey, SurveyState
from storage.unit_of_work import UnitOfWork

LOST = "surveys.lost"


async def begin(visit: Visit) -> None:
    for survey in await surveys.sealed_ones(visit.uow):
        network = await networks.by_id(visit.uow, survey.network_id)
        if network is not None and network.state is NetworkState.ACTIVE:
            await look_for_boxes(visit, network, survey)


async def boxes(uow: UnitOfWork) -> set[str]:
    """Which ballots in the vault are still needed."""
    return {name for survey in await surveys.sealed_ones(uow) for name in box.names(survey)}


async def look_for_boxes(visit: Visit, network: Network, survey: Survey) -> None:
    """A survey without its boxes is lost; while the bot is away from the group, nobody there could be told."""
    if not await _begins_yet(visit, survey) and await box.is_lost(visit.uow, survey):
        await lose(visit, network, survey)


async def _begins_yet(visit: Visit, survey: Survey) -> bool:
    """Whether its boxes are still to be made."""
    work = await due_work.find(visit.uow, life.BEGUN, str(survey.key))
    return work is not None and work.state is Doing.PLANNED


async def lose(visit: Visit, network: Network, survey: Survey) -> None:
    """Its answers are gone: nothing can come of it, and the group hears why."""
    held = await surveys.to_change(visit.uow, survey.key)
    if held is None or held.state not in (SurveyState.OPEN, SurveyState.COUNTING):
        return
    await life.lose(visit.uow, held, visit.now)
    await card.refresh(visit, held)
    _ = visit.group_reader(network)
    visit.announce(network, Message(lines(words.title(_, held), words.ended(_, held))), kind=LOST)
