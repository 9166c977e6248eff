"""What came of a poll, in a sentence: what was decided and how clearly. Who decides is the network, never chance."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facilitation.polls import completing
from facilitation.polls.counting.outcome import Outcome, loaded
from facilitation.polls.draft import OBJECTION
from handlers import picker
from handlers.message import lines
from handlers.polls import words
from locales.reader import Reader
from storage.polls import Option, Poll, PollKind, PollState, Unit

SHORT_NAME, MOST_NAMED = 60, 5


def of(poll: Poll) -> Outcome | None:
    """What was counted at the end; None where nothing was."""
    return loaded(poll.outcome) if poll.outcome else None


def decision(_: Reader, poll: Poll, options: Sequence[Option], *, brief: bool = False) -> Markup:
    """The sentence that says what was decided, or why nothing was; `brief` where there is little room."""
    counted = of(poll)
    if poll.state is PollState.VOID or counted is None:
        return _too_few(_)
    if not counted.votes:
        return _("Nobody voted, so nothing is decided.")
    if not reaches_quorum(poll):
        return _short_of_quorum(_, poll)
    if poll.kind is PollKind.CONSENT:
        return _consent(_, counted)
    if poll.kind is PollKind.SCALE:
        return _("<b>On average {mean}</b>, in the middle {median}.",
                 mean=number(_, counted.mean), median=number(_, counted.median))  # fmt: skip
    return _chosen(_, poll, names(_, poll, options, brief=brief), counted, brief=brief)


def names(_: Reader, poll: Poll, options: Sequence[Option], *, brief: bool = False) -> dict[int, Markup]:
    """What could be chosen, by its number."""
    found = words.names(options, _, poll)
    if not brief:
        return found
    return {n: Markup("{}").format(picker.cut(name.unescape(), SHORT_NAME)) for n, name in found.items()}


def reaches_quorum(poll: Poll) -> bool:
    """By what was counted at the end; institutions that vote count as themselves."""
    return poll.quorum is None or counts_for_quorum(poll) >= poll.quorum


def counts_for_quorum(poll: Poll) -> int:
    return poll.places if poll.quorum_of is Unit.INSTITUTIONS else poll.turnout


def number(_: Reader, value: float | None) -> str:
    """As in "3,7"."""
    return _.number(value) if value is not None else "–"


def why_cancelled(_: Reader, poll: Poll) -> Markup:
    if poll.reason:
        return _("Reason: {reason}", reason=poll.reason)
    return _("I was restored from a backup, and secret votes are never in one. Please vote again.")


def grounds(_: Reader, poll: Poll) -> Markup | None:
    """Why it was decided so, as those who lead have written it down."""
    return _("Reasons: {words}", words=poll.grounds) if poll.grounds else None


def note(_: Reader, poll: Poll) -> Markup | None:
    """That it ended early, what was not as it should have been when the time was over, and votes that are none."""
    return lines(_end(_, poll), _outside(_, poll)) or None


def _outside(_: Reader, poll: Poll) -> Markup | None:
    if not poll.outside:
        return None
    return _.plural("{n} vote of somebody from outside the network is not counted.",
                    "{n} votes of people from outside the network are not counted.", poll.outside)  # fmt: skip


def _end(_: Reader, poll: Poll) -> Markup | None:
    if poll.late_until is None:
        return _("It ended before its time, because all had voted.") if completing.ended_early(poll) else None
    late = (
        _("I was away when the time was over, until {moment}.", moment=_.moment(poll.late_until))
        if poll.late_until > poll.closes_at
        else _("I could not hear Telegram when the time was over.")
    )
    if not poll.missed:
        return late
    missed = _.plural("{n} vote came too late because of that and is not counted.",
                      "{n} votes came too late because of that and are not counted.", poll.missed)  # fmt: skip
    return lines(late, missed)


# nothing decided


def _too_few(_: Reader) -> Markup:
    return lines(
        _("Fewer than 5 people voted. So that nobody can be recognised, the votes were destroyed uncounted."),
        _("Whoever leads the network can begin the vote again, openly or secretly."),
    )


def _short_of_quorum(_: Reader, poll: Poll) -> Markup:
    has, needed = counts_for_quorum(poll), poll.quorum or 0
    if poll.quorum_of is Unit.INSTITUTIONS:
        return _.plural(
            "<b>Nothing is decided.</b> It takes votes from {n} institution, and there were {has}.",
            "<b>Nothing is decided.</b> It takes votes from {n} institutions, and there were {has}.", needed, has=has,
        )  # fmt: skip
    return _.plural(
        "<b>Nothing is decided.</b> It takes {n} vote, and there were {has}.",
        "<b>Nothing is decided.</b> It takes {n} votes, and there were {has}.", needed, has=has,
    )  # fmt: skip


def _consent(_: Reader, counted: Outcome) -> Markup:
    objections = counted.counts.get(OBJECTION, 0)
    if not objections:
        return _("<b>Agreed:</b> nobody objected.")
    told = _.plural("<b>Not agreed:</b> {n} objection.", "<b>Not agreed:</b> {n} objections.", objections)
    return Markup("{} {}").format(told, _("Now we talk about it."))


# something chosen


def _chosen(_: Reader, poll: Poll, named: Mapping[int, Markup], counted: Outcome, *, brief: bool) -> Markup:
    if counted.tied:
        return _tie(_, named, counted, brief=brief)
    if counted.winner is None:
        return _("Nothing is decided.")
    return lines(
        _("<b>Decided: {option}</b>", option=named[counted.winner]), _clearly(_, poll, named, counted)
    )


def _tie(_: Reader, named: Mapping[int, Markup], counted: Outcome, *, brief: bool) -> Markup:
    n = len(counted.winners)
    told = _("<b>A tie: {options}.</b>", options=_.list(named[each] for each in counted.winners))
    if brief and n > MOST_NAMED:
        told = _.plural("<b>A tie of {n} answer.</b>", "<b>A tie of {n} answers.</b>", n)
    why = _(
        "Several had equally few votes on the way, and which of them drops out first would decide who wins."
    )
    return lines(
        told,
        why if counted.order_decides else None,
        _("I don't draw lots; the network decides what comes next."),
    )


def _clearly(_: Reader, poll: Poll, named: Mapping[int, Markup], counted: Outcome) -> Markup:
    """How clearly: by all, by more than half, or only by more than any other."""
    assert counted.winner is not None
    n = counted.counts[counted.winner]
    if poll.kind is PollKind.RANKING:
        return _by_rounds(_, named, counted, counted.winner)
    if poll.kind is PollKind.POINTS:
        return _("The most points: {n} of {all}.", n=n, all=sum(counted.counts.values()))
    if n == counted.votes:
        return _("Chosen by everyone who voted.")
    if 2 * n > counted.votes:
        return _("Chosen by more than half of those who voted: {n} of {all}.", n=n, all=counted.votes)
    return _("Chosen most often, but not by more than half of those who voted: {n} of {all}.",
             n=n, all=counted.votes)  # fmt: skip


def _by_rounds(_: Reader, named: Mapping[int, Markup], counted: Outcome, winner: int) -> Markup:
    last, rounds = counted.rounds[-1], len(counted.rounds)
    n = last.counts[winner]
    if rounds == 1:
        how = _("More than half of the first places: {n} of {all}.", n=n, all=last.active)
    else:
        how = _("Wins in round {round}, with {n} of the {all} votes that still counted.",
                round=rounds, n=n, all=last.active)  # fmt: skip
    any_order = _(
        "Some answers had equally few votes on the way; in whichever order they drop out, the result is the same."
    )
    otherwise = counted.borda_winners if set(counted.borda_winners) != {winner} else ()
    borda = _(
        "By points (Borda) the first would be: {options}.", options=_.list(named[each] for each in otherwise)
    )
    return lines(how, any_order if counted.any_order else None, borda if otherwise else None)
