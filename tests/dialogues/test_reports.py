"""The report of a meeting is asked for, reminded of and finished with five questions; its papers say what is known."""

import io
from datetime import datetime

import pypdfium2
import pytest_asyncio
from docx import Document as Docx

from tests.dialogues.conftest import Network
from tests.dialogues.test_meetings import plan
from tests.dialogues.test_office_hours_clock import heard
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Resident

ASKED, REMINDED = "Sprawozdanie ze spotkania\n", "Wciąż brakuje sprawozdania"


def october(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=WARSAW)


@pytest_asyncio.fixture
async def meeting(planned: Network) -> Network:
    """A meeting on 20 October at which Ewa and Jan were; Jan is the guardian."""
    await give(planned.ola, "Jan Łoś", "Opieka organizacyjna")
    await planned.town.move_to(october(20, 9, 30))
    await planned.ewa.taps("Jestem", planned.group)
    await planned.jan.taps("Jestem", planned.group)
    await planned.town.move_to(october(20, 16, 30))
    return planned


@pytest_asyncio.fixture
async def asked(meeting: Network) -> Network:
    """The morning after."""
    await meeting.town.move_to(october(21, 9))
    return meeting


async def answers(who: Resident, *said: str) -> None:
    """Answer the questions, skip those that are left, and submit."""
    await who.taps("Napisz sprawozdanie")
    for each in said:
        await who.says(each)
    for _ in range(5 - len(said)):
        await who.taps("Pomiń")
    await who.taps("Złóż sprawozdanie")


async def the_text(who: Resident) -> str:
    """The report as text, its hard spaces as any others."""
    await who.taps("Tekst")
    return who.sees().replace("\xa0", " ")


# asked for, and reminded of


async def test_the_facilitator_is_asked_the_morning_after_and_reminded_twice(meeting: Network) -> None:
    town, ola = meeting.town, meeting.ola
    await town.move_to(october(21, 8, 59))
    assert heard(ola, ASKED) == []
    await town.move_to(october(21, 9))
    assert len(heard(ola, ASKED)) == 1
    assert "pięć krótkich pytań" in ola.sees()
    for day, times in ((22, 0), (23, 1), (26, 1), (27, 2), (30, 2)):
        await town.move_to(october(day, 9))
        assert len(heard(ola, REMINDED)) == times
    assert heard(meeting.jan, ASKED) + heard(meeting.ewa, ASKED) == []


async def test_once_it_is_submitted_nobody_is_reminded(asked: Network) -> None:
    await answers(asked.ola, "Poznać się. Udało się.")
    assert "Sprawozdanie złożone" in asked.ola.sees()
    await asked.town.passes(days=10)
    assert heard(asked.ola, REMINDED) == []


async def test_a_cancelled_meeting_needs_no_report(network: Network) -> None:
    await plan(network.ola)
    await network.ola.says("/spotkanie")
    for label in ("20 paź", "Zmień…", "Odwołaj"):
        await network.ola.taps(label)
    await network.ola.says("Choroba")
    await network.ola.taps("Tak")
    await network.town.move_to(october(30, 9))
    assert heard(network.ola, ASKED) + heard(network.ola, REMINDED) == []


async def test_after_a_long_silence_the_facilitator_is_asked_once_and_not_three_times(
    network: Network,
) -> None:
    await plan(network.ola)
    await network.town.is_offline_until(october(29, 12))
    assert len(heard(network.ola, ASKED) + heard(network.ola, REMINDED)) == 1


async def test_whoever_deputises_is_asked_too(meeting: Network) -> None:
    await give(meeting.ola, "Ewa Żak", "Koordynacja")
    await meeting.town.move_to(october(21, 9))
    assert len(heard(meeting.ewa, ASKED)) == 1


# written


async def test_the_report_takes_five_answers_and_is_read_back(asked: Network) -> None:
    await asked.ola.taps("Napisz sprawozdanie")
    assert "Sprawozdanie ze spotkania, 1 z 5" in asked.ola.sees()
    for said in (
        "Cel osiągnięty",
        "Mapa parków",
        "Mało czasu",
        "Spotkanie w Łodzi",
        "Dziękujemy gospodarzom",
    ):
        await asked.ola.says(said)
    assert "To trafi do sprawozdania" in asked.ola.sees()
    await asked.ola.taps("Rezultat")
    await asked.ola.says("Mapa parków kieszonkowych")
    assert "Mapa parków kieszonkowych" in asked.ola.sees()
    assert "Mało czasu" in asked.ola.sees()
    await asked.ola.taps("Złóż sprawozdanie")
    text = await the_text(asked.ola)
    for said in ("Cel osiągnięty", "Mapa parków kieszonkowych", "Mało czasu", "Spotkanie w Łodzi"):
        assert said in text


