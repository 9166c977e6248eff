"""A survey in words: what it is, how long it takes, until when, and how many have answered as far as may be told."""

from markupsafe import Markup

from facilitation.surveys import rounds
from facilitation.surveys.instruments import Instrument
from handlers.message import lines
from handlers.surveys import wording
from locales.reader import Reader
from storage.surveys import Survey, SurveyState
from storage.vault import Band


def title(_: Reader, survey: Survey) -> Markup:
    name = wording.title(_, survey)
    match survey.state:
        case SurveyState.OPEN | SurveyState.DRAFT:
            return _("<b>Survey: {title}</b>", title=name)
        case SurveyState.CANCELLED:
            return _("<b>Survey cancelled: {title}</b>", title=name)
    return _("<b>The survey is over: {title}</b>", title=name)


def effort(_: Reader, survey: Survey) -> Markup:
    return effort_of(_, rounds.instrument_of(survey))


def effort_of(_: Reader, instrument: Instrument) -> Markup:
    """As in "7 questions, about 2 minutes"."""
    return _(
        "{questions}, {minutes}.",
        questions=_.plural("{n} question", "{n} questions", len(instrument.items)),
        minutes=_.plural("about {n} minute", "about {n} minutes", instrument.minutes),
    )


def until(_: Reader, survey: Survey) -> Markup:
    assert survey.closes_at is not None
    return _("Answers are taken until {moment}.", moment=_.moment(survey.closes_at))


def asked(_: Reader, survey: Survey) -> Markup:
    if survey.with_leaders:
        return _("Asked are the permanent representatives and those who lead the network; observers are not.")
    return _("Asked are the permanent representatives.")


def band(_: Reader, reached: Band) -> Markup:
    """How many have answered, no more exactly than it may be known."""
    match reached:
        case Band.FEWER_THAN_FIVE:
            return _("Answers so far: fewer than 5.")
        case Band.FIVE_OR_MORE:
            return _("Answers so far: 5 or more.")
    return _("Answers so far: 10 or more.")


def promise(_: Reader) -> Markup:
    """What happens with answers, in two sentences for everyone."""
    return lines(
        _(
            "Nobody of the network learns who answered what: only totals are shown, and only from 5 answers on."
        ),
        _("What is counted at the end is shown to the whole group; the answers themselves are destroyed."),
    )


def ended(_: Reader, survey: Survey) -> Markup | None:
    """What became of a survey that has no results."""
    match survey.state:
        case SurveyState.COUNTING:
            return _("The answers are being counted.")
        case SurveyState.CLOSED if (
            survey.expert_first and survey.published_at is None and survey.publishes_at
        ):
            return _(
                "The answers are counted. Those who lead comment on them first; the group sees the result "
                "{moment} at the latest.",
                moment=_.moment(survey.publishes_at),
            )
        case SurveyState.VOID:
            return _(
                "Fewer than 5 people answered. So few can't be shown without giving somebody away, so all answers "
                "were destroyed unseen."
            )
        case SurveyState.CANCELLED if survey.reason:
            return _("All answers were destroyed unseen. Reason: {reason}", reason=survey.reason)
        case SurveyState.CANCELLED:
            return _(
                "The answers were lost with the machine that kept them, as they are in no backup. Nobody has seen "
                "them. The survey can be begun anew."
            )
    return None
