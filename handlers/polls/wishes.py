"""What else may be decided about a poll before it begins: a description, secrecy, a quorum, and who votes how."""

from typing import Any

from markupsafe import Markup

from facilitation.polls import numbers, seats
from facilitation.polls.draft import SECRET_KINDS, Draft, checked_about
from facilitation.polls.seats import Electorate
from facilitation.refusals import Refused
from handlers.forms import Answers, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.polls import words
from handlers.polls.questions import NONE, change, draft_of
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage.polls import Unit

SECRET, OPEN = "secretly", "openly"
TURNS: dict[str, dict[str, Any]] = {
    "unit people": {"unit": Unit.PEOPLE},
    "unit institutions": {"unit": Unit.INSTITUTIONS},
    "live yes": {"live": True},
    "live no": {"live": False},
    "revote yes": {"revote": True},
    "revote no": {"revote": False},
}
FEW, FEWEST_COUNTED = 8, 5


async def electorate(visit: Visit, unit: Unit) -> Electorate:
    """Who could vote at this moment."""
    return await seats.voters(visit.uow, visit.here.key, unit, visit.now)


# what is decided with one tap


def turns(_: Reader, draft: Draft) -> list[Button]:
    """Each says what it will be."""
    by_place = draft.unit is Unit.INSTITUTIONS
    found = [
        (_("One vote per person"), "unit people")
        if by_place
        else (_("One vote per institution"), "unit institutions")
    ]
    if not draft.secret:
        found.append(
            (_("Results at the end"), "live no") if draft.live else (_("Results at once"), "live yes")
        )
        found.append(
            (_("Votes can't be changed"), "revote no")
            if draft.revote
            else (_("Votes can be changed"), "revote yes")
        )
    return [choice(label, "confirm", value) for label, value in found]


def turn(answers: Answers, value: Value) -> bool:
    """Whether this was one of them."""
    if value not in TURNS:
        return False
    return change(answers, **TURNS[str(value)])


# what it is about


async def ask_about(visit: Visit, answers: Answers, step: str = "about") -> Message:
    _, draft = visit.reader, draft_of(answers)
    text = _(
        "What should everyone know before they vote? Write a few sentences; they stand under the question."
    )
    rows = ((choice(_("No description"), step, NONE),),) if draft.about else ()
    return Message(text, rows)


async def take_about(_visit: Visit, answers: Answers, typed: str) -> bool:
    return change(answers, about=checked_about(typed))


async def pick_about(_visit: Visit, answers: Answers, value: Value) -> bool:
    if value != NONE:
        raise Refused(DoorReason.OLD_BUTTON)
    return change(answers, about="")


# who sees who voted for what


async def ask_secret(visit: Visit, answers: Answers, step: str = "secret") -> Message:
    _, draft = visit.reader, draft_of(answers)
    openly = choice(_("Openly"), step, OPEN)
    if draft.kind not in SECRET_KINDS:
        return Message(
            _("This kind of vote is always open: people talk about what is said in it."), ((openly,),)
        )
    everyone = await electorate(visit, draft.unit)
    text = paragraphs(
        _("<b>Open</b>: everyone of the network can see who voted for what."),
        _("<b>Secret</b>: nobody of the network learns who voted for what, not even you."),
        what_secret_means(_),
        lines(words.may_vote(_, draft, len(everyone.seats)), small_circle(_, everyone)),
        _("That is decided now: once the vote has begun, it can't be changed."),
    )
    return Message(text, columns([openly, choice(_("Secretly"), step, SECRET)], 2))


def what_secret_means(_: Reader) -> Markup:
    return lines(
        _("• A vote is sealed as soon as it is cast: it can't be changed, nor looked at."),
        _("• Nothing is counted before the end, and the vote can't be ended early."),
        _("• If fewer than {n} vote, their votes are destroyed uncounted.", n=FEWEST_COUNTED),
        _("• If everyone votes the same, the result says how each of them voted."),
    )


def small_circle(_: Reader, everyone: Electorate) -> Markup | None:
    return _("So few may vote that it is hardly secret.") if len(everyone.seats) < FEW else None


async def pick_secret(_visit: Visit, answers: Answers, value: Value) -> bool:
    if value not in (SECRET, OPEN):
        raise Refused(DoorReason.OLD_BUTTON)
    return change(answers, secret=value == SECRET)


# how many have to vote


async def ask_quorum(visit: Visit, answers: Answers, step: str = "quorum") -> Message:
    """More than half is offered, of people and of institutions."""
    _, draft = visit.reader, draft_of(answers)
    everyone = await electorate(visit, draft.unit)
    offers = [(unit, reached(everyone, unit) // 2 + 1) for unit in Unit if reached(everyone, unit)]
    if draft.unit is Unit.INSTITUTIONS:
        offers = [(unit, n) for unit, n in offers if unit is Unit.INSTITUTIONS]
    buttons = [choice(_half(_, unit, n), step, f"{unit.value} {n}") for unit, n in offers]
    text = _(
        "How many have to vote so that it counts? Write a number, of people or institutions, "
        "e.g. “10” or “5 institutions”, or tap."
    )
    return Message(text, columns([*buttons, choice(_("It always counts"), step, NONE)], 1))


def _half(_: Reader, unit: Unit, n: int) -> str:
    if unit is Unit.INSTITUTIONS:
        return _.plural("{n} institution, more than half", "{n} institutions, more than half", n)
    return _.plural("{n} person, more than half", "{n} people, more than half", n)


def reached(everyone: Electorate, unit: Unit) -> int:
    """How many people or institutions could vote at most."""
    if unit is Unit.INSTITUTIONS:
        return len({place.key for place in everyone.places.values()})
    return len(everyone.seats)


async def take_quorum(_visit: Visit, answers: Answers, typed: str) -> bool:
    draft = draft_of(answers)
    quorum, unit = numbers.read_quorum(typed, draft.unit)
    return change(answers, quorum=quorum, quorum_of=unit)


async def pick_quorum(visit: Visit, answers: Answers, value: Value) -> bool:
    if value == NONE:
        return change(answers, quorum=None)
    unit, _space, number = str(value).partition(" ")
    if unit not in set(Unit):
        raise Refused(DoorReason.OLD_BUTTON)
    await take_quorum(visit, answers, number)
    return change(answers, quorum_of=Unit(unit))
