"""Dates in people's own calendars: an address of one's own that can be taken back, and files. Nobody is named there."""

import logging
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus

from bot.running import web
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_office_hours_changes import changes
from tests.dialogues.test_office_hours_clock import at
from tests.dialogues.test_office_hours_following import says_from
from tests.dialogues.test_office_hours_single import moves
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident, Town

PUBLIC = "https://bot.example"
ADDRESS = re.compile(rf"{PUBLIC}(/calendar/[\w-]+\.ics)")
NAMES = ("Ola", "Wójcik", "Ewa", "Żak", "Jan", "Łoś")


@pytest.fixture
def settings() -> dict[str, object]:
    return {"public_url": PUBLIC}


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


@pytest_asyncio.fixture
async def web_client(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    app = web(town.process, town.settings)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC) as client:
        yield client


async def address(who: Resident) -> str:
    """The address that somebody was shown last."""
    found = ADDRESS.findall(who.sees())
    assert len(found) == 1, who.sees()
    return str(found[0])


async def asks(who: Resident) -> str:
    await who.says("/kalendarz")
    return await address(who)


def parsed(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def starts(events: list[Event]) -> list[datetime]:
    return [event.dtstart for event in events if isinstance(event.dtstart, datetime)]


def sequences(events: list[Event]) -> list[int]:
    return [event.sequence or 0 for event in events]


async def feed(client: httpx.AsyncClient, path: str) -> list[Event]:
    answer = await client.get(path)
    assert answer.status_code == 200
    return parsed(answer.content).events


# the address


async def test_a_member_gets_an_address_at_which_a_calendar_reads_every_date(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    assert "Dodaj ten adres do swojego kalendarza jako subskrypcję" in hours.jan.sees()
    answer = await web_client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = parsed(answer.content).events
    assert starts(events)[:5] == [
        datetime(2026, 9, 8, 8, tzinfo=UTC), datetime(2026, 9, 22, 8, tzinfo=UTC),
        datetime(2026, 10, 6, 8, tzinfo=UTC), datetime(2026, 10, 20, 8, tzinfo=UTC),
        datetime(2026, 11, 3, 9, tzinfo=UTC),
    ]  # fmt: skip
    assert {event.summary for event in events} == {"Dyżur – Miasto Cyfrowe"}
    assert {event.status for event in events} == {EventStatus.CONFIRMED}
    assert "X-WR-CALNAME:Terminy sieci Miasto Cyfrowe" in answer.text
    assert not any(name in answer.text for name in NAMES)


async def test_an_observer_gets_one_too(hours: Network, web_client: httpx.AsyncClient) -> None:
    await give(hours.ola, "Jan Łoś", "Obserwator")
    assert await feed(web_client, await asks(hours.jan))


async def test_whoever_has_not_joined_gets_none(hours: Network) -> None:
    await hours.kim.starts()
    await hours.kim.says("/calendar")
    assert ADDRESS.findall(hours.kim.sees()) == []


async def test_the_address_is_not_shown_again_and_a_new_one_ends_it(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    old = await asks(hours.jan)
    await hours.jan.says("/kalendarz")
    assert "Masz już adres dla kalendarza, od 7 września 2026." in hours.jan.sees()
    assert ADDRESS.findall(hours.jan.sees()) == []
    assert await feed(web_client, old)
    await hours.jan.taps("Nowy adres")
    new = await address(hours.jan)
    assert new != old
    assert (await web_client.get(old)).status_code == 404
    assert await feed(web_client, new)


async def test_taken_back_it_opens_nothing_and_says_nothing(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    other = await asks(hours.ewa)
    await hours.jan.taps("Unieważnij adres")
    assert "Adres dla kalendarza już nie działa." in hours.jan.sees()
    answer, unknown = await web_client.get(path), await web_client.get("/calendar/nobody.ics")
    assert (answer.status_code, answer.content) == (404, unknown.content)
    assert answer.headers == unknown.headers
    assert await feed(web_client, other)


async def test_it_ends_when_its_owner_leaves_and_stays_ended(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    await hours.jan.says("/opusc")
    await hours.jan.taps("Odchodzę")
    assert (await web_client.get(path)).status_code == 404
    await hours.town.joins(hours.jan, hours.group, "Łódź")
    assert (await web_client.get(path)).status_code == 404


async def test_it_ends_when_its_owner_is_forgotten(hours: Network, web_client: httpx.AsyncClient) -> None:
    path = await asks(hours.jan)
    await hours.jan.says("/moje_dane")
    assert any("Adresy dla Twojego kalendarza" in text for text in hours.jan.all_texts())
    await hours.jan.says("/zapomnij")
    await hours.jan.taps("Zapomnij o mnie")
    assert (await web_client.get(path)).status_code == 404


async def test_while_the_bot_is_away_from_the_group_nothing_is_told(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    hours.town.world.remove_member(hours.ola.id, hours.group, hours.town.world.bot.id)
    await hours.town.settle()
    assert (await web_client.get(path)).status_code == 404


async def test_it_shows_one_network_only(hours: Network, web_client: httpx.AsyncClient) -> None:
    town, ola = hours.town, hours.ola
    path = await asks(hours.jan)
    before = await feed(web_client, path)
    other = town.group("Biblioteki", ola, hours.jan)
    await town.add_bot(ola, other)
    await ola.taps("zaczynamy", other)
    await town.joins(ola, other)
    await announce(ola, "/dyzur co tydzień w piątek 12:00")
    assert starts(await feed(web_client, path)) == starts(before)


# what calendars ask


async def test_a_calendar_that_knows_it_all_reads_nothing_again(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    first = await web_client.get(path)
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["last-modified"] == "Mon, 07 Sep 2026 07:00:00 GMT"
    known = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}
    again = await web_client.get(path, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    await changes(hours.ewa, "22 wrz", "Odwołaj")
    assert (await web_client.get(path, headers=known)).status_code == 200


async def test_asking_for_the_head_is_answered_without_a_body(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    answer = await web_client.head(await asks(hours.jan))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"]


# changes


async def test_a_date_that_falls_out_stays_as_cancelled_for_thirty_days(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    planned = (await feed(web_client, path))[1]
    await hours.town.passes(hours=1)
    await changes(hours.ewa, "22 wrz", "Odwołaj")
    off = (await feed(web_client, path))[1]
    assert (off.uid, off.dtstart) == (planned.uid, planned.dtstart)
    assert (off.status, off.sequence) == (EventStatus.CANCELLED, (planned.sequence or 0) + 1)
    assert off.summary == "Odwołany: Dyżur – Miasto Cyfrowe"
    assert off.last_modified == off.dtstamp == datetime(2026, 9, 7, 8, tzinfo=UTC)
    await hours.town.move_to(at(10, 22, 9))
    assert off.uid in {event.uid for event in await feed(web_client, path)}
    await hours.town.move_to(at(10, 23, 9))
    assert off.uid not in {event.uid for event in await feed(web_client, path)}


async def test_the_dates_of_office_hours_that_ended_stay_as_cancelled(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    await changes(hours.ewa, "Zakończ te dyżury…", "Tak, zakończ")
    assert {event.status for event in await feed(web_client, path)} == {EventStatus.CANCELLED}


async def test_a_moved_date_is_the_same_event_at_another_time(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    before = await feed(web_client, path)
    await moves(hours, "22 wrz", "w środę 23 września o 12")
    await hours.ewa.taps("Tak, przenieś")
    after = await feed(web_client, path)
    assert [event.uid for event in after] == [event.uid for event in before]
    assert starts(after)[1] == datetime(2026, 9, 23, 10, tzinfo=UTC)
    assert sequences(after)[:3] == [0, 1, 0]


async def test_another_hour_from_a_date_on_moves_the_same_events(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    path = await asks(hours.jan)
    before = await feed(web_client, path)
    await says_from(hours, "6 paź", "co dwa tygodnie we wtorek 11:00")
    await hours.ewa.taps("Tak, zmień")
    after = {event.uid: event for event in await feed(web_client, path)}
    assert {event.uid for event in before} <= set(after)
    october = [after[event.uid] for event in before[:4]]
    assert starts(october)[2] == datetime(2026, 10, 6, 9, tzinfo=UTC)
    assert sequences(october) == [0, 0, 1, 1]


async def test_place_and_topic_are_told_and_how_to_ask(hours: Network, web_client: httpx.AsyncClient) -> None:
    await changes(hours.ewa, "Miejsce")
    await hours.ewa.says("https://spotkanie.example/dyzur?a=1,2")
    await changes(hours.ewa, "Temat")
    await hours.ewa.says("Jak pytać mieszkańców; i po co")
    event = (await feed(web_client, await asks(hours.jan)))[0]
    assert event.location == "https://spotkanie.example/dyzur?a=1,2"
    assert event.sequence == 2
    assert (event.description or "").startswith(
        "Temat: Jak pytać mieszkańców; i po co\nZadaj pytanie: https://t.me/"
    )


# files


async def test_one_session_as_a_file_is_the_same_event_as_in_the_feed(
    hours: Network, web_client: httpx.AsyncClient
) -> None:
    await hours.jan.says("/dyzur")
    await hours.jan.taps("Do kalendarza")
    assert "Dyżur: wtorek, 8 września, 10:00–11:00." in hours.jan.sees()
    ((name, content),) = hours.jan.files()
    assert name == "dyzur-2026-09-08.ics"
    assert not any(name in content.decode() for name in NAMES)
    assert parsed(content).events == (await feed(web_client, await asks(hours.jan)))[:1]


async def test_the_reminder_and_the_card_in_the_group_lead_to_the_file_too(hours: Network) -> None:
    await hours.jan.taps("Do kalendarza", hours.group)
    await hours.town.move_to(at(9, 7, 11))
    assert "Dyżur jutro" in hours.jan.sees()
    await hours.jan.taps("Do kalendarza")
    (_, from_card), (_, from_reminder) = hours.jan.files()
    assert from_card == from_reminder


async def test_of_a_session_that_fell_out_the_file_cancels_it(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 11))
    await changes(hours.ewa, "8 wrz", "Odwołaj")
    await hours.jan.taps("Do kalendarza")
    (event,) = parsed(hours.jan.files()[-1][1]).events
    assert event.status is EventStatus.CANCELLED
    assert "Ten dyżur się nie odbędzie" in hours.jan.sees()


async def test_a_stranger_gets_no_file(hours: Network) -> None:
    await hours.kim.taps("Do kalendarza", hours.group)
    assert hours.kim.files() == []


async def test_all_coming_dates_as_a_file(hours: Network, web_client: httpx.AsyncClient) -> None:
    await changes(hours.ewa, "22 wrz", "Odwołaj")
    path = await asks(hours.jan)
    await hours.jan.taps("Terminy w pliku")
    ((name, content),) = hours.jan.files()
    in_feed = [event for event in await feed(web_client, path) if event.status is EventStatus.CONFIRMED]
    assert name == "terminy.ics"
    assert parsed(content).events == in_feed


class TestWithoutAPublicAddress:
    @pytest.fixture
    def settings(self) -> dict[str, object]:
        return {}

    async def test_the_coming_dates_come_as_a_file(self, hours: Network) -> None:
        await hours.jan.says("/kalendarz")
        assert "Ten bot nie ma adresu w internecie" in hours.jan.sees()
        ((_, content),) = hours.jan.files()
        assert starts(parsed(content).events)[0] == datetime(2026, 9, 8, 8, tzinfo=UTC)

    async def test_where_nothing_is_planned_no_empty_file_comes(self, network: Network) -> None:
        await network.jan.says("/kalendarz")
        assert "Nie ma jeszcze żadnych terminów" in network.jan.sees()
        assert network.jan.files() == []


# secrets


async def test_the_token_is_neither_kept_nor_logged(
    hours: Network, web_client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"):
        path = await asks(hours.jan)
        await web_client.get(path)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) * 6 >= 128
    assert token not in caplog.text
    files = [file for file in Path(hours.town.settings.data).glob("spoiwo.db*") if file.is_file()]
    assert files
    assert not any(token.encode() in file.read_bytes() for file in files)
