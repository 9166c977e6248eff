"""What the bot owes: told unasked where somebody has to look, shown to whoever asks, put right with one tap."""

from datetime import timedelta

import pytest
from markupsafe import Markup

from handlers.feature import Command, Feature, Owed
from handlers.features import FEATURES
from handlers.message import Message
from handlers.registry import Registry
from handlers.visit import Visit
from storage import claims, due_work, outbox
from storage.due_work import DueWork
from storage.outbox import Care, Priority, Request
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce, cards
from tests.dialogues.test_office_hours_changes import changes
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident, Town

QUESTION = "Nie wiem, czy to dotarło do grupy Miasto Cyfrowe"
NOTE = "W sieci Miasto Cyfrowe to się nie udało"
NOTHING = "Wszystko załatwione, nic nie zalega."
PIN = "przypięcie karty w grupie"


# a feature whose sayings must not be there twice, and whose work can fail


async def ask(visit: Visit, words: str) -> None:
    """`/sonda`: a poll for the group."""
    options = [{"text": "tak"}, {"text": "nie"}]
    poll = visit.call("sendPoll", "vote.poll", lane=visit.here.chat_id, care=Care.AT_MOST_ONCE,
                      priority=Priority.BULK, chat_id=visit.here.chat_id, question=words, options=options)  # fmt: skip
    poll.network_id = visit.here.key


async def count(visit: Visit, work: DueWork) -> None:
    if "the counting is broken" in BROKEN:
        raise RuntimeError
    network = await visit.leave_for_network(work.network_id)
    assert network is not None
    visit.announce(network, Message(Markup("Policzone!")), kind="vote.result")


BROKEN: set[str] = set()
VOTE = Feature(
    "vote", "vote", commands=(Command("sonda", "straw", "ask", ask),), due={"count": count},
    owes={"poll": Owed("głosowanie"), "count": Owed("policzenie głosów"), "result": Owed("wynik")},
)  # fmt: skip


