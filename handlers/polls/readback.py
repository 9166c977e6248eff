"""A poll as it is read back before it begins: as people will see it, with what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from facilitation.polls.draft import SECRET_KINDS, Draft, checked, checked_deadline
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Reason, Refused
from handlers import refusals
from handlers.forms import Answers
from handlers.message import lines, paragraphs
from handlers.polls import questions, wishes, words
from handlers.visit import Visit
from locales.reader import Reader

CHANGE: Mapping[Reason, tuple[str, ...]] = {
    PollReason.QUESTION_EMPTY: ("question",),
    PollReason.QUESTION_LONG: ("question",),
    PollReason.ABOUT_LONG: ("about",),
    PollReason.OPTION_EMPTY: ("options",),
    PollReason.OPTION_LONG: ("options",),
    PollReason.OPTION_TWICE: ("options",),
    PollReason.OPTIONS_FEW: ("options",),
    PollReason.OPTIONS_MANY: ("options",),
    PollReason.BOUNDS: ("numbers",),
    PollReason.POINTS: ("numbers",),
    PollReason.NEVER_SECRET: ("secret", "kind"),
    PollReason.QUORUM: ("quorum",),
    PollReason.DEADLINE_PAST: ("until",),
    PollReason.DEADLINE_FAR: ("until",),
}


@dataclass(frozen=True)
class Wrong:
    """Why it can't begin like this, and which questions to answer otherwise."""

    why: Markup
    change: tuple[str, ...]


def problem(visit: Visit, draft: Draft, closes_at: datetime) -> Wrong | None:
    try:
        checked(draft)
        checked_deadline(closes_at, visit.now)
    except Refused as refused:
        return Wrong(refusals.sentence(visit, refused), CHANGE.get(refused.reason, ()))
    return None


async def text(visit: Visit, answers: Answers, wrong: Wrong | None) -> Markup:
    _, draft = visit.reader, questions.draft_of(answers)
    shown = draft if wrong else checked(draft)
    return paragraphs(
        _("<b>Is this right?</b>"),
        _("<b>Vote: {question}</b>", question=shown.question),
        shown.about or None,
        words.listed(_, shown, words.options_of(shown), None),
        words.how(_, shown),
        lines(words.quorum(_, shown), _until(visit, answers), _course(_, shown)),
        await _cautions(visit, _, shown),
        wrong.why
        if wrong
        else _("Once you confirm, a card appears in the group “{title}”.", title=visit.here.title),
    )


def _until(visit: Visit, answers: Answers) -> Markup:
    _, there = visit.reader, questions.there(visit)
    return lines(
        _("Votes are taken until {moment}.", moment=there.plain_moment(questions.closes_at(answers))),
        _("No hour was given, so I take the evening.") if answers["closes"]["evening"] else None,
        _("Time zone: <b>{zone}</b>", zone=there.zone_name()),
    )


def _course(_: Reader, draft: Draft) -> Markup | None:
    """What a secret vote is like is said elsewhere."""
    if draft.secret:
        return None
    return lines(
        _("Everyone sees at once how it stands.")
        if draft.live
        else _("How it stands is seen only at the end."),
        _("A vote can be changed until the end.")
        if draft.revote
        else _("A vote that was cast can't be changed."),
    )


async def _cautions(visit: Visit, _: Reader, draft: Draft) -> Markup:
    """How many may vote, and what that means for secrecy and quorum."""
    everyone = await wishes.electorate(visit, draft.unit)
    sealed = draft.secret and draft.kind in SECRET_KINDS
    out_of_reach = (draft.quorum or 0) > wishes.reached(everyone, draft.quorum_of)
    return paragraphs(
        wishes.what_secret_means(_) if sealed else None,
        lines(
            words.may_vote(_, draft, len(everyone.seats)),
            wishes.small_circle(_, everyone) if sealed else None,
            _("The quorum is more than can vote now, so nothing could be decided.") if out_of_reach else None,
        ),
    )
