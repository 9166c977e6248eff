"""One date altered in words: moved, or with a topic or a place of its own. A move is read back and confirmed."""

from datetime import UTC, datetime
from typing import Any

from facilitation.calendar.moved import understand_move
from facilitation.office_hours import moving
from facilitation.office_hours.series import checked_place, checked_topic
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.message import Message, lines, paragraphs
from handlers.office_hours import words
from handlers.office_hours.door import enter_hour
from handlers.office_hours.single import show, way_back
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage.office_hours import Hour

WHEN, TOPIC, PLACE = "when", "topic", "place"
NONE, AS_SERIES = "none", "as series"


async def on_alter(visit: Visit, network_id: int, session_id: int, what: str) -> None:
    if what not in (WHEN, TOPIC, PLACE):
        raise Refused(DoorReason.OLD_BUTTON)
    _network, hour = await enter_hour(visit, network_id, session_id)
    own = {TOPIC: hour.session.topic, PLACE: hour.session.place}.get(what)
    answers = {"session": session_id, "series": hour.series.key, "what": what, "own": own is not None}
    await forms.begin(visit, FORM, answers, network_id=network_id)


async def _hour(visit: Visit, answers: Answers) -> Hour:
    return (await enter_hour(visit, visit.here.key, answers["session"]))[1]


# when


async def _ask_when(visit: Visit, answers: Answers) -> Message:
    _, hour = visit.reader, await _hour(visit, answers)
    text = paragraphs(
        lines(_("To when is this one moved?"), words.hours(_, hour.session)),
        _("Write it like “on Wednesday at 10”, “29 December 10:00” or “an hour later”."),
    )
    return Message(text, names=words.keys(hour.hosts))


async def _take_when(visit: Visit, answers: Answers, typed: str) -> int:
    hour = await _hour(visit, answers)
    start, zone = hour.session.starts_at, hour.series.zone
    starts = understand_move(typed, start, zone, visit.now, visit.reader.language)
    await moving.refuse_there(visit.uow, hour, starts, visit.now)
    return int(starts.timestamp())


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    _, hour = visit.reader, await _hour(visit, answers)
    starts = datetime.fromtimestamp(answers[WHEN], UTC)
    there = Reader(_.language, hour.series.zone)
    told = _("Whoever was reminded already will hear of it.") if hour.session.told_start else None
    text = paragraphs(
        _("<b>Is this right?</b>"),
        lines(
            _("So far: {moment}", moment=there.moment(hour.session.starts_at)),
            _("From now on: {moment}", moment=there.moment(starts)),
            _("Time zone: <b>{zone}</b>", zone=there.zone_name()) if there.zone != _.zone else None,
        ),
        _("The other dates stay as they are."),
        told,
    )
    yes = choice(_("Yes, move it"), "confirm", answers[WHEN], style="success")
    return Message(text, ((yes,),), words.keys(hour.hosts))


async def _take_confirm(visit: Visit, answers: Answers, typed: str) -> None:
    """Other words instead: read back anew."""
    answers[WHEN] = await _take_when(visit, answers, typed)


async def _pick_confirm(_visit: Visit, answers: Answers, value: Value) -> Value:
    if value != answers[WHEN]:
        raise Refused(FormReason.CLOSED)
    return value


# topic and place


async def _ask_topic(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    return _ask(visit, answers, TOPIC, _("Which topic does this one have? Write it in a few words."),
                _("Without a topic of its own"))  # fmt: skip


async def _ask_place(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    return _ask(visit, answers, PLACE, _("Where is this one? Write a place or a link to the call."),
                _("Without a place"))  # fmt: skip


def _ask(visit: Visit, answers: Answers, what: str, question: Any, without: Any) -> Message:
    ways = [choice(without, what, NONE)]
    if answers["own"]:
        ways.append(choice(visit.reader("As for the others"), what, AS_SERIES))
    return Message(question, (tuple(ways),))


async def _take_topic(_visit: Visit, _answers: Answers, typed: str) -> str:
    return checked_topic(typed)


async def _take_place(_visit: Visit, _answers: Answers, typed: str) -> str:
    return checked_place(typed)


async def _pick_none(_visit: Visit, _answers: Answers, value: Value) -> str | None:
    if value not in (NONE, AS_SERIES):
        raise Refused(DoorReason.OLD_BUTTON)
    return "" if value == NONE else None


async def _done(visit: Visit, answers: Answers) -> None:
    hour = await _hour(visit, answers)
    match answers["what"]:
        case "when":
            starts = datetime.fromtimestamp(answers[WHEN], UTC)
            await moving.move(visit.uow, hour, starts, visit.me, visit.now)
        case "topic":
            await moving.change_topic(visit.uow, hour, answers[TOPIC], visit.now)
        case _:
            await moving.change_place(visit.uow, hour, answers[PLACE], visit.now)
    await show(visit, visit.here, hour)


def _only(what: str) -> Any:
    return lambda answers: answers["what"] == what


FORM = Form(
    "office_hours_one",
    (
        Step(WHEN, _ask_when, _take_when, when=_only(WHEN)),
        Step("confirm", _ask_confirm, _take_confirm, _pick_confirm, when=_only(WHEN), settled=bool),
        Step(TOPIC, _ask_topic, _take_topic, _pick_none, when=_only(TOPIC)),
        Step(PLACE, _ask_place, _take_place, _pick_none, when=_only(PLACE)),
    ),
    _done,
    origin=way_back,
)
