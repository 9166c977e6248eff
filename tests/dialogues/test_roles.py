"""Roles are given and ended; the last facilitator does not vanish unnoticed."""

from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_hours import give


async def end(who: Resident, name: str) -> None:
    await who.says("/role")
    await who.taps("Zakończ rolę")
    await who.taps(name)
    await who.taps("Tak, zakończ")


async def joins_as(network: Network, first: str, city: str) -> None:
    newcomer = network.town.resident(first, "Szczebrzeszyńska-Brzęczyszczykiewicz")
    network.town.world.add_member(network.ola.id, network.group, newcomer.id)
    await network.town.settle()
    await network.town.joins(newcomer, network.group, city)


# who holds what


async def test_anyone_of_the_network_sees_who_leads_and_who_holds_which_role(network: Network) -> None:
    await network.jan.says("/role")
    assert "Koordynacja i facylitacja\n• Ola Wójcik" in network.jan.sees()
    assert "Ekspert-moderator\nna razie nikt" in network.jan.sees()
    assert "Stały przedstawiciel\nEwa Żak, Jan Łoś i Ola Wójcik" in network.jan.sees()
    assert "reply_markup" not in network.jan.messages()[-1]


async def test_who_is_not_in_the_network_does_not_see_its_roles(network: Network) -> None:
    await network.kim.starts()
    await network.kim.says("/roles")
    assert "You don't belong to any network here yet" in network.kim.sees()


async def test_from_the_group_the_roles_are_shown_in_private_chat(network: Network) -> None:
    await network.jan.says("/role", network.group)
    assert "w rozmowie prywatnej" in network.jan.sees(network.group)
    assert network.jan.buttons(network.group) == ["Otwórz rozmowę prywatną"]


# giving


async def test_a_facilitator_gives_a_role_and_the_person_hears_what_it_allows(network: Network) -> None:
    await give(network.ola, "Ewa Żak · Gdynia", "Ekspert-moderator")
    assert "Ewa Żak ma rolę: ekspert-moderator" in network.ola.sees()
    assert "W sieci Miasto Cyfrowe masz nową rolę: ekspert-moderator" in network.ewa.sees()
    assert "wyznaczanie zastępstwa" in network.ewa.sees()
    assert "nadawanie ról" not in network.ewa.sees()
    assert "Ekspert-moderator: Ewa Żak" in network.jan.sees(network.group)


