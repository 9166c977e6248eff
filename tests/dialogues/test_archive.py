"""Files of meetings are archived by a reply or a tap, found again, and seen by those for whom they are."""

from datetime import datetime

import pytest_asyncio
from sqlmodel import col, delete

from handlers.taps import encode_link
from storage import people, roles
from storage.roles import Grant, Role
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Resident


@pytest_asyncio.fixture
async def meeting(planned: Network) -> Network:
    """A meeting that took place in the morning; Jan is the guardian."""
    await give(planned.ola, "Jan Łoś", "Opieka organizacyjna")
    await planned.town.move_to(datetime(2026, 10, 20, 16, 30, tzinfo=WARSAW))
    return planned


async def of_the_meeting(who: Resident) -> None:
    await who.says("/archiwum")
    await who.taps("20 paź")


async def archived(network: Network, title: str, *, internal: bool = False) -> None:
    """Jan archives a file from the page of the meeting."""
    await of_the_meeting(network.jan)
    await network.jan.taps("Dodaj plik")
    await network.jan.sends_file("plan.pdf", b"%PDF")
    await network.jan.says(title)
    await network.jan.taps("Tylko przedstawiciele" if internal else "Wszyscy, także obserwatorzy")


async def observer(network: Network) -> Resident:
    """Vera, who only observes."""
    vera = network.town.resident("Vera", started=True)
    network.town.world.add_member(network.ola.id, network.group, vera.id)
    await network.town.joins(vera, network.group)
    async with network.town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, vera.id)
        assert person is not None
        await uow.session.exec(delete(Grant).where(col(Grant.person_id) == person.key))
        await roles.grant(
            uow, Grant(person_id=person.key, network_id=1, role=Role.OBSERVER, since=network.town.clock.now())
        )
    return vera


async def test_a_reply_in_the_group_archives_the_file_without_chatter_there(meeting: Network) -> None:
    sent = await meeting.ewa.sends_file("prezentacja o parkach.pdf", b"%PDF", at=meeting.group)
    before = meeting.jan.all_texts(meeting.group)
    await meeting.jan.says("/archiwum", meeting.group, reply_to=sent["message_id"])
    assert meeting.jan.all_texts(meeting.group) == before
    assert "Do którego spotkania należy?" in meeting.jan.sees()
    await meeting.jan.taps("20 paź")
    await meeting.jan.taps("prezentacja o parkach")
    await meeting.jan.taps("Wszyscy, także obserwatorzy")
    assert "W archiwum: prezentacja o parkach" in meeting.jan.sees()
    await of_the_meeting(meeting.ewa)
    assert "1. prezentacja o parkach" in meeting.ewa.sees()
    await meeting.ewa.taps("1")
    assert meeting.ewa.files()[-1] == ("prezentacja o parkach.pdf", b"%PDF")


async def test_a_file_is_added_from_the_page_of_the_meeting_after_a_restart_too(meeting: Network) -> None:
    await of_the_meeting(meeting.jan)
    assert "Na razie nie ma plików." in meeting.jan.sees()
    await meeting.jan.taps("Dodaj plik")
    await meeting.jan.says("zaraz wyślę")
    assert "Nie widzę pliku." in meeting.jan.sees()
    await meeting.town.restart()
    await meeting.jan.sends_photo("Zdjęcie sali")
    await meeting.jan.taps("Zdjęcie sali")
    await meeting.jan.taps("Wszyscy")
    await meeting.jan.taps("Dokumenty i pliki")
    assert "1. Zdjęcie sali" in meeting.jan.sees()


async def test_the_same_file_again_only_gets_its_new_title(meeting: Network) -> None:
    sent = await meeting.ewa.sends_file("x.pdf", b"%PDF", at=meeting.group)
    for title in ("Prezentacja", "Prezentacja Gdyni"):
        await meeting.jan.says(f"/archiwum {title}", meeting.group, reply_to=sent["message_id"])
        await meeting.jan.taps("20 paź")
        await meeting.jan.taps(title)
        await meeting.jan.taps("Wszyscy")
    await of_the_meeting(meeting.jan)
    assert "1. Prezentacja Gdyni" in meeting.jan.sees()
    assert "2." not in meeting.jan.sees()


