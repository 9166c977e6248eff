"""What is typed about an item: a new one, another title or length, who leads it."""

from typing import Any

from markupsafe import Markup

from facilitation.agenda import items as rules
from facilitation.agenda import keeping
from facilitation.agenda.reasons import AgendaReason
from facilitation.calendar.phrases import understand_length
from facilitation.refusals import Refused
from handlers import forms, picker
from handlers.agenda import arranging
from handlers.agenda.door import enter
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, paragraphs
from handlers.picker import Option
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import institutions
from storage.agenda import ItemKind

LENGTHS = (10, 15, 20, 30, 45, 60, 75, 90)


async def on_add(visit: Visit, meeting_id: int) -> None:
    await _begin(visit, meeting_id, ADD)


async def on_title(visit: Visit, meeting_id: int, number: int) -> None:
    await _begin(visit, meeting_id, TITLE, number)


async def on_minutes(visit: Visit, meeting_id: int, number: int) -> None:
    await _begin(visit, meeting_id, MINUTES, number)


async def on_leader(visit: Visit, meeting_id: int, number: int) -> None:
    await _begin(visit, meeting_id, LEADER, number)


async def on_guest(visit: Visit, meeting_id: int, number: int) -> None:
    await _begin(visit, meeting_id, GUEST, number)


async def _begin(visit: Visit, meeting_id: int, form: Form, number: int = 0) -> None:
    found = await enter(visit, meeting_id)
    if number:
        rules.find(found.items, number)
    await forms.begin(visit, form, {"meeting": meeting_id, "item": number}, network_id=visit.here.key)


def _back(visit: Visit, answers: Answers) -> Button:
    if answers["item"]:
        tap = visit.tap("agenda", "item", answers["meeting"], answers["item"])
    else:
        tap = visit.tap("agenda", "show", answers["meeting"])
    return Button(visit.reader("‹ Back"), tap=tap)


async def _now(visit: Visit, answers: Answers) -> Markup | None:
    """The title of the item that is asked about."""
    if not answers["item"]:
        return None
    found = await enter(visit, answers["meeting"])
    return Markup("<b>{}</b>").format(rules.find(found.items, answers["item"]).title)


# the questions


async def _ask_title(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    return Message(paragraphs(await _now(visit, answers), _("What shall the item be called?")))


async def _take_title(_visit: Visit, _answers: Answers, typed: str) -> str:
    return rules.checked_title(typed)


async def _ask_minutes(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    lengths = columns([choice(_.duration(each), "minutes", each) for each in LENGTHS], 4)
    text = paragraphs(
        await _now(visit, answers), _("How long does it take? Tap, or write it, like “25” or “1 h 10 min”.")
    )
    return Message(text, lengths)


async def _take_minutes(visit: Visit, _answers: Answers, typed: str) -> int:
    if typed.strip().isdecimal():
        return rules.checked_minutes(int(typed.strip()[:4]))
    length = understand_length(typed, visit.reader.language)
    return rules.checked_minutes(int(length.total_seconds() // 60) if length else 0)


async def _pick_minutes(_visit: Visit, _answers: Answers, value: Value) -> int:
    if value not in LENGTHS:
        raise Refused(DoorReason.OLD_BUTTON)
    return int(value)


async def _ask_leader(visit: Visit, answers: Answers) -> Message:
    return Message(paragraphs(await _now(visit, answers), visit.reader("Who leads it?")))


async def _people(visit: Visit, _answers: Answers) -> list[Option]:
    found = await institutions.roster(visit.uow, visit.here.key)
    return [
        Option(one.key, one.name, place.name if place else "", one.key) for one, place in found if one.name
    ]


async def _ask_guest(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    return Message(paragraphs(await _now(visit, answers), _("What is the name of the guest who leads it?")))


async def _take_guest(_visit: Visit, _answers: Answers, typed: str) -> str:
    return rules.checked_guest(typed)


# done


async def _added(visit: Visit, answers: Answers) -> None:
    found = await enter(visit, answers["meeting"])
    item = keeping.new_item(found, ItemKind.TALK, answers["title"], answers["minutes"])
    found = await keeping.arrange(visit.uow, found, rules.put(found.items, item), visit.now)
    await arranging.show_item(visit, found, item.number)


async def _changed(visit: Visit, answers: Answers) -> None:
    found, values = await enter(visit, answers["meeting"]), _values(answers)
    if "leader" in answers:
        await _refuse_stranger(visit, answers["leader"])
    changed = rules.changed(found.items, answers["item"], **values)
    found = await keeping.arrange(visit.uow, found, changed, visit.now)
    await arranging.show_item(visit, found, answers["item"])


def _values(answers: Answers) -> dict[str, Any]:
    """What the form has asked about; a person leads in place of a guest, and the other way round."""
    if "leader" in answers:
        return {"leader_id": answers["leader"], "guest": ""}
    if "guest" in answers:
        return {"leader_id": None, "guest": answers["guest"]}
    return {name: answers[name] for name in ("title", "minutes") if name in answers}


async def _refuse_stranger(visit: Visit, person_id: int) -> None:
    """Someone may have left since they were picked."""
    if person_id not in {option.key for option in await _people(visit, {})}:
        raise Refused(AgendaReason.NO_SUCH_LEADER)


_TITLE = Step("title", _ask_title, _take_title)
_MINUTES = Step("minutes", _ask_minutes, _take_minutes, _pick_minutes)
ADD = Form("agenda_add", (_TITLE, _MINUTES), _added, _back)
TITLE = Form("agenda_title", (_TITLE,), _changed, _back)
MINUTES = Form("agenda_minutes", (_MINUTES,), _changed, _back)
LEADER = Form("agenda_leader", (picker.step("leader", _ask_leader, _people),), _changed, _back)
GUEST = Form("agenda_guest", (Step("guest", _ask_guest, _take_guest),), _changed, _back)
FORMS = (ADD, TITLE, MINUTES, LEADER, GUEST)
