"""Rounds: which items a survey asks, and which earlier results it is compared with."""

from datetime import datetime, timedelta

from facilitation.surveys import instruments, results
from facilitation.surveys.instruments import CHANGE, OF_THE_HOUSE, TRUST_PULSE, Instrument, Measure
from facilitation.surveys.results import Results
from storage import surveys
from storage.surveys import Survey, SurveyState
from storage.unit_of_work import UnitOfWork

A_WHILE = timedelta(weeks=6)
"""Whoever is asked more often answers less."""


def instrument_of(survey: Survey, number: int | None = None) -> Instrument:
    """The instrument as it is asked in this round, or would be in the round of this `number`."""
    if survey.items is not None:
        return Instrument(survey.instrument, survey.version, Measure.OWN, instruments.loaded(survey.items))
    known = OF_THE_HOUSE[survey.instrument]
    if known is TRUST_PULSE and (number or survey.round) > 1:
        return Instrument(known.key, known.version, known.measure, (*known.items, CHANGE))
    return known


async def before(uow: UnitOfWork, survey: Survey) -> Survey | None:
    """The round that this one is compared with."""
    if survey.starts_anew:
        return None
    return next((each for each in await surveys.rounds(uow, survey) if each.key < survey.key), None)


async def number(uow: UnitOfWork, survey: Survey) -> int:
    """Which round this one would be."""
    last = await before(uow, survey)
    return last.round + 1 if last else 1


async def asked_lately(uow: UnitOfWork, network_id: int, now: datetime) -> datetime | None:
    """When the last survey ended, if that was less than six weeks ago."""
    over = (SurveyState.COUNTING, SurveyState.CLOSED, SurveyState.VOID)
    for last in await surveys.of_network(uow, network_id, over, 1):
        if last.closed_at is not None and now - last.closed_at < A_WHILE:
            return last.closed_at
    return None


def results_of(survey: Survey) -> Results | None:
    return results.loaded(survey.results) if survey.results is not None else None