@pytest.fixture
def votes(network: Network) -> Network:
    """A network in which polls can be asked."""
    network.town.process.edge.registry = Registry((*FEATURES, VOTE))
    BROKEN.clear()
    return network


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa has announced office hours: every other Tuesday at 10:00, from 8 September on."""
    return announced


def polls(who: Resident, group: int) -> int:
    return sum("poll" in message for message in who.messages(group))


def notes(who: Resident) -> list[str]:
    return heard(who, NOTE)


async def plan(votes: Network, *keys: int, **late: timedelta) -> None:
    """Votes are to be counted now."""
    now = votes.town.clock.now()
    async with votes.town.process.database.write() as uow:
        for key in keys:
            good = {"not_after": now - late["late"]} if late else {}
            await due_work.plan(uow, "vote.count", str(key), now, network_id=1, **good)
    await votes.town.settle()


async def is_clear(who: Resident) -> bool:
    """Whether nothing is owed but the pin, for which the bot of these towns has no right."""
    await who.says("/stan")
    if PIN in who.sees():
        assert "2. " not in who.sees(), who.sees()
        await who.taps("wyczyść listę")
    return NOTHING in who.sees()


# what may have arrived


async def test_a_poll_of_which_nobody_knows_is_asked_about_and_was_there(votes: Network) -> None:
    votes.town.world.faults.add("timeout_after", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    assert votes.ola.sees().startswith(QUESTION)
    assert "głosowanie" in votes.ola.sees()
    assert votes.ola.buttons() == ["Wyślij ponownie", "Dotarło"]
    await votes.ola.taps("Dotarło")
    assert votes.ola.sees().startswith("Dobrze wiedzieć, że dotarło.")
    assert polls(votes.ola, votes.group) == 1
    assert await is_clear(votes.ola)


async def test_a_poll_that_did_not_arrive_is_sent_again_with_one_tap(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    assert polls(votes.ola, votes.group) == 0
    await votes.ola.taps("Wyślij ponownie")
    assert votes.ola.sees() == "Już to wysyłam."
    assert polls(votes.ola, votes.group) == 1
    await votes.town.passes(days=1)
    assert polls(votes.ola, votes.group) == 1
    assert notes(votes.ola) == []


async def test_sent_again_it_may_be_unknown_again(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll", times=2)
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    await votes.ola.taps("Wyślij ponownie")
    assert votes.ola.sees().startswith(QUESTION)
    await votes.ola.taps("Wyślij ponownie")
    assert polls(votes.ola, votes.group) == 1


async def test_of_two_facilitators_one_decides_and_the_other_is_told_kindly(votes: Network) -> None:
    await give(votes.ola, "Jan Łoś", "Koordynacja")
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    assert votes.jan.sees().startswith(QUESTION)
    await votes.ola.taps("Wyślij ponownie")
    for button in ("Wyślij ponownie", "Dotarło"):
        votes.jan.toast = None
        await votes.jan.taps(button)
        assert votes.jan.toast == "To już załatwione, ktoś był szybszy. Dziękuję, że ktoś nad tym czuwa!"
    assert polls(votes.ola, votes.group) == 1


async def test_the_list_decides_too(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll", times=2)
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    await votes.ola.says("/sonda Czy w lipcu?", votes.group)
    await votes.ola.says("/stan")
    assert votes.ola.sees().count("głosowanie\nNie wiem, czy to dotarło.") == 2
    assert votes.ola.buttons()[:4] == ["1. Wyślij ponownie", "1. Dotarło", "2. Wyślij ponownie", "2. Dotarło"]
    await votes.ola.taps("1. Wyślij ponownie")
    await votes.ola.taps("‹ Stan spraw")
    await votes.ola.taps("1. Dotarło")
    await votes.ola.taps("‹ Stan spraw")
    assert "głosowanie" not in votes.ola.sees()
    (poll,) = (message["poll"] for message in votes.ola.messages(votes.group) if "poll" in message)
    assert poll["question"] == "Czy w lipcu?"


async def test_after_some_days_it_can_not_be_sent_again_and_its_key_is_gone(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    day = votes.town.clock.now().date()
    await votes.town.passes(days=2)
    assert day in votes.town.process.database.seal.days()
    await votes.town.passes(days=2)
    assert day not in votes.town.process.database.seal.days()
    await votes.ola.taps("Wyślij ponownie")
    assert votes.ola.toast is not None
    assert votes.ola.toast.startswith("To czekało zbyt długo i nie można już tego wysłać ponownie.")
    assert polls(votes.ola, votes.group) == 0
    await votes.ola.says("/stan")
    assert "głosowanie\nNie wiem, czy to dotarło. Nie można już tego wysłać ponownie." in votes.ola.sees()
    await votes.ola.taps("wyczyść listę")
    assert NOTHING in votes.ola.sees()


async def test_a_kill_while_sending_asks_too(network: Network) -> None:
    town = network.town
    async with town.process.database.write() as uow:
        now = town.clock.now()
        sealed = uow.seal.close(b'{"params": {"chat_id": 1, "text": "?"}}', now.date())
        card = Request(method="sendMessage", kind="network.card", lane=network.group, care=Care.AT_MOST_ONCE,
                      network_id=1, payload=sealed, ready_at=now, created_at=now)  # fmt: skip
        outbox.put(uow, [card])
        await claims.claim(uow, "killed", now, now + timedelta(minutes=2), 50)
    before = len(network.ola.all_texts(network.group))
    await town.restart()
    assert network.ola.sees().startswith(QUESTION)
    assert "karta sieci" in network.ola.sees()
    await network.ola.taps("Wyślij ponownie")
    assert network.ola.all_texts(network.group)[before:] == ["?"]


async def test_it_goes_where_the_group_is_now(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik", started=True)
    group = town.group("Miasto Cyfrowe", ola, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    town.process.edge.registry = Registry((*FEATURES, VOTE))
    town.world.faults.add("timeout_before", method="sendPoll")
    await ola.says("/sonda Czy w maju?", group)
    new = town.world.upgrade(ola.id, group)
    await town.settle()
    await ola.taps("Wyślij ponownie")
    assert polls(ola, new) == 1


async def test_while_out_of_the_group_it_waits(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    votes.town.world.remove_member(votes.ola.id, votes.group, votes.town.world.bot.id)
    await votes.town.settle()
    await votes.ola.taps("Wyślij ponownie")
    assert votes.ola.toast == "Nie ma mnie teraz w grupie. Najpierw, proszę, dodaj mnie znowu."
    await votes.town.add_bot(votes.ola, votes.group)
    await votes.ola.taps("Wyślij ponownie")
    assert polls(votes.ola, votes.group) == 1


# one note for all the rest


async def test_after_a_week_offline_one_note_says_in_words_what_came_too_late(hours: Network) -> None:
    before = len(hours.ola.all_texts())
    await hours.town.is_offline_until(at(9, 15, 9))
    assert notes(hours.ola) == []
    await hours.town.passes(minutes=2)
    (note,) = notes(hours.ola)
    assert note == (
        f"{NOTE}:\n\n"
        "• wtorek, 8 września, 10:00–11:00: wpis w grupie, że dyżur trwa, przypomnienie godzinę przed dyżurem "
        "i przypomnienie dzień przed dyżurem\nByło już na to za późno.\n\n"
        "/stan pokaże wszystko i to, co da się z tym zrobić."
    )
    assert len(hours.ola.all_texts()) == before + 1
    assert heard(hours.jan, NOTE) == heard(hours.ewa, NOTE) == []
    await hours.town.passes(days=2)
    assert len(notes(hours.ola)) == 1


async def test_each_facilitator_reads_it_in_their_own_language(hours: Network) -> None:
    await give(hours.ola, "Jan Łoś", "Koordynacja")
    await hours.jan.says("/jezyk")
    await hours.jan.taps("English")
    await hours.town.is_offline_until(at(9, 15, 9))
    await hours.town.passes(minutes=2)
    assert len(notes(hours.ola)) == 1
    (note,) = heard(hours.jan, "In the network Miasto Cyfrowe this did not work out:")
    assert "Tuesday, 8 September, 10:00–11:00: the post that office hours are open" in note


async def test_no_note_where_a_nearer_reminder_makes_up_for_it(hours: Network) -> None:
    await hours.town.is_offline_until(at(9, 8, 9, 20))
    await hours.town.passes(hours=3)
    assert notes(hours.ola) == []
    assert await is_clear(hours.ola)


async def test_a_reminder_that_nothing_made_up_for_is_noted(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 10))
    await hours.town.is_offline_until(at(9, 8, 10, 30))
    await hours.town.passes(minutes=2)
    assert posts(hours.ola, hours.group, "Dyżur trwa") != []
    assert notes(hours.ola) == []
    await hours.town.move_to(at(9, 22, 8))
    await hours.town.is_offline_until(at(9, 22, 11, 30))
    await hours.town.passes(minutes=2)
    assert "wtorek, 22 września" in notes(hours.ola)[0]


async def test_at_night_the_note_waits_for_the_morning(hours: Network) -> None:
    await hours.town.is_offline_until(at(9, 15, 2))
    await hours.town.move_to(at(9, 15, 7, 59))
    assert notes(hours.ola) == []
    await hours.town.move_to(at(9, 15, 8))
    assert len(notes(hours.ola)) == 1


async def test_what_follows_soon_after_a_note_waits_for_the_next(votes: Network) -> None:
    await plan(votes, 1, late=timedelta(hours=1))
    await votes.town.passes(minutes=1)
    assert len(notes(votes.ola)) == 1
    await plan(votes, 2, late=timedelta(hours=1))
    await plan(votes, 3, late=timedelta(hours=1))
    await votes.town.passes(hours=5)
    assert len(notes(votes.ola)) == 1
    await votes.town.passes(hours=1, minutes=1)
    assert len(notes(votes.ola)) == 2
    assert notes(votes.ola)[1].count("policzenie głosów") == 2


async def test_people_who_may_or_may_not_have_got_it_are_named_in_one_line(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 10))
    await changes(hours.ola, "8 wrz", "Odwołaj")
    for who in (hours.jan, hours.ewa):
        hours.town.world.faults.add("timeout_before", method="sendMessage", chat_id=who.id, times=2)
    await hours.town.passes(minutes=4)
    (note,) = notes(hours.ola)
    what = "wiadomość, że dyżur jest przeniesiony albo się nie odbędzie"
    expected = f"wtorek, 8 września, 10:00–11:00: {what} (odbiorcy: Ewa Żak i Jan Łoś)"
    assert f"{expected}\nNie wiem, czy to dotarło." in note


async def test_a_long_note_is_shortened_with_a_count(votes: Network) -> None:
    await plan(votes, *range(1, 12), late=timedelta(hours=1))
    await votes.town.passes(minutes=1)
    assert notes(votes.ola)[0].count("policzenie głosów") == 8
    assert "… i jeszcze 3." in notes(votes.ola)[0]


async def test_someone_out_of_reach_is_no_reason_for_a_note_but_is_named_in_the_list(hours: Network) -> None:
    hours.town.world.people[hours.jan.id].started = False
    await hours.town.move_to(at(9, 7, 10, 30))
    assert notes(hours.ola) == []
    await hours.ola.says("/stan")
    assert "Nie mogę pisać prywatnie do: Jan Łoś. Trzeba nacisnąć Start" in hours.ola.sees()


# the list


async def test_nothing_is_owed_and_what_comes_next(hours: Network) -> None:
    assert await is_clear(hours.ola)
    coming = "Najbliższe w planie:\n• poniedziałek, 7 września, 10:00: przypomnienie dzień przed dyżurem"
    assert f"{coming} · wtorek, 8 września, 10:00–11:00\n• " in hours.ola.sees()
    assert "wyczyść" not in " ".join(hours.ola.buttons())


async def test_asked_in_the_group_the_answer_comes_privately(network: Network) -> None:
    before = network.ola.all_texts(network.group)
    await network.ola.says("/stan", network.group)
    assert network.ola.sees().startswith("Stan spraw · Miasto Cyfrowe")
    assert network.ola.all_texts(network.group) == before


async def test_who_never_pressed_start_is_shown_the_way(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik")
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    await ola.says("/stan", group)
    assert ola.sees(group).startswith("Zróbmy to w rozmowie prywatnej")
    await ola.taps("Otwórz rozmowę prywatną", group)
    assert ola.sees().startswith("Stan spraw · Miasto Cyfrowe")


@pytest.mark.parametrize("in_group", [True, False])
async def test_only_facilitators_see_it(network: Network, in_group: bool) -> None:
    place = network.group if in_group else None
    await network.jan.says("/stan", place)
    assert "koordynacja" in network.jan.sees(place)
    assert "Stan spraw ·" not in network.jan.sees(place)


async def test_only_facilitators_put_it_right(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    await votes.jan.forges(votes.ola.messages()[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert votes.jan.toast is not None
    assert "koordynacja" in votes.jan.toast
    assert polls(votes.ola, votes.group) == 0


async def test_a_facilitator_of_another_network_changes_nothing_here(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    zofia = votes.town.resident("Zofia")
    other = votes.town.group("Inna", zofia)
    await votes.town.add_bot(zofia, other)
    await zofia.starts()
    saying = votes.ola.messages()[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[3]
    for forged in (f"status:again:1:{saying}", f"status:again:2:{saying}", f"status:anew:2:{saying}"):
        await zofia.forges(forged)
        assert zofia.toast, forged
    for forged in ("status:list:1:0", "status:seen:1:0", "status:retry:2:1", "status:seen:2:zzzzzzzzzzzz"):
        await zofia.forges(forged)
    assert polls(votes.ola, votes.group) == 0
    await votes.ola.taps("Wyślij ponownie")
    assert polls(votes.ola, votes.group) == 1


async def test_failed_work_is_tried_again_with_one_tap(votes: Network) -> None:
    BROKEN.add("the counting is broken")
    await plan(votes, 1)
    await votes.town.passes(minutes=1)
    assert "policzenie głosów\nCoś poszło nie tak." in notes(votes.ola)[0]
    await votes.ola.taps("Pokaż")
    await votes.ola.taps("Spróbuj ponownie")
    await votes.ola.taps("‹ Stan spraw")
    assert "policzenie głosów" in votes.ola.sees()
    assert "Policzone!" not in votes.ola.all_texts(votes.group)
    BROKEN.clear()
    await votes.ola.taps("Spróbuj ponownie")
    assert votes.ola.sees() == "Już próbuję ponownie."
    assert "Policzone!" in votes.ola.all_texts(votes.group)
    assert await is_clear(votes.ola)


async def test_what_was_seen_goes_and_what_came_since_stays(votes: Network) -> None:
    await plan(votes, 1, late=timedelta(hours=1))
    await votes.ola.says("/stan")
    await votes.town.passes(seconds=1)
    await plan(votes, 2, late=timedelta(hours=1))
    await votes.ola.taps("wyczyść listę")
    assert votes.ola.sees().count("policzenie głosów") == 1
    await votes.ola.taps("wyczyść listę")
    assert NOTHING in votes.ola.sees()


async def test_seen_does_not_decide_about_a_poll(votes: Network) -> None:
    votes.town.world.faults.add("timeout_before", method="sendPoll")
    await votes.ola.says("/sonda Czy w maju?", votes.group)
    await plan(votes, 1, late=timedelta(hours=1))
    await votes.ola.says("/stan")
    await votes.ola.taps("wyczyść listę")
    assert "głosowanie" in votes.ola.sees()
    assert "policzenie głosów" not in votes.ola.sees()
    assert votes.ola.buttons() == ["1. Wyślij ponownie", "1. Dotarło"]


async def test_a_long_list_is_turned_page_by_page(votes: Network) -> None:
    assert await is_clear(votes.ola)
    await plan(votes, *range(1, 15), late=timedelta(hours=1))
    await votes.ola.says("/stan")
    assert votes.ola.sees().count("policzenie głosów") == 6
    assert "Strona 1 z 3" in votes.ola.sees()
    await votes.ola.taps("Następne")
    await votes.ola.taps("Następne")
    assert "Strona 3 z 3" in votes.ola.sees()
    assert votes.ola.sees().count("policzenie głosów") == 2
    await votes.ola.taps("Poprzednie")
    assert "Strona 2 z 3" in votes.ola.sees()


# what happens to the group


async def test_a_card_that_the_group_did_not_let_through_is_posted_anew_with_one_tap(hours: Network) -> None:
    chat = hours.town.world.chats[hours.group]
    chat.permissions["can_send_messages"] = False
    await announce(hours.ewa, "/dyzur co drugą środę 12:00")
    assert len(cards(hours.ola, hours.group)) == 1
    await hours.town.passes(minutes=1)
    assert "karta dyżurów\nGrupa mi na to nie pozwala" in notes(hours.ola)[0]
    await hours.ola.taps("Pokaż")
    chat.permissions["can_send_messages"] = True
    await hours.ola.taps("Opublikuj na nowo")
    assert hours.ola.sees() == "Już to publikuję."
    assert any("Co dwa tygodnie w środę" in card for card in cards(hours.ola, hours.group))
    assert await is_clear(hours.ola)


async def test_a_card_that_somebody_deleted_can_be_posted_anew(hours: Network) -> None:
    (card,) = (m for m in hours.ola.messages(hours.group) if m.get("text", "").startswith("Dyżur: "))
    hours.town.world.delete(hours.ola.id, hours.group, card["message_id"])
    await hours.ewa.says("/dyzur")
    await hours.ewa.taps("Zmień…")
    await hours.ewa.taps("Zakończ te dyżury")
    await hours.ewa.taps("Tak, zakończ")
    await hours.town.passes(minutes=2)
    assert notes(hours.ola) == []
    await hours.ola.says("/stan")
    assert "karta dyżurów\nTej wiadomości nie ma już w grupie." in hours.ola.sees()
    await hours.ola.taps("Opublikuj na nowo")
    assert "To koniec tych dyżurów" in hours.ola.sees(hours.group)
    assert await is_clear(hours.ola)


async def test_a_card_of_which_nobody_knows_is_posted_anew_by_whoever_looked(hours: Network) -> None:
    hours.town.world.faults.add("timeout_before", method="sendMessage", chat_id=hours.group, times=2)
    await announce(hours.ewa, "/dyzur co drugą środę 12:00")
    await hours.town.passes(minutes=2)
    assert "karta dyżurów\nNie wiem, czy to dotarło." in notes(hours.ola)[0]
    await hours.ola.taps("Pokaż")
    await hours.ola.taps("Opublikuj na nowo")
    assert len(cards(hours.ola, hours.group)) == 2
    assert await is_clear(hours.ola)


async def test_what_a_later_edit_put_right_is_owed_no_more(hours: Network) -> None:
    hours.town.world.faults.add("500", method="editMessageText", chat_id=hours.group, times=None)
    await changes(hours.ewa, "22 wrz", "Odwołaj")
    await hours.town.passes(minutes=25)
    await hours.ola.says("/stan")
    assert "karta dyżurów\nTelegram nie odpowiedział." in hours.ola.sees()
    hours.town.world.faults.clear()
    await hours.ewa.taps("Przywróć")
    assert await is_clear(hours.ola)


async def test_the_card_is_pinned_once_it_may_be(network: Network) -> None:
    await network.ola.says("/stan")
    assert f"{PIN}\nGrupa mi na to nie pozwala" in network.ola.sees()
    world = network.town.world
    world.promote(network.ola.id, network.group, world.bot.id)
    await network.ola.taps("Przypnij")
    assert network.ola.sees() == "Już to przypinam."
    assert world.chats[network.group].pinned
    await network.ola.taps("‹ Stan spraw")
    assert NOTHING in network.ola.sees()


async def test_the_facilitator_hears_that_the_bot_may_no_longer_pin(network: Network) -> None:
    world = network.town.world
    world.promote(network.ola.id, network.group, world.bot.id)
    await network.town.settle()
    before = len(network.ola.all_texts())
    world.promote(network.ola.id, network.group, world.bot.id, admin=False)
    await network.town.settle()
    assert network.ola.sees().startswith("Nie mogę już przypinać wiadomości w grupie Miasto Cyfrowe")
    assert len(network.ola.all_texts()) == before + 1


async def test_the_facilitator_hears_that_the_bot_may_no_longer_write(hours: Network) -> None:
    world = hours.town.world
    chat, ola = world.chats[hours.group], world.people[hours.ola.id]
    world.set_status(chat, ola, world.bot, "restricted")
    await hours.town.settle()
    assert hours.ola.sees().startswith("Nie mogę już pisać w grupie Miasto Cyfrowe")
    await hours.town.move_to(at(9, 8, 10))
    await hours.town.passes(minutes=1)
    assert "wpis w grupie, że dyżur trwa\nGrupa mi na to nie pozwala" in notes(hours.ola)[0]
    world.set_status(chat, ola, world.bot, "member")
    await hours.ola.taps("Pokaż")
    await hours.ola.taps("Opublikuj na nowo")
    assert len(posts(hours.ola, hours.group, "Dyżur trwa")) == 1


async def test_out_of_the_group_the_list_says_so(network: Network) -> None:
    network.town.world.remove_member(network.ola.id, network.group, network.town.world.bot.id)
    await network.town.settle()
    await network.ola.says("/stan")
    assert "Nie ma mnie teraz w grupie, więc nic tam nie piszę." in network.ola.sees()
