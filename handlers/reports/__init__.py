"""Reports of meetings: prefilled from all that is known, finished with five questions, made as a paper."""

from facilitation.meetings.facts import MeetingEnded
from facilitation.permissions import Act
from facilitation.reports import ReportReason
from handlers.feature import Feature, Paper
from handlers.reports import clock, owed, page, paper, writing
from locales.reader import mark

FEATURE = Feature(
    name="reports",
    code="rep",
    taps={"write": writing.on_write},
    forms=(writing.FORM,),
    due=dict.fromkeys(("ask", "third", "seventh"), clock.remind),
    hears={MeetingEnded: clock.on_ended},
    meeting_page=page.on_page,
    papers={"report": Paper(mark("Report"), Act.SEE_REPORT, paper.make)},
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        ReportReason.NOT_OVER: mark("The report can be written once the meeting is over."),
        ReportReason.LONG: mark("That has {length} characters; please keep it within {most}."),
    },
)
