"""Eight entries of a shared log that never was: what worked, what did not, and what others made of it."""

from datetime import UTC, date, datetime

from papers.log import LogEntry, LogFile, LogPart, LogTransfer, PartName

CLOSE, AIR = "Miasta bliżej mieszkańców", "Czyste powietrze"


def _parts(**said: str) -> tuple[LogPart, ...]:
    names: dict[str, PartName] = {name: name for name in PART_NAMES}
    return tuple(LogPart(names[name], words) for name, words in said.items())


PART_NAMES: tuple[PartName, ...] = (
    "problem", "done", "result", "cost", "conditions", "pitfalls", "otherwise", "again", "contact",
    "small", "middle", "large",
)  # fmt: skip

ADVISER = LogEntry(
    3,
    "practice",
    "Wymiana starych pieców: jeden doradca od pierwszej rozmowy do odbioru",
    "Radlin",
    AIR,
    "pl",
    date(2025, 3, 12),
    datetime(2026, 11, 4, 9, 30, tzinfo=UTC),
    _parts(
        problem=(
            "Pieniądze na wymianę pieców były, wniosków nie było. Starsze osoby odkładały formularz po drugiej "
            "stronie, a potem dzwoniły do urzędu, za każdym razem do kogoś innego."
        ),
        done=(
            "Jedna osoba prowadzi całą sprawę: przychodzi do domu, liczy z mieszkańcami koszty ogrzewania, "
            "wypełnia wniosek, umawia kominiarza i jest przy odbiorze. Kto zaczął, wie, do kogo dzwonić.\n\n"
            "Zaczęliśmy od trzech ulic, na których najczęściej zgłaszano dym. O wizycie uprzedzał list od "
            "burmistrza i ogłoszenie w parafii."
        ),
        result=(
            "Przez dwa sezony wymieniono 214 pieców, wcześniej 37. Z domów, w których doradca był dwa razy, wniosek "
            "złożyło siedem na dziesięć. Dni z przekroczoną normą pyłu PM10: z 61 do 38."
        ),
        cost="Jeden etat i samochód: około 118 000 zł rocznie, z tego 60% z programu „Czyste Powietrze”.",
        conditions=(
            "Osoba, która umie rozmawiać w kuchni, a nie tylko przy okienku. Umowa z ośrodkiem pomocy "
            "społecznej, że mówi nam o domach w trudnej sytuacji."
        ),
        pitfalls=(
            "Latem nikt nie myśli o ogrzewaniu: najwięcej rozmów trzeba umówić między wrześniem a listopadem. "
            "Jeden chory doradca to stanięcie wszystkich spraw, dlatego od 2026 r. ma zastępstwo."
        ),
        contact="Wydział Ochrony Środowiska, Joanna Skrzypczyk",
    ),
    ("smog", "ogrzewanie", "doradztwo"),
    "small",
    "city",
    (
        LogTransfer(
            "Czarne", False, date(2026, 1, 15), "Ruszyło od pierwszej zimy: 29 wniosków w trzy miesiące."
        ),
        LogTransfer(
            "Sędziejowice",
            True,
            date(2026, 5, 6),
            "Nie stać nas na etat, więc doradca jest wspólny z dwiema sąsiednimi gminami, u nas we wtorki.",
        ),
    ),
    similar=(12,),
    files=(LogFile("Scenariusz pierwszej wizyty.pdf", "application/pdf", "baza/3/1"),),
    confirmed_on=date(2026, 11, 4),
    address="https://t.me/spoiwo_bot?start=entry-3",
)

RAIN = LogEntry(
    5,
    "practice",
    "Ogrody deszczowe przy szkołach zamiast większej rury",
    "Gniezno",
    CLOSE,
    "pl",
    date(2025, 6, 3),
    datetime(2026, 9, 14, 8, 0, tzinfo=UTC),
    _parts(
        problem="Po każdej ulewie stała woda na dwóch boiskach i w piwnicach bloków obok szkoły.",
        done=(
            "Zdjęliśmy asfalt z części podwórek czterech szkół i zrobiliśmy zagłębienia z roślinami. Uczniowie "
            "klas siódmych mierzyli poziom wody po deszczu i wybierali gatunki."
        ),
        result=(
            "Przy deszczu 20 mm w godzinę woda znika w pięć godzin, a nie w dwie doby. Od maja 2025 r. ani "
            "jednego wezwania straży do piwnic na tych ulicach."
        ),
        cost="Od 42 000 do 95 000 zł za jedno podwórko; połowę pokrył wojewódzki fundusz.",
        conditions="Badanie gruntu (2000-3000 zł), zgoda gestora sieci i dyrekcja szkoły, która chce.",
        pitfalls="W pierwszym roku trzeba pleć co dwa tygodnie. W wakacje ktoś musi to mieć w umowie.",
    ),
    ("woda", "zieleń", "szkoły"),
    "middle",
    "city",
    (LogTransfer("Żary", False, date(2026, 4, 20)),),
    confirmed_on=date(2026, 9, 14),
)

