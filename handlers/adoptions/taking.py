"""Taking an entry over: one tap, then further, back, or given up; colleagues share it and can take it on."""

from typing import Any

from markupsafe import Markup

from facilitation.adoptions import taking as rules
from facilitation.adoptions import whose
from facilitation.refusals import Refused
from handlers import forms
from handlers.adoptions import confirming, door, one, telling
from handlers.entries import one as entry_page
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage.adoptions import TAKEN_OVER, AdoptionState

TELL, KEEP = "tell", "keep"


async def on_want(visit: Visit, entry_id: int) -> None:
    """Interested from this moment on; the second of two colleagues sees who looks after it already."""
    entry, network, place = await door.to_take(visit, entry_id)
    adoption, new = await rules.begin(visit.uow, entry, network, place, visit.me, visit.now)
    _ = visit.reader
    told = None
    if new:
        await telling.is_wanted(visit, entry, adoption)
        told = _(
            "<b>Noted, thank you!</b> Whoever shared it hears which institution wants to use it, not who you are. "
            "In a month I'll ask how it went."
        )
    visit.edit(await one.message(visit, adoption, told))


async def on_to(visit: Visit, adoption_id: int, state: str) -> None:
    """What works is read back first, what is given up asks why."""
    adoption = await door.enter_caring(visit, adoption_id)
    await door.entry_of(visit, adoption)
    wanted = state_of(state)
    if wanted in TAKEN_OVER:
        await confirming.begin(visit, adoption, wanted)
    elif wanted is AdoptionState.DROPPED:
        await forms.begin(visit, DROP, {"adoption": adoption.key}, network_id=visit.here.key)
    else:
        await rules.move(visit.uow, adoption, wanted, visit.me, visit.now)
        visit.edit(await one.message(visit, adoption, visit.reader("Noted. It can be changed at any time.")))


def state_of(written: str) -> AdoptionState:
    if written not in list(AdoptionState):
        raise Refused(DoorReason.OLD_BUTTON)
    return AdoptionState(written)


async def on_undo(visit: Visit, adoption_id: int) -> None:
    """As if it had never been; whoever heard of the interest hears that too."""
    adoption = await door.enter_caring(visit, adoption_id)
    entry = await whose.entry_of(visit.uow, adoption)
    await rules.take_back(visit.uow, visit.here, adoption, visit.now)
    _ = visit.reader
    if entry is None:
        visit.edit(Message(_("Taken back.")))
        return
    await telling.is_taken_back(visit, entry, adoption)
    page = await entry_page.message(visit, entry)
    visit.edit(Message(paragraphs(_("Taken back."), page.text), page.buttons, page.names))


async def on_care(visit: Visit, adoption_id: int) -> None:
    adoption = await door.enter(visit, adoption_id)
    await rules.take_care(visit.uow, adoption, visit.me)
    visit.edit(await one.message(visit, adoption, visit.reader("Thank you! You look after it from now on.")))


# a few words how it goes


async def on_words(visit: Visit, adoption_id: int) -> None:
    adoption = await door.enter_caring(visit, adoption_id)
    await forms.begin(visit, WORDS, {"adoption": adoption.key}, network_id=visit.here.key)


async def _ask_words(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(
        _("How is it going? A few words are enough. Only people of your institution can read them.")
    )


async def take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_words(typed)


async def _noted(visit: Visit, answers: Answers) -> None:
    adoption = await door.enter_caring(visit, answers["adoption"])
    await rules.add_words(visit.uow, adoption, answers["words"], visit.me, visit.now)
    visit.edit(await one.message(visit, adoption, visit.reader("Thank you, I have noted it.")))


# given up


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    text = _("What was in the way? It is worth as much as a success: others learn where it does not fit.")
    return Message(text)


async def _ask_whom(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("May whoever shared it read why?"), Markup("<blockquote>{}</blockquote>").format(answers["reason"])
    )
    return Message(
        text, ((choice(_("Yes, tell them"), "whom", TELL),), (choice(_("No, only for us"), "whom", KEEP),))
    )


async def _pick_whom(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in (TELL, KEEP):
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _dropped(visit: Visit, answers: Answers) -> None:
    adoption = await door.enter_caring(visit, answers["adoption"])
    entry = await door.entry_of(visit, adoption)
    reason = answers["reason"] or ""
    await rules.drop(visit.uow, adoption, reason, visit.me, visit.now)
    await telling.is_given_up(visit, entry, adoption, reason if answers.get("whom") == TELL else "")
    told = visit.reader("Noted. Thank you for saying so; I won't ask about it any more.")
    visit.edit(await one.message(visit, adoption, told))


def back(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("adopt", "open", answers["adoption"]))


DROP: Form = Form(
    "adoption_drop",
    (
        Step("reason", _ask_reason, take_words, optional=True),
        Step("whom", _ask_whom, pick=_pick_whom, when=lambda answers: bool(answers.get("reason"))),
    ),
    _dropped,
    back,
)
WORDS: Form = Form("adoption_words", (Step("words", _ask_words, take_words),), _noted, back)
