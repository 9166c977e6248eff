"""Who may get and end a role, and from when until when a deputy acts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from facilitation.refusals import Refused
from facilitation.roles.deputies import could_deputise, deputisable
from facilitation.roles.giving import endable, givable, is_last_facilitator
from facilitation.roles.period import checked_end, end_after, read_end, read_start
from facilitation.roles.reasons import RoleReason
from storage.people import Person
from storage.roles import Grant, Role

ZONE = "Europe/Warsaw"
NOW = datetime(2026, 10, 21, 11, 0, tzinfo=ZoneInfo(ZONE))


def person(number: int) -> Person:
    return Person(id=number, name=f"P{number}", since=NOW)


def grant(
    number: int, who: Person, role: Role, *, deputy_for: int | None = None, since: datetime = NOW
) -> tuple[Grant, Person]:
    return Grant(
        id=number, person_id=who.key, network_id=1, role=role, since=since, deputy_for=deputy_for
    ), who


OLA, EWA, JAN = person(1), person(2), person(3)
OLAS = grant(10, OLA, Role.FACILITATOR)
EWAS = grant(11, EWA, Role.MEMBER)
JANS = grant(12, JAN, Role.OBSERVER)
DEPUTY = grant(13, EWA, Role.FACILITATOR, deputy_for=OLA.id)
HELD = [OLAS, EWAS, JANS, DEPUTY]


def test_a_member_may_become_an_observer_and_the_other_way_round() -> None:
    assert Role.OBSERVER in givable(HELD, EWA.key)
    assert Role.MEMBER not in givable(HELD, EWA.key)
    assert Role.MEMBER in givable(HELD, JAN.key)


def test_whoever_is_neither_is_offered_neither() -> None:
    assert givable(HELD, OLA.key) == [Role.EXPERT, Role.GUARDIAN]


def test_a_deputy_gets_the_role_for_good_only_from_someone_else() -> None:
    assert Role.FACILITATOR in givable(HELD, EWA.key)
    assert Role.FACILITATOR not in givable(HELD, EWA.key, to_oneself=True)


def test_a_facilitator_ends_any_role_of_the_team_but_membership_is_left_alone() -> None:
    assert endable(HELD, OLA, leads=True) == [OLAS, DEPUTY]


def test_a_deputy_does_not_end_the_role_of_whom_they_stand_in_for() -> None:
    assert endable(HELD, EWA, leads=True) == [DEPUTY]


def test_others_end_only_what_is_theirs() -> None:
    assert endable(HELD, JAN, leads=False) == []
    assert endable([*HELD, grant(14, JAN, Role.EXPERT)], JAN, leads=False)[0][0].id == 14


def test_the_last_facilitator_is_the_last_one_now() -> None:
    later = grant(
        13, EWA, Role.FACILITATOR, deputy_for=OLA.id, since=datetime(2026, 12, 1, tzinfo=ZoneInfo(ZONE))
    )
    assert not is_last_facilitator(HELD, OLAS[0], NOW)
    assert is_last_facilitator([OLAS, EWAS, later], OLAS[0], NOW)


def test_a_deputy_names_no_deputy() -> None:
    assert deputisable(HELD, OLA) == [Role.FACILITATOR]
    assert deputisable(HELD, EWA) == []


def test_whoever_holds_the_role_does_not_deputise_in_it() -> None:
    assert could_deputise(HELD, OLA, Role.FACILITATOR) == [JAN]
    assert could_deputise(HELD, OLA, Role.EXPERT) == [EWA, JAN]


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("do 5 grudnia", "2026-12-05 23:59"),
        ("5 grudnia 12:00", "2026-12-05 12:00"),
        ("5.12", "2026-12-05 23:59"),
        ("5.12.2026", "2026-12-05 23:59"),
        ("2026-12-05", "2026-12-05 23:59"),
        ("w piątek", "2026-10-23 23:59"),
        ("do piatku", "2026-10-23 23:59"),
        ("za dwa tygodnie", "2026-11-04 23:59"),
        ("jutro", "2026-10-22 23:59"),
        ("until next Friday", "2026-10-23 23:59"),
        ("December 5", "2026-12-05 23:59"),
    ],
)
def test_an_end_is_the_end_of_its_day_unless_an_hour_is_written(typed: str, until: str) -> None:
    read = read_end(typed, NOW, ZONE, "pl").astimezone(ZoneInfo(ZONE))
    assert f"{read:%Y-%m-%d %H:%M}" == until


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        ("dziś", "2026-10-21 11:00"),
        ("od jutra", "2026-10-22 00:00"),
        ("from 1 December", "2026-12-01 00:00"),
        ("1 grudnia o 8", "2026-12-01 08:00"),
    ],
)
def test_a_start_is_the_beginning_of_its_day_unless_an_hour_is_written(typed: str, since: str) -> None:
    read = read_start(typed, NOW, ZONE, "pl").astimezone(ZoneInfo(ZONE))
    assert f"{read:%Y-%m-%d %H:%M}" == since


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("kiedyś", RoleReason.DAY_UNCLEAR),
        ("", RoleReason.DAY_UNCLEAR),
        ("co tydzień", RoleReason.DAY_UNCLEAR),
        ("1.10.2026", RoleReason.DAY_PAST),
        ("5 grudnia 2028", RoleReason.TOO_LONG),
    ],
)
def test_a_date_that_makes_no_sense_is_refused(typed: str, reason: RoleReason) -> None:
    with pytest.raises(Refused) as refused:
        read_end(typed, NOW, ZONE, "pl")
    assert refused.value.reason is reason


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        checked_end(NOW, NOW)
    assert refused.value.reason is RoleReason.DAY_PAST


def test_a_week_ends_with_its_last_day_across_the_change_of_clocks() -> None:
    assert end_after(NOW, 7, ZONE).isoformat() == "2026-10-28T23:59:00+01:00"
