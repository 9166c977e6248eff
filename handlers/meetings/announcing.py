"""Announcing a meeting: asked or read from the command, read back with what stands against it, then confirmed."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from facilitation.calendar.clashes import clash
from facilitation.meetings import planning
from facilitation.meetings.planning import Draft
from facilitation.permissions import Act
from facilitation.quiet_times import rest_of
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, FormReason, Step, choice, revisit
from handlers.meetings import calendar, card, questions, words
from handlers.meetings.questions import LABELS, STEPS
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.quiet_times import why
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from papers.calendar import Entry
from storage import subgroups
from storage.meetings import Meeting, MeetingForm, WorkFormat

CONFIRM, CHANGE, READ, YES = "confirm", "change", "read", "yes"


async def propose(visit: Visit, typed: str) -> None:
    """`/spotkanie 14 stycznia 10:00–15:00`: understood, the rest is asked, privately where that is possible."""
    visit.require(Act.PLAN_MEETINGS)
    answers: Answers = {}
    answers["when"] = await questions.free(visit, questions.understood(visit, typed))
    visit.step_aside()
    await forms.begin(visit, FORM, answers | {"known": ["when"]}, network_id=visit.here.key)


async def begin(visit: Visit, subgroup_id: int | None = None) -> None:
    """The questions one by one."""
    visit.require(Act.PLAN_MEETINGS)
    answers: Answers = {"subgroup": subgroup_id} if subgroup_id else {}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def take_up(visit: Visit, meeting: Meeting) -> None:
    """A proposal is planned: its date and host are known."""
    answers: Answers = {
        "proposal": meeting.key,
        "when": questions.kept(meeting.starts_at, meeting.ends_at),
        "known": ["when"],
    }
    if meeting.host_id is not None:
        answers["host"] = meeting.host_id
        answers["known"].append("host")
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


def draft(answers: Answers) -> Draft:
    starts, ends = questions.hours(answers)
    form = MeetingForm(answers["form"])
    in_room, remote = form is not MeetingForm.ONLINE, form is not MeetingForm.IN_PERSON
    host = answers.get("host")
    return Draft(
        starts, ends, form,
        title=answers.get("title") or "",
        work_format=WorkFormat(answers["format"]) if answers.get("format") else None,
        host_id=host if in_room and isinstance(host, int) else None,
        place=(answers.get("place") or "") if in_room else "",
        link=(answers.get("link") or "") if remote else "",
        seats=answers.get("seats") if in_room else None,
        subgroup_id=answers.get("subgroup"),
        proposal=answers.get("proposal"),
    )  # fmt: skip


# the read-back, which leads back to any one question


async def _ask_confirm(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    if answers.get(CONFIRM) == CHANGE:
        answers[CONFIRM] = READ
        asked = [step for step in STEPS if step.when(answers)]
        labels = [revisit(_(LABELS[step.name]), CONFIRM, step.name) for step in asked]
        return Message(_("What is different?"), columns(labels, 2)).with_buttons(
            [choice(_("‹ Back to the summary"), CONFIRM, READ)]
        )
    return await _read_back(visit, answers)


async def _pick_confirm(_visit: Visit, answers: Answers, value: Value) -> Value:
    """Only what was read back last can be confirmed: an older message says something else."""
    if value not in (CHANGE, READ, _seal(answers)):
        raise Refused(FormReason.CLOSED)
    return value


def _seal(answers: Answers) -> str:
    """Ties the button to what stands above it."""
    read = json.dumps([answers.get(step.name) for step in STEPS])
    return f"{YES}{hashlib.sha256(read.encode()).hexdigest()[:12]}"


def _confirmed(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(YES)


async def _read_back(visit: Visit, answers: Answers) -> Message:
    _, network = visit.reader, visit.here
    meant = draft(answers)
    meeting = Meeting(
        network_id=network.key, title=meant.title, form=meant.form, work_format=meant.work_format,
        host_id=meant.host_id, place=meant.place, link=meant.link, seats=meant.seats, starts_at=meant.starts_at,
        ends_at=meant.ends_at, subgroup_id=meant.subgroup_id, changed_at=visit.now, created_at=visit.now,
    )  # fmt: skip
    there = Reader(_.language, network.zone)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        await card.head(visit, there, meeting),
        lines(*await against(visit, there, meant.starts_at, meant.ends_at)) or None,
        _("Time zone: <b>{zone}</b>", zone=there.zone_name()),
        lines(*questions.assumed(there, answers)) or None,
        _("Once you confirm, I announce it in the group “{title}”.", title=network.title),
    )
    yes = choice(_("Yes, announce"), CONFIRM, _seal(answers), style="success")
    return Message(text, ((yes,), (choice(_("Change…"), CONFIRM, CHANGE),)))


async def against(
    visit: Visit, _: Reader, starts: datetime, ends: datetime, besides: Meeting | None = None
) -> list[Any]:
    """What stands against these hours: a day of rest, or something else of the network at that time."""
    day = clash(_.local(starts).date(), _.language, await rest_of(visit.uow, visit.here.key))
    told = [_("⚠ On that day: {why}.", why=why(_, day))] if day else []
    own = calendar.uid(visit, besides) if besides else ""
    same_time = [
        each
        for each in await _entries(visit, _)
        if not each.off and each.uid != own and each.starts < ends and starts < each.ends
    ]
    return told + [
        _("⚠ At the same time: {what} ({when}).", what=each.summary, when=_.moment(each.starts))
        for each in same_time
    ]


async def _entries(visit: Visit, _: Reader) -> list[Entry]:
    """All that the features have in people's calendars."""
    calendars = [feature.calendar for feature in visit.registry.features if feature.calendar is not None]
    return [entry for entries in calendars for entry in await entries(visit, visit.here, _, visit.now)]


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.PLAN_MEETINGS)
    network, _ = visit.here, visit.reader
    meant = draft(answers)
    if meant.subgroup_id is not None:
        await _refuse_other_subgroup(visit, meant.subgroup_id)
    meeting = await planning.announce(visit.uow, network, meant, visit.now)
    text = paragraphs(
        _("Announced in the group “{title}”.", title=network.title),
        lines(words.title(_, meeting), words.when(_, meeting)),
    )
    page = Button(_("Everything about this meeting"), tap=visit.tap("m", "one", meeting.key))
    visit.edit(Message(text, ((page,),)))


async def _refuse_other_subgroup(visit: Visit, subgroup_id: int) -> None:
    found = await subgroups.by_id(visit.uow, subgroup_id)
    if found is None or found.network_id != visit.here.id:
        raise Refused(FormReason.CLOSED)


def _unless_known(step: Step) -> Step:
    """Asked unless it was known from the beginning; the read-back leads to all of them."""

    def asked(answers: Answers) -> bool:
        return step.when(answers) and (CONFIRM in answers or step.name not in answers.get("known", ()))

    return replace(step, when=asked)


FORM = Form(
    "meetings",
    (
        *(_unless_known(step) for step in STEPS),
        Step(CONFIRM, _ask_confirm, None, _pick_confirm, settled=_confirmed),
    ),
    _done,
)