async def test_the_paper_has_every_part_of_the_form_and_what_is_known_of_it(asked: Network) -> None:
    await answers(asked.ola, "Cel osiągnięty")
    text = await the_text(asked.ola)
    assert "Sieć „Miasto Cyfrowe”" in text
    assert "Kiedy: 20 października 2026, 10:00–15:00" in text
    assert "Gdzie: Gdynia, ratusz" in text
    assert "Złożono: 21 października 2026, wersja 1, Ola Wójcik" in text
    assert "1. Forma spotkania\n☒ na żywo" in text
    assert "Gdynia · Na miejscu: 1" in text
    assert "2 osoby z 2 instytucji" in text
    assert "12. Uwagi\nBrak." in text
    assert [f"\n{n}. " in text for n in range(1, 14)] == [True] * 13


async def test_before_it_is_submitted_the_paper_is_a_draft(asked: Network) -> None:
    assert "Szkic: sprawozdania jeszcze nie złożono" in await the_text(asked.ola)


async def test_the_same_report_comes_as_pdf_and_docx(asked: Network) -> None:
    await answers(asked.ola, "Zażółciliśmy gęślą jaźń")
    await asked.ola.taps("Sprawozdanie: PDF")
    await asked.ola.taps("DOCX")
    (pdf_name, pdf), (docx_name, docx) = asked.ola.files()
    assert pdf_name == "sprawozdanie-ze-spotkania-2026-10-20.pdf"
    assert docx_name == "sprawozdanie-ze-spotkania-2026-10-20.docx"
    pages = pypdfium2.PdfDocument(pdf)
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "Zażółciliśmy gęślą jaźń" in " ".join(printed.split())
    assert any("Zażółciliśmy gęślą jaźń" in each.text for each in Docx(io.BytesIO(docx)).paragraphs)


async def test_a_corrected_report_keeps_what_is_not_changed_and_counts_its_version(asked: Network) -> None:
    await answers(asked.ola, "Cel osiągnięty", "Mapa")
    await asked.ola.taps("‹ Spotkanie")
    assert "Sprawozdanie złożono 21 października (wersja 1)." in asked.ola.sees()
    await asked.ola.taps("Popraw sprawozdanie")
    assert "Dotąd:\nCel osiągnięty" in asked.ola.sees()
    await asked.ola.taps("Pomiń")
    await asked.ola.says("Mapa parków")
    for _ in range(3):
        await asked.ola.taps("Pomiń")
    await asked.ola.taps("Złóż sprawozdanie")
    text = await the_text(asked.ola)
    assert "wersja 2" in text
    assert "Cel osiągnięty" in text
    assert "Mapa parków" in text


async def test_of_two_who_write_at_once_the_second_hears_of_the_first(asked: Network) -> None:
    await give(asked.ola, "Ewa Żak", "Koordynacja")
    await asked.ola.starts("meeting-1")
    await asked.ewa.starts("meeting-1")
    for who in (asked.ola, asked.ewa):
        await who.taps("Napisz sprawozdanie")
        await who.says(f"Cel według: {who.name}")
        for _ in range(4):
            await who.taps("Pomiń")
    await asked.ola.taps("Złóż sprawozdanie")
    await asked.ewa.taps("Złóż sprawozdanie")
    assert "W międzyczasie sprawozdanie już złożono (Ola Wójcik)." in asked.ewa.sees()
    await asked.ewa.taps("Złóż sprawozdanie")
    assert "Wersja 2." in asked.ewa.sees()
    assert "Cel według: Ewa" in await the_text(asked.ewa)


async def test_a_report_half_written_outlives_a_restart(asked: Network) -> None:
    await asked.ola.taps("Napisz sprawozdanie")
    await asked.ola.says("Cel osiągnięty")
    await asked.town.restart()
    for _ in range(4):
        await asked.ola.taps("Pomiń")
    assert "Cel osiągnięty" in asked.ola.sees()
    await asked.ola.taps("Złóż sprawozdanie")
    assert "Sprawozdanie złożone" in asked.ola.sees()


async def test_an_answer_too_long_is_asked_again(asked: Network) -> None:
    await asked.ola.taps("Napisz sprawozdanie")
    await asked.ola.says("a" * 1501)
    assert "1501 znaków" in asked.ola.sees()
    await asked.ola.says("krótko")
    assert "2 z 5" in asked.ola.sees()


# who sees it


async def test_the_guardian_reads_the_report_but_does_not_write_it(asked: Network) -> None:
    await answers(asked.ola, "Cel osiągnięty")
    await asked.jan.starts("meeting-1")
    assert "Sprawozdanie złożono" in asked.jan.sees()
    assert "Popraw sprawozdanie" not in asked.jan.buttons()
    await asked.jan.taps("Sprawozdanie: PDF")
    assert asked.jan.files()


