"""What is said before office hours: a week ahead in the group, then privately; and what a network wants of it."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce, cards
from tests.dialogues.test_office_hours_clock import at


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa holds office hours every other Tuesday at ten, from 8 September on."""
    return announced


def ahead(hours: Network) -> list[str]:
    """What the group reads a week ahead."""
    return [text for text in hours.jan.all_texts(hours.group) if text.startswith("Najbliższy dyżur: ")]


async def open_settings(hours: Network, feature: str = "Dyżury…") -> None:
    await hours.ola.says("/siec")
    await hours.ola.taps(feature)


async def test_the_group_hears_of_office_hours_a_week_ahead(hours: Network) -> None:
    await hours.town.move_to(at(9, 15, 9, 59))
    assert ahead(hours) == []
    await hours.town.move_to(at(9, 15, 10))
    assert ahead(hours) == [
        "Najbliższy dyżur: Ewa Żak\nwtorek, 22 września, 10:00–11:00\n\n"
        "Pytania można zapisywać już teraz, z podpisem albo bez."
    ]
    assert hours.jan.buttons(hours.group) == ["Zadaj pytanie"]


async def test_a_question_is_asked_from_there(hours: Network) -> None:
    await hours.town.move_to(at(9, 15, 10))
    await hours.jan.taps("Zadaj pytanie", hours.group)
    assert "O co chcesz zapytać" in hours.jan.sees()


async def test_what_was_announced_just_now_is_not_announced_again(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur jednorazowo 15 września 12:00")
    await hours.town.move_to(at(9, 8, 12))
    assert ahead(hours) == []


async def test_of_weekly_hours_the_group_is_not_told_every_week(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur czwartek 12:00")
    await hours.town.move_to(at(9, 25, 12))
    assert [text.splitlines()[1] for text in ahead(hours)] == ["wtorek, 22 września, 10:00–11:00"]


async def test_two_announcements_never_come_on_one_day(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur co drugi wtorek 16:00")
    await hours.town.move_to(at(9, 15, 17))
    assert len(ahead(hours)) == 1
    await hours.town.move_to(at(9, 16, 17))
    assert [text.splitlines()[1] for text in ahead(hours)] == [
        "wtorek, 22 września, 10:00–11:00",
        "wtorek, 22 września, 16:00–17:00",
    ]


async def test_the_announcement_follows_what_becomes_of_the_date(hours: Network) -> None:
    await hours.town.move_to(at(9, 15, 10))
    await change_date(hours, "wt., 22 wrz, 10:00", "Przenieś…")
    await hours.ewa.says("godzinę później")
    await hours.ewa.taps("Tak, przenieś")
    assert "wtorek, 22 września, 11:00–12:00" in ahead(hours)[0]
    await change_date(hours, "wt., 22 wrz, 11:00", "Odwołaj")
    assert ahead(hours) == []
    assert "Ten dyżur się nie odbędzie: Ewa Żak\nwtorek, 22 września, 11:00–12:00" in hours.jan.all_texts(
        hours.group
    )
    assert len(cards(hours.jan, hours.group)) == 1


async def test_who_read_the_announcement_hears_that_the_date_falls_out(hours: Network) -> None:
    await hours.town.move_to(at(9, 15, 10))
    await change_date(hours, "wt., 22 wrz, 10:00", "Odwołaj")
    await hours.town.passes(minutes=3)
    assert hours.jan.sees().startswith("Ten dyżur się nie odbędzie: Ewa Żak")


async def test_an_announcement_that_is_two_days_late_is_of_no_use(hours: Network) -> None:
    await hours.town.move_to(at(9, 15, 9, 59))
    await hours.town.is_offline_until(at(9, 17, 10, 1))
    assert ahead(hours) == []
    await hours.town.move_to(at(9, 21, 10))
    assert hours.jan.sees().startswith("Dyżur jutro")


async def change_date(hours: Network, date: str, act: str) -> None:
    await hours.ewa.says("/dyzur")
    for label in ("Zmień…", date, act):
        await hours.ewa.taps(label)


# what the network wants


async def test_a_facilitator_turns_announcements_and_reminders_off_and_on(hours: Network) -> None:
    await open_settings(hours)
    assert hours.ola.sees().startswith("Dyżury\n\nCo mówię przed każdym dyżurem?")
    assert hours.ola.buttons() == [
        "✓ w grupie, tydzień wcześniej",
        "✓ do każdej osoby, dzień wcześniej",
        "✓ do każdej osoby, godzinę wcześniej",
        "‹ Wstecz",
    ]
    await hours.ola.taps("✓ w grupie, tydzień wcześniej")
    assert hours.ola.toast == "Zapisane."
    assert hours.ola.buttons()[0] == "✗ w grupie, tydzień wcześniej"
    await hours.ola.taps("✗ w grupie, tydzień wcześniej")
    assert hours.ola.buttons()[0] == "✓ w grupie, tydzień wcześniej"
    await hours.ola.taps("‹ Wstecz")
    assert "Ustawienia sieci:" in hours.ola.sees()


async def test_what_is_turned_off_is_not_said_and_not_promised(hours: Network) -> None:
    await open_settings(hours)
    await hours.ola.taps("✓ w grupie, tydzień wcześniej")
    await hours.ola.taps("✓ do każdej osoby, dzień wcześniej")
    (card,) = cards(hours.jan, hours.group)
    assert "Przypominam prywatnie godzinę wcześniej." in card
    await hours.town.move_to(at(9, 22, 8, 59))
    assert ahead(hours) == []
    assert not any(text.startswith("Dyżur jutro") for text in hours.jan.all_texts())
    await hours.town.move_to(at(9, 22, 9))
    assert hours.jan.sees().startswith("Dyżur za godzinę")


async def test_what_is_turned_on_again_in_time_is_said(hours: Network) -> None:
    await open_settings(hours)
    await hours.ola.taps("✓ do każdej osoby, dzień wcześniej")
    assert "dzień" not in cards(hours.jan, hours.group)[0]
    await hours.town.move_to(at(9, 7, 9, 30))
    await hours.ola.taps("✗ do każdej osoby, dzień wcześniej")
    await hours.town.move_to(at(9, 7, 10))
    assert hours.jan.sees().startswith("Dyżur jutro")


async def test_two_facilitators_tap_the_same_at_once_and_it_is_off_once(hours: Network) -> None:
    await open_settings(hours)
    off = hours.ola.button("✓ w grupie, tydzień wcześniej")[1]["callback_data"]
    await hours.ola.taps("✓ w grupie, tydzień wcześniej")
    await hours.ola.forges(off)
    assert hours.ola.buttons()[0] == "✗ w grupie, tydzień wcześniej"


@pytest.mark.parametrize("who", ["ewa", "jan"])
async def test_only_a_facilitator_decides_for_the_network(hours: Network, who: str) -> None:
    await open_settings(hours)
    off = hours.ola.button("✓ w grupie, tydzień wcześniej")[1]["callback_data"]
    await getattr(hours, who).forges(off)
    await open_settings(hours)
    assert hours.ola.buttons()[0] == "✓ w grupie, tydzień wcześniej"
