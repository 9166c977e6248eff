"""The demo's past, played and not inserted: the network "Miasto Cyfrowe" from its first day up to now.

    python -m sandbox.history ADDRESS

The sandbox's clock has to begin some weeks before the present, with a bot that follows it.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox import deciding, gathering, sharing, surveying
from sandbox.players import Group, Player
from sandbox.story import Story

REPRESENTATIVES = {
    "Ola": "Gdynia",
    "Żaneta": "Gdynia",
    "Paweł": "Lublin",
    "Grażyna": "Rybnik",
    "Michał": "Łódź",
    "Agnieszka": "Tarnów",
    "Zofia": "Elbląg",
    "Ewa": "Chełm",
}
WITHOUT_INSTITUTION = ("Łukasz", "Stanisław")
ROLES = {"Łukasz": "Ekspert", "Stanisław": "Opieka", "Ewa": "Obserwator"}
WARSAW, FORTNIGHT = ZoneInfo("Europe/Warsaw"), timedelta(days=14)
BOARDS = "Jak tanio mierzyć jakość powietrza na osiedlach?"
BOARDS_AGAIN = "Czym tanio zmierzyć jakość powietrza w dzielnicach?"
SENIORS = "Jak zachęcić seniorów do aplikacji mieszkańca?"
EXPECTED = "\n".join(("Gdynia 2", "Lublin 2", "Rybnik 1", "Łódź 2", "Tarnów 1", "Elbląg 1", "Chełm 2"))


async def play(story: Story) -> None:
    """From the day the bot was added until now."""
    marta, group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
    await begin(story, marta, group)
    await gather(story, marta, group)
    await share_roles(story, marta)
    await announce_office_hours(story, story.people["Łukasz"])
    await surveying.first_round(story, group)
    await hold_office_hours(story, story.people["Łukasz"], group)
    meeting = await gathering.prepare(story, group)
    await list_topics(story, marta)
    await ask_the_network(story, group)
    await sharing.share(story)
    await gathering.hold(story, group, meeting)
    await gathering.write_down(story, meeting)
    await gathering.plan_the_next(story, group)
    await sharing.take_over(story)
    await sharing.make_a_model(story)
    await surveying.second_round(story, group)
    await deciding.decide(story, group)
    await story.clock.moves_to(datetime.now(UTC))
    await deciding.put_to_the_vote(story, group)
    await surveying.ask_what_is_expected(story, group)
    await sharing.consult(story, group)


async def begin(story: Story, marta: Player, group: Group) -> None:
    """Marta adds the bot, lets it pin the card, and tells whom to expect."""
    await marta.adds(group, story.bot)
    await marta.promotes(group, story.bot)
    await marta.taps(group, "zaczynamy")
    await joins(story, marta, group, None)
    await marta.says(story.bot, "/instytucje")
    await marta.taps(story.bot, "Lista oczekiwanych")
    await marta.says(story.bot, EXPECTED)
    await marta.taps(story.bot, "Zapisz listę")


async def gather(story: Story, marta: Player, group: Group) -> None:
    """On the first day most people join; Józef never presses Start, Emily and Krzysztof take their time."""
    for name, institution in REPRESENTATIVES.items():
        await story.clock.moves(hours=1)
        await joins(story, story.people[name], group, institution)
    for name in WITHOUT_INSTITUTION:
        await joins(story, story.people[name], group, None)
    await marta.says(group, "Dzień dobry! Miło, że tylu nas już jest. W środę Łukasz zapowie swoje dyżury.")


async def joins(story: Story, person: Player, group: Group, institution: str | None) -> None:
    """From the card's button through the private questions."""
    await person.taps(group, "Dołącz do sieci")
    if institution is None:
        await person.taps(story.bot, "Nie reprezentuję")
    else:
        await person.says(story.bot, institution)
    await person.taps(story.bot, "Zgadzam się")


async def share_roles(story: Story, marta: Player) -> None:
    for name, role in ROLES.items():
        await marta.says(story.bot, "/role")
        await marta.taps(story.bot, "Nadaj rolę")
        await marta.says(story.bot, name)
        await marta.taps(story.bot, role)


async def announce_office_hours(story: Story, expert: Player) -> None:
    await story.clock.moves(days=1, hours=16)
    await expert.says(story.bot, "/dyzur co drugi wtorek 10:00–11:00")
    await expert.taps(story.bot, "Tak, zapowiedz")


