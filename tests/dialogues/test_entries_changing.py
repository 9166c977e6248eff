"""What an owner does with an entry later: other words, another audience, an older version, and back out of the log."""

from facilitation.entries import content, owning
from handlers.taps import encode_link
from storage import entries, people
from storage.entries import EntryAudience, EntryState
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_entries_drafts import leaves
from tests.dialogues.test_entries_sharing import drafted, entry, hands_in
from tests.dialogues.town import Resident
from tests.dialogues.town_log import SHOWN, STOVES, opens, stands

NEW = "Pokazy były w pięć sobót."


async def asks_to_change(who: Resident, number: int, field: str) -> None:
    await opens(who, number)
    await who.taps("Zmień…")
    await who.taps("Zmień…")
    await who.taps(field)


async def colleague(network: Network) -> Resident:
    """Ida, who represents Gdynia too; Ewa, who shared everything, has left."""
    ida = network.town.resident("Ida", started=True)
    network.town.world.add_member(network.ola.id, network.group, ida.id)
    await network.town.joins(ida, network.group, "Gdynia")
    return ida


async def test_a_field_of_what_stands_in_the_log_is_changed_and_the_old_words_are_kept(
    network: Network,
) -> None:
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Co zrobiono")
    assert SHOWN in network.ewa.sees()
    await network.ewa.says(NEW)
    assert "zajrzą do Twoich ostatnich zmian" in network.ewa.sees()
    kept = await entry(network, number)
    assert (kept.done, kept.version, kept.checked_version) == (NEW, 2, 1)
    await opens(network.jan, number)
    assert NEW in network.jan.sees()


async def test_what_waits_to_be_checked_can_still_be_changed(network: Network) -> None:
    await drafted(network.ewa)
    await hands_in(network.ewa)
    await network.ewa.taps("Zobacz wpis")
    await network.ewa.taps("Zmień…")
    await network.ewa.taps("Koszt i ludzie")
    await network.ewa.says("4200 zł")
    assert "Koszt i ludzie: 4200 zł" in network.ewa.sees()


async def test_a_field_can_be_emptied_unless_it_is_needed(network: Network) -> None:
    number = await stands(network, network.ewa, cost="4200 zł")
    await asks_to_change(network.ewa, number, "Koszt i ludzie")
    await network.ewa.taps("Zostaw puste")
    assert (await entry(network, number)).cost == ""
    await network.ewa.taps("Zmień…")
    await network.ewa.taps("Co zrobiono")
    assert "Zostaw puste" not in network.ewa.buttons()
    await network.ewa.forges("form:pick:~done:~empty")
    assert (await entry(network, number)).done == SHOWN


async def test_the_place_is_ones_own_institution_or_another_name(network: Network) -> None:
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Gdzie")
    await network.ewa.says("Gmina Kosakowo")
    kept = await entry(network, number)
    assert (kept.place, kept.institution_id) == ("Gmina Kosakowo", None)
    await network.ewa.taps("Zmień…")
    await network.ewa.taps("Gdzie")
    await network.ewa.taps("Gdynia")
    kept = await entry(network, number)
    assert (kept.place, kept.institution_id is None) == ("", False)


async def test_of_two_who_change_the_same_the_second_decides_and_loses_nothing(network: Network) -> None:
    """Two of Gdynia own it together, since whoever shared it has left."""
    number = await stands(network, network.ewa)
    ida, ula = await colleague(network), network.town.resident("Ula", started=True)
    network.town.world.add_member(network.ola.id, network.group, ula.id)
    await network.town.joins(ula, network.group, "Gdynia")
    await leaves(network.ewa)
    for each in (ida, ula):
        await asks_to_change(each, number, "Co zrobiono")
    await ida.says(NEW)
    await ula.says("Pokazy były w szkołach.")
    assert "W międzyczasie to się zmieniło" in ula.sees()
    assert NEW in ula.sees()
    assert "Pokazy były w szkołach." in ula.sees()
    assert (await entry(network, number)).done == NEW
    await ula.taps("Wstaw moje słowa")
    assert (await entry(network, number)).done == "Pokazy były w szkołach."
    async with network.town.process.database.read() as uow:
        assert len(await entries.versions.of(uow, number)) == 2


