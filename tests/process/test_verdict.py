"""Verdicts: what an error means for the request that met it."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import NotConnected
from bot.verdict import Next, judge
from storage.claims import Claim
from storage.outbox import Care

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def saying(care: Care = Care.RETRY, *, lane: int = 5, attempts: int = 1, post: int | None = None) -> Claim:
    return Claim(
        key=1, payload=None, method="sendMessage", kind="test", care=care, lane=lane, attempts=attempts, post_id=post,
        network_id=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "care", "attempts", "next_"),
    [
        (TimedOut(), Care.RETRY, 5, Next.AGAIN),
        (TimedOut(), Care.RESEND_ONCE, 1, Next.AGAIN),
        (TimedOut(), Care.RESEND_ONCE, 2, Next.UNKNOWN),
        (TimedOut(), Care.AT_MOST_ONCE, 1, Next.UNKNOWN),
        (NetworkError("Bad Gateway"), Care.AT_MOST_ONCE, 1, Next.UNKNOWN),
        (NotConnected("x"), Care.AT_MOST_ONCE, 1, Next.AGAIN),
        (NotConnected("x"), Care.RESEND_ONCE, 9, Next.AGAIN),
        (RetryAfter(7), Care.AT_MOST_ONCE, 1, Next.AGAIN),
        (BadRequest("Message is not modified: …"), Care.RETRY, 1, Next.SENT),
        (BadRequest("Message to edit not found"), Care.RETRY, 1, Next.DROPPED),
        (BadRequest("Query is too old and response timeout expired"), Care.RETRY, 1, Next.DROPPED),
        (Forbidden("Forbidden: bot was blocked by the user"), Care.RETRY, 1, Next.DEAD),
        (BadRequest("Can't parse entities"), Care.RETRY, 1, Next.DEAD),
        (InvalidToken("Unauthorized"), Care.AT_MOST_ONCE, 1, Next.AGAIN),
        (InvalidToken("Not Found"), Care.RETRY, 1, Next.DEAD),
    ],
)
def test_each_fault_has_its_end(fault: TelegramError, care: Care, attempts: int, next_: Next) -> None:
    assert judge(fault, saying(care, attempts=attempts), NOW).next is next_


def test_a_pause_that_telegram_asks_for_is_kept_and_does_not_count() -> None:
    verdict = judge(RetryAfter(7), saying(), NOW)
    assert (verdict.at, verdict.counted) == (NOW + timedelta(seconds=7), False)


def test_only_what_can_not_have_arrived_does_not_count() -> None:
    assert not judge(NotConnected("x"), saying(), NOW).counted
    assert judge(TimedOut(), saying(), NOW).counted


def test_each_try_waits_longer_but_a_minute_at_most() -> None:
    waits = [judge(TimedOut(), saying(attempts=n), NOW).at for n in (1, 2, 3, 10)]
    seconds = [(at - NOW).total_seconds() for at in waits if at]
    assert seconds == [2, 4, 8, 60]


@pytest.mark.parametrize(
    ("fault", "lane", "event"),
    [
        (ChatMigrated(-1005), -5, "network.moved"),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), -5, "network.shut_out"),
        (BadRequest("Chat not found"), -5, "network.shut_out"),
        (BadRequest("Chat not found"), 5, "people.unreachable"),
        (Forbidden("Forbidden: user is deactivated"), 5, "people.unreachable"),
        (BadRequest("Message thread not found"), -5, "network.topic_lost"),
    ],
)
def test_what_the_state_must_follow_is_told(fault: TelegramError, lane: int, event: str) -> None:
    assert judge(fault, saying(lane=lane), NOW).event == event


def test_a_card_that_is_gone_is_told_with_its_number() -> None:
    verdict = judge(BadRequest("Message to edit not found"), saying(post=3), NOW)
    assert (verdict.event, verdict.keep) == ("posts.lost", {"post": 3})


def test_what_is_kept_of_an_error_carries_no_content() -> None:
    words = 'Bad Request: can\'t parse entities: Unsupported start tag "Ola"'
    assert "Ola" not in (judge(BadRequest(words), saying(), NOW).error or "")
