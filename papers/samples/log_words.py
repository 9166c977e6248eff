"""What the shared log of the networks that never were calls things, in Polish."""

from datetime import date

from papers.log_words import LogWords

MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
    "listopada", "grudnia",
)  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} r."


def _counted(n: int, one: str, few: str, many: str) -> str:
    if n == 1:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many


WORDS = LogWords(
    language="pl",
    page="strona {page} z {pages}",
    kinds={
        "practice": "dobra praktyka",
        "lesson": "lekcja",
        "recommendation": "rekomendacja",
        "project": "wspólny projekt",
        "model": "praktyka wzorcowa",
    },
    groups={
        "practice": "Dobre praktyki",
        "lesson": "Lekcje",
        "recommendation": "Rekomendacje",
        "project": "Wspólne projekty",
        "model": "Praktyki wzorcowe",
    },
    sizes={"small": "małe miasto", "middle": "średnie miasto", "large": "duże miasto"},
    institutions={"city": "urząd miasta"},
    parts={
        "problem": "Z czym był kłopot",
        "done": "Co zrobiliśmy",
        "result": "Co to dało",
        "cost": "Ile to kosztowało",
        "conditions": "Co musi być na miejscu",
        "pitfalls": "Na co uważać",
        "otherwise": "Co zrobilibyśmy inaczej",
        "again": "Czy zrobilibyśmy to jeszcze raz",
        "contact": "Kto opowie więcej",
        "small": "Małe miasto",
        "middle": "Średnie miasto",
        "large": "Duże miasto",
    },
    day=_day,
    entries=lambda n: _counted(n, "wpis", "wpisy", "wpisów"),
    transfers=lambda n: _counted(n, "wdrożenie u siebie", "wdrożenia u siebie", "wdrożeń u siebie"),
    cities=lambda n: _counted(n, "miasto", "miasta", "miast"),
    number="nr {number}",
    title="Tytuł",
    where="Gdzie",
    kind="Rodzaj",
    network="Sieć",
    size="Wielkość",
    institution="Instytucja",
    tags="Tematy",
    added="W bazie od",
    confirmed="Aktualność potwierdzona",
    evaluation="Ocena po roku",
    files="Pliki",
    address="W Telegramie",
    sources="Na podstawie",
    similar="Podobne wpisy",
    works_in="Działa w",
    adapted="w zmienionej wersji",
    elsewhere="Jak poszło u innych",
    variants="Wersje dla miast różnej wielkości",
    outdated="Ten wpis jest nieaktualny: opisuje stan z przeszłości.",
    contents="Spis treści",
)
