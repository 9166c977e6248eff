"""What follows from what happens elsewhere: somebody is forgotten, the group moves or speaks another language."""

from facilitation.facts import Forgotten, GroupFound, SpeechChanged
from facilitation.surveys import box, life
from handlers.surveys import begins, card, glancing
from handlers.visit import Visit
from storage import due_work, surveys
from storage import network as networks
from storage.due_work import DueWork
from storage.surveys import SurveyState

AGAIN, FORGET = "surveys.again", "surveys.forget"


async def on_forgotten(visit: Visit, fact: Forgotten) -> None:
    await due_work.plan(visit.uow, FORGET, str(fact.person_id), visit.now, person=fact.person_id)


async def forget(visit: Visit, work: DueWork) -> None:
    """Their answers are nobody's from now on, and count."""
    for survey in await surveys.sealed_ones(visit.uow):
        for each in box.names(survey):
            await visit.uow.vault.forget(work.arguments["person"], each)


async def on_group_changed(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, AGAIN, str(at), visit.now, network_id=at)


async def again(visit: Visit, work: DueWork) -> None:
    """The group speaks another language or is another chat: the card stands there again, and what was missed while
    the bot was away comes now."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is None:
        return
    under_way = (SurveyState.OPEN, SurveyState.COUNTING)
    for survey in await surveys.of_network(visit.uow, network.key, under_way):
        await begins.look_for_boxes(visit, network, survey)
        if survey.state is SurveyState.OPEN:
            await card.show(visit, survey)
            await glancing.plan(visit, survey)
            await life.plan(visit.uow, survey, network.zone, visit.now)
        elif survey.state is SurveyState.COUNTING:
            await life.count_soon(visit.uow, survey, visit.now)
    for survey in await surveys.unpublished(visit.uow, network.key):
        await life.plan_publication(visit.uow, survey, visit.now)
