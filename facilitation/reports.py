"""The report of a meeting: asked for the day after, reminded of after three and seven days, until it is submitted."""

from datetime import datetime, time, timedelta

from facilitation.calendar.rhythm import local, utc
from facilitation.meetings.facts import ReportSubmitted
from facilitation.refusals import Reason, Refused
from storage import due_work, reports
from storage.due_work import Planned
from storage.meetings import Meeting, MeetingState
from storage.people import Person
from storage.reports import Report
from storage.unit_of_work import UnitOfWork

ASK, THIRD, SEVENTH = "reports.ask", "reports.third", "reports.seventh"
DAYS = {ASK: 1, THIRD: 3, SEVENTH: 7}
HOUR = time(9, 0)
LONGEST = 1500
INPUTS = ("goals", "outcome", "difficulties", "next_steps", "remarks")


class ReportReason(Reason):
    """Why a report can't be written."""

    NOT_OVER = "meeting not over"
    LONG = "report answer long"


def owed(meeting: Meeting, zone: str, now: datetime) -> list[Planned]:
    """The request and its reminders, in the morning; those whose time has gone while nobody was there are one."""
    key, arguments = str(meeting.key), {"meeting": meeting.key}
    ends = local(meeting.ends_at, zone)
    moments = {
        kind: utc(datetime.combine(ends.date() + timedelta(days=days), HOUR), zone)
        for kind, days in DAYS.items()
    }
    missed = [kind for kind, at in moments.items() if at <= now]
    planned = [Planned(missed[-1], key, now, None, arguments)] if missed else []
    return [*planned, *(Planned(kind, key, at, None, arguments) for kind, at in moments.items() if at > now)]


async def ask_for(uow: UnitOfWork, meeting: Meeting, zone: str, now: datetime) -> None:
    """The meeting took place: its report is due."""
    await due_work.plan_all(uow, owed(meeting, zone, now), meeting.network_id)


async def submit(
    uow: UnitOfWork, meeting: Meeting, written: dict[str, str], by: Person, now: datetime
) -> Report:
    """The report, or a corrected one: the last counts. Nobody is reminded any more."""
    refuse_early(meeting)
    report = await reports.of_meeting(uow, meeting.key)
    if report is None:
        report = Report(meeting_id=meeting.key, network_id=meeting.network_id, version=0, submitted_at=now)
    for name in INPUTS:
        setattr(report, name, written.get(name, ""))
    report.version += 1
    report.submitted_at, report.submitted_by_id = now, by.key
    await reports.keep(uow, report)
    await due_work.cancel_all(uow, now, list(DAYS), [str(meeting.key)])
    uow.tell(ReportSubmitted(meeting.network_id, meeting.key))
    return report


def refuse_early(meeting: Meeting) -> None:
    if meeting.state is not MeetingState.CLOSED:
        raise Refused(ReportReason.NOT_OVER)


def checked(typed: str) -> str:
    text = typed.strip()
    if len(text) > LONGEST:
        raise Refused(ReportReason.LONG, most=LONGEST, length=len(text))
    return text
