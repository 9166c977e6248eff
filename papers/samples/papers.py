"""The four papers of a meeting that never was: models of how each is made of blocks."""

from datetime import UTC, datetime

from papers.document import (
    Block,
    Bullets,
    Checks,
    Column,
    Document,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Signatures,
    Table,
)
from papers.samples.people import AWAY, CITIES, INSTEAD, PEOPLE
from papers.samples.words import ACTIONS, CONCLUSIONS, DECISIONS, FIGURES, NEEDS, PROGRAMME, PURPOSE

MADE = datetime(2027, 1, 22, 8, 0, tzinfo=UTC)
NETWORK = "Sieć „Miasta bliżej mieszkańców”"
MEETING = "Spotkanie z 20 stycznia 2027 r., Kędzierzyn-Koźle"


def attendance() -> Document:
    """Everyone with a place to sign; who was there by link does not sign."""
    rows = tuple(
        (
            f"{at}.",
            name,
            CITIES[(at - 1) // 2],
            AWAY.get(at) or INSTEAD.get(at, "na miejscu"),
            "–" if at in AWAY else "",
        )
        for at, name in enumerate(PEOPLE, start=1)
    )
    guests = (
        (
            "1.",
            "dr hab. Mieczysława Trzaskowska-Ćwiklińska, prof. UŁ",
            "Uniwersytet Łódzki",
            "na miejscu",
            "",
        ),
        ("2.", "Tomasz Wójcik", "Fundacja „Wspólna Przestrzeń”", "zdalnie", "–"),
    )
    return _paper(
        "Lista obecności",
        _facts(("Prowadzenie", "Katarzyna Pietrzykowska, Jan Żak")),
        Heading("Przedstawiciele instytucji"),
        _signed(rows),
        Heading("Goście"),
        _signed(guests),
        Heading("Razem"),
        Facts(
            (
                ("Na miejscu", "35 osób z 20 instytucji, w tym 2 w zastępstwie"),
                ("Zdalnie", "5 osób z 5 instytucji"),
                ("Goście", "2 osoby"),
            )
        ),
        Signatures(("Opieka organizacyjna (podpis)",)),
    )


def note() -> Document:
    """What was concluded and decided, and who does what until when; with an internal part."""
    return _paper(
        "Notatka ze spotkania",
        _facts(("Obecność", "40 osób z 20 instytucji i 2 gości")),
        Heading("Przebieg", "1."),
        Table((Column("Godzina", 1.2), Column("Punkt programu", 5), Column("Prowadzenie", 3)), PROGRAMME),
        Heading("Wnioski", "2."),
        Bullets(CONCLUSIONS),
        Heading("Decyzje", "3."),
        Bullets(DECISIONS),
        Heading("Zadania", "4."),
        Table((Column("Co", 5), Column("Kto", 3), Column("Do kiedy", 1.8)), ACTIONS),
        Notice("Część wewnętrzna – nie wychodzi poza zespół"),
        Heading("Ustalenia zespołu", "5."),
        Paragraph(
            "Dwie instytucje od września nie zabierają głosu. Eksperckie wsparcie proponujemy najpierw w rozmowie, "
            "a dopiero potem na forum całej sieci - nie wskazujemy nikogo z nazwy."
        ),
    )


def report() -> Document:
    """The fixed form, filled in."""
    return _paper(
        "Sprawozdanie ze spotkania",
        _facts(("Format pracy", "Wypracowywanie rozwiązań")),
        Heading("Forma spotkania", "1."),
        Checks((("stacjonarna", False), ("zdalna", False), ("mieszana: na miejscu i zdalnie", True))),
        Heading("Uczestnictwo", "2."),
        Table(
            (Column("Kto", 4), Column("Na miejscu", 1.3, "figure"), Column("Zdalnie", 1.3, "figure")), FIGURES
        ),
        Heading("Cel spotkania i jego osiągnięcie", "3."),
        Paragraph(PURPOSE),
        Heading("Najważniejsze wnioski", "4."),
        Bullets(CONCLUSIONS),
        Heading("Podjęte decyzje", "5."),
        Bullets(DECISIONS),
        Heading("Zadania do następnego spotkania", "6."),
        Table((Column("Co", 5), Column("Kto", 3), Column("Do kiedy", 1.8)), ACTIONS),
        Heading("Ocena i potrzeby wsparcia", "7."),
        Paragraph(NEEDS),
        Heading("Załączniki", "8."),
        Checks((("lista obecności", True), ("notatka ze spotkania", True), ("materiały dodatkowe", False))),
        Signatures(("Koordynacja sieci (data i podpis)", "Moderacja ekspercka (data i podpis)")),
    )


def programme() -> Document:
    """What happens when, and who leads it."""
    return _paper(
        "Program spotkania",
        _facts(),
        Table((Column("Godzina", 1.2), Column("Punkt programu", 5), Column("Prowadzenie", 3)), PROGRAMME),
    )


def _paper(title: str, *blocks: Block) -> Document:
    return Document(title, blocks, "pl", "strona {page} z {pages}", MADE, NETWORK, MEETING)


def _facts(*more: tuple[str, str]) -> Facts:
    return Facts(
        (
            ("Kiedy", "środa, 20 stycznia 2027 r., 10:00-15:00"),
            ("Gdzie", "Urząd Miasta Kędzierzyn-Koźle, ul. Grzegorza Piramowicza 32, sala nr 12, i zdalnie"),
            ("Gospodarz", CITIES[0]),
            *more,
        )
    )


def _signed(rows: tuple[tuple[str, ...], ...]) -> Table:
    columns = (
        Column("Lp.", 0.7, "figure"),
        Column("Imię i nazwisko", 4.4),
        Column("Instytucja", 4.6),
        Column("Udział", 2.7),
        Column("Podpis", 3.2, "signature"),
    )
    return Table(columns, rows)


PAPERS = {
    "lista-obecnosci": attendance,
    "notatka": note,
    "sprawozdanie": report,
    "program": programme,
}
