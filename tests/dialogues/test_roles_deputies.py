"""Someone of the team is deputised for a time, by agreement; it starts and ends by itself."""

from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import end, give
from tests.dialogues.town import Resident


async def name_deputy(principal: Resident, name: str, until: str) -> None:
    """Someone with one role of the team names a deputy from now on, until what is typed."""
    await principal.says("/zastepca")
    await principal.taps(name)
    await principal.taps("Od teraz")
    await principal.says(until)
    await principal.taps("Tak, zapytaj")


def callback_of(who: Resident, label: str) -> str:
    rows = who.messages()[-1]["reply_markup"]["inline_keyboard"]
    return next(str(button["callback_data"]) for row in rows for button in row if button["text"] == label)


async def test_a_deputy_agrees_acts_for_a_time_and_it_ends_by_itself(network: Network) -> None:
    await name_deputy(network.ola, "Ewa Żak · Gdynia", "18 września")
    assert "Pytanie wysłane (Ewa Żak)" in network.ola.sees()
    assert "Ola Wójcik prosi Cię o zastępstwo w sieci Miasto Cyfrowe" in network.ewa.sees()
    assert "Do: piątek, 18 września, 23:59" in network.ewa.sees()
    await network.ewa.forges("roles:log:1:0")
    assert "potrzebna jest rola" in (network.ewa.toast or "")

    await network.ewa.taps("Zgadzam się")
    assert "Umówione" in network.ewa.sees()
    assert "Ewa Żak zgadza się Ciebie zastępować" in network.ola.sees()
    assert "Koordynacja i facylitacja: Ola Wójcik i Ewa Żak" in network.jan.sees(network.group)
    await network.jan.says("/role")
    assert "• Ewa Żak (zastępstwo za: Ola Wójcik, do: piątek, 18 września, 23:59)" in network.jan.sees()
    await network.ewa.says("/dziennik")
    assert (
        "Ewa Żak: zastępstwo (do: piątek, 18 września, 23:59): koordynacja i facylitacja"
        in network.ewa.sees()
    )

    await network.town.passes(days=12)
    assert "zastępstwo dobiegło końca" in network.ewa.sees()
    assert "zastępstwo dobiegło końca" in network.ola.sees()
    assert "Koordynacja i facylitacja: Ola Wójcik\n" in network.jan.sees(network.group)
    await network.ewa.says("/dziennik")
    assert "potrzebna jest rola" in network.ewa.sees()
    await network.ola.says("/dziennik")
    assert "Ewa Żak: koniec zastępstwa: koordynacja i facylitacja\nsamo" in network.ola.sees()


async def test_a_deputyship_to_come_starts_by_itself(network: Network) -> None:
    await network.ola.says("/zastepca")
    await network.ola.taps("Jan Łoś")
    await network.ola.says("od 14 września")
    assert "Od: poniedziałek, 14 września, 00:00" in network.ola.sees()
    await network.ola.taps("Tydzień")
    assert "Do: poniedziałek, 21 września, 23:59" in network.ola.sees()
    await network.ola.taps("Tak, zapytaj")
    await network.jan.taps("Zgadzam się")
    assert "Jan Łoś" not in network.ewa.sees(network.group)
    await network.ewa.says("/role")
    assert "14 września, 00:00 – poniedziałek, 21 września, 23:59)" in network.ewa.sees()

    await network.town.passes(days=7)
    assert "Zastępstwo właśnie się zaczyna" in network.jan.sees()
    assert "Zastępstwo właśnie się zaczyna" in network.ola.sees()
    assert "Jan Łoś" in network.ewa.sees(network.group)
    await network.town.passes(days=8)
    assert "Jan Łoś" not in network.ewa.sees(network.group)
    await network.ola.says("/dziennik")
    assert network.ola.sees().count("Jan Łoś: zastępstwo") == 1
    assert network.ola.sees().count("Jan Łoś: koniec zastępstwa") == 1


async def test_the_named_person_declines_and_nothing_changes(network: Network) -> None:
    await name_deputy(network.ola, "Jan Łoś", "za dwa tygodnie")
    agree = callback_of(network.jan, "Zgadzam się")
    await network.jan.taps("Nie tym razem")
    assert "Jan Łoś tym razem nie może Cię zastąpić" in network.ola.sees()
    await network.jan.forges(agree)
    assert "W międzyczasie coś się zmieniło" in (network.jan.toast or "")
    await network.ola.says("/dziennik")
    assert "zastępstwo" not in network.ola.sees()


async def test_the_question_is_taken_back_before_it_is_answered(network: Network) -> None:
    await name_deputy(network.ola, "Jan Łoś", "piątek")
    await network.ola.taps("Wycofaj")
    assert "Wycofane" in network.ola.sees()
    assert "nie potrzebuje już zastępstwa" in network.jan.sees()
    await network.jan.taps("Zgadzam się")
    assert "W międzyczasie coś się zmieniło" in (network.jan.toast or "")


async def test_a_question_that_nobody_answers_lapses_and_is_told(network: Network) -> None:
    await name_deputy(network.ola, "Jan Łoś", "jutro")
    await network.town.passes(days=2)
    assert "Jan Łoś: nie ma odpowiedzi w sprawie zastępstwa" in network.ola.sees()
    await network.jan.taps("Zgadzam się")
    assert "W międzyczasie coś się zmieniło" in (network.jan.toast or "")
    await network.ola.says("/dziennik")
    assert "zastępstwa" not in network.ola.sees()