async def test_what_the_other_one_wrote_can_stay(network: Network) -> None:
    number = await of_two(network)
    await network.ewa.taps("Zostaw to, co jest")
    assert (await entry(network, number)).done == NEW


async def test_it_can_be_written_anew_from_what_is_there_now(network: Network) -> None:
    number = await of_two(network)
    await network.ewa.taps("Napisz od nowa…")
    assert NEW in network.ewa.sees()
    await network.ewa.says("Pokazy i warsztaty.")
    assert (await entry(network, number)).done == "Pokazy i warsztaty."


async def of_two(network: Network) -> int:
    """Ewa has written something else than what came meanwhile from another device."""
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Co zrobiono")
    async with network.town.process.database.write() as uow:
        known = await entries.to_change(uow, number)
        assert known is not None
        known.done, known.version = NEW, known.version + 1
        uow.session.add(known)
    await network.ewa.says("Pokazy były w szkołach.")
    assert "W międzyczasie to się zmieniło" in network.ewa.sees()
    return number


async def test_what_was_changed_in_another_field_meanwhile_stays_beside_it(network: Network) -> None:
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Co zrobiono")
    async with network.town.process.database.write() as uow:
        known = await entries.to_change(uow, number)
        assert known is not None
        known.cost, known.version = "4200 zł", known.version + 1
        uow.session.add(known)
    await network.ewa.says(NEW)
    kept = await entry(network, number)
    assert (kept.done, kept.cost) == (NEW, "4200 zł")


# versions


async def test_versions_are_compared_field_by_field_and_an_old_one_comes_back(network: Network) -> None:
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Co zrobiono")
    await network.ewa.says(NEW)
    await network.ewa.taps("Zmień…")
    await network.ewa.taps("Koszt i ludzie")
    await network.ewa.says("4200 zł")
    await network.ewa.taps("Wcześniejsze wersje")
    assert "2. do:" in network.ewa.sees()
    await network.ewa.taps("2")
    assert f"Co zrobiono\nByło: {SHOWN}\nJest: {NEW}" in network.ewa.sees()
    assert "4200" not in network.ewa.sees()
    await network.ewa.taps("Porównaj z obecną")
    assert "Koszt i ludzie\nByło: nic\nJest: 4200 zł" in network.ewa.sees()
    await network.ewa.taps("Przywróć tę wersję")
    assert "Tamta wersja jest przywrócona." in network.ewa.sees()
    kept = await entry(network, number)
    assert (kept.done, kept.cost, kept.version) == (SHOWN, "", 4)


async def test_long_changes_are_shown_whole_in_several_messages(network: Network) -> None:
    names = ("problem", "done", "result", "cost", "conditions", "pitfalls", "contact")
    number = await stands(network, network.ewa, **{name: f"{name} " * 60 for name in names})
    async with network.town.process.database.write() as uow:
        known = await entries.to_change(uow, number)
        ewa = await people.by_telegram_id(uow, network.ewa.id)
        assert known is not None
        assert ewa is not None
        new = content.of(known)
        for name in names:
            new = new.with_field(name, f"nowe {name} " * 60)
        await owning.revise(uow, known, new, based_on=1, by=ewa, now=MONDAY_MORNING)
    await opens(network.ewa, number)
    before = len(network.ewa.messages())
    await network.ewa.forges(f"entry:version:{number}:1")
    assert len(network.ewa.messages()) == before + 2
    assert "nowe contact" in network.ewa.sees()
    assert "Przywróć tę wersję" in network.ewa.buttons()


async def test_an_old_version_does_not_come_over_something_that_nobody_has_seen(network: Network) -> None:
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Co zrobiono")
    await network.ewa.says(NEW)
    await network.ewa.forges(f"entry:restore:{number}:1:1")
    assert network.ewa.toast is not None
    assert (await entry(network, number)).done == NEW


async def test_a_version_is_that_of_its_own_entry(network: Network) -> None:
    for who, title in ((network.jan, "Wpis Jana"), (network.ewa, STOVES)):
        number = await stands(network, who, title, done=f"{title}: przedtem.")
        await asks_to_change(who, number, "Co zrobiono")
        await who.says(NEW)
    await network.ewa.forges(f"entry:version:{number}:1")
    assert f"Było: {STOVES}: przedtem." in network.ewa.sees()


