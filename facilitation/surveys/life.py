"""The life of a survey: begun, prolonged, closed at its end and counted, published, cancelled, lost."""

import secrets
from datetime import datetime, timedelta

from facilitation.refusals import Refused
from facilitation.surveys import box, people, rounds
from facilitation.surveys.reasons import SurveyReason
from facilitation.surveys.reminding import REMIND, plan_reminder
from facilitation.typed import one_line
from storage import due_work, inbox, surveys
from storage.network import Network, NetworkState
from storage.surveys import Survey, SurveyState
from storage.unit_of_work import UnitOfWork

FEWEST = 5
"""Fewer answers are never shown, so fewer people need not be asked."""
WINDOWS = (24, 48, 72, 120, 168, 336)
"""Hours for which a survey may be open."""
LONGEST_REASON = 300
A_DAY = timedelta(days=1)
BEGUN, CLOSE, COUNT, BURN = "surveys.begun", "surveys.close", "surveys.count", "surveys.burn"
READY, PUBLISH = "surveys.ready", "surveys.publish"
ENDS = (CLOSE, REMIND)


async def begin(uow: UnitOfWork, network: Network, survey: Survey, now: datetime) -> None:
    """From draft to open. Its boxes and its card come right after this transaction.

    Whoever begins holds the network: only one survey is open in it.
    """
    await uow.hold(Network, network.key)
    await be_ready(uow, network, survey, now)
    survey.invited = len(await people.invited(uow, survey, now))
    survey.round = await rounds.number(uow, survey)
    survey.state, survey.ballot = SurveyState.OPEN, secrets.token_hex(16)
    survey.opened_at, survey.closes_at = now, now + timedelta(hours=survey.hours)
    _changed(uow, survey)
    await plan(uow, survey, network.zone, now)
    await _plan(uow, BEGUN, survey, now)


async def be_ready(uow: UnitOfWork, network: Network, survey: Survey, now: datetime) -> None:
    """Refused where the survey can't begin, with what is missing."""
    be_there(network)
    if network.state is not NetworkState.ACTIVE:
        raise Refused(SurveyReason.NOT_OPEN_YET)
    if survey.state is not SurveyState.DRAFT:
        raise Refused(SurveyReason.BEGUN)
    under_way = (SurveyState.OPEN, SurveyState.COUNTING)
    if await surveys.of_network(uow, network.key, under_way, 1):
        raise Refused(SurveyReason.ONE_AT_A_TIME)
    if not rounds.instrument_of(survey).tapped:
        raise Refused(SurveyReason.NO_ITEMS)
    number = len(await people.invited(uow, survey, now))
    if number < FEWEST:
        raise Refused(SurveyReason.FEW_INVITED, n=number, least=FEWEST)


def be_there(network: Network) -> None:
    """Refused while the bot is away from the group: nobody there would ever hear of it."""
    if network.state is NetworkState.AWAY:
        raise Refused(SurveyReason.AWAY)


async def plan(uow: UnitOfWork, survey: Survey, zone: str, now: datetime) -> None:
    """Close at the end; before, remind those who have not answered, unless they were reminded already."""
    assert survey.closes_at is not None
    await _plan(uow, CLOSE, survey, max(survey.closes_at, now))
    await plan_reminder(uow, survey, zone, now)


async def prolong(uow: UnitOfWork, network: Network, survey: Survey, hours: int, now: datetime) -> None:
    """So many hours more from its end on. It never ends sooner than people were told."""
    be_there(network)
    _be_open(survey)
    if hours not in WINDOWS or survey.closes_at is None:
        raise Refused(SurveyReason.HOURS)
    if survey.closes_at <= now:
        raise Refused(SurveyReason.OVER)
    survey.closes_at += timedelta(hours=hours)
    _changed(uow, survey)
    await plan(uow, survey, network.zone, now)


async def may_close(uow: UnitOfWork, survey: Survey) -> bool:
    """Whether every answer that came in before the end has been handled."""
    assert survey.closes_at is not None
    return not await inbox.waits_from_before(uow, survey.closes_at)


async def close(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    """No more answers are taken. They are counted right after this transaction."""
    _be_open(survey)
    survey.state, survey.closed_at = SurveyState.COUNTING, now
    _changed(uow, survey)
    await due_work.cancel_all(uow, now, ENDS, [str(survey.key)])
    await _plan(uow, COUNT, survey, now)


async def count_soon(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    """What was missed while the bot was away."""
    await _plan(uow, COUNT, survey, now)


async def cancel(uow: UnitOfWork, survey: Survey, typed: str, now: datetime) -> None:
    """All answers are destroyed unseen; why is told to everyone."""
    _be_open(survey)
    survey.reason = checked_reason(typed)
    await _drop(uow, survey, now)


async def lose(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    """A box is gone, as after a backup was restored: nothing can come of the survey any more."""
    survey.reason = ""
    await _drop(uow, survey, now)


async def _drop(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    survey.state, survey.closed_at = SurveyState.CANCELLED, now
    _changed(uow, survey)
    await due_work.cancel_all(uow, now, (*ENDS, COUNT), [str(survey.key)])
    await burn(uow, survey, now)


async def burn(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    """What was in the boxes is destroyed as soon as this has committed."""
    await due_work.plan(
        uow,
        BURN,
        str(survey.key),
        now,
        network_id=survey.network_id,
        survey=survey.key,
        boxes=" ".join(box.names(survey)),
    )


async def settle(uow: UnitOfWork, survey: Survey, dumped: str | None, now: datetime) -> None:
    """What was counted is kept; None where too few have answered to count anything.

    With `expert_first` those who lead see it a day before the group.
    """
    assert survey.state is SurveyState.COUNTING
    survey.results = dumped
    survey.state = SurveyState.VOID if dumped is None else SurveyState.CLOSED
    survey.publishes_at = now + A_DAY if survey.expert_first and dumped is not None else now
    _changed(uow, survey)
    await burn(uow, survey, now)
    if survey.publishes_at > now:
        await _plan(uow, READY, survey, now)
    await plan_publication(uow, survey, now)


async def plan_publication(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    """Also of what was missed while the bot was away."""
    assert survey.publishes_at is not None
    await _plan(uow, PUBLISH, survey, max(survey.publishes_at, now))


def checked_reason(typed: str) -> str:
    return one_line(
        typed, LONGEST_REASON, SurveyReason.REASON_LENGTH, least=1, too_short=SurveyReason.REASON_EMPTY
    )


def _be_open(survey: Survey) -> None:
    if survey.state is not SurveyState.OPEN:
        raise Refused(SurveyReason.OVER)


async def _plan(uow: UnitOfWork, kind: str, survey: Survey, at: datetime) -> None:
    await due_work.plan(uow, kind, str(survey.key), at, network_id=survey.network_id, survey=survey.key)


def _changed(uow: UnitOfWork, survey: Survey) -> None:
    survey.revision += 1
    uow.session.add(survey)
