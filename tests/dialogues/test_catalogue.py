"""The log as files, each as far as its owners agreed, and entries brought in from a table."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from handlers.catalogue import taking_out
from storage import due_work, entries, people
from storage.entries import EntryAudience, EntryKind, EntryState, Sight
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, opens, stands

SECRET, SHARED, OPEN = "Tylko dla nas", "Dla innych sieci", "Dla każdego"


@pytest.fixture
async def log(network: Network) -> Network:
    """One entry for each audience."""
    for title, audience in zip((SECRET, SHARED, OPEN), EntryAudience, strict=True):
        await stands(network, network.ewa, title, audience=audience, contact="Ewa Żak, pokój 7")
    return network


def file(who: Resident) -> tuple[str, bytes]:
    """The newest file that this person got: its name and content."""
    message = next(each for each in reversed(who.messages()) if "document" in each)
    sent = who.town.world.files.get(message["document"]["file_id"])
    assert sent is not None
    return sent.name, sent.data


async def takes(who: Resident, scope: str, shape: str) -> tuple[str, bytes]:
    await who.says("/katalog")
    await who.taps(scope)
    await who.taps(shape)
    return file(who)


def titles(table: bytes) -> list[str]:
    return [row["title"] for row in csv.DictReader(io.StringIO(table.decode("utf-8-sig")), delimiter=";")]


async def test_a_file_holds_only_what_may_go_to_those_for_whom_it_is(log: Network) -> None:
    assert titles((await takes(log.ola, "Dla tej sieci (3)", "Tabela"))[1]) == [SECRET, SHARED, OPEN]
    assert titles((await takes(log.ola, "Dla innych sieci (2)", "Tabela"))[1]) == [SHARED, OPEN]
    assert titles((await takes(log.ola, "Dla wszystkich (1)", "Tabela"))[1]) == [OPEN]


async def test_every_shape_can_be_had(log: Network) -> None:
    name, pdf = await takes(log.ola, "Dla tej sieci", "Broszura")
    assert pdf.startswith(b"%PDF-")
    assert name == "baza-network-2026-09-07.pdf"
    assert zipfile.ZipFile(io.BytesIO((await takes(log.ola, "Dla tej sieci", "DOCX"))[1])).testzip() is None
    data = json.loads((await takes(log.ola, "Dla wszystkich", "JSON"))[1])
    assert [each["title"] for each in data["entries"]] == [OPEN]
    texts = zipfile.ZipFile(io.BytesIO((await takes(log.ola, "Dla wszystkich", "Markdown"))[1]))
    assert any(OPEN in texts.read(name).decode() for name in texts.namelist())
    pages = zipfile.ZipFile(io.BytesIO((await takes(log.ola, "Dla wszystkich", "Strony"))[1]))
    assert {"index.html", "pl/index.html", "en/index.html", "pl/feed.xml"} <= set(pages.namelist())
    assert not any(SECRET.encode() in pages.read(name) for name in pages.namelist())


async def test_what_was_revoked_while_a_file_was_made_is_not_in_it(
    log: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handlers.catalogue import making

    async def narrow(number: int) -> None:
        async with log.town.process.database.write() as uow:
            entry = await entries.to_change(uow, number)
            assert entry is not None
            entry.state = EntryState.TAKEN_BACK
            uow.session.add(entry)

    ending, table = making.SHAPES["csv"]
    narrowed: list[int] = []

    def slowly(found: Any, order: Any) -> bytes:
        import asyncio

        if not narrowed:
            narrowed.append(found.numbers[0])
            asyncio.run_coroutine_threadsafe(narrow(found.numbers[0]), loop).result()
        return table(found, order)

    import asyncio

    loop = asyncio.get_running_loop()
    monkeypatch.setitem(making.SHAPES, "csv", (ending, slowly))
    assert titles((await takes(log.ola, "Dla tej sieci", "Tabela"))[1]) == [SHARED, OPEN]


async def test_whoever_lost_the_right_before_the_file_was_made_gets_none(log: Network) -> None:
    """Though others still have it."""
    await log.jan.says("/pomoc")
    async with log.town.process.database.write() as uow:
        jan = await people.by_telegram_id(uow, log.jan.id)
        assert jan is not None
        await due_work.plan(
            uow, taking_out.MAKE, "1", log.town.clock.now(), network_id=1, person=jan.key, language="pl",
            audience=EntryAudience.NETWORK.value, shape="csv",
        )  # fmt: skip
    await log.town.settle()
    assert log.jan.files() == []


async def test_a_member_reads_the_log_but_does_not_take_it_out(log: Network) -> None:
    await log.jan.says("/katalog")
    assert "potrzebna jest rola" in log.jan.sees()


async def test_in_the_group_there_is_a_way_into_private_chat(log: Network) -> None:
    await log.ola.says("/katalog", log.group)
    assert "Baza w pliku" in log.ola.sees()


async def test_an_empty_log_says_how_to_begin(network: Network) -> None:
    await network.ola.says("/katalog")
    assert "Baza tej sieci jest jeszcze pusta." in network.ola.sees()


# bringing in

HEADINGS = "Rodzaj;Tytuł;Gdzie;Co zrobiono;Co zrobilibyśmy inaczej;Tematy;Wielkość miasta\n"
SOUND = "dobra praktyka;Cyfrowe popołudnia;Gdynia;Stolik w bibliotece.;;smog;duże miasto\n"
LESSON = "lekcja;Aplikacja bez ludzi;Tarnów;Dwanaście modułów.;Najpierw jedna sprawa.;;\n"
UNTOLD = "lekcja;Bez wniosku;Tarnów;Coś zrobiono.;;;\n"


async def sends(who: Resident, table: str, name: str = "praktyki.csv") -> str:
    await who.says("/wczytaj")
    await who.sends_file(name, table.encode("cp1250"))
    return who.sees()


async def found(network: Network, title: str) -> entries.Entry | None:
    async with network.town.process.database.read() as uow:
        known = await entries.with_title(uow, 1, title)
        if known is not None:
            uow.session.expunge(known)
        return known


async def test_a_table_is_first_read_back_and_comes_in_at_a_tap(network: Network) -> None:
    said = await sends(network.ola, HEADINGS + SOUND + LESSON)
    assert "2 wpisy można wczytać od razu." in said
    assert "Tych tematów nie ma na liście sieci, więc je pomijam: smog" in said
    assert await found(network, "Cyfrowe popołudnia") is None
    await network.ola.taps("Wczytaj 2 wpisy")
    assert "Do bazy trafiły 2 wpisy." in network.ola.sees()
    lesson = await found(network, "Aplikacja bez ludzi")
    assert lesson is not None
    assert (lesson.kind, lesson.audience) == (EntryKind.LESSON, EntryAudience.NETWORK)


async def test_what_came_in_belongs_to_the_city_whose_experience_it_is(network: Network) -> None:
    await sends(network.ola, HEADINGS + SOUND)
    await network.ola.taps("Wczytaj 1 wpis")
    known = await found(network, "Cyfrowe popołudnia")
    assert known is not None
    await opens(network.ewa, known.key)
    assert "Usuń z bazy" in network.ewa.buttons()
    await opens(network.jan, known.key)
    assert "Usuń z bazy" not in network.jan.buttons()


async def test_what_came_in_of_another_city_belongs_to_whoever_brought_it(network: Network) -> None:
    await sends(network.ola, HEADINGS + LESSON)
    await network.ola.taps("Wczytaj 1 wpis")
    known = await found(network, "Aplikacja bez ludzi")
    assert known is not None
    for who, owns in ((network.ola, True), (network.ewa, False)):
        await opens(who, known.key)
        assert ("Usuń z bazy" in who.buttons()) is owns


async def test_only_what_is_sound_comes_in(network: Network) -> None:
    await stands(network, network.ewa, STOVES)
    await sends(network.ola, HEADINGS + f";{STOVES};;Znów;;;\n" + UNTOLD + SOUND)
    await network.ola.taps("Wczytaj 1 wpis")
    assert "Do bazy trafił 1 wpis." in network.ola.sees()
    assert await found(network, "Bez wniosku") is None
    async with network.town.process.database.read() as uow:
        _some, count = await entries.seen.page(uow, Sight(frozenset({1})))
    assert count == 2


async def test_a_button_brings_in_the_table_over_which_it_stands_and_no_later_one(network: Network) -> None:
    await sends(network.ola, HEADINGS + SOUND)
    await sends(network.ola, HEADINGS + SOUND + LESSON)
    await network.ola.taps("Wczytaj 1 wpis")
    assert "Tej tabeli już tu nie ma." in network.ola.sees()
    assert await found(network, "Cyfrowe popołudnia") is None
    await network.ola.taps("Wczytaj 2 wpisy")
    assert "Do bazy trafiły 2 wpisy." in network.ola.sees()


async def test_every_problem_is_told_by_its_row(network: Network) -> None:
    await stands(network, network.ewa, STOVES)
    table = (
        HEADINGS + SOUND + UNTOLD + "cud;Bez rodzaju;;x;;;\n" + f";{STOVES};;Znów;;;\n" + ";;;Bez tytułu;;;\n"
    )
    said = await sends(network.ola, table)
    assert "1 wpis można wczytać od razu." in said
    assert "Wiersz 3: brakuje: Co zrobilibyśmy inaczej" in said
    assert "Wiersz 4: Rodzaj: „cud” to nie jest rodzaj wpisu" in said
    assert "Wiersz 5: w bazie jest już wpis o tym tytule" in said
    assert "Wiersz 6: brakuje tytułu" in said


async def test_the_same_table_twice_brings_nothing_in_twice(network: Network) -> None:
    await sends(network.ola, HEADINGS + SOUND)
    await network.ola.taps("Wczytaj 1 wpis")
    said = await sends(network.ola, HEADINGS + SOUND)
    assert "0 wpisów można wczytać od razu." in said
    assert not any("Wczytaj" in label for label in network.ola.buttons())


async def test_another_file_than_a_table_is_refused_with_what_to_do(network: Network) -> None:
    await network.ola.says("/wczytaj")
    await network.ola.sends_photo()
    assert "Potrzebuję tabeli w pliku CSV." in network.ola.sees()
    await network.ola.sends_file("praktyki.csv", b"%PDF-1.7")
    assert "To nie jest tabela CSV." in network.ola.sees()


async def test_the_example_can_be_brought_in_as_it_is(network: Network) -> None:
    await network.ola.says("/wczytaj")
    await network.ola.taps("Przykład")
    _name, table = file(network.ola)
    await network.ola.sends_file("przyklad.csv", table)
    assert "1 wpis można wczytać od razu." in network.ola.sees()


async def test_only_facilitators_bring_tables_in(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    await network.jan.says("/wczytaj")
    assert "potrzebna jest rola" in network.jan.sees()
