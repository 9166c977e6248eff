"""Calls for funding in words: title, how long they are open, and who found them."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from handlers.questions.asked import signed
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions
from storage.funding_calls import FundingCall
from storage.people import Person

Authors = dict[int, tuple[Person, str]]


async def authors(visit: Visit, calls: Iterable[FundingCall]) -> Authors:
    """Who added these calls, with what they represent; nobody for those who asked to be forgotten."""
    ids = {call.author_id for call in calls if call.author_id is not None}
    known = await institutions.places_of(visit.uow, visit.here.key, ids) if ids else {}
    return {key: found for key, found in known.items() if found[0].name}


def author(call: FundingCall, known: Authors) -> Markup | None:
    """As in "Jan Łoś (Łódź)"."""
    found = known.get(call.author_id or 0)
    return signed(*found) if found else None


def title(call: FundingCall) -> Markup:
    """The title, which leads to the call where its address is known."""
    if not call.link:
        return Markup("<b>{}</b>").format(call.title)
    return Markup('<a href="{}">{}</a>').format(call.link, call.title)


def until(_: Reader, deadline: date | None, on: date) -> Markup:
    """As in "do 15 marca 2027, zostaje 12 dni"."""
    if deadline is None:
        return _("open without a deadline")
    left, day = (deadline - on).days, _.days(deadline, deadline)
    if left < 0:
        return _("over since {day}", day=day)
    if left == 0:
        return _("until {day}, which is today", day=day)
    return _.plural("until {day}, {n} day left", "until {day}, {n} days left", left, day=day)


def line(_: Reader, call: FundingCall, on: date, known: Authors) -> Markup:
    """One call on a list."""
    about = [until(_, call.deadline, on), _state(_, call), author(call, known)]
    return Markup("{}\n{}").format(title(call), Markup(" · ").join(each for each in about if each))


def _state(_: Reader, call: FundingCall) -> Markup | None:
    if call.withdrawn_at is not None:
        return _.context("funding call", "withdrawn")
    return _.context("funding call", "hidden") if call.hidden_reason is not None else None
