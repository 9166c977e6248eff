"""The machine's clock is set, stops for a while, or changes its hour: nothing double, nothing silently gone."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from facilitation.office_hours.plan import OF_A_SESSION
from handlers.housekeeping import NIGHTLY
from storage.due_work import Doing, DueWork
from storage.outbox import PENDING, Saying
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Town

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS = {"an hour on": HOUR, "an hour back": -HOUR, "a day on": DAY, "a day back": -DAY}
BEGINNINGS = ("Dyżur jutro", "Dyżur za godzinę", "Dyżur dzisiaj")


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


async def set_clock(town: Town, by: timedelta) -> None:
    """Nobody visits the moments between, as when somebody corrects the clock or a machine wakes up."""
    town.clock.moment += by
    await town.settle()


async def of_the_session(town: Town) -> dict[str, DueWork]:
    """What was planned for the session of 8 September, by kind."""
    async with town.process.database.read() as uow:
        found = select(DueWork).where(col(DueWork.kind).in_(OF_A_SESSION), DueWork.subject == "1")
        works = (await uow.session.exec(found)).all()
        uow.session.expunge_all()
    return {work.kind.removeprefix("office_hours."): work for work in works}


def reminders(hours: Network) -> Counter[str]:
    texts = hours.jan.all_texts()
    return Counter(beginning for text in texts for beginning in BEGINNINGS if text.startswith(beginning))


async def nothing_is_owed(town: Town) -> bool:
    """Nothing waits to be sent, and nothing that is due waits to be done."""
    async with town.process.database.read() as uow:
        sayings = (await uow.session.exec(select(Saying.id).where(col(Saying.state).in_(PENDING)))).all()
        overdue = select(DueWork.id).where(DueWork.state == Doing.PLANNED, DueWork.due_at <= town.clock.now())
        return not sayings and not (await uow.session.exec(overdue)).all()


async def every_end_is_told(town: Town) -> None:
    works = await of_the_session(town)
    assert set(works) == {"day", "hour", "open", "close"}
    for work in works.values():
        assert work.state in (Doing.DONE, Doing.DROPPED), work.kind
        assert work.state is Doing.DONE or work.error == "too late", work.kind
    assert works["close"].state is Doing.DONE
    assert await nothing_is_owed(town)


# the clock is set


MOMENTS = [
    at(9, 7, 9, 59),
    at(9, 7, 10, 1),
    at(9, 8, 8, 59),
    at(9, 8, 9, 1),
    at(9, 8, 10, 30),
    at(9, 8, 11, 1),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment:%d. %H.%M}")
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
async def test_a_clock_that_is_set_for_good(hours: Network, moment: datetime, step: timedelta) -> None:
    town = hours.town
    await town.move_to(moment)
    await set_clock(town, step)
    await town.move_to(at(9, 10, 12))
    assert all(count == 1 for count in reminders(hours).values())
    assert len(posts(hours.jan, hours.group, "Dyżur 8 września")) <= 1
    await every_end_is_told(town)
    if step < timedelta():
        assert set(reminders(hours)) == {"Dyżur jutro", "Dyżur za godzinę"}


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment:%d. %H.%M}")
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
async def test_a_clock_that_is_wrong_for_ten_minutes(
    hours: Network, moment: datetime, step: timedelta
) -> None:
    town = hours.town
    await town.move_to(moment)
    await set_clock(town, step)
    await town.passes(minutes=10)
    await set_clock(town, -step)
    await town.move_to(at(9, 10, 12))
    assert all(count == 1 for count in reminders(hours).values())
    assert len(posts(hours.jan, hours.group, "Dyżur 8 września")) <= 1
    await every_end_is_told(town)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
async def test_what_waits_to_be_sent_goes_at_once_and_in_its_order(network: Network, step: timedelta) -> None:
    """Written just before the clock was set, it must not wait for the old time to come again."""
    town, jan = network.town, network.jan
    town.wire.cut = ConnectionError()
    await jan.says("/pomoc")
    await jan.says("/siec")
    town.wire.cut = None
    town.clock.moment += step
    await jan.says("/jezyk")
    await town.passes(seconds=30)
    said = [text.partition("\n")[0] for text in jan.all_texts()[-3:]]
    assert [words[:4] for words in said] == ["Co m", "Mias", "Rozm"], said
    assert await nothing_is_owed(town)


# the machine sleeps


@pytest.mark.parametrize(
    "asleep_at", [at(9, 7, 22), at(9, 8, 3, 30), at(9, 8, 9, 30)], ids=lambda at: f"{at:%d. %H.%M}"
)
async def test_asleep_for_eight_hours(hours: Network, asleep_at: datetime) -> None:
    town = hours.town
    await town.move_to(asleep_at)
    before = reminders(hours)
    await set_clock(town, 8 * HOUR)
    awake = town.local
    works = await of_the_session(town)
    begins = at(9, 8, 10)
    if awake < begins - HOUR:
        assert reminders(hours) == before
    else:
        assert posts(hours.jan, hours.group, "Dyżur trwa") == []
        assert works["open"].state is Doing.DROPPED
    await town.move_to(at(9, 10, 12))
    assert all(count == 1 for count in reminders(hours).values())
    await every_end_is_told(town)


async def test_offline_for_a_week(hours: Network) -> None:
    """What was too late is dropped, each with its reason; what keeps order is done; what comes is planned."""
    town = hours.town
    await announce(hours.ewa, "/dyzur co tydzień środa 12:00")
    before = reminders(hours)
    await town.is_offline_until(at(9, 14, 12))
    assert reminders(hours) == before
    works = await of_the_session(town)
    assert {kind: work.state for kind, work in works.items()} == {
        "day": Doing.DROPPED, "hour": Doing.DROPPED, "open": Doing.DROPPED, "close": Doing.DONE,
    }  # fmt: skip
    await every_end_is_told(town)
    await town.move_to(at(9, 15, 12))
    assert heard(hours.jan, "Dyżur jutro")[-1].startswith("Dyżur jutro: Ewa Żak\n\nśroda, 16 września, 12:00")
    assert await nights(town) == [at(9, 16, 3, 30)]


async def nights(town: Town) -> Sequence[datetime]:
    async with town.process.database.read() as uow:
        found = select(DueWork.due_at).where(DueWork.kind == NIGHTLY, DueWork.state == Doing.PLANNED)
        return [moment.astimezone(WARSAW) for moment in (await uow.session.exec(found)).all()]


# the hour changes


@pytest.mark.parametrize(
    ("says", "eve", "change"),
    [
        ("/dyzur jednorazowo 25 października 10:00", at(10, 24, 9), at(10, 25, 10)),
        ("/dyzur jednorazowo 28 marca 2027 10:00", at(3, 27, 9, year=2027), at(3, 28, 10, year=2027)),
    ],
    ids=["the night is an hour longer", "the night is an hour shorter"],
)
async def test_ten_stays_ten_when_the_hour_changes(
    network: Network, says: str, eve: datetime, change: datetime
) -> None:
    town, jan = network.town, network.jan
    await town.move_to(eve)
    await give(network.ola, "Ewa Żak", "Ekspert")
    await announce(network.ewa, says)
    for hour, beginning in ((change - DAY, "Dyżur jutro"), (change - HOUR, "Dyżur za godzinę")):
        await town.move_to(hour - timedelta(minutes=1))
        assert heard(jan, beginning) == []
        await town.move_to(hour)
        assert len(heard(jan, beginning)) == 1
        assert "10:00–11:00" in jan.sees()
    await town.move_to(change)
    assert len(posts(jan, network.group, "Dyżur trwa")) == 1
    await town.move_to(change + HOUR)
    assert posts(jan, network.group, "Dyżur trwa") == []
    await every_end_is_told(town)


@pytest.mark.parametrize("eve", [at(10, 24, 12), at(3, 27, 12, year=2027)], ids=["longer", "shorter"])
async def test_every_night_has_its_round_when_the_hour_changes(town: Town, eve: datetime) -> None:
    await town.move_to(eve)
    for _ in range(3):
        (night,) = await nights(town)
        assert (night.hour, night.minute) == (3, 30)
        await town.move_to(night.astimezone(UTC))
        (following,) = await nights(town)
        assert (following.date() - night.date()).days == 1
