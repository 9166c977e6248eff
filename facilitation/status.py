"""What did not come about as planned: what of it people hear, when, and what they can do about it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.refusals import Reason, Refused
from storage import outbox, people, status
from storage.due_work import Doing, DueWork
from storage.ends import Heed, Why
from storage.network import Network, NetworkState
from storage.outbox import PENDING, Care, Priority, Request, Saying, Sending
from storage.people import Reach
from storage.seal import BrokenSeal
from storage.unit_of_work import UnitOfWork

NOTES_APART = timedelta(hours=6)
NO_NEWS = frozenset({Why.UNREACHABLE, Why.OUT, Why.GONE})
"""What was told when it began, or is somebody's own doing: shown to whoever asks, no reason for a note."""


class StatusReason(Reason):
    """Why a remedy is not to be had."""

    DECIDED = "decided"
    SPENT = "spent"
    AWAY = "away"


class Remedy(Enum):
    """What one tap can do about it, the most urgent first."""

    DECIDE = "send it again, or say that it arrived"
    ANEW = "post it anew"
    RETRY = "try again"
    NONE = "nothing"


@dataclass(frozen=True)
class Kinds:
    """The kinds that somebody misses, each with the due work that makes up for it.

    `posts` can be posted anew; of `noted` the facilitators are told unasked.
    """

    instead: Mapping[str, tuple[str, ...]]
    posts: Collection[str]
    noted: Collection[str]


@dataclass(frozen=True)
class Loose:
    """Rows that are one thing to whoever reads of it: it did not come about, or (`unknown`) nobody knows."""

    kind: str
    subject: int | None
    why: str
    unknown: bool
    remedy: Remedy
    rows: tuple[Saying | DueWork, ...]

    @property
    def people(self) -> frozenset[int]:
        """Whom it was meant for, where it was not the group."""
        return frozenset(row.person_id for row in self.rows if isinstance(row, Saying) and row.person_id)

    @property
    def key(self) -> int:
        """The number of the row that a remedy is for."""
        return self.rows[0].key

    @property
    def network_id(self) -> int:
        return self.rows[0].network_id or 0


@dataclass(frozen=True)
class Owing:
    """What a network misses, how much is on its way to it, and what comes next."""

    missed: list[Loose]
    on_the_way: int
    coming: list[DueWork]


async def owing(
    uow: UnitOfWork, network_id: int, kinds: Kinds, coming: int = 0, *, untold: bool = False
) -> Owing:
    """What can be put right first, then the newest; `untold` only what nobody was told of."""
    sayings = await status.sayings(uow, network_id, kinds.instead)
    works = await status.works(uow, network_id, kinds.instead, coming)
    rows: list[Saying | DueWork] = [row for row in sayings if row.state not in PENDING]
    rows += [row for row in works if row.state is not Doing.PLANNED]
    done = await status.made_up_for(uow, {each for row in rows for each in _instead(row, kinds)})
    grouped: dict[tuple[object, ...], list[Saying | DueWork]] = {}
    for row in rows:
        if done.isdisjoint(_instead(row, kinds)) and not (untold and row.heed is Heed.TOLD):
            grouped.setdefault(_sameness(row, kinds), []).append(row)
    missed = [_one(each, kinds) for each in grouped.values()]
    missed.sort(key=lambda each: list(Remedy).index(each.remedy))
    on_the_way = sum(row.state in PENDING for row in sayings)
    return Owing(missed, on_the_way, [row for row in reversed(works) if row.state is Doing.PLANNED])


async def to_decide(uow: UnitOfWork, saying_id: int, kinds: Kinds) -> Loose | None:
    """Something that may have arrived and that people have not decided on yet."""
    saying = await status.undecided(uow, saying_id)
    return _one([saying], kinds) if saying and saying.kind in kinds.instead else None


def worth_a_note(found: Sequence[Loose], kinds: Kinds) -> list[Loose]:
    return [each for each in found if each.kind in kinds.noted and each.why not in NO_NEWS]


def note_at(now: datetime, last: datetime | None, zone: str) -> datetime:
    """When the facilitators may be told: some hours after the last time, and not at night."""
    return next_sensible_moment(max(now, last + NOTES_APART) if last else now, zone)


