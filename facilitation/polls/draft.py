"""A poll before it begins: everything that is decided about it, checked."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from facilitation.text import folded
from facilitation.typed import one_line, several_lines
from storage.polls import Option, Poll, PollKind, Subject, Unit

LONGEST_QUESTION, LONGEST_ABOUT, LONGEST_OPTION = 300, 600, 200
FEWEST_OPTIONS, MOST_OPTIONS, MOST_LISTED = 2, 12, 30
FEWEST_POINTS, USUAL_POINTS, MOST_POINTS = 2, 10, 100
LONGEST_OBJECTION = 500
LARGEST_QUORUM = 500
SHORTEST, LONGEST = timedelta(minutes=2), timedelta(days=180)

WITH_OPTIONS = (PollKind.SINGLE, PollKind.MULTIPLE, PollKind.RANKING, PollKind.POINTS)
SECRET_KINDS = (*WITH_OPTIONS, PollKind.SCALE)
SCALE = (1, 2, 3, 4, 5)
NO_OBJECTION, OBJECTION = 1, 2


@dataclass(frozen=True)
class Draft:
    """What is asked and how. Options of a scale are what its ends mean, none or both.

    `fewest` and `most` are how many options one may choose; for points, `most` is how many there are to divide.
    """

    question: str
    kind: PollKind = PollKind.SINGLE
    options: tuple[str, ...] = ()
    about: str = ""
    unit: Unit = Unit.PEOPLE
    secret: bool = False
    live: bool = True
    revote: bool = True
    fewest: int = 1
    most: int = 1
    quorum: int | None = None
    quorum_of: Unit = Unit.PEOPLE
    subject_kind: Subject | None = None
    subject_id: int | None = None
    meeting_id: int | None = None


def of_poll(poll: Poll, options: Iterable[Option]) -> Draft:
    """The same once more; what others added to an open list is left out."""
    words = tuple(each.words for each in options if each.by_id is None)
    taken = {each.name for each in fields(Draft)} - {"options"}
    return Draft(options=words, **{name: getattr(poll, name) for name in taken})


_JSON = TypeAdapter(Draft)


def dumped(draft: Draft) -> str:
    return _JSON.dump_json(draft).decode()


def loaded(text: str) -> Draft:
    return _JSON.validate_json(text)


def checked(draft: Draft) -> Draft:
    """The same in order; refused where it makes no poll."""
    question, about = checked_question(draft.question), checked_about(draft.about)
    tidy = replace(draft, question=question, about=about, options=checked_options(draft.kind, draft.options))
    if tidy.secret and tidy.kind not in SECRET_KINDS:
        raise Refused(PollReason.NEVER_SECRET)
    if tidy.secret:
        tidy = replace(tidy, live=False, revote=False)
    if tidy.quorum is not None and not 1 <= tidy.quorum <= LARGEST_QUORUM:
        raise Refused(PollReason.QUORUM, most=LARGEST_QUORUM)
    return _bounded(tidy)


def checked_question(words: str) -> str:
    return one_line(
        words, LONGEST_QUESTION, PollReason.QUESTION_LONG, least=1, too_short=PollReason.QUESTION_EMPTY
    )


def checked_about(words: str) -> str:
    return several_lines(words, LONGEST_ABOUT, PollReason.ABOUT_LONG)


def checked_options(kind: PollKind, options: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, as many as this kind takes."""
    tidy = checked_so_far(kind, options)
    if len(tidy) < how_many(kind)[0] or (kind is PollKind.SCALE and len(tidy) == 1):
        raise Refused(PollReason.OPTIONS_FEW)
    return tidy


def checked_so_far(kind: PollKind, options: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, and not too many; more may come."""
    tidy = tuple(checked_option(each) for each in options)
    for n, words in enumerate(tidy):
        if folded(words) in {folded(each) for each in tidy[:n]}:
            raise Refused(PollReason.OPTION_TWICE, words=words)
    if len(tidy) > how_many(kind)[1]:
        raise Refused(PollReason.OPTIONS_MANY, most=how_many(kind)[1])
    return tidy


def how_many(kind: PollKind) -> tuple[int, int]:
    """The fewest and the most options of a poll of this kind when it begins."""
    match kind:
        case PollKind.SCALE:
            return 0, 2
        case PollKind.CONSENT:
            return 0, 0
        case PollKind.OPEN_LIST:
            return 0, MOST_OPTIONS
    return FEWEST_OPTIONS, MOST_OPTIONS


def numbered(draft: Draft) -> list[tuple[int, str]]:
    """Its options with their numbers: what the ends of a scale mean bears those of its ends."""
    ends = (SCALE[0], SCALE[-1])
    return list(
        zip(ends, draft.options, strict=False)
        if draft.kind is PollKind.SCALE
        else enumerate(draft.options, 1)
    )


def checked_option(words: str) -> str:
    return one_line(words, LONGEST_OPTION, PollReason.OPTION_LONG, least=1, too_short=PollReason.OPTION_EMPTY)


def _bounded(draft: Draft) -> Draft:
    match draft.kind:
        case PollKind.MULTIPLE:
            if not 1 <= draft.fewest <= draft.most <= len(draft.options):
                raise Refused(PollReason.BOUNDS, most=len(draft.options))
            return draft
        case PollKind.RANKING:
            return replace(draft, fewest=1, most=len(draft.options))
        case PollKind.POINTS:
            if not FEWEST_POINTS <= draft.most <= MOST_POINTS:
                raise Refused(PollReason.POINTS, fewest=FEWEST_POINTS, most=MOST_POINTS)
            return replace(draft, fewest=draft.most)
        case PollKind.OPEN_LIST:
            return replace(draft, fewest=1, most=MOST_LISTED)
    return replace(draft, fewest=1, most=1)


def checked_deadline(closes_at: datetime, now: datetime) -> datetime:
    if closes_at < now + SHORTEST:
        raise Refused(PollReason.DEADLINE_PAST)
    if closes_at > now + LONGEST:
        raise Refused(PollReason.DEADLINE_FAR, most=LONGEST.days)
    return closes_at


def checked_change(poll: Poll, closes_at: datetime, now: datetime) -> datetime:
    """A secret vote never ends sooner: nobody may look at a box before the time that was told."""
    if poll.secret and closes_at < poll.closes_at:
        raise Refused(PollReason.SOONER)
    return checked_deadline(closes_at, now)