async def hold_office_hours(story: Story, expert: Player, group: Group) -> None:
    """Three fortnights: two questions are answered, one waits for the next time, and one hour falls out."""
    first = next_tuesday_at_ten(await story.clock.now())
    await story.clock.moves_to(first - timedelta(hours=3))
    await asks(story, story.people["Ola"], group, "Jak przekonać mieszkańców do e-usług?", "Z podpisem")
    await asks(story, story.people["Paweł"], group, "Czy ktoś ma wzór umowy na otwarte dane?", "Bez podpisu")
    await story.clock.moves_to(first + timedelta(minutes=5))
    for person in ("Ola", "Paweł", "Michał"):
        await story.people[person].taps(group, "Jestem")
    await answers(
        story, expert, group, "Jak przekonać", "Zacznijcie od jednej usługi, z której korzystają wszyscy."
    )
    await story.people["Michał"].replies(group, "Pytanie z kolejki", "U nas pomogły dyżury w bibliotece.")
    await story.people["Ola"].taps(story.bot, "Tak, pomogła")
    await story.clock.moves_to(first + FORTNIGHT - timedelta(days=2))
    await leaves_out_the_next(story, expert)
    await story.clock.moves_to(first + 2 * FORTNIGHT + timedelta(minutes=5))
    await answers(story, expert, group, "Czy ktoś ma wzór", "Wzór ma Lublin; wyślę go na grupę.")


async def list_topics(story: Story, marta: Player) -> None:
    """What the network deals with, and two who can help."""
    await marta.says(story.bot, "/siec")
    await marta.taps(story.bot, "Lista tematów…")
    await marta.taps(story.bot, "Dodaj tematy…")
    await marta.says(story.bot, "powietrze, seniorzy, otwarte dane, e-usługi")
    for name, topic in (("Paweł", "powietrze"), ("Grażyna", "seniorzy")):
        await story.people[name].says(story.bot, "/pomagam")
        await story.people[name].taps(story.bot, topic)


async def ask_the_network(story: Story, group: Group) -> None:
    """Two questions on cards: one is answered and helped, the other waits; one more is answered by what is known."""
    ola, paweł, zofia = (story.people[name] for name in ("Ola", "Paweł", "Zofia"))
    await story.clock.moves(days=6, hours=22)
    await ola.says(group, f"/pytanie {BOARDS}")
    await story.clock.moves(hours=3)
    await paweł.replies(
        group, BOARDS, "W Lublinie zaczęliśmy od trzech osiedli: 4 tys. zł za czujnik z opieką."
    )
    await story.people["Michał"].replies(
        group, BOARDS, "Łódź: gotowe zestawy z biblioteki, mieszkańcy wypożyczają je sami."
    )
    await ola.taps(story.bot, "Tak, pomogła")
    await story.clock.moves(days=1)
    await zofia.says(story.bot, f"/pytanie {SENIORS}")
    await zofia.taps(story.bot, "Bez podpisu")
    await story.people["Grażyna"].taps(group, "Też mnie to interesuje")
    await story.clock.moves(days=1)
    await story.people["Agnieszka"].says(story.bot, f"/pytanie {BOARDS_AGAIN}")
    await story.people["Agnieszka"].taps(story.bot, "Z podpisem")
    await story.people["Agnieszka"].taps(story.bot, "to wystarczy")


def next_tuesday_at_ten(now: datetime) -> datetime:
    here = now.astimezone(WARSAW)
    tuesday = here + timedelta(days=(1 - here.weekday()) % 7 or 7)
    return tuesday.replace(hour=10, minute=0, second=0, microsecond=0)


async def asks(story: Story, person: Player, group: Group, words: str, sign: str) -> None:
    """A question for the line, from the card's button."""
    await person.taps(group, "Zadaj pytanie")
    await person.says(story.bot, words)
    await person.taps(story.bot, sign)


async def answers(story: Story, expert: Player, group: Group, question: str, words: str) -> None:
    """The expert takes the first question in the group and answers it there."""
    await expert.says(story.bot, "/kolejka")
    await expert.taps(story.bot, "1")
    await expert.taps(story.bot, "Biorę w grupie")
    await expert.replies(group, question, words)


async def leaves_out_the_next(story: Story, expert: Player) -> None:
    await expert.says(story.bot, "/dyzur")
    await expert.taps(story.bot, "Zmień…")
    label = next(label for label in await expert.buttons(story.bot) if ", 10:00" in label)
    await expert.taps(story.bot, label)
    await expert.taps(story.bot, "Odwołaj")


async def main(address: str) -> None:
    async with Story.at(address) as story:
        await play(story)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
