"""Surveys that never were: of five people, of nine, twelve and thirty-eight, and the rounds of some years."""

from papers.rounds_chart import History, Round, RoundsChart, Share
from papers.survey_chart import Composite, Estimate, Part, Row, Spread, SurveyChart
from papers.vote_chart import Bar

AGREE = (
    "Zdecydowanie się nie zgadzam",
    "Raczej się nie zgadzam",
    "Ani tak, ani nie",
    "Raczej się zgadzam",
    "Zdecydowanie się zgadzam",
)
THREE = ("Nie zgadzam się (1–2)", "Ani tak, ani nie (3)", "Zgadzam się (4–5)")
TRUST = (
    "Osoby z tej sieci dotrzymują tego, na co się umówimy.",
    "Mogę polegać na wiedzy praktycznej osób z innych miast.",
    "Inne miasta życzą nam powodzenia, nawet gdy konkurujemy o środki.",
    "Mówimy tu otwarcie także o tym, co się nie udało.",
    "Obawiam się, że przyznanie się tu do błędu mi zaszkodzi.",
    "To, co powiem w tej grupie, nie wyjdzie poza nią bez mojej zgody.",
    "W tej sieci jedni głównie biorą, a inni głównie dają.",
)


def spread(*counts: int, low: str = "", high: str = "") -> Spread:
    return Spread(tuple(Part(count, str(count)) for count in counts), low, high)


def trust() -> SurveyChart:
    """The trust pulse; to one item fewer people answered, to another too few."""
    counts = (
        (0, 1, 2, 6, 3), (0, 0, 3, 5, 4), (1, 2, 4, 4, 1), (2, 3, 3, 3, 1), (4, 4, 2, 2, 0),
    )  # fmt: skip
    notes = (
        "średnia 3,9 · zgadza się 9 z 12", "średnia 4,1 · zgadza się 9 z 12", "średnia 3,2 · zgadza się 5 z 12",
        "średnia 2,8 · zgadza się 4 z 12", "średnia 2,2 · zgadza się 2 z 12 (im mniej osób, tym lepiej)",
    )  # fmt: skip
    rows = tuple(
        Row(words, "n = 12", spread(*each), note)
        for words, each, note in zip(TRUST, counts, notes, strict=False)
    )
    return SurveyChart(
        "Puls zaufania, runda 2",
        (AGREE, THREE),
        (
            *rows,
            Row(TRUST[5], "n = 9", spread(1, 2, 6), "mediana 4"),
            Row(TRUST[6], "", None, "Mniej niż 5 odpowiedzi: nie pokazujemy"),
        ),
        Composite(
            "Zaufanie w jednej liczbie (1–5)",
            Estimate(3.6, 3.2, 4.0, "teraz 3,6 (3,2–4,0)"),
            Estimate(3.3, 2.8, 3.8, "poprzednio 3,3 (2,8–3,8)"),
            "Zmiana +0,3 (od −0,3 do 0,9): bez wyraźnej zmiany.",
        ),
        "Odpowiedziało 12 z 25 osób.",
        "pl",
    )


def styles() -> SurveyChart:
    """Items with two ends, of nine people and of five."""
    answered = (
        ("spotkania na żywo", "online", (5, 1, 3), "n = 9", "mediana 2"),
        ("rzadziej, dłużej", "częściej, krócej", (2, 2, 5), "n = 9", "mediana 4"),
        ("prezentacje przykładów", "praca nad problemem", (0, 1, 8), "n = 9", "mediana 5"),
        ("cała sieć", "małe grupy", (3, 3, 3), "n = 9", "mediana 3"),
        ("najpierw słucham", "od razu zabieram głos", (4, 1, 0), "n = 5", "mediana 1"),
        ("kontakt tylko przy spotkaniach", "stała rozmowa na czacie", (0, 5, 0), "n = 5", "mediana 3"),
    )
    return SurveyChart(
        "Jak lubimy współpracować",
        (("Bliżej lewego końca", "Pośrodku", "Bliżej prawego końca"),),
        tuple(
            Row("", n, spread(*counts, low=low, high=high), note) for low, high, counts, n, note in answered
        ),
        None,
        "Odpowiedziało 9 z 25 osób.",
        "pl",
    )


