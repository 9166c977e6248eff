"""Changing a search by words: more dates, what for, until when, or why it is cancelled."""

from datetime import datetime
from typing import Any

from facilitation.date_polls import polls, reading
from facilitation.refusals import Refused
from handlers import forms
from handlers.date_polls import card, questions
from handlers.date_polls.door import enter, look
from handlers.date_polls.leading import screen
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import date_polls

WHAT = ("dates", "title", "until", "reason")


async def on_change(visit: Visit, poll_id: int, what: str) -> None:
    poll = await look(visit, poll_id)
    if what not in WHAT:
        raise Refused(DoorReason.OLD_BUTTON)
    there = await date_polls.proposals(visit.uow, poll.key)
    longest = max((each.ends_at - each.starts_at for each in there), default=questions.SHORT_OF_LENGTH)
    answers = {"poll": poll.key, "what": what, "length": int(longest.total_seconds() // 60)}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def _take_dates(visit: Visit, answers: Answers, typed: str) -> Any:
    """Refused as soon as they are typed, if they do not go together with those that are there."""
    taken = await questions.take_dates(visit, answers, typed)
    poll = await look(visit, answers["poll"])
    await polls.checked_more(visit.uow, poll, questions.slots({**answers, "dates": taken}), visit.now)
    return taken


async def _ask_until(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("Until when shall I take answers? Write it, e.g. “Friday” or “14 January 12:00”."))


async def _take_until(visit: Visit, answers: Answers, typed: str) -> Any:
    """Refused while it is asked for, if it does not go together with the dates."""
    at, _assumed = reading.read_deadline(typed, visit.now, visit.here.zone, visit.reader.language)
    there = await date_polls.proposals(visit.uow, answers["poll"])
    ahead = [each.starts_at for each in there if each.starts_at > visit.now]
    if ahead:
        polls.checked_deadline(at, ahead[0], visit.now)
    return at.isoformat()


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(
        _(
            "Why is it cancelled? Write it in a sentence; it stands on the card in the group, for everyone to read."
        )
    )


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return polls.checked_reason(typed)


async def _done(visit: Visit, answers: Answers) -> None:
    poll, _ = await enter(visit, answers["poll"]), visit.reader
    match answers["what"]:
        case "dates":
            await polls.add(visit.uow, poll, questions.slots(answers), visit.here.zone, visit.now)
            told = _("Added. Whoever has answered before is asked about it once, privately.")
        case "title":
            polls.retitle(visit.uow, poll, answers["title"], visit.now)
            told = _("Changed.")
        case "until":
            until = datetime.fromisoformat(answers["until"])
            await polls.extend(visit.uow, poll, until, visit.here.zone, visit.now)
            told = _("I take answers until {moment}.", moment=_.moment(until))
        case _reason:
            await polls.cancel(visit.uow, poll, answers["reason"], visit.now)
            told = _("Cancelled. The card in the group says so.")
    await card.refresh(visit, poll)
    visit.edit(await screen(visit, poll, told))


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("date", "result", answers["poll"]))


FORM = Form(
    "date_poll_change",
    (
        Step(
            "dates", questions.ask_dates, _take_dates, questions.pick_dates,
            when=lambda answers: answers["what"] == "dates", settled=lambda answer: answer["ready"],
        ),
        Step(
            "title", questions.ask_title, questions.take_title, when=lambda answers: answers["what"] == "title"
        ),
        Step("until", _ask_until, _take_until, when=lambda answers: answers["what"] == "until"),
        Step("reason", _ask_reason, _take_reason, when=lambda answers: answers["what"] == "reason"),
    ),
    _done,
    origin=_origin,
)  # fmt: skip
