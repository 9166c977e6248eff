"""One reminder for whoever has not voted: when it comes, to whom, and who can't be written to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from facilitation.polls import result, seats, secret
from facilitation.reminders import before_the_end
from storage import due_work
from storage.people import Person, Reach
from storage.polls import Poll
from storage.unit_of_work import UnitOfWork

REMIND = "polls.remind"


@dataclass(frozen=True)
class Missing:
    """Who is reminded, and whom nobody can remind. Of a secret vote the latter are named whether they voted or not."""

    reached: list[Person]
    unreached: list[Person]


async def plan_reminder(uow: UnitOfWork, poll: Poll, zone: str, now: datetime) -> None:
    """Once, unless they were reminded already or only the night is left."""
    moment = before_the_end(now, poll.closes_at, zone) if poll.reminded_at is None else None
    if moment is None:
        await due_work.cancel(uow, now, REMIND, str(poll.key))
    else:
        await due_work.plan(
            uow,
            REMIND,
            str(poll.key),
            moment,
            not_after=poll.closes_at,
            network_id=poll.network_id,
            poll=poll.key,
        )


async def missing(uow: UnitOfWork, poll: Poll, now: datetime) -> Missing:
    """Everyone who could still vote; where a colleague of their institution has voted, nobody waits for them."""
    if not poll.secret:
        silent = (await result.standing(uow, poll, now)).silent
        return Missing([each for each in silent if _reachable(each)], _unreached(silent))
    everyone = await seats.electorate(uow, poll, now)
    silent = await secret.silent(uow, poll, everyone)
    invited = {person.key: person for seat in everyone.seats.values() for person in seat.people}
    return Missing([each for each in silent if _reachable(each)], _unreached(invited.values()))


def _unreached(those: Iterable[Person]) -> list[Person]:
    return [each for each in those if not _reachable(each)]


def _reachable(person: Person) -> bool:
    return person.telegram_id is not None and person.reach is Reach.OPEN
