"""Starting a search for a date: in one line or question by question, read back, changed, and confirmed."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from facilitation.date_polls import polls, reading
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.date_polls import questions
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.meetings import words as meeting_words
from handlers.meetings.door import enter as enter_meeting
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import mark

READ, YES = "read", "yes"


@dataclass(frozen=True)
class Question:
    """One of the questions as it is asked again from the read-back."""

    label: str
    ask: Callable[..., Awaitable[Message]]
    take: Callable[[Visit, Answers, str], Awaitable[Any]]
    pick: Callable[[Visit, Answers, Value], Awaitable[Any]] | None = None


QUESTIONS = {
    "title": Question(mark("What for…"), questions.ask_title, questions.take_title),
    "dates": Question(mark("Dates…"), questions.ask_dates, questions.take_dates, questions.pick_dates),
    "length": Question(mark("Length…"), questions.ask_length, questions.take_length, questions.pick_length),
    "until": Question(mark("Until when…"), questions.ask_until, questions.take_until, questions.pick_until),
}


async def propose(visit: Visit, typed: str) -> None:
    """`/termin Spotkanie w Radlinie: 14.01 10:00, 15.01 10:00`: read, and what is missing is asked for."""
    visit.require(Act.FIND_DATE)
    await polls.room_for(visit.uow, visit.here)
    _aside(visit)
    answers = await _read(visit, typed)
    answers["given"] = [name for name in ("title", "dates") if name in answers]
    answers["quick"] = "dates" in answers
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def begin(visit: Visit) -> None:
    """The questions one by one."""
    visit.require(Act.FIND_DATE)
    await polls.room_for(visit.uow, visit.here)
    _aside(visit)
    await forms.begin(visit, FORM, network_id=visit.here.key)


async def for_meeting(visit: Visit, meeting_id: int) -> None:
    """Another date for a meeting, or the first one for a proposal; its title is known."""
    meeting = await enter_meeting(visit, meeting_id, Act.FIND_DATE)
    await polls.room_for(visit.uow, visit.here)
    answers = {"meeting": meeting.key, "title": meeting_words.title(visit.reader, meeting).unescape()}
    await forms.begin(visit, FORM, answers | {"given": ["title"]}, network_id=visit.here.key)


def _aside(visit: Visit) -> None:
    """So much is typed and changed that the group is spared it."""
    if not visit.step_aside():
        raise Refused(DoorReason.PRIVATE_ONLY, command=visit.registry.command("find_date"))


async def _read(visit: Visit, typed: str) -> Answers:
    """A title with dates; dates alone; or a title alone."""
    title, dates = reading.title_and_dates(typed)
    if dates:
        answers = {"title": reading.checked_title(title)}
        return answers | {"dates": await _ready(visit, answers, dates)}
    try:
        return {"dates": await _ready(visit, {}, typed)}
    except Refused:
        return {"title": reading.checked_title(typed)}


async def _ready(visit: Visit, answers: Answers, typed: str) -> Any:
    found = await questions.take_dates(visit, answers, typed)
    return found | {"ready": len(found["all"]) >= polls.FEWEST}


# the read-back, which leads back to any one question


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    _, asked = visit.reader, QUESTIONS.get(answers.get("confirm") or "")
    if asked is None:
        return await _read_back(visit, answers)
    back = choice(_("‹ Back to the summary"), "confirm", READ)
    return (await asked.ask(visit, answers, "confirm")).with_buttons([back])


async def _take_confirm(visit: Visit, answers: Answers, typed: str) -> Any:
    asked = answers.get("confirm") or ""
    if asked not in QUESTIONS:
        raise Refused(FormReason.PLEASE_TAP)
    answers[asked] = await QUESTIONS[asked].take(visit, answers, typed)
    return asked if asked == "dates" else READ


async def _pick_confirm(visit: Visit, answers: Answers, value: Value) -> Any:
    """Only what was read back last can be confirmed: an older message says something else."""
    if isinstance(value, str) and value.startswith(YES):
        if value != _seal(answers):
            raise Refused(FormReason.CLOSED)
        return YES
    if value == READ or value in QUESTIONS:
        return value
    asked = answers.get("confirm") or ""
    pick = QUESTIONS[asked].pick if asked in QUESTIONS else None
    if pick is None:
        raise Refused(FormReason.CLOSED)
    answers[asked] = await pick(visit, answers, value)
    return "dates" if asked == "dates" and not answers["dates"]["ready"] else READ


def _seal(answers: Answers) -> str:
    """Ties the button to what stands above it."""
    read = json.dumps([answers.get(name) for name in QUESTIONS])
    return f"{YES}{hashlib.sha256(read.encode()).hexdigest()[:12]}"


async def _read_back(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    until = answers.get("until") or {}
    closes_at = questions.deadline(visit, answers)
    answers["closes"] = closes_at.isoformat()
    moment = questions.there(visit).plain_moment(closes_at)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        Markup("<b>{}</b>").format(answers["title"]),
        await questions.read_back(visit, answers),
        lines(
            _("I take answers until: {moment}", moment=moment),
            _("No hour was given, so I take the evening.") if until.get("evening") else None,
            _("Time zone: <b>{zone}</b>", zone=questions.there(visit).zone_name()),
        ),
        _(
            "Once you confirm, a card with these dates appears in the group “{title}”.",
            title=visit.here.title,
        ),
    )
    yes = choice(_("Yes, ask the group"), "confirm", _seal(answers), style="success")
    changes = [
        choice(_(question.label), "confirm", name)
        for name, question in QUESTIONS.items()
        if name != "length" or questions.is_one_without_end(answers)
    ]
    return Message(text, ((yes,), *columns(changes, 2)))


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.FIND_DATE)
    network, _ = visit.here, visit.reader
    closes_at = datetime.fromisoformat(answers["closes"])
    poll = await polls.begin(
        visit.uow, network, answers["title"], questions.slots(answers), closes_at, visit.me, visit.now,
        meeting_id=answers.get("meeting"),
    )  # fmt: skip
    text = paragraphs(
        _("Asked in the group “{title}”.", title=network.title),
        _("I remind those who have not answered once. When the time is over, I show you what came of it."),
    )
    mine = Button(_("Say when you can come"), tap=visit.tap("date", "open", poll.key))
    stands = Button(_("How it stands"), tap=visit.tap("date", "result", poll.key))
    visit.edit(Message(text, ((mine,), (stands,))))


# the form


def _unless_given(name: str) -> Callable[[Answers], bool]:
    return lambda answers: name not in answers.get("given", ())


def _is_length_open(answers: Answers) -> bool:
    return questions.needs_length({**answers, "length": None})


FORM = Form(
    "date_poll",
    (
        Step("title", questions.ask_title, questions.take_title, when=_unless_given("title")),
        Step(
            "dates", questions.ask_dates, questions.take_dates, questions.pick_dates,
            when=lambda answers: "dates" not in answers.get("given", ()) or not answers["dates"]["ready"],
            settled=lambda answer: answer["ready"],
        ),
        Step("length", questions.ask_length, questions.take_length, questions.pick_length, when=_is_length_open),
        Step(
            "until", questions.ask_until, questions.take_until, questions.pick_until,
            when=lambda answers: not answers.get("quick"),
        ),
        Step("confirm", _ask_confirm, _take_confirm, _pick_confirm, settled=lambda answer: answer == YES),
    ),
    _done,
)  # fmt: skip
