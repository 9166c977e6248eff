"""Comparing entries of the log: chosen one by one, as a paper, and a model practice that is made of them."""

from collections.abc import Sequence

import pytest
import pytest_asyncio

from facilitation.facts import EntryChanged
from handlers.comparisons import following, paper
from handlers.heard import Heard
from handlers.taps import encode_tap
from handlers.visit import Visit
from storage import entries, people
from storage.entries import Entry, EntryAudience, EntryKind, EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import SHOWN, STOVES, another_network, opens, stands

STOKERS, BIKES = "Palacze uczą palaczy", "Rowery miejskie bez dopłat"
MODEL = "Jak nauczyć rozpalania od góry"


@pytest_asyncio.fixture
async def three(network: Network) -> list[int]:
    """Two entries about stoves and one about bicycles, in Ola's network."""
    return [
        await stands(network, network.ewa, STOVES, cost="2 tys. zł"),
        await stands(network, network.jan, STOKERS, done="Pokazy rozpalania na osiedlach, bez kominiarza."),
        await stands(network, network.jan, BIKES, done="Rowery.", kind=EntryKind.LESSON, otherwise="Mniej stacji."),
    ]  # fmt: skip


async def chooses(who: Resident, *titles: str) -> None:
    await who.says("/porownaj")
    for title in titles:
        await who.taps(f"+ {title[:30]}")


async def compares(who: Resident, *titles: str) -> None:
    await chooses(who, *titles)
    await who.taps(f"Porównaj {len(titles)} wpis")


def reads(who: Resident) -> str:
    """The newest words, without the spaces that keep lines together."""
    return who.sees().replace("\N{NO-BREAK SPACE}", " ")


async def becomes(network: Network, number: int, state: EntryState) -> None:
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        entry.state = state
    await network.town.settle()


async def takes_back(who: Resident, number: int) -> None:
    await who.forges(encode_tap("entry", "takenback", number))


async def models(network: Network) -> Sequence[Entry]:
    async with network.town.process.database.read() as uow:
        found = await entries.in_state(uow, 1, list(EntryState))
        uow.session.expunge_all()
    return [each for each in found if each.kind is EntryKind.MODEL]


# choosing


@pytest.mark.usefixtures("three")
async def test_entries_are_chosen_and_left_out_by_tapping(network: Network) -> None:
    await chooses(network.ola, STOVES)
    assert f"Wybrane:\n• {STOVES}" in network.ola.sees()
    assert not [label for label in network.ola.buttons() if label.startswith("Porównaj")]
    await network.ola.taps(f"+ {STOKERS}")
    assert "Porównaj 2 wpisy" in network.ola.buttons()
    await network.ola.taps(f"✓ {STOKERS}")
    assert "Porównaj 2 wpisy" not in network.ola.buttons()


async def test_it_can_begin_with_the_entry_that_is_read_and_offers_what_is_similar_first(
    network: Network, three: list[int]
) -> None:
    await opens(network.ola, three[0])
    await network.ola.taps("Porównaj…")
    assert network.ola.buttons()[0] == f"✓ {STOVES}"
    assert set(network.ola.buttons()[1:3]) == {f"+ {STOKERS}", f"+ {BIKES}"}


@pytest.mark.usefixtures("three")
async def test_words_look_for_others(network: Network) -> None:
    await network.ola.says("/porownaj rowery")
    assert network.ola.buttons()[0] == f"+ {BIKES}"
    assert f"+ {STOVES}" not in network.ola.buttons()
    await network.ola.taps(f"+ {BIKES}")
    await network.ola.says("kominiarz")
    assert f"+ {STOVES}" in network.ola.buttons()
    await network.ola.says("żyrafa")
    assert "Nic więcej nie znajduję dla „żyrafa”." in network.ola.sees()
    await network.ola.taps("Bez tych słów")
    assert f"+ {STOVES}" in network.ola.buttons()
    assert f"✓ {BIKES}" in network.ola.buttons()


