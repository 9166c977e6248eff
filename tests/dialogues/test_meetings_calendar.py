"""A meeting in people's own calendars: what another library makes of it from its plan to its end."""

from datetime import UTC, datetime

import httpx
import pytest
from ical.event import Event, EventStatus

from tests.dialogues.conftest import Network
from tests.dialogues.test_feeds import NAMES, PUBLIC, asks, feed, parsed, settings, web_client
from tests.dialogues.test_meetings import changes, meeting
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_roles import give

__all__ = ["meeting", "settings", "web_client"]


def _one(content: bytes) -> Event:
    (event,) = parsed(content).events
    return event


def replayed(files: list[bytes]) -> dict[str, Event]:
    """What a calendar shows that was given these files one after another: the highest sequence of each event."""
    known: dict[str, Event] = {}
    for event in map(_one, files):
        uid = event.uid or ""
        if uid not in known or (event.sequence or 0) >= (known[uid].sequence or 0):
            known[uid] = event
    return known


async def takes_file(network: Network) -> bytes:
    await network.jan.says("/spotkanie")
    await network.jan.taps("20 paź")
    await network.jan.taps("Do kalendarza")
    return network.jan.files()[-1][1]


async def test_made_moved_and_cancelled_it_is_one_event_that_goes_in_the_end(meeting: Network) -> None:
    made = await takes_file(meeting)
    await changes(meeting.ola, "Data i godziny")
    await meeting.ola.says("godzinę później")
    await meeting.ola.taps("Tak, przenieś")
    moved = await takes_file(meeting)
    await changes(meeting.ola, "Odwołaj spotkanie")
    await meeting.ola.says("Awaria ogrzewania")
    await meeting.ola.taps("Tak, odwołaj")
    await meeting.jan.taps("Usuń z kalendarza", meeting.group)
    cancelled = meeting.jan.files()[-1][1]
    (first,) = replayed([made]).values()
    assert first.dtstart == datetime(2026, 10, 20, 8, tzinfo=UTC)
    assert first.location == "Gdynia, ratusz"
    (then,) = replayed([made, moved]).values()
    assert then.dtstart == datetime(2026, 10, 20, 9, tzinfo=UTC)
    assert then.dtend == datetime(2026, 10, 20, 14, tzinfo=UTC)
    (last,) = replayed([made, moved, cancelled]).values()
    assert last.status is EventStatus.CANCELLED
    assert [each.uid for each in (first, then, last)] == [first.uid] * 3
    late = replayed([made, cancelled, moved])
    assert late == {first.uid: last}, "also where an older file is opened after a newer one"
    assert not any(name in content.decode() for name in NAMES for content in (made, moved, cancelled))


async def test_the_feed_has_the_same_event_as_the_file(
    meeting: Network, web_client: httpx.AsyncClient
) -> None:
    made = _one(await takes_file(meeting))
    path = await asks(meeting.jan)
    assert await feed(web_client, path) == [made]


async def test_whoever_opens_a_link_to_a_meeting_of_another_network_gets_nothing(meeting: Network) -> None:
    await meeting.kim.starts("meetingics-1")
    assert meeting.kim.files() == []
    assert PUBLIC not in meeting.kim.sees()


@pytest.mark.parametrize("link", ["meet.example.org/siec", "https://meet.example.org/siec"])
async def test_an_online_meeting_takes_place_at_its_link(network: Network, link: str) -> None:
    await network.ola.says("/spotkanie 20 października 10:00")
    await network.ola.taps("Online")
    await network.ola.says(link)
    for label in ("Pomiń", "Pomiń", "Tak, zapowiedz"):
        await network.ola.taps(label)
    assert _one(await takes_file(network)).location == "https://meet.example.org/siec"


async def test_office_hours_at_the_same_time_are_said_before_it_is_announced(meeting: Network) -> None:
    await give(meeting.ola, "Ewa Żak", "Ekspert")
    await announce(meeting.ewa)
    await changes(meeting.ola, "Data i godziny")
    await meeting.ola.says("6 października")
    assert (
        "⚠ W tym samym czasie: Dyżur – Miasto Cyfrowe (wtorek, 6 października, 10:00)." in meeting.ola.sees()
    )


async def test_a_meeting_at_the_same_time_is_said_before_office_hours_are_announced(meeting: Network) -> None:
    await give(meeting.ola, "Ewa Żak", "Ekspert")
    await meeting.ewa.says("/dyzur co drugi wtorek 10:00")
    assert "wtorek, 20 października (w tym czasie spotkanie sieci)" in meeting.ewa.sees()
