"""Votes that never were: one of each kind, with options as long as people write them."""

from papers.vote_chart import Bar, Bars, Chart, Contender, Ranking, Scale


def decision() -> Bars:
    """Two options, one of which has won."""
    return Bars(
        "Czy w roku 2027 spotykamy się co miesiąc?",
        (
            Bar("Tak, co miesiąc", 14, "14", "64%", best=True),
            Bar("Nie, co dwa miesiące", 8, "8", "36%"),
        ),
        "Wygrywa „Tak, co miesiąc”. Głosowały 22 z 25 osób, kworum (13) jest.",
        "pl",
    )


def topics() -> Bars:
    """Ten long options, of which people chose as many as they liked; nobody chose the last two."""
    counted = (
        (
            "Jak zapraszać na konsultacje osoby, które nigdy dotąd nie przyszły: przez szkoły, parafie i kluby",
            19,
        ),
        ("Budżet obywatelski po pięciu latach - co zmienić, żeby nie wygrywały zawsze te same dzielnice", 15),
        ("Wspólny wniosek o dofinansowanie badania potrzeb mieszkańców w wieku 60+", 12),
        ("Język urzędowych pism: wzory odpowiedzi, które da się przeczytać za pierwszym razem", 11),
        ("Młodzieżowe rady miast", 9),
        (
            "Zieleń i retencja w śródmieściach: jak rozmawiać o drzewach zamiast miejsc parkingowych, zanim "
            "powstanie projekt, i kogo z wydziałów inwestycji, dróg i ochrony środowiska zaprosić już na pierwsze "
            "spotkanie",
            7,
        ),
        ("Współpraca z organizacjami pozarządowymi: umowy na dłużej niż rok", 4),
        ("Sąsiedzkie świetlice w Kędzierzynie-Koźlu i Dąbrowie Górniczej - wizyta na miejscu", 2),
        ("Otwarte dane", 0),
        ("Gra miejska", 0),
    )
    return Bars(
        "O czym rozmawiamy na spotkaniach w pierwszym półroczu 2027? Można było wybrać kilka tematów",
        tuple(
            Bar(label, count, str(count), f"{round(count / 22 * 100)}%", count > 11)
            for label, count in counted
        ),
        "Trzy tematy z największą liczbą głosów trafiają do planu. Głosowały 22 z 25 osób, kworum (13) jest. "
        "Procenty nie sumują się do 100, bo można było wskazać kilka tematów.",
        "pl",
    )


def tie() -> Bars:
    """Two have won alike."""
    return Bars(
        "Gdzie spotykamy się wiosną?",
        (
            Bar("Golub-Dobrzyń", 8, "8", "40%", best=True),
            Bar("Ostrowiec Świętokrzyski", 8, "8", "40%", best=True),
            Bar("Bystrzyca Kłodzka", 3, "3", "15%"),
            Bar("Zdalnie", 1, "1", "5%"),
        ),
        "Remis: Golub-Dobrzyń i Ostrowiec Świętokrzyski. Głosowało 20 z 25 osób, kworum (13) jest.",
        "pl",
    )


def mood() -> Scale:
    """How much people agree, from 1 to 5."""
    counts = (1, 2, 5, 9, 5)
    return Scale(
        "Na ile przydatne było spotkanie 20 stycznia?",
        tuple(
            Bar(str(step), count, str(count), f"{round(count / 22 * 100)}%")
            for step, count in enumerate(counts, start=1)
        ),
        "wcale",
        "bardzo, wracam z czymś do zrobienia u siebie",
        "Średnia 3,7 · mediana 4",
        "Odpowiedziały 22 z 25 osób.",
        "pl",
    )


def points() -> Bars:
    """Ten points from each, to share out."""
    sums = (
        ("Wspólne badanie potrzeb mieszkańców", 87),
        ("Szkolenie z prostego języka dla wszystkich urzędów sieci", 64),
        ("Wizyta studyjna w Tomaszowie Mazowieckim", 41),
        ("Poradnik „Konsultacje krok po kroku”", 28),
        ("Rezerwa", 0),
    )
    return Bars(
        "Na co przeznaczamy wspólny budżet? Każda osoba rozdzielała 10 punktów",
        tuple(Bar(label, value, f"{value} pkt", best=value == 87) for label, value in sums),
        "Najwięcej punktów: Wspólne badanie potrzeb mieszkańców. Głosowały 22 z 25 osób, kworum (13) jest.",
        "pl",
    )


