"""A network has a list of topics, people tick what they can help with, and a facilitator sees what nobody ticked."""

import pytest_asyncio
from sqlmodel import select

from facilitation import topics as rules
from handlers.taps import encode_tap
from storage.topics import CanHelp
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

NETWORK = 1
LONG = "Zażółcanie gęślej jaźni w średnich gminac"[:40]


async def open_topics(who: Resident) -> None:
    await who.says("/siec")
    await who.taps("Lista tematów…")


async def add(who: Resident, words: str) -> None:
    await open_topics(who)
    await who.taps("Dodaj tematy…")
    await who.says(words)


async def ticks(who: Resident, *topics: str) -> None:
    await who.says("/pomagam")
    for topic in topics:
        await who.taps(topic)


@pytest_asyncio.fixture
async def topics(network: Network) -> Network:
    """The network has three topics."""
    await add(network.ola, "smog, transport, seniorzy")
    return network


async def helping(network: Network) -> dict[str, list[str]]:
    """Who can help with what, as other features are told."""
    async with network.town.process.database.read() as uow:
        known = await rules.of_network(uow, NETWORK)
        found = await rules.helpers(uow, [topic.key for topic in known])
        return {topic.name: [person.name for person in found[topic.key]] for topic in known}


# the list


async def test_a_network_begins_without_topics(network: Network) -> None:
    await open_topics(network.ola)
    assert network.ola.sees() == (
        "Lista tematów\n\nPoleceniem /pomagam każda osoba z sieci zaznacza tematy, w których może pomóc."
        "\n\nLista jest na razie pusta."
    )
    assert network.ola.buttons() == ["Dodaj tematy…", "‹ Wstecz"]


async def test_several_topics_are_added_at_once_and_stand_in_their_order(topics: Network) -> None:
    assert topics.ola.sees().startswith("Dodane: smog, transport i seniorzy.\n\nLista tematów\n\n")
    assert topics.ola.sees().endswith(
        "• seniorzy: jeszcze nikt\n• smog: jeszcze nikt\n• transport: jeszcze nikt"
    )
    assert topics.ola.buttons() == ["Dodaj tematy…", "Zmień nazwę…", "Usuń…", "‹ Wstecz"]


async def test_a_topic_that_is_there_already_is_told_kindly_and_kept_once(topics: Network) -> None:
    await add(topics.ola, "SMOG\nrowery, Rowery")
    assert topics.ola.sees().startswith("Dodane: rowery.\nJuż na liście: smog.\n\n")
    assert topics.ola.sees().count("•") == 4
    await add(topics.ola, "śmog")
    assert topics.ola.sees().startswith("Już na liście: smog.\n\nLista tematów")


async def test_what_can_be_no_topic_is_told_and_can_be_written_again(topics: Network) -> None:
    await add(topics.ola, "x")
    assert topics.ola.sees() == "„x” to za mało na temat. Napisz, proszę, przynajmniej jedno słowo."
    await topics.ola.says(",")
    assert topics.ola.sees() == (
        "Nie widzę tu żadnego tematu. Napisz na przykład: „smog, transport, seniorzy”."
    )
    await topics.ola.says("rowery oraz piesi oraz hulajnogi oraz deskorolki")
    assert "może mieć najwyżej 40 znaków" in topics.ola.sees()
    await topics.ola.says("rowery")
    assert "• rowery: jeszcze nikt" in topics.ola.sees()


async def test_the_list_holds_thirty_topics(topics: Network) -> None:
    await add(topics.ola, ", ".join(f"temat {number}" for number in range(28)))
    assert topics.ola.sees() == (
        "Lista mieści 30 tematów, a teraz ma ich 3. Dodaj mniej albo najpierw coś usuń."
    )
    await topics.ola.says(", ".join(f"temat {number}" for number in range(27)))
    assert topics.ola.sees().count("•") == 30


async def test_a_topic_gets_another_name_and_keeps_those_who_can_help(topics: Network) -> None:
    await ticks(topics.jan, "smog")
    await open_topics(topics.ola)
    await topics.ola.taps("Zmień nazwę…")
    assert topics.ola.buttons()[:3] == [
        "seniorzy · jeszcze nikt",
        "smog · 1 osoba",
        "transport · jeszcze nikt",
    ]
    await topics.ola.taps("smog")
    assert topics.ola.sees() == "Obecna nazwa: smog. Wpisz nową."
    await topics.ola.says("TRANSPORT")
    assert topics.ola.sees() == "„transport” już jest na liście. Wybierz, proszę, inną nazwę."
    await topics.ola.says("smog, pyły")
    assert topics.ola.sees() == "To kilka tematów. Wpisz, proszę, jedną nazwę, bez przecinków."
    await topics.ola.says("czyste powietrze")
    assert topics.ola.sees().startswith("Nowa nazwa: smog → czyste powietrze.\n\n")
    assert "• czyste powietrze: 1 osoba" in topics.ola.sees()


