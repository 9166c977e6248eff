"""The pictures of a meeting and of a network that never were."""

from papers import date_grid, qr
from papers.date_grid import DateGrid, Line
from papers.oval import Node
from papers.samples.papers import MEETING
from papers.samples.people import CITIES
from papers.sociogram import Sociogram
from papers.transfers_map import Transfer, TransfersMap


def grid() -> DateGrid:
    """Six dates for twenty cities."""
    answers = ("yes", "yes", "maybe", "yes", "no", "yes", "")
    days = (
        "śr. 13 stycznia",
        "czw. 14 stycznia",
        "wt. 19 stycznia",
        "śr. 20 stycznia",
        "śr. 27 stycznia",
        "wt. 2 lutego",
    )
    totals = ((21, 6, 7), (23, 4, 8), (19, 7, 9), (33, 4, 1), (24, 5, 6), (18, 6, 10))
    return DateGrid(
        "Kiedy się spotkamy?",
        tuple(
            date_grid.Column(f"{day}, 10:00-15:00", total, best=at == 3)
            for at, (day, total) in enumerate(zip(days, totals, strict=True))
        ),
        tuple(
            Line(
                city,
                tuple("yes" if day == 3 and row % 9 else answers[(row * 3 + day) % 7] for day in range(6)),
            )
            for row, city in enumerate(CITIES)
        ),
        {"yes": "tak", "maybe": "w razie potrzeby", "no": "nie", "": "brak odpowiedzi"},
        "Odpowiedziało 38 z 40 osób. Najwięcej „tak”: śr. 20 stycznia, 33 osoby z 19 instytucji.",
        "pl",
    )


def screen() -> bytes:
    """What the room sees at the beginning."""
    return qr.picture(
        "https://t.me/spoiwo_bot?start=here-7f3kq9",
        MEETING,
        "K7M 4QX",
        "Zeskanuj kod albo napisz do bota: /jestem K7M4QX",
        "pl",
    )


def ties() -> Sociogram:
    """Twenty cities, of which some gave to many and some took over from each other."""
    n = len(CITIES)
    given = {(at * 7 % n, (at * 5 + step) % n) for at in range(n) for step in (1, 3)}
    return Sociogram(
        "Miasto Cyfrowe: co od siebie przejęliśmy",
        tuple(Node(key, city) for key, city in enumerate(sorted(CITIES))),
        tuple((giver, taker) for giver, taker in sorted(given) if giver != taker),
        "Strzałka prowadzi od tego, kto coś dał, do tego, kto to przejął.",
        "pl",
    )


def transfers() -> TransfersMap:
    """Twenty cities, and six practices that went from one to another, some of them changed."""
    n, practices = len(CITIES), (
        "Wspólny zakup usług chmurowych dla szkół", "E-urząd bez barier: testy z mieszkańcami",
        "Dyżur doradcy cyfrowego w bibliotece", "Otwarte dane o odbiorze odpadów, z aplikacją i kalendarzem",
        "Jedna skrzynka podawcza dla spółek miejskich", "Klub seniora w sieci",
    )  # fmt: skip
    ways = {(at * 3 % n, (at * 11 + 4) % n): at % len(practices) + 1 for at in range(n + 4)}
    return TransfersMap(
        "Miasto Cyfrowe: co przejęli inni",
        tuple(Node(key, city) for key, city in enumerate(sorted(CITIES))),
        tuple(
            Transfer(giver, taker, (practice,), changed=(giver + taker) % 3 == 0)
            for (giver, taker), practice in sorted(ways.items())
            if giver != taker
        ),
        practices,
        "Strzałka prowadzi od tego, kto coś dał, do tego, kto to przejął. "
        "Numery na niej to numery praktyk z listy poniżej.",
        "przejęte bez zmian",
        "przejęte w zmienionej wersji",
        "Pozostałe są na liście: /wdrozenia",
        "pl",
    )
