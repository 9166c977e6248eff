"""A member adds a call: in one line, also in the group; what the line lacks is asked in private chat."""

from datetime import date
from typing import Any

from markupsafe import Markup

from facilitation import funding_calls as rules
from facilitation.funding_calls import Typed
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.funding_calls import listing, one, words
from handlers.message import Button, Message, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage.funding_calls import FundingCall

WITHOUT, YES, SAME = "without", "yes", "same"


async def hear(visit: Visit, line: str) -> None:
    """`/nabor`: with words a call is added, without any the list is shown."""
    if not line:
        await listing.show(visit)
        return
    visit.require(Act.ADD_FUNDING_CALL)
    said = rules.understand(line, visit.here, visit.now, visit.reader.language)
    if not visit.heard.private and said.title and said.deadline and not await _alike(visit, said):
        await _add_here(visit, said)
        return
    if visit.step_aside():
        await forms.begin(visit, ADD, {"given": _given(said)}, network_id=visit.here.key)
    else:
        text = visit.reader("Something is still missing. Please tell me in private chat.")
        visit.reply(Message(text, ((_privately(visit),),)))


async def on_new(visit: Visit, network_id: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.ADD_FUNDING_CALL)
    await forms.begin(visit, ADD, {"given": {}}, network_id=network_id)


def _privately(visit: Visit) -> Button:
    return Button(visit.reader("Add a call"), url=visit.link("newfunding", visit.here.key))


async def _add_here(visit: Visit, said: Typed) -> None:
    """In the group, when nothing is missing: one short answer; mistakes are put right privately."""
    _ = visit.reader
    call = await rules.add(visit.uow, visit.here, visit.me, said, visit.now)
    text = _("Added to the calls for funding: {title}, {until}.",
             title=words.title(call), until=words.until(_, call.deadline, _today(visit)))  # fmt: skip
    visit.reply(Message(text, ((Button(_("Show, correct"), url=visit.link("funding", call.key)),),)))


def _today(visit: Visit) -> date:
    return rules.today(visit.here, visit.now)


async def _alike(visit: Visit, said: Typed) -> list[FundingCall]:
    return list(await rules.alike(visit.uow, visit.here, said.title, said.link, visit.now))


# the answers of the form: what the line said, and what was asked besides


def _given(said: Typed) -> dict[str, str]:
    deadline = said.deadline.isoformat() if said.deadline else ""
    known = {"title": said.title, "deadline": deadline, "link": said.link, "details": said.details}
    return {name: value for name, value in known.items() if value}


def _lacks(name: str) -> Any:
    """Whether the line left this out. Whoever wrote title and deadline is not asked for what may be left out."""

    def lacks(answers: Answers) -> bool:
        given = answers.get("given", {})
        enough = name in ("link", "details") and {"title", "deadline"} <= given.keys()
        return name not in given and not enough

    return lacks


def typed(answers: Answers) -> Typed:
    """What is known of the call by now."""
    known = {**{name: answers.get(name) for name in ("title", "deadline", "link", "details")},
             **answers.get("given", {})}  # fmt: skip
    title, deadline, link, details = (
        "" if known[name] in (None, WITHOUT) else known[name]
        for name in ("title", "deadline", "link", "details")
    )
    return Typed(title, date.fromisoformat(deadline) if deadline else None, link, details)


# the questions


async def _ask_title(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("What is the call for funding named? One line will do."))


async def _take_title(_visit: Visit, _answers: Answers, written: str) -> str:
    return rules.checked_title(written)


async def _ask_deadline(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    text = _("Until when can one apply? Write the day, like “15 March” or “15.03.2027”.")
    return Message(text, ((choice(_("Open without a deadline"), "deadline", WITHOUT),),))


async def _take_deadline(visit: Visit, _answers: Answers, written: str) -> str:
    return rules.checked_deadline(written, visit.here, visit.now, visit.reader.language).isoformat()


async def _pick_without(_visit: Visit, _answers: Answers, value: Value) -> str:
    if value != WITHOUT:
        raise Refused(DoorReason.OLD_BUTTON)
    return WITHOUT


async def _ask_link(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    without = choice(_("Without a link"), "link", WITHOUT)
    return Message(_("Where is it described? Please send the link (https://…)."), ((without,),))


async def _take_link(_visit: Visit, _answers: Answers, written: str) -> str:
    return rules.checked_link(written)


async def _ask_details(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    without = choice(_("Without details"), "details", WITHOUT)
    return Message(_("For whom is it, and how much can one get? A sentence or two will do."), ((without,),))


async def _take_details(_visit: Visit, _answers: Answers, written: str) -> str:
    return rules.checked_details(written)


async def _ask_sure(visit: Visit, answers: Answers) -> Message:
    _, said = visit.reader, typed(answers)
    known = await _alike(visit, said)
    told = paragraphs(
        _("<b>Shall I put this on the list?</b>"),
        lines(
            said.title,
            words.until(_, said.deadline, _today(visit)),
            said.link,
            said.details,
        ),
    )
    yes = choice(_("Yes, add it"), "sure", YES, style="success")
    if not known:
        return Message(told, ((yes,),))
    there = words.line(_, known[0], _today(visit), await words.authors(visit, known[:1]))
    text = paragraphs(told, _("This one is on the list already. Is it the same?"), there)
    names = frozenset(each.author_id for each in known[:1] if each.author_id)
    same = choice(_("The same, don't add it"), "sure", SAME)
    return Message(text, ((same,), (choice(_("Another one, add it"), "sure", YES),)), names)


async def _pick_sure(_visit: Visit, _answers: Answers, value: Value) -> Value:
    if value not in (YES, SAME):
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.ADD_FUNDING_CALL)
    _, said = visit.reader, typed(answers)
    if answers["sure"] == SAME:
        known = await _alike(visit, said)
        visit.edit(await one.message(visit, known[0]) if known else await listing.page(visit, "open", 0))
        return
    call = await rules.add(visit.uow, visit.here, visit.me, said, visit.now)
    about = await one.message(visit, call)
    thanks: Markup = _("Added. The next meeting goes through the list of calls.")
    visit.edit(Message(paragraphs(thanks, about.text), about.buttons, about.names))


TITLE = Step("title", _ask_title, _take_title, when=_lacks("title"))
DEADLINE = Step("deadline", _ask_deadline, _take_deadline, _pick_without, when=_lacks("deadline"))
LINK = Step("link", _ask_link, _take_link, _pick_without, when=_lacks("link"))
DETAILS = Step("details", _ask_details, _take_details, _pick_without, when=_lacks("details"))
ADD = Form(
    "funding_call",
    (TITLE, DEADLINE, LINK, DETAILS, Step("sure", _ask_sure, pick=_pick_sure)),
    _done,
    listing.way_back,
)
