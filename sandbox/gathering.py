"""The part of the demo's past that is a meeting: planned, held, and written down; and the next one, which is coming."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.players import Group, Player
from sandbox.story import Story

WARSAW = ZoneInfo("Europe/Warsaw")
MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")
TITLE, NEXT_TITLE = "Czyste powietrze w małych gminach", "Dobre praktyki z pierwszego roku"
CALL = "/nabor LIFE: adaptacja do zmian klimatu, do {day} https://example.org/life"
CONCLUSIONS = (
    "/wniosek Trzy osiedla z czujnikami przekonują bardziej niż jedna stacja w centrum",
    "/wniosek Mieszkańcy ufają danym, które mogą sprawdzić sami",
)
DECISION = "/decyzja Wspólnie zamawiamy tablice z wynikami, każda gmina za swoje"
TASK = "/zadanie Zebrać od gmin ceny czujników do {day}"
REPORT = (
    "Każda gmina wie, od czego zacznie pomiary.",
    "Wspólne zamówienie tablic z wynikami.",
)


def wednesday_after(now: datetime, days: int) -> datetime:
    """The first Wednesday at ten that is at least so many days ahead."""
    here = now.astimezone(WARSAW) + timedelta(days=days)
    wednesday = here + timedelta(days=(2 - here.weekday()) % 7)
    return wednesday.replace(hour=10, minute=0, second=0, microsecond=0)


def short(moment: datetime) -> str:
    """A date as buttons show it."""
    here = moment.astimezone(WARSAW)
    return f"{here.day} {MONTHS[here.month - 1]}"


async def plan(
    story: Story, marta: Player, starts: datetime, title: str, form: str = "Na żywo i online"
) -> None:
    """By the questions; the host is whose turn it is."""
    await marta.says(story.bot, f"/spotkanie {starts:%d.%m.%Y} 10:00–15:00")
    await answer(story, marta, title, form, host="Łódź" if form != "Online" else None)


async def answer(story: Story, marta: Player, title: str, form: str, host: str | None = None) -> None:
    """The questions about a meeting whose date is known, and its host where none is given."""
    await marta.taps(story.bot, form)
    if host is not None:
        await marta.taps(story.bot, host)
    if form != "Online":
        await marta.says(story.bot, "Łódź, Biblioteka Miejska, ul. Gdańska 100, sala 5")
        await marta.taps(story.bot, "Pomiń")
    await marta.says(story.bot, "https://spotkania.example.org/powietrze")
    await marta.taps(story.bot, "Szukanie rozwiązań")
    await marta.says(story.bot, title)
    await marta.taps(story.bot, "Tak, zapowiedz")


async def wait_for_proposal(story: Story) -> datetime:
    """Michał offers to host, Marta sets the usual rhythm, and plans what is proposed in time; when that is."""
    people, marta = story.people, story.people["Marta"]
    await people["Michał"].says(story.bot, "/spotkanie")
    await people["Michał"].taps(story.bot, "Chętnie ugościmy")
    await marta.says(story.bot, "/spotkanie")
    for label in ("Rytm spotkań", "Ustal rytm…", "Co 3 miesiące", "Tak, niech będzie ten rytm"):
        await marta.taps(story.bot, label)
    await story.clock.moves(days=40)
    await marta.taps(story.bot, "Zaplanuj")
    await answer(story, marta, TITLE, "Na żywo i online")
    await marta.says(story.bot, "/spotkanie")
    label = next(each for each in await marta.buttons(story.bot) if TITLE[:10] in each)
    return _day(label, await story.clock.now())


def _day(label: str, now: datetime) -> datetime:
    """The next such day at ten, from a button like "śr., 18 lis · Czyste powietrze"."""
    found = re.search(r"(\d+) (\w{3})", label)
    assert found is not None
    here = now.astimezone(WARSAW).replace(hour=10, minute=0, second=0, microsecond=0)
    day = here.replace(day=int(found[1]), month=MONTHS.index(found[2]) + 1)
    return day if day >= here else day.replace(year=day.year + 1)


async def prepare(story: Story, group: Group) -> datetime:
    """Michał offers to host, Marta plans a meeting in two weeks or so; when it begins."""
    people = story.people
    await people["Michał"].says(story.bot, "/spotkanie")
    await people["Michał"].taps(story.bot, "Chętnie ugościmy")
    starts = wednesday_after(await story.clock.now(), 12)
    await plan(story, people["Marta"], starts, TITLE)
    await fill(story, group, starts)
    return starts


async def fill(story: Story, group: Group, starts: datetime) -> None:
    """An agenda, a call for funding, a topic, and who comes."""
    people, marta = story.people, story.people["Marta"]
    await people["Zofia"].says(story.bot, CALL.format(day=f"{starts + timedelta(days=90):%d.%m.%Y}"))
    await people["Zofia"].taps(story.bot, "Tak, dopisz")
    await people["Paweł"].says(story.bot, "/propozycja Jak czytać dane z czujników")
    await marta.says(story.bot, "/program")
    await marta.taps(story.bot, "Szukanie rozwiązań")
    await marta.taps(story.bot, "Opublikuj w grupie")
    for name in ("Ola", "Żaneta", "Paweł", "Michał", "Łukasz", "Stanisław", "Zofia"):
        await people[name].taps(group, "Będę")
    await people["Agnieszka"].taps(group, "Zdalnie")
    await people["Grażyna"].taps(group, "Nie będzie mnie")


async def hold(story: Story, group: Group, starts: datetime) -> None:
    """The day itself: people check in and note down what they come to."""
    people = story.people
    await story.clock.moves_to(starts - timedelta(minutes=20))
    for name in ("Ola", "Żaneta", "Paweł", "Michał", "Łukasz", "Stanisław", "Agnieszka"):
        await people[name].taps(group, "Jestem")
    await story.clock.moves_to(starts + timedelta(hours=3))
    for name, line in zip(("Ola", "Paweł"), CONCLUSIONS, strict=True):
        await people[name].says(group, line)
    await people["Żaneta"].says(group, DECISION)
    await people["Michał"].says(group, TASK.format(day=f"{starts + timedelta(days=21):%d.%m.%Y}"))
    await people["Paweł"].taps(group, "Biorę to")


async def write_down(story: Story, starts: datetime) -> None:
    """The note goes to everyone for three days, the report is done the next morning."""
    marta = story.people["Marta"]
    await story.clock.moves_to(starts + timedelta(hours=6))
    await marta.says(story.bot, "/notatka")
    await marta.taps(story.bot, short(starts))
    await marta.taps(story.bot, "Uporządkuj notatkę")
    await marta.taps(story.bot, "Do poprawek dla wszystkich")
    await marta.taps(story.bot, "Tak, wyślij")
    await story.clock.moves_to(starts + timedelta(days=1))
    await marta.taps(story.bot, "Napisz sprawozdanie")
    for said in REPORT:
        await marta.says(story.bot, said)
    for _ in range(3):
        await marta.taps(story.bot, "Pomiń")
    await marta.taps(story.bot, "Złóż sprawozdanie")
    await story.clock.moves_to(starts + timedelta(days=5))


async def plan_the_next(story: Story, group: Group) -> datetime:
    """Online, five weeks ahead; some have answered already."""
    starts = wednesday_after(await story.clock.now(), 35)
    await plan(story, story.people["Marta"], starts, NEXT_TITLE, "Online")
    for name in ("Ola", "Paweł", "Łukasz"):
        await story.people[name].taps(group, "Będę")
    return starts
