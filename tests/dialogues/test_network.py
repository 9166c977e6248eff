"""A network in its group: set-up, settings, invitations, and the group's own life."""

from pathlib import Path

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_roles import end, give
from tests.dialogues.test_roles_deputies import name_deputy
from tests.dialogues.town import Town


async def test_an_admin_adds_the_bot_and_the_network_is_open_after_one_tap(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    assert "Temat: Miasto Cyfrowe" in ola.sees(group)
    assert "Język: polski" in ola.sees(group)
    await ola.taps("zaczynamy", group)
    assert "Ola Wójcik" in ola.sees(group)
    assert "Dołącz do sieci" in ola.buttons(group)


async def test_the_set_up_speaks_the_language_of_whoever_added_the_bot(town: Town) -> None:
    kim = town.resident("Kim", language="en")
    group = town.group("Digital Cities", kim)
    await town.add_bot(kim, group)
    assert "Topic: Digital Cities" in kim.sees(group)
    await kim.taps("polski", group)
    assert "Temat: Digital Cities" in kim.sees(group)


async def test_a_member_who_is_no_admin_adds_the_bot_and_an_admin_has_to_tap(town: Town) -> None:
    ola, jan = town.resident("Ola"), town.resident("Jan")
    group = town.group("Miasto Cyfrowe", ola, jan)
    await town.add_bot(jan, group)
    assert "Załóż sieć" in jan.buttons(group)
    await jan.taps("Załóż sieć", group)
    assert "osoba zarządzająca grupą" in (jan.toast or "")
    await ola.taps("Załóż sieć", group)
    assert "Temat: Miasto Cyfrowe" in ola.sees(group)


async def test_whoever_only_pressed_start_and_adds_the_bot_can_be_written_to(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    await ola.starts()
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    assert "Koordynujesz teraz sieć Miasto Cyfrowe" in ola.sees()
    assert "otwiera sieć dla wszystkich" in ola.sees()
    await ola.taps("zaczynamy", group)
    await ola.says("/dyzur co drugi wtorek 10:00", group)
    assert "Czy wszystko się zgadza?" in ola.sees()
    assert "Czy wszystko się zgadza?" not in ola.sees(group)


async def test_whoever_never_pressed_start_and_adds_the_bot_is_answered_in_the_group(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await ola.says("/dyzur co drugi wtorek 10:00", group)
    assert "Czy wszystko się zgadza?" in ola.sees(group)
    assert ola.all_texts() == []


async def test_who_takes_a_network_over_hears_what_that_means(network: Network) -> None:
    town, jan = network.town, network.jan
    town.world.promote(network.ola.id, network.group, jan.id, admin=True)
    town.world.remove_member(network.ola.id, network.group, network.ola.id)
    await town.settle()
    await jan.taps("Przejmuję", network.group)
    assert "Koordynujesz teraz sieć Miasto Cyfrowe" in jan.sees()
    assert "otwiera sieć" not in jan.sees()


async def test_only_the_facilitator_changes_settings(network: Network) -> None:
    await network.jan.says("/siec", network.group)
    assert "Strefa…" not in network.jan.buttons(network.group)
    await network.ola.says("/siec")
    assert "Strefa…" in network.ola.buttons()
    key = 1
    await network.jan.forges(f"net:language:{key}:~en")
    assert "potrzebna jest rola" in (network.jan.toast or "")


async def test_a_facilitator_changes_topic_language_and_zone_in_private(network: Network) -> None:
    ola = network.ola
    await ola.says("/siec")
    await ola.taps("Temat…")
    await ola.says("Dostępność cyfrowa")
    assert "Dostępność cyfrowa" in network.jan.sees(network.group)
    await ola.taps("Strefa…")
    await ola.taps("Inna…")
    await ola.says("Atlantyda")
    assert "Nie znam strefy czasowej „Atlantyda”" in ola.sees()
    await ola.says("lisbon")
    assert "Strefa czasowa: Lizbona" in ola.sees()
    await ola.taps("English")
    assert "Tap below to join" in network.jan.sees(network.group)


async def test_privately_everyone_reads_of_the_network_what_concerns_them(network: Network) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await announce(network.ewa)
    await network.jan.says("/siec")
    assert network.jan.sees() == (
        "Miasto Cyfrowe\n\n"
        "Koordynacja i facylitacja: Ola Wójcik\nEkspert-moderator: Ewa Żak\n\n"
        "W sieci: 2 przedstawicieli, 2 instytucje.\n\n"
        "Najbliższy dyżur: wtorek, 8 września, 10:00\n\n"
        "Twoja rola: stały przedstawiciel\n\n"
        "/pomoc pokaże, co możesz tu zrobić. Jeśli chcesz odejść z sieci: /opusc."
    )
    assert "reply_markup" not in network.jan.messages()[-1]


async def test_privately_the_network_is_told_in_the_readers_language_and_time(network: Network) -> None:
    kim = network.kim
    await give(network.ola, "Ewa Żak", "Ekspert")
    await announce(network.ewa)
    await kim.taps("Dołącz", network.group)
    for label in ("I don't represent", "I agree"):
        await kim.taps(label)
    await kim.says("/language")
    for label in ("Time zone", "London"):
        await kim.taps(label)
    await kim.says("/network")
    assert "Expert: Ewa Żak" in kim.sees()
    assert "Next office hours: Tuesday, 8 September, 09:00" in kim.sees()
    assert "Your role: permanent representative" in kim.sees()
    assert "Tap below" not in kim.sees()


async def test_privately_a_facilitator_finds_the_settings_with_their_buttons(network: Network) -> None:
    await network.ola.says("/siec")
    assert "Twoje role: koordynacja i facylitacja, stały przedstawiciel" in network.ola.sees()
    assert "Ustawienia sieci:\nJęzyk: polski\nStrefa czasowa: Warszawa" in network.ola.sees()
    assert network.ola.buttons() == [
        "Temat…",
        "English",
        "Strefa…",
        "Pytania…",
        "Dyżury…",
        "Głosowania…",
        "Obraz powiązań…",
        "Przypomnienia o spotkaniach…",
        "Święta i przerwy…",
        "Lista tematów…",
    ]


async def test_in_the_group_the_answer_has_the_button_of_which_it_speaks(network: Network) -> None:
    await network.jan.says("/siec", network.group)
    assert "Naciśnij przycisk" in network.jan.sees(network.group)
    answer = network.jan.messages(network.group)[-1]
    assert answer["reply_markup"]["inline_keyboard"][0][0]["text"] == "Dołącz do sieci"
    await network.ola.says("/siec", network.group)
    assert network.ola.buttons(network.group) == ["Dołącz do sieci", "Temat…", "English", "Strefa…"]


async def test_privately_one_reads_that_the_bot_is_out_of_the_group(network: Network) -> None:
    await bot_goes(network)
    await network.jan.says("/siec")
    assert "Nie ma mnie teraz w grupie" in network.jan.sees()


async def test_before_the_network_is_open_its_facilitator_reads_what_is_left_to_do(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik", started=True)
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    await ola.says("/siec")
    assert "Sieć nie jest jeszcze otwarta" in ola.sees()
    assert "dołącz" not in ola.sees().casefold()


async def test_a_topic_that_is_too_long_is_refused_with_its_length(network: Network) -> None:
    await network.ola.says("/siec")
    await network.ola.taps("Temat…")
    await network.ola.says("ż" * 121)
    assert "121" in network.ola.sees()
    assert "120" in network.ola.sees()


async def test_renaming_the_group_renames_the_topic_that_was_its_name(network: Network) -> None:
    network.town.world.rename(network.ola.id, network.group, "Miasto Otwarte")
    await network.town.settle()
    assert "Miasto Otwarte" in network.ola.sees(network.group)


async def test_a_renamed_group_keeps_a_topic_of_its_own(network: Network) -> None:
    await network.ola.says("/siec")
    await network.ola.taps("Temat…")
    await network.ola.says("Dostępność")
    network.town.world.rename(network.ola.id, network.group, "Miasto Otwarte")
    await network.town.settle()
    assert "Dostępność" in network.jan.sees(network.group)


async def test_in_a_group_with_topics_the_answer_stays_in_its_topic(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    group = town.group("Miasto Cyfrowe", ola, is_forum=True)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    topic = town.world.topic(ola.id, group, "Ogłoszenia").thread_id
    await ola.says("/siec", group, topic=topic)
    assert ola.messages(group)[-1]["message_thread_id"] == topic
    await ola.taps("Ogłaszaj w tym wątku", group)
    assert ola.messages(group)[-1]["message_thread_id"] == topic
    assert "Dołącz do sieci" in ola.buttons(group)


async def test_someone_in_two_networks_switches_in_private(network: Network) -> None:
    town = network.town
    second = town.group("Zielone Miasta", network.ewa)
    await town.add_bot(network.ewa, second)
    await network.ewa.taps("zaczynamy", second)
    await town.joins(network.ewa, second, "Gdynia")
    await network.ewa.says("/siec")
    assert "Zielone Miasta" in network.ewa.sees()
    await network.ewa.taps("⇄ Miasto Cyfrowe")
    assert "Miasto Cyfrowe" in network.ewa.sees()


async def test_the_last_facilitator_leaves_and_an_admin_takes_over(network: Network) -> None:
    town = network.town
    town.world.promote(network.ola.id, network.group, network.jan.id, admin=True)
    town.world.remove_member(network.ola.id, network.group, network.ola.id)
    await town.settle()
    assert "nikt teraz nie koordynuje" in network.ewa.sees(network.group)
    await network.ewa.taps("Przejmuję", network.group)
    assert "osoba zarządzająca grupą" in (network.ewa.toast or "")
    await network.jan.taps("Przejmuję", network.group)
    assert "Jan Łoś" in network.ewa.sees(network.group)
    await network.jan.says("/siec")
    assert "Temat…" in network.jan.buttons()


async def bot_goes(network: Network) -> None:
    network.town.world.remove_member(network.ola.id, network.group, network.town.world.bot.id)
    await network.town.settle()


async def test_the_last_facilitator_left_while_the_bot_was_away(network: Network) -> None:
    await bot_goes(network)
    await network.ola.says("/opusc")
    await network.ola.taps("Odchodzę")
    await network.town.add_bot(network.ola, network.group)
    assert "nikt teraz nie koordynuje" in network.ewa.sees(network.group)
    await network.ola.taps("Przejmuję", network.group)
    assert "Tę sieć koordynują: Ola Wójcik" in network.ewa.sees(network.group)


async def test_the_last_deputyship_ran_out_while_the_bot_was_away(network: Network) -> None:
    await name_deputy(network.ola, "Ewa Żak", "18 września")
    await network.ewa.taps("Zgadzam się")
    await end(network.ola, "Ola Wójcik")
    await bot_goes(network)
    await network.town.passes(days=14)
    await network.town.add_bot(network.ola, network.group)
    assert "nikt teraz nie koordynuje" in network.jan.sees(network.group)


async def test_nobody_is_asked_to_take_over_when_the_bot_is_back_and_someone_leads(network: Network) -> None:
    await bot_goes(network)
    await network.town.add_bot(network.ola, network.group)
    assert not any("nie koordynuje" in text for text in network.jan.all_texts(network.group))


async def closed_town(folder: Path, template: Path, coordinator: int) -> Town:
    """An installation that takes invited groups only."""
    (folder / "spoiwo.db").write_bytes(template.read_bytes())
    url = f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}"
    from tests.dialogues.conftest import MONDAY_MORNING

    return await Town.build(
        folder, url, starts=MONDAY_MORNING, open=False, coordinators=frozenset({coordinator})
    )


async def test_an_uninvited_group_is_left_kindly(tmp_path: Path, template: Path) -> None:
    town = await closed_town(tmp_path, template, coordinator=1)
    ola = town.resident("Ola")
    group = town.group("Obcy", ola)
    await town.add_bot(ola, group)
    assert ola.sees(group) == ""
    await town.passes(minutes=3)
    assert "zaprosił zespół koordynujący" in ola.sees(group)
    assert not town.world.chats[group].present(town.world.bot.id)
    await town.close()


async def test_a_coordinators_link_lets_one_group_in_and_no_second(tmp_path: Path, template: Path) -> None:
    town = await closed_town(tmp_path, template, coordinator=700_000_001)
    zofia, ola = town.resident("Zofia"), town.resident("Ola")
    await zofia.starts()
    await zofia.says("/zapros_siec")
    payload = zofia.sees().split("startgroup=")[1].split()[0]
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group, payload)
    assert "Temat: Miasto Cyfrowe" in ola.sees(group)
    await town.passes(minutes=5)
    assert town.world.chats[group].present(town.world.bot.id)
    second = town.group("Druga", ola)
    await town.add_bot(ola, second, payload)
    assert "wykorzystane" in ola.sees(second)
    await town.passes(minutes=3)
    assert not town.world.chats[second].present(town.world.bot.id)
    await town.close()


async def test_only_coordinators_make_invitations(network: Network) -> None:
    await network.ola.says("/zapros_siec")
    assert "zespół koordynujący" in network.ola.sees()


async def test_the_card_is_pinned_as_soon_as_the_bot_may(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    town.world.promote(ola.id, group, town.world.bot.id, admin=True)
    await ola.taps("zaczynamy", group)
    card = next(message for message in ola.messages(group) if "reply_markup" in message)
    assert card["message_id"] in town.world.chats[group].pinned
