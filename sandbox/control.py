"""The control API: people act, look and listen; faults, the record, files and the clock."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import view
from sandbox.acts import ACTS, Given
from sandbox.clock import Busy, Road
from sandbox.errors import ApiError, Refused
from sandbox.files import File
from sandbox.listening import Listening
from sandbox.requests import read, while_connected
from sandbox.signals import Signal
from sandbox.world import World

ANSWER_WAIT, CLOCK_WAIT = 5.0, 25.0
Endpoint = Callable[[Request], Awaitable[Response]]


class Control:
    """What the chat page, the stories and the tests ask of the sandbox."""

    def __init__(self, world: World, road: Road) -> None:
        self.world = world
        self.road = road
        self.listening = Listening(world, road)
        self._changed = Signal()
        world.listeners.append(lambda _: self._changed.fire())

    def routes(self) -> list[Route]:
        plain: list[tuple[str, str, Endpoint]] = [
            ("GET", "/world", self.whole),
            ("GET", "/world/as/{user:int}", self.seen_by),
            ("GET", "/world/as/{user:int}/events", self.events),
            ("POST", "/world/as/{user:int}/taps", self.tap),
            ("POST", "/world/as/{user:int}/inline", self.ask_inline),
            ("POST", "/world/people", self.new_person),
            ("POST", "/world/faults", self.add_fault),
            ("GET", "/world/faults", self.faults),
            ("DELETE", "/world/faults", self.clear_faults),
            ("GET", "/world/record", self.record),
            ("GET", "/world/refused", self.refused),
            ("GET", "/world/files/{file_id}", self.file),
            ("GET", "/clock", self.clock),
            ("POST", "/clock/quiet", self.quiet),
            ("POST", "/clock/move", self.move),
        ]
        acts = [(method, f"/world/as/{{user:int}}{path}", self._act(act)) for method, path, act in ACTS]
        return [Route(path, guarded(endpoint), methods=[method]) for method, path, endpoint in plain + acts]

    def _act(self, act: Callable[[World, int, Given], Any]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            params, files = await read(request)
            given = Given(params, request.path_params, files)
            return JSONResponse(act(self.world, request.path_params["user"], given))

        return endpoint

    async def whole(self, request: Request) -> Response:
        return JSONResponse(view.whole(self.world))

    async def seen_by(self, request: Request) -> Response:
        return JSONResponse(view.seen_by(self.world, request.path_params["user"]))

    async def events(self, request: Request) -> Response:
        return self.listening.stream(request.path_params["user"])

    async def tap(self, request: Request) -> Response:
        given = Given((await read(request))[0], {}, {})
        query = self.world.tap(
            request.path_params["user"],
            given.number("chat_id"),
            given.number("message_id"),
            given.text("data"),
        )
        answer = await self._answered(lambda: self.world.callback_answer(query))
        shown: dict[str, Any] = {
            "answered": answer is not None,
            "text": None,
            "show_alert": False,
            "url": None,
        }
        return JSONResponse(shown | (answer or {}))

    async def ask_inline(self, request: Request) -> Response:
        """Type the bot's name in a chat; what can be picked there, once the bot has answered."""
        given = Given((await read(request))[0], {}, {})
        user, chat_id = request.path_params["user"], given.number("chat_id")
        query = self.world.ask_inline(user, given.text("query"), given.text("offset"), chat_id)
        answer = await self._answered(lambda: self.world.inline_answer(query))
        shown: dict[str, Any] = {"query_id": query, "answered": answer is not None, "results": []}
        told = ("results", "next_offset", "button")
        return JSONResponse(shown | {name: answer[name] for name in told if answer and name in answer})

    async def _answered(self, answer: Callable[[], dict[str, Any] | None]) -> dict[str, Any] | None:
        """The bot's answer; None when it keeps people waiting for too long."""
        loop = asyncio.get_running_loop()
        end = loop.time() + ANSWER_WAIT
        while answer() is None and (left := end - loop.time()) > 0:
            await self._changed.wait(left)
        return answer()

    async def new_person(self, request: Request) -> Response:
        given, _ = await read(request)
        fields = ("first_name", "last_name", "username", "language_code", "about", "started")
        person = self.world.person(**{name: given[name] for name in fields if name in given})
        return JSONResponse(person.card())

    async def add_fault(self, request: Request) -> Response:
        given, _ = await read(request)
        fault = self.world.faults.add(**given)
        return JSONResponse(fault.as_dict())

    async def faults(self, request: Request) -> Response:
        return JSONResponse([fault.as_dict() for fault in self.world.faults.waiting()])

    async def clear_faults(self, request: Request) -> Response:
        self.world.faults.clear()
        return JSONResponse([])

    async def record(self, request: Request) -> Response:
        return JSONResponse(self.world.record.after(int(request.query_params.get("after", 0))))

    async def refused(self, request: Request) -> Response:
        return JSONResponse(self.world.record.refused)

    async def file(self, request: Request) -> Response:
        file = self.world.files.get(request.path_params["file_id"])
        if file is None:
            return _no(404, "no_file", "no such file")
        return Response(file.data, media_type=file.mime, headers=_harmless(file))

    async def clock(self, request: Request) -> Response:
        query = request.query_params
        if "after" in query:
            await while_connected(
                request, self.road.wait(query.get("client"), int(query["after"]), CLOCK_WAIT)
            )
        return JSONResponse(self.road.state())

    async def quiet(self, request: Request) -> Response:
        given, _ = await read(request)
        due = given.get("next_due")
        self.road.quiet(given["client"], int(given["version"]), moment(due) if due else None)
        return JSONResponse(self.road.state())

    async def move(self, request: Request) -> Response:
        given, _ = await read(request)
        visited = await self.road.move(**_where(given))
        state = self.road.state()
        answer = {"now": state["now"], "visited": [due.isoformat() for due in visited]}
        return JSONResponse(answer | {"next_due": state["next_due"]})


def _where(given: dict[str, Any]) -> dict[str, Any]:
    if given.get("next"):
        return {}
    if "to" in given:
        return {"to": moment(given["to"])}
    return {"by": timedelta(seconds=float(given["by"]))}


def moment(text: str) -> datetime:
    """A moment from ISO 8601; without a zone it is UTC."""
    parsed = datetime.fromisoformat(text)
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def guarded(endpoint: Endpoint) -> Endpoint:
    """For callers on this machine only; what went wrong becomes a reason and a sentence."""

    async def answer(request: Request) -> Response:
        if not _local(request):
            return _no(403, "not_local", "only from this machine")
        try:
            return await endpoint(request)
        except Refused as refused:
            return _no(400, refused.reason, str(refused))
        except Busy as busy:
            return _no(504, "busy", f"still busy: {busy}")
        except ApiError as error:
            return _no(error.code, "bad_request", error.description)
        except (KeyError, TypeError, ValueError) as wrong:
            return _no(422, "incomplete", f"the request is not complete or not right: {wrong}")

    return answer


def _no(status: int, reason: str, sentence: str) -> Response:
    return JSONResponse({"error": sentence, "reason": reason}, status_code=status)


def _harmless(file: File) -> dict[str, str]:
    """Headers with which a file from anyone runs nothing here; what is no image is only ever saved."""
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    if not file.mime.startswith("image/"):
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return headers


def _local(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
