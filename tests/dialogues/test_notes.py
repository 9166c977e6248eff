"""The note of a meeting: what is kept, how it is arranged and corrected, and what observers never read."""

from dataclasses import dataclass
from io import BytesIO

import docx
import pypdfium2 as pdfium
import pytest
import pytest_asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_actions import agree
from tests.dialogues.test_meetings import cards, day, plan
from tests.dialogues.test_office_hours_clock import at, heard
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

CONTRACT, SMOG = "Wszystkim brakuje wzoru umowy", "Smog mierzymy razem"
SECRET = "Budżet Radlina jest zagrożony"
OVER, NOTE = "Spotkanie za nami", "Notatka: Spotkanie sieci"


@dataclass
class Met(Network):
    """A network that meets, with Ula, who only observes."""

    ula: Resident


@pytest_asyncio.fixture
async def met(planned: Network) -> Met:
    """The meeting of 20 October in Gdynia is under way; Ula observes."""
    ula = planned.town.resident("Ula", "Nowak")
    planned.town.world.add_member(planned.ola.id, planned.group, ula.id)
    await planned.town.joins(ula, planned.group, "Radom")
    await give(planned.ola, "Ula Nowak", "Obserwator")
    await planned.town.move_to(day(11))
    return Met(planned.town, planned.group, planned.ola, planned.ewa, planned.jan, planned.kim, ula)


def card(met: Met) -> str:
    return cards(met.jan, met.group)[-1]


async def replies(who: Resident, met: Met, words: str) -> int:
    """Reply to the card of the meeting."""
    shown = [each for each in who.messages(met.group) if "Forma:" in each.get("text", "")]
    return await who.says(words, met.group, reply_to=shown[-1]["message_id"])


def reaction(met: Met, message_id: int) -> list[str]:
    chat = met.town.world.chats[met.group]
    return chat.messages[message_id].reactions.get(met.town.world.bot.id, [])


async def arranges(met: Met) -> None:
    """Ola opens the note to put it in order."""
    await met.ola.says("/notatka")
    await met.ola.taps("20 paź")
    await met.ola.taps("Uporządkuj notatkę")


async def published(met: Met) -> None:
    await arranges(met)
    await met.ola.taps("Do poprawek dla wszystkich")
    await met.ola.taps("Tak, wyślij")


# noting down


async def test_the_card_counts_what_is_noted_down_and_the_group_hears_nothing(met: Met) -> None:
    before = len(met.jan.all_texts(met.group))
    said = await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    assert reaction(met, said) == ["👍"]
    said = await replies(met.ewa, met, "Decyzja: spotykamy się w Łodzi")
    assert reaction(met, said) == ["👍"]
    await met.jan.says(f"/conclusion {SMOG}", met.group)
    assert "Zapisane: 2 wnioski, 1 decyzja" in card(met)
    assert len(met.jan.all_texts(met.group)) == before


@pytest.mark.parametrize(
    ("words", "counted"),
    [("Wniosek: potrzebny jest wzór", "1 wniosek"), ("wniosek potrzebny jest wzór", "1 wniosek"),
     ("Decision – we meet in Łódź", "1 decyzja"), ("Zadanie: zebrać dane do 30.10", "1 zadanie"),
     ("zadanie zebrać dane do piątku", "1 zadanie"), ("Action: collect the data", "1 zadanie")],
)  # fmt: skip
async def test_a_reply_to_the_card_begins_with_the_word(met: Met, words: str, counted: str) -> None:
    await replies(met.jan, met, words)
    assert f"Zapisane: {counted}" in card(met)


@pytest.mark.parametrize(
    "words", ["Dzięki, świetne spotkanie!", "Zadanie wykonane", "Wnioskuję o przerwę", "👍"]
)
async def test_any_other_reply_is_only_talk(met: Met, words: str) -> None:
    before = len(met.jan.all_texts(met.group))
    await replies(met.jan, met, words)
    assert "Zapisane" not in card(met)
    assert len(met.jan.all_texts(met.group)) == before


