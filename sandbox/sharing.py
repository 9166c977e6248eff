"""The part of the demo's past in which cities share what they have learnt, and take over what others have."""

from __future__ import annotations

import csv
import io

from sandbox.experiences import APP, SENSORS, TABLE, Experience
from sandbox.players import Group, Player
from sandbox.story import Story

HEADINGS = {
    "kind": "Rodzaj", "title": "Tytuł", "place": "Gdzie", "problem": "Problem", "done": "Co zrobiono",
    "result": "Efekt", "otherwise": "Co zrobilibyśmy inaczej", "cost": "Koszt i ludzie",
    "conditions": "Co jest potrzebne", "pitfalls": "Na co uważać", "again": "Czy zrobilibyśmy to ponownie?",
    "contact": "Kontakt", "tags": "Tematy", "size": "Wielkość miasta",
}  # fmt: skip
KINDS = {"practice": "Dobra praktyka", "lesson": "Lekcja"}
AGAIN = {"yes": "Tak, dokładnie tak samo", "with changes": "Tak, ale inaczej", "no": "Nie"}
SIZES = {"small": "małe miasto", "middle": "średnie miasto", "large": "duże miasto"}
SAID = {"kind": KINDS, "again": AGAIN, "size": SIZES}
PRACTICE = (
    "title", "place", "problem", "done", "result", "cost", "conditions", "pitfalls", "again", "contact", "size",
)  # fmt: skip
LESSON = (
    "title", "place", "problem", "done", "result", "otherwise", "cost", "conditions", "again", "contact", "size",
)  # fmt: skip
EVERYBODY, NETWORK = "Wszyscy, także w internecie", "Tylko ta sieć"
LIBRARY, METERS, FORM, CALLS = (
    "Cyfrowe popołudnia w bibliotece", "Wypożyczalnia mierników jakości powietrza", "Formularz czytany na głos",
    "Sąsiedzki telefon zaufany",
)  # fmt: skip
HOURS = "Czas na współpracę to koszt projektu"
RECOMMENDED = (
    "Miasta chcą uczyć się od siebie, ale godzin na to nie da się nigdzie wpisać.",
    "W naborach uznawać do 5 procent budżetu na wizyty i rady między miastami.",
    "Także mniejsze miasto wyśle kogoś na dwa dni bez szukania pieniędzy.",
)
MODEL = "Mieszkańcy mierzą powietrze razem z miastem"
MODELLED = (
    "Jedna stacja nie mówi, czym oddycha konkretna ulica, więc nikt jej nie wierzy.",
    "Zacząć od kilku mierników tam, gdzie już jest gospodarz: w szkole, w bibliotece, w klubie. "
    "Wynik zawsze z komentarzem kogoś, kto tam mieszka.",
    "Pytania do urzędu dotyczą pieców, a nie tego, czy pomiar jest prawdziwy.",
    "Od 4 tys. zł za stały czujnik, 600 zł za zestaw do wypożyczania.",
    "Jedna osoba w każdym miejscu, która chce.",
    "Kalibracja co kwartał i dopisek o mgle przy każdym wykresie.",
    "Trzy zestawy w jednej bibliotece.",
    "Trzy stałe czujniki i pięć zestawów do wypożyczania.",
    "Czujnik na każdym osiedlu, zestawy w filiach, wspólna mapa.",
)


async def share(story: Story) -> None:
    """Two tell what they know, question by question; Marta asks one of them back and brings her table in."""
    people, marta = story.people, story.people["Marta"]
    await tell(story, people["Paweł"], "/praktyka", SENSORS, PRACTICE, EVERYBODY)
    await tell(story, people["Agnieszka"], "/lekcja", APP, LESSON, NETWORK)
    await story.clock.moves(hours=20)
    await check(story, marta, SENSORS["title"])
    await marta.taps(story.bot, "Zatwierdź")
    await check(story, people["Łukasz"], APP["title"])
    await people["Łukasz"].taps(story.bot, "Dopytaj…")
    await people["Łukasz"].says(story.bot, "Co dziś działa zamiast aplikacji?")
    await story.clock.moves(hours=2)
    await people["Agnieszka"].taps(story.bot, "Odpowiedz słowami…")
    await people["Agnieszka"].says(story.bot, "SMS na dwa dni przed terminem. Opiszemy to osobno.")
    await people["Łukasz"].taps(story.bot, "Sprawdź")
    await people["Łukasz"].taps(story.bot, "Zatwierdź")
    await bring_the_table(story, marta)
    for name, title in (("Michał", LIBRARY), ("Grażyna", FORM), ("Zofia", CALLS)):
        await widen(story, people[name], title)


async def tell(
    story: Story, who: Player, command: str, said: Experience, names: tuple[str, ...], audience: str
) -> None:
    """Field by field, then the topics, then for whom."""
    await who.says(story.bot, command)
    if command == "/praktyka":
        await who.taps(story.bot, KINDS["practice"])
    for name in names:
        if name not in said:
            await who.taps(story.bot, "Pomiń")
        elif name in SAID:
            await who.taps(story.bot, SAID[name][said[name]])
        else:
            await who.says(story.bot, said[name])
    for topic in said["tags"].split(", "):
        await who.taps(story.bot, topic)
    await who.taps(story.bot, "Gotowe")
    await hand_in(story, who, audience)


async def hand_in(story: Story, who: Player, audience: str) -> None:
    await who.taps(story.bot, "Przekaż do bazy…")
    await who.taps(story.bot, audience)


