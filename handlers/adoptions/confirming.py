"""Before a transfer counts, the adopter reads what will be shown, and says how far they may be named."""

from typing import Any

from facilitation.adoptions import confirming as rules
from facilitation.adoptions import taking, winning
from facilitation.refusals import Refused
from handlers import forms
from handlers.adoptions import door, one, telling, words
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage.adoptions import TAKEN_OVER, Adoption, AdoptionState
from storage.entries import EntryAudience


async def begin(visit: Visit, adoption: Adoption, state: AdoptionState) -> None:
    answers = {"adoption": adoption.key, "state": state.value}
    await forms.begin(visit, CONFIRM, answers, network_id=visit.here.key)


def _is_adapted(answers: Answers) -> bool:
    return bool(answers["state"] == AdoptionState.ADAPTED)


async def _ask_changes(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("What have you changed? Those who come after you will want to know."))


async def _ask_words(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("How did it go? One or two sentences help whoever thinks about it next."))


async def _take(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return taking.checked_words(typed)


async def _ask_named(visit: Visit, answers: Answers) -> Message:
    """All that will be shown, as it will be shown."""
    _ = visit.reader
    adoption = await door.enter_caring(visit, answers["adoption"])
    entry = await door.entry_of(visit, adoption)
    state = AdoptionState(answers["state"])
    taker = words.taker(_, await telling.place_name(visit, adoption), state)
    text = paragraphs(
        _("<b>This will be shown with the entry:</b>"),
        words.title(entry),
        words.way(_, await words.giver_of(visit, entry), [taker]),
        words.said(_, answers.get("changes") or "", answers.get("words") or "", state),
        _(
            "Is it right, and how far may your institution be named? You can change that or take it back at any time."
        ),
    )
    rows = [
        choice(_("Yes: {where}", where=_(words.NAMED[far])), "named", far.value, "success")
        for far in rules.how_far(entry)
    ]
    return Message(text, columns(rows, 1))


async def _pick_named(_visit: Visit, _answers: Answers, value: Value) -> Any:
    return _far(value, list(EntryAudience)).value


def _far(value: Value, offered: list[EntryAudience]) -> EntryAudience:
    """What was tapped, if it is offered still: the entry may travel less far by now."""
    found = next((far for far in offered if far.value == value), None)
    if found is None:
        raise Refused(DoorReason.OLD_BUTTON)
    return found


async def _confirmed(visit: Visit, answers: Answers) -> None:
    adoption = await door.enter_caring(visit, answers["adoption"])
    entry = await door.entry_of(visit, adoption)
    said = (answers.get("changes") or "", answers.get("words") or "")
    state, named = AdoptionState(answers["state"]), _far(answers["named"], rules.how_far(entry))
    news = await rules.confirm(visit.uow, adoption, state, named, said, visit.me, visit.now)
    if news:
        await telling.works(visit, entry, adoption)
    await winning.plan(visit.uow, visit.here, visit.now)
    told = visit.reader("<b>Thank you!</b> Whoever shared it hears the good news.")
    visit.edit(await one.message(visit, adoption, told))


def _back(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("adopt", "open", answers["adoption"]))


CONFIRM: Form = Form(
    "adoption_confirm",
    (
        Step("changes", _ask_changes, _take, when=_is_adapted),
        Step("words", _ask_words, _take, optional=True),
        Step("named", _ask_named, pick=_pick_named),
    ),
    _confirmed,
    _back,
)


# later: how far, and no longer


async def on_naming(visit: Visit, adoption_id: int) -> None:
    adoption = await door.enter_caring(visit, adoption_id)
    entry, _ = await door.entry_of(visit, adoption), visit.reader
    _be_taken_over(adoption)
    taker = words.taker(_, await telling.place_name(visit, adoption), adoption.state)
    text = paragraphs(
        words.title(entry),
        words.way(_, await words.giver_of(visit, entry), [taker]),
        words.said_of(_, adoption),
        _("How far may your institution be named?"),
    )
    rows = [
        Button(_(words.NAMED[far]), tap=visit.tap("adopt", "name", adoption.key, far.value))
        for far in rules.how_far(entry)
    ]
    back = Button(_("‹ Back"), tap=visit.tap("adopt", "open", adoption.key))
    visit.edit(Message(text, columns([*rows, back], 1)))


async def on_name(visit: Visit, adoption_id: int, named: str) -> None:
    adoption = await door.enter_caring(visit, adoption_id)
    far = _far(named, rules.how_far(await door.entry_of(visit, adoption)))
    _be_taken_over(adoption)
    await rules.name(visit.uow, adoption, far, visit.now)
    await winning.plan(visit.uow, visit.here, visit.now)
    visit.edit(await one.message(visit, adoption, visit.reader("Noted. It can be changed at any time.")))


def _be_taken_over(adoption: Adoption) -> None:
    if adoption.state not in TAKEN_OVER:
        raise Refused(DoorReason.OLD_BUTTON)


async def on_revoke(visit: Visit, adoption_id: int) -> None:
    """Also where the entry is gone: what was agreed to can always be taken back."""
    adoption = await door.enter_caring(visit, adoption_id)
    await rules.revoke(visit.uow, adoption, visit.now)
    visit.edit(await one.message(visit, adoption, visit.reader("From now on it is shown nowhere.")))
