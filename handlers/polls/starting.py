"""Starting a poll: in one line, from a draft or question by question; read back, changed, and confirmed."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from facilitation.permissions import Act
from facilitation.polls import life, reading, templates, usual
from facilitation.polls.draft import Draft
from facilitation.polls.reading import Until
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.message import Button, Message, columns, paragraphs
from handlers.polls import questions, readback, wishes
from handlers.polls.readback import Wrong
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader, mark

READ, YES = "read", "yes"


@dataclass(frozen=True)
class Question:
    """One of the questions as it is asked from the read-back, for the drafts in which it makes sense."""

    label: str
    ask: Callable[..., Awaitable[Message]]
    take: Callable[[Visit, Answers, str], Awaitable[bool]] | None = None
    pick: Callable[[Visit, Answers, Value], Awaitable[bool]] | None = None
    fits: Callable[[Draft], bool] = lambda draft: True


async def ask_name(visit: Visit, _answers: Answers, _step: str) -> Message:
    return Message(
        visit.reader("What shall the template be called? Write a short name, e.g. Quick agreement.")
    )


async def _take_name(visit: Visit, answers: Answers, typed: str) -> bool:
    """Kept at once, also if the vote never begins."""
    visit.require(Act.START_POLL)
    await templates.save(visit.uow, visit.here, typed, questions.draft_of(answers), visit.me)
    answers["saved"] = " ".join(typed.split())
    return True


QUESTIONS = {
    "question": Question(mark("Question…"), questions.ask_question, questions.take_question),
    "about": Question(mark("Description…"), wishes.ask_about, wishes.take_about, wishes.pick_about),
    "kind": Question(mark("Way of voting…"), questions.ask_kind, None, questions.pick_kind),
    "options": Question(
        mark("Answers…"), questions.ask_options, questions.take_options, questions.pick_options,
        questions.takes_options,
    ),
    "numbers": Question(
        mark("How many…"), questions.ask_numbers, questions.take_numbers, questions.pick_numbers,
        questions.has_numbers,
    ),
    "until": Question(mark("Until when…"), questions.ask_until, questions.take_until, questions.pick_until),
    "secret": Question(mark("Open or secret…"), wishes.ask_secret, None, wishes.pick_secret),
    "quorum": Question(mark("Quorum…"), wishes.ask_quorum, wishes.take_quorum, wishes.pick_quorum),
    "save": Question(mark("Save as a template…"), ask_name, _take_name),
}  # fmt: skip


async def propose(visit: Visit, typed: str) -> None:
    """`/glosowanie Czy zapraszamy prelegenta? Tak / Nie do piątku`: read, and what is missing is asked for."""
    await _enter(visit)
    network = visit.here
    draft = await usual.draft(visit.uow, network)
    read = reading.read(typed, visit.now, network.zone, visit.reader.language, draft)
    await begin_with(visit, read.draft, read.until)


async def on_new(visit: Visit, network_id: int) -> None:
    """The questions one by one, in private chat."""
    await visit.enter(network_id)
    await _enter(visit)
    draft = await usual.draft(visit.uow, visit.here)
    answers: Answers = {"given": []}
    questions.put(answers, draft)
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def begin_with(visit: Visit, draft: Draft, until: Until | None = None) -> None:
    """A draft as it is, with what is missing asked for; then it is read back. Refused to whoever may not begin one."""
    await _enter(visit)
    given = ["kind", "numbers", "until", *(["question"] if draft.question else [])]
    if not reading.lacks_options(draft):
        given.append("options")
    until = until or reading.usual_deadline(visit.now, visit.here.zone)
    answers: Answers = {"given": given, "closes": questions.kept(until)}
    questions.put(answers, draft)
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def _enter(visit: Visit) -> None:
    """So much is typed and changed that the group is spared it."""
    visit.require(Act.START_POLL)
    await life.room_for(visit.uow, visit.here)
    if not visit.step_aside():
        raise Refused(DoorReason.PRIVATE_ONLY, command=visit.registry.command("vote"))


# the read-back, which leads back to any one question


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    asked = QUESTIONS.get(answers.get("confirm") or "")
    if asked is None:
        return await _read_back(visit, answers)
    back = choice(visit.reader("‹ Back to the summary"), "confirm", READ)
    return (await asked.ask(visit, answers, "confirm")).with_buttons([back])


async def _take_confirm(visit: Visit, answers: Answers, typed: str) -> Any:
    asked = QUESTIONS.get(answers.get("confirm") or "")
    if asked is None or asked.take is None:
        raise Refused(FormReason.PLEASE_TAP)
    return _next(answers, settled=await asked.take(visit, answers, typed))


async def _pick_confirm(visit: Visit, answers: Answers, value: Value) -> Any:
    """Only what was read back last can be confirmed: an older message says something else."""
    if isinstance(value, str) and value.startswith(YES):
        if value != _seal(answers):
            raise Refused(FormReason.CLOSED)
        return YES
    if value == READ or wishes.turn(answers, value):
        return READ
    if value in QUESTIONS and QUESTIONS[str(value)].fits(questions.draft_of(answers)):
        return value
    asked = QUESTIONS.get(answers.get("confirm") or "")
    if asked is None or asked.pick is None:
        raise Refused(FormReason.CLOSED)
    return _next(answers, settled=await asked.pick(visit, answers, value))


def _next(answers: Answers, *, settled: bool) -> str:
    """Back to the summary, unless another kind needs answers to choose from."""
    if not settled:
        return str(answers["confirm"])
    return "options" if reading.lacks_options(questions.draft_of(answers)) else READ


def _seal(answers: Answers) -> str:
    """Ties the button to what stands above it."""
    read = answers["draft"] + answers["closes"]["at"]
    return f"{YES}{hashlib.sha256(read.encode()).hexdigest()[:12]}"


async def _read_back(visit: Visit, answers: Answers) -> Message:
    _, draft = visit.reader, questions.draft_of(answers)
    saved, wrong = answers.pop("saved", None), readback.problem(visit, draft, questions.closes_at(answers))
    text = paragraphs(
        _("Saved as a template: {name}", name=saved) if saved else None,
        await readback.text(visit, answers, wrong),
    )
    if wrong:
        first = [choice(_(QUESTIONS[name].label), "confirm", name, style="primary") for name in wrong.change]
    else:
        first = [choice(_("Yes, begin the vote"), "confirm", _seal(answers), style="success")]
    return Message(text, (*columns(first, 2), *columns(_changes(_, draft, wrong), 2)))


def _changes(_: Reader, draft: Draft, wrong: Wrong | None) -> list[Button]:
    """The ways to everything that can be otherwise; what is wrong has its own."""
    but = wrong.change if wrong else ()
    asked = [
        choice(_(each.label), "confirm", name)
        for name, each in QUESTIONS.items()
        if each.fits(draft) and name not in but
    ]
    return [*asked[:-1], *wishes.turns(_, draft), asked[-1]]


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.START_POLL)
    network, _ = visit.here, visit.reader
    poll = await life.begin(
        visit.uow, network, questions.draft_of(answers), questions.closes_at(answers), visit.me, visit.now
    )
    text = paragraphs(
        _("The vote has begun: its card is in the group “{title}”.", title=network.title),
        _("I remind those who have not voted once. When the time is over, the group hears what came of it."),
    )
    page = Button(_("To the vote"), tap=visit.tap("poll", "open", poll.key))
    visit.edit(Message(text, ((page,),)))


# the form


def _unless_given(name: str) -> Callable[[Answers], bool]:
    return lambda answers: name not in answers["given"] and QUESTIONS[name].fits(questions.draft_of(answers))


def _step(name: str) -> Step:
    asked = QUESTIONS[name]
    return Step(name, asked.ask, asked.take, asked.pick, when=_unless_given(name), settled=bool)


FORM = Form(
    "poll",
    (
        *(_step(name) for name in ("question", "kind", "options", "numbers", "until")),
        Step("confirm", _ask_confirm, _take_confirm, _pick_confirm, settled=lambda answer: answer == YES),
    ),
    _done,
)
