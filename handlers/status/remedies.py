"""What one tap does about something that did not come about."""

from datetime import timedelta

from markupsafe import Markup

from facilitation import status as rules
from facilitation.refusals import Refused
from facilitation.status import StatusReason
from handlers import posts
from handlers.message import Button, Message
from handlers.posts import PIN
from handlers.status import overview
from handlers.status.overview import EPOCH, enter
from handlers.visit import Visit
from storage import posts as known_posts
from storage import status
from storage.network import Network, NetworkState


async def on_again(visit: Visit, network_id: int, saying_id: int) -> None:
    """Nobody knew whether it arrived; a facilitator looked, and it had not."""
    network = await enter(visit, network_id)
    await rules.send_again(visit.uow, network, saying_id, visit.now)
    _done(visit, network, visit.reader("I'm sending it again."))


async def on_arrived(visit: Visit, network_id: int, saying_id: int) -> None:
    network = await enter(visit, network_id)
    await rules.arrived(visit.uow, network, saying_id)
    _done(visit, network, visit.reader("Good to know that it arrived. Nothing is sent again."))


async def on_anew(visit: Visit, network_id: int, saying_id: int) -> None:
    """Into the group again, as it would look today; or pinned there after all."""
    network = await enter(visit, network_id)
    if network.state is NetworkState.AWAY:
        raise Refused(StatusReason.AWAY)
    found = await status.loose_post(visit.uow, network.key, saying_id)
    if found is None:
        raise Refused(StatusReason.DECIDED)
    saying, post = found
    assert post.subject is not None
    await status.settle_post(visit.uow, network.key, post.key, saying.kind)
    if saying.kind == PIN:
        await posts.pin(visit, post.kind, network, post.subject)
        _done(visit, network, visit.reader("I'm pinning it."))
        return
    if post.message_id is None:
        await known_posts.forget_message(visit.uow, post.key)
    pinned = await status.was_said(visit.uow, post.key, PIN)
    await posts.post_anew(visit, post.kind, network.key, post.subject, pin=pinned)
    _done(visit, network, visit.reader("I'm posting it anew."))


async def on_retry(visit: Visit, network_id: int, work_id: int) -> None:
    network = await enter(visit, network_id)
    await rules.retry(visit.uow, network, work_id, visit.now)
    _done(visit, network, visit.reader("I'll try again at once."))


async def on_seen(visit: Visit, network_id: int, until: int) -> None:
    """Everything that the list had when it was shown; what came since stays."""
    network = await enter(visit, network_id)
    now = (visit.now - EPOCH) // overview.MICROSECOND
    await status.settle_all(visit.uow, network.key, EPOCH + timedelta(microseconds=max(0, min(until, now))))
    visit.edit(await overview.page(visit, network))


def _done(visit: Visit, network: Network, text: Markup) -> None:
    """The question or the list turns into the answer, with the way to the rest."""
    back = Button(visit.reader("‹ What I owe"), tap=visit.tap("status", "list", network.key, 0))
    visit.edit(Message(text, ((back,),)))