async def test_nobody_else_reads_earlier_versions(network: Network) -> None:
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Co zrobiono")
    await network.ewa.says(NEW)
    await opens(network.jan, number)
    await network.jan.forges(f"entry:version:{number}:1")
    assert SHOWN not in network.jan.sees()


# for whom, and back


async def test_the_audience_changes_at_once_in_both_directions(network: Network) -> None:
    number = await stands(network, network.ewa)
    await opens(network.ewa, number)
    await network.ewa.taps("Dla kogo…")
    await network.ewa.taps("Wszyscy, także w internecie")
    assert "Dla kogo: wszyscy, także w internecie" in network.ewa.sees()
    async with network.town.process.database.read() as uow:
        assert await entries.seen.one(uow, entries.ANYBODY, number) is not None
    await network.ewa.taps("Dla kogo…")
    await network.ewa.taps("Tylko ta sieć")
    assert (await entry(network, number)).audience is EntryAudience.NETWORK
    async with network.town.process.database.read() as uow:
        assert await entries.seen.one(uow, entries.ANYBODY, number) is None


async def test_taking_back_is_asked_back_and_then_leaves_no_words(network: Network) -> None:
    number = await stands(network, network.ewa)
    await asks_to_change(network.ewa, number, "Co zrobiono")
    await network.ewa.says(NEW)
    await network.ewa.taps("Wycofaj…")
    assert "razem z wcześniejszymi wersjami, zdjęciami i plikami" in network.ewa.sees()
    assert (await entry(network, number)).state is EntryState.KEPT
    await network.ewa.taps("Tak, wycofaj")
    kept = await entry(network, number)
    assert (kept.state, kept.title, kept.done) == (EntryState.TAKEN_BACK, "", "")
    async with network.town.process.database.read() as uow:
        assert await entries.versions.of(uow, number) == []
    await network.jan.says("/szukaj kominiarz")
    assert STOVES not in network.jan.sees()


async def test_what_those_who_lead_have_hidden_can_still_be_taken_back(network: Network) -> None:
    number = await stands(network, network.ewa, state=EntryState.HIDDEN, reason="Są w nim dane mieszkańca.")
    await network.ewa.starts(encode_link("myentries", 1))
    await network.ewa.taps(STOVES[:20])
    assert "Są w nim dane mieszkańca." in network.ewa.sees()
    assert network.ewa.buttons() == ["Wycofaj…", "‹ Moje wpisy"]
    await network.ewa.taps("Wycofaj…")
    await network.ewa.taps("Tak, wycofaj")
    assert (await entry(network, number)).done == ""


async def test_a_stranger_changes_and_takes_back_nothing(network: Network) -> None:
    number = await stands(network, network.ewa)
    await opens(network.jan, number)
    assert not {"Zmień…", "Dla kogo…", "Usuń z bazy"} & set(network.jan.buttons())
    for data in (
        f"entry:change:{number}:~done",
        f"entry:takenback:{number}",
        f"entry:opento:{number}:~public",
    ):
        await network.jan.forges(data)
        assert network.jan.toast == "Może to zrobić tylko osoba, która to napisała."
    kept = await entry(network, number)
    assert (kept.state, kept.audience, kept.done) == (EntryState.KEPT, EntryAudience.NETWORK, SHOWN)


async def test_what_came_back_with_a_question_is_handed_in_again(network: Network) -> None:
    number = await stands(
        network,
        network.ewa,
        state=EntryState.RETURNED,
        reason="Ile to kosztowało?",
        kept_at=None,
        checked_version=0,
    )
    await network.ewa.forges(f"entry:own:{number}")
    assert "Ile to kosztowało?" in network.ewa.sees()
    await network.ewa.taps("Przekaż ponownie…")
    await network.ewa.taps("Tylko ta sieć")
    kept = await entry(network, number)
    assert (kept.state, kept.reason) == (EntryState.WAITING, "")
    assert "Nowy wpis do bazy sieci" in network.ola.sees()