def meaning(row: Saying | DueWork) -> tuple[str, int | None]:
    """Its kind and what it is about; work on a post means that post."""
    if isinstance(row, Saying):
        return row.kind, row.subject
    if "post" in row.arguments:
        return row.arguments["post"], row.arguments["subject"]
    return row.kind, int(row.subject) if row.subject.isdecimal() else None


def _instead(row: Saying | DueWork, kinds: Kinds) -> Iterator[tuple[str, str]]:
    kind, subject = meaning(row)
    if subject is not None:
        yield from ((other, str(subject)) for other in kinds.instead.get(kind, ()))


def _remedy(row: Saying | DueWork, kinds: Kinds) -> Remedy:
    if isinstance(row, DueWork):
        return Remedy.RETRY if row.state is Doing.DEAD else Remedy.NONE
    if row.state is Sending.UNKNOWN and row.care is Care.AT_MOST_ONCE:
        return Remedy.DECIDE if row.payload else Remedy.NONE
    return Remedy.ANEW if row.post_id and row.kind in kinds.posts else Remedy.NONE


def _sameness(row: Saying | DueWork, kinds: Kinds) -> tuple[object, ...]:
    remedy = _remedy(row, kinds)
    alone = row.key if remedy in (Remedy.DECIDE, Remedy.RETRY) else None
    to_people = isinstance(row, Saying) and row.person_id is not None
    return meaning(row), row.error, _is_unknown(row), remedy, alone, to_people


def _is_unknown(row: Saying | DueWork) -> bool:
    return isinstance(row, Saying) and row.state is Sending.UNKNOWN


def _one(rows: Sequence[Saying | DueWork], kinds: Kinds) -> Loose:
    first = rows[0]
    return Loose(*meaning(first), first.error or "", _is_unknown(first), _remedy(first, kinds), tuple(rows))


async def tell_of(uow: UnitOfWork, found: Sequence[Loose]) -> None:
    """The facilitators were told of these."""
    rows = [row for each in found for row in each.rows]
    sayings = [row.key for row in rows if isinstance(row, Saying)]
    await status.told(uow, sayings, [row.key for row in rows if isinstance(row, DueWork)])


# remedies


async def send_again(uow: UnitOfWork, network: Network, saying_id: int, now: datetime) -> None:
    """It did not arrive: let it be sent once more. Refused to whoever comes second, or too late."""
    saying = await status.undecided(uow, saying_id)
    content = saying.payload if saying else None
    await arrived(uow, network, saying_id)
    assert saying is not None
    chat = await _chat(uow, network, saying)
    try:
        payload = uow.seal.open(content or b"")
    except BrokenSeal:
        raise Refused(StatusReason.SPENT) from None
    if chat is None:
        raise Refused(StatusReason.SPENT)
    outbox.put(uow, [_copy(saying, chat, uow.seal.close(payload, now.date()), now)])


async def arrived(uow: UnitOfWork, network: Network, saying_id: int) -> None:
    """Nothing more is to be done about it. Refused to whoever comes second."""
    if not await status.decide(uow, network.key, saying_id):
        raise Refused(StatusReason.DECIDED)


async def _chat(uow: UnitOfWork, network: Network, saying: Saying) -> int | None:
    """Where it goes today: the group may have moved, the person may be out of reach."""
    if saying.person_id is None:
        if network.state is NetworkState.AWAY:
            raise Refused(StatusReason.AWAY)
        return network.chat_id
    person = await people.by_id(uow, saying.person_id)
    return person.telegram_id if person and person.reach is Reach.OPEN else None


def _copy(saying: Saying, chat: int, payload: bytes, now: datetime) -> Request:
    return Request(
        saying.method, saying.kind, now, now, payload, chat, Priority.INTERACTIVE, saying.care, saying.subject,
        network_id=saying.network_id, person_id=saying.person_id, post_id=saying.post_id,
        not_after=saying.not_after,
    )  # fmt: skip


async def retry(uow: UnitOfWork, network: Network, work_id: int, now: datetime) -> None:
    if not await status.retry(uow, network.key, work_id, now):
        raise Refused(StatusReason.DECIDED)
