"""Handing over a series or one session: whoever is asked accepts or not, and until then those who hold it do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from facilitation.office_hours.plan import AN_HOUR, UNANSWERED
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import changed, team
from facilitation.refusals import Refused
from storage import due_work, office_hours, roles
from storage.due_work import Planned
from storage.network import Network
from storage.office_hours import AHEAD, Offer, OfferState, Series, SeriesState, Session
from storage.people import Person, Reach
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Duty:
    """What is handed over, a series or one session of it, with those who hold it now."""

    series: Series
    session: Session | None
    hosts: tuple[Person, ...]

    def without(self, by_id: int | None, to_id: int) -> list[int]:
        """Who holds it once `to` took it over from `by`; from everyone, where `by` holds nothing of it."""
        holding = [host.key for host in self.hosts]
        return [*(key for key in holding if by_id in holding and key not in (by_id, to_id)), to_id]


async def duty(
    uow: UnitOfWork, network_id: int, series_id: int, session_id: int | None, now: datetime
) -> Duty:
    """What can still be handed over; refused otherwise."""
    if session_id is None:
        held = await office_hours.series_by_id(uow, series_id)
        if held is None or held.series.network_id != network_id or held.series.state is SeriesState.ENDED:
            raise Refused(OfficeHoursReason.ENDED)
        return Duty(held.series, None, held.hosts)
    hour = await office_hours.hour(uow, session_id, to_change=True)
    if hour is None or hour.series.network_id != network_id or hour.series.id != series_id:
        raise Refused(OfficeHoursReason.BEGUN)
    if hour.session.state not in AHEAD or hour.session.ends_at <= now:
        raise Refused(OfficeHoursReason.BEGUN)
    return Duty(hour.series, hour.session, hour.hosts)


async def still(
    uow: UnitOfWork, network_id: int, series_id: int, session_id: int | None, now: datetime
) -> Duty | None:
    """The same, where it can still be handed over."""
    try:
        return await duty(uow, network_id, series_id, session_id, now)
    except Refused:
        return None


async def candidates(uow: UnitOfWork, network: Network, what: Duty, now: datetime) -> list[Person]:
    """Those of the team who do not hold it."""
    holding = {host.key for host in what.hosts}
    return [person for person in await leading(uow, network.key, now) if person.key not in holding]


async def leading(uow: UnitOfWork, network_id: int, now: datetime) -> list[Person]:
    return team(await roles.grants(uow, network_id, now))


async def ask(
    uow: UnitOfWork, network: Network, what: Duty, person_id: int, by: Person, now: datetime
) -> tuple[Person, Offer | None]:
    """Ask someone, in place of whoever was asked before; the offer, where it is a new one.

    Whoever chooses themselves holds it at once.
    """
    found = [person for person in await candidates(uow, network, what, now) if person.key == person_id]
    if not found:
        raise Refused(OfficeHoursReason.NOT_OF_THE_TEAM)
    person, session_id = found[0], what.session.key if what.session else None
    await office_hours.one_at_a_time(uow, network.key)
    earlier = await office_hours.open_offer(uow, what.series.key, session_id)
    if person.key == by.key:
        _end(uow, earlier)
        await _take_over(uow, what, by.key, person.key, now)
        return person, None
    if person.reach is not Reach.OPEN:
        raise Refused(OfficeHoursReason.NOT_REACHED, name=person.name)
    if earlier is not None and earlier.person_id == person.key:
        return person, None
    _end(uow, earlier)
    offer = Offer(
        series_id=what.series.key, session_id=session_id, person_id=person.key, by_id=by.key, asked_at=now
    )
    await office_hours.add_offer(uow, offer)
    await plan_unanswered(uow, what, offer, now)
    return person, offer


def _end(uow: UnitOfWork, offer: Offer | None) -> None:
    if offer is not None:
        offer.state = OfferState.WITHDRAWN
        uow.session.add(offer)


async def plan_unanswered(uow: UnitOfWork, what: Duty, offer: Offer, now: datetime) -> None:
    """An hour before it begins whoever asked hears that there is no answer; later, halfway until then."""
    begins = what.session or await office_hours.next_of_series(uow, what.series.key, now)
    if begins is None or begins.starts_at <= now:
        return
    hour_before = begins.starts_at - AN_HOUR
    at = hour_before if hour_before > now else now + (begins.starts_at - now) / 2
    waits = Planned(UNANSWERED, str(offer.key), at, begins.starts_at, {"offer": offer.key})
    await due_work.plan_all(uow, [waits], what.series.network_id)


async def unanswered(
    uow: UnitOfWork, network_id: int, offer_id: int, now: datetime
) -> tuple[Offer, Duty] | None:
    """An offer that nobody answered; one that waits for a session which was put off has time until then."""
    offer = await office_hours.offer_to_change(uow, offer_id)
    if offer is None or offer.state is not OfferState.ASKED:
        return None
    what = await still(uow, network_id, offer.series_id, offer.session_id, now)
    if what is None:
        return None
    if what.session is not None and what.session.starts_at - AN_HOUR > now:
        await plan_unanswered(uow, what, offer, now)
        return None
    return offer, what


async def answer(
    uow: UnitOfWork, network: Network, offer_id: int, me: Person, now: datetime, *, accepted: bool
) -> tuple[Offer, Duty] | None:
    """Whoever was asked answers; None for an offer that was answered or withdrawn before."""
    offer = await office_hours.offer_to_change(uow, offer_id)
    if offer is None or offer.person_id != me.key or offer.state is not OfferState.ASKED:
        return None
    what = await duty(uow, network.key, offer.series_id, offer.session_id, now)
    if accepted and me.key not in {person.key for person in await leading(uow, network.key, now)}:
        raise Refused(OfficeHoursReason.NOT_OF_THE_TEAM)
    offer.state = OfferState.ACCEPTED if accepted else OfferState.DECLINED
    uow.session.add(offer)
    if accepted:
        await _take_over(uow, what, offer.by_id, me.key, now)
    return offer, what


async def _take_over(uow: UnitOfWork, what: Duty, by_id: int | None, to_id: int, now: datetime) -> None:
    holding = what.without(by_id, to_id)
    if what.session is not None:
        held = await office_hours.series_by_id(uow, what.series.key)
        usual = {host.key for host in held.hosts} if held else set()
        await office_hours.stand_in(uow, what.session.key, [] if set(holding) == usual else holding)
        changed(what.session, now)
        uow.session.add(what.session)
        return
    await office_hours.hand_over(uow, what.series.key, holding)
    await office_hours.revise(uow, what.series.key, now)
    what.series.unheld_since = None
    uow.session.add(what.series)


async def look_after(
    uow: UnitOfWork, network_id: int, now: datetime, left: int | None
) -> tuple[list[Offer], list[Session]]:
    """Someone `left` or lost a role: offers to them end, and what they held for others goes back to those."""
    team_ids = {person.key for person in await leading(uow, network_id, now)} - {left}
    offers = [
        each for each in await office_hours.open_offers(uow, network_id) if each.person_id not in team_ids
    ]
    for offer in offers:
        _end(uow, offer)
    held = await office_hours.stood_in(uow, network_id, now)
    back = [session for session, person_id in held if person_id not in team_ids]
    for session in _once(back):
        changed(session, now)
        uow.session.add(session)
    gone = {(session.key, person_id) for session, person_id in held if person_id not in team_ids}
    await office_hours.no_longer_stand_in(uow, gone)
    return offers, _once(back)


def _once(sessions: Iterable[Session]) -> list[Session]:
    return list({session.key: session for session in sessions}.values())
