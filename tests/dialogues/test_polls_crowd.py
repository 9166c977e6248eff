"""Five hundred votes on one card at the same moment: all are counted, and the card is edited hardly ever."""

from sqlmodel import col, func, select

from sandbox.chats import Member
from storage import network as networks
from storage.institutions import Membership, Standing
from storage.outbox import Saying
from storage.people import Person, Reach
from storage.polls import Vote
from storage.roles import Grant, Role
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_polls_clock import card
from tests.dialogues.town import Resident
from tests.dialogues.town_polls import YES_NO, put_to_the_vote

MANY = 500


async def a_crowd(network: Network) -> list[Resident]:
    """People who have joined, as they are remembered."""
    town, group = network.town, network.town.world.chats[network.group]
    crowd = [town.resident(f"Osoba{number}", started=True) for number in range(MANY)]
    for who in crowd:
        group.members[who.id] = Member(town.world.people[who.id])
    async with town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        known = [
            Person(telegram_id=who.id, name=who.name, reach=Reach.OPEN, since=MONDAY_MORNING) for who in crowd
        ]
        uow.session.add_all(known)
        await uow.session.flush()
        for person in known:
            uow.session.add(Grant(
                person_id=person.key, network_id=here.key, role=Role.MEMBER, since=MONDAY_MORNING
            ))  # fmt: skip
            uow.session.add(Membership(
                network_id=here.key, person_id=person.key, standing=Standing.JOINED, notice_version=1,
                agreed_at=MONDAY_MORNING, joined_at=MONDAY_MORNING,
            ))  # fmt: skip
    return crowd


async def test_five_hundred_votes_at_once_are_all_counted_in_at_most_two_edits(network: Network) -> None:
    crowd = await a_crowd(network)
    poll = await put_to_the_vote(network, *YES_NO)
    edits = await edits_of_the_card(network)
    message, _button = network.jan.button("Tak", network.group)
    options = [network.jan.button(label, network.group)[1]["callback_data"] for label in YES_NO]
    for number, who in enumerate(crowd):
        network.town.world.tap(who.id, network.group, message["message_id"], options[number % 3])
    await all_come_in(network)
    assert "Tak – 167\nNie – 167\nObojętne – 166" in card(network)
    assert f"Głosy: {MANY} z {MANY + 3}." in card(network)
    assert await edits_of_the_card(network) - edits <= 2
    async with network.town.process.database.read() as uow:
        cast = select(func.count()).select_from(Vote).where(col(Vote.poll_id) == poll.key)
        assert (await uow.session.exec(cast)).one() == MANY


async def all_come_in(network: Network) -> None:
    """Telegram hands over a hundred at a time, without waiting for the bot."""
    updates = network.town.world.updates
    while batch := updates.pending():
        await network.town.process.intake.receive(batch)
        updates.confirm(batch[-1]["update_id"] + 1)
    await network.town.settle()


async def edits_of_the_card(network: Network) -> int:
    async with network.town.process.database.read() as uow:
        edits = select(func.count()).select_from(Saying).where(Saying.kind == "polls.card")
        return (await uow.session.exec(edits.where(Saying.method == "editMessageText"))).one()
