"""Rounds of surveys that were, as if counted by the rules: so many answers each, published or not yet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from facilitation.surveys import results, rounds
from facilitation.surveys.aggregate import aggregate
from facilitation.surveys.answers import Answers
from facilitation.surveys.instruments import TRUST_PULSE
from storage import network as networks
from storage import surveys
from storage.network import NetworkState
from storage.surveys import Survey, SurveyState
from storage.unit_of_work import UnitOfWork
from tests.dialogues.conftest import MONDAY_MORNING, Network

INVITED = 14
A_DAY, A_QUARTER = timedelta(days=1), timedelta(days=91)
FIRST = MONDAY_MORNING - 4 * A_QUARTER
LOW: Answers = (2, 3, 2, 2, 4, 3, 4)
HIGH: Answers = (5, 4, 4, 4, 2, 5, 2)
MIDDLING: Answers = (3, 4, 3, 3, 3, 4, 3)


async def a_round(network: Network, given: Sequence[Answers], **otherwise: Any) -> Survey:
    """The next round of Ola's network, a quarter after the last one; `otherwise` is what is not as usual."""
    async with network.town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        found = await a_round_of(uow, here.key, given, **otherwise)
        await uow.session.flush()
        uow.session.expunge(found)
    return found


async def a_round_of(uow: UnitOfWork, network_id: int, given: Sequence[Answers], **otherwise: Any) -> Survey:
    survey = Survey(
        network_id=network_id, created_at=FIRST,
        **{"instrument": TRUST_PULSE.key, "version": 1, "state": SurveyState.CLOSED, "invited": INVITED, **otherwise},
    )  # fmt: skip
    await surveys.add(uow, survey)
    last = await rounds.before(uow, survey)
    survey.round = last.round + 1 if last else 1
    ended = survey.closed_at or FIRST + A_QUARTER * len(await surveys.of_instrument(uow, survey))
    survey.opened_at, survey.closed_at, survey.publishes_at = ended - 3 * A_DAY, ended, ended
    survey.published_at = otherwise.get("published_at", ended)
    survey.results = results.dumped(_counted(survey, given, last))
    await uow.session.flush()
    return survey


def _counted(survey: Survey, given: Sequence[Answers], last: Survey | None) -> results.Results:
    instrument = rounds.instrument_of(survey)
    whole = [(*answers, *[0] * (len(instrument.tapped) - len(answers))) for answers in given]
    kept = rounds.results_of(last) if last else None
    found = aggregate(instrument, whole, survey.invited, (last.round, kept) if last and kept else None)
    return replace(found, alpha=None)


async def another_network(uow: UnitOfWork, number: int, now: datetime = MONDAY_MORNING) -> int:
    """A network elsewhere, of which nobody here is."""
    added = await networks.add(uow, networks.Network(
        chat_id=-9000 - number, title=f"Sieć {number}", topic=f"Tajna sieć {number}", language="pl",
        zone="Europe/Warsaw", state=NetworkState.ACTIVE, since=now,
    ))  # fmt: skip
    return added.key