async def test_a_topic_may_get_the_same_name_in_other_letters(topics: Network) -> None:
    await open_topics(topics.ola)
    await topics.ola.taps("Zmień nazwę…")
    await topics.ola.taps("smog")
    await topics.ola.says("Smóg")
    assert "• Smóg: jeszcze nikt" in topics.ola.sees()


async def test_before_a_topic_goes_it_is_told_how_many_can_help_with_it(topics: Network) -> None:
    await ticks(topics.jan, "smog")
    await ticks(topics.ewa, "smog")
    await open_topics(topics.ola)
    await topics.ola.taps("Usuń…")
    await topics.ola.taps("smog")
    assert topics.ola.sees() == "Czy usunąć „smog” z listy?\n2 osoby mogą w tym pomóc."
    await topics.ola.taps("Tak, usuń")
    assert topics.ola.sees().startswith("Usunięte: smog.\n\n")
    assert await helping(topics) == {"seniorzy": [], "transport": []}


async def test_who_changes_their_mind_about_removing_is_led_back(topics: Network) -> None:
    await open_topics(topics.ola)
    await topics.ola.taps("Usuń…")
    await topics.ola.taps("smog")
    assert topics.ola.sees() == "Czy usunąć „smog” z listy?\nNikt go nie zaznaczył."
    await topics.ola.taps("Anuluj")
    await topics.ola.taps("‹ Lista tematów")
    assert "• smog: jeszcze nikt" in topics.ola.sees()


async def test_the_question_about_one_topic_does_not_remove_another(topics: Network) -> None:
    await open_topics(topics.ola)
    await topics.ola.taps("Usuń…")
    await topics.ola.taps("smog")
    smog = topics.ola.button("Tak, usuń")[1]["callback_data"]
    await open_topics(topics.ola)
    await topics.ola.taps("Usuń…")
    await topics.ola.taps("transport")
    await topics.ola.forges(smog)
    assert set(await helping(topics)) == {"seniorzy", "smog", "transport"}


async def test_two_facilitators_remove_the_same_topic(topics: Network) -> None:
    await give(topics.ola, "Ewa Żak", "Koordynacja")
    for facilitator in (topics.ola, topics.ewa):
        await open_topics(facilitator)
        await facilitator.taps("Usuń…")
        await facilitator.taps("smog")
    await topics.ewa.taps("Tak, usuń")
    await topics.ola.taps("Tak, usuń")
    assert topics.ola.toast == "Tego tematu nie ma już na liście."
    assert set(await helping(topics)) == {"seniorzy", "transport"}


async def test_only_a_facilitator_keeps_the_list(topics: Network) -> None:
    await topics.jan.says("/pomagam")
    await topics.jan.forges(encode_tap("topic", "add", NETWORK))
    assert "potrzebna jest rola" in (topics.jan.toast or "")


# who can help


async def test_everyone_ticks_what_they_can_help_with_in_one_message(topics: Network) -> None:
    await topics.jan.says("/pomagam")
    assert topics.jan.sees().startswith(
        "W czym możesz pomóc?\n\nZaznacz tematy, w których masz doświadczenie."
    )
    before = len(topics.jan.messages())
    await topics.jan.taps("smog")
    assert topics.jan.toast == "Zapisane."
    await topics.jan.taps("seniorzy")
    assert topics.jan.buttons() == ["✓ seniorzy", "✓ smog", "transport", "Gotowe"]
    await topics.jan.taps("✓ smog")
    assert topics.jan.buttons() == ["✓ seniorzy", "smog", "transport", "Gotowe"]
    await topics.jan.taps("Gotowe")
    assert topics.jan.sees() == (
        "Dziękuję! Zaznaczone: seniorzy.\nMożesz to zmienić w każdej chwili: /pomagam"
    )
    assert len(topics.jan.messages()) == before
    assert await helping(topics) == {"seniorzy": ["Jan Łoś"], "smog": [], "transport": []}


async def test_who_ticks_nothing_can_come_back_later(topics: Network) -> None:
    await topics.jan.says("/tematy")
    await topics.jan.taps("Gotowe")
    assert topics.jan.sees() == (
        "Żaden temat nie jest zaznaczony. Możesz do tego wrócić w każdej chwili: /pomagam"
    )


async def test_a_facilitator_sees_how_many_can_help_and_what_nobody_helps_with(topics: Network) -> None:
    await ticks(topics.jan, "smog", "transport")
    await ticks(topics.ewa, "smog")
    await open_topics(topics.ola)
    assert topics.ola.sees().endswith("• seniorzy: jeszcze nikt\n• smog: 2 osoby\n• transport: 1 osoba")


