"""The web of the process: the webhook takes in only what Telegram sends, health tells the truth."""

import httpx
import pytest

from papers.calendar import Timetable
from storage.engine import Unavailable
from web.app import SECRET_HEADER, WEBHOOK_PATH, Health, application

SECRET = "open-sesame"
UPDATE = {"update_id": 7, "message": {}}


class Door:
    """What the webhook hands over."""

    def __init__(self) -> None:
        self.taken: list[object] = []
        self.open = True
        self.health = Health(database=True, seconds_since_tick=0.5, waiting=0)

    async def take_in(self, update: dict[str, object]) -> None:
        if not self.open:
            raise Unavailable("locked")
        self.taken.append(update)

    async def tell(self) -> Health:
        return self.health

    async def measure(self) -> tuple[bytes, str]:
        if not self.open:
            raise Unavailable("locked")
        return b"spoiwo_sends_total 1.0\n", "text/plain; version=0.0.4"

    async def timetable(self, token: str) -> Timetable | None:
        if not self.open:
            raise Unavailable("locked")
        return Timetable("Dyżury", ()) if token == "known" else None


@pytest.fixture
def door() -> Door:
    return Door()


def client(door: Door, *, webhook: bool = True, metrics: bool = False) -> httpx.AsyncClient:
    measure = door.measure if metrics else None
    app = application(door.tell, door.take_in if webhook else None, SECRET, measure, door.timetable)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


async def test_an_update_with_the_secret_is_taken_in(door: Door) -> None:
    answer = await client(door).post(WEBHOOK_PATH, json=UPDATE, headers={SECRET_HEADER: SECRET})
    assert (answer.status_code, door.taken) == (200, [UPDATE])


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET + "x"}]
)
async def test_without_the_secret_nothing_is_taken_in(door: Door, headers: dict[str, str]) -> None:
    answer = await client(door).post(WEBHOOK_PATH, json=UPDATE, headers=headers)
    assert (answer.status_code, door.taken) == (403, [])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"{}", b'{"update_id": "7"}', b"\xff"])
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    answer = await client(door).post(WEBHOOK_PATH, content=body, headers={SECRET_HEADER: SECRET})
    assert (answer.status_code, door.taken) == (400, [])


async def test_when_the_database_is_away_telegram_is_asked_to_repeat(door: Door) -> None:
    door.open = False
    answer = await client(door).post(WEBHOOK_PATH, json=UPDATE, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 503


async def test_while_polling_there_is_no_webhook(door: Door) -> None:
    answer = await client(door, webhook=False).post(
        WEBHOOK_PATH, json=UPDATE, headers={SECRET_HEADER: SECRET}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("health", "status"),
    [(Health(True, 0.5, 0), 200), (Health(False, 0.5, 0), 503), (Health(True, 60, 3), 503)],
)
async def test_health_is_good_only_when_all_is(door: Door, health: Health, status: int) -> None:
    door.health = health
    answer = await client(door).get("/health")
    assert (answer.status_code, answer.json()["ok"]) == (status, status == 200)


async def test_metrics_are_told_only_when_asked_for(door: Door) -> None:
    assert (await client(door).get("/metrics")).status_code == 404
    answer = await client(door, metrics=True).get("/metrics")
    assert (answer.status_code, answer.text) == (200, "spoiwo_sends_total 1.0\n")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")


async def test_without_a_database_there_are_no_metrics(door: Door) -> None:
    door.open = False
    assert (await client(door, metrics=True).get("/metrics")).status_code == 503


async def test_a_calendar_reads_at_an_address_that_is_known(door: Door) -> None:
    answer = await client(door).get("/calendar/known.ics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")


@pytest.mark.parametrize(
    "path", ["/calendar/unknown.ics", "/calendar/known", "/calendar/", "/calendar/a/known.ics"]
)
async def test_any_other_address_is_like_one_that_never_was(door: Door, path: str) -> None:
    answer, nowhere = await client(door).get(path), await client(door).get("/nowhere")
    assert (answer.status_code, answer.content, answer.headers) == (404, nowhere.content, nowhere.headers)


async def test_nothing_can_be_sent_to_a_calendar(door: Door) -> None:
    assert (await client(door).post("/calendar/known.ics", content=b"x")).status_code == 405


async def test_without_a_database_a_calendar_is_asked_to_come_again(door: Door) -> None:
    door.open = False
    answer = await client(door).get("/calendar/known.ics")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
