"""Writing the report: five questions at most, each can be left as it is; read back, submitted, corrected later."""

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup

from facilitation import reports as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.reports import INPUTS
from handlers import forms, picker, printing
from handlers.feature import Part
from handlers.forms import Answers, Form, Step, choice, revisit
from handlers.meetings import door
from handlers.meetings import papers as shared
from handlers.meetings import words as about
from handlers.message import Button, Message, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.reports import paper
from handlers.reports.words import QUESTIONS, SHORT
from handlers.taps import Value
from handlers.visit import Visit
from papers.as_text import text as as_text
from storage import meetings, people, reports
from storage.meetings import Meeting
from storage.reports import Report

SUBMIT, AGAIN = 1, "again"
SHOWN = {"outcome": (Part.CONCLUSIONS, Part.DECISIONS), "next_steps": (Part.ACTIONS,)}
"""What the network noted down about a question anyway."""
MOST_SHOWN = 1000


async def on_write(visit: Visit, meeting_id: int) -> None:
    """The first time, or to correct it."""
    meeting = await door.enter(visit, meeting_id, Act.WRITE_REPORT)
    rules.refuse_early(meeting)
    report = await reports.of_meeting(visit.uow, meeting.key)
    answers: Answers = {
        "meeting": meeting.key,
        "version": report.version if report else 0,
        "was": _texts(report),
    }
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


def _texts(report: Report | None) -> dict[str, str]:
    return {name: getattr(report, name) for name in INPUTS} if report else {}


def _now(answers: Answers) -> dict[str, str]:
    """What would be submitted: what was just written, or what stood there before."""
    return {name: answers.get(name) or answers["was"].get(name, "") for name in INPUTS}


def _ask(name: str) -> Callable[[Visit, Answers], Awaitable[Message]]:
    async def ask(visit: Visit, answers: Answers) -> Message:
        _ = visit.reader
        meeting = await meetings.by_id(visit.uow, answers["meeting"])
        assert meeting is not None
        so_far = _now(answers)[name]
        known = await _known(visit, meeting, name) if name in SHOWN else ""
        text = paragraphs(
            lines(
                _(
                    "<b>Report of the meeting</b>, {n} of {count}",
                    n=INPUTS.index(name) + 1,
                    count=len(INPUTS),
                ),
                about.label(_, meeting),
            ),
            _(QUESTIONS[name]),
            lines(_("In the report anyway:"), _quote(known)) if known else None,
            lines(_("So far:"), _quote(so_far)) if so_far else None,
            _("Skip leaves it as it is.")
            if so_far
            else _("A sentence or two are enough; you can also skip it."),
        )
        return Message(text)

    return ask


async def _known(visit: Visit, meeting: Meeting, name: str) -> str:
    _, network = visit.group_reader(visit.here), visit.here
    known = [await paper.known_of(visit, _, network, meeting, part) for part in SHOWN[name]]
    blocks = [block for each in known for block in each.blocks]
    words = as_text(shared.document(visit, _, network, meeting, "", blocks)) if blocks else ""
    return picker.cut(words.split("\n\n", 1)[-1], MOST_SHOWN)


def _quote(words: str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(words)


async def _take(visit: Visit, answers: Answers, typed: str) -> str:
    return rules.checked(typed)


async def _read_back(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    meanwhile = answers.get("meanwhile")
    text = paragraphs(
        _("<b>This goes into the report</b>"),
        _(
            "Meanwhile {name} submitted the report. If you submit yours, it takes that one's place.",
            name=meanwhile,
        )
        if meanwhile
        else None,
        *(
            lines(Markup("<b>{}</b>").format(_(SHORT[name])), words or "–")
            for name, words in _now(answers).items()
        ),
        _("Attendance, programme, conclusions and actions are added by themselves."),
    )
    again = [revisit(_(SHORT[name]), "read", name) for name in INPUTS]
    submit = choice(_("Submit the report"), "read", SUBMIT, style="success")
    return Message(text, (tuple(again[:3]), tuple(again[3:]), (submit,)))


async def _submitting(visit: Visit, answers: Answers, value: Value) -> Any:
    """Whoever was overtaken reads so first."""
    if value != SUBMIT:
        raise Refused(DoorReason.OLD_BUTTON)
    meeting = await door.enter(visit, answers["meeting"], Act.WRITE_REPORT)
    report = await reports.of_meeting(visit.uow, meeting.key)
    if report is None or report.version == answers["version"]:
        return SUBMIT
    by = await people.by_id(visit.uow, report.submitted_by_id) if report.submitted_by_id else None
    answers["version"], answers["meanwhile"] = report.version, by.name if by else "?"
    return AGAIN


async def _submitted(visit: Visit, answers: Answers) -> None:
    meeting = await door.enter(visit, answers["meeting"], Act.WRITE_REPORT)
    report = await rules.submit(visit.uow, meeting, _now(answers), visit.me, visit.now)
    _ = visit.reader
    text = paragraphs(
        lines(_("<b>The report is submitted</b>"), about.label(_, meeting)),
        _("Version {n}. You can correct it at any time; the last version counts.", n=report.version),
    )
    page = Button(_("‹ The meeting"), tap=visit.tap("m", "one", meeting.key))
    shapes = printing.buttons(visit, _, meeting, "report", printing.paper_of(visit, "report"))
    visit.edit(Message(text, (tuple(shapes), (page,))))


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ The meeting"), tap=visit.tap("m", "one", answers["meeting"]))


FORM = Form(
    "report",
    (
        *(Step(name, _ask(name), take=_take, optional=True) for name in INPUTS),
        Step("read", _read_back, pick=_submitting, settled=lambda answer: answer == SUBMIT),
    ),
    _submitted,
    _origin,
)
