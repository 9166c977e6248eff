"""When a network rests: which holidays it keeps, which times of the year, and days that it has set itself."""

from datetime import date, datetime

from facilitation import settings
from facilitation.calendar.clashes import Quiet, Rest, Span, has_holidays
from facilitation.calendar.rhythm import local
from facilitation.calendar.spans import understand_span
from facilitation.countries import find_country
from facilitation.facts import QuietTimeAdded
from facilitation.refusals import Reason, Refused
from facilitation.settings import Setting
from storage import quiet_times
from storage.network import Network
from storage.quiet_times import QuietTime
from storage.unit_of_work import UnitOfWork

LONGEST_NAME, MOST = 60, 12
COUNTRY = Setting("quiet_times.country", "PL", lambda value: value == "" or has_holidays(value))
OF_THE_YEAR = {quiet: Setting(f"quiet_times.{quiet.value}") for quiet in Quiet}


class QuietTimesReason(Reason):
    """Why a quiet time can't be so."""

    NO_SUCH_COUNTRY = "no such country"
    NAME_LONG = "name long"
    TOO_MANY = "too many"


async def rest_of(uow: UnitOfWork, network_id: int) -> Rest:
    """When this network rests."""
    decided = await settings.of_network(uow, network_id)
    quiet = frozenset(each for each, setting in OF_THE_YEAR.items() if decided[setting])
    own = await quiet_times.of_network(uow, network_id)
    return Rest(decided[COUNTRY], quiet, [Span(each.first, each.last, each.name) for each in own])


async def coming(uow: UnitOfWork, network: Network, now: datetime) -> list[QuietTime]:
    """What the network has set itself and is not over."""
    today = _today(network, now)
    return [each for each in await quiet_times.of_network(uow, network.key) if each.last >= today]


async def add(uow: UnitOfWork, network: Network, typed: str, now: datetime, language: str) -> QuietTime:
    """The network rests on the days that the words name. The same days are kept once; those that are over go."""
    span = understand_span(typed, now, network.zone, language)
    if len(span.name) > LONGEST_NAME:
        raise Refused(QuietTimesReason.NAME_LONG, most=LONGEST_NAME, length=len(span.name))
    known = await quiet_times.of_network(uow, network.key)
    for each in known:
        if (each.first, each.last) == (span.first, span.last):
            each.name = span.name or each.name
            uow.session.add(each)
            return each
        if each.last < _today(network, now):
            await quiet_times.remove(uow, network.key, each.key)
    if len([each for each in known if each.last >= _today(network, now)]) >= MOST:
        raise Refused(QuietTimesReason.TOO_MANY, most=MOST)
    new = QuietTime(network_id=network.key, first=span.first, last=span.last, name=span.name)
    await quiet_times.add(uow, new)
    uow.tell(QuietTimeAdded(network.key, span))
    return new


async def change_country(uow: UnitOfWork, network: Network, typed: str) -> str:
    """Keep the holidays of the country that the words name; its ISO code."""
    country = find_country(typed)
    if country is None or not has_holidays(country):
        raise Refused(QuietTimesReason.NO_SUCH_COUNTRY, country=typed[:40])
    await settings.decide(uow, network, COUNTRY, country)
    return country


def _today(network: Network, now: datetime) -> date:
    return local(now, network.zone).date()