@pytest.mark.usefixtures("three")
async def test_a_restart_loses_nothing_of_the_choice(network: Network) -> None:
    await chooses(network.ola, STOVES, STOKERS)
    await network.town.restart()
    await network.ola.taps("Porównaj 2 wpisy")
    assert f"1. {STOVES}" in network.ola.sees()
    assert f"2. {STOKERS}" in network.ola.sees()


async def test_six_are_the_most(network: Network) -> None:
    for n in range(7):
        await stands(network, network.ewa, f"Praktyka nr {n}")
    await chooses(network.ola, *(f"Praktyka nr {n}" for n in range(6, 0, -1)))
    assert not [label for label in network.ola.buttons() if label.startswith("+")]
    await network.ola.forges("form:pick:~entries:1")
    assert "Obok siebie mieści się najwyżej 6 wpisów." in (network.ola.toast or "")
    await network.ola.taps("Porównaj 6 wpisów")
    assert "6. Praktyka nr 1" in network.ola.sees()


async def test_where_the_log_is_empty_that_is_said(network: Network) -> None:
    await network.ola.says("/porownaj")
    assert "W bazie sieci nie ma już nic więcej do wyboru." in network.ola.sees()


async def test_whoever_does_not_lead_compares_nothing(network: Network, three: list[int]) -> None:
    await network.jan.says("/porownaj")
    assert "potrzebna jest rola" in network.jan.sees()
    await opens(network.jan, three[0])
    assert "Porównaj…" not in network.jan.buttons()
    for data in (f"comp:with:{three[0]}", "comp:as:1:~1.2:~pdf", "comp:model:1:~1.2", "comp:change:1:~1.2"):
        await network.jan.forges(data)
        assert "potrzebna jest rola" in (network.jan.toast or ""), data


