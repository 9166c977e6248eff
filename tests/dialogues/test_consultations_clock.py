"""Consultations by the clock, in the hands of those who lead, evaluated; and through all that may happen meanwhile."""

from datetime import timedelta

from handlers.entries import door
from handlers.entries.printed import on_paper
from handlers.heard import Heard
from handlers.visit import Visit
from storage import consultations, due_work, entries
from storage import network as networks
from storage.due_work import Doing
from storage.entries import EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_consultations import (
    SMOG_LAW,
    begins,
    begun,
    cards,
    comes,
    evaluates,
    remarks,
    supports,
    told,
)
from tests.dialogues.town_log import opens

REMINDED, SUMMARY = "Przypominam tylko ten jeden raz.", "Konsultacje się skończyły."


async def ended(network: Network) -> int:
    """Jan has said something, and the time is over."""
    number = await begun(network)
    await remarks(network.jan, "Dajcie na to dwa lata.")
    await network.town.passes(days=8)
    return number


async def becomes(network: Network, number: int, state: EntryState, **otherwise: object) -> None:
    """As when somebody hides an entry, shows it again or changes it."""
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        entry.state = state
        for name, value in otherwise.items():
            setattr(entry, name, value)
        now = network.town.clock.now()
        changed, at = "consultations.changed", entry.network_id
        await due_work.plan(uow, changed, str(number), now, network_id=at, entry=number)
    await network.town.settle()


# reminders and the end


