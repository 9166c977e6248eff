"""The words of the catalogue in two languages, as handlers would give them, and a catalogue built with them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from babel.dates import format_date

from facilitation.search.analysis import asked
from papers.catalogue.site import Built, build
from papers.catalogue.wording import About, Wording
from papers.log import LogEntry

MADE = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ABOUT = About("Baza dobrych praktyk i lekcji sieci miast", "https://siec.example/baza", MADE)


def polish_entries(count: int) -> str:
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return f"{count} {'wpis' if count == 1 else 'wpisy' if few else 'wpisów'}"


def polish_day(day: date) -> str:
    return format_date(day, "long", "pl")


def english_day(day: date) -> str:
    return format_date(day, "long", "en_GB")


POLISH = Wording(
    language="pl",
    name="Polski",
    lead="Co miasta zrobiły, co z tego wyszło i czego lepiej nie powtarzać. Do wzięcia i wdrożenia u siebie.",
    kinds={
        "practice": "Dobra praktyka",
        "lesson": "Lekcja",
        "recommendation": "Rekomendacja",
        "project": "Projekt",
        "model": "Praktyka modelowa",
    },
    parts={
        "problem": "Jaki był problem",
        "done": "Co zrobiono",
        "result": "Co to dało",
        "cost": "Ile to kosztuje",
        "conditions": "Co jest potrzebne",
        "pitfalls": "Na co uważać",
        "otherwise": "Co zrobić inaczej",
        "again": "Czy jeszcze raz",
        "contact": "Kontakt",
        "small": "Miasto do 20 tysięcy mieszkańców",
        "middle": "Miasto od 20 do 100 tysięcy",
        "large": "Miasto powyżej 100 tysięcy",
    },
    sizes={
        "small": "do 20 tysięcy mieszkańców",
        "middle": "od 20 do 100 tysięcy",
        "large": "powyżej 100 tysięcy",
    },
    institutions={},
    entries=polish_entries,
    day=polish_day,
    skip="Przejdź do treści",
    main_menu="Baza",
    languages="Język",
    all_entries="Wszystkie wpisy",
    all_tags="Tematy",
    tagged="Temat: {tag}",
    feed="Kanał nowości (Atom)",
    pages="Strony listy",
    page="strona {page} z {pages}",
    newer="← Nowsze",
    older="Starsze →",
    made="stan na {day}",
    home="Strona główna",
    search="Szukanie w bazie",
    search_label="Czego szukamy?",
    search_hint="np. wymiana kotłów",
    kind="Rodzaj",
    tag="Temat",
    size="Wielkość miasta",
    institution="Instytucja",
    year="Rok",
    any_of="dowolnie",
    clear="Wyczyść",
    newest="Najnowsze",
    found="Znalezione wpisy",
    nothing="Nic nie pasuje. Pomaga mniej słów albo mniej filtrów.",
    more="Pokaż więcej",
    number="Wpis nr {number}",
    place="Miejsce",
    network="Sieć",
    added="W bazie od",
    changed="Ostatnia zmiana",
    confirmed="Potwierdzono",
    outdated="Nieaktualne",
    outdated_notice="Ten wpis zostaje w bazie, bo można się z niego czegoś dowiedzieć.",
    works_in="Działa też w",
    adapted="w zmienionej wersji",
    for_cities="W miastach różnej wielkości",
    evaluation="Jak to sprawdzono",
    sources="Na podstawie wpisów",
    models="Weszło do praktyki modelowej",
    similar="Podobne wpisy",
    files="Pliki",
    pictures="Zdjęcia",
    tags="Tematy",
    open_in_telegram="Otwórz w Telegramie",
    written_in="Język wpisu: {language}",
)

ENGLISH = Wording(
    language="en",
    name="English",
    lead="What cities did, what came of it, and what is better not repeated. Yours to take and to try at home.",
    kinds={
        "practice": "Good practice",
        "lesson": "Lesson",
        "recommendation": "Recommendation",
        "project": "Project",
        "model": "Model practice",
    },
    parts={
        "problem": "The problem",
        "done": "What was done",
        "result": "What came of it",
        "cost": "What it costs",
        "conditions": "What it needs",
        "pitfalls": "What to watch for",
        "otherwise": "What to do differently",
        "again": "Would you do it again",
        "contact": "Contact",
        "small": "A city of up to 20 thousand",
        "middle": "A city of 20 to 100 thousand",
        "large": "A city of more than 100 thousand",
    },
    sizes={"small": "up to 20 thousand", "middle": "20 to 100 thousand", "large": "more than 100 thousand"},
    institutions={
        "gmina": "municipality",
        "biblioteka": "library",
        "organizacja społeczna": "community organisation",
    },
    entries=lambda count: f"{count} {'entry' if count == 1 else 'entries'}",
    day=english_day,
    skip="Skip to content",
    main_menu="Catalogue",
    languages="Language",
    all_entries="All entries",
    all_tags="Topics",
    tagged="Topic: {tag}",
    feed="News feed (Atom)",
    pages="Pages of the list",
    page="page {page} of {pages}",
    newer="← Newer",
    older="Older →",
    made="as of {day}",
    home="Home",
    search="Search the catalogue",
    search_label="What are you looking for?",
    search_hint="e.g. wymiana kotłów",
    kind="Kind",
    tag="Topic",
    size="Size of the city",
    institution="Institution",
    year="Year",
    any_of="any",
    clear="Clear",
    newest="Newest",
    found="What was found",
    nothing="Nothing matches. Fewer words or fewer filters help.",
    more="Show more",
    number="Entry {number}",
    place="Place",
    network="Network",
    added="In the catalogue since",
    changed="Last change",
    confirmed="Confirmed on",
    outdated="Outdated",
    outdated_notice="This entry stays, because there is something to learn from it.",
    works_in="Also works in",
    adapted="in a changed version",
    for_cities="In cities of different sizes",
    evaluation="How it was checked",
    sources="Made of these entries",
    models="Part of a model practice",
    similar="Similar entries",
    files="Files",
    pictures="Pictures",
    tags="Topics",
    open_in_telegram="Open in Telegram",
    written_in="Written in: {language}",
)


def built(entries: Iterable[LogEntry], folder: Path, about: About = ABOUT) -> Built:
    return build(entries, (POLISH, ENGLISH), folder, about, asked)
