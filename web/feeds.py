"""Calendar feeds over HTTP: whoever knows a private address reads it, everybody else learns nothing."""

import hashlib
from collections.abc import Awaitable, Callable
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from papers.calendar import MEDIA_TYPE, Timetable, as_ics
from storage.engine import Unavailable

PATH = "/calendar/{token}.ics"

AskTimetable = Callable[[str], Awaitable[Timetable | None]]


def route(ask: AskTimetable) -> Route:
    """The one address of all feeds."""

    async def tell(request: Request) -> Response:
        try:
            timetable = await ask(request.path_params["token"])
        except Unavailable:
            return Response(status_code=503, headers={"Retry-After": "60"})
        if timetable is None:
            return PlainTextResponse("Not Found", 404)
        return _answer(request, timetable)

    return Route(PATH, tell)


def _answer(request: Request, timetable: Timetable) -> Response:
    content = as_ics(timetable)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if timetable.changed is not None:
        headers["Last-Modified"] = format_datetime(timetable.changed, usegmt=True)
    known = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
