"""Someone of the same institution comes instead: a colleague is chosen with a tap, anyone else is named in words."""

from typing import Any

from facilitation.rsvp import substitutes
from facilitation.rsvp.turnout import Answers as Turnout
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, paragraphs
from handlers.rsvp import own, telling
from handlers.taps import Value
from handlers.visit import Visit
from storage import meetings
from storage.meetings import MeetingForm

NAMED, ROOM, ONLINE = "named", "room", "online"
MOST = 12


async def on_standin(visit: Visit, meeting_id: int) -> None:
    """The questions begin, in private chat; the first of them looks who asks."""
    meeting = await meetings.by_id(visit.uow, meeting_id)
    network = await visit.enter(meeting.network_id if meeting else None)
    known = {"meeting": meeting_id, "hybrid": meeting is not None and meeting.form is MeetingForm.HYBRID}
    await forms.begin(visit, FORM, known, network_id=network.key)


async def _so_far(visit: Visit, meeting_id: int) -> Turnout:
    meeting = await own.enter(visit, meeting_id)
    return await substitutes.open_to_substitutes(visit.uow, meeting, visit.me, visit.now)


async def _ask_who(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    so_far = await _so_far(visit, answers["meeting"])
    known = substitutes.colleagues(so_far, visit.me)[:MOST]
    text = paragraphs(
        telling.about(_, so_far.meeting),
        _("<b>Who comes in your place?</b>"),
        _("Choose a colleague, whom I'll ask, or write the name of someone else of your institution.")
        if known
        else _("Write the name of someone of your institution, like “Anna Nowak”."),
    )
    buttons = columns([choice(person.name, "who", person.key) for person in known], 1)
    return Message(text, buttons, frozenset(person.key for person in known))


async def _take_who(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return substitutes.checked_name(typed)


async def _pick_who(_visit: Visit, _answers: Answers, value: Value) -> Any:
    return value if isinstance(value, int) else substitutes.checked_name(value)


async def _ask_how(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    buttons = (choice(_("In person"), "how", ROOM), choice(_("Online"), "how", ONLINE))
    return Message(_("How does {name} take part?", name=answers["who"]), (buttons,))


async def _done(visit: Visit, answers: Answers) -> None:
    meeting = await own.enter(visit, answers["meeting"])
    if isinstance(answers["who"], int):
        said, colleague = await substitutes.ask_colleague(
            visit.uow, meeting, visit.me, answers["who"], visit.now
        )
        agreed = said.coming.agreed
        reached = agreed or telling.ask_to_stand_in(visit, meeting, colleague)
        note = None if reached else _pass_it_on(visit, meeting.key, colleague.name)
    else:
        said = await substitutes.name_someone(
            visit.uow, meeting, visit.me, answers["who"], visit.now, remote=answers.get("how") == ONLINE
        )
        note = _may_join(visit, answers["who"])
    await own.taken(visit, said)
    screen = await own.screen(visit, said.answers)
    visit.edit(Message(paragraphs(note, screen.text), screen.buttons, screen.names))


def _pass_it_on(visit: Visit, meeting_id: int, name: str) -> str:
    """The colleague never pressed Start: the link brings them to their own answer."""
    return visit.reader(
        "I can't write to {name}. Please pass on this link, under which they answer: {link}",
        name=name, link=visit.link("rsvp", meeting_id),
    )  # fmt: skip


def _may_join(visit: Visit, name: str) -> str:
    return visit.reader(
        "{name} is on the list; no account is needed. Whoever wants to take part in the network joins by this link, "
        "and then taps “It's me” on the page of the meeting: {link}",
        name=name, link=visit.link("join", visit.here.key),
    )  # fmt: skip


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("rsvp", "show", answers["meeting"]))


FORM = Form(
    "rsvp_standin",
    (
        Step("who", _ask_who, _take_who, _pick_who),
        Step(
            "how", _ask_how,
            when=lambda answers: answers["hybrid"] and isinstance(answers.get("who"), str),
        ),
    ),
    _done,
    _origin,
)  # fmt: skip