def small_ranking() -> Ranking:
    """Four options, three rounds; the first round's best is not the winner."""
    return Ranking(
        "Który pilotaż zaczynamy jako pierwszy?",
        "Głosy w kolejnych rundach",
        (
            Contender("Zaproszenie przez kogoś znajomego", (7, 8, 12), "wygrywa", best=True),
            Contender("Wieczorne dyżury w bibliotekach", (8, 9, 10), "druga pozycja"),
            Contender("Krótka ankieta w autobusach", (5, 5), "odpada w rundzie 2"),
            Contender("Tablica pomysłów na rynku", (2,), "odpada w rundzie 1"),
        ),
        "Punkty Bordy (dla porównania)",
        (
            Bar("Zaproszenie przez kogoś znajomego", 45, "45", best=True),
            Bar("Wieczorne dyżury w bibliotekach", 41, "41"),
            Bar("Krótka ankieta w autobusach", 29, "29"),
            Bar("Tablica pomysłów na rynku", 17, "17"),
        ),
        "Głosowały 22 z 25 osób, kworum (13) jest.",
        "pl",
    )


def large_ranking() -> Ranking:
    """Ten options, nine rounds."""
    rounds = (
        (
            "Zaproszenie przez kogoś znajomego: szkoła, parafia, klub sportowy, sklep",
            (5, 6, 6, 6, 6, 6, 7, 8, 11),
            "wygrywa",
        ),
        ("Wieczorne dyżury w bibliotekach", (4, 4, 4, 5, 5, 6, 6, 9, 9), "druga pozycja"),
        (
            "Wspólny wniosek o dofinansowanie badania potrzeb osób 60+",
            (3, 3, 3, 3, 3, 4, 4, 4),
            "odpada w rundzie 8",
        ),
        ("Krótka ankieta w autobusach", (2, 2, 2, 2, 3, 3, 4), "po losowaniu odpada w rundzie 7"),
        ("Szkolenie z prostego języka", (2, 2, 2, 2, 3, 3), "po losowaniu odpada w rundzie 6"),
        ("Młodzieżowa rada jako współgospodarz spotkań", (2, 2, 2, 2, 2), "odpada w rundzie 5"),
        ("Tablica pomysłów na rynku", (1, 1, 2, 2), "po losowaniu odpada w rundzie 4"),
        (
            "Sąsiedzkie świetlice w Kędzierzynie-Koźlu, Dąbrowie Górniczej i Czechowicach-Dziedzicach",
            (1, 1, 1),
            "odpada w rundzie 3",
        ),
        ("Gra miejska", (1, 1), "po losowaniu odpada w rundzie 2"),
        ("Otwarte dane", (1,), "po losowaniu odpada w rundzie 1"),
    )
    sums = (151, 143, 118, 104, 97, 88, 82, 71, 62, 54)
    return Ranking(
        "Ułóż pomysły od najważniejszego: czym zajmuje się sieć w roku 2027?",
        "Głosy w kolejnych rundach",
        tuple(Contender(label, votes, fate, place == 0) for place, (label, votes, fate) in enumerate(rounds)),
        "Punkty Bordy (dla porównania)",
        tuple(
            Bar(label, total, str(total), best=place == 0)
            for place, ((label, _, _), total) in enumerate(zip(rounds, sums, strict=True))
        ),
        "Głosowały 22 z 25 osób, kworum (13) jest. W rundzie 9 dwa głosy są bez dalszych wskazań.",
        "pl",
    )


VOTES: dict[str, Chart] = {
    "glosowanie": decision(),
    "glosowanie-tematy": topics(),
    "glosowanie-remis": tie(),
    "glosowanie-skala": mood(),
    "glosowanie-punkty": points(),
    "glosowanie-kolejnosc": small_ranking(),
    "glosowanie-kolejnosc-10": large_ranking(),
}
