"""The items of an agenda as plain values: their times, and every way in which an arrangement becomes another one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from facilitation.agenda.reasons import AgendaReason
from facilitation.refusals import Refused
from storage.agenda import AgendaItem, ItemKind

SHORTEST, LONGEST = 5, 480
SHORTEST_TITLE, LONGEST_TITLE, LONGEST_GUEST = 2, 120, 80
MOST_ITEMS = 40
STEP = 5


@dataclass(frozen=True)
class Item:
    """One item; `number` is its own for good within its meeting."""

    number: int
    kind: ItemKind
    title: str
    minutes: int
    leader_id: int | None = None
    guest: str = ""
    internal: bool = False
    standing: str = ""
    proposal_id: int | None = None


Items = tuple[Item, ...]


@dataclass(frozen=True)
class Timed:
    """An item with its hours."""

    item: Item
    starts_at: datetime
    ends_at: datetime


def from_row(row: AgendaItem) -> Item:
    return Item(
        row.number, row.kind, row.title, row.minutes, row.leader_id, row.guest, row.internal, row.standing,
        row.proposal_id,
    )  # fmt: skip


def timed(items: Sequence[Item], starts: datetime) -> list[Timed]:
    """Each item begins when the one before ends."""
    found, at = [], starts
    for item in items:
        ends = at + timedelta(minutes=item.minutes)
        found.append(Timed(item, at, ends))
        at = ends
    return found


def total(items: Sequence[Item]) -> int:
    return sum(item.minutes for item in items)


def find(items: Sequence[Item], number: int) -> Item:
    """Refused for one that was taken out."""
    found = next((item for item in items if item.number == number), None)
    if found is None:
        raise Refused(AgendaReason.ITEM_GONE)
    return found


# what is typed


def checked_title(typed: str) -> str:
    title = _one_line(typed)
    if len(title) < SHORTEST_TITLE or not any(sign.isalnum() for sign in title):
        raise Refused(AgendaReason.TITLE_SHORT)
    if len(title) > LONGEST_TITLE:
        raise Refused(AgendaReason.TITLE_LONG, length=len(title), most=LONGEST_TITLE)
    return title


def _one_line(typed: str) -> str:
    """Without signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())


def checked_minutes(minutes: int) -> int:
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(AgendaReason.MINUTES_ODD, least=SHORTEST, most=LONGEST)
    return minutes


def checked_guest(typed: str) -> str:
    guest = _one_line(typed)
    if len(guest) > LONGEST_GUEST:
        raise Refused(AgendaReason.GUEST_LONG, most=LONGEST_GUEST)
    return guest


# one arrangement becomes another


def put(items: Items, new: Item) -> Items:
    """A new item comes before the last one, which closes the meeting; the first one is alone."""
    if len(items) >= MOST_ITEMS:
        raise Refused(AgendaReason.TOO_MANY, most=MOST_ITEMS)
    return (*items[:-1], new, *items[-1:])


def taken_out(items: Items, number: int) -> Items:
    find(items, number)
    return tuple(item for item in items if item.number != number)


def changed(items: Items, number: int, **values: object) -> Items:
    """One item is otherwise."""
    find(items, number)
    return tuple(replace(item, **values) if item.number == number else item for item in items)  # type: ignore[arg-type]


def moved(items: Items, number: int, by: int) -> Items:
    """One place earlier (-1) or later (1); at the end of the row it stays."""
    at = items.index(find(items, number))
    to = min(max(at + by, 0), len(items) - 1)
    rest = [item for item in items if item.number != number]
    rest.insert(to, items[at])
    return tuple(rest)


def shortened(items: Items, minutes: int) -> Items:
    """All talks give some of their time, the longer ones more, until it is so many minutes; breaks stay."""
    spare = {item.number: item.minutes - SHORTEST for item in items if item.kind is not ItemKind.BREAK}
    spare = {number: room for number, room in spare.items() if room > 0}
    over = total(items) - minutes
    if over <= 0 or sum(spare.values()) < over:
        raise Refused(AgendaReason.CANT_FIT)
    taken = shares(over, spare)
    return tuple(replace(item, minutes=item.minutes - taken.get(item.number, 0)) for item in items)


def lengthened(items: Items, minutes: int) -> Items:
    """The last item takes the time that is left."""
    left = minutes - total(items)
    if left <= 0 or not items or items[-1].minutes + left > LONGEST:
        raise Refused(AgendaReason.CANT_FIT)
    return (*items[:-1], replace(items[-1], minutes=items[-1].minutes + left))


def shares(whole: int, weights: dict[int, int]) -> dict[int, int]:
    """So many minutes in proportion to the weights, as far as it goes in fives; none gets more than its weight where
    the whole is no more than all weights."""
    every = sum(weights.values())
    found = {number: whole * weight // every // STEP * STEP for number, weight in weights.items()}
    left = whole - sum(found.values())
    for number in sorted(weights, key=lambda number: found[number] - weights[number]):
        more = min(left, STEP, weights[number] - found[number])
        found[number] += more
        left -= more
    for number, weight in weights.items():
        more = min(left, weight - found[number])
        found[number] += more
        left -= more
    return found
