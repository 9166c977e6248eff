"""A vote as Telegram's own poll: asked whether it can be one, sent once, brought up to date, ended with the vote.

Where that does not work, or no longer, our own card stands in the group, and people need not know the difference.
"""

from typing import Any

from facilitation.polls import native as rules
from handlers.message import Button, lines, paragraphs
from handlers.polls import card, words
from handlers.requests import Answer
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage import polls
from storage.due_work import DueWork
from storage.ends import Why
from storage.network import Network, NetworkState
from storage.outbox import Care, Priority
from storage.polls import NativePoll, Option, Poll, PollKind, PollState, native

POLL, STOP, LABEL = "polls.telegrams", "polls.stop", "polls.label"
MAY_HAVE_ARRIVED = (Why.NO_ANSWER, Why.TELEGRAM, Why.NOBODY_KNOWS)


async def put(visit: Visit, network: Network, poll: Poll) -> None:
    """Into the group, as Telegram's own poll if everyone there may vote: Telegram is asked how many they are."""
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    fits = rules.can_hold(poll, options, visit.now)
    if fits and await rules.electors(visit.uow, poll, visit.now) is not None:
        back = _answer_to(network, "polls.counted", poll)
        visit.call(
            "getChatMemberCount", "ask", care=Care.RESEND_ONCE, answer_to=back, chat_id=network.chat_id
        )
    else:
        await card.show(visit, poll)


async def counted(visit: Visit, answer: Answer, poll: int) -> None:
    """So many are in the group, this bot among them. Without an answer, our own card does it."""
    found = await polls.to_change(visit.uow, poll)
    network = await networks.by_id(visit.uow, found.network_id) if found else None
    if found is None or network is None or found.state is not PollState.OPEN:
        return
    if network.state is not NetworkState.ACTIVE or await native.of_poll(visit.uow, poll) is not None:
        return
    electors = await rules.electors(visit.uow, found, visit.now)
    if electors is not None and answer.result == electors + 1:
        await _send(visit, network, found)
    else:
        await card.show(visit, found)


async def sent(visit: Visit, answer: Answer, poll: int) -> None:
    """It stands in the group; or Telegram refused it. Where nobody knows, a facilitator is asked."""
    held, found = await native.of_poll(visit.uow, poll), await polls.by_id(visit.uow, poll)
    if held is None or found is None:
        return
    if answer.result is not None:
        message: dict[str, Any] = answer.result
        held.chat_id, held.message_id = message["chat"]["id"], message["message_id"]
        held.telegram_id = message["poll"]["id"]
        visit.uow.session.add(held)
        if held.stopped or found.state is not PollState.OPEN:
            await _stop(visit, held, found)
    elif answer.error not in MAY_HAVE_ARRIVED:
        await native.remove(visit.uow, held)
        await rules.go_on_without(visit.uow, found, visit.now)


async def follow(visit: Visit, work: DueWork) -> None:
    """The vote is over, runs until another moment, or has got voters whom Telegram can't tell apart."""
    held, poll = await _of(visit, work)
    if held is None or poll is None:
        return
    if poll.state is not PollState.OPEN:
        if not held.stopped:
            await _stop(visit, held, poll)
    elif held.stopped or await rules.electors(visit.uow, poll, visit.now) is None:
        await rules.go_on_without(visit.uow, poll, visit.now)
    elif held.said_until != poll.closes_at:
        await _relabel(visit, held, poll)


async def go_on_without(visit: Visit, work: DueWork) -> None:
    """As our own card, with all votes that were cast at Telegram."""
    network = await visit.leave_for_network(work.network_id)
    held, poll = await _of(visit, work)
    if network is None or poll is None or poll.state is not PollState.OPEN:
        return
    if held is not None and not held.stopped:
        await _stop(visit, held, poll)
    await card.show(visit, poll)


