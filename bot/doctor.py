"""The doctor: looks at everything an installation needs and tells what is well and what is not.

It changes nothing and asks Telegram nothing that would disturb a running bot.
"""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import aiohttp
from telegram.error import InvalidToken, TelegramError

from bot import troubles
from bot.api import Api
from bot.backups import inspect
from bot.settings import Settings
from bot.transport import AiohttpRequest
from handlers.housekeeping import BACKUP
from storage import due_work, pause
from storage.attachments import Attachments, NotKept
from storage.due_work import Doing
from storage.engine import Database, Unavailable
from storage.inbox import Handling
from storage.migrate import NewerDatabase, pending, touch
from storage.outbox import PENDING
from storage.queues import BadEnd, Queues, bad_ends, look
from storage.seal import Seal

CLOCK_MAY_DIFFER = 30  # seconds
MAY_WAIT = 60  # seconds
LISTED = 12
INLINE_IS_OFF = "searching from any chat is off, /setinline at @BotFather switches it on"


@dataclass(frozen=True)
class Finding:
    """One line of the table."""

    what: str
    ok: bool
    says: str


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything, also after a fault."""
    findings = [Finding("settings", True, f"zone {settings.zone}, {_openness(settings)}")]
    findings += [*await _storage(settings), _attachments(settings)]
    async with _api(settings) as bot:
        findings += [await _token(bot), await _road(bot, settings)]
    findings.append(await _clock(settings))
    return findings


def table(findings: list[Finding]) -> str:
    width = max(len(finding.what) for finding in findings)
    return "\n".join(
        f"{'ok   ' if finding.ok else 'FAULT'}  {finding.what:<{width}}  {finding.says}"
        for finding in findings
    )


def _openness(settings: Settings) -> str:
    return (
        "open to any group" if settings.open else f"{len(settings.coordinators)} coordinators invite groups"
    )


async def _storage(settings: Settings) -> list[Finding]:
    file = settings.database_file
    if file and not file.exists():
        return [
            Finding(
                "database", False, f"{file} does not exist yet: `spoiwo migrate` or `spoiwo run` makes it"
            )
        ]
    try:
        missing = await pending(settings.database_url)
    except NewerDatabase:
        return [Finding("database", False, "written by a newer version of Spoiwo")]
    except Unavailable as fault:
        return [Finding("database", False, f"can't be used: {fault}")]
    if missing:
        return [Finding("database", False, f"lacks {len(missing)} steps: `spoiwo migrate` applies them")]
    return await _contents(settings)


async def _contents(settings: Settings) -> list[Finding]:
    assert settings.keys is not None
    try:
        database = Database(settings.database_url, Seal(settings.keys))
    except OSError as fault:
        return [Finding("keys", False, f"{settings.keys} can't be written to: {fault.strerror}")]
    try:
        async with database.write() as uow:
            await touch(uow)
            queues, ends = await look(uow, datetime.now(UTC)), await bad_ends(uow)
            nightly = await due_work.find(uow, BACKUP, "all")
            paused = await pause.begun(uow)
    except Unavailable as fault:
        return [Finding("database", False, f"can't be written to: {fault}")]
    finally:
        await database.close()
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    days = database.seal.days()
    keys = Finding(
        "keys", True, f"{len(days)} in {settings.keys}, the oldest of {days[0]}" if days else "none yet"
    )
    backups = Finding("backups", *inspect(settings, nightly, datetime.now(UTC)))
    return [
        Finding("database", True, f"{kind}, up to date, can be written to"),
        keys,
        backups,
        *_paused(paused),
        *_queues(queues),
        _missed(ends),
    ]


def _attachments(settings: Settings) -> Finding:
    folder, what = settings.attachments, "files"
    if folder is None:
        return Finding(what, True, "none are kept; SPOIWO_ATTACHMENTS names a folder for them")
    attachments = Attachments(folder)
    try:
        kept = len(attachments.keys())
    except NotKept as fault:
        return Finding(what, False, f"{folder} can't be used: {fault}")
    if not attachments.writable:
        return Finding(what, False, f"{folder} can't be written to")
    return Finding(what, True, f"{kept} in {folder}")


def _paused(since: datetime | None) -> list[Finding]:
    return [Finding("pause", False, str(troubles.paused(since)))] if since else []


def _queues(queues: Queues) -> list[Finding]:
    ended = ", ".join(
        f"{count} {state.value}" for state, count in sorted(queues.sayings.items()) if state not in PENDING
    )
    aside = queues.arrivals.get(Handling.QUARANTINED, 0)
    inbox = f"{queues.arrivals.get(Handling.NEW, 0)} waiting, {aside} quarantined"
    outbox = f"{queues.to_send} waiting; {ended or 'nothing sent yet'}"
    due = f"{queues.works.get(Doing.PLANNED, 0)} planned, {queues.overdue} overdue{_since(queues.oldest_due)}"
    return [
        Finding("inbox", not aside and _fresh(queues.oldest_arrival), inbox),
        Finding("outbox", _fresh(queues.oldest_saying), outbox),
        Finding("due work", _fresh(queues.oldest_due), due),
    ]


def _missed(ends: Sequence[BadEnd]) -> Finding:
    """What came to nothing and nobody has seen to; only work that failed is a fault of the program."""
    told = [
        f"{end.count} {end.kind} {end.state}{f' ({end.why})' if end.why else ''}" for end in ends[:LISTED]
    ]
    rest = [f"and {len(ends) - LISTED} more kinds"] if len(ends) > LISTED else []
    failed = any(end.state is Doing.DEAD for end in ends)
    return Finding("missed", not failed, ", ".join(told + rest) or "nothing")


def _since(oldest: datetime | None) -> str:
    return f" since {oldest:%Y-%m-%d %H:%M} UTC" if oldest else ""


def _fresh(oldest: datetime | None) -> bool:
    """Nothing, or nothing that has been waiting for long."""
    return oldest is None or (datetime.now(UTC) - oldest).total_seconds() < MAY_WAIT


@contextlib.asynccontextmanager
async def _api(settings: Settings) -> AsyncIterator[Api]:
    request = AiohttpRequest(connections=2, connect=5, read=10)
    await request.initialize()
    bot = Api(settings.token.get_secret_value(), base_url=f"{settings.api_url}/bot", request=request)
    try:
        yield bot
    finally:
        await request.shutdown()


async def _token(bot: Api) -> Finding:
    async def ask() -> Finding:
        me = await bot.call("getMe", {})
        privacy = "" if not me.get("can_read_all_group_messages") else "; privacy mode is off, it may be on"
        inline = "" if me.get("supports_inline_queries") else f"; {INLINE_IS_OFF}"
        return Finding("Telegram", True, f"the token is @{me['username']}'s{privacy}{inline}")

    return await _asked("Telegram", ask)


async def _road(bot: Api, settings: Settings) -> Finding:
    async def ask() -> Finding:
        hook = await bot.call("getWebhookInfo", {})
        waiting = f"{hook.get('pending_update_count', 0)} updates wait at Telegram"
        wanted = bool(settings.webhook_url)
        if wanted != bool(hook.get("url")):
            has = "a webhook is set" if hook.get("url") else "no webhook is set"
            return Finding(
                "updates",
                False,
                f"{has}, but the settings ask for {'one' if wanted else 'polling'}; {waiting}",
            )
        way = f"webhook{', last error: ' + hook['last_error_message'] if hook.get('last_error_message') else ''}"
        return Finding("updates", "last error" not in way, f"{way if wanted else 'polling'}; {waiting}")

    return await _asked("updates", ask)


async def _asked(what: str, ask: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await ask()
    except InvalidToken:
        return Finding(what, False, "the token is refused: check SPOIWO_TOKEN with @BotFather")
    except TelegramError as fault:
        return Finding(what, False, f"can't be reached ({type(fault).__name__})")


async def _clock(settings: Settings) -> Finding:
    """This machine's clock beside the one of the API server."""
    local = datetime.now(ZoneInfo(settings.zone))
    try:
        timeout = aiohttp.ClientTimeout(total=10)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(settings.api_url, allow_redirects=False) as response,
        ):
            theirs = parsedate_to_datetime(response.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return Finding("clock", False, f"{local:%Y-%m-%d %H:%M}; nobody to compare with")
    differs = abs((datetime.now(UTC) - theirs).total_seconds())
    return Finding(
        "clock",
        differs < CLOCK_MAY_DIFFER,
        f"{local:%Y-%m-%d %H:%M}; differs from the server's by {differs:.0f} s",
    )
