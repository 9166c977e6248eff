"""The report on its fixed form: every part stands there, filled with what is known, or says that there is nothing.

Only what was taken over is an addition to the form: last, so that its numbers stay, and where there is any.
"""

from collections.abc import Mapping, Sequence

from handlers.feature import Known, Part, Printed
from handlers.meetings import papers
from handlers.meetings import words as about
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Block, Checks, Facts, Heading, Notice, Paragraph, Signatures
from storage import people, reports
from storage.meetings import Meeting
from storage.network import Network
from storage.reports import Report


async def make(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed:
    """As it was submitted, or a draft of what is known so far."""
    report = await reports.of_meeting(visit.uow, meeting.key)
    known = {part: await known_of(visit, _, network, meeting, part) for part in Part}
    head = await _head(visit, _, network, meeting, report)
    blocks = [*head, *_sections(_, meeting, report, known)]
    title = _("Report of the meeting").unescape()
    names = (await papers.named(visit, network)).union(*(each.names for each in known.values()))
    if report and report.submitted_by_id:
        names |= {report.submitted_by_id}
    return Printed(papers.document(visit, _, network, meeting, title, blocks), names)


async def _head(
    visit: Visit, _: Reader, network: Network, meeting: Meeting, report: Report | None
) -> list[Block]:
    facts = await papers.facts(visit, _, network, meeting)
    if report is None:
        return [Notice(_("Draft: the report is not submitted yet").unescape()), facts]
    by = await people.by_id(visit.uow, report.submitted_by_id) if report.submitted_by_id else None
    submitted = _("{date}, version {n}", date=_.full_date(report.submitted_at), n=report.version).unescape()
    signed = ", ".join(part for part in (submitted, by.name if by else "") if part)
    return [Facts((*facts.pairs, (_("Submitted").unescape(), signed)))]


def _sections(_: Reader, meeting: Meeting, report: Report | None, known: Mapping[Part, Known]) -> list[Block]:
    """The sections in their fixed order, numbered."""

    def written(name: str) -> list[Block]:
        text = getattr(report, name) if report else ""
        return [Paragraph(text)] if text else []

    sections: list[tuple[str, Sequence[Block]]] = [
        (_("Form of the meeting").unescape(), [_form(_, meeting)]),
        (_("Attendance").unescape(), known[Part.ATTENDANCE].blocks),
        (_("Goals of the meeting and how far it reached them").unescape(), written("goals")),
        (_("Programme as held").unescape(), known[Part.AGENDA].blocks),
        (_("Most important outcome").unescape(), written("outcome")),
        (_("Conclusions").unescape(), known[Part.CONCLUSIONS].blocks),
        (_("Decisions").unescape(), known[Part.DECISIONS].blocks),
        (_("Actions until the next meeting").unescape(), known[Part.ACTIONS].blocks),
        (_("Funding calls reviewed").unescape(), known[Part.FUNDING_CALLS].blocks),
        (_("Difficulties and needs of support").unescape(), written("difficulties")),
        (_("What happens next").unescape(), written("next_steps")),
        (_("Remarks").unescape(), written("remarks")),
        (_("Attachments").unescape(), known[Part.ATTACHMENTS].blocks),
    ]
    if known[Part.TRANSFERS].blocks:
        taken_over = _("What was taken over since the last meeting").unescape()
        sections.append((taken_over, known[Part.TRANSFERS].blocks))
    blocks: list[Block] = []
    for n, (heading, content) in enumerate(sections, 1):
        blocks += [Heading(heading, f"{n}."), *(content or [Paragraph(_("None.").unescape())])]
    signatures = (
        _("Facilitation of the network (date and signature)").unescape(),
        _("Expert moderation (date and signature)").unescape(),
    )
    return [*blocks, Signatures(signatures)]


async def known_of(visit: Visit, _: Reader, network: Network, meeting: Meeting, part: Part) -> Known:
    """What the features know of one part."""
    found = [
        await feature.report[part](visit, _, network, meeting)
        for feature in visit.registry.features
        if part in feature.report
    ]
    blocks = tuple(block for each in found for block in each.blocks)
    return Known(blocks, frozenset().union(*(each.names for each in found)))


def _form(_: Reader, meeting: Meeting) -> Checks:
    return Checks(tuple((_(name).unescape(), form is meeting.form) for form, name in about.FORMS.items()))
