"""Cards and notices that live on: posted once, then edited, rendered anew from what is remembered."""

from datetime import datetime
from typing import Any

from handlers import posted
from handlers.feature import Feature, Owed, Remembered
from handlers.message import Document, Message
from handlers.requests import Answer
from handlers.visit import Visit
from locales.reader import mark
from storage import due_work, outbox, people, posts
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network, NetworkState
from storage.outbox import Care, Priority, Request
from storage.posts import FILE, LASTING, NOTICE, Post

PIN = "posts.pin"


async def post(
    visit: Visit,
    kind: str,
    network_id: int,
    subject: int,
    *,
    pin: bool = False,
    not_after: datetime | None = None,
) -> None:
    """Put the post `kind` about `subject` into the group, or bring the one that is there up to date.

    After `not_after` it is of no use and is not sent any more. Like all that follows it happens right after this
    transaction, in one of its own; many changes until then are one edit.
    """
    await _plan(visit, "show", kind, network_id, subject, pin=pin, not_after=not_after)


async def refresh(visit: Visit, kind: str, network_id: int, subject: int) -> None:
    """Bring a post up to date, where it was posted."""
    await _plan(visit, "refresh", kind, network_id, subject)


async def restore(visit: Visit, kind: str, network_id: int, subject: int) -> None:
    """Show a post again whose message was used for a moment to show something else."""
    await _plan(visit, "restore", kind, network_id, subject)


async def post_anew(visit: Visit, kind: str, network_id: int, subject: int, *, pin: bool = False) -> None:
    """Post again at the end of the chat; the earlier message goes away."""
    await _plan(visit, "anew", kind, network_id, subject, pin=pin)


async def _plan(
    visit: Visit,
    doing: str,
    kind: str,
    network_id: int,
    subject: int,
    *,
    pin: bool = False,
    not_after: datetime | None = None,
) -> None:
    await due_work.plan(
        visit.uow, f"posts.{doing}", f"{kind}-{network_id}-{subject}", visit.now,
        not_after=not_after, network_id=network_id, post=kind, subject=subject, pin=int(pin),
    )  # fmt: skip


async def show(visit: Visit, work: DueWork) -> None:
    network, known = await _found(visit, work)
    if network is not None:
        await _post(visit, work, network, known)


async def redraw(visit: Visit, work: DueWork) -> None:
    network, known = await _found(visit, work)
    if network is not None and known is not None and known.shown:
        if work.kind == "posts.restore":
            known.shown = posted.spoilt(known.shown)
        await _edit(visit, network, known)


async def anew(visit: Visit, work: DueWork) -> None:
    network, known = await _found(visit, work)
    if network is None:
        return
    if known and known.message_id:
        visit.remove(known.chat_id, known.message_id)
        known.message_id, known.shown = None, ""
    await _post(visit, work, network, known)


async def _found(visit: Visit, work: DueWork) -> tuple[Network | None, Post | None]:
    """The network whose group the post stands in, None while the bot is away; and the post, once there is one."""
    network = await networks.by_id(visit.uow, work.network_id) if work.network_id else None
    if network is None or network.state is NetworkState.AWAY:
        return None, None
    asked = work.arguments
    return network, await posts.find(visit.uow, asked["post"], asked["subject"], network.chat_id)


async def _post(visit: Visit, work: DueWork, network: Network, known: Post | None) -> None:
    if known and known.shown:
        await _edit(visit, network, known)
        return
    kind, subject = work.arguments["post"], work.arguments["subject"]
    message = await _render(visit, network, kind, subject)
    if message is None:
        return
    known = known or Post(
        network_id=network.key, kind=kind, subject=subject, chat_id=network.chat_id, created_at=visit.now
    )
    await _show(visit, known, message, posted.look(message))
    _send(visit, network, known, message, work.not_after)
    if work.arguments["pin"]:
        _pin(visit, known)


async def pin(visit: Visit, kind: str, network: Network, subject: int) -> None:
    """Pin a post that is there already: the bot may have got the right to only now."""
    known = await posts.find(visit.uow, kind, subject, network.chat_id)
    if known and known.shown:
        _pin(visit, known)


async def clean(visit: Visit, known: Post) -> None:
    """Bring a post up to date because someone whom it names is forgotten; a notice loses its text."""
    network = await networks.by_id(visit.uow, known.network_id) if known.network_id else None
    away = network is not None and network.state is NetworkState.AWAY and known.chat_id == network.chat_id
    if away or not known.shown:
        return
    if known.kind == NOTICE and known.shown == LASTING:
        request = visit.call("deleteMessage", "tidy", lane=known.chat_id, chat_id=known.chat_id)
        _about(request, known)
    elif known.kind == NOTICE and known.shown == FILE:
        await _replace_file(visit, known, await _emptied(visit, known, network))
    elif known.kind == NOTICE:
        await _replace(visit, network, known, await _emptied(visit, known, network))
    elif network is not None:
        await _edit(visit, network, known)


