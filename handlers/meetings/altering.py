"""A meeting changed in words: moved, elsewhere, online, with another host or title, cancelled, on again."""

from typing import Any

from facilitation.meetings import changing
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.meetings import announcing, door, one, questions, words
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.meetings import Meeting, MeetingForm

YES = "yes"
LABELS = {
    "when": mark("Date and hours"),
    "form": mark("How"),
    "place": mark("Place"),
    "link": mark("Link"),
    "host": mark("Host"),
    "seats": mark("Seats"),
    "title": mark("Title"),
    "reason": mark("Cancel the meeting"),
}


async def on_change(visit: Visit, meeting_id: int) -> None:
    """What can be changed."""
    meeting = await _enter(visit, meeting_id)
    _ = visit.reader
    those = [
        Button(_(label), tap=visit.tap("m", "alter", meeting.key, what)) for what, label in LABELS.items()
    ]
    text = paragraphs(
        lines(words.title(_, meeting), words.when(_, meeting)),
        _("What is different? Two minutes later the group hears of all changes in one message."),
    )
    back = Button(_("‹ Back"), tap=visit.tap("m", "one", meeting.key))
    visit.edit(Message(text, columns(those, 2)).with_buttons([back]))


async def on_alter(visit: Visit, meeting_id: int, what: str) -> None:
    meeting = await _enter(visit, meeting_id)
    if what not in LABELS:
        raise Refused(DoorReason.OLD_BUTTON)
    answers = {"meeting": meeting.key, "what": what}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def on_restore(visit: Visit, meeting_id: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.PLAN_MEETINGS)
    await changing.restore(visit.uow, meeting, visit.now)
    await one.show(visit, meeting)


async def _enter(visit: Visit, meeting_id: int) -> Meeting:
    meeting = await door.enter(visit, meeting_id, Act.PLAN_MEETINGS)
    changing.refuse_over(meeting, visit.now)
    return meeting


async def _meeting(visit: Visit, answers: Answers) -> Meeting:
    return await _enter(visit, answers["meeting"])


# when


async def _ask_when(visit: Visit, answers: Answers) -> Message:
    _, meeting = visit.reader, await _meeting(visit, answers)
    text = paragraphs(
        lines(_("To when is the meeting moved?"), words.when(_, meeting)),
        _("Write the day and the hours, like “14 January 10:00–15:00”."),
    )
    return Message(text)


async def _take_when(visit: Visit, answers: Answers, typed: str) -> Any:
    meeting = await _meeting(visit, answers)
    return await questions.free(visit, questions.moved(visit, meeting, typed), besides=meeting.key)


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    _, meeting = visit.reader, await _meeting(visit, answers)
    starts, ends = questions.hours(answers)
    there = Reader(_.language, visit.here.zone)
    moved = Meeting(**meeting.model_dump() | {"starts_at": starts, "ends_at": ends})
    text = paragraphs(
        _("<b>Is this right?</b>"),
        lines(
            _("So far: {moment}", moment=words.when(there, meeting)),
            _("From now on: {moment}", moment=words.when(there, moved)),
        ),
        lines(*await announcing.against(visit, there, starts, ends, besides=meeting)) or None,
        _("On another day everyone is asked again whether they come."),
    )
    yes = choice(_("Yes, move it"), "confirm", answers["when"]["starts"], style="success")
    return Message(text, ((yes,),))


async def _pick_confirm(_visit: Visit, answers: Answers, value: Value) -> Value:
    if value != answers["when"]["starts"]:
        raise Refused(FormReason.CLOSED)
    return value


# all else


async def _ask_form(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    those = [choice(words.form_name(_, form), "form", form.value) for form in MeetingForm]
    return Message(_("How do people meet from now on?"), columns(those, 1))


async def _pick_form(_visit: Visit, _answers: Answers, value: Value) -> Value:
    return questions.one_of(MeetingForm, value)


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("Why does the meeting not take place? Everyone reads the reason."))


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> str:
    return changing.checked_reason(typed)


async def _ask_cancel(visit: Visit, answers: Answers) -> Message:
    _, meeting = visit.reader, await _meeting(visit, answers)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        _("The meeting does not take place: {when}.", when=words.when(_, meeting)),
        _("Reason: {reason}", reason=answers["reason"]),
    )
    return Message(text, ((choice(_("Yes, cancel it"), "cancel", YES, style="danger"),),))


async def _pick_cancel(_visit: Visit, _answers: Answers, value: Value) -> Value:
    if value != YES:
        raise Refused(FormReason.CLOSED)
    return value


async def _done(visit: Visit, answers: Answers) -> None:
    meeting, network, now = await _meeting(visit, answers), visit.here, visit.now
    match answers["what"]:
        case "when":
            await changing.move(visit.uow, meeting, *questions.hours(answers), now)
        case "form":
            await changing.meet(visit.uow, meeting, MeetingForm(answers["form"]), now)
        case "place":
            await changing.place(visit.uow, meeting, answers["place"] or "", now)
        case "link":
            await changing.link(visit.uow, meeting, answers["link"] or "", now)
        case "host":
            await changing.hand_to_host(visit.uow, network, meeting, answers["host"], now)
        case "seats":
            await changing.seat(visit.uow, meeting, answers["seats"], now)
        case "title":
            await changing.entitle(visit.uow, meeting, answers["title"] or "", now)
        case _:
            await changing.cancel(visit.uow, meeting, answers["reason"], now)
    await one.show(visit, meeting)


def _only(*what: str) -> Any:
    return lambda answers: answers["what"] in what


def _asked_of(what: str) -> Step:
    """The same question as when the meeting was planned; it can be left empty."""
    step = next(step for step in questions.STEPS if step.name == what)
    return Step(step.name, step.ask, step.take, step.pick, _only(what), step.optional, step.settled)


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back to the meeting"), tap=visit.tap("m", "one", answers["meeting"]))


FORM = Form(
    "meetings_change",
    (
        Step("when", _ask_when, _take_when, when=_only("when")),
        Step("confirm", _ask_confirm, None, _pick_confirm, when=_only("when")),
        Step("form", _ask_form, None, _pick_form, when=_only("form")),
        *(_asked_of(what) for what in ("place", "link", "host", "seats", "title")),
        Step("reason", _ask_reason, _take_reason, when=_only("reason")),
        Step("cancel", _ask_cancel, None, _pick_cancel, when=_only("reason")),
    ),
    _done,
    origin=_origin,
)
