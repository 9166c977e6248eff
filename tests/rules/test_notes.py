"""The order of a note, and what arranging does to it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from facilitation.notes.order import arranged, moved
from storage.notes import LineKind, LineState, NoteLine

NOW = datetime(2026, 9, 7, tzinfo=UTC)
KEYS = st.lists(st.integers(1, 1000), min_size=1, max_size=12, unique=True)


def a_line(key: int, kind: LineKind, position: int, state: LineState = LineState.STANDS) -> NoteLine:
    return NoteLine(id=key, network_id=1, meeting_id=1, kind=kind, words=f"{key}.", position=position,
                    state=state, said_at=NOW)  # fmt: skip


@given(keys=KEYS, moves=st.lists(st.tuples(st.integers(0, 11), st.integers(-20, 20)), max_size=30))
def test_any_moves_keep_every_line_once(keys: list[int], moves: list[tuple[int, int]]) -> None:
    order = keys
    for which, steps in moves:
        order = moved(order, keys[which % len(keys)], steps)
    assert sorted(order) == sorted(keys)


@given(keys=KEYS, which=st.integers(0, 11))
def test_up_and_down_again_changes_nothing_but_at_the_top(keys: list[int], which: int) -> None:
    key = keys[which % len(keys)]
    up = moved(keys, key, -1)
    assert moved(up, key, 1) == (keys if key != keys[0] else moved(keys, key, 1))
    assert up.index(key) == max(keys.index(key) - 1, 0)


@given(
    lines=st.lists(
        st.tuples(st.sampled_from(list(LineKind)), st.integers(1, 20), st.sampled_from(list(LineState))), max_size=20
    )
)  # fmt: skip
def test_decisions_come_first_and_only_what_stands(lines: list[tuple[LineKind, int, LineState]]) -> None:
    every = [a_line(n, *each) for n, each in enumerate(lines, 1)]
    found = arranged(every)
    assert {line.key for line in found} == {line.key for line in every if line.state is LineState.STANDS}
    kinds = [line.kind for line in found]
    assert kinds == sorted(kinds, key=[LineKind.DECISION, LineKind.CONCLUSION].index)
    for kind in LineKind:
        positions = [line.position for line in found if line.kind is kind]
        assert positions == sorted(positions)
