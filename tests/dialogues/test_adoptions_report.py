"""What was taken over since the last meeting: as a paper of the meeting, and as a part of its report."""

from datetime import timedelta

from storage import meetings, subgroups
from storage.meetings import Meeting, MeetingState
from storage.subgroups import Subgroup
from tests.dialogues.conftest import Network
from tests.dialogues.test_adoptions import confirms, shared, takes
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, stands
from tests.dialogues.town_meetings import plan

__all__ = ["shared"]

NOTHING = "Na razie nic w tym nie ma."
PART = "Co przejęto od ostatniego spotkania"


async def the_report(who: Resident, number: int = 1) -> str:
    await who.forges(f"print:as:{number}:~report:~text")
    return who.sees().replace("\xa0", " ")


async def test_the_paper_of_a_meeting_has_what_was_confirmed_since_the_one_before(
    network: Network, shared: int
) -> None:
    await plan(network.ola)
    await network.ola.forges("print:as:1:~transfers:~text")
    assert network.ola.sees() == NOTHING
    await takes(network.jan, shared)
    await confirms(network.jan, "Mniej dymu.")
    await network.ola.forges("print:as:1:~transfers:~text")
    assert "Wdrożenia od ostatniego spotkania" in network.ola.sees()
    assert "Mniej dymu." in network.ola.sees()
    await network.town.passes(days=60)
    await plan(network.ola, "20 grudnia 10:00–15:00")
    await network.ola.forges("print:as:2:~transfers:~text")
    assert network.ola.sees() == NOTHING


async def test_the_report_says_what_was_taken_over_since_the_last_meeting(
    network: Network, shared: int
) -> None:
    await plan(network.ola)
    await takes(network.jan, shared)
    await confirms(network.jan)
    assert f"14. {PART}\n– {STOVES}: Gdynia → Łódź" in await the_report(network.ola)
    await network.town.passes(days=60)
    await takes(network.jan, await stands(network, network.ewa, "Łąki kwietne"))
    await network.jan.taps("w zmienionej wersji")
    await network.jan.says("Na dachach.")
    await network.jan.says("Działa.")
    await network.jan.taps("Tak")
    await plan(network.ola, "20 grudnia 10:00–15:00")
    report = await the_report(network.ola, 2)
    assert f"14. {PART}\n– Łąki kwietne: Gdynia → Łódź (w zmienionej wersji)" in report
    assert STOVES not in report


async def test_where_nothing_was_taken_over_the_report_is_as_ever(network: Network, shared: int) -> None:
    await plan(network.ola)
    await takes(network.jan, shared)
    assert PART not in await the_report(network.ola)
    assert "13. Załączniki" in await the_report(network.ola)


async def test_what_is_taken_back_is_in_no_report(network: Network, shared: int) -> None:
    await plan(network.ola)
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.jan.taps("Nigdzie nie pokazuj")
    assert PART not in await the_report(network.ola)


async def test_a_meeting_of_a_subgroup_in_between_takes_nothing_out_of_the_report(
    network: Network, shared: int
) -> None:
    await plan(network.ola)
    await takes(network.jan, shared)
    await confirms(network.jan)
    await of_subgroup(network)
    assert STOVES in await the_report(network.ola)
    await network.ola.forges("print:as:2:~report:~text")
    assert PART not in network.ola.sees()


async def of_subgroup(network: Network) -> None:
    """A meeting of a subgroup that has just been."""
    now = network.town.clock.now()
    async with network.town.process.database.write() as uow:
        smog = await subgroups.add(uow, Subgroup(network_id=1, name="Smog"))
        await meetings.add(uow, Meeting(
            network_id=1, subgroup_id=smog.id, starts_at=now, ends_at=now + timedelta(hours=1), created_at=now,
            changed_at=now, state=MeetingState.CLOSED,
        ))  # fmt: skip
