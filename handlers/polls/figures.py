"""The numbers of a poll that is over: what each answer got, how many took part, and whether that was enough."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.polls.counting.outcome import Outcome
from handlers.message import lines
from handlers.polls import outcome
from locales.reader import Reader
from storage.polls import Option, Poll, PollKind, Unit


def share(part: float, whole: float) -> str:
    """As in "64%"."""
    return f"{int(100 * part / whole + 0.5)}%" if whole else ""


def whole(poll: Poll, counted: Outcome) -> int:
    """What shares are of: the points that were given, or the votes."""
    return sum(counted.counts.values()) if poll.kind is PollKind.POINTS else counted.votes


def in_order(poll: Poll, counted: Outcome) -> list[int]:
    """The answers, the most first; the steps of a scale as they are."""
    if poll.kind is PollKind.SCALE:
        return list(counted.counts)
    return sorted(counted.counts, key=lambda each: -counted.counts[each])


def listed(_: Reader, poll: Poll, options: Sequence[Option], counted: Outcome) -> Markup:
    """One answer under another, as in "Tak – 14 (64%)"."""
    named, all_ = outcome.names(_, poll, options), whole(poll, counted)
    return lines(
        *(
            _line(_, poll, named[each], counted.counts[each], share(counted.counts[each], all_))
            for each in in_order(poll, counted)
        )
    )


def _line(_: Reader, poll: Poll, name: Markup, n: int, share_: str) -> Markup:
    if poll.kind is PollKind.POINTS:
        return _.plural("{option} – {n} point ({share})", "{option} – {n} points ({share})", n,
                        option=name, share=share_)  # fmt: skip
    if poll.kind is PollKind.RANKING:
        return _("{option} – first place: {n} ({share})", option=name, n=n, share=share_)
    return _("{option} – {n} ({share})", option=name, n=n, share=share_)


def turnout(_: Reader, poll: Poll) -> Markup:
    """How many of those who might have."""
    values = {"n": poll.turnout, "all": poll.invited, "share": share(poll.turnout, poll.invited)}
    if poll.unit is Unit.INSTITUTIONS:
        return _("Institutions that voted: {n} of {all} ({share}).", **values)
    return _("Voted: {n} of {all} ({share}).", **values)


def quorum(_: Reader, poll: Poll) -> Markup | None:
    """That it was reached; where it was not, the sentence about the decision says so."""
    if poll.quorum is None or not outcome.reaches_quorum(poll):
        return None
    if poll.quorum_of is Unit.INSTITUTIONS:
        return _.plural("The quorum of {n} institution is reached: {has}.",
                        "The quorum of {n} institutions is reached: {has}.",
                        poll.quorum, has=outcome.counts_for_quorum(poll))  # fmt: skip
    return _.plural("The quorum of {n} vote is reached.", "The quorum of {n} votes is reached.", poll.quorum)
