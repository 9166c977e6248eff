"""The order of the lines of a note: decisions first, each kind as it was arranged."""

from collections.abc import Iterable, Sequence

from storage.notes import LineKind, LineState, NoteLine

KINDS = (LineKind.DECISION, LineKind.CONCLUSION)


def arranged(lines: Iterable[NoteLine]) -> list[NoteLine]:
    """What stands in the note, in order."""
    standing = [line for line in lines if line.state is LineState.STANDS]
    return sorted(standing, key=lambda line: (KINDS.index(line.kind), line.position, line.key))


def moved(order: Sequence[int], key: int, steps: int) -> list[int]:
    """The same numbers with one of them moved up (negative) or down; at an end it stays there."""
    at = order.index(key)
    rest = [each for each in order if each != key]
    to = min(max(at + steps, 0), len(rest))
    return [*rest[:to], key, *rest[to:]]
