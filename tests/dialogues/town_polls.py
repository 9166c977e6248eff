"""Quick polls as dialogues need them: begun as the rules begin them."""

from datetime import timedelta
from typing import Any

from facilitation.polls import life, secret, voting
from facilitation.polls.draft import Draft, dumped
from storage import network as networks
from storage import people, polls
from storage.polls import Option, Poll, PollKind, Template, templates
from storage.unit_of_work import UnitOfWork
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.town import Resident

QUESTION = "Czy zapraszamy prelegenta?"
YES_NO = ("Tak", "Nie", "Obojętne")


async def put_to_the_vote(network: Network, *options: str, hours: float = 72, **otherwise: Any) -> Poll:
    """Ola has begun a poll; `otherwise` is what the draft says besides question and options."""
    town = network.town
    draft = Draft(otherwise.pop("question", QUESTION), options=options, **otherwise)
    async with town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        ola = await people.by_telegram_id(uow, network.ola.id)
        assert here is not None
        assert ola is not None
        now = town.clock.now()
        poll = await life.begin(uow, here, draft, now + timedelta(hours=hours), ola, now)
    await town.settle()
    return poll


async def a_poll(uow: UnitOfWork, network_id: int) -> Poll:
    """One that is only remembered: which of three, for a week from Monday morning on."""
    now = MONDAY_MORNING
    poll = await polls.add(
        uow,
        Poll(
            network_id=network_id, kind=PollKind.SINGLE, question="Jak przekonać mieszkańców?", started_at=now,
            changed_at=now, closes_at=now + timedelta(days=7),
        ),
    )  # fmt: skip
    await polls.add_options(
        uow, [Option(poll_id=poll.key, number=n, words=words) for n, words in enumerate(YES_NO, 1)]
    )
    return poll


async def a_template(uow: UnitOfWork, network_id: int) -> Template:
    """A draft that the network keeps."""
    return await templates.add(
        uow, Template(network_id=network_id, name="Gdynia", draft=dumped(Draft(QUESTION)))
    )


def cards(who: Resident, group: int) -> list[str]:
    """What stands in the group about polls."""
    beginnings = ("Głosowanie:", "Głosowanie zakończone:", "Głosowanie odwołane:")
    return [text for text in who.all_texts(group) if text.startswith(beginnings)]


async def votes(network: Network, poll: Poll, who: Resident, *choices: int, reason: str = "") -> None:
    """Someone has voted, as by a ballot paper."""
    town = network.town
    async with town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, who.id)
        held = await polls.to_change(uow, poll.key)
        assert held is not None
        assert person is not None
        now = town.clock.now()
        await voting.vote(uow, held, person, choices, now, now, reason)
    await town.settle()


async def seals(network: Network, poll: Poll, who: Resident, *choices: int) -> None:
    """Someone has voted secretly."""
    town = network.town
    async with town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, who.id)
        held = await polls.by_id(uow, poll.key)
        assert held is not None
        assert person is not None
        now = town.clock.now()
        await secret.seal(uow, held, person, choices, now, now)
    await town.settle()