async def test_a_member_sees_nothing_of_the_report(asked: Network) -> None:
    await answers(asked.ola, "Cel osiągnięty")
    await asked.ewa.starts("meeting-1")
    assert "Sprawozdanie" not in asked.ewa.sees()
    await asked.ewa.forges("print:as:1:~report:~text")
    await asked.ewa.forges("rep:write:1")
    assert "Cel osiągnięty" not in "".join(asked.ewa.all_texts())


async def test_before_the_end_nobody_can_write_it(network: Network) -> None:
    await plan(network.ola)
    await network.ola.forges("rep:write:1")
    assert "po spotkaniu" in (network.ola.toast or "")


async def test_the_submitted_report_closes_the_attendance_list(asked: Network) -> None:
    await answers(asked.ola, "Cel osiągnięty")
    await asked.jan.starts("meeting-1")
    await asked.jan.taps("Lista obecności")
    assert "Sprawozdanie jest złożone, więc lista już się nie zmieni." in asked.jan.sees()
    await asked.jan.forges("att:tick:1:1:1:0")
    assert "listy nie można zmienić" in (asked.jan.toast or "")


async def test_the_archive_shows_the_papers_with_the_files(asked: Network) -> None:
    await answers(asked.ola, "Cel osiągnięty")
    await asked.jan.says("/archiwum")
    await asked.jan.taps("20 paź")
    assert "Lista obecności: PDF" in asked.jan.buttons()
    assert "Sprawozdanie: PDF" in asked.jan.buttons()
    await asked.ewa.says("/archiwum")
    await asked.ewa.taps("20 paź")
    assert "Sprawozdanie: PDF" not in asked.ewa.buttons()


async def test_everything_that_happened_anyway_is_in_the_report(network: Network) -> None:
    await plan(network.ola)
    await network.ewa.says(
        "/nabor LIFE: adaptacja do zmian klimatu, do 15.03.2027 https://life.example.org", network.group
    )
    await network.ola.starts("meeting-1")
    await network.ola.taps("Program")
    await network.ola.taps("Start sieci")
    await network.town.move_to(october(20, 10, 30))
    await network.jan.says("/wniosek Potrzebny jest wzór umowy", network.group)
    await network.jan.says("/decyzja Następne spotkanie jest w Łodzi", network.group)
    await network.jan.says("/zadanie Zebrać dane do 30.11", network.group)
    await network.town.move_to(october(21, 9))
    await network.ola.taps("Napisz sprawozdanie")
    await network.ola.taps("Pomiń")
    assert "W sprawozdaniu już jest:" in network.ola.sees()
    assert "Potrzebny jest wzór umowy" in network.ola.sees()
    for _ in range(4):
        await network.ola.taps("Pomiń")
    await network.ola.taps("Złóż sprawozdanie")
    text = await the_text(network.ola)
    assert "6. Wnioski\n– Potrzebny jest wzór umowy" in text
    assert "7. Decyzje\n– Następne spotkanie jest w Łodzi" in text
    assert "8. Zadania do następnego spotkania\n– Zebrać dane" in text
    assert "9. Przegląd naborów\n– LIFE: adaptacja do zmian klimatu · 15 marca 2027" in text
    assert "4. Przebieg\n10:00–" in text


async def test_nothing_internal_gets_into_the_report_nor_into_the_programme_on_paper(
    planned: Network,
) -> None:
    ola, jan = planned.ola, planned.jan
    await ola.says("/program")
    await ola.taps("Start sieci")
    await jan.forges("print:as:1:~agenda:~text")
    assert jan.sees() == "Na razie nic w tym nie ma.", "it is a draft"
    await ola.taps("7")
    await ola.taps("Wewnętrzne")
    await ola.taps("‹ Program")
    await ola.taps("Opublikuj w grupie")
    await planned.town.move_to(october(20, 10, 30))
    await jan.says("/wniosek Budżet Radlina jest zagrożony")
    await jan.taps("Tylko dla osób")
    await ola.says("/zadanie Policzyć straty Radlina do 30.11")
    await ola.taps("Jan Łoś")
    await ola.taps("Tylko dla osób")
    await jan.forges("print:as:1:~agenda:~text")
    await planned.town.move_to(october(21, 9))
    await answers(ola)
    report = await the_text(ola)
    assert "Kontrakt: zasady" not in report
    assert "część wewnętrzna" in report
    assert "Radlina" not in report
    papers = [text for text in jan.all_texts() if "PROGRAM SPOTKANIA" in text.upper()]
    assert papers
    assert not any("Kontrakt: zasady" in text for text in papers)
