"""The two private questions how it went, 30 and 90 days after the beginning, each once and once more when asked to."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from facilitation.adoptions.reasons import AdoptionReason
from facilitation.calendar.quiet import next_sensible_moment
from facilitation.refusals import Refused
from storage import adoptions, due_work
from storage.adoptions import Adoption, AdoptionState, AdoptionStep
from storage.due_work import DueWork
from storage.network import Network
from storage.unit_of_work import UnitOfWork

ASK = "adoptions.ask"
AFTER = {1: timedelta(days=30), 2: timedelta(days=90)}
LATER, FRESH, NEXT_TRY = timedelta(days=14), timedelta(days=14), timedelta(days=7)
PATIENCE = timedelta(days=21)
"""After that much more a question is of no use any more."""


def key(adoption: Adoption, number: int) -> str:
    return f"{adoption.key}-{number}"


async def plan(uow: UnitOfWork, network: Network, adoption: Adoption, now: datetime) -> None:
    """Those questions whose time is still to come; never at night."""
    for number, after in AFTER.items():
        moment = next_sensible_moment(adoption.began_at + after, network.zone)
        if moment > now:
            await _at(uow, network, adoption, number, moment, moment + PATIENCE)


async def _at(
    uow: UnitOfWork,
    network: Network,
    adoption: Adoption,
    number: int,
    moment: datetime,
    not_after: datetime | None,
    later: int = 0,
) -> None:
    await due_work.plan(
        uow, ASK, key(adoption, number), moment, not_after=not_after, network_id=network.key,
        adoption=adoption.key, number=number, later=later,
    )  # fmt: skip


async def again(
    uow: UnitOfWork, network: Network, adoption: Adoption, work: DueWork, moment: datetime
) -> None:
    """The same question at another moment, as long as it is of use."""
    if work.not_after is None or moment <= work.not_after:
        asked = work.arguments
        await _at(uow, network, adoption, asked["number"], moment, work.not_after, asked["later"])


async def put_off(
    uow: UnitOfWork, network: Network, adoption: Adoption, number: int, now: datetime
) -> datetime:
    """Two weeks later, once for each of the two questions; when."""
    known = await due_work.find(uow, ASK, key(adoption, number)) if number in AFTER else None
    if known is None or known.arguments["later"]:
        raise Refused(AdoptionReason.ONCE)
    moment = next_sensible_moment(now + LATER, network.zone)
    await _at(uow, network, adoption, number, moment, moment + PATIENCE, later=1)
    return moment


async def unplan(uow: UnitOfWork, adoption: Adoption, now: datetime) -> None:
    await due_work.cancel_all(uow, now, [ASK], [key(adoption, number) for number in AFTER])


async def is_wanted(uow: UnitOfWork, adoption: Adoption, now: datetime) -> bool:
    """Nobody is asked who gave up, or has said just now how it goes."""
    if adoption.state is AdoptionState.DROPPED:
        return False
    return not said_lately(await adoptions.steps(uow, adoption.key), now)


def said_lately(steps: Iterable[AdoptionStep], now: datetime) -> bool:
    """Besides that it began."""
    return any(now - step.said_at < FRESH for step in list(steps)[1:])