async def relabelled(visit: Visit, answer: Answer, poll: int) -> None:
    """Somebody has deleted Telegram's poll: it can't be voted in any more."""
    found = await polls.by_id(visit.uow, poll) if answer.error == Why.GONE else None
    if found is not None and found.state is PollState.OPEN:
        await rules.go_on_without(visit.uow, found, visit.now)


async def _send(visit: Visit, network: Network, poll: Poll) -> None:
    _ = visit.group_reader(network)
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    topic: dict[str, Any] = {"message_thread_id": network.thread_id} if network.thread_id else {}
    request = visit.call(
        "sendPoll", POLL, lane=network.chat_id, care=Care.AT_MOST_ONCE, priority=Priority.BULK,
        answer_to=_answer_to(network, "polls.sent", poll), chat_id=network.chat_id, **topic,
        **_asked(_, poll, options), reply_markup=_markup(Button(_("Details"), url=visit.link("poll", poll.key))),
    )  # fmt: skip
    request.network_id, request.subject, request.not_after = network.key, poll.key, poll.closes_at
    held = NativePoll(poll_id=poll.key, chat_id=network.chat_id, said_until=poll.closes_at)
    await native.add(visit.uow, held)


def _asked(_: Reader, poll: Poll, options: list[Option]) -> dict[str, Any]:
    """What is asked and how, as Telegram takes it. Its end is ours to set: it may be prolonged."""
    description = paragraphs(
        poll.about or None, words.openness(_, poll), lines(words.quorum(_, poll), words.until(_, poll))
    )
    return {
        "question": poll.question,
        "options": [{"text": each.words} for each in options],
        "description": str(description),
        "description_parse_mode": "HTML",
        "is_anonymous": False,
        "allows_multiple_answers": poll.kind is PollKind.MULTIPLE,
        "allows_revoting": poll.revote,
        "hide_results_until_closes": not poll.live,
    }


async def _stop(visit: Visit, held: NativePoll, poll: Poll) -> None:
    """Telegram takes no more votes; of a poll of which nobody knows whether it is there, it can't be asked."""
    held.stopped = True
    visit.uow.session.add(held)
    network = await networks.by_id(visit.uow, poll.network_id)
    if held.message_id is None or network is None or network.chat_id != held.chat_id:
        return
    _ = visit.group_reader(network)
    details = Button(_("Details"), url=visit.link("poll", poll.key))
    visit.call(
        "stopPoll", STOP, lane=held.chat_id, priority=Priority.BULK, chat_id=held.chat_id,
        message_id=held.message_id, reply_markup=_markup(details),
    )  # fmt: skip


async def _relabel(visit: Visit, held: NativePoll, poll: Poll) -> None:
    """The words of the poll can't be changed; so its button says until when it runs now."""
    network = await networks.by_id(visit.uow, poll.network_id)
    if held.message_id is None or network is None:
        return
    held.said_until = poll.closes_at
    visit.uow.session.add(held)
    _ = visit.group_reader(network)
    label = _("Now until {moment} · Details", moment=_.plain_moment(poll.closes_at))
    visit.call(
        "editMessageReplyMarkup", LABEL, lane=held.chat_id, priority=Priority.BULK,
        answer_to=_answer_to(network, "polls.relabelled", poll), chat_id=held.chat_id,
        message_id=held.message_id, reply_markup=_markup(Button(label, url=visit.link("poll", poll.key))),
    )  # fmt: skip


async def _of(visit: Visit, work: DueWork) -> tuple[NativePoll | None, Poll | None]:
    key = work.arguments["poll"]
    return await native.of_poll(visit.uow, key), await polls.by_id(visit.uow, key)


def _markup(button: Button) -> dict[str, Any]:
    return {"inline_keyboard": [[button.as_telegram()]]}


def _answer_to(network: Network, name: str, poll: Poll) -> dict[str, Any]:
    """Telegram's answer comes back in the order of the group."""
    place = {"chat_id": network.chat_id, "private": False}
    return {"name": name, "keep": {"poll": poll.key}, "user": None, "heard": place}
