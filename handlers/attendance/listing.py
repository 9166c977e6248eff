"""The list that the guardian and those who lead keep: by institution, one tap for each name."""

from collections.abc import Sequence

from facilitation.attendance import checking_in, keeping
from facilitation.attendance.reasons import AttendanceReason
from facilitation.attendance.sheet import Line, Sheet
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import printing
from handlers.attendance import card, coming, words
from handlers.attendance.here import presence_of
from handlers.meetings import door
from handlers.meetings import words as about
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage.attendance import Presence
from storage.meetings import Meeting, MeetingForm

PAGE = 10


async def on_list(visit: Visit, meeting_id: int, page: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)
    visit.edit(await message(visit, meeting, page))


async def on_tick(visit: Visit, meeting_id: int, person_id: int, how: int, page: int) -> None:
    """Someone of the network was there in this way; two who tick at once agree."""
    meeting = await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)
    await keeping.tick(visit.uow, meeting, person_id, presence_of(how), visit.now)
    await _show(visit, meeting, page)


async def on_tick_guest(visit: Visit, meeting_id: int, guest_id: int, how: int, page: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)
    guest = await keeping.guest_of(visit.uow, meeting, guest_id)
    await keeping.tick_guest(visit.uow, meeting, guest, presence_of(how), visit.now)
    await _show(visit, meeting, page)


async def on_stand_in(visit: Visit, meeting_id: int, person_id: int, page: int) -> None:
    """The substitute of someone came, as they had announced."""
    meeting = await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)
    said = [
        each
        for each in await coming.announced(visit, meeting)
        if each.person_id == person_id and each.substitute
    ]
    if not said:
        raise Refused(AttendanceReason.NOT_ON_LIST)
    await keeping.stand_in(visit.uow, meeting, said[0], visit.me, visit.now)
    await _show(visit, meeting, page)


async def _show(visit: Visit, meeting: Meeting, page: int) -> None:
    await visit.uow.session.flush()
    await card.refresh(visit, meeting)
    visit.edit(await message(visit, meeting, page))


async def message(visit: Visit, meeting: Meeting, page: int = 0) -> Message:
    """Who is ticked off and who is not, a page at a time."""
    if not 0 <= page < 1000:
        raise Refused(DoorReason.OLD_BUTTON)
    _ = visit.reader
    sheet = await coming.sheet(visit, meeting)
    settled = await checking_in.is_settled(visit.uow, meeting)
    named = [line for line in sheet.lines if line.person_id or line.guest_id or line.instead_of]
    page = min(page, max(0, (len(named) - 1) // PAGE))
    shown = named[page * PAGE : (page + 1) * PAGE]
    can_tick = not settled and checking_in.opens_at(meeting) <= visit.now
    text = paragraphs(
        _head(visit, meeting, sheet), _state(visit, meeting, settled=settled, can_tick=can_tick)
    )
    rows: Rows = tuple((_row(visit, meeting, line, page),) for line in shown) if can_tick else ()
    turns = _turns(visit, meeting, page, len(named)) if can_tick else []
    result = Message(text, rows, sheet.people).with_buttons(turns)
    return result.with_buttons(*_ways(visit, meeting, settled=settled))


def _head(visit: Visit, meeting: Meeting, sheet: Sheet) -> str:
    _ = visit.reader
    waiting = len(sheet.waiting)
    return lines(
        _("<b>Attendance list</b>: {meeting}", meeting=about.title(_, meeting)),
        about.when(_, meeting),
        words.figures(_, sheet) or _("Nobody is on the list yet."),
        _.plural("{n} guest waits to be ticked off.", "{n} guests wait to be ticked off.", waiting)
        if waiting
        else None,
    )


def _state(visit: Visit, meeting: Meeting, *, settled: bool, can_tick: bool) -> str:
    _ = visit.reader
    if settled:
        return _("The report is submitted, so the list stands.")
    if not can_tick:
        return _("You can tick people off from {moment} on. Guests can be added before.",
                 moment=_.moment(checking_in.opens_at(meeting)))  # fmt: skip
    if meeting.form is MeetingForm.HYBRID:
        return _("Tap a name: on site, remotely, not there.")
    return _("Tap a name to tick it off; another tap takes it back.")


def _row(visit: Visit, meeting: Meeting, line: Line, page: int) -> Button:
    label = words.label(visit.reader, line, how=meeting.form is MeetingForm.HYBRID)
    how = words.NUMBERS.index(_next(meeting, line))
    if line.guest_id is not None:
        return Button(label, tap=visit.tap("att", "tickguest", meeting.key, line.guest_id, how, page))
    if line.instead_of is not None:
        return Button(label, tap=visit.tap("att", "standin", meeting.key, line.instead_of, page))
    return Button(label, tap=visit.tap("att", "tick", meeting.key, line.person_id or 0, how, page))


def _next(meeting: Meeting, line: Line) -> Presence | None:
    """What the next tap means: first as they had announced it."""
    ways: Sequence[Presence] = [checking_in.presence_in(meeting, Presence.IN_PERSON)]
    if meeting.form is MeetingForm.HYBRID:
        ways = sorted(Presence, key=lambda way: way is not (line.said or Presence.IN_PERSON))
    if line.presence is None:
        return ways[0]
    after = [*ways, None]
    return after[after.index(line.presence) + 1] if line.presence in ways else None


def _turns(visit: Visit, meeting: Meeting, page: int, count: int) -> list[Button]:
    _ = visit.reader
    return [
        Button(label, tap=visit.tap("att", "list", meeting.key, to))
        for label, to, there in (
            (_("‹ Previous"), page - 1, page > 0),
            (_("Next ›"), page + 1, count > (page + 1) * PAGE),
        )
        if there
    ]


def _ways(visit: Visit, meeting: Meeting, *, settled: bool) -> list[list[Button]]:
    _, key = visit.reader, meeting.key
    code = Button(_("Show the code"), tap=visit.tap("att", "code", key))
    picture = Button(_("QR code"), tap=visit.tap("att", "picture", key))
    guests = Button(_("Guests"), tap=visit.tap("att", "guests", key))
    page = Button(_("‹ The meeting"), tap=visit.tap("m", "one", key))
    coded = visit.now < checking_in.closes_at(meeting) and not settled
    paper = printing.buttons(visit, _, meeting, "attendance", printing.paper_of(visit, "attendance"))
    return [[code, picture] if coded else [], [guests], paper, [page]]
