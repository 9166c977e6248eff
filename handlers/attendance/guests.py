"""Guests of a meeting: those who give their name by the picture, and those whom the team puts on the list."""

from facilitation.attendance import checking_in, keeping
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.attendance import card, coming, words
from handlers.attendance.shared import back
from handlers.forms import Answers, Form, Step, choice
from handlers.meetings import door
from handlers.meetings import words as about
from handlers.message import Button, Message, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import meetings
from storage.meetings import Meeting

MY_NAME = 1


# by the picture


async def introduce(visit: Visit, meeting: Meeting, code: str) -> None:
    """Someone who is not of the network, with the right code: their name can stand on the list as a guest's."""
    await forms.begin(visit, INTRODUCE, {"meeting": meeting.key, "code": code})


async def _ask_own_name(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    meeting = await meetings.by_id(visit.uow, answers["meeting"])
    assert meeting is not None
    text = paragraphs(
        lines(_("<b>Welcome!</b>"), about.title(_, meeting), about.when(_, meeting)),
        _(
            "You are not of this network, but you can stand on the attendance list as a guest. What is your name?"
        ),
        _("Only those who lead the network see it, and I delete it two years after the meeting."),
    )
    mine = _own_name(visit)
    return Message(text, ((choice(mine, "name", MY_NAME),),) if mine else ())


def _own_name(visit: Visit) -> str:
    name = " ".join(visit.heard.user.full_name.split()) if visit.heard.user else ""
    return name if keeping.SHORTEST_NAME <= len(name) <= keeping.LONGEST_NAME else ""


async def _pick_own_name(visit: Visit, answers: Answers, value: Value) -> str:
    if value != MY_NAME:
        raise Refused(DoorReason.OLD_BUTTON)
    return keeping.checked_name(_own_name(visit))


async def _ask_own_place(visit: Visit, answers: Answers) -> Message:
    return Message(visit.reader("From which institution or city are you?"))


async def _introduced(visit: Visit, answers: Answers) -> None:
    """The code has to be right still: the form may have waited."""
    _ = visit.reader
    meeting = await meetings.to_change(visit.uow, answers["meeting"])
    person = await visit.become_known()
    is_right = meeting is not None and checking_in.is_open(meeting, visit.now)
    if meeting is None or not is_right or not await checking_in.is_code(
        visit.uow, meeting, person.key, answers["code"]
    ):  # fmt: skip
        visit.edit(Message(_("Check-in is over. Please speak to those who lead the meeting.")))
        return
    await keeping.introduce(visit.uow, meeting, person, answers["name"], answers["place"] or "", visit.now)
    visit.edit(
        Message(_("Thank you! As soon as those who lead the meeting tick you off, you are on the list."))
    )


async def _take_name(visit: Visit, answers: Answers, typed: str) -> str:
    return keeping.checked_name(typed)


async def _take_place(visit: Visit, answers: Answers, typed: str) -> str:
    return keeping.checked_place(typed)


INTRODUCE = Form(
    "attendance_guest",
    (
        Step("name", _ask_own_name, take=_take_name, pick=_pick_own_name),
        Step("place", _ask_own_place, take=_take_place, optional=True),
    ),
    _introduced,
)


# by the team


async def on_guests(visit: Visit, meeting_id: int) -> None:
    visit.edit(await _page(visit, await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)))


async def on_add(visit: Visit, meeting_id: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)
    await checking_in.refuse_settled(visit.uow, meeting)
    await forms.begin(visit, ADD, {"meeting": meeting_id}, network_id=visit.here.key)


async def on_remove(visit: Visit, meeting_id: int, guest_id: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)
    await keeping.remove_guest(visit.uow, meeting, await keeping.guest_of(visit.uow, meeting, guest_id))
    visit.answer(visit.reader("Removed from the list."))
    await card.refresh(visit, meeting)
    visit.edit(await _page(visit, meeting))


async def _page(visit: Visit, meeting: Meeting) -> Message:
    _ = visit.reader
    sheet = await coming.sheet(visit, meeting)
    listed = [line for line in sheet.lines if line.guest_id is not None]
    text = paragraphs(
        _("<b>Guests</b>: {meeting}", meeting=about.title(_, meeting)),
        lines(*(words.label(_, line, how=False) for line in listed))
        or _(
            "No guests yet. Whoever reads the picture on the screen can give their name; you can also add them."
        ),
        _("I delete the names of guests two years after the meeting.") if listed else None,
    )
    settled = await checking_in.is_settled(visit.uow, meeting)
    rows = (
        ()
        if settled
        else tuple(_row(visit, meeting, line.guest_id or 0, line.name) for line in listed[:_MOST])
    )
    add = Button(_("Add a guest"), tap=visit.tap("att", "addguest", meeting.key))
    message = Message(text, rows, sheet.people)
    return message.with_buttons([] if settled else [add], [back(visit, meeting)])


_MOST = 30
"""Buttons for removing: Telegram takes a hundred, a screen fewer."""


def _row(visit: Visit, meeting: Meeting, guest_id: int, name: str) -> tuple[Button, ...]:
    label = visit.reader("Remove {name}", name=name or "?")
    return (Button(label, tap=visit.tap("att", "dropguest", meeting.key, guest_id)),)


async def _ask_name(visit: Visit, answers: Answers) -> Message:
    return Message(visit.reader("What is the guest's name?"))


async def _ask_place(visit: Visit, answers: Answers) -> Message:
    return Message(visit.reader("Which institution or city is {name} from?", name=answers["name"]))


async def _added(visit: Visit, answers: Answers) -> None:
    meeting = await door.enter(visit, answers["meeting"], Act.KEEP_ATTENDANCE)
    await keeping.add_guest(visit.uow, meeting, answers["name"], answers["place"] or "", visit.me, visit.now)
    await card.refresh(visit, meeting)
    visit.edit(await _page(visit, meeting))


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Guests"), tap=visit.tap("att", "guests", answers["meeting"]))


ADD = Form(
    "attendance_add_guest",
    (Step("name", _ask_name, take=_take_name), Step("place", _ask_place, take=_take_place, optional=True)),
    _added,
    _origin,
)
