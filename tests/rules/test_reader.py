"""Words for one reader: language, zone, numbers, lists."""

from datetime import UTC, datetime

import pytest

from locales import Reader, catalog
from locales.tool import faults, updated

MOMENT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def test_a_moment_is_told_on_the_readers_wall_clock() -> None:
    assert Reader("pl", "Europe/Warsaw").plain_moment(MOMENT) == "wtorek, 1 grudnia, 10:00"
    assert Reader("en", "Europe/London").plain_moment(MOMENT) == "Tuesday, 1 December, 09:00"


def test_a_moment_lets_telegram_show_it_in_each_readers_zone() -> None:
    assert f'unix="{int(MOMENT.timestamp())}"' in Reader().moment(MOMENT)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Reader().date(datetime(2026, 12, 1))


@pytest.mark.parametrize(("n", "words"), [(1, "1 instytucja"), (2, "2 instytucje"), (5, "5 instytucji"),
                                          (12, "12 instytucji"), (22, "22 instytucje")])  # fmt: skip
def test_polish_plurals(n: int, words: str) -> None:
    assert Reader("pl").plural("{n} institution", "{n} institutions", n) == words


def test_a_list_reads_as_people_write_it() -> None:
    assert Reader("pl").list(["Gdynia", "Radlin", "Łódź"]) == "Gdynia, Radlin i Łódź"
    assert Reader("en").list(["Gdynia", "Łódź"]) == "Gdynia and Łódź"


@pytest.mark.parametrize(("minutes", "words"), [(60, "1 godzina"), (90, "90 minut"), (120, "2 godziny")])
def test_durations_are_told_in_whole_units(minutes: int, words: str) -> None:
    assert Reader("pl").duration(minutes) == words


@pytest.mark.parametrize(("zone", "pl", "en"), [
    ("Europe/Warsaw", "Warszawa", "Warsaw"), ("Europe/Berlin", "Berlin", "Berlin"),
    ("Europe/Kyiv", "Kijów", "Kyiv"), ("Europe/Kiev", "Kijów", "Kyiv"), ("Europe/Uzhgorod", "Kijów", "Kyiv"),
    ("Asia/Kolkata", "Kalkuta", "Kolkata"), ("Atlantic/Faroe", "Wyspy Owcze", "Faroe"), ("UTC", "UTC", "UTC"),
])  # fmt: skip
def test_a_zone_is_told_by_its_city_whichever_of_its_names_is_used(zone: str, pl: str, en: str) -> None:
    assert (Reader("pl", zone).zone_name(), Reader("en", zone).zone_name()) == (pl, en)


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_the_catalog_is_complete(language: str) -> None:
    assert list(faults(language)) == []


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_a_catalog_changes_only_when_a_sentence_does(language: str) -> None:
    header = updated(language).decode().partition("\n\n")[0]
    assert "Date" not in header
    assert "PROJECT" not in header
    assert "fuzzy" not in header
