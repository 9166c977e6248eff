"""The questions about a series: when, who, how long, where, about what. Asked one by one, or again to change one."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from facilitation.calendar.phrases import Understanding, understand, understand_length
from facilitation.office_hours import series as rules
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import Draft
from facilitation.refusals import Refused
from handlers.forms import Answers, choice
from handlers.message import Button, Message, columns
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import mark
from storage import roles
from storage.people import Person

LENGTHS = (30, 45, 60, 90, 120)
NONE, READY = "none", "ready"


@dataclass(frozen=True)
class Question:
    """`ask` is given the step of the form that it stands in; `take` and `pick` turn what came into the answer,
    which is asked for again until it is `settled`."""

    name: str
    label: str
    ask: Callable[[Visit, Answers, str], Awaitable[Message]]
    take: Callable[[Visit, Answers, str], Awaitable[Any]] | None = None
    pick: Callable[[Visit, Answers, Value], Awaitable[Any]] | None = None
    settled: Callable[[Any], bool] = lambda answer: True


def understanding(answers: Answers) -> Understanding:
    """What the typed words meant when they were typed; a length that was chosen afterwards counts."""
    typed = answers["rhythm"]
    at = datetime.fromtimestamp(typed["at"], UTC)
    found = understand(typed["words"], at, typed["zone"], typed["language"])
    if answers.get("minutes") is None:
        return found
    rhythm = replace(found.rhythm, duration=timedelta(minutes=answers["minutes"]))
    return replace(found, rhythm=rhythm, lasts_as_usual=False)


def draft(answers: Answers) -> Draft:
    return Draft(
        understanding(answers).rhythm,
        tuple(answers["host"]["people"]),
        answers.get("place") or "",
        answers.get("topic") or "",
    )


def held_by(people: Iterable[Person], *, ready: bool) -> Any:
    """Who holds them, as an answer; `ready` once nobody is to be added or taken away."""
    return {"people": [person.key for person in people], "ready": ready}


async def candidates(visit: Visit) -> list[Person]:
    return rules.team(await roles.grants(visit.uow, visit.here.key, visit.now))


async def _ask_rhythm(visit: Visit, _answers: Answers, _step: str) -> Message:
    _ = visit.reader
    return Message(_("When? Write it like “every other Tuesday 10:00” or “once 12 December 15:00”."))


async def take_rhythm(visit: Visit, answers: Answers, words: str) -> Any:
    """The words are kept as they were typed, with the moment and the zone in which they make sense."""
    zone, language = visit.here.zone, visit.reader.language
    typed = {"words": words, "at": visit.now.timestamp(), "zone": zone, "language": language}
    understand(words, visit.now, zone, language)
    answers["minutes"] = None
    return typed


async def _ask_host(visit: Visit, answers: Answers, step: str) -> Message:
    _ = visit.reader
    among = answers["among"] if step == "host" and "among" in answers else None
    those = [person for person in await candidates(visit) if among is None or person.key in among]
    chosen = answers["host"]["people"] if answers.get("host") else []
    buttons = [
        choice(f"✓ {person.name}" if person.key in chosen else person.name, step, person.key)
        for person in those
    ]
    if chosen:
        buttons.append(choice(_("Ready"), step, READY, style="success"))
    text = _("Who holds the office hours? Tap one person or more.")
    return Message(text, columns(buttons, 1), frozenset(person.key for person in those))


async def _pick_host(visit: Visit, answers: Answers, value: Value) -> Any:
    """A tap adds somebody or takes them away, until it is enough; somebody always holds them."""
    those = await candidates(visit)
    if value != READY and value not in {person.key for person in those}:
        raise Refused(DoorReason.OLD_BUTTON)
    chosen = set(answers["host"]["people"]) if answers.get("host") else set()
    holding = [person for person in those if person.key in chosen ^ {value}]
    if not holding:
        raise Refused(OfficeHoursReason.NOBODY_HOLDS)
    return held_by(holding, ready=value == READY)


async def _ask_minutes(visit: Visit, _answers: Answers, step: str) -> Message:
    _ = visit.reader
    buttons = [choice(_.duration(minutes), step, minutes) for minutes in LENGTHS]
    return Message(_("How long? Tap, or write it, e.g. “50 minutes”."), columns(buttons, 3))


async def _take_minutes(visit: Visit, _answers: Answers, words: str) -> Any:
    length = understand_length(words, visit.reader.language)
    if length is None:
        raise Refused(OfficeHoursReason.LENGTH_UNCLEAR)
    return int(length.total_seconds() // 60)


async def _pick_minutes(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in LENGTHS:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _ask_place(visit: Visit, answers: Answers, step: str) -> Message:
    _ = visit.reader
    without = choice(_("Without a place"), step, NONE)
    return _optional(_("Where? Write a place or a link to the call."), without, answers.get("place"))


async def _take_place(_visit: Visit, _answers: Answers, words: str) -> Any:
    return rules.checked_place(words)


async def _ask_topic(visit: Visit, answers: Answers, step: str) -> Message:
    _ = visit.reader
    without = choice(_("Without a topic of its own"), step, NONE)
    return _optional(_("On a topic of its own? Write it in a few words."), without, answers.get("topic"))


async def _take_topic(_visit: Visit, _answers: Answers, words: str) -> Any:
    return rules.checked_topic(words)


async def _pick_none(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value != NONE:
        raise Refused(DoorReason.OLD_BUTTON)
    return ""


def _optional(text: Any, without: Button, now: str | None) -> Message:
    """What is there already can be taken away."""
    return Message(text, ((without,),) if now else ())


RHYTHM = Question("rhythm", mark("Dates"), _ask_rhythm, take_rhythm)
HOST = Question(
    "host", mark("Who holds them"), _ask_host, pick=_pick_host, settled=lambda answer: answer["ready"]
)
MINUTES = Question("minutes", mark("Length"), _ask_minutes, _take_minutes, _pick_minutes)
PLACE = Question("place", mark("Place"), _ask_place, _take_place, _pick_none)
TOPIC = Question("topic", mark("Topic"), _ask_topic, _take_topic, _pick_none)
QUESTIONS = {question.name: question for question in (RHYTHM, MINUTES, HOST, PLACE, TOPIC)}