async def test_whoever_has_not_spoken_is_reminded_once_two_days_before_the_end(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    number = await begun(network, "14 dni")
    await network.town.passes(days=12)
    assert told(network.jan, REMINDED) == []
    await network.town.passes(days=1)
    assert len(told(network.jan, REMINDED)) == 1
    assert told(network.ewa, REMINDED) == [], "it is hers"
    assert told(network.ola, REMINDED) == [], "she evaluates it"
    await comes(network.ola, number, "Do kiedy…", "14 dni")
    await network.town.passes(days=13)
    assert len(told(network.jan, REMINDED)) == 1
    await network.jan.taps("Powiedz, co myślisz")
    assert "Popieram" in network.jan.buttons()


async def test_whoever_has_spoken_is_not_reminded(network: Network) -> None:
    await begun(network)
    await supports(network.jan)
    await network.town.passes(days=8)
    assert told(network.jan, REMINDED) == []


async def test_when_the_time_is_over_those_who_lead_read_what_came_of_it(network: Network) -> None:
    await ended(network)
    (summary,) = told(network.ola, SUMMARY)
    assert "popiera z uwagami: 1" in summary
    assert "Jan Łoś (Łódź): popiera z uwagami\nDajcie na to dwa lata." in summary
    assert told(network.ewa, SUMMARY) == []
    card = cards(network.kim, network.group)[0]
    assert "Czas na głosy minął; osoby prowadzące przygotowują ocenę." in card
    assert "Powiedz, co myślisz" not in network.kim.buttons(network.group)


async def test_a_summary_does_not_come_at_night(network: Network) -> None:
    number = await begun(network)
    await comes(network.ola, number, "Do kiedy…")
    await network.ola.says("15 września 23:30")
    await network.town.passes(days=8)
    assert network.town.local.day == 15
    await network.town.move_to(network.town.local.replace(hour=23, minute=45))
    assert told(network.ola, SUMMARY) == []
    await network.town.passes(hours=9)
    assert len(told(network.ola, SUMMARY)) == 1


async def test_those_who_lead_are_reminded_to_evaluate_once(network: Network) -> None:
    number = await ended(network)
    await network.town.passes(days=30)
    assert len(told(network.ola, "nadal czekają na ocenę")) == 1
    await evaluates(network.ola, number, "Rekomendowane", "Wszyscy za.")


async def test_whoever_evaluates_in_time_is_not_reminded(network: Network) -> None:
    number = await ended(network)
    await evaluates(network.ola, number, "Rekomendowane", "Wszyscy za.")
    await network.town.passes(days=30)
    assert told(network.ola, "nadal czekają na ocenę") == []


async def test_after_a_restart_it_ends_all_the_same(network: Network) -> None:
    await begun(network)
    await network.town.is_offline_until(network.town.clock.moment + timedelta(days=9))
    assert "Czas na głosy minął" in cards(network.kim, network.group)[0]
    assert len(told(network.ola, SUMMARY)) == 1


# those who lead


async def test_it_can_be_closed_early_after_a_yes_and_taken_up_again(network: Network) -> None:
    number = await begun(network)
    await comes(network.ola, number, "Zakończ teraz…")
    assert "do: poniedziałek" in cards(network.kim, network.group)[0]
    await network.ola.taps("Tak, zakończ")
    assert "Czas na głosy minął" in cards(network.kim, network.group)[0]
    await network.ola.forges(f"cons:closed:{number}")
    assert "Czas na głosy już minął." in (network.ola.toast or "")
    await comes(network.ola, number, "Zbieraj głosy dalej…", "7 dni")
    assert "Głosy zbieram do:" in network.ola.sees()
    await supports(network.jan)
    await network.town.passes(days=8)
    assert "Wypowiedziała się 1 osoba." in cards(network.kim, network.group)[0]
    assert len(told(network.ola, SUMMARY)) == 2, "one for each end"


async def test_it_can_be_cancelled_with_all_that_was_said_and_begun_anew(network: Network) -> None:
    number = await begun(network)
    await supports(network.jan)
    await comes(network.ola, number, "Odwołaj…")
    assert "Usunę głos 1 osoby." in network.ola.sees()
    await network.ola.taps("Tak, odwołaj")
    assert "Te konsultacje są odwołane, a głosy usunięte." in cards(network.kim, network.group)[0]
    await network.jan.forges(f"cons:say:{number}:~supports")
    assert "Te konsultacje są odwołane." in (network.jan.toast or "")
    await network.town.passes(days=9)
    assert told(network.ola, SUMMARY) == []
    await begins(network.ola, number)
    assert "Nikt się jeszcze nie wypowiedział." in cards(network.kim, network.group)[-1]
    assert len(cards(network.kim, network.group)) == 1
    assert "Konsultacje · Rekomendacja\nCo o tym myślisz?" in network.kim.sees(network.group)


async def test_whoever_does_not_lead_changes_nothing(network: Network) -> None:
    await begun(network)
    await comes(network.jan)
    for what in ("until", "close", "closed", "cancel", "cancelled", "evaluate"):
        await network.jan.forges(f"cons:{what}:1")
        assert "potrzebna jest rola" in (network.jan.toast or ""), what
    assert "do: poniedziałek" in cards(network.kim, network.group)[0]


# evaluation


async def test_an_evaluation_needs_reasons_and_is_read_back(network: Network) -> None:
    number = await ended(network)
    await network.ola.taps("Oceń…")
    await network.ola.taps("Rekomendowane pod warunkami")
    assert "Pod jakimi warunkami?" in network.ola.sees()
    await network.ola.says("Tak, ale z dwuletnim okresem przejściowym.")
    assert "Czy wszystko się zgadza?" in network.ola.sees()
    assert "Ocena:" not in cards(network.kim, network.group)[0]
    await network.ola.taps("Tak, zgadza się")
    card = cards(network.kim, network.group)[-1]
    assert "Ocena: rekomendowane pod warunkami\nUzasadnienie: Tak, ale z dwuletnim" in card
    assert "Konsultacje · Rekomendacja\nOcena: rekomendowane pod warunkami" in network.kim.sees(network.group)
    assert "Twój wpis ma ocenę po konsultacjach" in network.ewa.sees()
    assert "dwuletnim okresem" in network.ewa.sees()
    await opens(network.jan, number)
    assert "Ocena: rekomendowane pod warunkami" in network.jan.sees()


async def test_it_stands_in_the_decision_log(network: Network) -> None:
    number = await ended(network)
    await evaluates(network.ola, number, "Rekomendowane", "Wszyscy za.")
    await network.jan.says("/decyzje")
    assert (
        f"Ocena po konsultacjach: {SMOG_LAW}\nrekomendowane\nUzasadnienie: Wszyscy za." in network.jan.sees()
    )
    await becomes(network, number, EntryState.HIDDEN)
    await network.jan.says("/decyzje")
    assert SMOG_LAW not in network.jan.sees()


async def test_nothing_is_evaluated_while_people_can_still_speak(network: Network) -> None:
    number = await begun(network)
    await comes(network.ola, number)
    assert "Oceń…" not in network.ola.buttons()
    await network.ola.forges(f"cons:evaluate:{number}")
    assert "Najpierw zakończ konsultacje." in (network.ola.toast or "")


async def test_of_two_who_evaluate_at_once_the_second_reads_what_the_first_has_said(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    number = await begun(network)
    await network.town.passes(days=8)
    for who, verdict, words in (
        (network.ola, "Rekomendowane", "Wszyscy za."),
        (network.jan, "Do przepracowania", "Za mało głosów."),
    ):
        await comes(who, number, "Oceń…", verdict)
        await who.says(words)
    await network.ola.taps("Tak, zgadza się")
    await network.jan.taps("Tak, zgadza się")
    assert "W międzyczasie ktoś już to ocenił." in network.jan.sees()
    assert "Wszyscy za." in network.jan.sees()
    assert "Wszyscy za." in cards(network.kim, network.group)[-1]


async def test_an_evaluation_can_be_put_right(network: Network) -> None:
    number = await ended(network)
    await evaluates(network.ola, number, "Rekomendowane", "Wszyscy za.")
    await comes(network.ola, number, "Zmień ocenę…", "Rekomendowane pod warunkami")
    await network.ola.says("Z okresem przejściowym.")
    await network.ola.taps("Tak, zgadza się")
    assert "Z okresem przejściowym." in cards(network.kim, network.group)[-1]
    assert len(cards(network.kim, network.group)) == 1


async def test_what_is_to_be_reworked_is_consulted_again_and_only_voices_to_its_new_words_stay(
    network: Network,
) -> None:
    number = await ended(network)
    await evaluates(network.ola, number, "Do przepracowania", "Bez okresu przejściowego się nie uda.")
    assert "Możesz zmienić wpis" in network.ewa.sees()
    now = network.town.clock.now()
    await becomes(network, number, EntryState.KEPT, done="Z okresem przejściowym.", changed_at=now)
    await network.town.passes(hours=1)
    await begins(network.ola, number, label="Skonsultuj ponownie…")
    card = cards(network.kim, network.group)[-1]
    assert "Nikt się jeszcze nie wypowiedział." in card
    assert "Ocena:" not in card
    await network.jan.says("/decyzje")
    assert SMOG_LAW not in network.jan.sees()


async def test_voices_to_what_did_not_change_stay_for_the_next_consultation(network: Network) -> None:
    number = await ended(network)
    await evaluates(network.ola, number, "Do przepracowania", "Proszę jeszcze raz.")
    await begins(network.ola, number, label="Skonsultuj ponownie…")
    assert "Wypowiedziała się 1 osoba." in cards(network.kim, network.group)[-1]


async def test_what_is_recommended_and_has_not_changed_is_not_consulted_again(network: Network) -> None:
    number = await ended(network)
    await evaluates(network.ola, number, "Rekomendowane", "Wszyscy za.")
    await comes(network.ola, number)
    assert "Skonsultuj ponownie…" not in network.ola.buttons()
    await network.ola.forges(f"cons:begin:{number}")
    assert "Ocena już jest." in (network.ola.toast or "")


# what happens meanwhile


async def test_a_voice_to_an_earlier_version_says_so(network: Network) -> None:
    number = await begun(network)
    await remarks(network.jan, "Dajcie na to dwa lata.")
    later = network.town.clock.now() + timedelta(minutes=1)
    await becomes(network, number, EntryState.KEPT, changed_at=later)
    await comes(network.jan)
    assert "Wpis zmienił się po tym głosie." in network.jan.sees()
    await comes(network.ola, number, "Głosy i uwagi (1)")
    assert "przed zmianą wpisu" in network.ola.sees()


async def test_what_its_owner_takes_back_is_consulted_no_more_and_shows_none_of_its_words(
    network: Network,
) -> None:
    number = await begun(network)
    await remarks(network.jan, "Dajcie na to dwa lata.")
    await opens(network.ewa, number)
    await network.ewa.taps("Usuń z bazy")
    await network.ewa.taps("Tak, wycofaj")
    (card,) = cards(network.kim, network.group)
    assert card.startswith("Wpisu, którego dotyczyły te konsultacje, nie ma już w bazie sieci.")
    assert SMOG_LAW not in card
    await network.town.passes(days=9)
    assert told(network.ola, SUMMARY) == []
    async with network.town.process.database.read() as uow:
        assert await consultations.of_entry(uow, number) is None


async def test_what_is_hidden_ends_only_when_it_is_shown_again(network: Network) -> None:
    number = await begun(network)
    await becomes(network, number, EntryState.HIDDEN)
    assert SMOG_LAW not in cards(network.kim, network.group)[0]
    await network.jan.starts(f"consult-{number}")
    assert SMOG_LAW not in network.jan.sees()
    await network.town.passes(days=9)
    assert told(network.jan, REMINDED) == []
    assert told(network.ola, SUMMARY) == []
    await becomes(network, number, EntryState.KEPT)
    assert SMOG_LAW in cards(network.kim, network.group)[0]
    assert len(told(network.ola, SUMMARY)) == 1


async def test_when_the_bot_was_away_it_ends_as_soon_as_it_is_back(network: Network) -> None:
    await begun(network)
    network.town.world.remove_member(network.ola.id, network.group, network.town.world.bot.id)
    await network.town.settle()
    await network.town.passes(days=9)
    assert told(network.ola, SUMMARY) == []
    await network.town.add_bot(network.ola, network.group)
    assert len(told(network.ola, SUMMARY)) == 1
    assert "Czas na głosy minął" in cards(network.kim, network.group)[-1]


async def test_nothing_is_planned_any_more_once_it_is_evaluated(network: Network) -> None:
    number = await ended(network)
    await evaluates(network.ola, number, "Rekomendowane", "Wszyscy za.")
    async with network.town.process.database.write() as uow:
        for kind in ("close", "remind", "summary", "evaluate"):
            work = await due_work.find(uow, f"consultations.{kind}", str(number))
            assert work is None or work.state is not Doing.PLANNED, kind


async def test_long_words_are_shown_whole(network: Network, crowd: list[Resident]) -> None:
    number = await begun(network)
    for who in crowd[1:6]:
        await remarks(who, "ę" * 1490 + f" {who.name}")
    await comes(network.ola, number, "Głosy i uwagi (5)")
    found = network.ola.sees()
    for _page in range(2):
        await network.ola.taps("Następne ›")
        found += network.ola.sees()
    assert "Następne ›" not in network.ola.buttons()
    assert found.count("ę" * 1490) == 5
    await network.town.passes(days=8)
    await evaluates(network.ola, number, "Rekomendowane", "ó" * 1500)
    await network.jan.says("/decyzje")
    assert f"Ocena po konsultacjach: {SMOG_LAW}" in network.jan.sees()


async def test_an_evaluation_goes_with_the_entry_on_paper_in_plain_words(network: Network) -> None:
    number = await ended(network)
    await evaluates(
        network.ola, number, "Rekomendowane pod warunkami", "Tak, ale <b>nie od razu</b> & powoli."
    )
    async with network.town.process.database.read() as uow:
        here = await networks.by_id(uow, 1)
        entry = await entries.by_id(uow, number)
        assert here is not None
        assert entry is not None
        edge = network.town.process.edge
        visit = Visit(
            uow,
            network.town.clock.now(),
            Heard(chat_id=0, private=True),
            edge.installation,
            edge.registry,
            network=here,
        )
        (printed,) = await on_paper(visit, visit.group_reader(here), [entry], door.of_network(here))
    assert printed.evaluation.splitlines() == [
        "Ocena: rekomendowane pod warunkami",
        "Uzasadnienie: Tak, ale <b>nie od razu</b> & powoli.",
    ]


async def test_what_somebody_said_is_among_what_is_known_of_them(network: Network) -> None:
    await ended(network)
    await network.jan.says("/moje_dane")
    known = "\n".join(network.jan.all_texts())
    assert "Twoje głosy w konsultacjach" in known
    assert "Dajcie na to dwa lata." in known
