"""A question at an address of its own, for someone outside the network: read in a browser, answered in a form.

Whoever knows the address reads it, everybody else learns nothing. An answer is kept before it is said to be received.
"""

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from locales import LANGUAGES, Reader
from papers.questions import STYLE_HASH, Again, Notice, QuestionPage, Typed, as_html, notice_as_html
from storage.engine import Unavailable

PATH = "/question/{token}"
LARGEST = 16 * 1024
MOST_FIELDS = 10
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
_UNWRITTEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Desk:
    """Who knows what is shown at an address, after something was typed there; and who keeps an answer from there.

    Of the same answer in the same form only the first is kept. Both raise Unavailable.
    """

    show: Callable[[str, Typed | None], Awaitable[QuestionPage | None]]
    take: Callable[[str, Typed, str], Awaitable[None]]


def route(desk: Desk) -> Route:
    """The one address of all questions."""

    async def answer(request: Request) -> Response:
        return await (_receive if request.method == "POST" else _show)(desk, request)

    return Route(PATH, answer, methods=["GET", "POST"])


async def _show(desk: Desk, request: Request) -> Response:
    try:
        page = await desk.show(request.path_params["token"], None)
    except Unavailable:
        return _notice(_unavailable(_reader(request)), 503, {"Retry-After": "60"})
    if page is None:
        return _notice(_gone(_reader(request)), 404)
    if "thanks" in request.query_params:
        return _notice(page.thanks)
    return _notice(page.full) if page.full else _form(page)


async def _receive(desk: Desk, request: Request) -> Response:
    token, body = request.path_params["token"], await _body(request)
    if body is None:
        return _notice(_too_large(_reader(request)), 413)
    typed, form = _read(body)
    try:
        page = await desk.show(token, typed)
        if page is None:
            return _notice(_gone(_reader(request)), 404)
        if page.wrong.words or page.wrong.name:
            return _form(page, 422)
        await desk.take(token, typed, form)
    except Unavailable:
        return _notice(_unavailable(_reader(request), typed, form), 503, {"Retry-After": "60"})
    return RedirectResponse("?thanks", 303, HEADERS)


def _form(page: QuestionPage, status: int = 200) -> Response:
    return HTMLResponse(as_html(page, _new_form()), status, HEADERS)


def _notice(notice: Notice, status: int = 200, more: Mapping[str, str] | None = None) -> Response:
    return HTMLResponse(notice_as_html(notice), status, {**HEADERS, **(more or {})})


def _new_form() -> str:
    return secrets.token_hex(16)


async def _body(request: Request) -> bytes | None:
    """None as soon as it is too large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _read(body: bytes) -> tuple[Typed, str]:
    """What was typed, and the form that it was typed into; nothing from what is no form."""
    try:
        fields = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        fields = {}
    words, name, form = (_clean(fields.get(field, [""])[0]) for field in ("words", "name", "form"))
    return Typed(words, name), form or _new_form()


def _clean(typed: str) -> str:
    """Line breaks as everybody else writes them; no signs that can't be kept."""
    return _UNWRITTEN.sub("", typed.replace("\r\n", "\n"))


def _reader(request: Request) -> Reader:
    """The language that the browser wishes; there is no network to tell another."""
    wished = [each.strip()[:2].lower() for each in request.headers.get("Accept-Language", "").split(",")]
    return Reader(next((language for language in wished if language in LANGUAGES), LANGUAGES[0]))


def _gone(_: Reader) -> Notice:
    said = _("The address may be incomplete, or the question was taken back. "
             "Whoever sent you the link will know more.")  # fmt: skip
    return Notice(_.language, _("There is no question here").unescape(), said.unescape())


def _too_large(_: Reader) -> Notice:
    said = _("Please go back and send a shorter answer.")
    return Notice(_.language, _("That is too long to take in").unescape(), said.unescape())


def _unavailable(_: Reader, typed: Typed | None = None, form: str = "") -> Notice:
    """What was typed is not lost: it goes along to be sent again."""
    title = _("Please try again in a minute").unescape()
    if typed is None:
        return Notice(_.language, title, _("The page can't be shown just now.").unescape())
    said = _(
        "Your answer can't be received just now. It is still here: send it again in a moment."
    ).unescape()
    return Notice(_.language, title, said, Again(_("Send again").unescape(), typed, form))
