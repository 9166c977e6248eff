"""What an error of Telegram means for the request that met it. Texts are Telegram's own; they carry no content."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import NotConnected
from storage.claims import Claim
from storage.ends import Why
from storage.outbox import Care


class Next(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    UNKNOWN = "unknown"
    DEAD = "dead"
    DROPPED = "dropped"
    AGAIN = "again"


class Delay(StrEnum):
    """Why something is tried again that Telegram has certainly not accepted."""

    ASKED_TO_WAIT = "asked to wait"
    MOVED = "moved"
    NOT_CONNECTED = "not connected"
    TOKEN_REFUSED = "the token is refused"  # noqa: S105  (words, no token)
    TOPIC_LOST = "the topic is gone"


@dataclass(frozen=True)
class Verdict:
    """The end of an attempt; `counted` attempts may have reached Telegram. `event` names a reply handler."""

    next: Next
    error: str | None = None
    at: datetime | None = None
    counted: bool = True
    event: str | None = None
    keep: dict[str, Any] = field(default_factory=dict)


NOT_ENDED = Verdict(Next.AGAIN)
"""Of an attempt that is on its way."""

GONE = ("message to edit not found", "message can't be edited", "message to delete not found",
        "message can't be deleted", "message to pin not found", "query is too old")  # fmt: skip
TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted")
UNREACHABLE = ("bot was blocked by the user", "user is deactivated", "bot can't initiate conversation")
OUT_OF_GROUP = ("bot was kicked", "bot is not a member", "chat not found", "group chat was deleted")
NO_RIGHT = ("not enough rights", "have no rights", "need administrator rights", "chat_admin_required",
            "chat_restricted", "_forbidden")  # fmt: skip


def judge(fault: TelegramError, saying: Claim, now: datetime) -> Verdict:
    """What to do about `fault`."""
    words = str(fault).lower()
    if isinstance(fault, RetryAfter):
        wait = fault.retry_after
        pause = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
        return Verdict(Next.AGAIN, Delay.ASKED_TO_WAIT, now + pause, counted=False)
    if isinstance(fault, ChatMigrated):
        moved = {"old": saying.lane or 0, "new": fault.new_chat_id}
        return Verdict(Next.AGAIN, Delay.MOVED, now, counted=False, event="network.moved", keep=moved)
    if isinstance(fault, NotConnected):
        return Verdict(Next.AGAIN, Delay.NOT_CONNECTED, now + _pause(saying), counted=False)
    if isinstance(fault, InvalidToken) and "unauthorized" in words:
        return Verdict(Next.AGAIN, Delay.TOKEN_REFUSED, now + timedelta(minutes=1), counted=False)
    if isinstance(fault, Forbidden | BadRequest | InvalidToken):
        return _refused(words, saying, now)
    if saying.care is Care.AT_MOST_ONCE or (saying.attempts >= 2 and saying.care is Care.RESEND_ONCE):
        return unknown(saying, Why.NO_ANSWER if isinstance(fault, TimedOut) else Why.TELEGRAM)
    return Verdict(Next.AGAIN, Why.NO_ANSWER, now + _pause(saying))


def unknown(saying: Claim, why: Why) -> Verdict:
    """Nobody knows whether it arrived; what may not be repeated is for a facilitator to decide."""
    if saying.care is not Care.AT_MOST_ONCE:
        return Verdict(Next.UNKNOWN, why)
    return Verdict(Next.UNKNOWN, why, event="status.undecided", keep={"saying": saying.key})


def _refused(words: str, saying: Claim, now: datetime) -> Verdict:
    if "message is not modified" in words:
        return Verdict(Next.SENT)
    if any(text in words for text in GONE):
        return Verdict(Next.DROPPED, Why.GONE, event="posts.lost" if saying.post_id else None,
                       keep={"post": saying.post_id} if saying.post_id else {})  # fmt: skip
    private = saying.lane is not None and saying.lane > 0
    if any(text in words for text in UNREACHABLE) or (private and "chat not found" in words):
        return Verdict(Next.DEAD, Why.UNREACHABLE, event="people.unreachable", keep={"words": _known(words)})
    if any(text in words for text in OUT_OF_GROUP):
        return Verdict(Next.DEAD, Why.OUT, event="network.shut_out")
    if any(text in words for text in TOPIC_GONE):
        announced = saying.network_id is not None
        return Verdict(Next.AGAIN, Delay.TOPIC_LOST, now, event="network.topic_lost" if announced else None)
    if any(text in words for text in NO_RIGHT):
        return Verdict(Next.DEAD, Why.NO_RIGHT)
    return Verdict(Next.DEAD, words.partition(":")[0][:60])


def _known(words: str) -> str:
    return next((text for text in UNREACHABLE if text in words), "chat not found")


def _pause(saying: Claim) -> timedelta:
    """Longer after each attempt, a minute at most."""
    return timedelta(seconds=min(60, 2**saying.attempts))


def event(saying: Claim, verdict: Verdict) -> list[dict[str, Any]]:
    """What the state must follow, unless it was only a question that nobody minds in its chat."""
    if verdict.event is None or saying.lane is None:
        return []
    lane = saying.lane
    return [{"name": verdict.event, "keep": {"lane": lane, **verdict.keep}, "user": None,
             "heard": {"chat_id": lane, "private": lane > 0}, "error": verdict.error}]  # fmt: skip
