"""Evaluating: those who lead say what came of a consultation and why; the group and the author hear it."""

from datetime import datetime
from typing import Any

from markupsafe import Markup

from facilitation.consultations import life
from facilitation.consultations.reasons import ConsultationReason
from facilitation.consultations.voices import checked_words
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.consultations import card, one, words
from handlers.consultations.door import Consulted, enter, look
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import consultations, people
from storage.consultations import Verdict

YES, EVALUATED = "yes", "consultations.evaluated"


async def on_evaluate(visit: Visit, entry_id: int) -> None:
    """The first time, or put right; what somebody else says meanwhile is not written over."""
    there = await look(visit, entry_id, Act.LEAD_CONSULTATIONS)
    life.be_evaluable(there.consultation)
    before = there.consultation.evaluated_at
    answers = {"entry": there.entry.key, "instead_of": before.isoformat() if before else None}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def _ask_verdict(visit: Visit, answers: Answers) -> Message:
    _, there = visit.reader, await look(visit, answers["entry"], Act.LEAD_CONSULTATIONS)
    voices = await consultations.voices(visit.uow, there.consultation.key)
    text = paragraphs(words.head(_, there.entry), words.totals(_, voices), _("How do you evaluate it?"))
    labels = ((each, _(label)) for each, label in words.VERDICTS.items())
    return Message(
        text, columns([choice(label.capitalize(), "verdict", each.value) for each, label in labels], 1)
    )


async def _pick_verdict(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in set(Verdict):
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _ask_reasons(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    text = lines(
        _("Why? Write it in a few sentences: everyone who reads the entry reads them."),
        _("What has to change, and what should stay?") if answers["verdict"] == Verdict.TO_REWORK else None,
        _("Under which conditions?") if answers["verdict"] == Verdict.WITH_CONDITIONS else None,
    )
    return Message(text)


async def _take_reasons(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return checked_words(typed)


async def _ask_sure(visit: Visit, answers: Answers) -> Message:
    _, there = visit.reader, await look(visit, answers["entry"], Act.LEAD_CONSULTATIONS)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        words.head(_, there.entry),
        lines(
            _("Evaluation: <b>{verdict}</b>", verdict=_(words.VERDICTS[Verdict(answers["verdict"])])),
            _("Reasons: {reasons}", reasons=answers["reasons"]),
        ),
        _("It stands on the card in the group, with the entry wherever that is shown, and in /decisions."),
    )
    return Message(text, ((choice(_("Yes, so be it"), "sure", YES, style="success"),),))


async def _pick_sure(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value != YES:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _done(visit: Visit, answers: Answers) -> None:
    """Whoever evaluates second reads what the first has said."""
    there, _ = await enter(visit, answers["entry"], Act.LEAD_CONSULTATIONS), visit.reader
    before = answers["instead_of"]
    told: Markup = _("<b>Evaluated.</b> The group sees it, and the author hears it.")
    try:
        await life.evaluate(
            visit.uow, there.consultation, Verdict(answers["verdict"]), answers["reasons"],
            instead_of=datetime.fromisoformat(before) if before else None, now=visit.now,
        )  # fmt: skip
    except Refused as refused:
        if refused.reason is not ConsultationReason.MEANWHILE:
            raise
        told = _(visit.registry.sentence(refused.reason))
    else:
        await card.tell_verdict(visit, visit.here, there.entry, there.consultation)
        await _tell_author(visit, there)
    visit.edit(await one.page(visit, there, told))


async def _tell_author(visit: Visit, there: Consulted) -> None:
    """Who has to rework it reads what people said, and how to change it."""
    entry, known = there.entry, there.consultation
    author = await people.by_id(visit.uow, entry.author_id) if entry.author_id else None
    if author is None or author.id == visit.me.id:
        return
    _ = visit.reader_of(author)
    rework = known.verdict is Verdict.TO_REWORK
    text = paragraphs(
        _("<b>What you shared was evaluated: {title}</b>", title=entry.title),
        words.verdict(_, known),
        _("You can change the entry; then those who lead can consult it again.") if rework else None,
    )
    buttons = (
        Button(_("Voices and remarks"), tap=visit.tap("cons", "voices", entry.key, 0)),
        Button(_("The entry"), tap=visit.tap("entry", "open", entry.key)),
    )
    visit.tell(author, Message(text, (buttons,)), kind=EVALUATED, network=visit.here, about=entry.key)


def _back(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("cons", "open", answers["entry"]))


FORM: Form = Form(
    "consultation_evaluate",
    (
        Step("verdict", _ask_verdict, pick=_pick_verdict),
        Step("reasons", _ask_reasons, _take_reasons),
        Step("sure", _ask_sure, pick=_pick_sure),
    ),
    _done,
    _back,
)
