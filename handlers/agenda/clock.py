"""The time of the day: five minutes before each item a word to those who lead it, with buttons that move the rest."""

from facilitation.agenda import keeping, timekeeping
from facilitation.agenda.items import Timed
from facilitation.agenda.keeping import Arrangement
from facilitation.agenda.reasons import AgendaReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.agenda import words
from handlers.agenda.door import arranging
from handlers.meetings import door
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, meetings
from storage.due_work import DueWork
from storage.institutions import Standing
from storage.meetings import TAKING_PLACE
from storage.network import Network
from storage.outbox import Priority
from storage.people import Person

SOON = "agenda.soon"


async def soon(visit: Visit, work: DueWork) -> None:
    """Those who lead the next item, and those who arrange the agenda, each hear of it once."""
    network = await visit.leave_for_network(work.network_id)
    meeting = await meetings.by_id(visit.uow, work.arguments["meeting"])
    found = await keeping.find(visit.uow, meeting) if meeting else None
    if network is None or found is None or found.meeting.state not in TAKING_PLACE:
        return
    every = found.timed
    place = next((n for n, each in enumerate(every) if each.item.number == work.arguments["item"]), 0)
    if not place:
        return
    following, known = every[place], await words.leaders(visit, found.items)
    leader = await _still_there(visit, network, known.get(following.item.leader_id or 0))
    told = {person.key: person for person in await arranging(visit, network.key)}
    unreached = leader is not None and not _tell(visit, found, place, leader, known, work)
    for key, person in told.items():
        if leader is None or key != leader.key:
            _tell(visit, found, place, person, known, work, unreached=leader if unreached else None)


async def _still_there(visit: Visit, network: Network, person: Person | None) -> Person | None:
    """Whoever has left the network leads nothing any more."""
    membership = await institutions.membership(visit.uow, network.key, person.key) if person else None
    return person if membership is not None and membership.standing is Standing.JOINED else None


def _tell(
    visit: Visit,
    found: Arrangement,
    place: int,
    person: Person,
    known: words.Leaders,
    work: DueWork,
    *,
    unreached: Person | None = None,
) -> bool:
    """False for someone who can't be written to."""
    _, following = visit.reader_of(person), found.timed[place]
    mine = following.item.leader_id == person.key
    minutes = max(1, round((following.starts_at - visit.now).total_seconds() / 60))
    what = words.what(_, following.item, known)
    text = paragraphs(
        _.plural("<b>In {n} minute: {what}</b>", "<b>In {n} minutes: {what}</b>", minutes, what=what),
        lines(
            words.hours(_, following),
            _("You lead it.") if mine else None,
            _("I can't write to {name}, so please tell them.", name=unreached.name) if unreached else None,
        ),
    )  # fmt: skip
    names = frozenset(known) & {following.item.leader_id or 0}
    return visit.tell(
        person, Message(text, _buttons(visit, _, found, following), names), kind=SOON, network=visit.network,
        not_after=work.not_after, priority=Priority.INTERACTIVE,
    )  # fmt: skip


def _buttons(visit: Visit, _: Reader, found: Arrangement, each: Timed) -> Rows:
    values = (found.meeting.key, each.item.number, timekeeping.offset_of(found, each))
    later = [
        Button(_("+{n} min", n=minutes), tap=visit.tap("agenda", "later", *values, minutes))
        for minutes in timekeeping.LATER
    ]
    return (tuple(later), (Button(_("Begin it now"), tap=visit.tap("agenda", "begin", *values)),))


# the buttons


async def _enter(visit: Visit, meeting_id: int, number: int) -> Arrangement:
    """For those who arrange the agenda, and for whoever leads this item or the one before."""
    meeting = await door.enter(visit, meeting_id)
    found = await keeping.find(visit.uow, meeting)
    if not visit.may(Act.ARRANGE_AGENDA) and not _leads(found, number, visit.me.key):
        raise Refused(DoorReason.NOT_ALLOWED, act=Act.ARRANGE_AGENDA)
    return await keeping.hold(visit.uow, meeting)


def _leads(found: Arrangement | None, number: int, person_id: int) -> bool:
    if found is None:
        return False
    leading = [item.leader_id for item in found.items]
    place = next((n for n, item in enumerate(found.items) if item.number == number), None)
    return place is not None and person_id in leading[max(place - 1, 0) : place + 1]


async def on_later(visit: Visit, meeting_id: int, number: int, offset: int, minutes: int) -> None:
    found = await _enter(visit, meeting_id, number)
    found = await timekeeping.later(visit.uow, found, number, offset, minutes, visit.now)
    await _show(visit, found, number)


async def on_begin(visit: Visit, meeting_id: int, number: int, offset: int) -> None:
    found = await _enter(visit, meeting_id, number)
    found = await timekeeping.begin(visit.uow, found, number, offset, visit.now)
    await _show(visit, found, number)


async def on_break(visit: Visit, meeting_id: int, number: int, off: int) -> None:
    """The button says how much too long the meeting was, so that two taps at once are one."""
    found = await _enter(visit, meeting_id, number)
    if found.off != off:
        raise Refused(AgendaReason.OTHERWISE, date=found.timed[-1].ends_at)
    found = await timekeeping.take_from_a_break(visit.uow, found, number, visit.now)
    await _show(visit, found, number)


async def _show(visit: Visit, found: Arrangement, number: int) -> None:
    """What begins when, by how much the end moves, and a break that could give that."""
    _, known = visit.reader, await words.leaders(visit, found.items)
    each = next(each for each in found.timed if each.item.number == number)
    ends = found.timed[-1].ends_at
    text = paragraphs(
        words.line(_, each, known),
        lines(_("The meeting would end at {time}.", time=_.time(ends)), words.off(_, found.off)),
    )
    rows = _buttons(visit, _, found, each) if each.starts_at > visit.now else ()
    if found.off > 0 and timekeeping.from_a_break(found, number) is not None:
        tap = visit.tap("agenda", "break", found.meeting.key, number, found.off)
        rows = (*rows, (Button(_("Take it from a later break"), tap=tap),))
    visit.edit(Message(text, rows, frozenset(known) & {each.item.leader_id or 0}))