SENIORS = LogEntry(
    8,
    "practice",
    "Telefon w środę: raz w tygodniu ktoś dzwoni do osób, które mieszkają same",
    "Łomża",
    CLOSE,
    "pl",
    date(2025, 10, 1),
    datetime(2026, 10, 20, 8, 0, tzinfo=UTC),
    _parts(
        problem="O samotności starszych osób dowiadywaliśmy się od pogotowia albo od sąsiadów, zwykle za późno.",
        done=(
            "W każdą środę dziewięcioro wolontariuszy z klubu seniora dzwoni do 140 osób. Rozmowa trwa tyle, ile "
            "trzeba. Kto nie odbierze dwa razy, do tego jeszcze tego dnia zagląda dzielnicowy."
        ),
        result=(
            "Cztery osoby dostały pomoc w ciągu godziny od upadku. 31 osób zaczęło przychodzić do klubu, a trzy "
            "z nich dziś same dzwonią."
        ),
        cost="Telefony i ubezpieczenie wolontariuszy: 6400 zł rocznie. Najwięcej kosztuje czas koordynatorki.",
        conditions="Zgoda na kontakt na papierze, stała para dzwoniący-odbierający, umowa z policją.",
        pitfalls="Wolontariusze słyszą trudne rzeczy. Raz w miesiącu spotykają się z psycholożką i to jest konieczne.",
    ),
    ("seniorzy", "wolontariat"),
    "middle",
    "city",
    (
        LogTransfer("Czarne", False, date(2026, 3, 4)),
        LogTransfer("Radlin", True, date(2026, 9, 9), "Dzwonią uczniowie liceum, w parze z nauczycielką."),
        LogTransfer("Gniezno", False, date(2026, 10, 7)),
    ),
    confirmed_on=date(2026, 10, 20),
)

ONLINE = LogEntry(
    6,
    "lesson",
    "Budżet obywatelski tylko przez internet: zniknęła połowa głosów",
    "Żary",
    CLOSE,
    "pl",
    date(2025, 9, 8),
    datetime(2026, 2, 2, 8, 0, tzinfo=UTC),
    _parts(
        problem="Liczenie kart papierowych trwało dwa tygodnie i co roku ktoś podważał wynik.",
        done=(
            "W jednym roku zrezygnowaliśmy z papieru. Głosowało się na stronie, po potwierdzeniu kodem z SMS-a. "
            "Zapowiedzieliśmy to miesiąc wcześniej, w internecie."
        ),
        result=(
            "Głosów było 2900 zamiast 6100. Na osiedlu Muzyków, gdzie mieszka najwięcej starszych osób, nie "
            "wygrał żaden projekt, choć zgłoszono tam pięć. Wynik był szybki i nikt go nie uznał za swój."
        ),
        cost="System za 31 000 zł i zaufanie, które odbudowujemy do dziś.",
        otherwise=(
            "Papier zostaje w bibliotekach, a internet jest obok. Najpierw pytamy tych, którzy mogą stracić, "
            "dopiero potem ogłaszamy zmianę. Kart nie liczymy sami: robią to wspólnie mieszkańcy z trzech osiedli."
        ),
        again="Głosowanie przez internet: tak. Zamiast papieru: nie.",
        contact="Biuro Dialogu, Marek Wiśniewski",
    ),
    ("partycypacja", "budżet obywatelski"),
    "middle",
    "city",
    confirmed_on=date(2026, 2, 2),
)

BUS = LogEntry(
    9,
    "lesson",
    "Autobus na telefon, do którego prawie nikt nie dzwonił",
    "Sędziejowice",
    CLOSE,
    "pl",
    date(2026, 2, 17),
    datetime(2026, 2, 17, 8, 0, tzinfo=UTC),
    _parts(
        problem="Do sześciu wsi autobus dojeżdżał dwa razy dziennie i woził powietrze.",
        done="Zamiast rozkładu: bus po telefonie do godziny 18 poprzedniego dnia. Pilotaż trwał osiem miesięcy.",
        result=(
            "Średnio trzy kursy w tygodniu. Koszt jednego przejazdu wyszedł 94 zł. Młodsi mieli samochody, a starsi "
            "mówili, że wstyd im fatygować kierowcę dla jednej osoby."
        ),
        cost="163 000 zł, w tym 40 000 zł z rezerwy na drogi. Tych pieniędzy nie odzyskaliśmy.",
        otherwise=(
            "Stałe dwa kursy w dni targowe i do przychodni, o które ludzie prosili w rozmowach, zanim kupiliśmy "
            "system. Nie zapytaliśmy, bo terminy naboru goniły."
        ),
        again="Nie w tej postaci.",
    ),
    ("transport",),
    "small",
    "city",
    outdated=True,
    confirmed_on=date(2026, 2, 17),
)

