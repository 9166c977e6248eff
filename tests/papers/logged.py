"""Entries of a log that might be: what eight cities did, what went wrong, and where it went from there."""

from dataclasses import replace
from datetime import UTC, date, datetime

from papers.log import LogEntry, LogPart, LogTransfer, PartName


def parts(**said: str) -> tuple[LogPart, ...]:
    names: dict[str, PartName] = {
        "problem": "problem", "done": "done", "result": "result", "cost": "cost", "conditions": "conditions",
        "pitfalls": "pitfalls", "otherwise": "otherwise", "again": "again", "contact": "contact",
        "small": "small", "middle": "middle", "large": "large",
    }  # fmt: skip
    return tuple(LogPart(names[name], text) for name, text in said.items())


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=UTC)


BOILERS = LogEntry(
    number=12,
    kind="practice",
    title="Dyżur doradcy od dofinansowań na targowisku, zanim ruszy wymiana kotłów",
    place="Radlin",
    network="Sieć czystego powietrza",
    language="pl",
    added_on=date(2026, 3, 4),
    changed_at=at(2026, 9, 18),
    parts=parts(
        problem="Do punktu w urzędzie przychodziły głównie osoby, które i tak złożyłyby wniosek. Przez dwa lata "
        "wymieniono 41 kotłów, a w mieście zostało ich około 1300.",
        done="W każdy czwartek od 7:00 do 11:00 doradca stoi na targowisku: stolik, czajnik, wydrukowane wnioski "
        "i wzór pełnomocnictwa. Ma tablet z podglądem kominów z badania zanieczyszczeń.\n\n"
        "Rozmowa zaczyna się od rachunku za opał, nie od programu. Wniosek wypełnia się na miejscu, w 20 minut.",
        result="Przez 9 miesięcy 164 wnioski, z tego 97 od osób, które nigdy nie były w urzędzie w tej sprawie. "
        "Błędów formalnych jest o połowę mniej.",
        cost="1 dzień pracy doradcy w tygodniu i 1 200 zł na stolik, parasol i druk.",
        conditions="Targowisko lub inne miejsce, w którym i tak bywa się co tydzień. Doradca, który umie mówić "
        "o pieniądzach bez tabel.",
        pitfalls="Zimą nikt nie stoi przy stoliku: od listopada dyżur przenosi się do kawiarni przy targowisku.",
        again="Tak. Zaczęlibyśmy od razu z wypełnianiem wniosków na miejscu.",
        contact="Wydział Środowiska: srodowisko@radlin.example, opis na https://radlin.example/czwartki.",
    ),
    tags=("czyste powietrze", "kotły", "mieszkańcy", "dofinansowania"),
    size="small",
    institution_kind="gmina",
    transfers=(
        LogTransfer(
            "Czarne", False, date(2026, 6, 11), "Ten sam stolik, tylko we wtorki, bo wtedy jest targ."
        ),
        LogTransfer(
            "Sędziejowice",
            True,
            date(2026, 9, 2),
            "Bez targowiska: doradca stoi przed kościołem w niedziele i na zebraniach wiejskich.",
        ),
    ),
    similar=(15, 31),
    confirmed_on=date(2026, 10, 1),
    evaluation="Ankieta wśród 60 osób: 52 wskazały rozmowę na targu jako powód złożenia wniosku.",
    address="https://t.me/c/1834/12",
)

SURVEY = LogEntry(
    number=15,
    kind="lesson",
    title="Ankieta internetowa o ogrzewaniu dotarła tylko do tych, których nie szukaliśmy",
    place="Czarne",
    network="Sieć czystego powietrza",
    language="pl",
    added_on=date(2026, 4, 21),
    changed_at=at(2026, 4, 21),
    parts=parts(
        problem="Nie wiedzieliśmy, kto pali węglem i dlaczego nie korzysta z dofinansowania.",
        done="Ankieta w internecie, rozesłana przez szkoły i profil urzędu.",
        result="312 odpowiedzi, w tym 9 z domów z kotłem na węgiel.",
        pitfalls="Liczba odpowiedzi wyglądała dobrze, więc przez miesiąc nikt nie zapytał, od kogo są.",
        otherwise="Najpierw 15 rozmów w domach, dopiero potem ankieta, i to taka, którą wypełnia listonoszka lub "
        "opiekunka razem z osobą pytaną.",
        again="Nie w tej postaci.",
    ),
    tags=("czyste powietrze", "kotły", "ankiety"),
    size="small",
    institution_kind="gmina",
    transfers=(LogTransfer("Zduńska Wola", True, date(2026, 8, 30)),),
    similar=(12,),
    address="https://t.me/c/1834/15",
)

SHADE = LogEntry(
    number=31,
    kind="model",
    title="Cień na drodze do szkoły: drzewa tam, gdzie latem naprawdę chodzą dzieci",
    place="Zduńska Wola",
    network="Sieć zielonych śródmieść",
    language="pl",
    added_on=date(2026, 10, 12),
    changed_at=at(2026, 11, 6),
    parts=parts(
        problem="Drzewa sadzono tam, gdzie pozwalały instalacje pod ziemią, a nie tam, gdzie są ludzie.",
        done="1. Klasy 4-6 rysują swoją drogę do szkoły i zaznaczają miejsca, w których jest im gorąco.\n"
        "2. Wydział dróg nakłada rysunki na plan instalacji.\n"
        "3. Trzy najgorsze odcinki trafiają do planu na jesień.",
        result="Trzy miasta posadziły razem 118 drzew przy 7 szkołach; przyjęło się 109.",
        cost="Od 900 zł do 1 600 zł za drzewo z pielęgnacją przez 3 lata.",
        conditions="Jedna osoba z wydziału dróg, która przyjdzie do szkoły.",
        small="Wystarczy jedna szkoła i jedno spotkanie; plan instalacji ma zwykle jedna osoba w urzędzie.",
        middle="Dwa obwody szkolne rocznie. Warto od razu uzgodnić podlewanie ze strażą pożarną.",
        large="Rysunki zbierają dzielnice, a miasto daje wspólny wzór legendy i jedną bazę map.",
        contact="zielen@zdunska-wola.example",
    ),
    tags=("zieleń", "szkoły", "upały", "mieszkańcy"),
    size="middle",
    institution_kind="gmina",
    sources=(22, 27),
    similar=(22,),
    confirmed_on=date(2026, 11, 6),
)

