"""An open list: everyone who votes adds to it, and whoever leads takes out what nobody has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.polls import ballots, voting
from facilitation.polls.ballots import LARGEST_IN_A_SET
from facilitation.polls.draft import MOST_LISTED, checked_option
from facilitation.polls.reasons import PollReason
from facilitation.polls.seats import Electorate
from facilitation.refusals import Refused
from facilitation.text import folded
from storage import polls
from storage.people import Person
from storage.polls import Option, Poll, PollKind, votes
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Added:
    """What is on the list from now on, and what was meant that is there already."""

    new: tuple[Option, ...]
    there: tuple[Option, ...]

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(each.number for each in (*self.new, *self.there))


def checked_lines(typed: str) -> list[str]:
    """One option in each line."""
    lines = [checked_option(line) for line in typed.splitlines() if line.strip()]
    if not lines:
        raise Refused(PollReason.OPTION_EMPTY)
    return list({folded(line): line for line in reversed(lines)}.values())[::-1]


async def add(
    uow: UnitOfWork, poll: Poll, everyone: Electorate, person: Person, lines: Sequence[str], came_at: datetime
) -> Added:
    """The poll has to be held: of two who add at once, each option gets a number of its own."""
    voting.still_open(_list(poll), came_at)
    voting.seat_for(everyone, person)
    listed = (await polls.options(uow, [poll.key]))[poll.key]
    known = {folded(each.words): each for each in listed}
    missing = [line for line in lines if folded(line) not in known]
    first = _highest(poll, listed) + 1
    if len(listed) + len(missing) > MOST_LISTED or first + len(missing) > LARGEST_IN_A_SET + 1:
        raise Refused(PollReason.OPTIONS_MANY, most=MOST_LISTED)
    new = [
        Option(poll_id=poll.key, number=number, words=words, by_id=person.key)
        for number, words in enumerate(missing, first)
    ]
    await polls.add_options(uow, new)
    _remember(uow, poll, first + len(new) - 1)
    return Added(tuple(new), tuple(known[folded(line)] for line in lines if folded(line) in known))


async def unchosen(uow: UnitOfWork, poll: Poll) -> list[Option]:
    """What was added and nobody has voted for."""
    chosen = {
        number
        for vote in await votes.of_poll(uow, _list(poll).key)
        for number in ballots.from_text(vote.choices)
    }
    listed = (await polls.options(uow, [poll.key]))[poll.key]
    return [each for each in listed if each.number not in chosen]


async def take_out(uow: UnitOfWork, poll: Poll, number: int, came_at: datetime) -> Option | None:
    """An option that nobody has voted for; None where it was gone before. The poll has to be held."""
    voting.still_open(_list(poll), came_at)
    listed = (await polls.options(uow, [poll.key]))[poll.key]
    wanted = next((each for each in listed if each.number == number), None)
    if wanted is None:
        return None
    if wanted not in await unchosen(uow, poll):
        raise Refused(PollReason.CHOSEN, words=wanted.words)
    _remember(uow, poll, _highest(poll, listed))
    await polls.take_out(uow, poll.key, number)
    return wanted


def _list(poll: Poll) -> Poll:
    if poll.kind is not PollKind.OPEN_LIST:
        raise Refused(PollReason.NOT_THIS_WAY)
    return poll


def _highest(poll: Poll, listed: Sequence[Option]) -> int:
    return max(poll.numbers, *(each.number for each in listed), 0)


def _remember(uow: UnitOfWork, poll: Poll, highest: int) -> None:
    """A number that was given never means another option, also after that one is gone."""
    poll.numbers = highest
    uow.session.add(poll)
