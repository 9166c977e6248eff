"""Whose turn it is to host: institutions that offered, those who have not hosted first, then the longest ago."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from facilitation.meetings.reasons import MeetingReason
from facilitation.refusals import Refused
from storage import institutions, meetings
from storage.institutions import Institution, Standing
from storage.meetings import HostOffer
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

Known = TypeVar("Known")
Hosted = Mapping[int, tuple[int, datetime]]


def in_turn(offering: Iterable[Institution], hosted: Hosted) -> list[Institution]:
    """Whose turn it is, in order. `hosted` tells how often each was host and when last.

    Those who hosted less often come first, of those whoever did it longest ago, and then whoever offered first.
    """

    def turn(institution: Institution) -> tuple[int, float]:
        times, last = hosted.get(institution.key, (0, None))
        return times, last.timestamp() if last else 0.0

    return sorted(offering, key=turn)


async def hosts_in_turn(uow: UnitOfWork, network_id: int) -> list[Institution]:
    """The institutions that offered to host, whose turn it is first."""
    return in_turn(await meetings.offering(uow, network_id), await meetings.hosted(uow, network_id))


async def own_institution(uow: UnitOfWork, network: Network, person: Person) -> Institution:
    """What this person represents; refused to whoever represents nothing."""
    membership = await institutions.membership(uow, network.key, person.key)
    joined = membership is not None and membership.standing is Standing.JOINED
    own = membership.institution_id if membership and joined else None
    institution = await institutions.by_id(uow, own) if own is not None else None
    if institution is None:
        raise Refused(MeetingReason.NO_INSTITUTION)
    return institution


async def offer(uow: UnitOfWork, network: Network, person: Person, now: datetime) -> Institution:
    """Offer that one's own institution hosts a meeting."""
    institution = await own_institution(uow, network, person)
    new = HostOffer(institution_id=institution.key, person_id=person.key, since=now)
    await meetings.offers_to_host(uow, new)
    return institution


async def withdraw(uow: UnitOfWork, network: Network, person: Person) -> Institution:
    institution = await own_institution(uow, network, person)
    await meetings.withdraw_offer(uow, institution.key)
    return institution
