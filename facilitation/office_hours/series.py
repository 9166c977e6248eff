"""A series from its announcement to its end: who holds it, where, about what, and its dates half a year ahead."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from facilitation.calendar.rhythm import Occurrence, Rhythm
from facilitation.facts import NetworkChanged
from facilitation.office_hours.facts import SessionFellOut
from facilitation.office_hours.plan import EXTEND, OF_A_SESSION, Exceptions, inform, plan, plan_extension
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.refusals import Refused
from facilitation.typed import one_line
from storage import due_work, office_hours, roles
from storage.network import Network, NetworkState
from storage.office_hours import Held, Series, SeriesState, Session, SessionState
from storage.people import Person
from storage.roles import Grant, Role
from storage.unit_of_work import UnitOfWork

HALF_A_YEAR, A_MONTH = timedelta(days=183), timedelta(days=30)
LONGEST_PLACE, LONGEST_TOPIC = 200, 120

Granted = Sequence[tuple[Grant, Person]]


@dataclass(frozen=True)
class Draft:
    """What is about to be announced, with its exceptions.

    `read_back` is the start (seconds) of the last date that was shown before.
    """

    rhythm: Rhythm
    host_ids: tuple[int, ...]
    place: str = ""
    topic: str = ""
    exceptions: Exceptions = field(default_factory=Exceptions)
    read_back: int | None = None


def rhythm_of(series: Series) -> Rhythm:
    return Rhythm(series.starts_local, timedelta(minutes=series.minutes), series.zone, series.rule)


def who_may_hold(granted: Granted, by: Person) -> list[Person]:
    """Who may hold what someone announces: an expert their own; else one of the experts; without any, whoever it is."""
    experts = {person.key: person for grant, person in granted if grant.role is Role.EXPERT}
    return list(experts.values()) if experts and by.key not in experts else [by]


def team(granted: Granted) -> list[Person]:
    """Everyone who can hold office hours, experts first."""
    leads = sorted(
        (pair for pair in granted if pair[0].role in (Role.EXPERT, Role.FACILITATOR)),
        key=lambda pair: pair[0].role is not Role.EXPERT,
    )
    return list({person.key: person for _, person in leads}.values())


def checked_place(typed: str) -> str:
    return one_line(typed, LONGEST_PLACE, OfficeHoursReason.PLACE_LONG)


def checked_topic(typed: str) -> str:
    return one_line(typed, LONGEST_TOPIC, OfficeHoursReason.TOPIC_LONG)


async def announce(uow: UnitOfWork, network: Network, draft: Draft, now: datetime) -> Series:
    """Begin a series; its dates and its card follow at once, as due work. The same hours are announced once only."""
    if network.state is not NetworkState.ACTIVE:
        raise Refused(OfficeHoursReason.NOT_OPEN)
    coming = draft.rhythm.next(now, 1)
    if not coming:
        raise Refused(OfficeHoursReason.OVER)
    await office_hours.one_at_a_time(uow, network.key)
    for held in await office_hours.running(uow, network.key):
        theirs = rhythm_of(held.series).next(now, 1)
        same_start = bool(theirs) and theirs[0].starts == coming[0].starts
        if same_start and not {host.key for host in held.hosts}.isdisjoint(draft.host_ids):
            raise Refused(OfficeHoursReason.ANNOUNCED)
    await _refuse_strangers(uow, network, draft.host_ids, now)
    rhythm = draft.rhythm
    series = Series(
        network_id=network.key, rule=rhythm.rule, starts_local=rhythm.starts, zone=rhythm.zone,
        minutes=int(rhythm.duration.total_seconds() // 60), place=draft.place, topic=draft.topic, created_at=now,
    )  # fmt: skip
    await office_hours.add_series(uow, series, draft.host_ids)
    await plan_extension(uow, series, now, draft.exceptions, draft.read_back)
    return series


async def of_network(uow: UnitOfWork, network: Network, series_id: int) -> Held:
    """A running series of this network; refused otherwise."""
    held = await office_hours.series_by_id(uow, series_id)
    if held is None or held.series.network_id != network.id or held.series.state is SeriesState.ENDED:
        raise Refused(OfficeHoursReason.ENDED)
    return held


async def extend(
    uow: UnitOfWork, series: Series, now: datetime, exceptions: Exceptions | None = None
) -> Sequence[Session]:
    """Materialise half a year ahead, or at least the next date, with its exceptions; and again in a month.

    The sessions that are new.
    """
    rhythm = rhythm_of(series)
    ahead = list(rhythm.occurrences(now, now + HALF_A_YEAR)) or rhythm.next(now, 1)
    drafted = [_excepted(new_session(series, each), rhythm, exceptions or Exceptions()) for each in ahead]
    new = await office_hours.materialise(uow, drafted)
    await plan(uow, series, new, now)
    await plan_extension(uow, series, now + A_MONTH)
    uow.tell(NetworkChanged(series.network_id))
    return new


def _excepted(session: Session, rhythm: Rhythm, exceptions: Exceptions) -> Session:
    day = session.original_local.date().isoformat()
    if day in exceptions.skipped:
        session.state = SessionState.SKIPPED
    elif day in exceptions.moved:
        instead = rhythm.at(exceptions.moved[day])
        session.starts_at, session.ends_at, session.moved = instead.starts, instead.ends, True
    return session


def new_session(series: Series, occurrence: Occurrence) -> Session:
    return Session(
        series_id=series.key,
        original_local=occurrence.local,
        starts_at=occurrence.starts,
        ends_at=occurrence.ends,
    )


def changed(session: Session, now: datetime) -> None:
    """Something that calendars show is different now."""
    session.revision += 1
    session.changed_at = now


async def change_place(uow: UnitOfWork, series: Series, typed: str, now: datetime) -> None:
    series.place = checked_place(typed)
    uow.session.add(series)
    await office_hours.changed_with_series(uow, series.key, Session.place, now)


async def change_topic(uow: UnitOfWork, series: Series, typed: str, now: datetime) -> None:
    series.topic = checked_topic(typed)
    uow.session.add(series)
    await office_hours.changed_with_series(uow, series.key, Session.topic, now)


async def hand_over(
    uow: UnitOfWork, network: Network, series: Series, people: Collection[int], now: datetime
) -> None:
    """These of the team hold the series from now on."""
    await _refuse_strangers(uow, network, people, now)
    await office_hours.hand_over(uow, series.key, people)
    series.unheld_since = None
    uow.session.add(series)


async def end(uow: UnitOfWork, series: Series, by: Person, now: datetime) -> None:
    """No more sessions; one that is open just now goes on until its end."""
    sessions = await office_hours.sessions(uow, [series.key], now)
    dropped = [session for session in sessions if session.state is not SessionState.OPEN]
    for session in dropped:
        session.state = SessionState.CANCELLED
        changed(session, now)
        uow.tell(SessionFellOut(series.network_id, session.key))
    uow.session.add_all(dropped)
    await due_work.cancel_all(uow, now, OF_A_SESSION, [str(session.key) for session in dropped])
    await inform(uow, series, dropped, by.key, now)
    await finish(uow, series, now)


async def finish(uow: UnitOfWork, series: Series, now: datetime) -> None:
    series.state = SeriesState.ENDED
    uow.session.add(series)
    await due_work.cancel(uow, now, EXTEND, str(series.key))
    uow.tell(NetworkChanged(series.network_id))


async def look_after(
    uow: UnitOfWork, network_id: int, now: datetime, left: int | None = None
) -> tuple[list[Held], list[Held]]:
    """Roles have changed, or someone `left`: the series that lost them, and those that nobody of the team holds now.

    The latter are named once, as they were before.
    """
    running = await office_hours.running(uow, network_id)
    if not running:
        return [], []
    lost = [held for held in running if left in {host.key for host in held.hosts}]
    if lost and left is not None:
        await office_hours.let_go(uow, network_id, left)
    leading = {person.key for person in team(await roles.grants(uow, network_id, now))} - {left}
    newly = []
    for held in running:
        if any(host.key in leading for host in held.hosts):
            held.series.unheld_since = None
        elif held.series.unheld_since is None:
            held.series.unheld_since = now
            newly.append(held)
        uow.session.add(held.series)
    return lost, newly


async def _refuse_strangers(
    uow: UnitOfWork, network: Network, people: Collection[int], now: datetime
) -> None:
    if not people:
        raise Refused(OfficeHoursReason.NOBODY_HOLDS)
    leading = team(await roles.grants(uow, network.key, now))
    if not {person.key for person in leading}.issuperset(people):
        raise Refused(OfficeHoursReason.NOT_OF_THE_TEAM)
