"""From "the bot was added" to a network: who added it, may they, and the first facilitator."""

from datetime import timedelta

from facilitation import network as rules
from facilitation.network import NetworkReason
from facilitation.refusals import Refused
from handlers.message import Button, Message, paragraphs
from handlers.network import card
from handlers.requests import Answer
from handlers.visit import Visit
from locales import LANGUAGES
from storage import due_work
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network, NetworkState
from storage.people import Person

UNINVITED_WAITS = timedelta(minutes=2)
ADMINS = ("creator", "administrator")


async def on_added(visit: Visit) -> None:
    """The bot is in a group: a known one goes on, an invited one begins, any other is left kindly."""
    network = await networks.by_chat(visit.uow, visit.heard.chat_id)
    if network is not None:
        if network.state is NetworkState.AWAY:
            rules.find_group(visit.uow, network, visit.heard.chat_title)
            await card.show(visit, network)
        return
    if visit.installation.open or visit.coordinates:
        ask_who_added(visit)
        return
    chat = visit.heard.chat_id
    await due_work.plan(visit.uow, "network.uninvited", str(chat), visit.now + UNINVITED_WAITS, chat=chat)


def ask_who_added(visit: Visit) -> None:
    """Set-up goes on when Telegram has told whether this person is an admin of the group."""
    if visit.heard.user is None:
        raise Refused(NetworkReason.ADMINS_ONLY)
    visit.ask("getChatMember", "network.adder", chat_id=visit.heard.chat_id, user_id=visit.heard.user.id)


async def adder_known(visit: Visit, answer: Answer) -> None:
    """An admin becomes the first facilitator; for anyone else a button waits for an admin."""
    if not answer.result or answer.result["status"] not in ADMINS:
        if visit.heard.tap:
            raise Refused(NetworkReason.ADMINS_ONLY)
        _ = visit.reader
        text = _("Hello! I'm Spoiwo. So that I may begin here, an admin of the group has to tap the button.")
        visit.reply(Message(text, ((Button(_("Set up the network"), tap=visit.tap("net", "setup")),),)))
        return
    if visit.network is not None:
        await card.show(visit, visit.network)
        return
    facilitator = await visit.become_known()
    language = visit.reader.language if visit.reader.language in LANGUAGES else LANGUAGES[0]
    network = await rules.set_up(
        visit.uow, facilitator, visit.heard.chat_id, visit.heard.chat_title, language, visit.installation.zone,
        visit.now,
    )  # fmt: skip
    network.thread_id = visit.heard.thread_id
    greet_facilitator(visit, network, facilitator)
    await due_work.cancel(visit.uow, visit.now, "network.uninvited", str(visit.heard.chat_id))
    if visit.heard.tap and visit.heard.message_id:
        visit.remove(visit.heard.chat_id, visit.heard.message_id)
    await card.show(visit, network)


def greet_facilitator(visit: Visit, network: Network, person: Person) -> None:
    """What it means to be the one who looks after a network; privately, where that is possible."""
    _ = visit.reader_of(person)
    text = paragraphs(
        _("You are the facilitator of the network <b>{topic}</b> now.", topic=network.topic),
        _(
            "On the card in the group you see topic, language and time zone. "
            "One tap there opens the network to everyone."
        )
        if network.state is NetworkState.SETTING_UP
        else None,
        _("Here I write to you what only you need to know. /help shows what you can do."),
    )
    visit.greet(person, Message(text), kind="network.facilitator", network=network)


async def on_setup(visit: Visit) -> None:
    """An admin tapped "set up the network"."""
    if visit.network is None:
        ask_who_added(visit)


async def leave_uninvited(visit: Visit, work: DueWork) -> None:
    """Nobody showed an invitation: say why, and go."""
    chat = work.arguments["chat"]
    if await networks.by_chat(visit.uow, chat) is not None:
        return
    sorry = visit.reader(visit.registry.sentence(NetworkReason.NOT_INVITED))
    visit.call("sendMessage", "network.uninvited", lane=chat, chat_id=chat, **Message(sorry).as_telegram())
    visit.call("leaveChat", "network.uninvited", lane=chat, chat_id=chat)
