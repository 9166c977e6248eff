"""A private conversation about a question, through the bot: neither side needs to know the other's name or number."""

from dataclasses import replace
from typing import Any

from facilitation.office_hours import series
from facilitation.permissions import Act
from facilitation.questions import answering as answer_rules
from facilitation.questions import asking as question_rules
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Message, paragraphs
from handlers.office_hours import line, telling
from handlers.questions import asked
from handlers.visit import Visit
from storage import people, roles
from storage.people import Person
from storage.questions import Question


async def on_write(visit: Visit, question_id: int) -> None:
    """Someone who leads writes to whoever asks, whose name may be unknown."""
    await line.enter_question(visit, question_id)
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    await _begin_below(visit, {"question": question_id, "to": 0})


async def on_write_to(visit: Visit, question_id: int, person_id: int) -> None:
    """Whoever asks writes to the person who turned to the question."""
    question_rules.own(question_rules.still_there(await line.enter_question(visit, question_id)), visit.me)
    await _begin_below(visit, {"question": question_id, "to": person_id})


async def _begin_below(visit: Visit, answers: Answers) -> None:
    """In a message of its own: what was written so far stays there to be read, with its buttons."""
    visit.heard = replace(visit.heard, tap=None)
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def _ask_message(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    question = await _asked(visit, answers)
    whom = _("Whoever asks reads it.") if not answers["to"] else _("Only the person you answer reads it.")
    return Message(paragraphs(asked.quoted(_, question), _("Write your message. {whom}", whom=whom)))


async def _written(visit: Visit, answers: Answers) -> None:
    question = await _asked(visit, answers)
    _ = visit.reader
    to_asker = not answers["to"]
    if to_asker:
        visit.require(Act.ANNOUNCE_OFFICE_HOURS)
        to = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
        reply = visit.tap("hours", "writeto", question.key, visit.me.key)
    else:
        question_rules.own(question, visit.me)
        to = await _leader(visit, answers["to"])
        reply = visit.tap("hours", "write", question.key)
    arrived = to is not None and await telling.passed_on(visit, to, question, answers["message"], reply)
    visit.edit(Message(_("Passed on.") if arrived else _("This person can't be written to just now.")))


async def _leader(visit: Visit, person_id: int) -> Person | None:
    """Only those who lead are written to, whatever a button says."""
    granted = await roles.grants(visit.uow, visit.here.key, visit.now)
    return next((person for person in series.team(granted) if person.id == person_id), None)


async def _take_message(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return answer_rules.checked_answer(typed)


async def _asked(visit: Visit, answers: Answers) -> Question:
    return await question_rules.of_network(visit.uow, visit.here, answers["question"])


FORM = Form("office_hours_write", (Step("message", _ask_message, _take_message),), _written)
