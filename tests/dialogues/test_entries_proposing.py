"""Changes that a checker proposes: prepared field by field, sent with a reason; the author sees each and decides."""

import pytest_asyncio
from sqlmodel import select

from storage import entries
from storage.entries import Again, CitySize, EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_entries_checking import FORMER, found, looks, says_otherwise, waits
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import SHOWN, STOVES, opens, stands

TITLE = "Kominiarz pokazuje, jak palić od góry"
WHY = "Tytuł powie wtedy od razu, o co chodzi."


async def changes_the_title(who: Resident, title: str = TITLE) -> None:
    await who.taps("Tytuł")
    await who.says(title)


async def sends(who: Resident, why: str = WHY) -> None:
    await who.taps("Wyślij propozycję")
    await who.says(why)


@pytest_asyncio.fixture
async def proposed(network: Network) -> Network:
    """Ola, who leads with Jan, has proposed another title for what Ewa handed in."""
    await give(network.ola, "Jan Łoś", "Ekspert")
    await waits(network, network.ewa)
    await looks(network.ola)
    await network.ola.taps("Zaproponuj zmiany")
    await changes_the_title(network.ola)
    await sends(network.ola)
    return network


async def entry_of(network: Network, number: int = 1) -> entries.Entry:
    async with network.town.process.database.read() as uow:
        entry = await entries.by_id(uow, number)
        assert entry is not None
        uow.session.expunge(entry)
        return entry


# preparing


async def test_fields_are_changed_one_by_one_on_a_copy_that_nobody_sees(network: Network) -> None:
    await waits(network, network.ewa, cost="500 zł", again=Again.YES)
    await looks(network.ola)
    await network.ola.taps("Zaproponuj zmiany")
    assert "Na razie nic nie jest zmienione." in network.ola.sees()
    assert "Wyślij propozycję…" not in network.ola.buttons()
    await network.ola.taps("Koszt")
    assert "500 zł" in network.ola.sees()
    await network.ola.taps("Zostaw puste")
    await network.ola.taps("Wielkość miasta")
    await network.ola.says("średnie")
    assert "Wybierz odpowiedź jednym z przycisków" in network.ola.sees() or "przycisk" in network.ola.sees()
    await network.ola.taps("małe miasto")
    await changes_the_title(network.ola)
    await network.town.restart()
    assert f"Było:\n{STOVES}\nBędzie:\n{TITLE}" in network.ola.sees()
    assert "Było:\n500 zł\nBędzie:\n(nic)" in network.ola.sees()
    entry = await entry_of(network)
    assert (entry.title, entry.cost, entry.size, entry.version) == (STOVES, "500 zł", None, 1)
    assert TITLE not in "".join(network.ewa.all_texts())
    await sends(network.ola)
    await network.ewa.taps("Przyjmij")
    entry = await entry_of(network)
    assert (entry.title, entry.cost, entry.size, entry.again) == (TITLE, "", CitySize.SMALL, Again.YES)


async def test_it_is_gone_on_with_where_it_was_left(network: Network) -> None:
    await waits(network, network.ewa)
    await looks(network.ola)
    await network.ola.taps("Zaproponuj zmiany")
    await changes_the_title(network.ola)
    await network.ola.taps("Tytuł")
    await network.ola.says("/sprawdzanie")
    await network.ola.taps("1")
    await network.ola.taps("Zaproponuj zmiany")
    assert TITLE in network.ola.sees()
    await network.ola.taps("Porzuć")
    await network.ola.taps("Zaproponuj zmiany")
    assert TITLE not in network.ola.sees()


async def test_a_title_that_is_too_long_is_refused_kindly(network: Network) -> None:
    await waits(network, network.ewa)
    await looks(network.ola)
    await network.ola.taps("Zaproponuj zmiany")
    await changes_the_title(network.ola, "ż" * 121)
    assert "120" in network.ola.sees()
    await network.ola.says(TITLE)
    assert TITLE in network.ola.sees()


# the author


async def test_the_author_sees_field_by_field_what_would_change_and_why(proposed: Network) -> None:
    for words in (f"Było:\n{STOVES}\nBędzie:\n{TITLE}", "Ola Wójcik pisze:", WHY, "Decyzja należy do Ciebie"):
        assert words in proposed.ewa.sees()
    assert SHOWN not in proposed.ewa.sees()
    assert {"Przyjmij", "Zmienię po swojemu", "Odmów…"} == set(proposed.ewa.buttons())


async def test_what_is_accepted_is_in_the_log_and_checked_by_that(proposed: Network) -> None:
    await proposed.ewa.taps("Przyjmij")
    entry = await entry_of(proposed)
    assert (entry.state, entry.title, entry.checked_version, entry.version) == (EntryState.KEPT, TITLE, 2, 2)
    assert "Twoje propozycje zmian są przyjęte. Kto: Ewa Żak." in proposed.ola.sees()
    assert await found(proposed.jan)
    await proposed.ola.says("/sprawdzanie")
    assert "Nic nie czeka" in proposed.ola.sees()
    async with proposed.town.process.database.read() as uow:
        (before,) = await entries.versions.of(uow, 1)
        assert STOVES in before.content


async def test_accepting_twice_changes_it_once(proposed: Network) -> None:
    await proposed.ewa.taps("Przyjmij")
    await proposed.ewa.forges("entry:accept:1:1")
    assert "Te zmiany są już przyjęte." in proposed.ewa.sees()
    assert (await entry_of(proposed)).version == 2