WALKS = LogEntry(
    number=22,
    kind="practice",
    title="Spacer z termometrem: dzieci szukają najgorętszych miejsc w mieście",
    place="Głogówek",
    network="Sieć zielonych śródmieść",
    language="pl",
    added_on=date(2026, 6, 30),
    changed_at=at(2026, 7, 2),
    parts=parts(
        problem="Dorośli jeżdżą do urzędu autem i nie czują, jak gorący jest rynek o 13:00.",
        done="Cztery klasy przeszły z termometrami na podczerwień drogę ze szkoły do domu kultury.",
        result="Mapa 64 punktów. Najgorętszy: plac zabaw bez drzew, 58 °C na zjeżdżalni.",
        cost="4 termometry po 120 zł.",
    ),
    tags=("zieleń", "upały", "szkoły"),
    size="small",
    institution_kind="biblioteka",
    similar=(31, 27),
    transfers=(LogTransfer("Zduńska Wola", False, date(2026, 9, 14), "Jako pierwszy krok planu nasadzeń."),),
)

PARKING = LogEntry(
    number=27,
    kind="lesson",
    title="Projekt zieleni, który zaczął się od zdania „zabieramy 30 miejsc parkingowych”",
    place="Pabianice",
    network="Sieć zielonych śródmieść",
    language="pl",
    added_on=date(2026, 8, 19),
    changed_at=at(2026, 8, 25),
    parts=parts(
        problem="Rynek był parkingiem. Chcieliśmy 40 drzew.",
        done="Pierwsze spotkanie otworzyła plansza z bilansem miejsc parkingowych.",
        result="Przez dwie godziny nikt nie powiedział słowa o drzewach. Projekt odłożono na rok.",
        otherwise="Zacząć od upału i od tego, kto dziś na rynku nie siada. Bilans miejsc pokazać na drugim "
        "spotkaniu, razem z parkingiem dwie ulice dalej.",
    ),
    tags=("zieleń", "parkowanie", "konsultacje"),
    size="middle",
    institution_kind="gmina",
    similar=(31,),
)

LIBRARY = LogEntry(
    number=8,
    kind="recommendation",
    title="Konsultacje w bibliotece po 17:00, z opieką nad dziećmi w sali obok",
    place="Golub-Dobrzyń",
    network="Sieć dialogu",
    language="pl",
    added_on=date(2025, 11, 17),
    changed_at=at(2025, 11, 17),
    parts=parts(
        problem="Na konsultacje w godzinach pracy przychodzą zawsze te same osoby.",
        done="Trzy spotkania w bibliotece, 17:30-19:00, z animatorką dla dzieci i herbatą.",
        result="Średnio 34 osoby zamiast 11, w tym połowa z dziećmi.",
        cost="450 zł za spotkanie.",
        conditions="Biblioteka z dwiema salami i umowa, kto ją zamyka.",
        contact="Biblioteka miejska, tel. 56 000 00 00",
    ),
    tags=("konsultacje", "mieszkańcy", "biblioteki"),
    size="small",
    institution_kind="biblioteka",
)

ALARM = LogEntry(
    number=3,
    kind="practice",
    title="Powiadomienia o smogu SMS-em",
    place="Radlin",
    network="Sieć czystego powietrza",
    language="pl",
    added_on=date(2025, 2, 5),
    changed_at=at(2026, 5, 20),
    parts=parts(
        problem="Ostrzeżenia w internecie czytało 200 osób.",
        done="Bramka SMS i zapisy przy okazji podatku od nieruchomości.",
        result="2 900 zapisanych numerów.",
        otherwise="Operator zakończył usługę w maju 2026 r.; szukamy innej drogi.",
    ),
    tags=("czyste powietrze", "powiadomienia"),
    size="small",
    institution_kind="gmina",
    outdated=True,
    confirmed_on=date(2026, 5, 20),
)

VOLUNTEERS = LogEntry(
    number=36,
    kind="project",
    title="Sousedé pomáhají: neighbours who check on each other during heatwaves",
    place="Cieszyn",
    network="Sieć dialogu",
    language="en",
    added_on=date(2026, 11, 9),
    changed_at=at(2026, 11, 9),
    parts=parts(
        problem="People over 75 who live alone do not call anybody when it is 36 °C.",
        done="Two towns on both sides of the border train caretakers of houses to knock on doors.",
        contact="https://cieszyn.example/neighbours",
    ),
    tags=("upały", "seniorzy"),
    size="middle",
    institution_kind="organizacja społeczna",
)

ENTRIES = (BOILERS, SURVEY, SHADE, WALKS, PARKING, LIBRARY, ALARM, VOLUNTEERS)


def many(count: int) -> list[LogEntry]:
    """As many entries as this, each a little different from the samples."""
    return [
        replace(
            ENTRIES[number % len(ENTRIES)],
            number=number,
            title=f"{ENTRIES[number % len(ENTRIES)].title} ({number})",
            sources=(),
            similar=(max(1, number - 1),),
        )
        for number in range(1, count + 1)
    ]
