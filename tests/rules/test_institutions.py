"""Names of institutions compared the way people mean them, and pasted lists read the way people write them."""

import pytest

from facilitation.institutions.expected import Expected, read_list
from facilitation.institutions.names import checked_name, find, similar
from facilitation.institutions.reasons import InstitutionReason
from facilitation.refusals import Refused
from facilitation.text import folded
from storage.institutions import Institution


def known(*names: str) -> list[Institution]:
    return [
        Institution(id=number, network_id=1, name=name, folded=folded(name))
        for number, name in enumerate(names, start=1)
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Urząd Miasta Łodzi", "Łódź"),
        ("Łódź", "Urząd Miasta Łodzi"),
        ("Urząd Miasta w Gdyni", "Gdynia"),
        ("UM Gdynia", "Gdynia"),
        ("City of Gdynia", "Gdynia"),
        ("Gdyina", "Gdynia"),
        ("Czestohowa", "Częstochowa"),
        ("Kraków", "Urząd Miasta Krakowa"),
        ("Miasto Stołeczne Warszawa", "Warszawa"),
        ("Kielcach", "Kielce"),
        ("Gmina Tychów", "Tychy"),
        ("Bielsko", "Bielsko-Biała"),
        ("Bielskobiała", "Bielsko-Biała"),
        ("Biblioteka w Łodzi", "Biblioteka Miejska w Łodzi"),
    ],
)
def test_a_typo_another_ending_or_a_longer_form_may_mean_the_same(typed: str, meant: str) -> None:
    assert [place.name for place in similar(known("Radlin", meant, "Opole"), typed)] == [meant]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Radlin", "Radomsko"),
        ("Radom", "Radomsko"),
        ("Nowy Sącz", "Nowy Targ"),
        ("Ostrów Wielkopolski", "Gorzów Wielkopolski"),
        ("Piekary Śląskie", "Ruda Śląska"),
        ("Dąbrowa Białostocka", "Dąbrowa Górnicza"),
        ("Szkoła Podstawowa nr 3 w Gdyni", "Szkoła Podstawowa nr 2 w Gdyni"),
        ("Biblioteka Miejska w Łodzi", "Łódź"),
        ("Starostwo w Kielcach", "Kielce"),
        ("Uniwersytet Łódzki", "Uniwersytet Gdański"),
        ("Gdańsk", "Gdynia"),
        ("Urząd Miejski", "Gdynia"),
    ],
)
def test_what_only_looks_alike_is_another_place(typed: str, other: str) -> None:
    assert similar(known(other), typed) == []


def test_the_nearest_comes_first_and_there_are_only_so_many() -> None:
    places = known(
        "Gdynia Orłowo", "Gdynia", "Gdynia Chylonia", "Gdynia Redłowo", "Gdynia Karwiny", "Gdynia Witomino"
    )
    found = similar(places, "gdynia")
    assert found[0].name == "Gdynia"
    assert len(found) == 5


def test_the_same_name_is_found_whatever_its_case_and_diacritics() -> None:
    found = find(known("Łódź", "Radlin"), "  LODZ ")
    assert found is not None
    assert found.name == "Łódź"


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Gdynia 2", Expected("Gdynia", 2)),
        ("Gdynia", Expected("Gdynia", 1)),
        ("1. Gdynia – 3 osoby", Expected("Gdynia", 3)),
        ("12) Gdynia: 2", Expected("Gdynia", 2)),
        ("• Gdynia (2 os.)", Expected("Gdynia", 2)),
        ("Gdynia\t2", Expected("Gdynia", 2)),
        ("Gdynia, 5 przedstawicieli", Expected("Gdynia", 5)),
        ("Gdynia 2 people", Expected("Gdynia", 2)),
        ("Bielsko-Biała 2", Expected("Bielsko-Biała", 2)),
        ("Szkoła Podstawowa nr 2", Expected("Szkoła Podstawowa nr 2", 1)),
        ("Szkoła Podstawowa nr 2 3", Expected("Szkoła Podstawowa nr 2", 3)),
        ("Zespół Szkół 123", Expected("Zespół Szkół 123", 1)),
    ],
)
def test_a_line_of_a_pasted_list(line: str, read: Expected) -> None:
    assert read_list(line) == [read]


def test_empty_lines_and_lone_numbers_are_left_out_and_doubled_lines_add_up() -> None:
    assert read_list("Łódź 2\n\n3\n---\nlodz 1\nRadlin") == [Expected("Łódź", 3), Expected("Radlin", 1)]


def test_a_list_without_any_name_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_list("1\n2\n")
    assert refused.value.reason is InstitutionReason.EMPTY_LIST


@pytest.mark.parametrize(("typed", "reason"), [("  …", "NAME_EMPTY"), ("ł" * 101, "NAME_LONG")])
def test_a_name_is_neither_empty_nor_endless(typed: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_name(typed)
    assert refused.value.reason is InstitutionReason[reason]