MODEL = LogEntry(
    12,
    "model",
    "Miejski doradca energetyczny",
    "Radlin",
    AIR,
    "pl",
    date(2026, 8, 24),
    datetime(2026, 11, 9, 8, 0, tzinfo=UTC),
    _parts(
        problem="Dotacje czekają, a najbardziej dymią domy, z których nikt nie składa wniosku.",
        done="Jedna osoba prowadzi gospodarstwo domowe od pierwszej rozmowy do odbioru nowego źródła ciepła.",
        result=(
            "We wszystkich trzech miastach wniosków jest od czterech do sześciu razy więcej. O sukcesie decyduje "
            "druga wizyta, nie pierwsza."
        ),
        conditions="Zastępstwo dla doradcy, umowa z ośrodkiem pomocy społecznej, telefon odbierany po 16.",
        pitfalls="Doradca nie może kontrolować palenisk: kto wlepia mandaty, tego się nie wpuszcza do kuchni.",
        small=(
            "Etat dzielony z sąsiednimi gminami, dyżur raz w tygodniu.\nOkoło 40 000 zł rocznie na gminę.\n"
            "Zaprasza sołtys albo parafia."
        ),
        middle=(
            "Jeden etat i samochód, zastępstwo w wydziale środowiska.\nOkoło 120 000 zł rocznie.\n"
            "Zaczyna się od trzech ulic."
        ),
        large=(
            "Zespół 4-6 osób, każda z własną dzielnicą, i wspólna infolinia.\nOd 500 000 zł rocznie.\n"
            "Potrzebne są dane o adresach z zaległościami za ogrzewanie."
        ),
    ),
    ("smog", "ogrzewanie", "doradztwo"),
    transfers=(LogTransfer("Łomża", False, date(2026, 10, 1)),),
    sources=(3, 8),
    confirmed_on=date(2026, 11, 9),
    address="https://t.me/spoiwo_bot?start=entry-12",
)

RULES = LogEntry(
    14,
    "recommendation",
    "Zanim zaczną się konsultacje: jedna strona o tym, co jeszcze można zmienić",
    "Gniezno",
    CLOSE,
    "pl",
    date(2026, 9, 30),
    datetime(2026, 9, 30, 8, 0, tzinfo=UTC),
    _parts(
        problem="Najwięcej złości budzi pytanie o zdanie w sprawie, która jest już rozstrzygnięta.",
        done=(
            "Przed każdymi konsultacjami urząd ogłasza jedną stronę z trzema listami: co jest przesądzone i "
            "dlaczego, o czym można zdecydować, czego jeszcze nie wiemy. Podpisuje ją osoba, która podejmie decyzję."
        ),
        pitfalls="Pusta druga lista znaczy, że nie są to konsultacje, tylko informacja. Wtedy tak to nazywamy.",
    ),
    ("partycypacja", "konsultacje"),
    transfers=(LogTransfer("Żary", False, date(2026, 10, 26)), LogTransfer("Łomża", True, date(2026, 11, 3))),
    sources=(6,),
    confirmed_on=date(2026, 9, 30),
)

SENSORS = LogEntry(
    15,
    "project",
    "Wspólny zakup i wspólna mapa czujników powietrza pięciu miast",
    "Czarne",
    AIR,
    "pl",
    date(2026, 10, 12),
    datetime(2026, 10, 12, 8, 0, tzinfo=UTC),
    _parts(
        problem="Każde miasto kupowało osobno, płaciło więcej, a wyników nie dało się porównać.",
        done="Jedno zamówienie na 46 czujników, jedna umowa serwisowa i jedna mapa na stronach pięciu miast.",
        result="Cena jednego czujnika spadła o 34%. Mapę w styczniu otwierano 11 000 razy.",
        cost="Razem 212 000 zł; udział miasta według liczby czujników.",
        conditions="Porozumienie podpisane przed przetargiem, jedno miasto jako zamawiający.",
    ),
    ("smog", "zakupy"),
    confirmed_on=date(2026, 10, 12),
)

ENTRIES = (ADVISER, RAIN, ONLINE, SENIORS, BUS, MODEL, RULES, SENSORS)