async def test_a_member_can_read_but_not_archive(meeting: Network) -> None:
    sent = await meeting.ewa.sends_file("x.pdf", b"%PDF", at=meeting.group)
    await meeting.ewa.says("/archiwum", meeting.group, reply_to=sent["message_id"])
    assert "archiwizować pliki ze spotkania" in meeting.ewa.sees(meeting.group)
    await of_the_meeting(meeting.ewa)
    assert "Dodaj plik" not in meeting.ewa.buttons()


async def test_observers_see_no_internal_file_anywhere(meeting: Network) -> None:
    await archived(meeting, "Ustalenia zespołu", internal=True)
    await archived(meeting, "Program")
    vera = await observer(meeting)
    await of_the_meeting(vera)
    assert "1. Program" in vera.sees()
    assert "Ustalenia" not in vera.sees()
    await vera.says("/szukaj ustalenia")
    assert "Ustalenia" not in vera.sees()


async def test_an_internal_file_can_be_shown_to_observers_and_hidden_again(meeting: Network) -> None:
    await archived(meeting, "Ustalenia zespołu", internal=True)
    vera = await observer(meeting)
    await vera.says("/archiwum")
    assert "Ustalenia" not in "".join(vera.buttons())
    await vera.forges("arch:file:1")
    assert not vera.files()
    await of_the_meeting(meeting.jan)
    assert "1. Ustalenia zespołu (wewnętrzne)" in meeting.jan.sees()
    await meeting.jan.taps("1")
    await meeting.jan.taps("Pokaż też obserwatorom")
    await vera.says("/szukaj ustalenia")
    assert "Ustalenia zespołu" in vera.sees()


async def test_members_find_a_file_by_its_title(meeting: Network) -> None:
    await archived(meeting, "Mapa parków kieszonkowych", internal=True)
    await meeting.ewa.says("/szukaj park kieszonkowy")
    assert "Mapa parków kieszonkowych" in meeting.ewa.sees()
    assert "Plik ze spotkania: wt., 20 paź" in meeting.ewa.sees()


async def test_a_file_is_renamed_and_removed(meeting: Network) -> None:
    await archived(meeting, "Mapa")
    await of_the_meeting(meeting.jan)
    await meeting.jan.taps("1")
    await meeting.jan.taps("Zmień nazwę")
    await meeting.jan.says("Plan miasta")
    assert "1. Plan miasta" in meeting.jan.sees()
    await meeting.jan.taps("1")
    await meeting.jan.taps("Usuń")
    assert "Usunąć „Plan miasta” z archiwum?" in meeting.jan.sees()
    await meeting.jan.taps("Tak, usuń")
    assert "Na razie nie ma plików." in meeting.jan.sees()
    await meeting.ewa.says("/szukaj plan miasta")
    assert "Plan miasta" not in meeting.ewa.sees()


async def test_two_who_remove_the_same_file_hear_that_it_is_gone(meeting: Network) -> None:
    await archived(meeting, "Mapa")
    for who in (meeting.jan, meeting.ola):
        await of_the_meeting(who)
        await who.taps("1")
        await who.taps("Usuń")
    await meeting.jan.taps("Tak, usuń")
    await meeting.ola.taps("Tak, usuń")
    assert "nie ma już w archiwum" in (meeting.ola.toast or "")


async def test_without_meetings_the_archive_says_how_it_fills(network: Network) -> None:
    await network.ewa.says("/archiwum")
    assert "Dokumenty i pliki pojawią się wraz ze spotkaniami." in network.ewa.sees()
    sent = await network.ola.sends_file("x.pdf", b"%PDF")
    await network.ola.says("/archiwum", reply_to=sent["message_id"])
    assert "Nie ma jeszcze spotkania" in network.ola.sees()


async def test_the_link_of_the_archive_leads_there(meeting: Network) -> None:
    await archived(meeting, "Mapa")
    await meeting.ewa.starts(encode_link("archive", 1))
    assert any("1 plik" in label for label in meeting.ewa.buttons())
    await meeting.ewa.starts(encode_link("archfile", 1))
    assert meeting.ewa.files()
