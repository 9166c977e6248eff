"""A title that an entry of the log has already: asked about once more, and never telling what nobody may see yet."""

import pytest

from facilitation.entries import importing
from facilitation.entries.content import Content
from facilitation.entries.importing import Brought
from storage import network as networks
from storage.entries import EntryKind, EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_entries_sharing import begins, drafted, entry
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, stands

ALREADY = f"Jest już wpis pod tytułem „{STOVES}”."
UNSEEN = (EntryState.DRAFT, EntryState.WAITING, EntryState.RETURNED, EntryState.PROPOSED, EntryState.DECLINED)


async def calls(who: Resident, title: str) -> None:
    await begins(who)
    await who.says(title)


async def test_a_title_of_the_log_is_asked_about_with_a_way_to_look_at_the_other_one(
    network: Network,
) -> None:
    await stands(network, network.ewa)
    await calls(network.jan, STOVES.upper())
    assert "Jest już wpis" in network.jan.sees()
    await network.jan.taps("Zobacz tamten wpis")
    assert "Ewa Żak, Gdynia" in network.jan.sees()


async def test_such_a_title_can_be_kept(network: Network) -> None:
    await stands(network, network.ewa)
    await calls(network.jan, STOVES)
    await network.jan.taps("Zostaw ten tytuł")
    assert "Gdzie to było?" in network.jan.sees()
    assert (await entry(network, 2)).title == STOVES


async def test_polish_letters_hide_no_twin(network: Network) -> None:
    await stands(network, network.ewa, "Ławki pod ŻŁOBKIEM")
    await calls(network.jan, "Ławki pod ŻŁOBKIEM")
    assert "Jest już wpis pod tytułem „Ławki pod ŻŁOBKIEM”." in network.jan.sees()


@pytest.mark.parametrize("state", UNSEEN)
async def test_nobody_learns_of_what_another_person_has_not_in_the_log(
    network: Network, state: EntryState
) -> None:
    await stands(network, network.ewa, state=state, kept_at=None, checked_version=0)
    await calls(network.jan, STOVES)
    assert "Jest już wpis" not in network.jan.sees()
    assert (await entry(network, 2)).title == STOVES


@pytest.mark.parametrize("state", UNSEEN)
async def test_nobody_learns_of_it_by_the_command_with_the_title_either(
    network: Network, state: EntryState
) -> None:
    await stands(network, network.ewa, state=state, kept_at=None, checked_version=0)
    await begins(network.jan, words=f"/praktyka {STOVES}")
    assert "Jest już wpis" not in network.jan.sees()
    assert (await entry(network, 2)).title == STOVES


async def test_one_is_told_of_a_draft_of_ones_own(network: Network) -> None:
    await drafted(network.ewa, STOVES)
    await network.ewa.says("/praktyka")
    await network.ewa.taps("Zacznij coś nowego")
    await network.ewa.taps("Dobra praktyka")
    await network.ewa.says(STOVES)
    assert ALREADY in network.ewa.sees()
    await network.ewa.taps("Zobacz tamten wpis")
    assert "Widzisz go tylko Ty." in network.ewa.sees()


@pytest.mark.parametrize(
    ("state", "known"),
    [(EntryState.KEPT, True), (EntryState.WAITING, True), (EntryState.RETURNED, True)]
    + [(each, False) for each in (EntryState.DRAFT, EntryState.PROPOSED, EntryState.DECLINED)],
)
async def test_a_table_doubles_nothing_that_was_handed_in_and_tells_of_nobody_s_draft(
    network: Network, state: EntryState, *, known: bool
) -> None:
    await stands(network, network.ewa, state=state)
    row = Brought(2, EntryKind.PRACTICE, Content(title=STOVES, done="Coś."))
    async with network.town.process.database.read() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        assert (await importing.doubts(uow, here, [row])).known == (frozenset({2}) if known else frozenset())
