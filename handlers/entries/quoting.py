"""`/praktyka` under what someone wrote in the group: their words begin a draft of theirs, once they agree.

Nothing of the words is kept before: the request is a reply to their message, and comes back with it.
"""

from contextlib import suppress
from dataclasses import replace

from facilitation.entries import attaching, content, sharing
from facilitation.entries.content import Content
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.entries import own
from handlers.heard import Quoted
from handlers.message import Button, Message
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import people
from storage.entries import EntryKind


async def propose(visit: Visit, quoted: Quoted, kind: EntryKind) -> None:
    """One's own words begin a draft at once; someone else is asked under their message."""
    if quoted.user is None:
        raise Refused(EntryReason.NOT_THEIR_WORDS)
    if not quoted.words:
        raise Refused(EntryReason.NO_WORDS)
    if len(quoted.words) > content.LONGEST:
        raise Refused(EntryReason.WORDS_LONG, length=len(quoted.words), most=content.LONGEST)
    said = visit.heard
    if said.user is not None and quoted.user.id == said.user.id:
        await _begin(visit, quoted, kind)
    else:
        await _request(visit, quoted, kind)
    if said.message_id:
        visit.remove(said.chat_id, said.message_id)


async def _request(visit: Visit, quoted: Quoted, kind: EntryKind) -> None:
    _ = visit.reader
    assert quoted.user is not None
    author = await people.by_telegram_id(visit.uow, quoted.user.id)
    text = _(
        "{author}, {name} thinks that others could learn from this. May it become a draft of an entry for the "
        "network's log? It would be yours: you complete it, and nobody else sees it before.",
        author=quoted.user.full_name, name=visit.me.name,
    )  # fmt: skip
    here = visit.here.key
    yes = Button(_("Yes, gladly"), tap=visit.tap("entry", "myword", here, kind.value), style="success")
    no = Button(_("No"), tap=visit.tap("entry", "notmyword", here))
    names = frozenset({visit.me.key}) | (frozenset({author.key}) if author else frozenset())
    asking, visit.heard = visit.heard, replace(visit.heard, message_id=quoted.message_id)
    visit.reply(Message(text, ((yes, no),), names))
    visit.heard = asking


async def on_my_word(visit: Visit, network_id: int, kind: str) -> None:
    """Whoever wrote it agrees, and becomes the author of a draft."""
    quoted = await _own_words(visit, network_id)
    if kind not in {each.value for each in sharing.SHARED}:
        raise Refused(DoorReason.OLD_BUTTON)
    asked = visit.heard
    await _begin(visit, quoted, EntryKind(kind))
    visit.answer(visit.reader("Thank you! It goes on in private chat."))
    _put_away(visit, asked.chat_id, asked.message_id)


async def on_not_my_word(visit: Visit, network_id: int) -> None:
    await _own_words(visit, network_id)
    visit.answer(visit.reader("All right, it stays an ordinary message."))
    _put_away(visit, visit.heard.chat_id, visit.heard.message_id)


async def _own_words(visit: Visit, network_id: int) -> Quoted:
    """What the request is a reply to; refused to everyone but whoever wrote it."""
    await visit.enter(network_id)
    visit.require(Act.SHARE)
    quoted = visit.heard.quoted
    if quoted is None or quoted.user is None or not quoted.words:
        raise Refused(EntryReason.NOT_THEIR_WORDS)
    if visit.heard.user is None or quoted.user.id != visit.heard.user.id:
        raise Refused(EntryReason.NOT_THEIR_WORDS)
    return quoted


async def _begin(visit: Visit, quoted: Quoted, kind: EntryKind) -> None:
    """The draft is there at once, with a file that fits; whoever never pressed Start gets the way to it."""
    words = content.checked("done", quoted.words)
    entry = await sharing.begin(visit.uow, visit.here, visit.me, kind, Content(done=words), visit.now)
    if quoted.attached is not None:
        with suppress(Refused):
            await attaching.add(visit.uow, entry, quoted.attached, visit.me, visit.now)
    if visit.step_aside():
        visit.reply(await own.page(visit, entry, own.begun(visit)))
        return
    _ = visit.reader
    private = Button(_("Go on in private chat"), url=visit.link("ownentry", entry.key))
    text = _("The draft is there. It goes on in private chat, where only its author reads it:")
    visit.reply(Message(text, ((private,),)))


def _put_away(visit: Visit, chat_id: int, message_id: int | None) -> None:
    if message_id is not None:
        visit.remove(chat_id, message_id)
