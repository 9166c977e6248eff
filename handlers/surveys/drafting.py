"""The page of a survey in preparation: what will be asked, of whom, for how long, what for; all of it can be changed.

Its buttons say what is wanted, not what to turn, so that two who prepare it together agree.
"""

from typing import Any

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import drafts, life, people, rounds
from facilitation.surveys.results import MANY
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import items, wording, words
from handlers.surveys.door import enter, look
from handlers.visit import Visit
from locales.reader import Reader
from storage import surveys
from storage.surveys import Survey

NONE = "none"


async def page(visit: Visit, survey: Survey, *more: Markup | None) -> Message:
    """For those who prepare it, after `more` words."""
    _ = visit.reader
    await drafts.renumber(visit.uow, survey)
    invited = len(await people.invited(visit.uow, survey, visit.now))
    text = paragraphs(
        *more,
        lines(words.title(_, survey), _("In preparation: nobody else sees it yet.")),
        wording.purpose(_, survey),
        lines(_("<b>What is asked</b>"), items.numbered(_, rounds.instrument_of(survey))),
        lines(
            words.effort(_, survey),
            _("Answers are taken for {time}.", time=hours(_, survey.hours)),
            await comparison(visit, survey),
            first_sight(_, survey),
        ),
        asked(_, survey, invited),
        await _lately(visit, survey),
        lines(_("<b>Whoever is asked reads this, too:</b>"), words.promise(_)),
    )
    return Message(text, await _buttons(visit, _, survey, ready=invited >= life.FEWEST))


# what stands on it


def hours(_: Reader, number: int) -> Markup:
    """As in "24 hours" or "3 days"."""
    if number <= 24:
        return _.plural("{n} hour", "{n} hours", number)
    return _.plural("{n} day", "{n} days", number // 24)


def asked(_: Reader, survey: Survey, invited: int) -> Markup:
    """Who and how many, and what it means where they are few."""
    many = _.plural("{n} person", "{n} people", invited)
    who = (
        _("I ask the permanent representatives and those who lead the network: {people}.", people=many)
        if survey.with_leaders
        else _("I ask the permanent representatives: {people}.", people=many)
    )
    few = None
    if invited < life.FEWEST:
        few = _(
            "⚠ That is fewer than {least}, so the survey can't begin: so few answers are never shown.",
            least=life.FEWEST,
        )
    elif invited < MANY:
        few = _(
            "⚠ With fewer than {many} answers only coarse results can be shown, and with fewer than {least} none.",
            many=MANY, least=life.FEWEST,
        )  # fmt: skip
    return lines(who, _("Observers are never asked."), few)


async def comparison(visit: Visit, survey: Survey) -> Markup:
    """With which round its results will be compared."""
    _, earlier = visit.reader, await rounds.before(visit.uow, survey)
    if earlier is not None:
        day = _.day(earlier.closed_at or earlier.created_at)
        return _("Round {n}: I compare it with the one of {day}.", n=survey.round, day=day)
    if survey.starts_anew:
        return _("It starts anew: I compare it with no earlier round.")
    return _("The first round: later ones can be compared with it.")


def first_sight(_: Reader, survey: Survey) -> Markup:
    if survey.expert_first:
        return _("Those who lead the network see the results first, the group a day later.")
    return _("Everyone sees the results at the same time.")


async def _lately(visit: Visit, survey: Survey) -> Markup | None:
    """Gently, and only where it is so."""
    last = await rounds.asked_lately(visit.uow, survey.network_id, visit.now)
    if last is None:
        return None
    return visit.reader(
        "⚠ The last survey ended on {day}. Whoever is asked more often than every six weeks answers less.",
        day=visit.reader.day(last),
    )


# what can be done


async def _buttons(visit: Visit, _: Reader, survey: Survey, *, ready: bool) -> Rows:
    first = [Button(_("Preview"), tap=visit.tap("srv", "try", survey.key, 0, ""))]
    if ready:
        tap = visit.tap("srv", "begin", survey.key)
        first.append(Button(_("Begin the survey…"), tap=tap, style="success"))
    windows = [_window(visit, _, survey, each) for each in life.WINDOWS]
    other = Button(_("Another survey…"), tap=visit.tap("srv", "new", survey.network_id))
    back = Button(_("‹ Surveys"), tap=visit.tap("srv", "list", survey.network_id))
    turns = await _turns(visit, _, survey)
    return (*columns(first, 2), *columns(windows, 3), *columns(turns, 1), (other,), (back,))


def _window(visit: Visit, _: Reader, survey: Survey, number: int) -> Button:
    label = hours(_, number)
    if number == survey.hours:
        label = _("✓ {what}", what=label)
    return Button(label, tap=visit.tap("srv", "set", survey.key, "hours", number))


async def _turns(visit: Visit, _: Reader, survey: Survey) -> list[Button]:
    """Each says what it will be."""

    def turn(label: Markup, what: str, now: bool) -> Button:
        return Button(label, tap=visit.tap("srv", "set", survey.key, what, int(not now)))

    leaders = _("Ask the representatives only") if survey.with_leaders else _("Ask those who lead, too")
    first = _("Results to everyone at once") if survey.expert_first else _("Results first to those who lead")
    anew = _("Compare with the round before") if survey.starts_anew else _("Start anew, without comparison")
    repeats = survey.round > 1 or (survey.starts_anew and bool(await surveys.rounds(visit.uow, survey)))
    purpose = Button(_("What for, in own words…"), tap=visit.tap("srv", "purpose", survey.key))
    return [
        turn(leaders, "leaders", survey.with_leaders),
        turn(first, "first", survey.expert_first),
        *([turn(anew, "anew", survey.starts_anew)] if repeats else []),
        purpose,
    ]


async def on_set(visit: Visit, survey_id: int, what: str, value: int) -> None:
    survey = await enter(visit, survey_id)
    match what:
        case "hours":
            drafts.open_for(visit.uow, survey, value)
        case "leaders":
            drafts.ask_leaders(visit.uow, survey, wanted=bool(value))
        case "first":
            drafts.show_leaders_first(visit.uow, survey, wanted=bool(value))
        case "anew":
            drafts.start_anew(visit.uow, survey, wanted=bool(value))
        case _:
            raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await page(visit, survey))


# what it is for


async def on_purpose(visit: Visit, survey_id: int) -> None:
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    drafts.be_draft(survey)
    await forms.begin(visit, FORM, {"survey": survey.key}, network_id=visit.here.key)


async def _ask_purpose(visit: Visit, answers: Answers) -> Message:
    survey, _ = await look(visit, answers["survey"], Act.LEAD_SURVEYS), visit.reader
    text = paragraphs(
        _("What is the survey for? Write it in a sentence or two; everyone reads it before they answer."),
        _("So far it says: {words}", words=survey.purpose) if survey.purpose else None,
    )
    remove = (choice(_("Take my words out"), "purpose", NONE),)
    return Message(text, (remove,) if survey.purpose else ())


async def _take_purpose(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return drafts.checked_purpose(typed)


async def _pick_purpose(_visit: Visit, _answers: Answers, value: Any) -> Any:
    if value != NONE:
        raise Refused(DoorReason.OLD_BUTTON)
    return ""


async def _done(visit: Visit, answers: Answers) -> None:
    survey = await enter(visit, answers["survey"])
    drafts.give_purpose(visit.uow, survey, answers["purpose"])
    visit.edit(await page(visit, survey, visit.reader("Saved.")))


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("srv", "open", answers["survey"]))


FORM = Form(
    "survey_purpose", (Step("purpose", _ask_purpose, _take_purpose, _pick_purpose),), _done, origin=_origin
)
