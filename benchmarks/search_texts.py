"""Texts and queries that search is measured with: written ones to be found, and made ones that share their words."""

import itertools
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WRITTEN = Path(__file__).with_name("search_targets.txt")
UNRELATED = Path(__file__).with_name("search_unrelated.txt")
KINDS = ("inflected", "no diacritics", "typo", "mixed", "three words", "three words, mixed")
LETTERS = "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"

SUBJECTS = """\
oświetlenie uliczne|smog i niska emisja|wymiana pieców|segregacja odpadów|gospodarka odpadami|budżet obywatelski
komunikacja miejska|linie autobusowe|ścieżki rowerowe|strefa parkowania|opieka nad seniorami|kluby seniora
biblioteka miejska|czytelnictwo dzieci|rewitalizacja centrum|kamienice i podwórka|retencja wody|zieleń miejska
efektywność energetyczna|fotowoltaika w szkołach|usługi cyfrowe|e-urząd|rada młodzieży|zajęcia dla młodzieży
organizacje pozarządowe|domy kultury|konsultacje społeczne|mieszkania komunalne|bezpieczeństwo pieszych
żłobki i przedszkola|schronisko dla zwierząt|promocja miasta|targowisko miejskie|drogi osiedlowe|park miejski
ogród społeczny|zdrowie psychiczne|profilaktyka zdrowotna|integracja cudzoziemców|zarządzanie kryzysowe
sport i rekreacja|turystyka weekendowa|plan ogólny gminy|uchwała krajobrazowa|ewidencja zabytków
czyste powietrze|ciepłownia miejska|wodociągi i kanalizacja"""
ASPECTS = """\
jak zacząć|ile to kosztuje|skąd wziąć pieniądze|umowa z wykonawcą|wzór regulaminu|harmonogram prac
kto to prowadzi|co mówią mieszkańcy|wyniki ankiety|pierwszy rok działania|błędy, których można uniknąć
współpraca z powiatem|wniosek o dofinansowanie|przetarg krok po kroku|rozmowy z radnymi|warsztaty dla urzędników
pilotaż w jednej dzielnicy|ocena po trzech latach"""
SENTENCES = """\
Zaczęliśmy od spotkania z mieszkańcami i radnymi w {place}.
Umowa z wykonawcą trwała dwa lata, a koszty wzrosły o {n} procent.
W {place} prowadzi to jeden urzędnik z wydziału inwestycji.
Dofinansowanie z funduszy europejskich pokryło {n} procent kosztów.
Ankieta wśród {n} osób pokazała, że warto pytać wcześniej.
Regulamin uchwaliła rada miasta po konsultacjach społecznych.
Najtrudniejsze było uzgodnienie terminu z zarządcą drogi.
Szkoły i biblioteki pomogły dotrzeć do rodzin z dziećmi.|Projekt objął {n} ulic i trzy osiedla.
Seniorzy dostali ulotki, a młodzież film w internecie.
Wniosek składa się elektronicznie, decyzja zapada po {n} dniach.
Po pilotażu zmieniliśmy zasady, bo mało kto z nich korzystał.
Pieniądze przesunęliśmy z rezerwy na zadania bieżące.
Organizacja pozarządowa prowadzi zajęcia dwa razy w tygodniu.
Firma zewnętrzna przygotowała diagnozę i plan na {n} miesięcy.
Mieszkańcy zgłaszają uwagi w aplikacji albo telefonicznie."""
PLACES = """\
Rybniku|Tarnowie|Słupsku|Łomży|Zamościu|Elblągu|Grudziądzu|Ostrowie|Siedlcach|Koninie|Stargardzie|Suwałkach
Przemyślu"""


SYLLABLES = """\
ba|be|bo|bro|ca|ce|cho|cy|czy|da|de|do|dra|dzi|fi|ga|gli|go|gra|ja|je|ka|ki|ko|kra|la|le|lo|lu|ma|mi|mo|na|nie|no|pa|pi|po
pra|ra|ro|ru|rze|sa|sie|sko|sta|sza|ta|to|tru|wa|we|wi|wo|wro|za|ze|zdu|zo|ża|żu"""
"""Of these, names are made, so that words are as many as in life: always some new ones."""