def own() -> SurveyChart:
    """Items that a network has written: long ones, one option, several options; of thirty-eight people."""
    return SurveyChart(
        "Ankieta po roku pracy sieci: co się sprawdziło i co zmieniamy",
        (AGREE,),
        (
            Row(
                "Materiały, które dostajemy przed spotkaniem (program, dokumenty do przeczytania, pytania do "
                "przemyślenia), przychodzą dość wcześnie, żeby porozmawiać o nich w urzędzie i przyjechać z gotowymi",
                "n = 38", spread(1, 1, 2, 21, 13), "średnia 4,2 · zgadzają się 34 z 38",
            ),
            Row(
                "Jedna osoba z urzędu wystarczy.", "n = 37", spread(17, 16, 2, 1, 1),
                "średnia 1,7 · zgadzają się 2 z 37",
            ),
            Row(
                "Zostaję w sieci na kolejny rok.", "n = 38", spread(0, 0, 0, 0, 38),
                "średnia 5,0 · zgadza się 38 z 38",
            ),
            Row(
                "Który dzień tygodnia jest najlepszy na spotkanie?", "n = 36",
                tuple(Bar(day, count, str(count)) for day, count in (("wtorek", 11), ("środa", 18), ("czwartek", 7))),
                "",
            ),
            Row(
                "Z czego korzystamy między spotkaniami? Można wybrać kilka odpowiedzi", "n = 38",
                tuple(
                    Bar(option, count, str(count), f"{round(count / 38 * 100)}%")
                    for option, count in (
                        ("czat grupy", 33), ("dyżury eksperckie", 14), ("dziennik dobrych praktyk", 9),
                        ("bezpośredni telefon do osoby z innego miasta, poznanej na spotkaniu", 21), ("nic z tego", 0),
                    )
                ),
                "",
            ),
        ),
        None,
        "Odpowiedziało 38 z 40 osób.",
        "pl",
    )  # fmt: skip


def _shares(*agree: tuple[int, int] | None) -> tuple[Share | None, ...]:
    return tuple(each and Share(each[0] / each[1], f"{round(each[0] / each[1] * 100)}%") for each in agree)


def rounds() -> RoundsChart:
    """Four rounds of the trust pulse; in the third one too few people answered."""
    ends = (
        Estimate(3.1, 2.6, 3.6, "3,1"),
        Estimate(3.3, 2.8, 3.8, "3,3"),
        None,
        Estimate(3.8, 3.5, 4.1, "3,8"),
    )
    labels = ("1 · marzec 2026", "2 · czerwiec 2026", "3 · wrzesień 2026", "4 · grudzień 2026")
    numbers = ("n = 14", "n = 12", "n = 6", "n = 19")
    shares = (
        ((7, 14), (7, 12), (4, 6), (15, 19)), ((9, 14), (9, 12), (5, 6), (17, 19)), ((5, 13), (5, 12), None, (9, 18)),
        ((3, 14), (4, 12), (2, 6), (13, 19)), ((6, 14), (4, 11), (3, 5), (12, 18)), ((8, 12), None, None, (13, 16)),
        ((4, 13), (5, 12), (2, 5), (7, 18)),
    )  # fmt: skip
    return RoundsChart(
        "Puls zaufania: cztery rundy",
        tuple(Round(*each) for each in zip(labels, numbers, ends, strict=True)),
        "Zaufanie w jednej liczbie (1–5), z 95-procentowym przedziałem",
        "Ile osób odpowiada korzystnie",
        tuple(History(words, _shares(*each)) for words, each in zip(TRUST, shares, strict=True)),
        "– oznacza, że odpowiedzi było za mało, żeby je pokazać.",
        "pl",
    )


SURVEYS: dict[str, SurveyChart] = {"ankieta": trust(), "ankieta-styl": styles(), "ankieta-wlasna": own()}
ROUNDS: dict[str, RoundsChart] = {"ankieta-rundy": rounds()}