async def stands_there(visit: Visit, kind: str, subject: int, message_id: int) -> None:
    """Someone has tapped it: where Telegram's answer never came, now it is known where the post is."""
    known = await posts.find(visit.uow, kind, subject, visit.heard.chat_id)
    if known is not None and known.shown and known.message_id is None:
        await posts.sent(visit.uow, known.key, visit.heard.chat_id, message_id)


async def lost(visit: Visit, _answer: Answer, lane: int, post: int) -> None:
    """Someone deleted the message: the next occasion posts it anew."""
    await posts.forget_message(visit.uow, post)


async def _emptied(visit: Visit, known: Post, network: Network | None) -> Message:
    reader = await people.by_id(visit.uow, known.reader_id) if known.reader_id else None
    _ = visit.group_reader(network) if network and reader is None else visit.reader_of(reader)
    return Message(_("This message named someone who asked to be forgotten, so its text is gone."))


async def _edit(visit: Visit, network: Network, known: Post) -> None:
    message = await _render(visit, network, known.kind, known.subject, known.shown)
    if message is not None and posted.look(message, known.shown) != known.shown:
        await _replace(visit, network, known, message)


async def _replace(visit: Visit, network: Network | None, known: Post, message: Message) -> None:
    """Edit a post; an edit that waits becomes this one, and brings the file too if it would have."""
    _ = visit.group_reader(network) if network else visit.reader
    waiting = _edit_of_this_visit(visit, known) or await outbox.pending_edit(visit.uow, known.key)
    brings_file = waiting is not None and waiting.method == "editMessageMedia"
    edit = posted.edit(_, message, known.shown, anew=brings_file)
    await _show(visit, known, message, posted.look(message, known.shown))
    parameters = {"chat_id": known.chat_id, **edit.parameters}
    if waiting is not None:
        waiting.method, waiting.payload = edit.method, visit.payload(parameters, files=edit.files)
        return
    request = visit.call(
        edit.method, known.kind, lane=known.chat_id, priority=Priority.BULK, files=edit.files, **parameters
    )
    _about(request, known)


async def _replace_file(visit: Visit, known: Post, message: Message) -> None:
    """Another file takes the place of the one there, with the same words as its caption."""
    await _show(visit, known, message, posted.look(message))
    words = message.text.striptags()
    media = {"type": "document", "media": "attach://file", "caption": words}
    request = visit.call(
        "editMessageMedia", known.kind, lane=known.chat_id, priority=Priority.BULK, chat_id=known.chat_id,
        media=media, files={"file": Document("-.txt", words.encode())},
    )  # fmt: skip
    _about(request, known)


def _send(visit: Visit, network: Network, known: Post, message: Message, not_after: datetime | None) -> None:
    topic: dict[str, Any] = {"message_thread_id": network.thread_id} if network.thread_id else {}
    care = Care.AT_MOST_ONCE if known.kind in visit.registry.once else Care.RESEND_ONCE
    request = visit.call(
        message.method, known.kind, lane=network.chat_id, care=care, priority=Priority.BULK,
        chat_id=network.chat_id, **message.as_telegram(), **topic,
    )  # fmt: skip
    request.not_after = not_after
    _about(request, known)


def _edit_of_this_visit(visit: Visit, known: Post) -> Request | None:
    edits = (request for request in visit.requests if request.method.startswith("edit"))
    return next((edit for edit in edits if edit.post_id == known.key), None)


async def _render(
    visit: Visit, network: Network, kind: str, subject: int | None, shown: str = ""
) -> Message | None:
    message: Message | None = await visit.registry.renderer(kind)(visit, network, subject)
    return posted.rendered(message, shown) if message is not None else None


async def _show(visit: Visit, known: Post, message: Message, shown: str) -> None:
    known.shown = shown
    await posts.keep(visit.uow, known, message.names)


def _pin(visit: Visit, known: Post) -> None:
    chat = known.chat_id
    pinning = visit.call("pinChatMessage", PIN, lane=chat, priority=Priority.BULK, chat_id=chat,
                         disable_notification=True)  # fmt: skip
    _about(pinning, known)


def _about(request: Request, known: Post) -> None:
    request.post_id, request.network_id, request.subject = known.key, known.network_id, known.subject


FEATURE = Feature(
    name="posts",
    code="post",
    replies={"lost": lost},
    owes={
        "pin": Owed(mark("pinning a card in the group"), noted=False),
        "notice": None,
        **dict.fromkeys(("show", "refresh", "restore", "anew"), Owed(mark("a post in the group"))),
    },
    due={"show": show, "refresh": redraw, "restore": redraw, "anew": anew},
    remembers={
        "post": Remembered(
            mark("Messages of mine to you that name other people (when; not what they say)"),
            seen_by=mark("only you"),
            columns={"created_at": mark("sent")},
        )
    },
)
