"""What is otherwise in an agenda than the group saw before: new, moved, changed, dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitation.agenda.items import Item, Timed, timed


class Mark(StrEnum):
    """What is otherwise about one item."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Marked:
    """An item as it stands now, or stood; `was_at` for one that begins at another time than before."""

    each: Timed
    mark: Mark | None = None
    was_at: datetime | None = None


def marked(before: Sequence[Item], now: Sequence[Item], starts: datetime) -> list[Marked]:
    """The items as they are, each with its mark; what was dropped stands at the end."""
    old = {each.item.number: each for each in timed(before, starts)}
    found = [_one(each, old.get(each.item.number)) for each in timed(now, starts)]
    there = {item.number for item in now}
    return [*found, *(Marked(each, Mark.DROPPED) for number, each in old.items() if number not in there)]


def _one(each: Timed, old: Timed | None) -> Marked:
    if old is None:
        return Marked(each, Mark.NEW)
    if _shown(each.item) != _shown(old.item):
        return Marked(each, Mark.CHANGED)
    if each.starts_at != old.starts_at:
        return Marked(each, Mark.MOVED, old.starts_at)
    return Marked(each)


def _shown(item: Item) -> tuple[object, ...]:
    return item.title, item.minutes, item.leader_id, item.guest, item.internal
