"""What each person can help with: one message to tick the topics in."""

from markupsafe import Markup

from facilitation import topics as rules
from facilitation.facts import Left, RoleChanged
from facilitation.permissions import Act
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.topics.door import add_button, enter
from handlers.visit import Visit
from storage import topics
from storage.network import Network
from storage.people import Person
from storage.roles import Role
from storage.topics import Topic

PAGE, SHORT = 16, 18
"""Topics in one message, and signs of a name of which two fit in a row."""


async def show(visit: Visit, _words: str) -> None:
    """`/pomagam`: the list, with what this person can help with ticked."""
    visit.reply(await _own(visit, visit.here))


async def on_mine(visit: Visit, network_id: int) -> None:
    """From the welcome, which stays."""
    visit.reply(await _own(visit, await enter(visit, network_id, Act.ASK)))


async def on_page(visit: Visit, network_id: int, page: int) -> None:
    visit.edit(await _own(visit, await enter(visit, network_id, Act.ASK), page))


async def on_turn(visit: Visit, network_id: int, topic_id: int, on: int, page: int) -> None:
    """The button says what it is to be, so that two taps at once are one; a topic that is gone goes here too."""
    network = await enter(visit, network_id, Act.ASK)
    _ = visit.reader
    is_there = await rules.offer(visit.uow, network, visit.me, topic_id, visit.now, helps=bool(on))
    visit.edit(await _own(visit, network, page))
    visit.answer(_("Saved.") if is_there else _("This topic is no longer on the list."))


async def on_done(visit: Visit, network_id: int) -> None:
    network = await enter(visit, network_id, Act.ASK)
    _ = visit.reader
    mine = await topics.of_person(visit.uow, network.key, visit.me.key)
    known = [topic.name for topic in await rules.of_network(visit.uow, network.key) if topic.key in mine]
    if known:
        text = lines(
            _("Thank you! Ticked: <b>{topics}</b>.", topics=_.list(known)),
            _("You can change it at any time: /canhelp"),
        )  # fmt: skip
    else:
        text = _("You have ticked no topic. You can come back to it at any time: /canhelp")
    visit.edit(Message(text))


async def greet(visit: Visit, network: Network, person: Person) -> list[Button]:
    """The first question to somebody new, as long as there is something to choose."""
    if not await rules.may_help(visit.uow, network.key, person.key, visit.now):
        return []
    _ = visit.reader_of(person)
    return [Button(_("What can you help with?"), tap=visit.tap("topic", "mine", network.key))]


async def _own(visit: Visit, network: Network, page: int = 0) -> Message:
    _ = visit.reader
    head = lines(
        _("<b>What can you help with?</b>"),
        _("Network: <b>{topic}</b>", topic=network.topic) if len(visit.networks) > 1 else None,
    )
    known = await rules.of_network(visit.uow, network.key)
    if not known:
        return _nothing_yet(visit, network, head)
    mine = await topics.of_person(visit.uow, network.key, visit.me.key)
    text = paragraphs(
        head,
        _("Tick the topics in which you have experience; what did not work out counts too."),
        _("When somebody asks about one of them, I can turn to you. People of the network may see what you ticked."),
    )  # fmt: skip
    page = max(0, min(page, (len(known) - 1) // PAGE))
    here = known[page * PAGE : (page + 1) * PAGE]
    ticks = [_tick(visit, network, topic, page, ticked=topic.key in mine) for topic in here]
    rows = columns(ticks, 2 if all(len(topic.name) <= SHORT for topic in here) else 1)
    done = Button(_("Done"), tap=visit.tap("topic", "done", network.key), style="success")
    turns = _turns(visit, network, page, has_more=len(known) > (page + 1) * PAGE)
    return Message(text, rows).with_buttons(turns, [done])


def _nothing_yet(visit: Visit, network: Network, head: Markup) -> Message:
    _ = visit.reader
    if visit.may(Act.CHANGE_NETWORK):
        text = _("This network has no topics yet. Add some, and everyone can tick what they can help with.")
        return Message(paragraphs(head, text), ((add_button(visit, network),),))
    text = _(
        "This network has no topics to choose from yet. Its facilitator can add some; please come back then."
    )
    return Message(paragraphs(head, text))


def _tick(visit: Visit, network: Network, topic: Topic, page: int, *, ticked: bool) -> Button:
    label = visit.reader("✓ {what}", what=topic.name) if ticked else topic.name
    return Button(label, tap=visit.tap("topic", "turn", network.key, topic.key, int(not ticked), page))


def _turns(visit: Visit, network: Network, page: int, *, has_more: bool) -> list[Button]:
    _ = visit.reader
    back = [Button(_("‹ Previous"), tap=visit.tap("topic", "page", network.key, page - 1))] if page else []
    more = [Button(_("Next ›"), tap=visit.tap("topic", "page", network.key, page + 1))] if has_more else []
    return back + more


async def on_left(visit: Visit, fact: Left) -> None:
    await topics.leave(visit.uow, fact.network_id, fact.person_id)


async def on_role_changed(visit: Visit, fact: RoleChanged) -> None:
    """Whoever only observes is asked nothing."""
    if not fact.held or fact.role is not Role.OBSERVER:
        return
    if not await rules.may_help(visit.uow, fact.network_id, fact.person_id, visit.now):
        await topics.leave(visit.uow, fact.network_id, fact.person_id)
