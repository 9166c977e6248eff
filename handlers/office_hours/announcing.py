"""Announcing a series: asked or read from the command, read back with its dates, and announced once confirmed."""

import hashlib
import json
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from facilitation.office_hours import reminders
from facilitation.office_hours import series as rules
from facilitation.office_hours.series import Draft
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms, offers, rhythms
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.office_hours import clashing, questions, words
from handlers.office_hours.clashing import MOVE, Outlook
from handlers.office_hours.questions import HOST, MINUTES, PLACE, QUESTIONS, RHYTHM, TOPIC, Question
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage import people, roles

READ, CHANGE, YES = "read", "change", "yes"
DATES, DATES_IN_GROUP = 6, 3


async def propose(visit: Visit, typed: str) -> None:
    """`/dyzur co drugi wtorek 10:00`: understood and read back, privately where that is possible."""
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    answers = await _beginning(visit)
    answers["rhythm"] = await questions.take_rhythm(visit, answers, typed)
    answers["quick"] = True
    visit.step_aside()
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def begin(visit: Visit) -> None:
    """The questions one by one."""
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    await forms.begin(visit, FORM, await _beginning(visit), network_id=visit.here.key)


async def _beginning(visit: Visit) -> Answers:
    """Who may hold it; nobody is asked where only one person can be meant."""
    granted = await roles.grants(visit.uow, visit.here.key, visit.now)
    those = rules.who_may_hold(granted, visit.me)
    if len(those) == 1:
        return {"host": questions.held_by(those, ready=True)}
    return {"among": [person.key for person in those]}


# the read-back, which leads back to any one question


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    asked = answers.get("confirm")
    back = choice(_("‹ Back to the summary"), "confirm", READ)
    if isinstance(asked, str) and asked.startswith(MOVE):
        return clashing.ask_when(visit, questions.draft(answers), asked).with_buttons([back])
    if asked in QUESTIONS:
        return (await QUESTIONS[asked].ask(visit, answers, "confirm")).with_buttons([back])
    if asked == CHANGE:
        labels = [choice(_(question.label), "confirm", name) for name, question in QUESTIONS.items()]
        return Message(_("What is different?"), columns(labels, 2)).with_buttons([back])
    return await _read_back(visit, answers)


async def _take_confirm(visit: Visit, answers: Answers, typed: str) -> Any:
    asked = answers.get("confirm", "")
    if asked.startswith(MOVE):
        clashing.take_when(visit, answers, questions.draft(answers), asked, typed)
        return READ
    question = QUESTIONS.get(asked)
    if question is None or question.take is None:
        raise Refused(FormReason.PLEASE_TAP)
    answers[question.name] = await question.take(visit, answers, typed)
    return READ


async def _pick_confirm(visit: Visit, answers: Answers, value: Value) -> Any:
    """Only what was read back last can be confirmed: an older message says something else."""
    if isinstance(value, str) and value.startswith(YES):
        if value != _seal(answers):
            raise Refused(FormReason.CLOSED)
        return YES
    if value in (READ, CHANGE, *QUESTIONS):
        return value
    if isinstance(value, str) and clashing.pick(answers, value):
        return READ
    if isinstance(value, str) and value.startswith(MOVE):
        return value
    question = QUESTIONS.get(answers.get("confirm", ""))
    if question is None or question.pick is None:
        raise Refused(FormReason.CLOSED)
    answers[question.name] = await question.pick(visit, answers, value)
    return READ if question.settled(answers[question.name]) else question.name


def _seal(answers: Answers) -> str:
    """Ties the button to what stands above it."""
    read = json.dumps([answers.get(name) for name in (*QUESTIONS, "skipped", "moved")])
    return f"{YES}{hashlib.sha256(read.encode()).hexdigest()[:12]}"


async def _read_back(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    draft, private = _draft(answers), visit.heard.private
    there = Reader(_.language, draft.rhythm.zone)
    hosts = list((await people.by_ids(visit.uow, set(draft.host_ids))).values())
    most = DATES if private else DATES_IN_GROUP
    dates = await clashing.outlook(visit, there, draft, most, further=private)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        lines(
            _("<b>Office hours: {names}</b>", names=words.names(_, hosts)),
            rhythms.as_sentence(rhythms.in_words(there, draft.rhythm)),
            words.place_and_topic(_, draft.place, draft.topic),
        ),
        _dates(visit, there, dates),
        _("Time zone: <b>{zone}</b>", zone=there.zone_name()),
        lines(*rhythms.assumed_in_words(there, questions.understanding(answers))),
        _("Once you confirm, I announce it in the group “{title}”.", title=visit.here.title)
        if private
        else _("Once this is confirmed, I announce it here in the group."),
    )
    yes = choice(_("Yes, announce"), "confirm", _seal(answers), style="success")
    if private:
        change = choice(_("Change…"), "confirm", CHANGE)
    else:
        change = Button(_("Change in private chat"), url=offers.private_link(visit, "office_hours"))
    decisions = clashing.choices(there, dates.every) if private else ()
    answers["read_back"] = dates.until
    return Message(text, ((yes,), *decisions, (change,)), words.keys(hosts))


def _dates(visit: Visit, there: Reader, dates: Outlook) -> Markup:
    """The first dates and what is to be decided about later ones; in the group fewer, in one line."""
    _ = visit.reader
    first, later = (
        [clashing.in_words(there, date, visit.now) for date in those] for those in (dates.first, dates.later)
    )
    hint = clashing.hint(_, dates.every)
    if not visit.heard.private:
        return lines(_("First dates: {dates}", dates=_.list(first)), hint)
    return paragraphs(
        lines(_("First dates:"), *(Markup("• {}").format(date) for date in first)),
        lines(_("Among later ones:"), *(Markup("• {}").format(date) for date in later)) if later else None,
        hint,
    )


def _draft(answers: Answers) -> Draft:
    return replace(questions.draft(answers), exceptions=clashing.exceptions(answers))


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    network, _ = visit.here, visit.reader
    draft = replace(_draft(answers), read_back=answers.get("read_back"))
    series = await rules.announce(visit.uow, network, draft, visit.now)
    if not visit.heard.private and visit.heard.message_id:
        visit.remove(visit.heard.chat_id, visit.heard.message_id)
        return
    text = paragraphs(
        _("Announced in the group “{title}”.", title=network.title),
        words.reminders(_, await reminders.wanted(visit.uow, network.key)),
    )
    change = Button(_("Change…"), tap=visit.tap("hours", "series", network.key, series.key))
    visit.edit(Message(text, ((change,),)))


# the form


def _is_asked(answers: Answers) -> bool:
    return not answers.get("quick")


def _is_length_open(answers: Answers) -> bool:
    return _is_asked(answers) and questions.understanding(answers | {"minutes": None}).lasts_as_usual


def _step(question: Question, **more: Any) -> Step:
    ask = partial(_ask, question)
    return Step(question.name, ask, question.take, question.pick, settled=question.settled, **more)


async def _ask(question: Question, visit: Visit, answers: Answers) -> Message:
    return await question.ask(visit, answers, question.name)


FORM = Form(
    "office_hours",
    (
        _step(RHYTHM, when=_is_asked),
        _step(HOST, when=lambda answers: "among" in answers),
        _step(MINUTES, when=_is_length_open),
        _step(PLACE, when=_is_asked, optional=True),
        _step(TOPIC, when=_is_asked, optional=True),
        Step("confirm", _ask_confirm, _take_confirm, _pick_confirm, settled=lambda answer: answer == YES),
    ),
    _done,
)
