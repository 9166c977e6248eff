"""The report on its fixed form: every part stands there, filled with what is known, or says that there is nothing."""

from collections.abc import Sequence

from handlers.feature import Part, Printed
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
    blocks = [
        *await _head(visit, _, network, meeting, report),
        *await _parts(visit, _, network, meeting, report),
    ]
    title = _("Report of the meeting").unescape()
    names = await papers.named(visit, network)
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


async def _parts(
    visit: Visit, _: Reader, network: Network, meeting: Meeting, report: Report | None
) -> list[Block]:
    """The sections in their fixed order, numbered."""

    async def known(*parts: Part) -> list[Block]:
        return [block for part in parts for block in await known_of(visit, _, network, meeting, part)]

    def written(name: str) -> list[Block]:
        text = getattr(report, name) if report else ""
        return [Paragraph(text)] if text else []

    sections: list[tuple[str, Sequence[Block]]] = [
        (_("Form of the meeting").unescape(), [_form(_, meeting)]),
        (_("Attendance").unescape(), await known(Part.ATTENDANCE)),
        (_("Goals of the meeting and how far it reached them").unescape(), written("goals")),
        (_("Programme as held").unescape(), await known(Part.AGENDA)),
        (_("Most important outcome").unescape(), written("outcome")),
        (_("Conclusions").unescape(), await known(Part.CONCLUSIONS)),
        (_("Decisions").unescape(), await known(Part.DECISIONS)),
        (_("Actions until the next meeting").unescape(), await known(Part.ACTIONS)),
        (_("Funding calls reviewed").unescape(), await known(Part.FUNDING_CALLS)),
        (_("Difficulties and needs of support").unescape(), written("difficulties")),
        (_("What happens next").unescape(), written("next_steps")),
        (_("Remarks").unescape(), written("remarks")),
        (_("Attachments").unescape(), await known(Part.ATTACHMENTS)),
    ]
    blocks: list[Block] = []
    for n, (heading, content) in enumerate(sections, 1):
        blocks += [Heading(heading, f"{n}."), *(content or [Paragraph(_("None.").unescape())])]
    signatures = (
        _("Facilitation of the network (date and signature)").unescape(),
        _("Expert moderation (date and signature)").unescape(),
    )
    return [*blocks, Signatures(signatures)]


async def known_of(visit: Visit, _: Reader, network: Network, meeting: Meeting, part: Part) -> list[Block]:
    """What the features know of one part."""
    return [
        block
        for feature in visit.registry.features
        if part in feature.report
        for block in await feature.report[part](visit, _, network, meeting)
    ]


def _form(_: Reader, meeting: Meeting) -> Checks:
    return Checks(tuple((_(name).unescape(), form is meeting.form) for form, name in about.FORMS.items()))
