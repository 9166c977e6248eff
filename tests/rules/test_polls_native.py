"""When Telegram's own poll can do the job of a vote."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from facilitation.polls.native import can_hold, everyone_votes
from storage.people import Person
from storage.polls import Option, Poll, PollKind, Unit
from storage.roles import Grant, Role

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
MULTIPLE = {"kind": PollKind.MULTIPLE, "fewest": 1}


def held(words: tuple[str, ...] = ("Tak", "Nie", "Obojętne"), days: float = 3, **otherwise: Any) -> bool:
    asked = {
        "network_id": 1,
        "kind": PollKind.SINGLE,
        "question": "Czy?",
        "started_at": NOW,
        "changed_at": NOW,
    }
    poll = Poll(**asked | {"closes_at": NOW + timedelta(days=days)} | otherwise)
    return can_hold(poll, [Option(poll_id=1, number=n, words=each) for n, each in enumerate(words, 1)], NOW)


@pytest.mark.parametrize(
    "otherwise",
    [
        {}, {"days": 30}, {"question": "?" * 300}, {"words": ("x" * 100, "y")},
        {"words": tuple(f"{n}" for n in range(12))}, {"live": False}, {"revote": False}, {"quorum": 5},
        MULTIPLE | {"most": 3},
    ],
)  # fmt: skip
def test_telegram_holds_plain_questions_to_everyone(otherwise: dict[str, Any]) -> None:
    assert held(**otherwise)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"days": 30.1}, {"question": "?" * 301}, {"words": ("x" * 101, "y")},
        {"words": tuple(f"{n}" for n in range(13))}, {"secret": True}, {"unit": Unit.INSTITUTIONS},
        MULTIPLE | {"most": 2}, MULTIPLE | {"fewest": 2, "most": 3},
        *({"kind": kind, "most": 3} for kind in PollKind if kind not in (PollKind.SINGLE, PollKind.MULTIPLE)),
    ],
)  # fmt: skip
def test_all_else_is_ours(otherwise: dict[str, Any]) -> None:
    assert not held(**otherwise)


def given(*roles: tuple[int, Role, int | None]) -> list[tuple[Grant, Person]]:
    return [
        (Grant(person_id=who, role=role, since=NOW, deputy_for=instead), Person(id=who, name="", since=NOW))
        for who, role, instead in roles
    ]


def test_everyone_votes_once_by_whatever_roles() -> None:
    ola, jan = (1, Role.FACILITATOR, None), (2, Role.MEMBER, None)
    assert everyone_votes(given(ola, jan, (1, Role.EXPERT, None), (2, Role.GUARDIAN, 1))) == 2


def test_an_observer_could_not_be_kept_from_voting() -> None:
    assert everyone_votes(given((1, Role.FACILITATOR, None), (2, Role.OBSERVER, None))) is None


def test_who_only_stands_in_for_somebody_could_not_be_told_apart() -> None:
    assert everyone_votes(given((1, Role.FACILITATOR, None), (2, Role.FACILITATOR, 1))) is None
