"""The rhythm of a network's meetings: the next one is proposed in time, on a day when nobody rests."""

from datetime import datetime, timedelta

from facilitation import quiet_times
from facilitation.calendar.clashes import Rest, clash
from facilitation.calendar.rhythm import Occurrence, Rhythm, local, utc
from facilitation.meetings.hosting import hosts_in_turn
from facilitation.meetings.planning import overlapping, propose
from facilitation.meetings.reasons import MeetingReason
from facilitation.refusals import Refused
from storage import due_work, meetings
from storage.due_work import Planned
from storage.meetings import Meeting, MeetingRhythm
from storage.network import Network
from storage.unit_of_work import UnitOfWork

PROPOSE, AGAIN = "meetings.propose", "meetings.again"
IN_TIME = timedelta(weeks=8)
A_WEEK, WEEKS_APART = timedelta(weeks=1), 8
USUAL_RULE = "FREQ=MONTHLY;INTERVAL=3;BYDAY=+3WE"
USUAL_HOUR, USUAL_HOURS = 10, 5
SHORTEST = timedelta(days=13)


def usual(now: datetime, zone: str) -> Rhythm:
    """The third Wednesday every three months, 10:00–15:00, beginning in two months or so."""
    later = local(now + IN_TIME, zone).replace(hour=USUAL_HOUR, minute=0, second=0, microsecond=0)
    monday = later.replace(day=1)
    third = next(
        day for n in range(62)
        if (day := monday + timedelta(days=n)) >= later and day.weekday() == 2 and 15 <= day.day <= 21
    )  # fmt: skip
    return Rhythm(third, timedelta(hours=USUAL_HOURS), zone, USUAL_RULE)


def as_rhythm(kept: MeetingRhythm) -> Rhythm:
    return Rhythm(kept.starts_local, timedelta(minutes=kept.minutes), kept.zone, kept.rule)


async def keep(uow: UnitOfWork, network: Network, rhythm: Rhythm, now: datetime) -> None:
    """The network meets by this rhythm from now on; the first proposal comes at its time."""
    refuse_odd(rhythm, now)
    minutes = int(rhythm.duration.total_seconds() // 60)
    await meetings.keep_rhythm(
        uow,
        MeetingRhythm(
            network_id=network.key,
            rule=rhythm.rule,
            starts_local=rhythm.starts,
            minutes=minutes,
            zone=rhythm.zone,
        ),
    )
    await plan_proposal(uow, network.key, rhythm, now)


def refuse_odd(rhythm: Rhythm, now: datetime) -> None:
    """A rhythm of meetings comes again, and not every week."""
    coming = rhythm.next(now, 2)
    if len(coming) < 2:
        raise Refused(MeetingReason.HAS_NO_DAY)
    if coming[1].starts - coming[0].starts < SHORTEST:
        raise Refused(MeetingReason.TOO_OFTEN)


async def drop(uow: UnitOfWork, network: Network, now: datetime) -> None:
    """Nothing is proposed any more."""
    await meetings.drop_rhythm(uow, network.key)
    await due_work.cancel(uow, now, PROPOSE, str(network.key))


async def next_occasion(uow: UnitOfWork, network_id: int, rhythm: Rhythm, now: datetime) -> Occurrence | None:
    """The next occasion of which nobody has decided yet."""
    known = await meetings.known_occasions(uow, network_id)
    return next((each for each in rhythm.next(now, len(known) + 1) if each.local not in known), None)


async def plan_proposal(uow: UnitOfWork, network_id: int, rhythm: Rhythm, now: datetime) -> None:
    """The next occasion is proposed eight weeks ahead, or at once where it is nearer."""
    occasion = await next_occasion(uow, network_id, rhythm, now)
    if occasion is not None:
        at = max(now, occasion.starts - IN_TIME)
        await due_work.plan_all(uow, [Planned(PROPOSE, str(network_id), at)], network_id)


async def go_on(uow: UnitOfWork, network_id: int, now: datetime) -> None:
    """What could not be proposed while the bot was away from the group is proposed now."""
    kept = await meetings.rhythm_of(uow, network_id)
    if kept is not None:
        await plan_proposal(uow, network_id, as_rhythm(kept), now)


async def propose_next(uow: UnitOfWork, network: Network, now: datetime) -> Meeting | None:
    """Propose the meeting of the next occasion, hosted by whoever's turn it is; None where none is due."""
    kept = await meetings.rhythm_of(uow, network.key)
    if kept is None:
        return None
    rhythm = as_rhythm(kept)
    occasion = await next_occasion(uow, network.key, rhythm, now)
    if occasion is None or occasion.starts - IN_TIME > now:
        await plan_proposal(uow, network.key, rhythm, now)
        return None
    when = await _free(uow, network.key, rhythm, occasion, now)
    meeting = await propose(uow, network, when.starts, when.ends, now)
    meeting.occasion = occasion.local
    turn = await hosts_in_turn(uow, network.key)
    meeting.host_id = turn[0].key if turn else None
    uow.session.add(meeting)
    await uow.session.flush()
    await plan_proposal(uow, network.key, rhythm, now)
    again = Planned(AGAIN, str(meeting.key), now + A_WEEK, meeting.starts_at, {"meeting": meeting.key})
    await due_work.plan_all(uow, [again], network.key)
    return meeting


async def _free(
    uow: UnitOfWork, network_id: int, rhythm: Rhythm, occasion: Occurrence, now: datetime
) -> Occurrence:
    """The occasion, or the nearest week around it when nobody rests; the occasion itself where there is none."""
    rest = await quiet_times.rest_of(uow, network_id)
    for each in nearest_weeks(rhythm, occasion):
        in_time = each.starts > now + A_WEEK and not rests(each, rhythm.zone, rest)
        if in_time and not await overlapping(uow, network_id, each.starts, each.ends):
            return each
    return occasion


def nearest_weeks(rhythm: Rhythm, occasion: Occurrence) -> list[Occurrence]:
    """The same hours of that week, of the next and the last one, of the second next and so on."""
    weeks = [n for distance in range(WEEKS_APART + 1) for n in ((distance, -distance) if distance else (0,))]
    return [rhythm.at(occasion.local + n * A_WEEK) for n in weeks]


def rests(occurrence: Occurrence, zone: str, rest: Rest) -> bool:
    """Whether it falls on a day on which the network rests."""
    return clash(local(utc(occurrence.local, zone), zone).date(), "en", rest) is not None
