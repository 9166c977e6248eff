"""Reading HTTP requests: parameters however they were encoded, files, and whether the caller is still there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.errors import bad_request
from sandbox.files import Upload

Result = TypeVar("Result")


async def read(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters and files of a request: query string, form, multipart or JSON."""
    params: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _multipart(request, params)
    body = await request.body()
    if kind == "application/json" and body:
        try:
            given = json.loads(body)
        except ValueError:
            raise bad_request("can't parse request body as JSON object") from None
        if not isinstance(given, dict):
            raise bad_request("can't parse request body as JSON object")
        params |= given
    elif kind == "application/x-www-form-urlencoded":
        params |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return params, {}


async def _multipart(request: Request, params: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Upload]]:
    files: dict[str, Upload] = {}
    async with request.form(max_files=100, max_part_size=1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Upload(value.filename or name, await value.read(), value.content_type)
            else:
                params[name] = value
    return params, files


async def gone(request: Request) -> None:
    """Wait until the caller hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def while_connected(request: Request, work: Awaitable[Result]) -> Result | None:
    """The result of `work`, or None (and the work cancelled) when the caller hung up first."""
    task, hang_up = asyncio.ensure_future(work), asyncio.ensure_future(gone(request))
    try:
        await asyncio.wait({task, hang_up}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for pending in (task, hang_up):
            pending.cancel()
        await asyncio.gather(task, hang_up, return_exceptions=True)