async def test_without_a_meeting_one_is_told_kindly(network: Network) -> None:
    await network.jan.says(f"/wniosek {CONTRACT}")
    assert "Nie ma teraz spotkania" in network.jan.sees()


async def test_without_words_it_is_told_how_to_in_the_group_and_asked_privately(met: Met) -> None:
    await met.jan.says("/decyzja", met.group)
    assert "/decyzja Następne spotkanie jest w Gdyni" in met.jan.sees(met.group)
    await met.jan.says("/decyzja")
    await met.jan.says("Spotykamy się w Łodzi")
    assert "Zapisane do notatki" in met.jan.sees()
    assert "Zapisane: 1 decyzja" in card(met)


async def test_whoever_noted_something_down_changes_it_or_takes_it_back(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}")
    await met.jan.taps("Zmień treść")
    await met.jan.says(SMOG)
    assert SMOG in met.jan.sees()
    await met.jan.taps("Wycofaj")
    assert "Nigdzie już tego nie ma" in met.jan.sees()
    assert "Zapisane" not in card(met)


async def test_a_line_of_someone_else_is_not_theirs_to_change(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}")
    for tap in ("line", "reword", "withdraw", "up", "merge", "takeout", "putback"):
        await met.ewa.forges(f"note:{tap}:1")
        assert CONTRACT not in met.ewa.sees()
    assert "Zapisane: 1 wniosek" in card(met)


async def test_of_two_meetings_the_one_under_way_is_meant_and_one_tap_puts_it_right(met: Met) -> None:
    await met.town.move_to(day(16))
    await plan(met.ola, "30 października 10:00–12:00", "Łódź")
    await met.town.move_to(at(10, 30, 11))
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    assert "Zapisane do notatki: pt., 30 paź" in met.jan.sees(met.group)
    await met.jan.taps("Nie, do: wt., 20 paź", met.group)
    assert "Zapisane do notatki: wt., 20 paź" in met.jan.sees(met.group)
    await met.jan.says("/notatka")
    await met.jan.taps("20 paź")
    assert CONTRACT in met.jan.sees()


async def test_two_weeks_after_the_meeting_nothing_more_is_noted_down(met: Met) -> None:
    await met.town.move_to(at(11, 5, 9))
    await met.jan.says(f"/wniosek {CONTRACT}")
    assert "Nie ma teraz spotkania" in met.jan.sees()


# arranging


async def test_those_who_lead_put_the_note_in_order(met: Met) -> None:
    for words in (CONTRACT, SMOG, "Smog mierzymy wspólnie"):
        await met.jan.says(f"/wniosek {words}", met.group)
    await met.town.move_to(day(15))
    assert f"{OVER}: Spotkanie sieci" in met.ola.sees()
    assert "Zapisane: 3 wnioski" in met.ola.sees()
    await met.ola.taps("Uporządkuj notatkę")
    await met.ola.taps("2")
    await met.ola.taps("Wyżej")
    assert met.ola.toast == "Teraz to numer 1."
    await met.ola.taps("Zmień treść")
    await met.ola.says("Smog mierzymy razem i tak samo")
    assert "zmieniła brzmienie Twojego wpisu" in met.jan.sees()
    await met.ola.taps("Porządkowanie")
    await met.ola.taps("3")
    await met.ola.taps("Połącz z")
    await met.ola.taps("1")
    await met.ola.taps("To decyzja")
    await met.ola.taps("Porządkowanie")
    shown = met.ola.sees()
    assert shown.index("Decyzje") < shown.index("1. Smog mierzymy razem i tak samo") < shown.index("Wnioski")
    assert f"2. {CONTRACT}" in shown
    assert "Smog mierzymy wspólnie" not in shown