async def test_the_same_tap_twice_is_one(topics: Network) -> None:
    await topics.jan.says("/pomagam")
    smog = topics.jan.button("smog")[1]["callback_data"]
    await topics.jan.taps("smog")
    await topics.jan.forges(smog)
    assert "✓ smog" in topics.jan.buttons()
    assert (await helping(topics))["smog"] == ["Jan Łoś"]


async def test_two_people_tick_the_same_topic_at_once(topics: Network) -> None:
    world = topics.town.world
    for who in (topics.jan, topics.ewa):
        await who.says("/pomagam")
    for who in (topics.jan, topics.ewa):
        message, button = who.button("smog")
        world.tap(who.id, who.id, message["message_id"], button["callback_data"])
    await topics.town.settle()
    assert sorted((await helping(topics))["smog"]) == ["Ewa Żak", "Jan Łoś"]


async def test_a_topic_that_was_removed_meanwhile_leaves_the_old_message_too(topics: Network) -> None:
    await topics.jan.says("/pomagam")
    await open_topics(topics.ola)
    await topics.ola.taps("Usuń…")
    await topics.ola.taps("smog")
    await topics.ola.taps("Tak, usuń")
    await topics.jan.taps("smog")
    assert topics.jan.toast == "Tego tematu nie ma już na liście."
    assert topics.jan.buttons() == ["seniorzy", "transport", "Gotowe"]


async def test_without_topics_members_are_told_who_can_add_some_and_facilitators_how(
    network: Network,
) -> None:
    await network.jan.says("/pomagam")
    assert network.jan.sees() == (
        "W czym możesz pomóc?\n\nW tej sieci nie ma jeszcze tematów do wyboru. "
        "Może je dodać osoba, która koordynuje sieć. Zajrzyj tu później."
    )
    await network.ola.says("/pomagam")
    assert "Ta sieć nie ma jeszcze tematów. Dodaj kilka" in network.ola.sees()
    await network.ola.taps("Dodaj tematy…")
    await network.ola.says("smog")
    assert "• smog: jeszcze nikt" in network.ola.sees()


async def test_a_long_list_has_pages_and_a_tick_stays_on_its_page(network: Network) -> None:
    await add(network.ola, ", ".join(f"temat {number:02}" for number in range(20)))
    await network.jan.says("/pomagam")
    assert network.jan.buttons()[15:] == ["temat 15", "Następne ›", "Gotowe"]
    await network.jan.taps("Następne ›")
    await network.jan.taps("temat 17")
    assert network.jan.buttons() == [
        "temat 16", "✓ temat 17", "temat 18", "temat 19", "‹ Poprzednie", "Gotowe",
    ]  # fmt: skip
    await network.jan.forges(encode_tap("topic", "page", NETWORK, 99))
    assert "✓ temat 17" in network.jan.buttons()
    await network.jan.forges(encode_tap("topic", "page", NETWORK, -1))
    assert network.jan.buttons()[0] == "temat 00"


async def test_long_names_and_strange_signs_are_shown_as_they_were_written(network: Network) -> None:
    await add(network.ola, f"{LONG}, <b>R&D</b> {{name}}")
    assert f"• {LONG}: jeszcze nikt" in network.ola.sees()
    await ticks(network.jan, LONG, "<b>")
    assert network.jan.buttons() == ["✓ <b>R&D</b> {name}", f"✓ {LONG}", "Gotowe"]
    await network.jan.taps("Gotowe")
    assert f"Zaznaczone: <b>R&D</b> {{name}} i {LONG}." in network.jan.sees()


async def test_it_speaks_the_readers_language(topics: Network) -> None:
    await topics.jan.says("/jezyk")
    await topics.jan.taps("English")
    await topics.jan.says("/canhelp")
    assert topics.jan.sees().startswith("What can you help with?\n\nTick the topics")


# joining, leaving, being forgotten


async def newcomer(network: Network) -> Resident:
    adam = network.town.resident("Adam", "Nowy")
    network.town.world.add_member(network.ola.id, network.group, adam.id)
    await network.town.joins(adam, network.group, "Gdynia")
    return adam


async def test_the_welcome_asks_what_one_can_help_with(topics: Network) -> None:
    adam = await newcomer(topics)
    assert "Witaj w sieci" in adam.sees()
    assert adam.buttons() == ["W czym możesz pomóc?"]
    await adam.taps("W czym możesz pomóc?")
    await adam.taps("smog")
    assert await helping(topics) == {"seniorzy": [], "smog": ["Adam Nowy"], "transport": []}
    assert any("Witaj w sieci" in text for text in adam.all_texts())


