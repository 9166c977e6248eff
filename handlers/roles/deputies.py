"""Naming a deputy: for which role, whom, from when, until when; read back, then the person is asked."""

from datetime import datetime

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.roles import deputies as rules
from facilitation.roles.period import Period, checked_end, end_after, read_end, read_start
from facilitation.roles.reasons import RoleReason
from handlers import forms, picker
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Message, columns, lines, paragraphs
from handlers.picker import Option
from handlers.reasons import DoorReason
from handlers.roles import agreement
from handlers.roles.overview import enter, options
from handlers.taps import Value
from handlers.visit import Visit
from handlers.words import role_name
from storage import people, roles
from storage.people import Person, Reach
from storage.roles import Role

NOW = "now"


async def ask(visit: Visit, _words: str) -> None:
    """`/zastepca`: someone of the team names a deputy."""
    held = await roles.grants(visit.uow, visit.here.key, visit.now)
    own = rules.deputisable(held, visit.me)
    if not own:
        raise Refused(RoleReason.NOTHING_TO_DEPUTISE)
    await forms.begin(visit, FORM, {"own": [role.value for role in own]}, network_id=visit.here.key)


async def on_deputy(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id, Act.NAME_DEPUTY)
    await ask(visit, "")


def _role(answers: Answers) -> Role:
    return Role(answers.get("role") or answers["own"][0])


async def _ask_role(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    buttons = [choice(role_name(_, Role(role)).capitalize(), "role", role) for role in answers["own"]]
    return Message(_("For which of your roles?"), columns(buttons, 1))


async def _pick_role(_visit: Visit, answers: Answers, value: Value) -> str:
    if value not in answers["own"]:
        raise Refused(DoorReason.OLD_BUTTON)
    return str(value)


async def _candidates(visit: Visit, answers: Answers) -> list[Person]:
    visit.require(Act.NAME_DEPUTY)
    held = await roles.grants_to_come(visit.uow, visit.here.key, visit.now)
    return rules.could_deputise(held, visit.me, _role(answers))


async def _ask_person(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    found = await _candidates(visit, answers)
    silent = [person for person in found if person.reach is not Reach.OPEN]
    names = _.list(person.name for person in silent)
    text = paragraphs(
        _("Who deputises for you? The person will be asked and has to agree.")
        if len(found) > len(silent)
        else _("There is nobody whom I could ask at the moment."),
        _("I can't write privately to: {names}, so they can't be asked.", names=names) if silent else None,
    )
    return Message(text, names=frozenset(person.key for person in silent))


async def _people(visit: Visit, answers: Answers) -> list[Option]:
    found = await _candidates(visit, answers)
    return await options(visit, [person for person in found if person.reach is Reach.OPEN])


async def _ask_since(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    at_once = choice(_("From now on"), "since", NOW)
    return Message(_("From when? Tap, or write a date, e.g. “5 December”."), ((at_once,),))


async def _pick_since(_visit: Visit, _answers: Answers, value: Value) -> str:
    if value != NOW:
        raise Refused(DoorReason.OLD_BUTTON)
    return NOW


async def _take_since(visit: Visit, _answers: Answers, words: str) -> str:
    _ = visit.reader
    since = read_start(words, visit.now, _.zone, _.language)
    return checked_end(since, visit.now).isoformat() if since > visit.now else NOW


def _since(visit: Visit, answers: Answers) -> datetime:
    return visit.now if answers["since"] == NOW else max(visit.now, datetime.fromisoformat(answers["since"]))


async def _ask_until(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    spans = ((7, _("A week")), (14, _("Two weeks")), (30, _("A month")))
    buttons = [choice(label, "until", days) for days, label in spans]
    begins = None
    if answers["since"] != NOW:
        begins = _("From: {since}.", since=_.moment(_since(visit, answers)))
    text = paragraphs(begins, _("Until when? Tap, or write a date, e.g. “20 December”."))
    return Message(text, columns(buttons, 3))


async def _pick_until(visit: Visit, answers: Answers, value: Value) -> str:
    if value not in (7, 14, 30) or not isinstance(value, int):
        raise Refused(DoorReason.OLD_BUTTON)
    return end_after(_since(visit, answers), value, visit.reader.zone).isoformat()


async def _take_until(visit: Visit, answers: Answers, words: str) -> str:
    _ = visit.reader
    return read_end(words, _since(visit, answers), _.zone, _.language).isoformat()


async def _ask_sure(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    person = await people.by_id(visit.uow, answers["person"])
    until = _.moment(datetime.fromisoformat(answers["until"]))
    at_once, since = answers["since"] == NOW, _.moment(_since(visit, answers))
    text = paragraphs(
        lines(
            _("Deputy: <b>{name}</b>", name=person.name if person else ""),
            _("Role: <b>{role}</b>", role=role_name(_, _role(answers))),
            agreement.starts_at_once(_) if at_once else _("From: {since}", since=since),
            _("Until: {until}", until=until),
        ),
        _("You keep your role all the time. Shall I ask?"),
    )
    yes = choice(_("Yes, ask"), "sure", 1, style="primary")
    return Message(text, ((yes,),), frozenset({answers["person"]}))


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.NAME_DEPUTY)
    period = Period(_since(visit, answers), datetime.fromisoformat(answers["until"]))
    grant, deputy = await rules.name(
        visit.uow, visit.here, visit.me, answers["person"], _role(answers), period, visit.now
    )
    agreement.ask_deputy(visit, visit.here, grant, deputy, at_once=answers["since"] == NOW)
    visit.edit(agreement.waiting(visit, visit.here, grant, deputy))


FORM = Form(
    "deputy",
    (
        Step("role", _ask_role, pick=_pick_role, when=lambda answers: len(answers["own"]) > 1),
        picker.step("person", _ask_person, _people),
        Step("since", _ask_since, take=_take_since, pick=_pick_since),
        Step("until", _ask_until, take=_take_until, pick=_pick_until),
        Step("sure", _ask_sure),
    ),
    _done,
)
