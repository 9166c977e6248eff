"""Members add calls for funding; all see what is open, the soonest first; what is over drops out by itself."""

from datetime import date

from facilitation import funding_calls as rules
from storage.roles import Role
from tests.dialogues.conftest import Network
from tests.dialogues.test_others_buttons import Door, door, someone_with_only
from tests.dialogues.test_poison import two
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

__all__ = ["door", "two"]

LINE = "/nabor LIFE: adaptacja do zmian klimatu, do 15.03.2027 https://life.example.org"
READ_BACK = "Dopisać do listy?\n\nLIFE: adaptacja do zmian klimatu\ndo 15 marca 2027, zostało 189 dni"


async def add(who: Resident, line: str = LINE) -> None:
    await who.says(line)
    await who.taps("Tak, dopisz")


async def test_one_line_in_private_chat_is_read_back_and_added(network: Network) -> None:
    await network.ewa.says(LINE)
    assert network.ewa.sees() == f"{READ_BACK}\nhttps://life.example.org"
    await network.ewa.taps("Tak, dopisz")
    assert network.ewa.sees() == (
        "Dopisane. Na najbliższym spotkaniu sieć przejrzy listę naborów.\n\n"
        "LIFE: adaptacja do zmian klimatu\ndo 15 marca 2027, zostało 189 dni\n\nhttps://life.example.org\n\n"
        "Od: Ewa Żak (Gdynia)"
    )


async def test_one_line_in_the_group_is_added_at_once_with_one_short_answer(network: Network) -> None:
    before = len(network.kim.messages(network.group))
    await network.ewa.says(LINE, network.group)
    assert network.kim.sees(network.group) == (
        "Dopisano do naborów: LIFE: adaptacja do zmian klimatu, do 15 marca 2027, zostało 189 dni."
    )
    assert len(network.kim.messages(network.group)) == before + 1
    await network.ewa.taps("Pokaż, popraw", network.group)
    assert "Od: Ewa Żak (Gdynia)" in network.ewa.sees()


async def test_what_a_line_in_the_group_lacks_is_asked_in_private_chat(network: Network) -> None:
    await network.ewa.says("/nabor Granty norweskie", network.group)
    assert network.ewa.sees().startswith("Do kiedy można składać wnioski?")
    await network.ewa.taps("Nabór ciągły")
    assert network.ewa.sees().startswith("Gdzie jest opisany?")
    await network.ewa.says("www.eog.example.org")
    assert network.ewa.sees().startswith("Dla kogo jest")
    await network.ewa.says("Dla gmin, do 2 mln zł")
    assert network.ewa.sees() == (
        "Dopisać do listy?\n\nGranty norweskie\nnabór ciągły\nhttps://www.eog.example.org\nDla gmin, do 2 mln zł"
    )
    await network.ewa.taps("Tak, dopisz")
    assert "nabór ciągły" in network.ewa.sees()


async def test_every_question_takes_another_try_after_words_that_do_not_fit(network: Network) -> None:
    await network.ewa.says("/nabory")
    await network.ewa.taps("Dopisz nabór")
    await network.ewa.says("?")
    assert network.ewa.sees() == "Tytuł musi mieć choć kilka liter. Napisz go jeszcze raz."
    await network.ewa.says("LIFE")
    await network.ewa.says("kiedyś")
    assert network.ewa.sees().startswith("Nie widzę tu dnia.")
    await network.ewa.says("15 marca 2026")
    assert "już minął" in network.ewa.sees()
    await network.ewa.says("końca marca")
    await network.ewa.says("nie wiem")
    assert network.ewa.sees().startswith("To nie jest adres strony.")
    await network.ewa.taps("Bez linku")
    await network.ewa.taps("Bez szczegółów")
    assert "Dopisać do listy?\n\nLIFE\ndo 31 marca 2027, zostało 205 dni" in network.ewa.all_texts()
    await network.ewa.taps("Anuluj")
    await network.ewa.taps("‹ Nabory")
    assert [text for text in network.ewa.all_texts() if "Na razie nie ma żadnego otwartego naboru." in text]


async def test_the_list_has_the_soonest_first_and_loses_what_is_over(network: Network) -> None:
    await add(network.ewa)
    await add(network.jan, "/nabor Smog STOP, do 9 września")
    await network.jan.says("/nabory")
    assert network.jan.sees().startswith(
        "Nabory: 2\n\n1. Smog STOP\ndo 9 września 2026, zostały 2 dni · Jan Łoś (Łódź)\n\n"
        "2. LIFE: adaptacja do zmian klimatu\ndo 15 marca 2027, zostało 189 dni · Ewa Żak (Gdynia)"
    )
    await network.town.passes(days=2)
    await network.jan.says("/nabory")
    assert "do 9 września 2026 – to dziś" in network.jan.sees()
    await network.town.passes(days=1)
    await network.jan.says("/nabory")
    assert network.jan.sees().startswith("Nabory: 1\n\n1. LIFE")
    await network.jan.taps("Moje nabory")
    assert "Smog STOP\nzakończony 9 września 2026" in network.jan.sees()


async def test_other_features_are_told_what_is_open_on_a_day(network: Network) -> None:
    await add(network.ewa)
    await add(network.jan, "/nabor Smog STOP, do 9 września")
    async with network.town.process.database.read() as uow:
        open_on = {
            day: [call.title for call in await rules.open_calls(uow, 1, day)]
            for day in (date(2026, 9, 9), date(2026, 9, 10), date(2027, 3, 16))
        }
    life = "LIFE: adaptacja do zmian klimatu"
    assert open_on == {
        date(2026, 9, 9): ["Smog STOP", life], date(2026, 9, 10): [life], date(2027, 3, 16): [],
    }  # fmt: skip


