"""Leaving the network or the group, and being out of reach."""

from facilitation import people as rules
from facilitation.facts import Left
from handlers.message import Button, Message, paragraphs
from handlers.requests import Answer
from handlers.visit import Visit
from storage import network as networks
from storage import people
from storage.people import Person, Reach


async def ask(visit: Visit, _words: str) -> None:
    """`/opusc`: what it means, and a last question."""
    network = visit.here
    _ = visit.reader
    text = paragraphs(
        _("Do you want to leave the network <b>{topic}</b>?", topic=network.topic),
        _("Reminders, buttons and roles there end at once. What you shared stays until you send /forgetme."),
    )
    leave = Button(_("Leave the network"), tap=visit.tap("people", "leave", network.key), style="danger")
    stay = Button(_("Stay"), tap=visit.tap("people", "stay", network.key))
    visit.reply(Message(text, ((leave, stay),)))


async def on_leave(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    await rules.leave(visit.uow, visit.me, network, visit.now)
    _ = visit.reader
    visit.edit(
        Message(
            _("You have left the network “{topic}”. Thank you for being part of it!", topic=network.topic)
        )
    )


async def on_stay(visit: Visit, network_id: int) -> None:
    await visit.enter(network_id)
    visit.edit(Message(visit.reader("Good to have you with us. Nothing was changed.")))


async def on_left(visit: Visit) -> None:
    """Whoever leaves the group leaves its network."""
    person = await people.by_telegram_id(visit.uow, visit.heard.facts["user"].id)
    if person is not None and visit.network is not None:
        await rules.leave(visit.uow, person, visit.network, visit.now)


async def say_goodbye(visit: Visit, fact: Left) -> None:
    """Someone who left the group hears what that ended; who left by the command knows."""
    person, network = (
        await people.by_id(visit.uow, fact.person_id),
        await networks.by_id(visit.uow, fact.network_id),
    )
    if person is None or network is None or visit.heard.private:
        return
    _ = visit.reader_of(person)
    text = _(
        "You are no longer in the group of “{topic}”, so its reminders and roles have ended. "
        "To come back, join the group and tap the button on its card.",
        topic=network.topic,
    )
    visit.tell(person, Message(text), kind="people.goodbye")


async def on_blocked(visit: Visit) -> None:
    if visit.person is not None:
        rules.change_reach(visit.uow, visit.person, Reach.BLOCKED)


async def on_unblocked(visit: Visit) -> None:
    if visit.person is not None:
        rules.change_reach(visit.uow, visit.person, Reach.OPEN)


async def reached(visit: Visit, answer: Answer) -> None:
    """Telegram delivered a private message to someone who may never have pressed Start."""
    person = await people.by_telegram_id(visit.uow, visit.heard.chat_id)
    if person is not None and answer.error is None:
        rules.change_reach(visit.uow, person, Reach.OPEN)


async def unreachable(visit: Visit, _answer: Answer, lane: int, words: str) -> None:
    """Telegram refused to deliver a private message."""
    person: Person | None = await people.by_telegram_id(visit.uow, lane)
    if person is not None:
        started = "initiate" not in words and "not found" not in words
        rules.change_reach(visit.uow, person, Reach.BLOCKED if started else Reach.NEVER_STARTED)
