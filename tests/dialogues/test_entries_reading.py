"""Reading an entry: in which order it speaks, what is long, what it was made of, what is like it, and on paper."""

from typing import Any

import pytest

from facilitation.entries import owning
from handlers import printing
from handlers.taps import encode_tap
from storage import due_work, entries, people
from storage.entries import CitySize, EntryAudience, EntryKind
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town_log import STOVES, opens, stands, tagged
from tests.papers.looking import bare, printed

SMOKE = "Dym z domowych pieców zimą."


async def test_it_begins_with_what_it_is_and_ends_with_what_it_is_about(network: Network) -> None:
    number = await stands(
        network, network.ewa, problem=SMOKE, result="Dymu jest mniej.", cost="500 zł", size=CitySize.LARGE,
        contact="klimat@gdynia.example",
    )  # fmt: skip
    await tagged(network, number, "Smog", "Energia")
    await opens(network.jan, number)
    seen = network.jan.sees()
    order = [
        "Z bazy sieci · Dobra praktyka", STOVES, "Ewa Żak, Gdynia, duże miasto", "W bazie od", "Problem", SMOKE,
        "Co zrobiono", "Efekt", "Koszt i ludzie", "Kontakt", "Tematy: Energia, Smog",
    ]  # fmt: skip
    places = [seen.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


async def test_a_very_long_one_comes_as_several_messages_none_of_which_begins_within_a_part(
    network: Network,
) -> None:
    long = "Łąka. " * 240
    said = dict.fromkeys(("problem", "done", "result", "cost", "conditions", "pitfalls"), long)
    number = await stands(network, network.ewa, **said)
    await network.jan.says("/baza")
    before = len(network.jan.messages())
    await network.jan.taps("1")
    first, *others = network.jan.messages()[before:]
    assert others
    assert "reply_markup" not in first
    assert "Podobne" in network.jan.buttons()
    heads = {each["text"].split("\n")[0] for each in others}
    assert heads <= {"Efekt", "Koszt i ludzie", "Co jest potrzebne", "Na co uważać"}, (
        "none in the middle of a part"
    )
    assert "".join(each["text"] for each in (first, *others)).count(long.strip()) == len(said)
    await network.jan.forges(encode_tap("entry", "open", number))
    assert "…" not in network.jan.sees(), "a tap does not cut it either"


async def test_it_leads_to_what_it_was_made_of_and_to_what_was_made_of_it(network: Network) -> None:
    source = await stands(network, network.ewa, STOVES)
    model = await stands(
        network, network.jan, "Wzór pokazów", kind=EntryKind.MODEL, small="W małym: jeden pokaz."
    )
    async with network.town.process.database.write() as uow:
        await entries.make_of(uow, model, [source])
    await opens(network.ola, model)
    assert f"Powstało z:\n• {STOVES} · Gdynia" in network.ola.sees()
    assert "W małym mieście\nW małym: jeden pokaz." in network.ola.sees()
    await network.ola.taps(f"← {STOVES}")
    assert "Z tego wpisu powstało:\n• Wzór pokazów · Łódź" in network.ola.sees()
    await network.ola.taps("→ Wzór pokazów")
    assert network.ola.sees().startswith("Z bazy sieci · Praktyka modelowa")


async def test_similar_ones_are_found_by_title_and_problem(network: Network) -> None:
    number = await stands(network, network.ewa, STOVES, problem=SMOKE)
    like = await stands(
        network, network.jan, "Pokazy kominiarza na targu", problem=SMOKE, kind=EntryKind.LESSON
    )
    await stands(
        network, network.jan, "Rowery miejskie dla uczniów", done="Sto rowerów.", problem="Korki pod szkołą."
    )
    await opens(network.ola, number)
    await network.ola.taps("Podobne")
    assert (
        f"Podobne do „{STOVES}”\n\n1. Pokazy kominiarza na targu\nŁódź · 2026 · Lekcja" in network.ola.sees()
    )
    assert "Rowery" not in network.ola.sees()
    await network.ola.taps("1")
    assert "Pokazy kominiarza na targu" in network.ola.sees()
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, like)
        assert entry is not None
        await entries.remove(uow, entry)
    await opens(network.ola, number)
    await network.ola.taps("Podobne")
    assert "W bazie nie ma jeszcze nic podobnego. Może uda się innymi słowami: /szukaj" in network.ola.sees()


async def test_an_observer_prints_it_as_pdf_and_docx(network: Network) -> None:
    number = await stands(network, network.ewa, problem=SMOKE)
    await tagged(network, number, "Smog")
    await give(network.ola, "Jan Łoś", "Obserwator")
    await opens(network.jan, number)
    await network.jan.taps("Na papierze: PDF")
    await network.jan.taps("DOCX")
    (pdf, content), (docx, _content) = network.jan.files()
    assert pdf == "pokazy-kominiarza-na-osiedlach-2026-09-07.pdf"
    assert docx.endswith(".docx")
    seen = bare(printed(content).words)
    for words in (STOVES, "Miasto Cyfrowe", "Dobra praktyka", "Gdynia", "Problem", SMOKE, "Tematy Smog"):
        assert bare(words) in seen, words


async def revoke(network: Network, number: int) -> None:
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        await owning.take_back(uow, entry)


async def test_nothing_is_printed_of_what_was_taken_back_before_it_is_made(network: Network) -> None:
    number = await stands(network, network.ewa, audience=EntryAudience.PUBLIC)
    await revoke(network, number)
    async with network.town.process.database.write() as uow:
        jan, now = await people.by_telegram_id(uow, network.jan.id), network.town.clock.now()
        assert jan is not None
        await due_work.plan(
            uow,
            "entries.paper",
            "1",
            now,
            network_id=1,
            entry=number,
            person=jan.key,
            shape="pdf",
            language="pl",
        )
    await network.town.settle()
    assert network.jan.files() == []
    assert "Tego wpisu nie ma już w bazie" in network.jan.sees()


async def test_nor_of_what_is_taken_back_while_it_is_made(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await stands(network, network.ewa, audience=EntryAudience.PUBLIC)
    shaped = printing.shaped

    async def while_it_is_revoked(*asked: Any) -> Any:
        await revoke(network, number)
        return await shaped(*asked)

    monkeypatch.setattr(printing, "shaped", while_it_is_revoked)
    await opens(network.jan, number)
    await network.jan.taps("DOCX")
    assert network.jan.files() == []
    assert "Tego wpisu nie ma już w bazie" in network.jan.sees()
