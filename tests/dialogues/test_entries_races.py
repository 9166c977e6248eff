"""Two decide about an entry at the same moment: one of them does, the other is told kindly, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage import entries
from storage.entries import Entry, EntryState
from storage.unit_of_work import UnitOfWork
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_entries_checking import looks, waits
from tests.dialogues.test_entries_proposing import TITLE, changes_the_title, sends
from tests.dialogues.test_entries_sharing import entry
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident, Town
from tests.dialogues.town_log import STOVES

FIRST_OR_SECOND = pytest.mark.parametrize("turned", [False, True])
TOGETHER = 0.2
"""Seconds in which whoever holds an entry waits for the others, so that they really meet."""


@pytest_asyncio.fixture
async def network(tmp_path: Path, database_url: str) -> AsyncIterator[Network]:
    """Ola and Jan lead, Ewa shares; on either kind of database."""
    town = await Town.build(tmp_path, database_url, starts=MONDAY_MORNING)
    ola, ewa = town.resident("Ola", "Wójcik"), town.resident("Ewa", "Żak")
    jan, kim = town.resident("Jan", "Łoś"), town.resident("Kim")
    group = town.group("Miasto Cyfrowe", ola, ewa, jan, kim)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    for who, city in ((ola, ""), (ewa, "Gdynia"), (jan, "Łódź")):
        await town.joins(who, group, city)
    await give(ola, "Jan Łoś", "Ekspert")
    yield Network(town, group, ola, ewa, jan, kim)
    await town.close()


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Whoever has an entry in their hands takes their time, and nobody may wait for the other for good."""
    hold = entries.to_change

    async def slowly(uow: UnitOfWork, entry_id: int) -> Entry | None:
        held = await hold(uow, entry_id)
        await asyncio.sleep(TOGETHER)
        return held

    monkeypatch.setattr(entries, "to_change", slowly)
    yield
    assert "the database does not answer" not in capsys.readouterr().out


Act = Callable[[], object]


def tap(who: Resident, label: str) -> Act:
    message, button = who.button(label)
    return lambda: who.town.world.tap(who.id, who.id, message["message_id"], button["callback_data"])


def word(who: Resident, text: str) -> Act:
    return lambda: who.town.world.say(who.id, who.id, text)


async def at_once(network: Network, one: Act, other: Act, *, turned: bool = False) -> None:
    """Both act before either has an answer."""
    for act in (other, one) if turned else (one, other):
        act()
    await network.town.settle()


async def proposes(who: Resident) -> None:
    await looks(who)
    await who.taps("Zaproponuj zmiany")
    await changes_the_title(who)
    await sends(who)


def told(who: Resident, words: str) -> int:
    return sum(words in text for text in who.all_texts())


async def test_of_two_who_approve_at_once_one_does_and_the_author_hears_once(
    network: Network, meeting: None
) -> None:
    number = await waits(network, network.ewa)
    await looks(network.ola)
    await looks(network.jan)
    await at_once(network, tap(network.ola, "Zatwierdź"), tap(network.jan, "Zatwierdź"))
    known = await entry(network, number)
    assert (known.state, known.checked_version) == (EntryState.KEPT, 1)
    both = (network.ola, network.jan)
    assert sum(told(who, "Zatwierdzone:") for who in both) == 1
    assert sum(told(who, "Wpis jest już zatwierdzony. Kto:") for who in both) == 1
    assert told(network.ewa, "jest już w bazie sieci") == 1


@FIRST_OR_SECOND
async def test_of_approving_and_hiding_at_once_the_first_holds(
    network: Network, meeting: None, *, turned: bool
) -> None:
    number = await waits(network, network.ewa)
    await looks(network.ola)
    await network.ola.taps("Nie do bazy")
    await looks(network.jan)
    hides, approves = word(network.ola, "Są w nim nazwiska."), tap(network.jan, "Zatwierdź")
    await at_once(network, hides, approves, turned=turned)
    known = await entry(network, number)
    if known.state is EntryState.HIDDEN:
        assert "że tego wpisu nie będzie w bazie. Kto: Ola Wójcik." in network.jan.sees()
        assert told(network.ewa, "Są w nim nazwiska.") == 1
    else:
        assert known.state is EntryState.KEPT
        assert "Wpis jest już zatwierdzony. Kto: Jan Łoś." in network.ola.sees()
        assert known.reason == ""
        assert told(network.ewa, "jest już w bazie sieci") == 1


@FIRST_OR_SECOND
async def test_what_its_owner_takes_back_while_it_is_approved_is_gone(
    network: Network, meeting: None, *, turned: bool
) -> None:
    number = await waits(network, network.ewa)
    await looks(network.jan)
    await network.ewa.forges(f"entry:takeback:{number}")
    await at_once(network, tap(network.ewa, "Tak, wycofaj"), tap(network.jan, "Zatwierdź"), turned=turned)
    known = await entry(network, number)
    assert (known.state, known.title, known.done) == (EntryState.TAKEN_BACK, "", "")
    assert "Wpis zniknął z bazy." in network.ewa.sees()
    await network.ola.says("/szukaj kominiarz")
    assert STOVES not in network.ola.sees()


@FIRST_OR_SECOND
async def test_what_its_owner_accepts_while_it_is_approved_as_it_was_ends_as_one_of_both(
    network: Network, meeting: None, *, turned: bool
) -> None:
    number = await waits(network, network.ewa)
    await proposes(network.ola)
    await looks(network.jan)
    await at_once(network, tap(network.ewa, "Przyjmij"), tap(network.jan, "Zatwierdź"), turned=turned)
    known = await entry(network, number)
    assert known.state is EntryState.KEPT
    if known.title == TITLE:
        assert (known.version, known.checked_version) == (2, 2)
        assert "zdecydował" in network.jan.sees()
    else:
        assert (known.title, known.version, known.checked_version) == (STOVES, 1, 1)
        assert told(network.ewa, "została wycofana") == 1


async def test_what_its_owner_takes_back_while_a_proposal_is_withdrawn_is_gone(
    network: Network, meeting: None
) -> None:
    number = await waits(network, network.ewa)
    await proposes(network.ola)
    await network.ewa.forges(f"entry:takeback:{number}")
    await looks(network.ola)
    withdraws = tap(network.ola, "Wycofaj propozycję")
    await at_once(network, tap(network.ewa, "Tak, wycofaj"), withdraws)
    known = await entry(network, number)
    assert (known.state, known.title) == (EntryState.TAKEN_BACK, "")


@FIRST_OR_SECOND
async def test_nobody_approves_what_its_owner_changes_at_that_moment_unread(
    network: Network, meeting: None, *, turned: bool
) -> None:
    number = await waits(network, network.ewa)
    await looks(network.jan)
    await network.ewa.forges(f"entry:change:{number}:~done")
    await at_once(network, word(network.ewa, "Inaczej."), tap(network.jan, "Zatwierdź"), turned=turned)
    known = await entry(network, number)
    assert (known.done, known.version) == ("Inaczej.", 2)
    if known.state is EntryState.WAITING:
        assert "Przed chwilą wpis się zmienił." in network.jan.sees()
    else:
        assert (known.state, known.checked_version) == (EntryState.KEPT, 1)
