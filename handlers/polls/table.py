"""The votes as a table for those who lead; of a secret vote only how many there were for what."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls import ballots
from facilitation.polls.counting.outcome import Outcome
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from handlers.message import Document, Message
from handlers.polls import outcome, voters, words
from handlers.polls.door import look
from handlers.polls.voters import Voters
from handlers.visit import Visit
from locales.reader import Reader
from papers import as_csv
from papers.as_csv import Value
from storage import polls
from storage.polls import Poll, PollKind, PollState, Vote

Row = list[Value]
A_COLUMN_EACH = (PollKind.MULTIPLE, PollKind.OPEN_LIST, PollKind.POINTS, PollKind.RANKING)


async def on_csv(visit: Visit, poll_id: int) -> None:
    poll, _ = await look(visit, poll_id, Act.START_POLL), visit.reader
    if poll.state is not PollState.CLOSED:
        raise Refused(PollReason.NOT_OVER if poll.state is PollState.OPEN else PollReason.OVER)
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    named = words.names(options, _, poll)
    counted = outcome.of(poll)
    if poll.secret and counted is not None:
        rows, names = _totals(_, poll, named, counted), frozenset[int]()
    else:
        found = await voters.voters(visit, poll)
        rows = _votes(_, found, named)
        names = frozenset[int]().union(*(voters.named(vote) for vote in found.votes))
    day = _.local(poll.closed_at or poll.closes_at).date().isoformat()
    document = Document(_("vote-{day}.csv", day=day).unescape(), as_csv.table(rows))
    visit.reply(Message(Markup("{}").format(poll.question), names=names, document=document))


def _votes(_: Reader, found: Voters, named: Mapping[int, Markup]) -> Iterator[Row]:
    """Whose it is, what it is, and when it came in."""
    poll = found.poll
    separate = poll.kind in A_COLUMN_EACH
    consent = poll.kind is PollKind.CONSENT
    yield [
        *_plain(_("Who"), _("Institution"), _("By deputy")),
        *(_plain(*named.values()) if separate else _plain(_.context("table", "Vote"))),
        *(_plain(_("Objection")) if consent else ()),
        *_plain(_("When")),
    ]
    for vote in found.votes:
        deputy = found.person(_, vote.cast_by_id).unescape() if vote.cast_by_id else None
        yield [
            found.person(_, vote.person_id).unescape(), found.place(vote), deputy, *_choices(poll, named, vote),
            *([vote.reason] if consent else ()), _.local(vote.cast_at),
        ]  # fmt: skip


def _choices(poll: Poll, named: Mapping[int, Markup], vote: Vote) -> Row:
    """Points or places for each option, 1 for what was chosen of several, or the one thing chosen."""
    ballot = ballots.from_text(vote.choices)
    match poll.kind:
        case PollKind.POINTS:
            return [*ballot, *([None] * (len(named) - len(ballot)))]
        case PollKind.RANKING:
            return [ballot.index(number) + 1 if number in ballot else None for number in named]
        case PollKind.MULTIPLE | PollKind.OPEN_LIST:
            return [1 if number in ballot else None for number in named]
        case PollKind.SCALE:
            return [*ballot]
    return [named[number].unescape() for number in ballot if number in named]


def _totals(_: Reader, poll: Poll, named: Mapping[int, Markup], counted: Outcome) -> Iterator[Row]:
    borda = bool(counted.borda)
    numbers = {
        PollKind.POINTS: _("Points"), PollKind.RANKING: _("First places"),
    }.get(poll.kind, _.context("table", "Votes"))  # fmt: skip
    yield [*_plain(_("Answer"), numbers), *(_plain(_("Borda points")) if borda else ())]
    for number, name in named.items():
        yield [
            name.unescape(),
            counted.counts.get(number, 0),
            *([counted.borda.get(number, 0)] if borda else ()),
        ]
    yield [*_plain(_("Votes altogether")), counted.votes]


def _plain(*those: Markup) -> Row:
    return [each.unescape() for each in those]