async def test_a_person_may_hold_several_roles_and_several_people_one(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Koordynacja")
    await give(network.ewa, "Ewa Żak", "Ekspert")
    await network.jan.says("/role")
    assert "Koordynacja i facylitacja\n• Ola Wójcik\n• Ewa Żak" in network.jan.sees()
    assert "Ekspert-moderator\n• Ewa Żak" in network.jan.sees()


async def test_member_and_observer_take_each_others_place(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await network.ewa.says("/role")
    assert "Stały przedstawiciel\nEwa Żak i Ola Wójcik" in network.ewa.sees()
    assert "Obserwator\nJan Łoś" in network.ewa.sees()
    await give(network.ola, "Jan Łoś", "Stały przedstawiciel")
    await network.ewa.says("/role")
    assert "Obserwator" not in network.ewa.sees()


async def test_a_role_that_someone_holds_is_not_offered_again(network: Network) -> None:
    await network.ola.says("/role")
    await network.ola.taps("Nadaj rolę")
    await network.ola.taps("Ola Wójcik")
    assert network.ola.buttons()[:3] == ["Ekspert-moderator", "Opieka organizacyjna", "Obserwator"]


async def test_two_facilitators_give_the_same_role_at_once_and_it_is_given_once(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Koordynacja")
    for giver in (network.ola, network.ewa):
        await giver.says("/role")
        await giver.taps("Nadaj rolę")
        await giver.taps("Jan Łoś")
    await network.ola.taps("Opieka organizacyjna")
    await network.ewa.taps("Opieka organizacyjna")
    assert network.ewa.toast == "Jan Łoś ma już tę rolę."
    await network.jan.says("/role")
    assert network.jan.sees().count("• Jan Łoś") == 1


async def test_a_role_is_given_to_someone_who_cannot_be_written_to(network: Network) -> None:
    network.town.world.block(network.jan.id)
    await network.town.settle()
    before = len(network.jan.messages())
    await give(network.ola, "Jan Łoś", "Ekspert")
    assert "Nie mogę napisać prywatnie do tej osoby (Jan Łoś)" in network.ola.sees()
    assert "Ekspert-moderator: Jan Łoś" in network.ewa.sees(network.group)
    assert len(network.jan.messages()) == before


async def test_an_english_reader_hears_of_the_role_in_english(network: Network) -> None:
    await network.kim.taps("Dołącz", network.group)
    await network.kim.says("Radlin")
    await network.kim.taps("City")
    await network.kim.taps("I agree")
    await network.kim.says("/language")
    await network.kim.taps("English")
    await give(network.ola, "Kim · Radlin", "Opieka")
    assert "you have a new role: organisational guardian" in network.kim.sees()
    assert "put institutions in order" in network.kim.sees()


async def test_a_long_list_of_people_is_turned_and_searched(network: Network) -> None:
    for number in range(9):
        await joins_as(network, f"Bogumiła{number}", "Chrząszczyżewoszyce-Łękołodzka")
    await network.ola.says("/role")
    await network.ola.taps("Nadaj rolę")
    assert network.ola.buttons()[8:] == ["Następne ›", "Anuluj"]
    assert network.ola.buttons()[0] == "Bogumiła0 Szczebrzeszyńska-Brzęczyszczykiew…"
    assert all(len(label) <= 44 for label in network.ola.buttons())
    await network.ola.taps("Następne ›")
    assert "Ewa Żak · Gdynia" in network.ola.buttons()
    await network.ola.taps("‹ Poprzednie")
    assert "Ewa Żak · Gdynia" not in network.ola.buttons()
    await network.ola.says("zak")
    assert "Ewa Żak – obecne role: stały przedstawiciel" in network.ola.sees()


async def test_a_part_of_a_name_that_fits_several_shows_these(network: Network) -> None:
    await network.ola.says("/role")
    await network.ola.taps("Nadaj rolę")
    await network.ola.says("ł")
    assert network.ola.buttons() == ["Jan Łoś · Łódź", "Ola Wójcik", "Pokaż wszystkie", "Anuluj"]
    await network.ola.taps("Pokaż wszystkie")
    assert "Ewa Żak · Gdynia" in network.ola.buttons()
    await network.ola.says("Zenon")
    assert "Nie widzę tu „Zenon”" in network.ola.sees()


# refusals


async def test_only_a_facilitator_gives_roles(network: Network) -> None:
    await network.jan.says("/role")
    await network.jan.forges("roles:give:1")
    assert "potrzebna jest rola: koordynacja i facylitacja" in (network.jan.toast or "")


async def test_whoever_lost_the_role_meanwhile_gives_no_more_roles(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Koordynacja")
    await network.ewa.says("/role")
    await network.ewa.taps("Nadaj rolę")
    await network.ewa.taps("Jan Łoś")
    await end(network.ola, "Ewa Żak")
    await network.ewa.taps("Koordynacja i facylitacja")
    assert "potrzebna jest rola" in (network.ewa.toast or "")
    await network.jan.says("/role")
    assert "• Jan Łoś" not in network.jan.sees()


async def test_nobody_gives_roles_across_networks(network: Network) -> None:
    zofia = network.town.resident("Zofia")
    other = network.town.group("Inna Sieć", zofia)
    await network.town.add_bot(zofia, other)
    await zofia.taps("zaczynamy", other)
    await zofia.starts()
    await zofia.says("/role")
    await zofia.forges("roles:give:1")
    assert "w której nie uczestniczysz" in (zofia.toast or "")
    await zofia.taps("Nadaj rolę")
    ewas_number = 2
    await zofia.forges(f"form:pick:~person:{ewas_number}")
    assert "Ten przycisk już nie działa" in (zofia.toast or "")


async def test_a_button_of_another_network_does_not_end_roles_there(network: Network) -> None:
    second = network.town.group("Zielone Miasta", network.ewa)
    await network.town.add_bot(network.ewa, second)
    await network.ewa.taps("zaczynamy", second)
    await network.ewa.says("/role")
    await network.ewa.forges("roles:end:1")
    assert "W międzyczasie coś się zmieniło" in (network.ewa.toast or "")


# ending


async def test_a_facilitator_ends_a_role_and_the_person_hears_of_it(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await end(network.ola, "Ewa Żak · ekspert-moderator")
    assert "Zakończone: Ewa Żak, ekspert-moderator" in network.ola.sees()
    assert "skończyła się Twoja rola: ekspert-moderator. Decyzja: Ola Wójcik" in network.ewa.sees()
    assert "Ekspert" not in network.jan.sees(network.group)


async def test_anyone_of_the_team_gives_their_own_role_back(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await network.ewa.says("/role")
    await network.ewa.taps("Zakończ rolę")
    assert network.ewa.buttons() == ["Ewa Żak · ekspert-moderator", "Anuluj"]
    await network.ewa.taps("Ewa Żak")
    await network.ewa.taps("Tak, zakończ")
    await network.ewa.says("/dziennik")
    assert "potrzebna jest rola" in network.ewa.sees()
    assert "Ekspert" not in network.jan.sees(network.group)


async def test_the_same_role_is_not_ended_twice(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    for who in (network.ola, network.ewa):
        await who.says("/role")
        await who.taps("Zakończ rolę")
        await who.taps("Ewa Żak")
    await network.ola.taps("Tak, zakończ")
    await network.ewa.taps("Tak, zakończ")
    assert "W międzyczasie coś się zmieniło" in (network.ewa.toast or "")
    await network.ola.says("/dziennik")
    assert network.ola.sees().count("koniec roli: ekspert-moderator") == 1


async def test_the_last_facilitator_is_warned_and_then_the_group_is_asked(network: Network) -> None:
    await network.ola.says("/role")
    await network.ola.taps("Zakończ rolę")
    await network.ola.taps("Ola Wójcik")
    assert "Nikt inny nie koordynuje tej sieci" in network.ola.sees()
    await network.ola.taps("Anuluj")
    await end(network.ola, "Ola Wójcik")
    assert "nikt teraz nie koordynuje" in network.jan.sees(network.group)
    assert "Przejmuję" in network.jan.buttons(network.group)


async def test_whoever_becomes_the_last_facilitator_while_answering_is_not_let_go_unwarned(
    network: Network,
) -> None:
    await give(network.ola, "Ewa Żak", "Koordynacja")
    for who, name in ((network.ola, "Ola"), (network.ewa, "Ewa")):
        await who.says("/role")
        await who.taps("Zakończ rolę")
        await who.taps(name)
        assert "Nikt inny" not in who.sees()
    await network.ola.taps("Tak, zakończ")
    await network.ewa.taps("Tak, zakończ")
    assert "Poza Tobą nikt już nie koordynuje sieci" in (network.ewa.toast or network.ewa.sees())
    await end(network.ewa, "Ewa Żak")
    assert "nikt teraz nie koordynuje" in network.jan.sees(network.group)


async def test_the_coordinating_team_is_not_joined_by_a_forged_tap(network: Network) -> None:
    await network.ola.says("/role")
    await network.ola.taps("Nadaj rolę")
    await network.ola.taps("Ola Wójcik")
    await network.ola.forges("form:pick:~role:~coordinator")
    assert "ma już tę rolę" in (network.ola.toast or "")
    await network.ola.says("/zapros_siec")
    assert "potrzebna jest rola" in network.ola.sees()
