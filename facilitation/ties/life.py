"""The life of a round: begun, prolonged, closed, previewed, published; or cancelled, or short of answers."""

from datetime import datetime, timedelta

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.refusals import Refused
from facilitation.reminders import before_the_end
from facilitation.ties import usual
from facilitation.ties.asked import asked
from facilitation.ties.picture import FEWEST_SHOWN
from facilitation.ties.reasons import TieReason
from facilitation.ties.standing import Standing
from storage import due_work, inbox, ties
from storage.network import Network, NetworkState
from storage.people import Person
from storage.ties import UNDER_WAY, RoundState, TieRound
from storage.unit_of_work import UnitOfWork

WINDOWS = (3, 7, 14)
"""How many days answers are taken."""
PREVIEW = timedelta(days=3)
CLOSE, REMIND, PUBLISH = "ties.close", "ties.remind", "ties.publish"


async def begin(uow: UnitOfWork, network: Network, days: int, by: Person, now: datetime) -> TieRound:
    """The network is asked from now on. Of two that begin at once the second is refused."""
    await uow.hold(Network, network.key)
    await may_begin(uow, network, now)
    if await ties.under_way(uow, network.key) is not None:
        raise Refused(TieReason.UNDER_WAY)
    closes_at = end_of_window(network, days, now)
    round_ = TieRound(network_id=network.key, by_id=by.key, started_at=now, closes_at=closes_at)
    await ties.add(uow, round_)
    await plan(uow, round_, network, now)
    return round_


async def may_begin(uow: UnitOfWork, network: Network, now: datetime) -> None:
    """Refused where it is off, or where it could never become a picture."""
    await usual.require_wanted(uow, network.key)
    if network.state is not NetworkState.ACTIVE:
        raise Refused(TieReason.NOT_OPEN)
    if len((await asked(uow, network.key, now)).places) < FEWEST_SHOWN:
        raise Refused(TieReason.FEW_PLACES, fewest=FEWEST_SHOWN)


def end_of_window(network: Network, days: int, now: datetime) -> datetime:
    """So many days from now, and not at night."""
    return next_sensible_moment(now + timedelta(days=days), network.zone)


async def plan(uow: UnitOfWork, round_: TieRound, network: Network, now: datetime) -> None:
    """What comes by itself, as far as the round has come."""
    key, at = str(round_.key), round_.network_id
    if round_.state is RoundState.PREVIEW and round_.publish_at is not None:
        await due_work.plan(uow, PUBLISH, key, max(round_.publish_at, now), network_id=at, round=round_.key)
    if round_.state is not RoundState.OPEN:
        return
    await due_work.plan(uow, CLOSE, key, max(round_.closes_at, now), network_id=at, round=round_.key)
    once = round_.reminded_at is None
    moment = before_the_end(now, round_.closes_at, network.zone) if once else None
    if moment is None:
        await due_work.cancel(uow, now, REMIND, key)
    else:
        await due_work.plan(
            uow, REMIND, key, moment, not_after=round_.closes_at, network_id=at, round=round_.key
        )


async def prolong(uow: UnitOfWork, network: Network, round_: TieRound, days: int, now: datetime) -> bool:
    """Answers are taken so many days from now, also where there were too few; False where they already are."""
    await usual.require_wanted(uow, network.key)
    if round_.state is RoundState.SHORT:
        await uow.hold(Network, network.key)
        if await ties.under_way(uow, network.key) is not None:
            raise Refused(TieReason.UNDER_WAY)
    elif round_.state is not RoundState.OPEN:
        raise Refused(TieReason.OVER)
    closes_at = end_of_window(network, days, now)
    if round_.state is RoundState.OPEN and closes_at <= round_.closes_at:
        return False
    round_.state, round_.closes_at = RoundState.OPEN, closes_at
    uow.session.add(round_)
    await plan(uow, round_, network, now)
    return True


async def cancel(uow: UnitOfWork, round_: TieRound, now: datetime) -> None:
    """Nothing comes of it."""
    if round_.state not in UNDER_WAY:
        raise Refused(TieReason.OVER)
    round_.state = RoundState.CANCELLED
    uow.session.add(round_)
    await due_work.cancel_all(uow, now, (CLOSE, REMIND, PUBLISH), [str(round_.key)])


async def may_close(uow: UnitOfWork, round_: TieRound) -> bool:
    """Whether every answer that came in before the end has been handled."""
    return not await inbox.waits_from_before(uow, round_.closes_at)


async def close(uow: UnitOfWork, network: Network, stands: Standing, now: datetime) -> None:
    """No more answers are taken. With enough of them each institution looks first; else nothing is published."""
    round_ = stands.round
    round_.places = ties.as_text(stands.asked.places)
    round_.asked, round_.answered = len(stands.asked.places), stands.has
    if stands.missing or not stands.asked.places:
        round_.state = RoundState.SHORT
    else:
        round_.state = RoundState.PREVIEW
        round_.publish_at = next_sensible_moment(now + PREVIEW, network.zone)
    uow.session.add(round_)
    await plan(uow, round_, network, now)


def publish(uow: UnitOfWork, stands: Standing, now: datetime) -> None:
    """From now on who comes and goes changes nothing in it."""
    round_ = stands.round
    there = [
        place for place in ties.from_text(round_.places) if stands.asked.now(place) in stands.asked.places
    ]
    round_.places = ties.as_text(there)
    round_.state, round_.published_at = RoundState.PUBLISHED, now
    uow.session.add(round_)