async def test_the_welcome_asks_nothing_as_long_as_there_are_no_topics(network: Network) -> None:
    adam = await newcomer(network)
    assert "reply_markup" not in adam.messages()[-1]


async def test_who_was_confirmed_by_a_facilitator_is_asked_in_their_own_language(topics: Network) -> None:
    ian = topics.town.resident("Ian", language="en", started=True)
    await ian.starts(f"join-{NETWORK}")
    await ian.taps("Gdynia")
    await ian.taps("I agree")
    await topics.ola.taps("Tak, wpuść")
    assert ian.sees().startswith("You are in: welcome")
    assert ian.buttons() == ["What can you help with?"]
    await ian.taps("What can you help with?")
    assert ian.buttons() == ["seniorzy", "smog", "transport", "Done"]


async def test_who_leaves_helps_with_nothing_any_more_even_after_coming_back(topics: Network) -> None:
    await ticks(topics.jan, "smog")
    await topics.jan.says("/opusc")
    await topics.jan.taps("Odchodzę z sieci")
    assert (await helping(topics))["smog"] == []
    await topics.town.joins(topics.jan, topics.group, "Łódź")
    await topics.jan.says("/pomagam")
    assert "smog" in topics.jan.buttons()


async def test_who_only_observes_from_now_on_is_asked_nothing_any_more(topics: Network) -> None:
    await ticks(topics.jan, "smog")
    await ticks(topics.ewa, "smog")
    await give(topics.ola, "Ewa Żak", "Ekspert")
    await give(topics.ola, "Jan Łoś", "Obserwator")
    await give(topics.ola, "Ewa Żak", "Obserwator")
    assert (await helping(topics))["smog"] == ["Ewa Żak"]


async def another_network(network: Network) -> tuple[Resident, int]:
    """Zoe's, which she leads without having joined it."""
    zoe = network.town.resident("Zoe", started=True)
    group = network.town.group("Inna sieć", zoe)
    await network.town.add_bot(zoe, group)
    await zoe.taps("zaczynamy", group)
    return zoe, group


async def test_topics_of_another_network_are_out_of_reach(topics: Network) -> None:
    zoe, group = await another_network(topics)
    await topics.town.joins(zoe, group)
    await add(zoe, "rowery")
    async with topics.town.process.database.read() as uow:
        (smog,) = [topic.key for topic in await rules.of_network(uow, NETWORK) if topic.name == "smog"]
    await zoe.forges(encode_tap("topic", "turn", NETWORK + 1, smog, 1, 0))
    assert zoe.toast == "Tego tematu nie ma już na liście."
    await zoe.forges(encode_tap("topic", "turn", NETWORK, smog, 1, 0))
    for way in ("Zmień nazwę…", "Usuń…"):
        await open_topics(zoe)
        await zoe.taps(way)
        await zoe.forges(encode_tap("form", "pick", "topic", smog))
        assert zoe.toast == "Ten przycisk już nie działa. Napisz /pomoc, żeby zacząć od nowa."
    assert await helping(topics) == {"seniorzy": [], "smog": [], "transport": []}
    assert not [text for text in zoe.all_texts() if "smog:" in text]


async def test_in_several_networks_it_is_told_which_one_is_meant(topics: Network) -> None:
    _zoe, group = await another_network(topics)
    await ticks(topics.jan)
    assert "Sieć:" not in topics.jan.sees()
    topics.town.world.join(topics.jan.id, group)
    await topics.town.joins(topics.jan, group)
    await topics.jan.says("/pomagam")
    assert topics.jan.sees().startswith("W czym możesz pomóc?\nSieć: Inna sieć\n\n")


async def test_a_facilitator_who_has_not_joined_is_asked_to_join_first(network: Network) -> None:
    zoe, _group = await another_network(network)
    await add(zoe, "smog")
    await ticks(zoe, "smog")
    assert zoe.toast == "Najpierw dołącz, proszę, do sieci: przycisk jest na jej karcie w grupie."


async def test_what_one_can_help_with_is_shown_and_forgotten_with_the_rest(topics: Network) -> None:
    await ticks(topics.jan, "smog")
    await topics.jan.says("/moje_dane")
    text = "\n".join(topics.jan.all_texts())
    assert "Tematy, w których możesz pomóc" in text
    assert "temat: smog" in text
    await topics.jan.says("/zapomnij")
    await topics.jan.taps("Zapomnij o mnie")
    async with topics.town.process.database.read() as uow:
        assert (await uow.session.exec(select(CanHelp))).all() == []


async def test_a_question_finds_the_topics_that_it_is_about(topics: Network) -> None:
    async with topics.town.process.database.read() as uow:
        found = await rules.touched_by(uow, NETWORK, "Jak radzicie sobie ze smogiem?")
        assert [topic.name for topic in found] == ["smog"]
