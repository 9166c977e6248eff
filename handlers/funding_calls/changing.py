"""One thing of a call put right: the same questions as when it was added, one at a time."""

from typing import Any

from facilitation import funding_calls as rules
from facilitation.funding_calls import FundingReason, Typed
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form
from handlers.funding_calls import adding, one
from handlers.message import Message, paragraphs
from handlers.visit import Visit
from storage.funding_calls import FundingCall

STEPS = (adding.TITLE, adding.DEADLINE, adding.LINK, adding.DETAILS)


async def on_title(visit: Visit, call_id: int) -> None:
    await _begin(visit, call_id, "title")


async def on_deadline(visit: Visit, call_id: int) -> None:
    await _begin(visit, call_id, "deadline")


async def on_link(visit: Visit, call_id: int) -> None:
    await _begin(visit, call_id, "link")


async def on_details(visit: Visit, call_id: int) -> None:
    await _begin(visit, call_id, "details")


async def _enter(visit: Visit, call_id: int) -> FundingCall:
    call = await one.enter(visit, call_id, Act.ADD_FUNDING_CALL)
    if not rules.may_change(call, visit.me, leads=visit.may(Act.LEAD_FUNDING_CALLS)):
        raise Refused(FundingReason.NOT_YOURS)
    return call


async def _begin(visit: Visit, call_id: int, what: str) -> None:
    call = await _enter(visit, call_id)
    await forms.begin(visit, FORMS[what], {"call": call.key}, network_id=visit.here.key)


async def _done(visit: Visit, answers: Answers) -> None:
    call = await _enter(visit, answers["call"])
    said = adding.typed(answers)
    rules.change(
        visit.uow,
        call,
        Typed(
            title=said.title or call.title,
            deadline=said.deadline if "deadline" in answers else call.deadline,
            link=said.link if "link" in answers else call.link,
            details=said.details if "details" in answers else call.details,
        ),
    )
    about = await one.message(visit, call)
    visit.edit(Message(paragraphs(visit.reader("Changed."), about.text), about.buttons, about.names))


FORMS: dict[str, Form] = {
    step.name: Form(f"funding_call_{step.name}", (step,), _done, one.back) for step in STEPS
}
CHANGES: tuple[Any, ...] = tuple(FORMS.values())
