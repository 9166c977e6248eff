"""How often the network meets: set by one tap or in words, and taken back."""

from datetime import UTC, datetime
from typing import Any

from facilitation.calendar.phrases import understand
from facilitation.calendar.rhythm import Rhythm
from facilitation.meetings import proposing
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms, rhythms
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.message import Button, Message, lines, paragraphs
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings
from storage.network import Network

USUAL, YES = "usual", "yes"


async def on_rhythm(visit: Visit, network_id: int) -> None:
    network = await _enter(visit, network_id)
    visit.edit(await screen(visit, network))


async def on_set(visit: Visit, network_id: int) -> None:
    await _enter(visit, network_id)
    await forms.begin(visit, FORM, network_id=network_id)


async def on_drop(visit: Visit, network_id: int) -> None:
    network = await _enter(visit, network_id)
    await proposing.drop(visit.uow, network, visit.now)
    visit.answer(visit.reader("I propose no more dates by myself."))
    visit.edit(await screen(visit, network))


async def _enter(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.PLAN_MEETINGS)
    return network


async def screen(visit: Visit, network: Network) -> Message:
    """The rhythm as it is, with what comes of it next."""
    _ = visit.reader
    kept, key = await meetings.rhythm_of(visit.uow, network.key), network.key
    back = Button(_("‹ All meetings"), tap=visit.tap("m", "list", key))
    another = Button(_("Another rhythm…"), tap=visit.tap("m", "setrhythm", key))
    if kept is None:
        text = paragraphs(
            _("<b>Rhythm of meetings</b>"),
            _("With a rhythm I propose each next meeting eight weeks ahead to those who lead the network: "
              "on a day when nobody rests, with the host whose turn it is."),
        )  # fmt: skip
        begin = Button(_("Set a rhythm…"), tap=visit.tap("m", "setrhythm", key))
        return Message(text, ((begin,), (back,)))
    rhythm = proposing.as_rhythm(kept)
    occasion = await proposing.next_occasion(visit.uow, key, rhythm, visit.now)
    there = Reader(_.language, rhythm.zone)
    text = paragraphs(
        _("<b>Rhythm of meetings</b>"),
        rhythms.as_sentence(rhythms.in_words(there, rhythm)),
        _("The next one by this rhythm: {date}. I propose it eight weeks ahead.",
          date=rhythms.date_in_words(there, occasion.starts, visit.now)) if occasion else None,
    )  # fmt: skip
    drop = Button(_("No rhythm"), tap=visit.tap("m", "droprhythm", key))
    return Message(text, ((another, drop), (back,)))


# the form


async def _ask(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    usual = proposing.usual(visit.now, visit.here.zone)
    text = paragraphs(
        _("How often do you meet? Write it like “third Wednesday every 3 months 10:00–15:00”."),
        _("Most networks meet once a quarter."),
    )
    label = rhythms.as_sentence(rhythms.in_words(Reader(_.language, visit.here.zone), usual))
    return Message(text, ((choice(label, "rhythm", USUAL),),))


async def _take(visit: Visit, _answers: Answers, typed: str) -> Any:
    zone, language = visit.here.zone, visit.reader.language
    rhythm = understand(typed, visit.now, zone, language).rhythm
    proposing.refuse_odd(rhythm, visit.now)
    return {"words": typed, "at": visit.now.timestamp(), "zone": zone, "language": language}


async def _pick(_visit: Visit, _answers: Answers, value: Value) -> Value:
    if value != USUAL:
        raise Refused(FormReason.CLOSED)
    return value


def _rhythm(visit: Visit, answers: Answers) -> Rhythm:
    typed = answers["rhythm"]
    if typed == USUAL:
        return proposing.usual(visit.now, visit.here.zone)
    at = datetime.fromtimestamp(typed["at"], UTC)
    return understand(typed["words"], at, typed["zone"], typed["language"]).rhythm


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    _, rhythm = visit.reader, _rhythm(visit, answers)
    there = Reader(_.language, rhythm.zone)
    dates = [rhythms.date_in_words(there, each.starts, visit.now) for each in rhythm.next(visit.now, 4)]
    text = paragraphs(
        _("<b>Is this right?</b>"),
        rhythms.as_sentence(rhythms.in_words(there, rhythm)),
        lines(_("First dates:"), *dates),
        _("I propose each of them to those who lead; nothing is announced by itself."),
    )
    return Message(text, ((choice(_("Yes, keep this rhythm"), "confirm", YES, style="success"),),))


async def _pick_confirm(_visit: Visit, _answers: Answers, value: Value) -> Value:
    if value != YES:
        raise Refused(FormReason.CLOSED)
    return value


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.PLAN_MEETINGS)
    await proposing.keep(visit.uow, visit.here, _rhythm(visit, answers), visit.now)
    visit.edit(await screen(visit, visit.here))


FORM = Form(
    "meetings_rhythm",
    (Step("rhythm", _ask, _take, _pick), Step("confirm", _ask_confirm, None, _pick_confirm)),
    _done,
)