async def test_where_it_changed_meanwhile_the_author_compares_anew_and_loses_nothing(
    proposed: Network,
) -> None:
    await says_otherwise(proposed, 1)
    await proposed.ewa.taps("Przyjmij")
    assert "Wpis zmienił się w międzyczasie." in proposed.ewa.sees()
    assert f"Będzie:\n{TITLE}" in proposed.ewa.sees()
    assert SHOWN not in proposed.ewa.sees(), "the author's own change is no part of the proposal"
    assert (await entry_of(proposed)).state is EntryState.RETURNED
    await proposed.ewa.taps("Przyjmij")
    entry = await entry_of(proposed)
    assert (entry.state, entry.title, entry.done) == (EntryState.KEPT, TITLE, FORMER)


async def test_who_declines_may_say_why_and_those_who_lead_decide_again(proposed: Network) -> None:
    await proposed.ewa.taps("Odmów")
    await proposed.ewa.says("Tak mówią u nas.")
    assert "Twoje propozycje zmian nie zostały przyjęte. Kto: Ewa Żak." in proposed.ola.sees()
    assert "Tak mówią u nas." in proposed.ola.sees()
    entry = await entry_of(proposed)
    assert (entry.state, entry.title) == (EntryState.WAITING, STOVES)


async def test_declining_needs_no_word(proposed: Network) -> None:
    await proposed.ewa.taps("Odmów")
    await proposed.ewa.taps("Pomiń")
    assert "nie zostały przyjęte" in proposed.ola.sees()


async def test_what_is_withdrawn_can_t_be_accepted_any_more(proposed: Network) -> None:
    await proposed.ola.says("/sprawdzanie")
    await proposed.ola.taps("1")
    await proposed.ola.taps("Wycofaj propozycję")
    assert "Wycofane." in proposed.ola.sees()
    await proposed.ewa.taps("Przyjmij")
    assert "Ta propozycja została wycofana" in proposed.ewa.sees()
    entry = await entry_of(proposed)
    assert (entry.state, entry.title) == (EntryState.WAITING, STOVES)


async def test_another_checker_reads_that_there_is_a_proposal_and_can_t_withdraw_it(
    proposed: Network,
) -> None:
    await proposed.jan.says("/sprawdzanie")
    await proposed.jan.taps("1")
    assert "Zmiany są zaproponowane" in proposed.jan.sees()
    await proposed.jan.taps("Wycofaj propozycję")
    assert (await entry_of(proposed)).state is EntryState.RETURNED
    await proposed.jan.forges("entry:suggest:1")
    assert "Autor lub autorka ma już propozycję zmian. Od kogo: Ola Wójcik." in proposed.jan.sees()


async def test_nobody_else_decides_for_the_author(proposed: Network) -> None:
    for tap in ("accept:1:1", "reject:1", "proposed:1"):
        await proposed.jan.forges(f"entry:{tap}")
        assert "Może to zrobić tylko" in (proposed.jan.toast or "")


async def test_nobody_else_reads_what_is_being_prepared(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    await waits(network, network.ewa)
    await looks(network.ola)
    await network.ola.taps("Zaproponuj zmiany")
    await changes_the_title(network.ola)
    for tap in ("send:1", "field:1:~title", "unsuggest:1"):
        await network.jan.forges(f"entry:{tap}")
        assert "Ta propozycja jest już rozstrzygnięta" in (network.jan.toast or "")
    await network.ewa.forges("entry:proposed:1")
    assert TITLE not in network.ewa.sees()


async def test_handed_in_again_the_author_has_answered_the_proposal(proposed: Network) -> None:
    await says_otherwise(proposed, 1)
    await proposed.ewa.forges("entry:again:1")
    assert "Wpis znów czeka na sprawdzenie." in proposed.ewa.sees()
    await proposed.ewa.forges("entry:accept:1:2")
    assert "Te zmiany są już odrzucone." in proposed.ewa.sees()


async def test_a_kept_entry_stays_in_the_log_while_its_author_thinks(network: Network) -> None:
    number = await stands(network, network.ewa)
    await opens(network.ola, number)
    await network.ola.taps("Zaproponuj zmiany")
    await changes_the_title(network.ola)
    await sends(network.ola)
    assert await found(network.jan)
    await network.ewa.taps("Przyjmij")
    entry = await entry_of(network)
    assert (entry.title, entry.checked_version) == (TITLE, entry.version)


async def test_a_proposal_for_a_hidden_entry_is_not_accepted(proposed: Network) -> None:
    await looks(proposed.ola)
    await proposed.ola.taps("Nie do bazy")
    await proposed.ola.says("Nazwiska mieszkańców.")
    await proposed.ewa.taps("Przyjmij")
    assert (await entry_of(proposed)).state is EntryState.HIDDEN


async def test_signs_of_markup_stay_what_was_typed(network: Network) -> None:
    await waits(network, network.ewa)
    await looks(network.ola)
    await network.ola.taps("Zaproponuj zmiany")
    await changes_the_title(network.ola, "<b>Dym</b> & sadza")
    await sends(network.ola, "<script>")
    assert "Będzie:\n<b>Dym</b> & sadza" in network.ewa.sees()
    assert "<script>" in network.ewa.sees()


async def test_what_is_taken_back_leaves_no_words_of_a_proposal_either(proposed: Network) -> None:
    await proposed.ewa.forges("entry:takenback:1")
    async with proposed.town.process.database.read() as uow:
        assert await entries.versions.open_proposals(uow, 1) == []
        assert (await uow.session.exec(select(entries.EntryProposal))).all() == []
