"""The picture in the group: published once, replaced when an institution steps out; and for whoever asks for it."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from facilitation.refusals import Refused
from facilitation.ties import life
from facilitation.ties.reasons import TieReason
from facilitation.ties.standing import Standing, standing
from handlers.message import Document, Message, paragraphs
from handlers.requests import Answer
from handlers.ties import card, words
from handlers.ties.door import look
from handlers.ties.drawing import Drawing
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, institutions, people, ties
from storage.due_work import DueWork
from storage.network import Network
from storage.outbox import Care, Priority
from storage.ties import RoundState, TieRound

PICTURE, REPLACE = "ties.picture", "ties.replace"


async def publish(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    """Where somebody has thought better of it while it was drawn, it is drawn anew."""
    network = await visit.leave_for_network(work.network_id)
    round_ = await ties.to_change(visit.uow, work.arguments["round"]) if network else None
    if network is None or round_ is None or round_.state is not RoundState.PREVIEW:
        return
    stands = await standing(visit.uow, round_, visit.now)
    if drawing is None or drawing.picture != stands.picture:
        await due_work.plan(
            visit.uow, life.PUBLISH, str(round_.key), visit.now, network_id=network.key, round=round_.key
        )
        return
    life.publish(visit.uow, stands, visit.now)
    _ = visit.group_reader(network)
    _send(visit, network, round_, drawing.under(_, await _message(visit, _, stands, drawing)))
    await card.refresh(visit, round_)


async def _message(visit: Visit, _: Reader, stands: Standing, drawing: Drawing) -> Message:
    """What it shows in figures; where there is no picture though there could be, who took over from whom."""
    listed = None
    if drawing.content is None and stands.picture.is_enough:
        places = await institutions.by_ids(visit.uow, stands.picture.shown)
        listed = words.transfers(_, stands.picture, places)
    link = _('<a href="{link}">Details</a>', link=visit.link("ties", stands.round.key))
    return Message(paragraphs(words.title(_), listed, words.whole(_, stands), link))


def _send(visit: Visit, network: Network, round_: TieRound, message: Message) -> None:
    """Telegram's answer says where it stands, so that it can be replaced."""
    place = {"chat_id": network.chat_id, "private": False}
    topic: dict[str, Any] = {"message_thread_id": network.thread_id} if network.thread_id else {}
    request = visit.call(
        message.method, life.PUBLISH, lane=network.chat_id, care=Care.RESEND_ONCE, priority=Priority.BULK,
        answer_to={"name": "ties.sent", "keep": {"round": round_.key}, "user": None, "heard": place},
        files=message.files, chat_id=network.chat_id, **message.whole().as_telegram(), **topic,
    )  # fmt: skip
    request.network_id, request.subject = network.key, round_.key


async def sent(visit: Visit, answer: Answer, round: int) -> None:
    """Somebody may have stepped out before it was known where the picture stands."""
    found = await ties.to_change(visit.uow, round)
    if found is None or answer.error:
        return
    found.chat_id, found.message_id = answer.result["chat"]["id"], answer.result["message_id"]
    visit.uow.session.add(found)
    if await due_work.find(visit.uow, REPLACE, str(found.key)) is not None:
        await plan_replacing(visit, found)


def can_be_replaced(network: Network, round_: TieRound) -> bool:
    """Not after the group has moved: what stood in the old one is out of reach."""
    return round_.message_id is not None and round_.chat_id == network.chat_id


async def plan_replacing(visit: Visit, round_: TieRound) -> None:
    await due_work.plan(
        visit.uow, REPLACE, str(round_.key), visit.now, network_id=round_.network_id, round=round_.key
    )


async def replace(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    """Another picture takes the place of the one in the group, or a small file of words where there is none."""
    network = await visit.leave_for_network(work.network_id)
    round_ = await ties.by_id(visit.uow, work.arguments["round"])
    if network is None or round_ is None or not can_be_replaced(network, round_):
        return
    stands = await standing(visit.uow, round_, visit.now)
    if drawing is None or drawing.picture != stands.picture:
        await plan_replacing(visit, round_)
        return
    _ = visit.group_reader(network)
    message = await _message(visit, _, stands, drawing)
    file = drawing.file(_)
    kind = "photo" if file else "document"
    note = file or Document("-.txt", message.text.striptags().encode())
    _edit(visit, round_, kind, note, message.whole(caption=True).as_words(caption=True))


def _edit(visit: Visit, round_: TieRound, kind: str, file: Document, said: Mapping[str, Any]) -> None:
    assert round_.chat_id is not None
    request = visit.call(
        "editMessageMedia", REPLACE, lane=round_.chat_id, priority=Priority.BULK, chat_id=round_.chat_id,
        message_id=round_.message_id, media={"type": kind, "media": "attach://file", **said}, files={"file": file},
    )  # fmt: skip
    request.network_id, request.subject = round_.network_id, round_.key


async def on_picture(visit: Visit, round_id: int) -> None:
    """The same privately, as it may be seen today; it takes a moment."""
    stands, _ = await look(visit, round_id), visit.reader
    if stands.round.state is not RoundState.PUBLISHED or not stands.picture.is_enough:
        raise Refused(TieReason.NOT_SHOWN_YET)
    await due_work.plan(
        visit.uow, PICTURE, f"{round_id}-{visit.me.key}", visit.now, network_id=stands.round.network_id,
        round=round_id, person=visit.me.key,
    )  # fmt: skip
    visit.answer(_("I'm drawing it; it comes in a moment."))


async def send(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    round_ = await ties.by_id(visit.uow, work.arguments["round"])
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or round_ is None or person is None:
        return
    _, stands = visit.reader_of(person), await standing(visit.uow, round_, visit.now)
    message = Message(_("I could not draw this picture. Its page says in words what it shows."))
    if drawing is not None and drawing.content is not None and drawing.picture == stands.picture:
        text = paragraphs(Markup("<b>{}</b>").format(words.begun(_, round_)), words.whole(_, stands))
        message = drawing.under(_, Message(text))
    visit.tell(
        person, message, kind=PICTURE, network=network, about=round_.key, priority=Priority.INTERACTIVE
    )
