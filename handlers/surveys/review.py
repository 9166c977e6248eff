"""What people wrote in their own words: a facilitator reads each text, decides what is shown, and publishes that."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import publishing, rounds
from facilitation.surveys.reasons import SurveyReason
from handlers.message import Button, Message, Rows, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import after, one, turning, wording
from handlers.surveys.door import enter, look
from handlers.visit import Visit
from locales.reader import Reader
from storage.network import NetworkState
from storage.surveys import Survey, Text, texts

TEXTS = "surveys.texts"
VERDICTS = {"yes": True, "no": False}


# reading


async def on_texts(visit: Visit, survey_id: int, place: int) -> None:
    """The text at this place, from 0."""
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    _be_facilitator(visit)
    publishing.be_under_review(survey)
    written = await texts.of_survey(visit.uow, survey.key)
    if not written:
        visit.edit(await one.page(visit, survey))
        return
    visit.edit(_reading(visit, survey, written, min(max(place, 0), len(written) - 1)))


def _be_facilitator(visit: Visit) -> None:
    if not after.facilitates(visit):
        raise Refused(SurveyReason.FACILITATORS_REVIEW)


def _reading(visit: Visit, survey: Survey, written: Sequence[Text], at: int) -> Message:
    _, text = visit.reader, written[at]
    page = paragraphs(
        _("<b>Text {n} of {all}</b>", n=at + 1, all=len(written)),
        _question(_, survey, text.item),
        quotation(text.words),
        _stands(_, text),
        _("Please leave out what names somebody or shows who wrote it: style, too, can give people away. Nobody else "
          "sees what you leave out, and a text can be shown only as it is."),
    )  # fmt: skip
    return Message(page, _ways(visit, survey, text, at, len(written)))


def _question(_: Reader, survey: Survey, key: str) -> Markup:
    instrument = rounds.instrument_of(survey)
    return Markup("<b>{}</b>").format(
        next(wording.short(_, item) for item in instrument.written if item.id == key)
    )


def quotation(words: str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(words)


def _stands(_: Reader, text: Text) -> Markup:
    if text.shown is None:
        return _("Not decided yet, so not shown.")
    return _("Will be shown.") if text.shown else _("Will not be shown.")


def _ways(visit: Visit, survey: Survey, text: Text, at: int, all_: int) -> Rows:
    _ = visit.reader
    verdicts = (
        Button(_("Show it"), tap=visit.tap("srv", "verdict", survey.key, text.key, "yes", at)),
        Button(_("Don't show it"), tap=visit.tap("srv", "verdict", survey.key, text.key, "no", at)),
    )
    back = [Button(_("‹ Back"), tap=visit.tap("srv", "texts", survey.key, at - 1))] if at else []
    on = [Button(_("More ›"), tap=visit.tap("srv", "texts", survey.key, at + 1))] if at + 1 < all_ else []
    publish = Button(_("Publish texts…"), tap=visit.tap("srv", "showtexts", survey.key), style="primary")
    page = Button(_("‹ Survey"), tap=visit.tap("srv", "open", survey.key))
    return (verdicts, *([(*back, *on)] if back or on else []), (publish,), (page,))


async def on_verdict(visit: Visit, survey_id: int, text_id: int, verdict: str, place: int) -> None:
    """Then comes the next one; after the last, what will be published."""
    survey = await enter(visit, survey_id)
    _be_facilitator(visit)
    publishing.be_under_review(survey)
    text = await texts.to_change(visit.uow, text_id)
    if text is None or text.survey_id != survey.key or verdict not in VERDICTS:
        raise Refused(DoorReason.OLD_BUTTON)
    publishing.review(visit.uow, survey, text, shown=VERDICTS[verdict])
    written = await texts.of_survey(visit.uow, survey.key)
    if place + 1 < len(written):
        visit.edit(_reading(visit, survey, written, max(place + 1, 0)))
    else:
        visit.edit(_asked(visit, survey, written))


# publishing


async def on_show(visit: Visit, survey_id: int) -> None:
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    _be_facilitator(visit)
    publishing.be_under_review(survey)
    visit.edit(_asked(visit, survey, await texts.of_survey(visit.uow, survey.key)))


def _asked(visit: Visit, survey: Survey, written: Sequence[Text]) -> Message:
    _ = visit.reader
    open_ = sum(text.shown is None for text in written)
    text = paragraphs(
        _("<b>Shall these texts be published?</b>"),
        _("Shown are {n} of {all}.", n=sum(text.shown is True for text in written), all=len(written)),
        _.plural("{n} is not decided on yet; it will not be shown.",
                 "{n} are not decided on yet; they will not be shown.", open_) if open_ else None,
        _("The group reads them in random order, without names. What is not shown is destroyed then."),
        _("First the group has to see the results.") if survey.published_at is None else None,
    )  # fmt: skip
    yes = Button(_("Yes, publish them"), tap=visit.tap("srv", "textsout", survey.key), style="primary")
    back = Button(_("‹ Read again"), tap=visit.tap("srv", "texts", survey.key, 0))
    page = Button(_("‹ Survey"), tap=visit.tap("srv", "open", survey.key))
    return Message(text, ((yes,), (back, page)) if survey.published_at else ((back, page),))


async def on_texts_out(visit: Visit, survey_id: int) -> None:
    survey, _ = await enter(visit, survey_id), visit.reader
    _be_facilitator(visit)
    if visit.here.state is NetworkState.AWAY:
        raise Refused(SurveyReason.AWAY)
    shown = await publishing.publish_texts(visit.uow, survey, visit.now)
    group = visit.group_reader(visit.here)
    visit.announce(visit.here, Message(_as_shown(group, survey, shown)), kind=TEXTS)
    visit.edit(await one.page(visit, survey, _("The group gets the texts now.")))


def _as_shown(_: Reader, survey: Survey, shown: Sequence[Text]) -> Markup:
    """Under each question what was written to it."""
    asked = dict.fromkeys(text.item for text in shown)
    return paragraphs(
        _("<b>What was written in the survey: {title}</b>", title=wording.title(_, survey)),
        *(
            paragraphs(
                _question(_, survey, key), *(quotation(text.words) for text in shown if text.item == key)
            )
            for key in asked
        ),
    )


async def on_written(visit: Visit, survey_id: int, place: int) -> None:
    """The same on a page, for everyone who may see results."""
    survey, _ = await look(visit, survey_id), visit.reader
    if survey.texts_at is None or not after.may_see(visit, survey):
        visit.edit(await one.page(visit, survey))
        return
    whole = _as_shown(_, survey, await texts.of_survey(visit.uow, survey.key))
    text, turns = turning.turned(visit, survey, whole, "written", place)
    back = Button(_("‹ Survey"), tap=visit.tap("srv", "open", survey.key))
    visit.edit(Message(text, (*turns, (back,))))
