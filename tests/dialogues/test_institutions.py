"""Institutions: the list, doubled ones merged, names put right, and those who are expected."""

from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident


async def opens(who: Resident, button: str, *answers: str) -> None:
    """Tap a button of the list, and then answer by tapping."""
    await who.says("/instytucje")
    for label in (button, *answers):
        await who.taps(label)


async def joins(network: Network, first: str, city: str) -> Resident:
    newcomer = network.town.resident(first)
    network.town.world.add_member(network.ola.id, network.group, newcomer.id)
    await network.town.settle()
    await network.town.joins(newcomer, network.group, city)
    return newcomer


async def expects(network: Network, listed: str) -> None:
    await opens(network.ola, "Lista oczekiwanych")
    await network.ola.says(listed)


# the list


async def test_the_team_sees_each_institution_with_its_kind_and_people(network: Network) -> None:
    await network.ola.says("/instytucje")
    assert "• Gdynia (miasto lub gmina): 1 osoba\n• Łódź (miasto lub gmina): 1 osoba" in network.ola.sees()
    assert "W sieci: 2 przedstawicieli, 2 instytucje." in network.ola.sees()
    assert "Połącz powtórzone" in network.ola.buttons()


async def test_an_expert_sees_the_list_without_buttons(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ewa.says("/instytucje")
    assert "Gdynia" in network.ewa.sees()
    assert "reply_markup" not in network.ewa.messages()[-1]
    await network.ewa.forges("places:merge:1")
    assert "potrzebna jest rola" in (network.ewa.toast or "")


async def test_a_guardian_puts_institutions_in_order(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Opieka")
    await opens(network.jan, "Zmień rodzaj", "Gdynia", "Uczelnia")
    assert "Zapisane: Gdynia (uczelnia)" in network.jan.sees()


async def test_a_representative_does_not_see_the_list(network: Network) -> None:
    await network.jan.says("/institutions")
    assert "potrzebna jest rola" in network.jan.sees()


async def test_a_network_without_institutions_says_so(network: Network) -> None:
    zofia = network.town.resident("Zofia")
    group = network.town.group("Nowa", zofia)
    await network.town.add_bot(zofia, group)
    await zofia.taps("zaczynamy", group)
    await zofia.starts()
    await zofia.says("/instytucje")
    assert "Na razie nie ma żadnej" in zofia.sees()
    assert zofia.buttons() == ["Lista oczekiwanych…"]


async def test_an_english_reader_puts_institutions_in_order(network: Network) -> None:
    await network.ola.says("/jezyk")
    await network.ola.taps("English")
    await network.ola.says("/institutions")
    assert "• Gdynia (city or commune): 1 person" in network.ola.sees()
    await network.ola.taps("Rename")
    await network.ola.taps("Gdynia")
    await network.ola.says("Gdynia City Hall")
    assert "Renamed: Gdynia → Gdynia City Hall." in network.ola.sees()


# merging


async def test_doubled_institutions_are_merged_after_a_look_at_what_happens(network: Network) -> None:
    await joins(network, "Adam", "Sopot")
    await joins(network, "Beata", "Kurort Sopocki")
    await opens(network.ola, "Połącz", "Kurort Sopocki")
    await network.ola.taps("Sopot ·")
    assert "Kurort Sopocki → Sopot\nPrzechodzi 1 osoba." in network.ola.sees()
    await network.ola.taps("Tak, połącz")
    assert "Połączone: Kurort Sopocki → Sopot" in network.ola.sees()
    await network.ola.taps("‹ Instytucje")
    assert "Sopot (miasto lub gmina): 2 osoby" in network.ola.sees()
    assert "Sopocki" not in network.ola.sees()
    assert "4 przedstawicieli, 3 instytucje" in network.jan.sees(network.group)
    await network.ola.says("/dziennik")
    assert "połączone instytucje: Kurort Sopocki → Sopot\ndecyzja: Ola Wójcik" in network.ola.sees()


async def test_the_likely_twin_is_offered_first(network: Network) -> None:
    adam = network.town.resident("Adam")
    network.town.world.add_member(network.ola.id, network.group, adam.id)
    await network.town.settle()
    await adam.taps("Dołącz", network.group)
    await adam.says("Urząd Miasta Łodzi")
    assert adam.buttons()[:2] == ["Łódź", "Nie, to inna"]
    await adam.taps("Nie, to inna")
    await adam.taps("Urząd")
    await adam.taps("Zgadzam")
    await opens(network.ola, "Połącz", "Urząd Miasta Łodzi")
    assert network.ola.buttons()[:2] == ["Łódź · miasto lub gmina", "Gdynia · miasto lub gmina"]


async def test_a_merge_can_be_thought_over(network: Network) -> None:
    await opens(network.ola, "Połącz", "Gdynia", "Łódź", "‹ Wstecz", "‹ Wstecz", "Anuluj")
    assert "nic się nie zmieniło" in network.ola.sees()
    await network.ola.says("/instytucje")
    assert "Gdynia" in network.ola.sees()


async def test_two_people_merge_at_once_and_the_second_is_told(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Opieka")
    await opens(network.ola, "Połącz", "Gdynia", "Łódź")
    await opens(network.jan, "Połącz", "Łódź", "Gdynia")
    await network.ola.taps("Tak, połącz")
    await network.jan.taps("Tak, połącz")
    assert "nie ma już na liście" in (network.jan.toast or "")
    await network.ola.says("/instytucje")
    assert "Łódź (miasto lub gmina): 2 osoby" in network.ola.sees()


async def merges(who: Resident, doubled: str, into: str) -> None:
    await opens(who, "Połącz", doubled, into)
    assert "Zaraz potem można to cofnąć" in who.sees()
    await who.taps("Tak, połącz")


async def test_a_merge_is_undone_with_one_tap_and_everyone_is_where_they_were(network: Network) -> None:
    await expects(network, "Gdynia 2\nŁódź 3\nSopot 1")
    await network.ola.taps("Zapisz listę")
    await merges(network.ola, "Gdynia", "Łódź")
    adam = await joins(network, "Adam", "Łódź")
    await network.ola.taps("Cofnij połączenie")
    assert "Znów osobno: Gdynia i Łódź. Wraca 1 osoba." in network.ola.sees()
    await network.ola.says("/instytucje")
    assert "• Gdynia (miasto lub gmina): 1 z 2\n• Łódź (miasto lub gmina): 2 z 3" in network.ola.sees()
    await network.ola.says("/ludzie")
    assert "Gdynia: Ewa Żak" in network.ola.sees()
    assert f"Łódź: {adam.name} i Jan Łoś" in network.ola.sees()
    assert "3 z 6 przedstawicieli, 2 z 3 instytucji" in network.jan.sees(network.group)


async def test_what_was_merged_one_into_another_is_taken_apart_from_the_end(network: Network) -> None:
    await joins(network, "Adam", "Radlin")
    await merges(network.ola, "Gdynia", "Łódź")
    first = network.ola.messages()[-1]["message_id"]
    await merges(network.ola, "Łódź", "Radlin")
    await taps_undo(network, first)
    assert "nie da się już cofnąć" in (network.ola.toast or "")
    await network.ola.taps("Cofnij połączenie")
    assert "Wracają 2 osoby." in network.ola.sees()
    await taps_undo(network, first)
    await network.ola.says("/ludzie")
    assert "Gdynia: Ewa Żak\nŁódź: Jan Łoś\nRadlin: Adam" in network.ola.sees()


async def taps_undo(network: Network, message: int) -> None:
    """Tap the button under an earlier message."""
    world, ola = network.town.world, network.ola
    (shown,) = [each for each in ola.messages() if each["message_id"] == message]
    (data,) = [
        button["callback_data"]
        for row in shown["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "Cofnij połączenie"
    ]
    query = world.tap(ola.id, ola.id, message, data)
    await network.town.settle()
    ola.toast = (world.callback_answer(query) or {}).get("text")


async def test_a_merge_is_undone_once(network: Network) -> None:
    await merges(network.ola, "Gdynia", "Łódź")
    await network.ola.forges("places:unmerge:1:1")
    await network.ola.forges("places:unmerge:1:1")
    assert "nie da się już cofnąć" in (network.ola.toast or "")


async def test_a_merge_stays_when_its_name_is_taken_again(
    network: Network,
) -> None:
    await merges(network.ola, "Gdynia", "Łódź")
    await joins(network, "Adam", "Gdynia")
    await network.ola.taps("Cofnij połączenie")
    assert "„Gdynia” jest już na liście" in (network.ola.toast or "")


async def test_whoever_chose_anew_after_a_merge_stays_where_they_chose(network: Network) -> None:
    await merges(network.ola, "Gdynia", "Łódź")
    await network.ewa.says("/opusc")
    await network.ewa.taps("Odchodzę")
    await network.town.joins(network.ewa, network.group, "Łódź")
    await network.ola.taps("Cofnij połączenie")
    await network.ola.says("/instytucje")
    assert "• Gdynia (miasto lub gmina): 0 osób\n• Łódź (miasto lub gmina): 2 osoby" in network.ola.sees()


async def test_a_new_list_after_a_merge_keeps_its_numbers_when_the_merge_is_undone(network: Network) -> None:
    await expects(network, "Gdynia 2\nŁódź 3")
    await network.ola.taps("Zapisz listę")
    await merges(network.ola, "Gdynia", "Łódź")
    undo = network.ola.messages()[-1]["message_id"]
    await expects(network, "Łódź 5")
    await network.ola.taps("Zapisz listę")
    await taps_undo(network, undo)
    await network.ola.says("/instytucje")
    assert "• Gdynia (miasto lub gmina): 1 osoba\n• Łódź (miasto lub gmina): 1 z 5" in network.ola.sees()


async def test_only_who_may_merge_may_undo_a_merge(network: Network) -> None:
    await merges(network.ola, "Gdynia", "Łódź")
    await network.jan.forges("places:unmerge:1:1")
    assert "potrzebna jest rola" in (network.jan.toast or "")


async def test_one_is_told_what_one_represented_before_a_merge(network: Network) -> None:
    await merges(network.ola, "Gdynia", "Łódź")
    await network.ewa.says("/moje_dane")
    assert "• Miasto Cyfrowe · Łódź: " in network.ewa.sees()
    assert "przed połączeniem instytucji: Gdynia" in network.ewa.sees()


async def test_every_change_of_an_institution_stands_in_the_log_once(network: Network) -> None:
    ola = network.ola
    await opens(ola, "Zmień nazwę", "Gdynia")
    await ola.says("Gmina Gdynia")
    await opens(ola, "Zmień nazwę", "Gmina Gdynia")
    await ola.says("Gmina Gdynia")
    await opens(ola, "Zmień rodzaj", "Łódź", "Uczelnia")
    await opens(ola, "Zmień rodzaj", "Łódź", "Uczelnia")
    await merges(ola, "Gmina Gdynia", "Łódź")
    await ola.taps("Cofnij połączenie")
    await expects(network, "Gmina Gdynia 2\nŁódź 2\nRadlin")
    await ola.taps("Zapisz listę")
    await opens(ola, "Usuń", "Radlin", "Tak, usuń")
    await opens(ola, "Wyczyść", "Tak, wyczyść")
    await ola.says("/dziennik")
    told = [entry.split("\n") for entry in ola.sees().split("\n\n")[1:]]
    assert [what for _when, what, *_who in told][:7] == [
        "lista oczekiwanych wyczyszczona",
        "usunięta instytucja: Radlin",
        "nowa lista oczekiwanych: 5 osób z 3 instytucji",
        "cofnięte połączenie instytucji: Gmina Gdynia → Łódź",
        "połączone instytucje: Gmina Gdynia → Łódź",
        "rodzaj instytucji: Łódź (uczelnia)",
        "nowa nazwa instytucji: Gdynia → Gmina Gdynia",
    ]
    assert {who for _when, _what, *rest in told[:7] for who in rest} == {"decyzja: Ola Wójcik"}
    assert all("Gdynia" not in what for _when, what, *_who in told[7:])


async def test_the_log_of_institutions_is_read_in_english_too(network: Network) -> None:
    ola = network.ola
    await expects(network, "Gdynia 2\nŁódź 1")
    await ola.taps("Zapisz listę")
    await opens(ola, "Zmień rodzaj", "Łódź", "Uczelnia")
    await ola.says("/jezyk")
    await ola.taps("English")
    await ola.says("/log")
    assert "kind of institution: Łódź (university)\ndecided by: Ola Wójcik" in ola.sees()
    assert "new list of those expected: 3 people from 2 institutions" in ola.sees()


# names and removing


async def test_a_name_is_put_right_everywhere(network: Network) -> None:
    await opens(network.ola, "Zmień nazwę", "Gdynia")
    assert "Teraz: Gdynia" in network.ola.sees()
    await network.ola.says("  Gmina   Gdynia ")
    assert "Nowa nazwa: Gdynia → Gmina Gdynia" in network.ola.sees()
    await network.ola.says("/ludzie")
    assert "Gmina Gdynia: Ewa Żak" in network.ola.sees()


async def test_a_name_that_is_taken_calls_for_a_merge(network: Network) -> None:
    await opens(network.ola, "Zmień nazwę", "Gdynia")
    await network.ola.says("łodz")
    assert "„łodz” jest już na liście" in network.ola.sees()
    await network.ola.says("Gdynia")
    assert "Nowa nazwa: Gdynia → Gdynia" in network.ola.sees()


async def test_a_name_is_neither_empty_nor_endless(network: Network) -> None:
    await opens(network.ola, "Zmień nazwę", "Gdynia")
    await network.ola.says("…")
    assert "Napisz, proszę, nazwę" in network.ola.sees()
    await network.ola.says("ł" * 101)
    assert "zmieści się 100 znaków" in network.ola.sees()


async def test_only_an_institution_that_nobody_represents_is_removed(network: Network) -> None:
    await network.ola.says("/instytucje")
    await network.ola.taps("Usuń")
    assert "Każdą instytucję z listy ktoś reprezentuje" in (network.ola.toast or "")
    network.town.world.remove_member(network.ola.id, network.group, network.jan.id)
    await network.town.settle()
    await opens(network.ola, "Usuń")
    assert network.ola.buttons() == ["Łódź · miasto lub gmina", "Anuluj"]
    await network.ola.taps("Łódź")
    await network.ola.taps("Tak, usuń")
    assert "Usunięte: Łódź" in network.ola.sees()
    network.town.world.add_member(network.ola.id, network.group, network.jan.id)
    await network.town.settle()
    await network.jan.taps("Dołącz", network.group)
    assert "Łódź" not in network.jan.buttons()


async def test_someone_joins_while_their_institution_is_being_removed(network: Network) -> None:
    await expects(network, "Gdynia 2\nRadlin 1")
    await network.ola.taps("Zapisz listę")
    await opens(network.ola, "Usuń", "Radlin")
    await joins(network, "Adam", "Radlin")
    await network.ola.taps("Tak, usuń")
    assert "Ktoś reprezentuje instytucję „Radlin”" in (network.ola.toast or "")


# those expected


async def test_a_pasted_list_is_read_back_saved_and_counted_on_the_card(network: Network) -> None:
    await expects(network, "1. Gdynia – 2 osoby\n2. ŁÓDŹ 2\n3. Radlin 3\n4. Radomsko")
    assert "Na liście: 8 osób z 4 instytucji." in network.ola.sees()
    assert "• Gdynia: 2\n• ŁÓDŹ: 2\n• Radlin: 3\n• Radomsko: 1" in network.ola.sees()
    assert "Nowe na liście: Radlin i Radomsko." in network.ola.sees()
    await network.ola.taps("Zapisz listę")
    assert "W sieci: 2 z 8 przedstawicieli, 2 z 4 instytucji." in network.jan.sees(network.group)
    await network.ola.taps("‹ Instytucje")
    assert "• Radlin (miasto lub gmina): 0 z 3" in network.ola.sees()


async def test_a_name_much_like_a_known_one_is_pointed_at(network: Network) -> None:
    await expects(network, "Gdyina 2\nŁódź 1")
    assert "„Gdyina” to nowa nazwa, ale podobna do „Gdynia”" in network.ola.sees()
    await network.ola.taps("‹ Wstecz")
    await network.ola.says("Gdynia 2\nŁódź 1")
    assert "nowa nazwa" not in network.ola.sees()
    await network.ola.taps("Zapisz listę")
    assert "2 z 3 przedstawicieli, 2 z 2 instytucji" in network.jan.sees(network.group)


async def test_a_new_list_takes_the_place_of_the_one_before(network: Network) -> None:
    await expects(network, "Gdynia 2\nRadlin 3\nŁódź 2")
    await network.ola.taps("Zapisz listę")
    await expects(network, "Gdynia 2\nSopot 1")
    assert "Znikną z listy, bo nikt ich nie reprezentuje i nie ma ich na nowej: Radlin." in network.ola.sees()
    await network.ola.taps("Zapisz listę")
    await network.ola.says("/instytucje")
    assert "Radlin" not in network.ola.sees()
    assert "• Łódź (miasto lub gmina): 1 osoba" in network.ola.sees()
    assert "• Sopot (miasto lub gmina): 0 z 1" in network.ola.sees()


async def test_the_expected_list_is_cleared_and_people_stay(network: Network) -> None:
    await expects(network, "Gdynia 2\nRadlin 3")
    await network.ola.taps("Zapisz listę")
    await opens(network.ola, "Wyczyść")
    assert "Radlin" in network.ola.sees()
    await network.ola.taps("Tak, wyczyść")
    assert "W sieci: 2 przedstawicieli, 2 instytucje." in network.jan.sees(network.group)


async def test_words_without_any_institution_are_refused(network: Network) -> None:
    await expects(network, "1\n2\n---")
    assert "Nie widzę tu żadnej instytucji" in network.ola.sees()


async def test_a_long_list_is_shown_whole_and_picked_by_pages(network: Network) -> None:
    names = [f"Miejscowość o bardzo długiej nazwie, powiat numer {number}" for number in range(60)]
    await expects(network, "\n".join(f"{name} 2" for name in names))
    await network.ola.taps("Zapisz listę")
    await network.ola.says("/instytucje")
    shown = "\n".join(network.ola.all_texts()[-2:])
    assert all(name in shown for name in names)
    await network.ola.taps("Zmień nazwę")
    assert len(network.ola.buttons()) == 10
    await network.ola.says("numer 41")
    assert "powiat numer 41" in network.ola.sees()


async def test_nobody_reaches_into_another_network(network: Network) -> None:
    zofia = network.town.resident("Zofia")
    group = network.town.group("Nowa", zofia)
    await network.town.add_bot(zofia, group)
    await zofia.taps("zaczynamy", group)
    await network.town.joins(zofia, group, "Sopot")
    await zofia.says("/instytucje")
    await zofia.forges("places:merge:1")
    assert "w której nie uczestniczysz" in (zofia.toast or "")
    await zofia.taps("Zmień nazwę")
    await zofia.forges("form:pick:~place:1")
    assert "Ten przycisk już nie działa" in (zofia.toast or "")