async def check(story: Story, who: Player, title: str) -> None:
    """From the list of what waits."""
    await who.says(story.bot, "/sprawdzanie")
    waiting = await who.newest(story.bot)
    number = next(line.partition(".")[0] for line in waiting.splitlines() if title in line)
    await who.taps(story.bot, number)


def table() -> bytes:
    """What Marta has kept so far, as a spreadsheet saves it."""
    written = io.StringIO()
    rows = csv.DictWriter(written, list(HEADINGS))
    rows.writerow(HEADINGS)
    for each in TABLE:
        rows.writerow({name: SAID.get(name, {}).get(said, said) for name, said in each.items()})
    return written.getvalue().encode("utf-8-sig")


async def bring_the_table(story: Story, marta: Player) -> None:
    await marta.says(story.bot, "/wczytaj")
    await marta.sends(story.bot, "doswiadczenia.csv", table())
    await marta.taps(story.bot, "Wczytaj 10 wpisów")
    await marta.finds(story.bot, "Do bazy trafiło 10 wpisów")


async def widen(story: Story, who: Player, title: str) -> None:
    """One of the city it is about lets it travel further."""
    await read(story, who, title)
    await who.taps(story.bot, "Dla kogo…")
    await who.taps(story.bot, EVERYBODY)


async def read(story: Story, who: Player, title: str) -> None:
    """Its page, by the search."""
    await who.says(story.bot, f"/szukaj {title}")
    await who.taps(story.bot, "1")


async def take_over(story: Story) -> None:
    """Four transfers: one changed, one as it is, one given up, one still being tried; the group hears of the first."""
    people = story.people
    for name, title in (("Ola", SENSORS["title"]), ("Zofia", LIBRARY), ("Michał", FORM), ("Grażyna", CALLS)):
        await read(story, people[name], title)
        await people[name].taps(story.bot, "Skorzystamy")
    await story.clock.moves(days=6)
    await works(
        story, people["Ola"], "Działa w zmienionej wersji…",
        "Zamiast szkół czujnikami opiekują się kluby seniora.", "Po pierwszym miesiącu pytają o nie sąsiednie osiedla.",
    )  # fmt: skip
    await works(
        story, people["Zofia"], "Działa u nas", "Dwie filie, w każdą środę. Przychodzi po kilkanaście osób."
    )
    await people["Michał"].taps(story.bot, "Rezygnujemy…")
    await people["Michał"].says(
        story.bot, "Nasze formularze narzuca system ministerstwa, nie zmienimy w nich zdań."
    )
    await people["Michał"].taps(story.bot, "Tak, przekaż")
    await people["Grażyna"].taps(story.bot, "Próbujemy")
    await story.clock.moves(hours=12)


async def works(story: Story, who: Player, how: str, *said: str) -> None:
    """What is told about it is read back, and may be shown wherever the entry is."""
    await who.taps(story.bot, how)
    for words in said:
        await who.says(story.bot, words)
    await who.taps(story.bot, "Tak: wszędzie")


async def make_a_model(story: Story) -> None:
    """Łukasz compares two ways of measuring and writes down what both have in common; Marta approves it."""
    łukasz, marta = story.people["Łukasz"], story.people["Marta"]
    await choose(story, łukasz, METERS, SENSORS["title"])
    await łukasz.taps(story.bot, "Praktyka modelowa…")
    await łukasz.says(story.bot, MODEL)
    await łukasz.taps(story.bot, "Uzupełnij")
    await łukasz.taps(story.bot, "Odpowiadaj dalej")
    for words in MODELLED:
        await łukasz.says(story.bot, words)
    await łukasz.taps(story.bot, "Pomiń")
    await łukasz.taps(story.bot, "powietrze")
    await łukasz.taps(story.bot, "Gotowe")
    await hand_in(story, łukasz, EVERYBODY)
    await check(story, marta, MODEL)
    await marta.taps(story.bot, "Zatwierdź")


async def choose(story: Story, who: Player, first: str, second: str) -> None:
    """Two entries to compare, each found by its words."""
    await who.says(story.bot, f"/porownaj {first}")
    await who.taps(story.bot, f"+ {first[:20]}")
    await who.says(story.bot, second)
    await who.taps(story.bot, f"+ {second[:20]}")
    await who.taps(story.bot, "Porównaj 2 wpisy")


async def consult(story: Story, group: Group) -> None:
    """Open just now: some have said what they think of a recommendation."""
    people, marta = story.people, story.people["Marta"]
    stanisław = people["Stanisław"]
    await stanisław.says(story.bot, f"/praktyka {HOURS}")
    await stanisław.taps(story.bot, "Rekomendacja")
    for words in RECOMMENDED:
        await stanisław.says(story.bot, words)
    for _ in range(2):
        await stanisław.taps(story.bot, "Pomiń")
    await stanisław.taps(story.bot, "Gotowe")
    await hand_in(story, stanisław, EVERYBODY)
    await check(story, marta, HOURS)
    await marta.taps(story.bot, "Zatwierdź")
    await read(story, marta, HOURS)
    await marta.taps(story.bot, "Skonsultuj z siecią…")
    await marta.taps(story.bot, "14 dni")
    await marta.taps(story.bot, "Zaczynamy")
    for name, label, words in (
        ("Ola", "Popieram", ""),
        (
            "Paweł",
            "Popieram z uwagami…",
            "Pięć procent to za mało przy małych projektach; lepiej stała kwota.",
        ),
        ("Ewa", "Popieram", ""),
    ):
        await people[name].taps(group, "Powiedz, co myślisz")
        await people[name].taps(story.bot, label)
        if words:
            await people[name].says(story.bot, words)
