"""What a poll asks of whoever starts it: the question, how it is answered, which answers, until when, and who votes.

Each question changes the one draft among the answers of the form, and is done when it says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from facilitation.calendar.until import evening_in
from facilitation.polls import numbers, reading
from facilitation.polls.draft import (
    FEWEST_OPTIONS,
    Draft,
    checked_deadline,
    checked_options,
    checked_question,
    checked_so_far,
    dumped,
    how_many,
    loaded,
)
from facilitation.polls.reading import USUAL_DAYS, Until
from facilitation.refusals import Refused
from handlers import picker
from handlers.forms import Answers, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.polls import words
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.polls import PollKind

READY, NONE, DROP, OFFER, DAYS = "ready", "none", "drop ", "offer ", "days "
LONGEST_LABEL = 30
DEADLINES = (1, USUAL_DAYS, 7)
POINTS = (3, 5, 10, 100)
GOOD_FOR = {
    PollKind.SINGLE: mark("<b>One answer</b> – for a clear question, as “Yes / No”."),
    PollKind.MULTIPLE: mark("<b>Several answers</b> – to learn what interests people."),
    PollKind.RANKING: mark("<b>Ranking</b> – to choose one of several so that most are content."),
    PollKind.POINTS: mark("<b>Points</b> – to see how much more important one thing is than another."),
    PollKind.SCALE: mark("<b>Scale 1–5</b> – to rate something."),
    PollKind.CONSENT: mark("<b>Consent</b> – for a proposal that is ready: agreed if nobody objects."),
    PollKind.OPEN_LIST: mark("<b>Open list</b> – to collect ideas: everyone may add to it and choose."),
}
LABELS = {
    PollKind.SINGLE: mark("One answer"),
    PollKind.MULTIPLE: mark("Several answers"),
    PollKind.RANKING: mark("Ranking"),
    PollKind.POINTS: mark("Points"),
    PollKind.SCALE: mark("Scale 1–5"),
    PollKind.CONSENT: mark("Consent"),
    PollKind.OPEN_LIST: mark("Open list"),
}
OFFERS = (mark("Yes / No / Abstain"), mark("Yes / No"))


def there(visit: Visit) -> Reader:
    """Deadlines are typed and read back in the network's zone."""
    return Reader(visit.reader.language, visit.here.zone)


def draft_of(answers: Answers) -> Draft:
    return loaded(answers["draft"])


def put(answers: Answers, draft: Draft) -> None:
    answers["draft"] = dumped(draft)


def change(answers: Answers, **otherwise: Any) -> bool:
    """The draft is otherwise from now on; numbers follow where they must."""
    put(answers, reading.settled(replace(draft_of(answers), **otherwise)))
    return True


# what is asked


async def ask_question(visit: Visit, _answers: Answers, _step: str = "question") -> Message:
    return Message(
        visit.reader("What is put to the vote? Write the question, e.g. Shall we invite a speaker?")
    )


async def take_question(_visit: Visit, answers: Answers, typed: str) -> bool:
    return change(answers, question=checked_question(typed))


# how it is answered


async def ask_kind(visit: Visit, _answers: Answers, step: str = "kind") -> Message:
    _ = visit.reader
    text = paragraphs(
        _("How shall people answer?"),
        lines(*(_(says) for says in GOOD_FOR.values())),
        _("<b>Date</b> – to find out when most can come."),
    )
    kinds = [choice(_(label), step, kind.value) for kind, label in LABELS.items()]
    date = Button(_("Date"), tap=visit.tap("date", "new", visit.here.key))
    return Message(text, columns([*kinds, date], 2))


async def pick_kind(_visit: Visit, answers: Answers, value: Value) -> bool:
    if value not in set(PollKind):
        raise Refused(DoorReason.OLD_BUTTON)
    return change(answers, kind=PollKind(value), fewest=1, most=1)


# which answers


def takes_options(draft: Draft) -> bool:
    return how_many(draft.kind)[1] > 0


async def ask_options(visit: Visit, answers: Answers, step: str = "options") -> Message:
    """Which ones; or those that are there, with a way to take one out."""
    _, draft = visit.reader, draft_of(answers)
    if not draft.options:
        return _first_options(visit, draft, step)
    out = [
        choice(f"✗ {picker.cut(each, LONGEST_LABEL)}", step, f"{DROP}{n}")
        for n, each in enumerate(draft.options)
    ]
    ready = choice(_("These are all"), step, READY, style="success")
    listed = words.listed(_, draft, words.options_of(draft), None)
    return Message(
        paragraphs(listed, _("Write more answers; ✗ takes one out.")), (*columns(out, 2), (ready,))
    )


