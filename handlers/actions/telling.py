"""What people hear privately about actions: named, declined, reminded, dropped, to be handed over."""

from collections.abc import Collection
from datetime import datetime

from markupsafe import Markup

from facilitation.actions.reminding import When
from handlers.actions import words
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import people, roles
from storage.actions import Action
from storage.network import Network
from storage.outbox import Priority
from storage.people import Person
from storage.roles import Role

NAMED, NEWS, REMINDER, HANDED = "actions.named", "actions.news", "actions.reminder", "actions.handed"


def named(visit: Visit, network: Network, action: Action, owner: Person, by: Person) -> bool:
    """Someone is to do something; False for someone who can't be written to."""
    _ = visit.reader_of(owner)
    text = paragraphs(
        _("<b>{topic}</b>: an action for you, named by {name}", topic=network.topic, name=by.name),
        _body(visit, _, action),
    )
    yes = Button(_("I accept"), tap=visit.tap("act", "accept", action.key), style="success")
    no = Button(_("I can't"), tap=visit.tap("act", "decline", action.key))
    message = Message(text, ((yes, no),), frozenset({by.key}))
    return visit.tell(
        owner, message, kind=NAMED, network=network, priority=Priority.INTERACTIVE, about=action.key
    )


def declined(visit: Visit, network: Network, action: Action, told: Person, by: Person) -> None:
    _ = visit.reader_of(told)
    text = paragraphs(
        _("{name} can't do this:", name=by.name),
        words.quoted(_, action),
        _("Who else could? Or leave it open."),
    )
    other = Button(_("Name someone…"), tap=visit.tap("act", "handover", action.key))
    message = Message(text, ((other,),), frozenset({by.key}))
    visit.tell(told, message, kind=NEWS, network=network, priority=Priority.INTERACTIVE, about=action.key)


async def ended(visit: Visit, network: Network, action: Action, sentence: str) -> None:
    """Author and owner, besides whoever did it, hear what became of it."""
    for key in {action.author_id, action.owner_id} - {None, visit.me.id}:
        person = await people.by_id(visit.uow, key or 0)
        if person is not None:
            _ = visit.reader_of(person)
            reason = _("Why: {reason}", reason=action.reason) if action.reason else None
            text = paragraphs(_(sentence), words.quoted(_, action), reason)
            visit.tell(person, Message(text), kind=NEWS, network=network, about=action.key)


def reminded(
    visit: Visit, network: Network, action: Action, owner: Person, when: When, not_after: datetime | None
) -> bool:
    """The owner is asked how it goes; False for someone who can't be written to."""
    _ = visit.reader_of(owner)
    message = Message(paragraphs(_when(_, network, when), _body(visit, _, action)), _ways(visit, _, action))
    return visit.tell(owner, message, kind=REMINDER, network=network, not_after=not_after, about=action.key)


def _when(_: Reader, network: Network, when: When) -> Markup:
    match when:
        case When.AHEAD:
            return _("<b>{topic}</b>: in three days", topic=network.topic)
        case When.TODAY:
            return _("<b>{topic}</b>: today is the day", topic=network.topic)
    return _("<b>{topic}</b>: the day of this has passed. Is it done, or shall we agree on another one?",
             topic=network.topic)  # fmt: skip


def _body(visit: Visit, _: Reader, action: Action) -> Markup:
    until = (
        _("Until: {day}", day=words.day(_, action.due_on, visit.now))
        if action.due_on
        else _("Until: not agreed yet")
    )
    return lines(Markup("<blockquote>{}</blockquote>").format(action.words), until)


def _ways(visit: Visit, _: Reader, action: Action) -> Rows:
    done = Button(_("Done"), tap=visit.tap("act", "done", action.key), style="success")
    other = Button(_("Another day…"), tap=visit.tap("act", "putoff", action.key))
    hand = Button(_("Hand over…"), tap=visit.tap("act", "handover", action.key))
    drop = Button(_("Drop it…"), tap=visit.tap("act", "drop", action.key))
    return (done,), (other, hand), (drop,)


async def facilitators(
    visit: Visit,
    network: Network,
    action: Action,
    *,
    unreachable: str = "",
    not_after: datetime | None = None,
) -> None:
    """Nobody is there to be reminded: those who facilitate find someone."""
    for person in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(person)
        why = (
            _(
                "<b>{topic}</b>: I can't write to {name}, who does this:",
                topic=network.topic,
                name=unreachable,
            )
            if unreachable
            else _("<b>{topic}</b>: nobody does this yet", topic=network.topic)
        )
        named = frozenset({action.owner_id}) if unreachable and action.owner_id else frozenset()
        message = Message(paragraphs(why, _body(visit, _, action)), _ways(visit, _, action), named)
        visit.tell(person, message, kind=HANDED, network=network, not_after=not_after, about=action.key)


async def returned(visit: Visit, network: Network, left: Collection[Action]) -> None:
    """Someone no longer works in the network: what they had taken on waits to be handed over."""
    for person in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(person)
        head = _.plural(
            "<b>{topic}</b>: {n} action has nobody any more, because its owner left",
            "<b>{topic}</b>: {n} actions have nobody any more, because their owner left",
            len(left), topic=network.topic,
        )  # fmt: skip
        text = paragraphs(head, lines(*(Markup("• {}").format(words.quoted(_, each)) for each in left)))
        show = Button(_("Show actions"), tap=visit.tap("act", "list", network.key, "open", 0))
        visit.tell(person, Message(text, ((show,),)), kind=HANDED, network=network)


async def lacking(visit: Visit, network: Network, action: Action) -> None:
    """Whoever said that something is to be done has not said who or until when."""
    author = await people.by_id(visit.uow, action.author_id) if action.author_id else None
    told = [author] if author else await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now)
    for person in told:
        _ = visit.reader_of(person)
        lacks = [
            *([_("who does it")] if action.owner_id is None else []),
            *([_("until when")] if action.due_on is None else []),
        ]
        text = paragraphs(
            _("<b>{topic}</b>: of this action it is not agreed yet: {what}", topic=network.topic,
              what=_.list(lacks)),
            _body(visit, _, action),
        )  # fmt: skip
        hand = Button(_("Name someone…"), tap=visit.tap("act", "handover", action.key))
        day = Button(_("Another day…") if action.due_on else _("Agree on a day…"),
                     tap=visit.tap("act", "putoff", action.key))  # fmt: skip
        visit.tell(person, Message(text, ((hand, day),)), kind=NEWS, network=network, about=action.key)
