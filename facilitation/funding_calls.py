"""Calls for funding: what members add during the quarter, seen soonest first, and gone by itself when it is over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from facilitation.calendar.deadlines import find_deadline, understand_deadline
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import local
from facilitation.refusals import Reason, Refused
from facilitation.search.likeness import likeness
from facilitation.text import folded
from facilitation.typed import several_lines
from storage import funding_calls
from storage.funding_calls import FundingCall
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

SHORTEST_TITLE, LONGEST_TITLE = 3, 150
LONGEST_LINK, LONGEST_DETAILS, LONGEST_REASON = 500, 600, 300
MOST_OPEN = 100
"""Calls of one network that can be open at the same time."""
ALIKE, IN_COMMON = 0.8, 0.6
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


class FundingReason(Reason):
    """Why a call can't be so."""

    TITLE_SHORT = "funding title short"
    TITLE_LONG = "funding title long"
    NO_DEADLINE = "funding no deadline"
    NO_LINK = "funding no link"
    LINK_LONG = "funding link long"
    DETAILS_LONG = "funding details long"
    NO_REASON = "funding no reason"
    REASON_LONG = "funding reason long"
    TOO_MANY = "funding too many"
    GONE = "funding gone"
    NOT_YOURS = "funding not yours"


@dataclass(frozen=True)
class Typed:
    """What one line says of a call; nothing where it says nothing."""

    title: str
    deadline: date | None
    link: str
    details: str


# words


def understand(typed: str, network: Network, now: datetime, language: str) -> Typed:
    """One line as in "LIFE: adaptacja, do 15.03.2027, dla gmin https://…"."""
    found = _ADDRESS.search(typed)
    link = checked_link(found[0].rstrip(".,;)")) if found else ""
    said = find_deadline(" ".join(_ADDRESS.sub(" ", typed, count=1).split()), now, network.zone, language)
    title = checked_title(said.before) if said.before else ""
    return Typed(title, said.day, link, checked_details(said.after))


def checked_title(typed: str) -> str:
    title = " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())
    if len(title) < SHORTEST_TITLE or not any(sign.isalnum() for sign in title):
        raise Refused(FundingReason.TITLE_SHORT)
    if len(title) > LONGEST_TITLE:
        raise Refused(FundingReason.TITLE_LONG, length=len(title), most=LONGEST_TITLE)
    return title


def checked_deadline(typed: str, network: Network, now: datetime, language: str) -> date:
    """The last day to apply, not before today."""
    try:
        return understand_deadline(typed, now, network.zone, language)
    except Refused as refusal:
        raise (
            Refused(FundingReason.NO_DEADLINE) if refusal.reason is CalendarReason.NO_DAYS else refusal
        ) from None


def checked_link(typed: str) -> str:
    """An address on the web; one without its beginning gets it."""
    link = typed.strip()
    link = f"https://{link}" if link.casefold().startswith("www.") else link
    if len(link) > LONGEST_LINK:
        raise Refused(FundingReason.LINK_LONG, most=LONGEST_LINK)
    if not _leads_somewhere(link):
        raise Refused(FundingReason.NO_LINK)
    return link


def _leads_somewhere(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    readable = link.isprintable() and not any(sign.isspace() for sign in link)
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "").strip(".") and readable


def checked_details(typed: str) -> str:
    return several_lines(typed, LONGEST_DETAILS, FundingReason.DETAILS_LONG)


def checked_reason(typed: str) -> str:
    """Why a call is hidden, as whoever added it reads it."""
    return several_lines(
        typed, LONGEST_REASON, FundingReason.REASON_LONG, least=1, too_short=FundingReason.NO_REASON
    )


# the list


def today(network: Network, now: datetime) -> date:
    return local(now, network.zone).date()


async def open_calls(uow: UnitOfWork, network_id: int, on: date) -> Sequence[FundingCall]:
    """What one can still apply for on a day, the soonest deadline first, those without one last."""
    return await funding_calls.open_calls(uow, network_id, on)


def is_over(call: FundingCall, on: date) -> bool:
    return call.deadline is not None and call.deadline < on


async def alike(
    uow: UnitOfWork, network: Network, title: str, link: str, now: datetime
) -> Sequence[FundingCall]:
    """Open calls that may be this one: the same address, or nearly the same title."""
    known = await open_calls(uow, network.key, today(network, now))
    return [each for each in known if _same_address(each.link, link) or _same_title(each.title, title)]


def _same_address(one: str, other: str) -> bool:
    return bool(one and other) and _address(one) == _address(other)


def _address(link: str) -> tuple[str, str, str]:
    parts = urlsplit(link)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def _same_title(one: str, other: str) -> bool:
    mine, its = folded(one), folded(other)
    words, others = set(re.findall(r"\w+", mine)), set(re.findall(r"\w+", its))
    common = len(words & others) / len(words | others) if words | others else 0.0
    return common >= IN_COMMON or likeness(mine, its) >= ALIKE


async def add(uow: UnitOfWork, network: Network, author: Person, typed: Typed, now: datetime) -> FundingCall:
    """Onto the list; one that is too long is refused, so that it stays of use."""
    if await funding_calls.count_open(uow, network.key, today(network, now)) >= MOST_OPEN:
        raise Refused(FundingReason.TOO_MANY, most=MOST_OPEN)
    new = FundingCall(
        network_id=network.key, author_id=author.key, title=typed.title, deadline=typed.deadline,
        link=typed.link, details=typed.details, added_at=now,
    )  # fmt: skip
    return await funding_calls.add(uow, new)


# one of them


def standing(call: FundingCall) -> FundingCall:
    """Refused for one that was withdrawn or hidden."""
    if not call.stands:
        raise Refused(FundingReason.GONE)
    return call


def visible(call: FundingCall, person: Person, *, leads: bool) -> bool:
    """What was hidden or withdrawn is for whoever added it; those who lead see what is hidden."""
    return call.stands or call.author_id == person.id or (leads and call.withdrawn_at is None)


def may_change(call: FundingCall, person: Person, *, leads: bool) -> bool:
    """Whoever added it, and those who lead: the author may be away when a deadline moves."""
    return call.author_id == person.id or (leads and call.withdrawn_at is None)


def change(uow: UnitOfWork, call: FundingCall, said: Typed) -> None:
    call.title, call.deadline, call.link, call.details = said.title, said.deadline, said.link, said.details
    uow.session.add(call)


def withdraw(uow: UnitOfWork, call: FundingCall, by: Person, now: datetime) -> None:
    _own(call, by)
    call.withdrawn_at = now
    uow.session.add(call)


def restore(uow: UnitOfWork, call: FundingCall, by: Person) -> None:
    """Withdrawn by mistake: it stands on the list again."""
    _own(call, by)
    call.withdrawn_at = None
    uow.session.add(call)


def _own(call: FundingCall, by: Person) -> None:
    if call.author_id != by.id:
        raise Refused(FundingReason.NOT_YOURS)


def hide(uow: UnitOfWork, call: FundingCall, reason: str) -> None:
    standing(call).hidden_reason = checked_reason(reason)
    uow.session.add(call)


def show_again(uow: UnitOfWork, call: FundingCall) -> None:
    call.hidden_reason = None
    uow.session.add(call)
