"""The one place where a refusal becomes words: kind, in the person's language, with the next step."""

from datetime import datetime
from typing import Any

from markupsafe import Markup

from facilitation.calendar.reasons import CalendarReason
from facilitation.permissions import ALLOWED, Act
from facilitation.refusals import Named, Reason, Refused
from handlers import inline, offers, rhythms
from handlers.feature import Command, Feature
from handlers.message import Button, Message
from handlers.reasons import DoorReason
from handlers.visit import Visit
from handlers.words import act_name, role_name
from locales.reader import Reader, mark

SENTENCES: dict[Reason, str] = {
    DoorReason.NOT_JOINED: mark("This works for people of the network. Joining takes a minute."),
    DoorReason.NOT_ALLOWED: mark("To {act} is up to: {roles}. Please write to one of them."),
    DoorReason.NO_NETWORK: mark(
        "You don't belong to any network here yet. Tap the join button on the card in your network's group."
    ),
    DoorReason.NOT_SET_UP: mark(
        "No network is set up in this group yet. An admin of the group can do it with /network."
    ),
    DoorReason.OTHER_NETWORK: mark(
        "This belongs to a network in which you don't take part, so it can't be opened."
    ),
    DoorReason.GROUP_ONLY: mark("This works in the network's group. Please send it there."),
    DoorReason.PRIVATE_ONLY: mark("Let's do this in private chat, so that the group stays quiet."),
    DoorReason.GONE: mark("This is not there any more. Send /help to see what can be done now."),
    DoorReason.ANONYMOUS: mark(
        "You write as an anonymous admin, so it can't be seen who you are. "
        "Please switch anonymity off for a moment, or write to me privately."
    ),
    DoorReason.UNKNOWN_COMMAND: mark("I don't know this command. Send /help to see what you can do here."),
    DoorReason.OLD_BUTTON: mark("This button no longer works. Send /help to start anew."),
    DoorReason.NOT_A_COMMAND: mark(
        "I understand commands and buttons. Send /help to see what you can do here."
    ),
}


def say(visit: Visit, refusal: Refused) -> None:
    """Answer a refused wish: on the button itself where it was a button, else as a message. Whoever types the bot's
    name elsewhere gets no words: they may not be known here at all."""
    if visit.heard.inline:
        inline.answer(visit, ())
        return
    text = sentence(visit, refusal)
    if visit.heard.callback_id and len(text.striptags()) <= 200:
        visit.answer(text.striptags(), alert=True)
        return
    named = frozenset(value.person for value in refusal.values.values() if isinstance(value, Named))
    visit.reply(Message(text, names=named).with_buttons(_next_step(visit, refusal)), kind="refusal")


def sentence(visit: Visit, refusal: Refused) -> Markup:
    """Why, in words for whoever visits."""
    _ = visit.reader
    return _(visit.registry.sentence(refusal.reason), **_readable(_, refusal))


def apologise(visit: Visit) -> None:
    """Something of ours broke: say so without details."""
    if visit.heard.user is None or visit.heard.event is not None:
        return
    if visit.heard.inline:
        inline.answer(visit, ())
        return
    _ = visit.reader
    sorry = _("Something went wrong on our side, and nothing was changed. Please try again in a moment.")
    if visit.heard.callback_id:
        visit.answer(sorry, alert=True)
    else:
        visit.reply(Message(sorry), kind="refusal")


def _readable(_: Reader, refusal: Refused) -> dict[str, Any]:
    if isinstance(refusal.reason, CalendarReason):
        return rhythms.readable(_, refusal.reason, refusal.values)
    readable: dict[str, Any] = {}
    for name, value in refusal.values.items():
        readable[name] = _.plain_moment(value) if isinstance(value, datetime) else value
        if isinstance(value, Named):
            readable[name] = value.name
        if isinstance(value, Act):
            readable[name] = act_name(_, value)
            readable["roles"] = _.list((role_name(_, role) for role in sorted(ALLOWED[value])), "or")
    return readable


def _next_step(visit: Visit, refusal: Refused) -> list[Button]:
    _ = visit.reader
    command = refusal.values.get("command")
    if refusal.reason is DoorReason.NOT_JOINED and visit.network:
        return [Button(_("Join the network"), url=visit.link("join", visit.network.key), style="primary")]
    if isinstance(command, Command):
        label: Markup = _("Open private chat")
        return [Button(label, url=offers.private_link(visit, command.english))]
    return []


FEATURE = Feature(name="refusals", code="refuse", refusals=SENTENCES)
