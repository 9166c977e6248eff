"""The doors of office hours: who may come in by a button, and in which network."""

from facilitation.office_hours import series as rules
from facilitation.office_hours.lateness import leads
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.visit import Visit
from storage import office_hours
from storage.network import Network
from storage.office_hours import AHEAD, Held, Hour, SeriesState, SessionState


async def enter_session(visit: Visit, session_id: int, act: Act, *, alone: bool = False) -> Hour:
    """One session, for someone who may do this; `alone` holds all office hours of its network."""
    return await admit(visit, await office_hours.hour(visit.uow, session_id, alone=alone), act)


async def admit(visit: Visit, hour: Hour | None, act: Act) -> Hour:
    """A session that was found, for someone of its network who may do this."""
    await visit.enter(hour.series.network_id if hour else None)
    visit.require(act)
    assert hour is not None
    return hour


async def enter(visit: Visit, network_id: int, series_id: int) -> tuple[Network, Held]:
    """The series of a tapped button, for someone who may change it."""
    network = await _enter(visit, network_id)
    return network, await rules.of_network(visit.uow, network, series_id)


async def enter_hour(
    visit: Visit, network_id: int, session_id: int, of: int | None = None
) -> tuple[Network, Hour]:
    """One session that is not over; `of` this series, where the button names it."""
    network = await _enter(visit, network_id)
    hour = await office_hours.hour(visit.uow, session_id, to_change=True)
    if hour is None or hour.session.ends_at <= visit.now:
        raise Refused(OfficeHoursReason.BEGUN)
    is_ended = hour.series.state is SeriesState.ENDED and hour.session.state is SessionState.CANCELLED
    if is_ended or hour.series.network_id != network.id:
        raise Refused(OfficeHoursReason.ENDED)
    if of not in (None, hour.series.id) or hour.session.state not in (*AHEAD, SessionState.SKIPPED):
        raise Refused(OfficeHoursReason.BEGUN)
    return network, hour


async def enter_own_hour(visit: Visit, network_id: int, session_id: int) -> tuple[Network, Hour]:
    """One session, for whoever holds it and for facilitators."""
    network, hour = await enter_hour(visit, network_id, session_id)
    if not leads(hour, visit.me, visit.roles):
        raise Refused(OfficeHoursReason.NOT_HOLDING)
    return network, hour


async def _enter(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    return network
