"""After the counting: when the group sees the results, what those who lead say about them, and which texts are shown.

The numbers can't be changed by anybody: nothing here writes them.

Texts are kept only where five or more people wrote one, and each of those shown could be by any of them. To leave some
out does not make these people fewer, so the rest may be shown, however few they are: readers are not told how many were
written, and whoever reviews them has seen all of them anyway. What is not shown is destroyed with the publication.
"""

from collections.abc import Sequence
from datetime import datetime

from facilitation.refusals import Refused
from facilitation.surveys import life
from facilitation.surveys.reasons import SurveyReason
from facilitation.typed import several_lines
from storage.people import Person
from storage.surveys import Survey, SurveyState, Text, texts
from storage.unit_of_work import UnitOfWork

LONGEST_COMMENT = 600


def is_due(survey: Survey, now: datetime) -> bool:
    """Whether the group is to hear of it now; it hears of it once."""
    over = survey.state in (SurveyState.CLOSED, SurveyState.VOID)
    return (
        over
        and survey.published_at is None
        and survey.publishes_at is not None
        and survey.publishes_at <= now
    )


def publish(uow: UnitOfWork, survey: Survey, now: datetime) -> None:
    survey.published_at = now
    _changed(uow, survey)


async def publish_now(uow: UnitOfWork, survey: Survey, now: datetime) -> bool:
    """Bring the publication forward; False where it needs no more."""
    if survey.state is not SurveyState.CLOSED or survey.published_at is not None:
        return False
    survey.publishes_at = now
    _changed(uow, survey)
    await life.plan_publication(uow, survey, now)
    return True


def checked_comment(typed: str) -> str:
    return several_lines(typed, LONGEST_COMMENT, SurveyReason.COMMENT_LONG)


def comment(uow: UnitOfWork, survey: Survey, words: str, by: Person) -> None:
    """There is one, of those who lead; "" takes it back."""
    if survey.state is not SurveyState.CLOSED:
        raise Refused(SurveyReason.NOT_OVER)
    survey.comment, survey.comment_by_id = words, by.key if words else None
    _changed(uow, survey)


def review(uow: UnitOfWork, survey: Survey, text: Text, *, shown: bool) -> None:
    """Can be decided anew until the texts are published."""
    be_under_review(survey)
    text.shown = shown
    uow.session.add(text)


def be_under_review(survey: Survey) -> None:
    if survey.texts_at is not None:
        raise Refused(SurveyReason.TEXTS_OUT)


async def publish_texts(uow: UnitOfWork, survey: Survey, now: datetime) -> Sequence[Text]:
    """Those that were found fit to be shown, in the random order in which they are kept; all others are gone."""
    be_under_review(survey)
    if survey.published_at is None:
        raise Refused(SurveyReason.RESULTS_FIRST)
    shown = [text for text in await texts.of_survey(uow, survey.key) if text.shown]
    if not shown:
        raise Refused(SurveyReason.NO_TEXT_SHOWN)
    await texts.remove_hidden(uow, survey.key)
    survey.texts_at = now
    _changed(uow, survey)
    return shown


def _changed(uow: UnitOfWork, survey: Survey) -> None:
    survey.revision += 1
    uow.session.add(survey)
