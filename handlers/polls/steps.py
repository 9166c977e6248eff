"""An instant run-off round by round, and the points of the same ballots, in words."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls.counting.outcome import Outcome, Round, Why
from handlers.message import Button, Message, length, lines, paragraphs
from handlers.polls import one, outcome
from handlers.polls.door import look
from handlers.visit import Visit
from locales.reader import Reader
from storage import polls
from storage.polls import Poll, PollKind, PollState

ROOM = 3000
Names = Mapping[int, Markup]


async def on_steps(visit: Visit, poll_id: int) -> None:
    await on_step(visit, poll_id, 0)


async def on_step(visit: Visit, poll_id: int, page: int) -> None:
    poll = await look(visit, poll_id, Act.SEE_POLLS)
    counted = outcome.of(poll)
    if poll.kind is not PollKind.RANKING or poll.state is not PollState.CLOSED or counted is None:
        visit.edit(await one.page(visit, poll))
        return
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    _ = visit.reader
    every = pages(steps(_, outcome.names(_, poll, options, brief=True), counted))
    visit.edit(_message(visit, poll, every, min(max(page, 0), len(every) - 1)))


def _message(visit: Visit, poll: Poll, every: Sequence[Markup], page: int) -> Message:
    _ = visit.reader

    def turn(label: Markup, to: int) -> list[Button]:
        return [Button(label, tap=visit.tap("poll", "step", poll.key, to))] if 0 <= to < len(every) else []

    head = _("<b>Step by step: {question}</b>", question=poll.question)
    back = Button(_("‹ The vote"), tap=visit.tap("poll", "open", poll.key))
    message = Message(paragraphs(head, every[page]))
    return message.with_buttons([*turn(_("‹ Previous"), page - 1), *turn(_("Next ›"), page + 1)], [back])


def pages(parts: Sequence[Markup]) -> list[Markup]:
    """What fits into one message each, never breaking a round."""
    made = [Markup("")]
    for part in parts:
        if made[-1] and length(made[-1]) + length(part) > ROOM:
            made.append(Markup(""))
        made[-1] = paragraphs(made[-1], part)
    return made


def steps(_: Reader, named: Names, counted: Outcome) -> list[Markup]:
    """How it is counted, each round, and the points."""
    how = _(
        "Each vote counts for the highest answer on it that is still in. "
        "Whichever has the fewest votes drops out, until one has more than half."
    )
    rounds = [_round(_, named, n, each) for n, each in enumerate(counted.rounds, 1)]
    if not rounds:
        return [_("Nobody voted, so nothing is decided.")]
    return [how, *rounds, _points(_, named, counted)]


def _round(_: Reader, named: Names, n: int, shown: Round) -> Markup:
    ordered = sorted(shown.counts, key=lambda each: -shown.counts[each])
    return lines(
        _("<b>Round {n}</b>", n=n),
        *(_("{option} – {n}", option=named[each], n=shown.counts[each]) for each in ordered),
        _.plural("{n} vote no longer counts: none of its answers is still in.",
                 "{n} votes no longer count: none of their answers is still in.", shown.exhausted)
        if shown.exhausted
        else None,
        _what_follows(_, named, shown),
    )  # fmt: skip


def _what_follows(_: Reader, named: Names, shown: Round) -> Markup:
    last, out = _.list(named[each] for each in shown.last), _.list(named[each] for each in shown.out)
    match shown.why:
        case Why.MAJORITY:
            best = max(shown.counts, key=shown.counts.__getitem__)
            return _("→ More than half, wins: {option}", option=named[best])
        case Why.EQUAL:
            return _("→ Equally many for each, so it is a tie.")
        case Why.TOGETHER:
            return _("→ Drop out together, for all of them have fewer votes than the next one: {options}",
                     options=out)  # fmt: skip
        case Why.ANY_ORDER:
            return _("→ Equally few: {last}. Drops out: {out}; were it another one, the result would be the same.",
                     last=last, out=out)  # fmt: skip
        case Why.ORDER_DECIDES:
            return _undecided(_, named, shown, last)
    return _("→ Drops out: {options}", options=out)


def _undecided(_: Reader, named: Names, shown: Round, last: Markup) -> Markup:
    """Who would win if one or another dropped out first."""
    return lines(
        _("→ Equally few: {last}. Which of them drops out first would decide, so it is a tie:", last=last),
        *(
            _(
                "• without {out} could win: {options}",
                out=named[out],
                options=_.list(named[n] for n in winners),
            )
            for out, winners in shown.possible.items()
        ),
    )


def _points(_: Reader, named: Names, counted: Outcome) -> Markup:
    ordered = sorted(counted.borda.items(), key=lambda each: -each[1])
    return lines(
        _("<b>Borda points, for comparison</b>"),
        _("For each vote an answer gets a point for every other answer that it stands before."),
        *(_("{option} – {n}", option=named[each], n=_.number(points)) for each, points in ordered),
    )
