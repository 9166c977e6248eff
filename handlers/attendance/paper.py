"""The attendance list as a paper, and its figures in the report of the meeting."""

from collections.abc import Sequence

from facilitation.attendance.sheet import Line, Sheet
from handlers.attendance import coming, words
from handlers.feature import Known, Printed
from handlers.meetings import papers
from handlers.rhythms import as_sentence
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Block, Column, Facts, Heading, Paragraph, Signatures, Table
from storage.attendance import Presence
from storage.meetings import TAKING_PLACE, Meeting
from storage.network import Network


async def make(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed:
    """Who was there; until the meeting is over and nobody is, everyone who is asked to come, to be signed on paper."""
    sheet = await coming.sheet(visit, meeting)
    lines = sheet.present or (list(sheet.lines) if meeting.state in TAKING_PLACE else [])
    people = [line for line in lines if not line.is_guest]
    guests = [line for line in lines if line.is_guest]
    blocks: list[Block] = [
        await papers.facts(visit, _, network, meeting),
        Heading(_("Representatives of institutions").unescape()),
        _table(_, people) if people else Paragraph(_("Nobody is on the list yet.").unescape()),
    ]
    if guests:
        blocks += [Heading(_("Guests").unescape()), _table(_, guests)]
    if sheet.present:
        blocks += [Heading(_("Altogether").unescape()), _sums(_, sheet)]
    blocks.append(Signatures((_("Organisational guardian (signature)").unescape(),)))
    title = _("Attendance list").unescape()
    return Printed(
        papers.document(visit, _, network, meeting, title, blocks),
        sheet.people | await papers.named(visit, network),
    )


def _table(_: Reader, lines: Sequence[Line]) -> Table:
    columns = (
        Column(_("No.").unescape(), 0.7, "figure"),
        Column(_("Name").unescape(), 4.4),
        Column(_("Institution").unescape(), 4.6),
        Column(_("Taking part").unescape(), 2.7),
        Column(_("Signature").unescape(), 3.2, "signature"),
    )
    return Table(columns, tuple(_row(_, n, line) for n, line in enumerate(lines, 1)))


def _row(_: Reader, n: int, line: Line) -> tuple[str, ...]:
    how = _(words.HOW[line.presence]).unescape() if line.presence else ""
    about = ", ".join(each for each in (how, _("substitute").unescape() if line.instead_of else "") if each)
    return f"{n}.", words.name(_, line), line.place, about, "–" if line.presence is Presence.REMOTE else ""


def _sums(_: Reader, sheet: Sheet) -> Facts:
    """How many in each way, and how many of them were guests."""
    pairs = []
    for presence, label in words.HOW.items():
        there = Sheet(
            tuple(line for line in sheet.present if line.presence is presence and not line.is_guest)
        )
        if there.lines:
            pairs.append((as_sentence(_(label)).unescape(), _count(_, there)))
    guests = Sheet(tuple(line for line in sheet.present if line.is_guest))
    if guests.lines:
        pairs.append((_("Guests").unescape(), _count(_, guests)))
    return Facts(tuple(pairs))


def _count(_: Reader, sheet: Sheet) -> str:
    people, places = sheet.figures
    present = _.plural("{n} person", "{n} people", people)
    of = _.plural("from {n} institution", "from {n} institutions", places) if places else ""
    return f"{present.unescape()} {of}".strip()


async def report_part(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    """How many came from each institution, and how."""
    sheet = await coming.sheet(visit, meeting)
    if not sheet.present:
        return Known()
    columns = (
        Column(_("Institution").unescape(), 4),
        *(Column(as_sentence(_(label)).unescape(), 1.3, "figure") for label in words.HOW.values()),
    )
    rows = [
        (place or _("Without an institution").unescape(), *(_number(of_place, each) for each in Presence))
        for place, of_place in sheet.places.items()
    ]
    total = (_("Altogether").unescape(), *(_number(sheet.present, each) for each in Presence))
    return Known((Table(columns, (*rows, total)), Paragraph(_count(_, sheet))))


def _number(lines: Sequence[Line], presence: Presence) -> str:
    return str(sum(line.presence is presence for line in lines))
