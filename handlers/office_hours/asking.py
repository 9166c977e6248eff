"""Putting a question in line: asked in private chat, signed or not, and told its place."""

from typing import Any

from facilitation.office_hours import line as rules
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.permissions import Act
from facilitation.questions import asking as question_rules
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, paragraphs
from handlers.office_hours import line, words
from handlers.office_hours.door import admit
from handlers.questions import asked, signing
from handlers.visit import Visit
from storage import office_hours
from storage.office_hours import Hour


async def on_ask(visit: Visit, series_id: int) -> None:
    """The button of a card or a reminder: the questions begin, in private chat."""
    hour = await current(visit, series_id)
    await rules.room_for(visit.uow, hour, visit.me, visit.now)
    await forms.begin(visit, FORM, {"series": series_id}, network_id=hour.series.network_id)


async def current(visit: Visit, series_id: int) -> Hour:
    """The session of a series whose line is open, for someone who may stand in it."""
    hour = await office_hours.next_hour(visit.uow, series_id, visit.now, alone=True)
    if hour is None:
        raise Refused(OfficeHoursReason.NO_LINE)
    return await admit(visit, hour, Act.ASK)


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    hour = await current(visit, answers["series"])
    text = paragraphs(
        _("<b>A question for the office hours</b>"),
        words.hours(_, hour.session),
        _("What would you like to ask? Write it in one message. Every question is a good one."),
    )
    return Message(text)


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return question_rules.checked_words(typed)


async def _done(visit: Visit, answers: Answers) -> None:
    _ = visit.reader
    hour = await current(visit, answers["series"])
    question, stood = await rules.join(
        visit.uow, visit.here, hour, visit.me, answers["words"],
        unnamed=signing.is_unsigned(answers), now=visit.now,
    )  # fmt: skip
    await line.changed(visit, visit.here.key, hour.session.key)
    text = paragraphs(
        _("Your question is in line, place {place}.", place=stood.place_of(question.key)),
        asked.quoted(_, question),
        words.hours(_, hour.session),
        _("I'll write to you when it is next, and when there is an answer."),
    )
    show = Button(_("Show the line"), tap=visit.tap("hours", "line", hour.session.key))
    back = Button(
        _("Take the question back"), tap=visit.tap("hours", "withdraw", hour.session.key, question.key)
    )
    visit.edit(Message(text, ((show,), (back,))))


FORM = Form(
    "office_hours_ask",
    (
        Step("words", _ask_words, _take_words),
        signing.step(),
    ),
    _done,
)
