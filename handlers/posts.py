"""Cards and notices that live on: posted once, then edited, rendered anew from what is remembered."""

from handlers.message import Message
from handlers.visit import Visit
from storage import outbox, posts
from storage.network import Network, NetworkState
from storage.outbox import Care, Priority, Saying
from storage.posts import Post


async def post(visit: Visit, kind: str, network: Network, subject: int, *, pin: bool = False) -> None:
    """Put the post `kind` about `subject` into the group, or bring the one that is there up to date."""
    if network.state is NetworkState.AWAY:
        return
    known = await posts.find(visit.uow, kind, subject, network.chat_id)
    if known and known.shown:
        await _edit(visit, network, known)
        return
    message = await _render(visit, network, kind, subject)
    if message is None:
        return
    if known is None:
        known = await posts.add(
            visit.uow,
            Post(
                network_id=network.key,
                kind=kind,
                subject=subject,
                chat_id=network.chat_id,
                created_at=visit.now,
            ),
        )
    await _show(visit, known, message)
    topic = {"message_thread_id": network.thread_id} if network.thread_id else {}
    saying = visit.call(
        "sendMessage", kind, lane=network.chat_id, care=Care.RESEND_ONCE, priority=Priority.BULK,
        chat_id=network.chat_id, **message.as_telegram(), **topic,
    )  # fmt: skip
    _about(saying, known)
    if pin:
        pinning = visit.call("pinChatMessage", "pin", lane=network.chat_id, priority=Priority.BULK,
                             chat_id=network.chat_id, disable_notification=True)  # fmt: skip
        _about(pinning, known)


async def refresh(visit: Visit, kind: str, network: Network, subject: int, *, redraw: bool = False) -> None:
    """Bring a post up to date where it was posted; nothing happens where it never was.

    `redraw` also when nothing changed: its message was used for a moment to show something else.
    """
    known = await posts.find(visit.uow, kind, subject, network.chat_id)
    if known and known.shown and network.state is not NetworkState.AWAY:
        known.shown = "redraw" if redraw else known.shown
        await _edit(visit, network, known)


async def post_anew(visit: Visit, kind: str, network: Network, subject: int, *, pin: bool = False) -> None:
    """Post again at the end of the chat; the earlier message goes away."""
    known = await posts.find(visit.uow, kind, subject, network.chat_id)
    if known and known.message_id:
        visit.remove(known.chat_id, known.message_id)
        known.message_id, known.shown = None, ""
        await visit.uow.session.flush()
    await post(visit, kind, network, subject, pin=pin)


async def _edit(visit: Visit, network: Network, known: Post) -> None:
    message = await _render(visit, network, known.kind, known.subject)
    if message is None or message.digest() == known.shown:
        return
    await _show(visit, known, message)
    parameters = {"chat_id": known.chat_id, **message.as_telegram()}
    waiting = _edit_of_this_visit(visit, known) or await outbox.pending_edit(visit.uow, known.key)
    if waiting is not None:
        waiting.payload = visit.seal({"params": parameters})
        return
    saying = visit.call(
        "editMessageText", known.kind, lane=known.chat_id, priority=Priority.BULK, **parameters
    )
    _about(saying, known)


def _edit_of_this_visit(visit: Visit, known: Post) -> Saying | None:
    edits = (saying for saying in visit.sayings if saying.method == "editMessageText")
    return next((saying for saying in edits if saying.post_id == known.key), None)


async def _render(visit: Visit, network: Network, kind: str, subject: int) -> Message | None:
    message: Message | None = await visit.registry.renderer(kind)(visit, network, subject)
    return message


async def _show(visit: Visit, known: Post, message: Message) -> None:
    known.shown = message.digest()
    await posts.set_names(visit.uow, known.key, message.names)


def _about(saying: Saying, known: Post) -> None:
    saying.post_id, saying.network_id = known.key, known.network_id