async def test_only_the_named_person_agrees(network: Network) -> None:
    await name_deputy(network.ola, "Jan Łoś", "piątek")
    data = callback_of(network.jan, "Zgadzam się")
    await network.ewa.says("/role")
    await network.ewa.forges(data)
    assert "W międzyczasie coś się zmieniło" in (network.ewa.toast or "")
    await network.ewa.says("/dziennik")
    assert "potrzebna jest rola" in network.ewa.sees()


async def test_both_end_a_deputyship_early(network: Network) -> None:
    await name_deputy(network.ola, "Jan Łoś", "piątek")
    await network.jan.taps("Zgadzam się")
    await network.jan.says("/role")
    await network.jan.taps("Zakończ rolę")
    assert "Jan Łoś · zastępstwo: koordynacja i" in "".join(network.jan.buttons())
    assert not [label for label in network.jan.buttons() if "Ola" in label]
    await network.jan.taps("Jan Łoś")
    await network.jan.taps("Tak, zakończ")
    assert "zastępstwo skończyło się wcześniej: Jan Łoś" in network.ola.sees()
    assert "Jan Łoś" not in network.ewa.sees(network.group)

    await name_deputy(network.ola, "Ewa Żak", "piątek")
    await network.ewa.taps("Zgadzam się")
    await end(network.ola, "Ewa Żak · zastępstwo")
    assert "Decyzja: Ola Wójcik" in network.ewa.sees()
    told = len(network.ewa.messages())
    await network.town.passes(days=6)
    assert len(network.ewa.messages()) == told
    await network.ola.says("/dziennik")
    assert network.ola.sees().count("koniec zastępstwa") == 2


async def test_a_deputy_names_no_deputy_and_takes_no_role_for_good(network: Network) -> None:
    await name_deputy(network.ola, "Ewa Żak", "piątek")
    await network.ewa.taps("Zgadzam się")
    await network.ewa.says("/zastepca")
    assert "w której kogoś zastępujesz" in network.ewa.sees()
    await network.ewa.says("/role")
    assert "Wyznacz zastępstwo" not in network.ewa.buttons()
    await network.ewa.taps("Nadaj rolę")
    await network.ewa.taps("Ewa Żak")
    assert "Koordynacja i facylitacja" not in network.ewa.buttons()


async def test_whoever_cannot_be_written_to_is_not_asked(network: Network) -> None:
    network.town.world.block(network.jan.id)
    await network.town.settle()
    await network.ola.says("/zastepca")
    assert "nie mogę do nich pisać prywatnie: Jan Łoś" in network.ola.sees()
    assert network.ola.buttons() == ["Ewa Żak · Gdynia", "Anuluj"]


async def test_someone_with_two_roles_says_for_which(network: Network) -> None:
    await give(network.ola, "Ola Wójcik", "Ekspert")
    await network.ola.says("/zastepca")
    assert "W której z Twoich ról?" in network.ola.sees()
    await network.ola.taps("Ekspert")
    await network.ola.taps("Jan Łoś")
    await network.ola.taps("Od teraz")
    await network.ola.taps("Dwa tygodnie")
    assert "Rola: ekspert-moderator" in network.ola.sees()
    assert "Do: poniedziałek, 21 września, 23:59" in network.ola.sees()


async def test_dates_that_make_no_sense_are_refused_and_asked_again(network: Network) -> None:
    await network.ola.says("/zastepca")
    await network.ola.taps("Jan Łoś")
    await network.ola.taps("Od teraz")
    await network.ola.says("kiedyś tam")
    assert "Nie rozumiem tej daty" in network.ola.sees()
    await network.ola.says("6.09.2026")
    assert "To za wcześnie" in network.ola.sees()
    await network.ola.says("1 stycznia 2030")
    assert "najwyżej rok" in network.ola.sees()
    await network.ola.says("do piątku")
    assert "Do: piątek, 11 września, 23:59" in network.ola.sees()


async def test_the_deputy_looks_after_the_network_when_the_facilitator_leaves(network: Network) -> None:
    await name_deputy(network.ola, "Ewa Żak", "piątek")
    await network.ewa.taps("Zgadzam się")
    network.town.world.remove_member(network.ola.id, network.group, network.ola.id)
    await network.town.settle()
    assert "nikt teraz nie koordynuje" not in network.jan.sees(network.group)
    await network.town.passes(days=5)
    assert "nikt teraz nie koordynuje" in network.jan.sees(network.group)


async def test_a_deputyship_ends_also_while_the_bot_is_out_of_the_group(network: Network) -> None:
    await name_deputy(network.ola, "Ewa Żak", "piątek")
    await network.ewa.taps("Zgadzam się")
    network.town.world.remove_member(network.ola.id, network.group, network.town.world.bot.id)
    await network.town.settle()
    told = len(network.ewa.messages())
    await network.town.passes(days=6)
    assert len(network.ewa.messages()) == told
    await network.ewa.says("/dziennik")
    assert "potrzebna jest rola" in network.ewa.sees()
