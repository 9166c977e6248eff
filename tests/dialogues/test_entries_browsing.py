"""Looking through the log: pages, filters that combine, all networks, and what is said where there is nothing."""

from datetime import timedelta

from storage.entries import EntryAudience, EntryKind
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_roles import give
from tests.dialogues.town_log import STOVES, another_network, stands, tagged, works_in

BOILERS, LAMPS = "Dopłaty do kotłów", "Latarnie LED"


async def a_log(network: Network) -> None:
    """A practice and a lesson on smog, the lesson a year older, and a practice on energy; all from Gdynia and Łódź."""
    stoves = await stands(network, network.ewa, STOVES)
    boilers = await stands(
        network, network.jan, BOILERS, kind=EntryKind.LESSON, otherwise="Zacząć od pieniędzy.",
        kept_at=MONDAY_MORNING - timedelta(days=365),
    )  # fmt: skip
    lamps = await stands(network, network.jan, LAMPS, kept_at=MONDAY_MORNING - timedelta(days=1))
    await tagged(network, stoves, "Smog")
    await tagged(network, boilers, "Smog", "Energia")
    await tagged(network, lamps, "Energia")


async def test_the_first_page_says_how_much_there_is_and_shows_the_newest(network: Network) -> None:
    await a_log(network)
    await works_in(network, 1, "Radlin", "Czarne")
    await network.jan.says("/baza")
    seen = network.jan.sees()
    assert seen.startswith("Baza sieci Miasto Cyfrowe\n3 wpisy · w tym 1 lekcja · wdrożenia u innych: 2")
    assert f"1. {STOVES}\nGdynia · 2026 · działa w 2 miejscach" in seen
    assert f"3. {BOILERS}\nŁódź · 2025 · Lekcja" in seen
    await network.jan.taps("3")
    assert "Co zrobilibyśmy inaczej" in network.jan.sees()
    assert "3 wpisy" in network.jan.all_texts()[-2], "the list stays where it is"


async def test_filters_combine_and_go_together(network: Network) -> None:
    await a_log(network)
    await network.jan.says("/baza")
    await network.jan.taps("Temat…")
    assert {"Smog · 2", "Energia · 2"} <= set(network.jan.buttons())
    await network.jan.taps("Smog · 2")
    assert "Smog: 2 wpisy" in network.jan.sees()
    await network.jan.taps("Rodzaj…")
    await network.jan.taps("Lekcja · 1")
    assert "Smog · Lekcja: 1 wpis" in network.jan.sees()
    assert BOILERS in network.jan.sees()
    assert STOVES not in network.jan.sees()
    await network.jan.taps("Rok…")
    assert [each for each in network.jan.buttons() if each.startswith("20")] == ["2025"]
    await network.jan.taps("2025")
    await network.jan.taps("Instytucja…")
    await network.jan.taps("miasto lub gmina · 1")
    assert "Smog · Lekcja · miasto lub gmina · 2025: 1 wpis" in network.jan.sees()
    await network.jan.taps("✓ Lekcja")
    await network.jan.taps("każdy rodzaj")
    assert "Smog · miasto lub gmina · 2025: 1 wpis" in network.jan.sees()
    await network.jan.taps("Wszystko")
    assert "3 wpisy" in network.jan.sees()


async def test_more_than_six_come_on_pages(network: Network) -> None:
    for number in range(8):
        await stands(network, network.ewa, f"Wpis {number}")
    await network.jan.says("/praktyki")
    assert network.jan.buttons()[:7] == ["1", "2", "3", "4", "5", "6", "Wcześniejsze ›"]
    await network.jan.taps("Wcześniejsze ›")
    assert "7. Wpis 1" in network.jan.sees()
    await network.jan.taps("8")
    assert "Wpis 0" in network.jan.sees()


async def test_in_a_group_it_says_how_many_there_are_and_leads_into_private_chat(network: Network) -> None:
    await network.jan.says("/baza", network.group)
    assert "Baza sieci jest na razie pusta" in network.jan.sees(network.group)
    await a_log(network)
    await network.jan.says("/baza", network.group)
    assert "W bazie sieci są 3 wpisy." in network.jan.sees(network.group)
    assert STOVES not in network.jan.sees(network.group)
    await network.jan.taps("Baza", network.group)
    assert STOVES in network.jan.sees()


async def test_an_empty_log_says_what_to_do_next(network: Network) -> None:
    await network.ewa.says("/baza")
    assert "Pierwszy wpis może być Twój, lekcja liczy się tak samo: /praktyka" in network.ewa.sees()
    await network.ewa.taps("Temat…")
    assert "Żaden wpis jeszcze o tym nie mówi" in network.ewa.sees()
    await give(network.ola, "Jan Łoś", "Obserwator")
    await network.jan.says("/baza")
    assert "Wpisy dodają osoby, które reprezentują" in network.jan.sees()


async def test_entries_of_other_networks_stand_there_when_they_are_wanted(network: Network) -> None:
    await network.jan.says("/baza")
    assert "Ze wszystkich sieci" not in network.jan.buttons(), "there is no other"
    theirs = await another_network(network)
    ours = await stands(network, network.ewa, STOVES, audience=EntryAudience.INSTALLATION)
    await tagged(network, ours, "Smog")
    other = await stands(theirs, theirs.ewa, LAMPS, audience=EntryAudience.PUBLIC)
    await tagged(theirs, other, "smog")
    inside = await stands(theirs, theirs.ewa, BOILERS)
    await tagged(theirs, inside, "tajne")
    await network.jan.says("/baza")
    assert LAMPS not in network.jan.sees()
    await network.jan.taps("Ze wszystkich sieci")
    assert f"{LAMPS}\nRadlin · Inna sieć · 2026" in network.jan.sees()
    assert BOILERS not in network.jan.sees()
    await network.jan.taps("Temat…")
    assert "tajne" not in "".join(network.jan.buttons())
    await network.jan.taps("Smog · 2")
    assert "2 wpisy" in network.jan.sees(), "topics of one name are one"
    await network.jan.taps("Tylko ta sieć")
    assert "Smog: 1 wpis" in network.jan.sees()


async def test_nothing_that_fits_leads_back_to_everything(network: Network) -> None:
    await a_log(network)
    await network.jan.says("/baza")
    await network.jan.forges("entry:list:1:0:2:0:0:1k1:0")
    assert "Nic nie pasuje." in network.jan.sees()
    await network.jan.taps("Wszystko")
    assert "3 wpisy" in network.jan.sees()


async def test_what_no_button_says_is_refused(network: Network) -> None:
    theirs = await another_network(network)
    hidden = await stands(theirs, theirs.ewa, BOILERS)
    await tagged(theirs, hidden, "tajne")
    await network.jan.says("/baza")
    for wish in (
        "0:z:0:0:0:0",
        "0:0:1:0:0:1",
        "0:0:zzzzz:0:0:0",
        "-1:0:0:0:0:0",
        "0:0:0:0:zzzz:0",
        "0:0:0:0:0:2",
    ):
        await network.jan.forges(f"entry:list:1:{wish}")
        assert network.jan.toast == "Ten przycisk już nie działa. Napisz /pomoc, żeby zacząć od nowa."
    await network.jan.forges("entry:by:~anything:1:0:0:0:0:0")
    assert network.jan.toast is not None
    assert "tajne" not in "".join(network.jan.all_texts())