async def test_what_is_taken_out_has_a_reason_that_its_author_reads_and_can_be_put_back(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await arranges(met)
    await met.ola.taps("1")
    await met.ola.taps("Wyjmij")
    await met.ola.says("To było na poprzednim spotkaniu.")
    assert "To było na poprzednim spotkaniu." in met.jan.sees()
    assert "Zapisane" not in card(met)
    await met.ola.taps("Porządkowanie")
    await met.ola.taps("Wyjęte: 1")
    await met.ola.taps("1")
    await met.ola.taps("Przywróć")
    assert "Zapisane: 1 wniosek" in card(met)


async def test_the_note_is_not_published_while_the_meeting_goes_on(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await arranges(met)
    assert "Do poprawek dla wszystkich…" not in met.ola.buttons()
    await met.ola.forges("note:publish:1")
    assert "Spotkanie jeszcze się nie skończyło." in (met.ola.toast or met.ola.sees())


async def test_whoever_finds_no_time_is_reminded_then_the_note_goes_as_it_is(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.town.move_to(at(10, 23, 16))
    assert heard(met.ola, "Notatka wciąż czeka") != []
    await met.town.move_to(at(10, 27, 16))
    assert heard(met.ola, "Notatka poszła do poprawek") != []
    assert CONTRACT in heard(met.ewa, NOTE)[-1]
    await met.town.move_to(at(10, 31, 9))
    assert CONTRACT in "\n".join(met.ula.all_texts(met.group))


async def test_a_meeting_of_which_nothing_was_noted_down_has_no_note_and_nobody_is_nagged(met: Met) -> None:
    await met.town.move_to(at(11, 20, 9))
    assert len(heard(met.ola, OVER)) == 1
    assert "Nic nie zostało zapisane" in heard(met.ola, OVER)[0]
    assert heard(met.ola, "Notatka") == []
    assert heard(met.jan, NOTE) == []


# the whole life, with someone who observes


async def everything_that_ula_sees(met: Met) -> str:
    """In her chat and in the group, also what she asks for."""
    for command in ("/notatka", "/zadania", "/spotkanie", "/szukaj zagrożony", "/moje_dane"):
        await met.ula.says(command)
    for data in (
        "note:open:1",
        "note:line:3",
        "note:arrange:1",
        "note:correct:1",
        "note:page:1:0",
        "act:open:2",
    ):
        await met.ula.forges(data)
    await met.ula.starts("note-1")
    found = await met.ula.asks_inline("zagrożony")
    files = [content.decode("utf-8", "replace") for _name, content in met.ula.files()]
    toasts = [met.ula.toast or ""]
    return "\n".join([*met.ula.all_texts(), *met.ula.all_texts(met.group), *files, *toasts, str(found)])


async def test_the_whole_life_of_a_note(met: Met) -> None:
    ola, ewa, jan = met.ola, met.ewa, met.jan
    await jan.says(f"/wniosek {CONTRACT}", met.group)
    await ewa.says("/decyzja Spotykamy się w Łodzi", met.group)
    await jan.says(f"/wniosek {SECRET}")
    await jan.taps("Tylko dla osób")
    await replies(ewa, met, "Zadanie: zebrać dane do 15.11")
    await jan.taps("Biorę to", met.group)
    await ewa.says("/zadanie Zapytać o budżet Radlina do 20.11")
    await ewa.taps("Ja")
    await ola.says("/zadania")
    await ola.taps("2")
    await ola.taps("Tylko dla osób")
    assert "budżet Radlina".casefold() not in (await everything_that_ula_sees(met)).casefold()

    await met.town.move_to(day(15))
    await published(met)
    for who in (ola, ewa, jan):
        told = heard(who, NOTE)[-1]
        assert f"3. {SECRET} (wewnętrzne)" in told
        assert "1. Spotykamy się w Łodzi" in told
        assert "zebrać dane – termin: niedziela, 15 listopada, Jan Łoś (Łódź)" in told
    assert heard(met.ula, NOTE) == []
    assert "budżet Radlina".casefold() not in (await everything_that_ula_sees(met)).casefold()

    await ewa.taps("Popraw")
    await ewa.taps("2. Wszystkim")
    await ewa.says("Wszystkim brakuje wzoru umowy i regulaminu")
    assert "Poprawka do notatki" in ola.sees()
    assert "Od: Ewa Żak" in ola.sees()
    await ola.taps("Przyjmij")
    assert "Twoja poprawka jest w notatce" in ewa.sees()
    await jan.taps("Popraw")
    await jan.taps("Czegoś brakuje")
    await jan.taps("Wniosek")
    await jan.says("Warto zaprosić szkoły")
    await ola.taps("Zostaw bez zmian")
    assert "W tym miejscu notatka zostaje bez zmian" in jan.sees()

    await met.town.move_to(at(10, 24, 9))
    group = [text for text in met.ula.all_texts(met.group) if text.startswith(NOTE)]
    assert len(group) == 1
    assert "gotowa" in group[0]
    assert "Wszystkim brakuje wzoru umowy i regulaminu" in group[0]
    assert "zebrać dane" in group[0]
    assert "zaprosić szkoły" not in group[0]
    assert SECRET in heard(jan, NOTE)[-1]
    assert heard(met.ula, NOTE) == []
    seen = await everything_that_ula_sees(met)
    assert "budżet Radlina".casefold() not in seen.casefold()
    assert "regulaminu" in heard(met.ula, NOTE)[-1], "she may read the general part"
    assert "Notatka ze spotkania jest gotowa." in card(met)


async def test_lines_are_found_in_the_search_by_those_who_may_read_them(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.jan.says(f"/wniosek {SECRET}")
    await met.jan.taps("Tylko dla osób")
    await met.town.move_to(day(15))
    await met.jan.says("/szukaj wzór umowy")
    assert CONTRACT not in met.jan.sees(), "not before it is final"
    await published(met)
    await met.town.move_to(at(10, 24, 9))
    for who in (met.jan, met.ula):
        await who.says("/szukaj wzór umowy")
        assert CONTRACT in who.sees()
        assert "Z notatki: Spotkanie sieci · 2026" in who.sees()
    await met.jan.says("/szukaj budżet")
    assert SECRET in met.jan.sees()
    await met.ula.says("/szukaj budżet")
    assert SECRET not in met.ula.sees()


# the end, and after it


async def test_corrections_that_nobody_decides_on_get_a_day_more_and_are_then_left_out(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.town.move_to(day(15))
    await published(met)
    await met.jan.taps("Popraw")
    await met.jan.taps("1. Wszystkim")
    await met.jan.says(SMOG)
    await met.ola.forges("note:finish:1")
    assert "Na decyzję czekają poprawki: 1" in (met.ola.toast or met.ola.sees())
    await met.town.move_to(at(10, 23, 16))
    assert "Poprawki do notatki czekają" in met.ola.sees()
    await met.town.move_to(at(10, 24, 16))
    assert "nikt nie zdążył zdecydować" in met.jan.sees()
    assert CONTRACT in met.jan.sees(met.group)


async def test_what_comes_once_everyone_has_read_the_note_is_a_correction(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.town.move_to(day(15))
    await published(met)
    await replies(met.jan, met, f"Wniosek: {SMOG}")
    assert "Zapisane: 1 wniosek" in card(met)
    assert "Brakuje:" in met.ola.sees()
    await met.ola.taps("Przyjmij")
    assert "Zapisane: 2 wnioski" in card(met)
    await met.jan.says("/decyzja Spotykamy się w Łodzi")
    assert "Zdecydują osoby prowadzące sieć" in met.jan.sees()


async def test_those_who_lead_end_it_earlier_and_open_it_again_for_a_new_version(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.town.move_to(day(15))
    await published(met)
    await arranges(met)
    await met.ola.taps("Notatka gotowa")
    assert CONTRACT in met.jan.sees(met.group)
    await met.jan.says("/wniosek Za późno")
    assert "Nie ma teraz spotkania" in met.jan.sees()
    await met.ola.says("/notatka")
    await met.ola.taps("20 paź")
    await met.ola.taps("Otwórz ponownie")
    assert "Wersja 2" in met.ola.sees()
    assert "Notatka jest poprawiana" in met.jan.sees(met.group)
    await met.ola.taps("1")
    await met.ola.taps("Zmień treść")
    await met.ola.says(SMOG)
    await published(met)
    await met.town.move_to(at(10, 24, 9))
    group = [text for text in met.jan.all_texts(met.group) if text.startswith(NOTE)]
    assert len(group) == 1
    assert SMOG in group[0]
    assert "Wersja 2" in group[0]


async def test_two_weeks_later_the_note_stays_as_it_is(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.town.move_to(day(15))
    await published(met)
    await met.town.move_to(at(11, 20, 9))
    await met.ola.forges("note:reopen:1")
    assert "zostaje bez zmian" in (met.ola.toast or met.ola.sees())


async def test_a_long_note_is_read_page_by_page(met: Met) -> None:
    for n in range(8):
        await met.jan.says(f"/wniosek {n}. {'bardzo ważna sprawa ' * 40}", met.group)
    await met.ewa.says("/notatka")
    await met.ewa.taps("20 paź")
    assert "bardzo ważna" in met.ewa.sees()
    await met.ewa.taps("Następne")
    assert "7. bardzo ważna" not in met.ewa.sees()
    await met.ewa.taps("Następne")
    assert "7. bardzo ważna" in met.ewa.sees()


async def test_the_page_of_the_meeting_leads_to_the_note(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.jan.taps("Szczegóły", met.group)
    assert "Notatka: zbieramy wpisy · 1 wniosek" in met.jan.sees()
    await met.jan.taps("Dopisz")
    await met.jan.taps("Decyzja")
    await met.jan.says("Spotykamy się w Łodzi")
    assert "Zapisane: 1 wniosek, 1 decyzja" in card(met)
    await met.ula.taps("Szczegóły", met.group)
    assert "Notatka:" not in met.ula.sees()


# as a file


async def test_the_final_note_comes_as_a_file_with_what_its_reader_may_read(met: Met) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    await met.jan.says(f"/wniosek {SECRET}")
    await met.jan.taps("Tylko dla osób")
    await agree(met.ewa, "Zebrać dane do 15.11")
    await met.town.move_to(day(15))
    await published(met)
    await met.town.move_to(at(10, 24, 9))
    for who, what in ((met.jan, "PDF"), (met.ula, "DOCX"), (met.ula, "PDF"), (met.jan, "DOCX")):
        await who.starts("note-1")
        await who.taps(what)
    pdf, docx_ = (f"notatka-ze-spotkania-2026-10-20.{what}" for what in ("pdf", "docx"))
    for who, inside in ((met.jan, True), (met.ula, False)):
        files = dict(who.files())
        assert set(files) == {pdf, docx_}
        for words in (read_pdf(files[pdf]), read_docx(files[docx_])):
            assert CONTRACT in words
            assert "Zebrać dane" in words
            assert "Jan Łoś (Łódź)" in words
            assert "15 listopada 2026" in words
            assert (SECRET in words) == inside
            assert ("Część wewnętrzna" in words) == inside


async def test_there_is_no_file_before_the_note_is_final_and_none_with_internal_parts_for_observers(
    met: Met,
) -> None:
    await met.jan.says(f"/wniosek {CONTRACT}", met.group)
    for paper in ("note", "whole_note"):
        await met.jan.forges(f"print:as:1:~{paper}:~pdf")
        assert "Na razie nic w tym nie ma." in met.jan.sees()
        assert met.jan.files() == []
    await met.ula.forges("print:as:1:~whole_note:~pdf")
    assert "potrzebna jest rola" in (met.ula.toast or met.ula.sees())


def read_pdf(content: bytes) -> str:
    pages = pdfium.PdfDocument(content)
    return flat("\n".join(page.get_textpage().get_text_bounded() for page in pages))


def read_docx(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return flat("\n".join([*(each.text for each in paper.paragraphs), *cells]))


def flat(words: str) -> str:
    """Without the breaks of lines and the spaces that never break."""
    return " ".join(words.replace("\xa0", " ").replace("\u2011", "-").split())
