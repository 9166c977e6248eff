"""Answering in one's own words, after everything else is sealed: each message goes into the box at once.

Nothing of it is kept on the way: the form remembers only which question it asks.
"""

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import box, rounds
from facilitation.surveys.reasons import SurveyReason
from handlers import forms
from handlers.forms import Answers, Form, FormReason, Step
from handlers.message import Button, Message, lines, paragraphs
from handlers.surveys import answering, before, one, words
from handlers.surveys.door import look
from handlers.taps import Value
from handlers.visit import Visit
from storage.surveys import Survey

NOTHING = "nothing"


async def on_write(visit: Visit, survey_id: int) -> None:
    """The next question to answer in words; whoever has sealed nothing yet begins at the beginning."""
    survey = await look(visit, survey_id, Act.ANSWER_SURVEY)
    if not box.is_open(survey, visit.since):
        await answering.show_end(visit, survey)
        return
    await box.be_invited(visit.uow, survey, visit.me)
    if not await box.has_sealed(visit.uow, survey, visit.me):
        visit.edit(before.page(visit, survey))
    else:
        await _go_on(visit, survey, None)


async def _go_on(visit: Visit, survey: Survey, sealed: int | None) -> None:
    """To what is left besides the one that is `sealed` in this moment."""
    written = rounds.instrument_of(survey).written
    besides = written[sealed] if sealed is not None else None
    left = await box.unwritten(visit.uow, survey, visit.me, besides)
    if left is None:
        visit.edit(answering.in_the_box(visit, survey, left=False))
    else:
        known = {"survey": survey.key, "item": written.index(left)}
        await forms.begin(visit, FORM, known, network_id=visit.here.key)


async def _ask(visit: Visit, asked: Answers) -> Message:
    _, survey = visit.reader, await look(visit, asked["survey"], Act.ANSWER_SURVEY)
    written = rounds.instrument_of(survey).written
    item = written[asked["item"]]
    text = paragraphs(
        lines(
            words.title(_, survey),
            _("In your own words: question {n} of {all}", n=asked["item"] + 1, all=len(written)),
        ),
        _("<b>{question}</b>", question=item.words),
        _("The next message that you write here goes into the box at once, and nobody can change it afterwards. Please "
          "put everything into one message of at most {most} characters.", most=box.LONGEST_TEXT),
        _("No name stands beside it, but style and details can tell who wrote. Your message stays in this chat; "
          "delete it there if you like."),
    )  # fmt: skip
    nothing = forms.choice(_("I write nothing").unescape(), "words", NOTHING)
    return Message(text, ((nothing,),))


async def _take(visit: Visit, asked: Answers, typed: str) -> bool:
    return await _seal(visit, asked, box.checked_text(typed))


async def _pick(visit: Visit, asked: Answers, value: Value) -> bool:
    if value != NOTHING:
        raise Refused(FormReason.CLOSED)
    return await _seal(visit, asked, "")


async def _seal(visit: Visit, asked: Answers, text: str) -> bool:
    """Whether it is in the box; not where the survey has ended meanwhile."""
    survey = await look(visit, asked["survey"], Act.ANSWER_SURVEY)
    item = rounds.instrument_of(survey).written[asked["item"]]
    try:
        await box.seal_text(visit.uow, survey, item, visit.me, text, visit.since)
    except Refused as refused:
        if refused.reason is not SurveyReason.OVER:
            raise
        return False
    return True


async def _done(visit: Visit, asked: Answers) -> None:
    survey = await look(visit, asked["survey"], Act.ANSWER_SURVEY)
    if asked["words"]:
        await _go_on(visit, survey, asked["item"])
        return
    late = visit.reader("The survey has ended in the meantime, so what you wrote did not go into the box.")
    visit.edit(await one.page(visit, survey, late))


def _origin(visit: Visit, asked: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("srv", "open", asked["survey"]))


FORM: Form = Form("survey_words", (Step("words", _ask, _take, _pick),), _done, origin=_origin)