@dataclass(frozen=True)
class Sample:
    """One text: a title and the rest."""

    title: str
    words: str


@dataclass(frozen=True)
class Query:
    """What is typed, how it differs from the text, and which text (its place among all) it asks for."""

    kind: str
    typed: str
    wanted: int


def _lines(block: str) -> list[str]:
    return [part for line in block.splitlines() for part in line.split("|")]


def written() -> list[tuple[Sample, str]]:
    """The texts written to be found, each with a query that inflects its words otherwise."""
    rows = (
        line.split(" | ")
        for line in WRITTEN.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return [(Sample(title, words), query) for title, words, query in rows]


def unrelated() -> list[str]:
    """Questions that none of the texts answers."""
    return UNRELATED.read_text(encoding="utf-8").splitlines()


def texts(count: int, seed: int = 5) -> list[Sample]:
    """The written ones first, then made ones on the same topics, with pieces of the written ones in them."""
    dice = random.Random(seed)  # noqa: S311
    targets = [sample for sample, _ in written()]
    return [*targets, *itertools.islice(_made(dice, targets), count - len(targets))]


def _made(dice: random.Random, targets: list[Sample]) -> Iterator[Sample]:
    subjects, aspects, sentences, places, syllables = map(
        _lines, (SUBJECTS, ASPECTS, SENTENCES, PLACES, SYLLABLES)
    )
    while True:
        subject = dice.choice(subjects)
        title = f"{subject[0].upper()}{subject[1:]}: {dice.choice(aspects)}"
        said = [
            sentence.format(place=dice.choice(places), n=dice.randrange(12, 96))
            for sentence in dice.sample(sentences, dice.randrange(1, 4))
        ]
        pieces = [_piece(dice, dice.choice(targets)) for _ in range(dice.randrange(3))]
        names = [_name(dice, syllables) for _ in range(dice.randrange(3))]
        yield Sample(title, " ".join([*said, *pieces, *names]))


def _name(dice: random.Random, syllables: list[str]) -> str:
    return f"Wie o tym {''.join(dice.sample(syllables, dice.randrange(2, 5))).title()}."


def _piece(dice: random.Random, sample: Sample) -> str:
    """A few words of another text, so that no single word tells the two apart."""
    words = f"{sample.title} {sample.words}".split()
    long = dice.randrange(1, 4)
    start = dice.randrange(max(1, len(words) - long))
    return f"Podobnie: {' '.join(words[start : start + long])}."


def queries(*, held_out: bool, seed: int = 7) -> list[Query]:
    """Each query as it was written, without diacritics, mistyped, and both; of one half of the texts or the other."""
    dice = random.Random(seed)  # noqa: S311
    asked = [
        (place, query) for place, (_, query) in enumerate(written()) if place % 2 == (1 if held_out else 0)
    ]
    return [
        Query(kind, typed, place)
        for place, query in asked
        for kind, typed in zip(KINDS, _ways(dice, query), strict=True)
    ]


def _ways(dice: random.Random, query: str) -> list[str]:
    """One query as people type it, in the order of `KINDS`."""
    words = query.split()
    start = dice.randrange(max(1, len(words) - 2))
    three = " ".join(words[start : start + 3])
    return [
        query, plain(query), mistyped(dice, query), plain(mistyped(dice, query)), three, plain(mistyped(dice, three)),
    ]  # fmt: skip


def plain(text: str) -> str:
    """As typed on a keyboard without Polish letters."""
    apart = unicodedata.normalize("NFD", text.replace("ł", "l").replace("Ł", "L"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def mistyped(dice: random.Random, text: str) -> str:
    """One letter wrong in one or two of the longer words: dropped, swapped, doubled or another."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 4]
    for place in dice.sample(long, min(len(long), dice.choice((1, 1, 2)))):
        words[place] = _slip(dice, words[place])
    return " ".join(words)


def _slip(dice: random.Random, word: str) -> str:
    at = dice.randrange(len(word) - 1)
    match dice.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + dice.choice(LETTERS) + word[at + 1 :]