def _first_options(visit: Visit, draft: Draft, step: str) -> Message:
    _ = visit.reader
    if draft.kind is PollKind.SCALE:
        text = _("What do 1 and 5 mean? Write both ends, e.g. not at all / very much.")
        return Message(text, ((choice(_("Only the numbers"), step, READY),),))
    if draft.kind is PollKind.OPEN_LIST:
        text = _("What does the list begin with? Write it, one thing in a line; everyone may add more.")
        return Message(text, ((choice(_("The list begins empty"), step, READY),),))
    text = _(
        "Which answers? From {fewest} to {most}, each in a line or in a message of its own.",
        fewest=FEWEST_OPTIONS,
        most=how_many(draft.kind)[1],
    )
    group = visit.group_reader(visit.here)
    offers = [choice(group(offer), step, f"{OFFER}{n}") for n, offer in enumerate(OFFERS)]
    return Message(text, columns(offers if draft.kind is PollKind.SINGLE else [], 1))


async def take_options(_visit: Visit, answers: Answers, typed: str) -> bool:
    """What was typed joins what is there; nothing of it is kept if one of them does not fit."""
    draft = draft_of(answers)
    every = (*draft.options, *reading.split_options(typed, commas=False))
    put(answers, replace(draft, options=checked_so_far(draft.kind, every)))
    return draft.kind is PollKind.SCALE and len(every) == how_many(draft.kind)[1]


async def pick_options(visit: Visit, answers: Answers, value: Value) -> bool:
    draft = draft_of(answers)
    if value == READY:
        return change(answers, options=checked_options(draft.kind, draft.options))
    picked = str(value)
    if picked.startswith(OFFER):
        offer = _of(OFFERS, picked.removeprefix(OFFER))
        return change(
            answers, options=reading.split_options(visit.group_reader(visit.here)(offer).unescape())
        )
    gone = _of(draft.options, picked.removeprefix(DROP))
    put(answers, replace(draft, options=tuple(each for each in draft.options if each != gone)))
    return False


def _of(every: Sequence[str], number: str) -> str:
    if not (number.isascii() and number.isdecimal()) or int(number[:4]) >= len(every):
        raise Refused(DoorReason.OLD_BUTTON)
    return every[int(number[:4])]


# how many


def has_numbers(draft: Draft) -> bool:
    return draft.kind in (PollKind.MULTIPLE, PollKind.POINTS)


async def ask_numbers(visit: Visit, answers: Answers, step: str = "numbers") -> Message:
    _, draft = visit.reader, draft_of(answers)
    if draft.kind is PollKind.POINTS:
        text = _("How many points does each divide? Tap, or write a number.")
        return Message(text, columns([choice(str(n), step, n) for n in POINTS], 4))
    most = len(draft.options)
    usual = [choice(_("As many as they like"), step, most)]
    usual += [choice(_("At most {n}", n=n), step, n) for n in (2, 3) if n < most]
    text = _("How many answers may be chosen? Tap, or write it, e.g. “1–3” or “exactly 2”.")
    return Message(text, columns(usual, 1))


async def take_numbers(_visit: Visit, answers: Answers, typed: str) -> bool:
    draft = draft_of(answers)
    if draft.kind is PollKind.POINTS:
        points = numbers.read_points(typed)
        return change(answers, fewest=points, most=points)
    fewest, most = numbers.read_bounds(typed, len(draft.options))
    return change(answers, fewest=fewest, most=most)


async def pick_numbers(visit: Visit, answers: Answers, value: Value) -> bool:
    return await take_numbers(visit, answers, str(value))


# until when


def closes_at(answers: Answers) -> datetime:
    return datetime.fromisoformat(answers["closes"]["at"])


def kept(until: Until) -> dict[str, Any]:
    return {"at": until.at.isoformat(), "evening": until.evening}


async def ask_until(visit: Visit, _answers: Answers, step: str = "until") -> Message:
    _, zone = there(visit), visit.here.zone
    buttons = [
        choice(_.plain_moment(evening_in(days, visit.now, zone)), step, f"{DAYS}{days}") for days in DEADLINES
    ]
    return Message(
        _("Until when shall I take votes? Tap, or write it, e.g. “Friday” or “14 January 12:00”."),
        columns(buttons, 1),
    )


async def take_until(visit: Visit, answers: Answers, typed: str) -> bool:
    until = reading.read_deadline(typed, visit.now, visit.here.zone, visit.reader.language)
    return _until(visit, answers, until)


async def pick_until(visit: Visit, answers: Answers, value: Value) -> bool:
    days = str(value).removeprefix(DAYS)
    if days not in {str(each) for each in DEADLINES}:
        raise Refused(DoorReason.OLD_BUTTON)
    return _until(visit, answers, Until(evening_in(int(days), visit.now, visit.here.zone)))


def _until(visit: Visit, answers: Answers, until: Until) -> bool:
    checked_deadline(until.at, visit.now)
    answers["closes"] = kept(until)
    return True
