"""This date and all that follow: another rhythm, hour or length in words, read back with its dates and confirmed."""

import zlib
from datetime import UTC, datetime

from markupsafe import Markup

from facilitation.calendar.phrases import Understanding
from facilitation.office_hours import following as rules
from facilitation.refusals import Refused
from handlers import forms, rhythms
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.message import Message, lines, paragraphs
from handlers.office_hours import words
from handlers.office_hours.door import enter_hour
from handlers.office_hours.single import show, way_back
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage.office_hours import Hour, SessionState

DATES = 6


async def on_following(visit: Visit, network_id: int, session_id: int) -> None:
    _network, hour = await enter_hour(visit, network_id, session_id)
    answers = {"session": session_id, "series": hour.series.key}
    await forms.begin(visit, FORM, answers, network_id=network_id)


async def _hour(visit: Visit, answers: Answers) -> Hour:
    return (await enter_hour(visit, visit.here.key, answers["session"]))[1]


def _understood(answers: Answers, hour: Hour) -> Understanding:
    """What the words meant when they were typed."""
    typed = answers["typed"]
    return rules.understood(typed["words"], hour, datetime.fromtimestamp(typed["at"], UTC), typed["language"])


async def _ask_rhythm(visit: Visit, answers: Answers) -> Message:
    _, hour = visit.reader, await _hour(visit, answers)
    text = paragraphs(
        lines(
            _("What is different from {date} on?", date=_.day(hour.session.starts_at)),
            words.rhythm(_, hour.series),
        ),
        _("Write it like “every other Tuesday 11:00”, “at 11:00” or “90 minutes”."),
    )
    return Message(text, names=words.keys(hour.hosts))


async def _take_rhythm(visit: Visit, answers: Answers, words: str) -> Answers:
    hour, language = await _hour(visit, answers), visit.reader.language
    typed = {"words": words, "at": visit.now.timestamp(), "language": language}
    _understood({"typed": typed}, hour)
    return typed


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    _, hour = visit.reader, await _hour(visit, answers)
    there, understood = Reader(_.language, hour.series.zone), _understood(answers, hour)
    changes = await rules.planned(visit.uow, hour, understood.rhythm, visit.now)
    coming = understood.rhythm.next(visit.now, DATES)
    dates = [rhythms.date_in_words(there, each.starts, visit.now) for each in coming]
    gone = [one for one in changes.fallen if one.state is SessionState.PLANNED][:DATES]
    fallen = _.list(_.day(session.starts_at) for session in gone) if gone else None
    text = paragraphs(
        _("<b>Is this right?</b>"),
        lines(
            _("From {date} on:", date=_.day(hour.session.starts_at)),
            rhythms.as_sentence(rhythms.in_words(there, understood.rhythm)),
        ),
        lines(_("First dates:"), *(Markup("• {}").format(date) for date in dates)),
        _("These dates fall away: {dates}.", dates=fallen) if fallen else None,
        _("Earlier dates stay as they are, and so do those that were moved on their own."),
        _("Time zone: <b>{zone}</b>", zone=there.zone_name()),
        lines(*rhythms.assumed_in_words(there, understood)),
    )
    yes = choice(_("Yes, change them"), "confirm", _seal(answers), style="success")
    return Message(text, ((yes,),), words.keys(hour.hosts))


def _seal(answers: Answers) -> int:
    """Ties the button to the words that were read back above it."""
    return zlib.crc32(f"{answers['typed']['words']} {answers['typed']['at']}".encode())


async def _take_confirm(visit: Visit, answers: Answers, typed: str) -> None:
    """Other words instead: read back anew."""
    answers["typed"] = await _take_rhythm(visit, answers, typed)


async def _pick_confirm(_visit: Visit, answers: Answers, value: Value) -> Value:
    if value != _seal(answers):
        raise Refused(FormReason.CLOSED)
    return True


async def _done(visit: Visit, answers: Answers) -> None:
    hour = await _hour(visit, answers)
    rhythm = _understood(answers, hour).rhythm
    await rules.change(visit.uow, hour, rhythm, visit.me, visit.now)
    await show(visit, visit.here, hour)


FORM = Form(
    "office_hours_following",
    (
        Step("typed", _ask_rhythm, _take_rhythm),
        Step("confirm", _ask_confirm, _take_confirm, _pick_confirm, settled=bool),
    ),
    _done,
    origin=way_back,
)
