"""Office hours as time passes: reminders, opening and closing at the right minute, later dates, outages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce, cards
from tests.dialogues.town import WARSAW, Resident, Town


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WARSAW)


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


def heard(who: Resident, what: str) -> list[str]:
    """The private messages that begin like this."""
    return [text for text in who.all_texts() if text.startswith(what)]


def posts(who: Resident, group: int, what: str) -> list[str]:
    return [text for text in who.all_texts(group) if text.startswith(what)]


# reminders


async def test_a_day_and_an_hour_before_everyone_is_reminded_privately(hours: Network) -> None:
    before = hours.jan.all_texts(hours.group)
    await hours.town.move_to(at(9, 7, 9, 59))
    assert heard(hours.jan, "Dyżur jutro") == []
    await hours.town.move_to(at(9, 7, 10))
    assert hours.jan.sees().startswith("Dyżur jutro: Ewa Żak\n\nwtorek, 8 września, 10:00–11:00")
    assert "Sieć: Miasto Cyfrowe" in hours.jan.sees()
    assert hours.ola.sees().startswith("Dyżur jutro: Ewa Żak")
    await hours.town.move_to(at(9, 8, 9))
    assert hours.jan.sees().startswith("Dyżur za godzinę: Ewa Żak")
    assert hours.jan.all_texts(hours.group) == before


async def test_the_expert_is_reminded_in_words_of_their_own(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 10))
    assert hours.ewa.sees().startswith("Prowadzisz dyżur jutro")
    await hours.ewa.taps("Zmień…")
    assert "wt., 8 wrz, 10:00" in hours.ewa.buttons()


async def test_who_is_not_in_or_cannot_be_written_to_is_left_alone(hours: Network) -> None:
    hours.town.world.block(hours.jan.id)
    await hours.kim.starts()
    before = len(hours.kim.messages()), len(hours.jan.messages())
    await hours.town.move_to(at(9, 8, 9, 30))
    assert (len(hours.kim.messages()), len(hours.jan.messages())) == before


async def test_whoever_left_hears_nothing_more(hours: Network) -> None:
    await hours.jan.says("/opusc")
    await hours.jan.taps("Odchodzę")
    await hours.town.move_to(at(9, 8, 9, 30))
    assert heard(hours.jan, "Dyżur") == []


async def test_announced_less_than_a_day_before_there_is_only_the_hours_reminder(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur jednorazowo dziś 15:00")
    await hours.town.move_to(at(9, 7, 14))
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1
    assert len(heard(hours.jan, "Dyżur jutro")) == 1  # of tomorrow's at 10:00
    await announce(hours.ewa, "/dyzur jednorazowo dziś 14:40")
    await hours.town.move_to(at(9, 7, 14, 39))
    assert len(heard(hours.jan, "Dyżur za")) == 1


async def test_a_day_before_at_night_waits_for_the_morning_of_the_day(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur jednorazowo 10 września 22:00")
    await hours.town.move_to(at(9, 10, 7, 59))
    assert heard(hours.jan, "Dyżur dzisiaj") == []
    await hours.town.move_to(at(9, 10, 8))
    assert hours.jan.sees().startswith("Dyżur dzisiaj: Ewa Żak\n\nczwartek, 10 września, 22:00–23:00")


async def test_each_reads_their_own_language_and_zone(hours: Network) -> None:
    await hours.jan.says("/jezyk")
    await hours.jan.taps("English")
    await hours.jan.taps("Time zone…")
    await hours.jan.taps("Kyiv")
    await hours.town.move_to(at(9, 7, 10))
    assert hours.jan.sees().startswith("Office hours tomorrow: Ewa Żak\n\nTuesday, 8 September, 11:00–12:00")
    assert hours.ola.sees().startswith("Dyżur jutro")


async def test_telling_many_takes_no_more_statements_than_telling_few(hours: Network) -> None:
    with counted(hours.town) as few:
        await hours.town.move_to(at(9, 7, 10))
    for number in range(8):
        newcomer = hours.town.resident(f"Nowa{number}")
        hours.town.world.add_member(hours.ola.id, hours.group, newcomer.id)
        await hours.town.settle()
        await hours.town.joins(newcomer, hours.group)
    await hours.town.move_to(at(9, 21, 9, 59))
    with counted(hours.town) as many:
        await hours.town.move_to(at(9, 21, 10))
    assert newcomer.sees().startswith("Dyżur jutro")
    assert len(many) == len(few) == 1
    assert many <= few


@contextmanager
def counted(town: Town) -> Iterator[list[int]]:
    """How many statements the one transaction that reminds people took."""
    engine, taken, counting = town.process.database._writer.sync_engine, [], []

    def begin(_connection: Any) -> None:
        counting.clear()

    def execute(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        counting.append(statement)

    def commit(_connection: Any) -> None:
        if any("INSERT INTO outbox" in statement for statement in counting):
            taken.append(len(counting))

    listeners = {"begin": begin, "before_cursor_execute": execute, "commit": commit}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield taken
    for name, listener in listeners.items():
        event.remove(engine, name, listener)


# opening and closing


async def test_it_opens_with_a_new_post_and_closes_quietly_and_the_card_moves_on(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 59))
    before = len(hours.jan.messages(hours.group))
    await hours.town.move_to(at(9, 8, 10))
    assert hours.jan.sees(hours.group).startswith("Dyżur trwa: Ewa Żak\nDo 11:00.")
    assert len(hours.jan.messages(hours.group)) == before + 1
    await hours.town.move_to(at(9, 8, 11))
    assert hours.jan.sees(hours.group) == "Dyżur 8 września dobiegł końca (Ewa Żak). Dziękujemy!"
    assert len(hours.jan.messages(hours.group)) == before + 1
    (card,) = cards(hours.jan, hours.group)
    assert "Najbliższy: wtorek, 22 września, 10:00" in card
    assert any("Najbliższy dyżur: wtorek, 22 września" in text for text in hours.jan.all_texts(hours.group))


async def test_ten_stays_ten_across_the_change_of_clocks(hours: Network) -> None:
    for day in (at(10, 20, 10), at(11, 3, 10)):
        await hours.town.move_to(day.replace(hour=9, minute=59))
        assert not hours.jan.sees(hours.group).startswith("Dyżur trwa")
        await hours.town.move_to(day)
        assert hours.jan.sees(hours.group).startswith("Dyżur trwa: Ewa Żak\nDo 11:00.")
    assert heard(hours.jan, "Dyżur jutro: Ewa Żak\n\nwtorek, 3 listopada, 10:00–11:00")


async def test_the_day_before_the_change_of_clocks_reminds_at_the_same_hour(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur jednorazowo 25 października 12:00")
    await hours.town.move_to(at(10, 24, 11, 59))
    assert heard(hours.jan, "Dyżur jutro: Ewa Żak\n\nniedziela") == []
    await hours.town.move_to(at(10, 24, 12))
    assert heard(hours.jan, "Dyżur jutro: Ewa Żak\n\nniedziela, 25 października, 12:00–13:00")


async def test_each_hour_opens_once_whatever_is_restarted(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10))
    await hours.town.restart()
    await hours.town.move_to(at(9, 8, 10, 30))
    await hours.town.restart()
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1


# outages


async def test_after_an_outage_only_the_nearest_reminder_goes_out(hours: Network) -> None:
    await hours.town.is_offline_until(at(9, 8, 9, 20))
    assert heard(hours.jan, "Dyżur jutro") == []
    assert hours.jan.sees().startswith("Dyżur za 40 minut: Ewa Żak")


async def test_the_day_reminder_is_good_for_six_hours(hours: Network) -> None:
    await hours.town.is_offline_until(at(9, 7, 15, 59))
    assert len(heard(hours.jan, "Dyżur jutro")) == 1


async def test_awake_in_the_middle_of_the_hour_it_opens_late(hours: Network) -> None:
    await hours.town.is_offline_until(at(9, 8, 10, 40))
    assert heard(hours.jan, "Dyżur za") == []
    assert hours.jan.sees(hours.group).startswith("Dyżur trwa: Ewa Żak\nDo 11:00.")


async def test_asleep_through_the_whole_hour_it_closes_silently(hours: Network) -> None:
    await hours.town.is_offline_until(at(9, 9, 8))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert posts(hours.jan, hours.group, "Dyżur 8 września") == []
    assert "Najbliższy: wtorek, 22 września, 10:00" in cards(hours.jan, hours.group)[0]


async def test_when_telegram_is_gone_for_the_hour_nothing_is_said_afterwards(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 59))
    hours.town.wire.cut = ConnectionError("gone")
    hours.town.clock.moment = at(9, 8, 10, 0)
    await hours.town.process.tick()
    hours.town.clock.moment = at(9, 8, 12)
    hours.town.wire.cut = None
    await hours.town.settle()
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert "22 września" in cards(hours.jan, hours.group)[0]


# away from the group


async def test_out_of_the_group_nothing_is_said_and_back_again_the_card_is_fresh(hours: Network) -> None:
    hours.town.world.remove_member(hours.ola.id, hours.group, hours.town.world.bot.id)
    await hours.town.move_to(at(9, 9, 8))
    assert heard(hours.jan, "Dyżur") == []
    before = len(hours.jan.messages(hours.group))
    await hours.town.add_bot(hours.ola, hours.group)
    new = hours.jan.all_texts(hours.group)[before:]
    assert any("Najbliższy: wtorek, 22 września, 10:00" in text for text in new)
    await hours.town.move_to(at(9, 22, 10))
    assert hours.jan.sees(hours.group).startswith("Dyżur trwa")


async def test_back_again_while_an_hour_is_open_it_is_said_that_it_is_open(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 30))
    hours.town.world.remove_member(hours.ola.id, hours.group, hours.town.world.bot.id)
    await hours.town.move_to(at(9, 8, 10, 20))
    await hours.town.add_bot(hours.ola, hours.group)
    assert hours.jan.sees(hours.group).startswith("Dyżur trwa: Ewa Żak\nDo 11:00.")
    await hours.town.move_to(at(9, 8, 11))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert len(posts(hours.jan, hours.group, "Dyżur 8 września")) == 1


async def test_back_again_after_the_hour_nothing_is_said_of_it(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 30))
    hours.town.world.remove_member(hours.ola.id, hours.group, hours.town.world.bot.id)
    await hours.town.move_to(at(9, 8, 11, 30))
    before = len(hours.jan.messages(hours.group))
    await hours.town.add_bot(hours.ola, hours.group)
    assert not any("trwa" in text for text in hours.jan.all_texts(hours.group)[before:])


async def test_an_open_hour_speaks_the_language_that_the_network_changes_to(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 20))
    await hours.ola.says("/siec")
    await hours.ola.taps("English")
    assert len(posts(hours.jan, hours.group, "Office hours are open: Ewa Żak")) == 1
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []


async def test_a_group_that_becomes_a_supergroup_gets_the_card_anew(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik", started=True)
    group = town.group("Miasto Cyfrowe", ola, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await announce(ola)
    new = town.world.upgrade(ola.id, group)
    await town.settle()
    assert len(cards(ola, new)) == 1
    await town.move_to(at(9, 8, 10))
    assert ola.sees(new).startswith("Dyżur trwa")


# later dates


async def test_the_dates_reach_half_a_year_ahead_by_themselves(hours: Network) -> None:
    await hours.town.is_offline_until(at(8, 3, 12, year=2027))
    assert "Najbliższy: wtorek, 10 sierpnia, 10:00" in cards(hours.jan, hours.group)[0]
    await hours.town.move_to(at(8, 10, 10, year=2027))
    assert hours.jan.sees(hours.group).startswith("Dyżur trwa")


async def test_once_a_year_has_a_next_date_too(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur co rok 8 września 12:00")
    await hours.town.move_to(at(9, 8, 13))
    assert "Najbliższy: środa, 8 września, 12:00" in cards(hours.jan, hours.group)[1]


async def test_after_its_last_date_a_series_is_over(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur co tydzień w środę 12:00, 2 razy")
    await hours.town.move_to(at(9, 16, 13))
    assert "To koniec tych dyżurów: Ewa Żak. Dziękujemy!" in hours.jan.all_texts(hours.group)
    await hours.jan.says("/dyzur")
    assert "w środę" not in hours.jan.sees()
