"""Which handler answers: by button, typing the bot's name, event, deep link, command, open form, mention, reply to a
post, in that order."""

from facilitation.refusals import Refused
from handlers import forms
from handlers.feature import Command, Place
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import posts


async def route(visit: Visit) -> None:
    """Let the one responsible handler act; raises Refused with the reason where nobody may."""
    heard = visit.heard
    if heard.tap is not None:
        await _tap(visit, heard.tap)
    elif heard.inline is not None:
        if visit.registry.inline is not None:
            await visit.registry.inline(visit)
    elif heard.event is not None:
        for handler in visit.registry.on(heard.event):
            await handler(visit)
    elif heard.edited and (heard.private or heard.command):
        return
    elif heard.command == "start":
        await _start(visit)
    elif heard.command is not None:
        await _command(visit, heard.command)
    elif heard.private:
        await _plain_words(visit)
    elif heard.mentioned:
        if visit.registry.mentioned is not None:
            await visit.registry.mentioned(visit)
    elif heard.reply_to is not None:
        await _under_a_post(visit, heard.reply_to)


async def _tap(visit: Visit, data: str) -> None:
    found = visit.registry.tap(data, private=visit.heard.private)
    if found is None:
        raise Refused(DoorReason.OLD_BUTTON)
    handler, values = found
    await handler(visit, *values)


async def _start(visit: Visit) -> None:
    private = visit.heard.private
    found = visit.registry.link(visit.heard.words, private=private) if visit.heard.words else None
    if found is not None:
        handler, values = found
        await handler(visit, *values)
    elif private:
        await run(visit, "start", "")
    elif visit.heard.words:
        raise Refused(DoorReason.OLD_BUTTON)


async def _command(visit: Visit, name: str) -> None:
    heard = visit.heard
    for_us = (heard.command_for or "").casefold() == visit.installation.username.casefold()
    if heard.command_for and not for_us:
        return
    if visit.registry.command(name) is None and not heard.private and not for_us:
        return
    await run(visit, name, heard.words)


async def run(visit: Visit, name: str, words: str) -> None:
    """Let a command act as if it had been sent, with all that is checked then."""
    command = visit.registry.command(name)
    if command is None:
        raise Refused(DoorReason.UNKNOWN_COMMAND)
    check(visit, command)
    await command.handle(visit, words)


def check(visit: Visit, command: Command) -> None:
    """Refuse the wrong place or the wrong person, before the command runs."""
    if command.place is Place.GROUP and visit.heard.private:
        raise Refused(DoorReason.GROUP_ONLY)
    if command.place is Place.PRIVATE and not visit.heard.private:
        raise Refused(DoorReason.PRIVATE_ONLY, command=command)
    if visit.heard.user is None:
        raise Refused(DoorReason.ANONYMOUS)
    if command.act is not None:
        if not visit.may(command.act):
            visit.here  # noqa: B018  (refuses where there is no network)
        visit.require(command.act)
    elif command.joined and not visit.roles:
        raise Refused(DoorReason.NOT_JOINED)


async def _plain_words(visit: Visit) -> None:
    if not await forms.take_words(visit):
        raise Refused(DoorReason.NOT_A_COMMAND)


async def _under_a_post(visit: Visit, message_id: int) -> None:
    """A reply in a group to a post of the bot, also an edited one; where no feature asked for any, it is only talk."""
    known = await posts.by_message(visit.uow, visit.heard.chat_id, message_id)
    hear = visit.registry.under.get(known.kind) if known is not None else None
    if hear is not None and known is not None and known.subject is not None:
        await hear(visit, known.subject)
