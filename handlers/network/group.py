"""The group's own life: renamed, moved, the bot put out and taken back, and the day its last facilitator goes."""

from facilitation import network as rules
from facilitation.facts import GroupFound, Left, RoleChanged
from facilitation.network import NetworkReason
from facilitation.refusals import Refused
from handlers import posts
from handlers.feature import Right
from handlers.message import Button, Message, paragraphs
from handlers.network import card
from handlers.network.setup import ADMINS, greet_facilitator
from handlers.requests import Answer
from handlers.visit import Visit
from storage import due_work, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network, NetworkState
from storage.roles import Role

ORPHANED = "network.orphaned"


async def on_renamed(visit: Visit) -> None:
    if visit.network is not None:
        rules.rename_group(visit.uow, visit.network, visit.heard.facts["title"])


async def on_moved(visit: Visit) -> None:
    """The group became a supergroup; its messages are void there, so the card is posted anew."""
    await _follow(visit, visit.heard.facts["old"], visit.heard.facts["new"])


async def moved(visit: Visit, _answer: Answer, lane: int, old: int, new: int) -> None:
    """Telegram told of the move when something was sent."""
    await _follow(visit, old, new)


async def _follow(visit: Visit, old: int, new: int) -> None:
    network = await rules.move_group(visit.uow, old, new)
    if network is not None:
        await card.show(visit, network)


async def on_removed(visit: Visit) -> None:
    if visit.network is not None:
        await _lose(visit, visit.network)


async def shut_out(visit: Visit, _answer: Answer, lane: int) -> None:
    """Something could not be sent because the bot is not in the group."""
    network = await networks.by_chat(visit.uow, lane)
    if network is not None and network.state is not NetworkState.AWAY:
        await _lose(visit, network)


async def _lose(visit: Visit, network: Network) -> None:
    await rules.lose_group(visit.uow, network, visit.now)
    for person in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(person)
        text = _(
            "I am no longer in the group <b>{title}</b>. Nothing is lost: everything rests until I am added again.",
            title=network.title,
        )
        visit.tell(person, Message(text), kind="network.lost", network=network)


async def on_limited(visit: Visit) -> None:
    """The bot may no longer pin, or no longer write at all."""
    network = visit.network
    if network is None:
        return
    for person in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(person)
        text = (
            _("I may no longer write in the group <b>{title}</b>. An admin can allow it again in the group's settings; "
              "then /status shows what I could not say.", title=network.title)
            if Right.WRITE in visit.heard.facts["lost"]
            else _("I may no longer pin messages in the group <b>{title}</b>, so its cards may get lost among others. "
                   "An admin can allow it again in the group's settings.", title=network.title)
        )  # fmt: skip
        visit.tell(person, Message(text), kind="network.limited", network=network)


async def topic_lost(visit: Visit, _answer: Answer, lane: int) -> None:
    """The topic for announcements is closed or deleted: they go to the main one, and a facilitator hears."""
    network = await networks.by_chat(visit.uow, lane)
    if network is None or network.thread_id is None:
        return
    rules.change_thread(visit.uow, network, None)
    for person in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(person)
        text = _(
            "The topic for announcements in <b>{title}</b> is closed or gone, so I write in the main one. "
            "Send /network in another topic to move them there.",
            title=network.title,
        )
        visit.tell(person, Message(text), kind="network.topic_lost", network=network)


async def on_people_changed(visit: Visit, fact: RoleChanged | Left) -> None:
    """Keep the card true, and never leave a network without a facilitator unnoticed."""
    await posts.refresh(visit, card.CARD, fact.network_id, fact.network_id)
    await look_for_heir(visit, fact)


async def look_for_heir(visit: Visit, fact: RoleChanged | Left | GroupFound) -> None:
    """The last facilitator may have gone, also while nobody could be asked."""
    at = fact.network_id
    await due_work.plan(visit.uow, "network.heir", str(at), visit.now, network_id=at)


async def ask_for_heir(visit: Visit, work: DueWork) -> None:
    assert work.network_id is not None
    if not await roles.holders(visit.uow, work.network_id, Role.FACILITATOR, visit.now):
        await posts.post_anew(visit, ORPHANED, work.network_id, work.network_id)


async def render_orphaned(visit: Visit, network: Network, _subject: int) -> Message:
    """Asks the group's admins to take over, until one has."""
    _ = visit.group_reader(network)
    found = await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now)
    if found:
        names = _.list(person.name for person in found)
        return Message(
            _("The network is looked after by {names}.", names=names), names=frozenset(p.key for p in found)
        )
    text = paragraphs(
        _("The network has no facilitator at the moment."),
        _("An admin of the group can take this over with one tap; nothing that was planned is lost."),
    )
    return Message(text, ((Button(_("I take it over"), tap=visit.tap("net", "takeover", network.key)),),))


async def on_takeover(visit: Visit, network_id: int) -> None:
    if visit.network is None or visit.network.id != network_id or visit.heard.user is None:
        raise Refused(NetworkReason.ADMINS_ONLY)
    visit.ask("getChatMember", "network.heir", chat_id=visit.heard.chat_id, user_id=visit.heard.user.id)


async def heir_known(visit: Visit, answer: Answer) -> None:
    """An admin of the group becomes facilitator of a network that has none."""
    if not answer.result or answer.result["status"] not in ADMINS or visit.network is None:
        raise Refused(NetworkReason.ADMINS_ONLY)
    heir = await visit.become_known()
    await rules.give_first(visit.uow, visit.network, heir, visit.now)
    await posts.refresh(visit, ORPHANED, visit.network.key, visit.network.key)
    greet_facilitator(visit, visit.network, heir)
    visit.answer(visit.reader("Thank you! You are the network's facilitator now."))
