"""What is read over HTTP: the webhook that Telegram calls, health and metrics of the process, calendars,
questions shown outside, and the catalogue of what is public."""

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from storage.engine import Unavailable
from web import feeds, questions
from web.feeds import AskTimetable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
WEBHOOK_PATH = "/telegram"
CATALOGUE_PATH = "/baza"


@dataclass(frozen=True)
class Health:
    """How the process is: whether the database answers and how long ago it last looked for due work."""

    database: bool
    seconds_since_tick: float
    waiting: int

    @property
    def ok(self) -> bool:
        return self.database and self.seconds_since_tick < 30


TakeIn = Callable[[dict[str, Any]], Awaitable[None]]
AskHealth = Callable[[], Awaitable[Health]]
Measure = Callable[[], Awaitable[tuple[bytes, str]]]
"""The text of the metrics and its media type."""


def application(
    health: AskHealth,
    take_in: TakeIn | None = None,
    secret: str = "",
    measure: Measure | None = None,
    timetable: AskTimetable | None = None,
    desk: questions.Desk | None = None,
    catalogue: Path | None = None,
) -> Starlette:
    """The web of one process; with `take_in`, also the webhook, which takes updates with this `secret` only.

    With `measure`, also its numbers for whoever watches over it; with `timetable`, calendar feeds; with `desk`,
    pages of questions; with `catalogue`, the pages in that folder.
    """

    async def tell_health(_: Request) -> Response:
        found = await health()
        return JSONResponse({"ok": found.ok, **asdict(found)}, 200 if found.ok else 503)

    routes: list[BaseRoute] = [Route("/health", tell_health)]
    if take_in is not None:
        routes.append(_webhook(take_in, secret))
    if measure is not None:
        routes.append(_metrics(measure))
    if timetable is not None:
        routes.append(feeds.route(timetable))
    if desk is not None:
        routes.append(questions.route(desk))
    if catalogue is not None:
        routes.append(Mount(CATALOGUE_PATH, StaticFiles(directory=catalogue, html=True, check_dir=False)))
    return Starlette(routes=routes)


def _webhook(take_in: TakeIn, secret: str) -> Route:
    async def hear_telegram(request: Request) -> Response:
        if not secret or not hmac.compare_digest(
            request.headers.get(SECRET_HEADER, "").encode(), secret.encode()
        ):
            return Response(status_code=403)
        update = _update(await request.body())
        if update is None:
            return Response(status_code=400)
        try:
            await take_in(update)
        except Unavailable:
            return Response(status_code=503)
        return Response()

    return Route(WEBHOOK_PATH, hear_telegram, methods=["POST"])


def _metrics(measure: Measure) -> Route:
    async def tell(_: Request) -> Response:
        try:
            text, kind = await measure()
        except Unavailable:
            return Response(status_code=503)
        return Response(text, media_type=kind)

    return Route("/metrics", tell)


def _update(body: bytes) -> dict[str, Any] | None:
    """The update in a request; None for what can't be one."""
    try:
        update = json.loads(body)
    except ValueError:
        return None
    return update if isinstance(update, dict) and isinstance(update.get("update_id"), int) else None