async def test_a_list_of_many_has_pages(network: Network) -> None:
    for n in range(8):
        await add(network.ewa, f"/nabor Fundusz {'abcdefgh'[n] * 9}, do {n + 10} października")
    await network.jan.says("/nabory")
    assert "6. Fundusz ffff" in network.jan.sees()
    assert "7. Fundusz" not in network.jan.sees()
    await network.jan.taps("Następne")
    assert "8. Fundusz hhhh" in network.jan.sees()
    await network.jan.taps("8")
    assert network.jan.sees().startswith("Fundusz hhhh")


async def test_in_the_group_the_list_is_one_line_for_whom_i_can_not_write_to(network: Network) -> None:
    await add(network.ewa)
    await network.ewa.blocks_the_bot()
    await network.ewa.says("/nabory", network.group)
    assert network.ewa.sees(network.group) == "1 nabór jest otwarty."


async def test_what_may_be_the_same_is_shown_before_it_is_added(network: Network) -> None:
    await add(network.ewa)
    for line in (
        "/nabor Coś o klimacie, do 15 marca http://www.life.example.org/",
        "/nabor LIFE adaptacja zmian klimatu, do 20 marca",
    ):
        await network.jan.says(line, network.group)
        assert "Ten już jest na liście. Czy to ten sam nabór?\n\nLIFE: adaptacja" in network.jan.sees()
    await network.jan.taps("Ten sam, nie dopisuj")
    assert "Od: Ewa Żak (Gdynia)" in network.jan.sees()
    await network.jan.says("/nabor LIFE adaptacja zmian klimatu, do 20 marca")
    await network.jan.taps("Inny, dopisz")
    await network.jan.says("/nabory")
    assert network.jan.sees().startswith("Nabory: 2")


async def test_ones_own_call_is_corrected_withdrawn_and_put_back(network: Network) -> None:
    await add(network.ewa)
    await network.ewa.taps("Termin…")
    await network.ewa.says("20.03.2027")
    assert network.ewa.sees().startswith("Zmienione.\n\nLIFE: adaptacja do zmian klimatu\ndo 20 marca 2027")
    await network.ewa.taps("Link…")
    await network.ewa.taps("Bez linku")
    assert "life.example.org" not in network.ewa.sees()
    await network.ewa.taps("Szczegóły…")
    await network.ewa.says("Dla miast")
    assert "Dla miast" in network.ewa.sees()
    await network.ewa.taps("Tytuł…")
    await network.ewa.says("LIFE 2027")
    await network.ewa.taps("Wycofaj")
    assert network.ewa.toast == "Wycofane. Nikt inny już tego nie widzi."
    await network.jan.says("/nabory")
    assert "Na razie nie ma żadnego otwartego naboru." in network.jan.sees()
    await network.ewa.taps("Przywróć na listę")
    await network.jan.says("/nabory")
    assert "LIFE 2027\ndo 20 marca 2027" in network.jan.sees()


async def test_someone_else_can_not_change_or_withdraw_it(network: Network) -> None:
    await add(network.ewa)
    await network.jan.says("/nabory")
    await network.jan.taps("1")
    assert network.jan.buttons() == ["‹ Nabory"]
    for forged in ("fund:title:1", "fund:withdraw:1", "fund:restore:1"):
        await network.jan.forges(forged)
        assert network.jan.toast == "To może zrobić tylko osoba, która ten nabór dopisała."


async def test_an_expert_hides_a_call_and_its_author_reads_why(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    await add(network.ewa)
    await network.jan.says("/nabory")
    await network.jan.taps("1")
    await network.jan.taps("Ukryj…")
    await network.jan.says("To reklama firmy.")
    assert network.jan.sees().startswith("Ukryte. Osoba, która dopisała nabór, przeczyta dlaczego.")
    assert network.ewa.sees() == (
        "Dopisany przez Ciebie nabór jest teraz ukryty.\n\nLIFE: adaptacja do zmian klimatu\n\n"
        "Powód: To reklama firmy.\n\n"
        "Możesz go poprawić i poprosić koordynację sieci, żeby znów był na liście."
    )
    await network.ewa.taps("Pokaż, popraw")
    assert "Powód: To reklama firmy." in network.ewa.sees()
    await network.ola.says("/nabory")
    assert "LIFE" not in network.ola.sees().replace("/nabor LIFE", "")
    await network.ola.taps("Ukryte nabory")
    await network.ola.taps("1")
    await network.ola.taps("Pokaż znowu")
    await network.ewa.says("/nabory")
    assert network.ewa.sees().startswith("Nabory: 1")


async def test_an_observer_sees_the_list_and_adds_nothing(door: Door) -> None:
    await add(door.two.theirs.ewa)
    vera = await someone_with_only(Role.OBSERVER, door.two)
    await vera.says("/nabory")
    assert "LIFE: adaptacja" in vera.sees()
    assert "Dopisz nabór" not in vera.buttons()
    await vera.says(LINE)
    assert "dopisywać nabory" in vera.sees().casefold()


async def test_a_call_outlives_its_author_without_a_name(network: Network) -> None:
    await add(network.ewa)
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    await network.jan.says("/nabory")
    assert "LIFE: adaptacja do zmian klimatu\ndo 15 marca 2027, zostało 189 dni\n" in network.jan.sees()
    assert "Ewa" not in network.jan.sees()
