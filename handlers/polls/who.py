"""Who voted for what, page by page: for everyone who may vote, never of a secret vote, and not before it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls import ballots
from facilitation.polls.draft import OBJECTION
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from facilitation.text import folded
from handlers.message import Button, Message, lines, paragraphs
from handlers.polls import voters, ways, words
from handlers.polls.door import look
from handlers.polls.voters import Voters
from handlers.visit import Visit
from locales.reader import Reader
from storage.polls import Poll, PollKind, PollState, Unit, Vote

PAGE = 3000
"""Characters of a page, with room for title and buttons."""
GROUPED = (PollKind.SINGLE, PollKind.MULTIPLE, PollKind.OPEN_LIST, PollKind.SCALE, PollKind.CONSENT)


@dataclass(frozen=True)
class Line:
    """One vote, or one who has not voted, beneath its heading."""

    heading: Markup | None
    words: Markup
    names: frozenset[int] = field(default_factory=frozenset)


async def on_who(visit: Visit, poll_id: int, page: int) -> None:
    poll, _ = await look(visit, poll_id, Act.VOTE), visit.reader
    _check(poll)
    found = await voters.voters(visit, poll)
    every = [*_votes(_, found), *(_silent(_, found) if visit.may(Act.START_POLL) else ())]
    pages = paged(every)
    page = min(max(page, 0), len(pages) - 1)
    text = paragraphs(
        words.title(_, poll),
        _written(pages[page]) if every else _("Nobody has voted yet."),
        _("Page {n} of {all}", n=page + 1, all=len(pages)) if len(pages) > 1 else None,
    )
    names = frozenset[int]().union(*(line.names for line in pages[page]))
    visit.edit(
        Message(text, names=names).with_buttons(_turns(visit, poll, page, len(pages)), [_back(visit, poll)])
    )


def _check(poll: Poll) -> None:
    if poll.secret:
        raise Refused(PollReason.NAMES_NEVER)
    if not ways.shows_names(poll):
        raise Refused(PollReason.NAMES_LATER if poll.state is PollState.OPEN else PollReason.OVER)


def _votes(_: Reader, found: Voters) -> Iterator[Line]:
    """Beneath what was chosen where that is one thing or a few; else each vote in words."""
    named = words.names(found.stands.options, _, found.poll)
    cast = [(vote, ballots.from_text(vote.choices)) for vote in found.votes]
    if found.poll.kind not in GROUPED:
        for vote, ballot in cast:
            said = words.ballot(_, found.poll, named, ballot)
            yield Line(None, Markup("• {}: {}").format(found.whose(_, vote), said), voters.named(vote))
        return
    for number, option in named.items():
        those = [vote for vote, ballot in cast if number in ballot]
        heading = Markup("<b>{}</b>").format(_("{option} – {n}", option=option, n=len(those)))
        for vote in those:
            yield Line(heading, _vote(_, found, number, vote), voters.named(vote))


def _vote(_: Reader, found: Voters, number: int, vote: Vote) -> Markup:
    whose = found.whose(_, vote)
    if found.poll.kind is PollKind.CONSENT and number == OBJECTION:
        return Markup("• {}: {}").format(whose, vote.reason)
    return Markup("• {}").format(whose)


def _silent(_: Reader, found: Voters) -> Iterator[Line]:
    """Seats on which nobody has voted: institutions where these vote, with those who might."""
    taken, everyone = found.stands.seats_taken, found.stands.electorate
    empty = [seat for key, seat in everyone.seats.items() if key not in taken]
    heading = Markup("<b>{}</b>").format(_("Not voted – {n}", n=len(empty)))
    for seat in sorted(empty, key=lambda each: folded(each.name)):
        names = words.people(_, seat.people) if found.poll.unit is Unit.INSTITUTIONS else None
        said = Markup("• {} ({})").format(seat.name, names) if names else Markup("• {}").format(seat.name)
        yield Line(heading, said, words.keys(seat.people))


def paged(every: Sequence[Line]) -> list[list[Line]]:
    """At least one page; a heading stands again on the next one."""
    pages: list[list[Line]] = [[]]
    room, heading = PAGE, None
    for line in every:
        needs = len(line.words) + (len(line.heading) if line.heading and line.heading != heading else 0)
        if pages[-1] and needs > room:
            pages.append([])
            room, needs = PAGE, len(line.words) + len(line.heading or "")
        pages[-1].append(line)
        room, heading = room - needs, line.heading
    return pages


def _written(page: Sequence[Line]) -> Markup:
    blocks: list[list[Markup]] = []
    heading: Markup | None = None
    for line in page:
        if not blocks or line.heading != heading:
            blocks.append([line.heading] if line.heading else [])
        blocks[-1].append(line.words)
        heading = line.heading
    return paragraphs(*(lines(*block) for block in blocks))


def _turns(visit: Visit, poll: Poll, page: int, pages: int) -> list[Button]:
    _ = visit.reader

    def turn(label: Markup, to: int) -> Button:
        return Button(label, tap=visit.tap("poll", "who", poll.key, to))

    back = [turn(_("‹ Previous"), page - 1)] if page else []
    return back + ([turn(_("Next ›"), page + 1)] if page + 1 < pages else [])


def _back(visit: Visit, poll: Poll) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("poll", "open", poll.key))
