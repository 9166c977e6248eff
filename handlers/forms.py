"""Multi-step forms in private chat: one question a message, with back, skip and cancel.

Where someone stands is a row, so a restart loses nothing; a form that nobody finishes is put aside kindly.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from facilitation.refusals import Reason, Refused
from handlers.feature import Feature, Remembered
from handlers.message import Button, Message
from handlers.taps import Value, encode_tap
from handlers.visit import Visit
from locales.reader import mark
from storage import dialogues, due_work, people
from storage.dialogues import Dialogue
from storage.due_work import DueWork

LIFETIME = timedelta(days=1)
RETURNING = "returning"
CANCEL = mark("Cancel")
Answers = dict[str, Any]


class FormReason(Reason):
    """Why an answer does not fit."""

    CLOSED = "form closed"
    PLEASE_TAP = "please tap"
    NO_MATCH = "no match"


@dataclass(frozen=True)
class Step:
    """One question. `take` turns typed words into the kept answer and may refuse them; a tapped answer comes
    to `pick` first, and none is taken where only words are. `when` tells whether the question is asked at all; it is
    asked again until it is `settled`."""

    name: str
    ask: Callable[[Visit, Answers], Awaitable[Message]]
    take: Callable[[Visit, Answers, str], Awaitable[Any]] | None = None
    pick: Callable[[Visit, Answers, Value], Awaitable[Any]] | None = None
    when: Callable[[Answers], bool] = lambda answers: True
    optional: bool = False
    settled: Callable[[Any], bool] = lambda answer: True


@dataclass(frozen=True)
class Form:
    """Questions in their order, and what is done with the answers; a cancelled one leads back to its `origin`.

    Where each answer is kept at once there is nothing to cancel: then `stopped` gives the page that is shown to
    whoever stops, and `stop` is the label of the button.
    """

    name: str
    steps: tuple[Step, ...]
    done: Callable[[Visit, Answers], Awaitable[None]]
    origin: Callable[[Visit, Answers], Button] | None = None
    stopped: Callable[[Visit, Answers], Awaitable[Message]] | None = None
    stop: str = CANCEL

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def after(self, name: str | None, answers: Answers) -> Step | None:
        """The next question to ask after `name` (None: the first)."""
        names = [step.name for step in self.steps]
        rest = self.steps[names.index(name) + 1 :] if name else self.steps
        return next((step for step in rest if step.when(answers)), None)

    def next_open(self, name: str, answers: Answers) -> Step | None:
        """After a question was asked again: the next that has no answer yet, or else the last one."""
        following = self.after(name, answers)
        while following and following is not self.steps[-1] and following.name in answers:
            following = self.after(following.name, answers)
        return following

    def before(self, name: str, answers: Answers) -> Step | None:
        names = [step.name for step in self.steps]
        earlier = reversed(self.steps[: names.index(name)])
        return next((step for step in earlier if step.when(answers)), None)


async def begin(
    visit: Visit, form: Form, answers: Answers | None = None, *, network_id: int | None = None
) -> None:
    """Open a form with this person, in place of any other that was open."""
    known = answers or {}
    await _go_to(visit, form, form.after(None, known), known, network_id)


async def take_words(visit: Visit) -> bool:
    """Typed words answer the open question; False when no form is open."""
    if visit.person is None:
        return False
    dialogue = await dialogues.of(visit.uow, visit.person.key)
    form = visit.registry.form(dialogue.form) if dialogue else None
    if dialogue is None or form is None:
        return False
    await _enter(visit, dialogue)
    step = form.step(dialogue.step)
    if step.take is None:
        raise Refused(FormReason.PLEASE_TAP)
    answers = json.loads(dialogue.answers)
    answers[step.name] = await step.take(visit, answers, visit.heard.words)
    await _go_on(visit, form, step, answers, dialogue.network_id)
    return True


def choice(label: str, step: str, value: Value, style: str | None = None) -> Button:
    """A button that answers a question of the open form."""
    return Button(label, tap=encode_tap("form", "pick", step, value), style=style)


def revisit(label: str, step: str, target: str) -> Button:
    """A button of the last question that leads to an earlier one, and from there straight back."""
    return Button(label, tap=encode_tap("form", "revisit", step, target))


async def _open(visit: Visit, step_name: Value) -> tuple[Dialogue, Form, Step]:
    """The open form, if its question is still the one whose button was tapped."""
    dialogue = await dialogues.of(visit.uow, visit.me.key)
    form = visit.registry.form(dialogue.form) if dialogue else None
    if dialogue is None or form is None or dialogue.step != step_name:
        raise Refused(FormReason.CLOSED)
    await _enter(visit, dialogue)
    return dialogue, form, form.step(dialogue.step)


async def _enter(visit: Visit, dialogue: Dialogue) -> None:
    """The network of a form stays the one that it was begun in; refused to whoever is no longer there."""
    if dialogue.network_id is not None:
        await visit.enter(dialogue.network_id)


async def _on_pick(visit: Visit, step_name: Value, value: Value) -> None:
    dialogue, form, step = await _open(visit, step_name)
    if step.pick is None and step.take is not None:
        raise Refused(FormReason.CLOSED)
    answers = json.loads(dialogue.answers)
    answers[step.name] = await step.pick(visit, answers, value) if step.pick else value
    await _go_on(visit, form, step, answers, dialogue.network_id)


async def _on_skip(visit: Visit, step_name: Value) -> None:
    dialogue, form, step = await _open(visit, step_name)
    answers = json.loads(dialogue.answers)
    if not step.optional:
        raise Refused(FormReason.CLOSED)
    answers[step.name] = None
    await _go_on(visit, form, step, answers, dialogue.network_id, skipped=True)


async def _on_back(visit: Visit, step_name: Value) -> None:
    dialogue, form, step = await _open(visit, step_name)
    answers = json.loads(dialogue.answers)
    before = form.steps[-1] if answers.pop(RETURNING, False) else form.before(step.name, answers)
    await _go_to(visit, form, before or step, answers, dialogue.network_id)


async def _on_revisit(visit: Visit, step_name: Value, target: Value) -> None:
    dialogue, form, step = await _open(visit, step_name)
    answers = json.loads(dialogue.answers)
    earlier = next((each for each in form.steps if each.name == target and each.when(answers)), None)
    if earlier is None or form.after(step.name, answers) is not None:
        raise Refused(FormReason.CLOSED)
    answers[RETURNING] = True
    await _go_to(visit, form, earlier, answers, dialogue.network_id)


async def _on_cancel(visit: Visit, step_name: Value) -> None:
    dialogue, form, _step = await _open(visit, step_name)
    await _close(visit)
    if form.stopped is not None:
        visit.edit(await form.stopped(visit, json.loads(dialogue.answers)))
        return
    back = form.origin(visit, json.loads(dialogue.answers)) if form.origin else None
    cancelled = Message(visit.reader("Cancelled; nothing was changed."))
    visit.edit(cancelled.with_buttons([back]) if back else cancelled)


async def _go_on(
    visit: Visit, form: Form, step: Step, answers: Answers, network_id: int | None, *, skipped: bool = False
) -> None:
    """To the next question, or back to the last one; to the same as long as its answer is not settled."""
    settled = skipped or step.settled(answers[step.name])
    following = form.after(step.name, answers) if settled else step
    if following is not step and answers.get(RETURNING):
        following = form.next_open(step.name, answers)
    if following is form.steps[-1]:
        answers.pop(RETURNING, None)
    await _go_to(visit, form, following, answers, network_id)


async def _go_to(
    visit: Visit, form: Form, step: Step | None, answers: Answers, network_id: int | None
) -> None:
    if step is None:
        await _close(visit)
        await form.done(visit, answers)
        return
    person, expires = visit.me.key, visit.now + LIFETIME
    question = await step.ask(visit, answers)
    kept = Dialogue(
        person_id=person, form=form.name, step=step.name, answers=json.dumps(answers), network_id=network_id,
        expires_at=expires,
    )  # fmt: skip
    await dialogues.keep(visit.uow, kept)
    await due_work.plan(visit.uow, "forms.expire", str(person), expires, person=person)
    visit.edit(question.with_buttons(_ways_out(visit, form, step, answers)))


def _ways_out(visit: Visit, form: Form, step: Step, answers: Answers) -> list[Button]:
    _ = visit.reader
    buttons = []
    if form.before(step.name, answers):
        buttons.append(Button(_("‹ Back"), tap=visit.tap("form", "back", step.name)))
    if step.optional:
        buttons.append(Button(_("Skip"), tap=visit.tap("form", "skip", step.name)))
    return [*buttons, Button(_(form.stop), tap=visit.tap("form", "cancel", step.name))]


async def _close(visit: Visit) -> None:
    await dialogues.close(visit.uow, visit.me.key)


async def _expire(visit: Visit, work: DueWork) -> None:
    dialogue = await dialogues.of(visit.uow, work.arguments["person"])
    if dialogue is None or dialogue.expires_at > visit.now:
        return
    await dialogues.close(visit.uow, dialogue.person_id)
    person = await people.by_id(visit.uow, dialogue.person_id)
    if person:
        _ = visit.reader_of(person)
        text = _(
            "The form we began yesterday is put aside. Whenever you like, start it again; /help shows how."
        )
        visit.tell(person, Message(text, silent=True), kind="forms.expired")


FEATURE = Feature(
    name="forms",
    code="form",
    taps={"pick": _on_pick, "skip": _on_skip, "back": _on_back, "revisit": _on_revisit, "cancel": _on_cancel},
    public=frozenset({"pick", "skip", "back", "revisit", "cancel"}),
    due={"expire": _expire},
    owes=dict.fromkeys(("expire", "expired")),
    refusals={
        FormReason.CLOSED: mark("This question is already behind us. Please use the newest message."),
        FormReason.PLEASE_TAP: mark("Please choose with one of the buttons above, or cancel."),
        FormReason.NO_MATCH: mark(
            "I don't find “{words}” here. Please write another part of the name, or tap a button."
        ),
    },
    remembers={
        "dialogue": Remembered(
            mark("A form you are filling in"), seen_by=mark("only you"), columns={"answers": mark("so far")}
        )
    },
)
