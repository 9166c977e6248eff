"""What has to hold after a storm: each promise with how often it was looked at, and where it was broken."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from facilitation.network import _digest
from storage.due_work import Doing, DueWork
from storage.ends import Why
from storage.inbox import Arrival, Handling
from storage.invitations import Invitation
from storage.outbox import PENDING, Care, Saying, Sending
from tests.soak.storm import KIND, Storm

LIMITS = "Telegram's limits are kept"
LINK = re.compile(r"startgroup=([\w-]+)")
TRAVEL = timedelta(seconds=10)
"""A request may leave in time and be slow."""


@dataclass(frozen=True)
class Promise:
    """A sentence, how many things it was checked on, and those that break it."""

    says: str
    checked: int
    broken: list[str]

    @property
    def kept(self) -> bool:
        return not self.broken


@dataclass
class Remains:
    """What a storm left behind: rows, and what Telegram accepted."""

    storm: Storm
    invitations: dict[str, int]
    arrivals: list[Arrival]
    sayings: list[Saying]
    late: list[DueWork]
    accepted: list[dict[str, Any]]
    refused: list[dict[str, Any]]

    @classmethod
    async def of(cls, storm: Storm) -> "Remains":
        now = await storm.story.clock.now()
        async with storm.database.read() as uow:
            invitations = {it.digest: it.key for it in await uow.session.exec(select(Invitation))}
            arrivals = list(await uow.session.exec(select(Arrival)))
            sayings = list(await uow.session.exec(select(Saying).order_by(col(Saying.id))))
            late = select(DueWork).where(DueWork.state == Doing.PLANNED, DueWork.due_at < now - TRAVEL)
            waiting = list(await uow.session.exec(late))
            uow.session.expunge_all()
        refused = await storm.story.refused()
        return cls(storm, invitations, arrivals, sayings, waiting, await storm.record(), refused)

    def answers(self) -> Iterator[tuple[int, str]]:
        """Chat and link of each accepted answer, in the order in which they arrived."""
        for entry in self.accepted:
            if found := LINK.search(str(entry["params"].get("text", ""))):
                yield entry["params"]["chat_id"], found[1].partition("_")[2]

    def laid(self) -> Iterator[tuple[int, str, str, datetime]]:
        """Chat, method, name and moment of each accepted notice and poll."""
        for entry in self.accepted:
            name = entry["params"].get("question") or entry["params"].get("text", "")
            if re.fullmatch(r"-?\d+: \d+", name):
                at = datetime.fromisoformat(entry["at"])
                yield entry["params"]["chat_id"], entry["method"], name, at


def promises(left: Remains) -> list[Promise]:
    return [
        _every_update_is_handled(left), _every_update_has_its_effect_once(left),
        _everything_planned_has_one_end(left), _nothing_that_is_due_waits(left),
        _answers_arrive_once_or_twice(left), _polls_never_come_twice(left), _notices_come_twice_at_most(left),
        _answers_come_in_order(left), _notices_come_in_order(left), _limits_are_kept(left),
        _nothing_comes_too_late(left),
    ]  # fmt: skip


def _every_update_is_handled(left: Remains) -> Promise:
    broken = [f"arrival {it.key}: {it.state}" for it in left.arrivals if it.state is not Handling.DONE]
    lost = left.storm.asked - len([it for it in left.arrivals if it.update_id is not None])
    return Promise(
        "every update is handled", left.storm.asked, broken + ([f"{lost} never came in"] if lost > 0 else [])
    )


def _every_update_has_its_effect_once(left: Remains) -> Promise:
    found, asked = len(left.invitations), left.storm.asked
    return Promise(
        "every update has its effect once", asked, [f"{found} invitations"] if found != asked else []
    )


def _everything_planned_has_one_end(left: Remains) -> Promise:
    broken = [f"saying {it.key}: {it.state}" for it in left.sayings if it.state in PENDING]
    dead = [f"saying {it.key}: {it.state}, {it.error}" for it in left.sayings
            if it.state is Sending.DEAD and it.error != Why.NO_RIGHT]  # fmt: skip
    return Promise("everything planned ends, nothing dead", len(left.sayings), broken + dead)


def _nothing_that_is_due_waits(left: Remains) -> Promise:
    return Promise("nothing that is due waits", len(left.late), [it.kind for it in left.late])


def _answers_arrive_once_or_twice(left: Remains) -> Promise:
    """One that never arrived was tried twice and says that nobody knows."""
    heard = Counter(link for _chat, link in left.answers())
    often = [f"{link}: {times} times" for link, times in heard.items() if times > 2]
    unknown = [it for it in left.sayings if it.state is Sending.UNKNOWN and it.care is Care.RESEND_ONCE]
    silent = len(left.invitations) - len(heard)
    lost = (
        [f"{silent} answers never arrived"]
        if silent > len([it for it in unknown if it.attempts >= 2])
        else []
    )
    return Promise("every answer arrives once, or twice where nobody could know", len(heard), often + lost)


def _polls_never_come_twice(left: Remains) -> Promise:
    polls = Counter(name for _chat, method, name, _at in left.laid() if method == "sendPoll")
    twice = [name for name, times in polls.items() if times > 1]
    every = [it for it in left.sayings if it.care is Care.AT_MOST_ONCE]
    sent = [it for it in every if it.state is Sending.SENT]
    lost = ["one said to be sent never came"] if len(sent) > len(polls) else []
    return Promise("polls never come twice", len(every), twice + lost)


def _notices_come_twice_at_most(left: Remains) -> Promise:
    heard = Counter(name for _chat, method, name, _at in left.laid() if method == "sendMessage")
    often = [f"{name}: {times} times" for name, times in heard.items() if times > 2]
    notices = [it for it in left.sayings if it.kind == KIND and it.method == "sendMessage"]
    sent = [it for it in notices if it.state is Sending.SENT]
    lost = [f"{len(sent)} said to be sent, {len(heard)} came"] if len(sent) > len(heard) else []
    return Promise("notices come twice at most, none is lost", len(notices), often + lost)


def _answers_come_in_order(left: Remains) -> Promise:
    first: dict[int, list[int]] = defaultdict(list)
    seen: set[str] = set()
    for chat, link in left.answers():
        if link not in seen:
            seen.add(link)
            first[chat].append(left.invitations[_digest(link)])
    broken = [f"chat {chat}" for chat, order in first.items() if order != sorted(order)]
    return Promise("first deliveries of a chat come in order: answers", len(first), broken)


def _notices_come_in_order(left: Remains) -> Promise:
    first: dict[int, list[int]] = defaultdict(list)
    for chat, _method, name, _at in left.laid():
        if (number := int(name.split(": ")[1])) not in first[chat]:
            first[chat].append(number)
    broken = [f"chat {chat}" for chat, order in first.items() if order != sorted(order)]
    return Promise("first deliveries of a chat come in order: notices", len(first), broken)


def _limits_are_kept(left: Remains) -> Promise:
    """Telegram asked for a pause only where the storm made it."""
    made = left.storm.made["429"]
    found = len([it for it in left.refused if it.get("error_code") == 429])
    broken = [f"{found} refusals, {made} of them made"] if found > made else []
    return Promise(LIMITS, len(left.accepted), broken)


def _nothing_comes_too_late(left: Remains) -> Promise:
    expired = {it.key: it for it in left.sayings if it.not_after is not None}
    ends = [it for it in expired.values() if it.state is Sending.SENT and it.ended_at and it.not_after]
    broken = [
        f"saying {it.key}"
        for it in ends
        if it.ended_at and it.not_after and it.ended_at > it.not_after + TRAVEL
    ]
    return Promise("nothing comes after its time", len(expired), broken)
