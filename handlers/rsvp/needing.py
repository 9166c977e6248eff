"""Diet and other needs: told in two short questions, seen by the guardian only, deleted with a tap or by themselves."""

from typing import Any

from facilitation.permissions import Act
from facilitation.rsvp import needs as rules
from facilitation.rsvp.answering import open_answers
from facilitation.rsvp.needs import Diet
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.picker import LONGEST_LABEL, cut
from handlers.rsvp import own, telling, words
from handlers.taps import Value
from handlers.visit import Visit
from storage import rsvp
from storage.due_work import DueWork

AS_LAST_TIME, NOTHING = "last", "none"


async def on_needs(visit: Visit, meeting_id: int) -> None:
    """The questions begin, in private chat, for someone who comes in person."""
    meeting = await own.enter(visit, meeting_id)
    await rules.in_the_room(visit.uow, meeting, visit.me, visit.now)
    last = await rsvp.last_needs(visit.uow, visit.me.key)
    known = {"meeting": meeting_id, "last": [last.diet, last.access] if last else ["", ""]}
    await forms.begin(visit, FORM, known, network_id=visit.here.key)


async def on_no_needs(visit: Visit, meeting_id: int) -> None:
    """Nobody knows them any more."""
    meeting = await own.enter(visit, meeting_id)
    await rsvp.drop_needs(visit.uow, meeting.key, visit.me.key)
    visit.edit(await own.screen(visit, await open_answers(visit.uow, meeting, visit.me, visit.now)))
    visit.answer(visit.reader("Deleted."))


async def on_catering(visit: Visit, meeting_id: int) -> None:
    """The numbers for the kitchen, and who needs what else, for the guardian."""
    meeting = await own.enter(visit, meeting_id, Act.PLAN_MEETINGS)
    found = await rules.catering(visit.uow, meeting, visit.roles, visit.now)
    _ = visit.reader
    diets = [_("{diet}: {count}", diet=diet, count=count) for diet, count in found.diets]
    access = [_("{name}: {needs}", name=words.named(_, seat), needs=told) for seat, told in found.access]
    text = paragraphs(
        _("<b>For the kitchen and the room</b>"),
        telling.about(_, meeting),
        _.plural("{n} person in the room", "{n} people in the room", found.people),
        lines(_("Of these:"), *diets) if diets else _("Nobody has told a diet."),
        lines(_("Other needs:"), *access) if access else None,
        _("Only the guardian sees this (or else the facilitator); it is deleted 30 days after the meeting."),
    )
    back = Button(_("‹ Back"), tap=visit.tap("rsvp", "show", meeting.key))
    visit.edit(Message(text, ((back,),), words.names([seat for seat, _told in found.access])))


async def forget(visit: Visit, work: DueWork) -> None:
    """A month after the meeting nobody has to know any more what people eat."""
    await rsvp.drop_needs(visit.uow, work.arguments["meeting"])


async def _ask_diet(visit: Visit, answers: Answers) -> Message:
    _, last = visit.reader, answers["last"][0]
    text = paragraphs(
        _("<b>Is there anything to mind about the meal?</b>"),
        _("Tap or write it, like “no nuts”. The kitchen gets numbers without names."),
    )
    known = [choice(_(label), "diet", diet.value) for diet, label in words.DIETS.items()]
    again = [choice(_as_last_time(visit, last), "diet", AS_LAST_TIME)] if last else []
    nothing = [choice(_("I eat everything"), "diet", NOTHING)]
    return Message(text, columns(known, 2)).with_buttons(again, nothing)


async def _ask_access(visit: Visit, answers: Answers) -> Message:
    _, last = visit.reader, answers["last"][1]
    text = paragraphs(
        _("<b>Do you need anything else?</b>"),
        _("A ramp, sign language, a parking space… The guardian of the network reads it with your name, to arrange "
          "it. It is deleted 30 days after the meeting, or whenever you like."),
    )  # fmt: skip
    again = [choice(_as_last_time(visit, last), "access", AS_LAST_TIME)] if last else []
    return Message(text).with_buttons(again, [choice(_("Nothing"), "access", NOTHING)])


def _as_last_time(visit: Visit, words: str) -> str:
    return visit.reader("As last time: {what}", what=cut(words, LONGEST_LABEL))


async def _take(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked(typed)


async def _pick_diet(visit: Visit, answers: Answers, value: Value) -> Any:
    """Kept in words of the network's language, so that the kitchen gets one number for each."""
    if value in {diet.value for diet in Diet}:
        return str(visit.group_reader(visit.here)(words.DIETS[Diet(value)]))
    return _meant(value, answers["last"][0])


async def _pick_access(_visit: Visit, answers: Answers, value: Value) -> Any:
    return _meant(value, answers["last"][1])


def _meant(value: Value, last: str) -> str:
    if value == AS_LAST_TIME:
        return last
    return "" if value == NOTHING else rules.checked(str(value))


async def _done(visit: Visit, answers: Answers) -> None:
    meeting = await own.enter(visit, answers["meeting"])
    diet, access = answers["diet"] or "", answers["access"] or ""
    so_far = await rules.tell(visit.uow, meeting, visit.me, diet, access, visit.now)
    visit.edit(await own.screen(visit, so_far))


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("rsvp", "show", answers["meeting"]))


FORM = Form(
    "rsvp_needs",
    (
        Step("diet", _ask_diet, _take, _pick_diet, optional=True),
        Step("access", _ask_access, _take, _pick_access, optional=True),
    ),
    _done,
    _origin,
)
