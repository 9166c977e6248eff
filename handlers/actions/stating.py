"""Saying that something is to be done: in one line, in the group or privately; what the line lacks is asked."""

from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from facilitation.actions import keeping as rules
from facilitation.calendar.deadlines import split_deadline
from facilitation.permissions import Act
from handlers import forms, picker, posts
from handlers.actions import card, naming, one, words
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit


async def state(visit: Visit, typed: str) -> None:
    """`/zadanie Przygotować wzór umowy do 15.01`."""
    if visit.heard.private:
        await _begin(visit, typed)
    elif typed:
        await state_here(visit, typed)
    else:
        visit.reply(_how(visit))


async def state_here(visit: Visit, typed: str) -> None:
    """In the group: a card with buttons takes the place of the message."""
    visit.require(Act.NOTE_DOWN)
    said = split_deadline(typed, visit.now, visit.here.zone, visit.here.language)
    action = await rules.agree_on(visit.uow, visit.here, visit.me, said.words, said.day, visit.now)
    await posts.post(visit, card.CARD, action.network_id, action.key)
    if visit.heard.attached is None and visit.heard.message_id and visit.heard.tap is None:
        visit.remove(visit.heard.chat_id, visit.heard.message_id)


def _how(visit: Visit) -> Message:
    _ = visit.reader
    text = _("To agree on an action, write <code>/action</code>, what is to be done and until when: "
             "<code>/action Prepare a model contract by 15 January</code>")  # fmt: skip
    return Message(text, ((Button(_("In private chat"), url=visit.link("newaction", visit.here.key)),),))


async def on_new(visit: Visit, network_id: int) -> None:
    """From the group, or from a page, into private chat."""
    await visit.enter(network_id)
    visit.require(Act.NOTE_DOWN)
    await _begin(visit, "")


# in private chat


async def _begin(visit: Visit, typed: str) -> None:
    answers: Answers = {}
    if typed:
        answers = {"given": await _take_words(visit, answers, typed)}
    await forms.begin(visit, NEW, answers, network_id=visit.here.key)


async def _ask_words(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(paragraphs(
        _("<b>An action of the network {topic}</b>", topic=visit.here.topic),
        _("What is to be done? Until when may follow at once, like “Prepare a model contract by 15 January”."),
    ))  # fmt: skip


async def _take_words(visit: Visit, _answers: Answers, typed: str) -> dict[str, Any]:
    said = split_deadline(typed, visit.now, visit.here.zone, visit.reader.language)
    return {"words": rules.checked_words(said.words), "day": said.day.isoformat() if said.day else None}


def _said(answers: Answers) -> dict[str, Any]:
    said: dict[str, Any] = answers.get("given") or answers["words"]
    return said


def _lacks_day(answers: Answers) -> bool:
    return _said(answers)["day"] is None


def _day(answers: Answers) -> date:
    return date.fromisoformat(answers["day"] if _lacks_day(answers) else _said(answers)["day"])


async def _ask_day(visit: Visit, answers: Answers) -> Message:
    asked = await one.ask_day(visit, answers)
    return replace(asked, text=paragraphs(_quoted(answers), asked.text))


async def _ask_owner(visit: Visit, answers: Answers) -> Message:
    """What was understood is read back, with the day of the week."""
    _ = visit.reader
    read = lines(_quoted(answers), _("Until: {day}", day=words.day(_, _day(answers), visit.now)))
    return Message(paragraphs(read, await naming.ask_who(visit, answers)))


def _quoted(answers: Answers) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(_said(answers)["words"])


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.NOTE_DOWN)
    said = _said(answers)["words"]
    action = await rules.agree_on(visit.uow, visit.here, visit.me, said, _day(answers), visit.now)
    owner = answers["owner"]
    told = owner is None or await naming.name_owner(visit, action, owner)
    page = await one.message(visit, action)
    visit.edit(page if told else replace(page, text=paragraphs(page.text, naming.unreachable(visit))))


NEW: Form = Form(
    "action",
    (
        Step("words", _ask_words, _take_words, when=lambda answers: "given" not in answers),
        Step("day", _ask_day, one.take_day, one.pick_day, when=_lacks_day),
        replace(picker.step("owner", _ask_owner, naming.options), optional=True),
    ),
    _done,
)