@pytest.mark.usefixtures("three")
async def test_whoever_loses_the_right_while_choosing_compares_nothing(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    await chooses(network.jan, STOVES, STOKERS)
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ola.says("/role")
    await network.ola.taps("Zakończ rolę")
    await network.ola.taps("Jan Łoś · ekspert-moderator")
    await network.ola.taps("Tak, zakończ")
    await network.jan.taps("Porównaj 2 wpisy")
    assert "potrzebna jest rola" in (network.jan.toast or "")


@pytest.mark.parametrize("chosen", ["", "x", "1.x", "1..2", "1.2.3.4.5.6.7", "-1.2", "1.9999999999", "²"])
@pytest.mark.usefixtures("three")
async def test_a_forged_choice_is_nothing(network: Network, chosen: str) -> None:
    await network.ola.says("/porownaj")
    for data in (f"comp:as:1:~{chosen}:~pdf", f"comp:model:1:~{chosen}", f"comp:change:1:~{chosen}"):
        await network.ola.forges(data)
        assert "Ten przycisk już nie działa" in (network.ola.toast or ""), data


# consent


async def test_what_is_taken_back_while_choosing_is_left_out_and_that_is_said(
    network: Network, three: list[int]
) -> None:
    await chooses(network.ola, STOVES, STOKERS, BIKES)
    await takes_back(network.ewa, three[0])
    await network.ola.taps("Porównaj 3 wpisy")
    assert STOVES not in network.ola.sees()
    assert f"1. {STOKERS}" in network.ola.sees()


async def test_what_is_taken_back_afterwards_is_not_on_the_paper(network: Network, three: list[int]) -> None:
    await compares(network.ola, STOVES, STOKERS, BIKES)
    await takes_back(network.ewa, three[0])
    await network.ola.taps("Tekst")
    assert SHOWN not in reads(network.ola)
    assert "Mniej stacji." in network.ola.sees()
    assert "1 wpis pominięty: nie ma go już w bazie sieci" in network.ola.sees()


async def test_with_one_left_there_is_nothing_to_compare(network: Network, three: list[int]) -> None:
    await compares(network.ola, STOVES, STOKERS)
    await takes_back(network.ewa, three[0])
    await network.ola.taps("PDF")
    assert "Do porównania potrzeba co najmniej dwóch wpisów" in (network.ola.toast or "")
    assert network.ola.files() == []


async def test_entries_of_another_network_are_compared_only_as_far_as_they_are_shared(
    network: Network, three: list[int]
) -> None:
    town = network.town
    zofia = town.resident("Zofia", started=True)
    group = town.group("Inna sieć", zofia)
    await town.add_bot(zofia, group)
    await zofia.taps("zaczynamy", group)
    await town.joins(zofia, group)
    await zofia.says("/porownaj")
    assert STOVES not in zofia.sees()
    await zofia.forges(f"form:pick:~entries:{three[0]}")
    assert STOVES not in zofia.sees()
    await zofia.forges(f"comp:as:2:~{three[0]}.{three[1]}:~text")
    assert "co najmniej dwóch wpisów" in (zofia.toast or "")
    async with town.process.database.write() as uow:
        for number in three[:2]:
            entry = await entries.to_change(uow, number)
            assert entry is not None
            entry.audience = EntryAudience.INSTALLATION
    await zofia.says("/porownaj")
    await zofia.taps(f"+ {STOVES}")
    await zofia.taps(f"+ {STOKERS}")
    await zofia.taps("Porównaj 2 wpisy")
    await zofia.taps("Tekst")
    assert SHOWN in reads(zofia)


# the paper


@pytest.mark.usefixtures("three")
async def test_the_table_comes_as_pdf_docx_and_text(network: Network) -> None:
    await compares(network.ola, STOVES, STOKERS)
    await network.ola.taps("PDF")
    await network.ola.taps("DOCX")
    (pdf, content), (docx, _) = network.ola.files()
    assert pdf == "porownanie-wpisow-z-bazy-sieci-2026-09-07.pdf"
    assert docx.endswith(".docx")
    assert content.startswith(b"%PDF")
    await network.ola.taps("Tekst")
    assert SHOWN in reads(network.ola)
    assert "Pokazy rozpalania na osiedlach, bez kominiarza." in reads(network.ola)
    assert "2 tys. zł" in reads(network.ola)


@pytest.mark.usefixtures("three")
async def test_whoever_loses_the_right_before_it_is_made_gets_nothing(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: object) -> None:
        return None

    await compares(network.ola, STOVES, STOKERS)
    monkeypatch.setattr(paper, "_sight_of", nothing)
    seen = len(network.ola.messages())
    await network.ola.taps("Tekst")
    assert len(network.ola.messages()) == seen


async def test_formulas_and_markup_stay_words(network: Network) -> None:
    for n in range(2):
        await stands(network, network.ewa, f"Praktyka {n} <b>&", done="=1+1 <script>alert(1)</script> & *x*")
    await compares(network.ola, "Praktyka 0", "Praktyka 1")
    await network.ola.taps("Tekst")
    assert "<script>alert(1)</script> & *x*" in network.ola.sees()


# a model practice


async def begins_model(who: Resident, *titles: str) -> None:
    await compares(who, *titles)
    await who.taps("Praktyka modelowa…")
    await who.says(MODEL)


async def test_a_model_practice_begins_as_a_draft_that_knows_its_sources_and_copies_nothing(
    network: Network, three: list[int]
) -> None:
    await begins_model(network.ola, STOVES, STOKERS)
    assert MODEL in network.ola.sees()
    assert "Niczego z nich nie przepisuję" in network.ola.sees()
    assert network.ola.buttons() == ["Uzupełnij", STOVES, STOKERS]
    (model,) = await models(network)
    assert (model.state, model.title) == (EntryState.DRAFT, MODEL)
    assert not any(
        (model.problem, model.done, model.result, model.cost, model.small, model.middle, model.large)
    )
    async with network.town.process.database.read() as uow:
        assert await entries.sources(uow, [model.key]) == {model.key: three[:2]}
        ola = await people.by_telegram_id(uow, network.ola.id)
        assert ola is not None
        assert model.author_id == ola.key


@pytest.mark.usefixtures("three")
async def test_its_title_is_checked_and_it_can_be_left(network: Network) -> None:
    await compares(network.ola, STOVES, STOKERS)
    await network.ola.taps("Praktyka modelowa…")
    await network.ola.says("x" * 121)
    assert "121" in network.ola.sees()
    await network.ola.taps("Anuluj")
    assert await models(network) == []


async def test_what_is_taken_back_before_it_has_a_title_is_no_source(
    network: Network, three: list[int]
) -> None:
    await compares(network.ola, STOVES, STOKERS)
    await network.ola.taps("Praktyka modelowa…")
    await takes_back(network.ewa, three[0])
    await network.ola.says(MODEL)
    assert "Do porównania potrzeba co najmniej dwóch wpisów" in network.ola.sees()
    assert await models(network) == []


async def test_whoever_wrote_it_is_asked_once_to_look_it_through_when_a_source_is_taken_back(
    network: Network, three: list[int]
) -> None:
    await begins_model(network.ola, STOVES, STOKERS)
    await takes_back(network.ewa, three[0])
    asked = [text for text in network.ola.all_texts() if "Przejrzyj, proszę, szkic" in text]
    assert len(asked) == 1
    assert "Jednego z wpisów, z których powstała, nie ma już w bazie sieci." in asked[0]
    assert STOVES not in asked[0]
    async with network.town.process.database.write() as uow:
        edge = network.town.process.edge
        visit = Visit(uow, edge.now(), Heard(chat_id=0, private=True), edge.installation, edge.registry)
        await following.on_entry_changed(visit, EntryChanged(1, three[0]))
    await network.town.passes(days=2)
    assert len([text for text in network.ola.all_texts() if "Przejrzyj, proszę, szkic" in text]) == 1


async def test_they_are_asked_too_when_another_network_keeps_a_source_for_itself(network: Network) -> None:
    theirs = await another_network(network)
    keys = [await stands(network, network.ewa, each, audience=EntryAudience.INSTALLATION)
            for each in (STOVES, STOKERS)]  # fmt: skip
    await begins_model(theirs.ola, STOVES, STOKERS)
    await network.ewa.forges(encode_tap("entry", "opento", keys[0], EntryAudience.NETWORK.value))
    asked = [text for text in theirs.ola.all_texts() if "Przejrzyj, proszę, szkic" in text]
    assert asked
    assert not [text for text in asked if STOVES in text or STOKERS in text]


async def test_they_are_asked_too_where_what_was_narrowed_lies_two_steps_back(network: Network) -> None:
    """A model of a model: as soon as its source can be read in its network no more."""
    theirs, shared = await another_network(network), {"audience": EntryAudience.INSTALLATION}
    source = await stands(network, network.ewa, STOVES, **shared)
    between = await stands(network, network.ola, "Wzór z sieci obok", kind=EntryKind.MODEL, **shared)
    last = await stands(theirs, theirs.ola, MODEL, kind=EntryKind.MODEL)
    async with network.town.process.database.write() as uow:
        await entries.make_of(uow, between, [source])
        await entries.make_of(uow, last, [between])
    await network.ewa.forges(encode_tap("entry", "opento", source, EntryAudience.NETWORK.value))
    assert any("Przejrzyj, proszę" in text for text in theirs.ola.all_texts())
    assert not any("Przejrzyj, proszę" in text for text in network.ola.all_texts())


async def test_nobody_is_asked_at_night_or_when_the_source_is_back_by_then(
    network: Network, three: list[int]
) -> None:
    await begins_model(network.ola, STOVES, STOKERS)
    await network.town.move_to(network.town.local.replace(hour=23))
    await takes_back(network.ewa, three[0])
    assert not [text for text in network.ola.all_texts() if "Przejrzyj, proszę" in text]
    await becomes(network, three[0], EntryState.KEPT)
    await network.town.passes(hours=12)
    assert not [text for text in network.ola.all_texts() if "Przejrzyj, proszę" in text]


async def test_where_the_author_is_gone_those_who_check_entries_look_through_what_is_in_the_log(
    network: Network, three: list[int]
) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    await begins_model(network.jan, STOVES, STOKERS)
    (model,) = await models(network)
    await becomes(network, model.key, EntryState.KEPT)
    await network.jan.blocks_the_bot()
    await takes_back(network.ewa, three[0])
    assert f"Przejrzyj, proszę, swoją praktykę modelową: {MODEL}" in network.ola.sees()
    await network.ola.taps("Otwórz praktykę modelową")
    assert MODEL in network.ola.sees()
