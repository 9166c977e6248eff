"""The parking lot of a meeting: anyone puts something there, and at the end each thing finds its way."""

from markupsafe import Markup

from facilitation.agenda import items
from facilitation.agenda import parking as rules
from facilitation.permissions import Act
from handlers import forms
from handlers.agenda.door import arranging, head
from handlers.forms import Answers, Form, Step
from handlers.meetings import door
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings
from storage.agenda import Parked, parking
from storage.meetings import TAKING_PLACE, Meeting

PARKED = "agenda.parked"


async def hear(visit: Visit, typed: str) -> None:
    """`/parking`: with words one more thing, without any the list; of the meeting that takes place now."""
    meeting = await rules.current(visit.uow, visit.here.key, visit.now)
    _ = visit.reader
    if typed:
        parked = await rules.park(visit.uow, visit.here, meeting, visit.me, typed, visit.now)
        visit.reply(Message(_("In the parking lot: “{title}”.", title=parked.title), silent=True))
    elif visit.step_aside():
        visit.reply(await message(visit, meeting))
    else:
        link = Button(_("Parking lot"), url=visit.link("parking", meeting.key))
        visit.reply(Message(_("I'll show you the parking lot in private chat."), ((link,),)))


async def on_list(visit: Visit, meeting_id: int) -> None:
    visit.edit(await message(visit, await door.enter(visit, meeting_id, Act.PROPOSE_TOPICS)))


async def message(visit: Visit, meeting: Meeting) -> Message:
    """What waits, and for those who arrange the agenda what can become of it."""
    _, there = visit.reader, await parking.of_meeting(visit.uow, meeting.key)
    return _message(visit, _, meeting, list(there), leads=visit.may(Act.ARRANGE_AGENDA))


def _message(visit: Visit, _: Reader, meeting: Meeting, there: list[Parked], *, leads: bool) -> Message:
    text = paragraphs(
        lines(_("<b>Parking lot</b>"), head(_, meeting)),
        lines(*(Markup("{}. {}").format(n, each.title) for n, each in enumerate(there, 1)))
        if there
        else _("The parking lot is empty."),
        _("What shall become of each? For the next meeting it becomes a proposed topic.")
        if leads and there
        else None,
    )
    rows: Rows = ()
    if leads:
        rows = tuple(_ways(visit, _, n, each) for n, each in enumerate(there, 1))
    if meeting.state in TAKING_PLACE:
        rows = (*rows, (Button(_("Add…"), tap=visit.tap("agenda", "park", meeting.key)),))
    back = Button(_("‹ The meeting"), tap=visit.tap("m", "one", meeting.key))
    return Message(text, (*rows, (back,)))


def _ways(visit: Visit, _: Reader, n: int, parked: Parked) -> tuple[Button, ...]:
    forward = Button(_("{n} → next meeting", n=n), tap=visit.tap("agenda", "forward", parked.key))
    return forward, Button(_("{n}: drop", n=n), tap=visit.tap("agenda", "drop", parked.key))


async def on_park(visit: Visit, meeting_id: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.PROPOSE_TOPICS)
    await forms.begin(visit, FORM, {"meeting": meeting.key}, network_id=visit.here.key)


async def _ask(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("What shall I keep for later? One line will do."))


async def _take(_visit: Visit, _answers: Answers, typed: str) -> str:
    return items.checked_title(typed)


async def _done(visit: Visit, answers: Answers) -> None:
    meeting = await door.enter(visit, answers["meeting"], Act.PROPOSE_TOPICS)
    await rules.park(visit.uow, visit.here, meeting, visit.me, answers["title"], visit.now)
    visit.edit(await message(visit, meeting))


FORM = Form("agenda_park", (Step("title", _ask, _take),), _done)


# what becomes of it


async def _enter(visit: Visit, parked_id: int) -> tuple[Meeting, Parked]:
    parked = await parking.to_change(visit.uow, parked_id)
    await visit.enter(parked.network_id if parked else None)
    visit.require(Act.ARRANGE_AGENDA)
    assert parked is not None
    meeting = await meetings.by_id(visit.uow, parked.meeting_id)
    assert meeting is not None
    return meeting, rules.waiting(parked)


async def on_forward(visit: Visit, parked_id: int) -> None:
    meeting, parked = await _enter(visit, parked_id)
    await rules.put_forward(visit.uow, visit.here, parked, visit.now)
    visit.edit(await message(visit, meeting))
    visit.answer(visit.reader("It is a proposed topic for the next meeting now."))


async def on_drop(visit: Visit, parked_id: int) -> None:
    meeting, parked = await _enter(visit, parked_id)
    rules.settle(visit.uow, parked, visit.now)
    visit.edit(await message(visit, meeting))


async def wrap_up(visit: Visit, meeting: Meeting) -> None:
    """The meeting is over: those who arrange its agenda decide about what waits."""
    there = list(await parking.of_meeting(visit.uow, meeting.key))
    if not there:
        return
    for person in await arranging(visit, meeting.network_id):
        _ = visit.reader_of(person)
        shown = _message(visit, _, meeting, there, leads=True)
        visit.tell(person, shown, kind=PARKED, network=visit.network)
