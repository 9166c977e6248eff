"""What came of a poll as a chart: which bars, columns or rounds, in whose words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from facilitation.polls.counting.outcome import Outcome, Why
from facilitation.polls.draft import OBJECTION
from handlers.message import lines
from handlers.polls import figures, outcome
from locales.reader import Reader
from papers.vote_chart import Bar, Bars, Chart, Contender, Ranking, Scale
from storage.polls import Option, Poll, PollKind, PollState

MOST_BARS = 12


def worth_drawing(poll: Poll) -> bool:
    """Not where nobody voted, or nobody objected."""
    counted = outcome.of(poll) if poll.state is PollState.CLOSED else None
    if counted is None or not counted.votes:
        return False
    return poll.kind is not PollKind.CONSENT or counted.counts.get(OBJECTION, 0) > 0


def chart(_: Reader, poll: Poll, options: Sequence[Option]) -> Chart:
    """Of a poll that is worth drawing. Nothing is marked where too few have voted to decide anything."""
    counted = outcome.of(poll)
    assert counted is not None
    if not outcome.reaches_quorum(poll):
        counted = replace(counted, winners=(), borda_winners=())
    bars = _bars(_, poll, options, counted)
    left_out = max(0, len(bars) - MOST_BARS)
    said_already = poll.kind is PollKind.SCALE and outcome.reaches_quorum(poll)
    caption = lines(
        _.plural("and {n} more answer", "and {n} more answers", left_out) if left_out else None,
        None if said_already else outcome.decision(_, poll, options, brief=True),
        figures.turnout(_, poll),
        figures.quorum(_, poll),
    )
    common = {"title": poll.question, "caption": _plain(caption), "language": _.language}
    if poll.kind is PollKind.SCALE:
        return _scale(_, options, counted, bars, common)
    if poll.kind is PollKind.RANKING:
        return _ranking(_, outcome.names(_, poll, options), counted, common)
    return Bars(bars=bars[:MOST_BARS], **common)


def _bars(_: Reader, poll: Poll, options: Sequence[Option], counted: Outcome) -> tuple[Bar, ...]:
    named, whole = outcome.names(_, poll, options), figures.whole(poll, counted)
    return tuple(
        Bar(
            _plain(named[each]),
            counted.counts[each],
            str(counted.counts[each]),
            figures.share(counted.counts[each], whole),
            each in counted.winners,
        )
        for each in figures.in_order(poll, counted)
    )


def _scale(
    _: Reader, options: Sequence[Option], counted: Outcome, steps: tuple[Bar, ...], common: Mapping[str, str]
) -> Scale:
    low, high = (each.words for each in options) if len(options) == 2 else ("", "")
    mean, median = outcome.number(_, counted.mean), outcome.number(_, counted.median)
    summary = _("On average {mean}, in the middle {median}", mean=mean, median=median)
    return Scale(steps=steps, low=low, high=high, summary=_plain(summary), **common)


def _ranking(_: Reader, named: Mapping[int, Markup], counted: Outcome, common: Mapping[str, str]) -> Ranking:
    """Those who stayed longest first; of those the ones with the most at the end."""
    votes = {
        each: tuple(round_.counts[each] for round_ in counted.rounds if each in round_.counts)
        for each in named
    }
    ordered = sorted(named, key=lambda each: (-len(votes[each]), -votes[each][-1]))
    return Ranking(
        rounds_title=_plain(_("Round by round: whoever has the fewest votes drops out")),
        contenders=tuple(
            Contender(_plain(named[each]), votes[each], _fate(_, counted, each), each in counted.winners)
            for each in ordered
        ),
        points_title=_plain(_("Borda points, for comparison")),
        points=tuple(
            Bar(_plain(named[each]), points, str(_.number(points)), best=each in counted.borda_winners)
            for each, points in sorted(counted.borda.items(), key=lambda each: -each[1])
        ),
        **common,
    )  # fmt: skip


def _fate(_: Reader, counted: Outcome, option: int) -> str:
    """How it ended for one answer: in which round it dropped out, whether it won."""
    for n, each in enumerate(counted.rounds, 1):
        if option in each.out:
            return _plain(_("drops out in round {n}", n=n))
    if counted.winner == option:
        return _plain(_("wins"))
    if option in counted.winners:
        could = counted.rounds[-1].why is Why.ORDER_DECIDES
        return _plain(_("a tie: could win") if could else _("a tie"))
    return ""


def _plain(words: Markup) -> str:
    """Without markup; line breaks stay."""
    return "\n".join(each.striptags() for each in words.split("\n"))
