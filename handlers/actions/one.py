"""One action, to be read in private chat, and what is done with it there."""

from datetime import date
from typing import Any

from facilitation.actions import keeping as rules
from facilitation.permissions import Act
from handlers import forms
from handlers.actions import days, door, telling, words
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, Rows, paragraphs
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import mark
from storage.actions import Action, ActionState

DROPPED, REOPENED = mark("This action was dropped."), mark("This action is open again.")


async def on_open(visit: Visit, action_id: int) -> None:
    visit.edit(await message(visit, await door.enter(visit, action_id)))


async def message(visit: Visit, action: Action) -> Message:
    """Everything about it, with what this person may do."""
    _ = visit.reader
    known = await words.people(visit, [action])
    text = words.whole(_, action, known, visit.now, visit.here.zone, private=True)
    every = Button(_("‹ Actions"), tap=visit.tap("act", "list", action.network_id, "open", 0))
    rows = _open_ways(visit, action) if action.state is ActionState.OPEN else _ended_ways(visit, action)
    return Message(text, (*rows, (every,)), words.names(known))


def _open_ways(visit: Visit, action: Action) -> Rows:
    _, key, rows = visit.reader, action.key, list[tuple[Button, ...]]()
    if action.owner_id == visit.me.id and action.accepted_at is None:
        yes = Button(_("I accept"), tap=visit.tap("act", "accept", key), style="success")
        rows.append((yes, Button(_("I can't"), tap=visit.tap("act", "decline", key))))
    if action.owner_id is None:
        rows.append((Button(_("I take it"), tap=visit.tap("act", "take", key), style="success"),))
    if not door.may_change(visit, action):
        return tuple(rows)
    hand = _("Hand over…") if action.owner_id else _("Name someone…")
    day = _("Another day…") if action.due_on else _("Agree on a day…")
    rows += [
        (Button(_("Done"), tap=visit.tap("act", "done", key), style="success"),),
        (
            Button(day, tap=visit.tap("act", "putoff", key)),
            Button(hand, tap=visit.tap("act", "handover", key)),
        ),
        (
            Button(_("Change the words…"), tap=visit.tap("act", "reword", key)),
            Button(_("Drop it…"), tap=visit.tap("act", "drop", key)),
        ),
    ]
    if visit.may(Act.ARRANGE):
        label = _("For everyone") if action.internal else _("Only for those who work in the network")
        rows.append((Button(label, tap=visit.tap("act", "internal", key, int(not action.internal))),))
    return tuple(rows)


def _ended_ways(visit: Visit, action: Action) -> Rows:
    if not door.may_change(visit, action):
        return ()
    again = Button(visit.reader("It is to be done after all"), tap=visit.tap("act", "reopen", action.key))
    return ((again,),)


async def on_done(visit: Visit, action_id: int) -> None:
    action = await door.enter_own(visit, action_id)
    await rules.finish(visit.uow, visit.here, action, visit.now)
    visit.edit(await message(visit, action))
    visit.answer(visit.reader("Thank you!"))


async def on_reopen(visit: Visit, action_id: int) -> None:
    action = await door.enter_own(visit, action_id)
    await rules.reopen(visit.uow, visit.here, action, visit.now)
    await telling.ended(visit, visit.here, action, REOPENED)
    visit.edit(await message(visit, action))


async def on_internal(visit: Visit, action_id: int, on: int) -> None:
    """The button says what it is to be, so that two taps at once are one."""
    action = await door.enter(visit, action_id)
    visit.require(Act.ARRANGE)
    await rules.mark_internal(visit.uow, visit.here, action, visit.now, internal=bool(on))
    visit.edit(await message(visit, action))


# another day


async def on_put_off(visit: Visit, action_id: int) -> None:
    action = rules.still_open(await door.enter_own(visit, action_id))
    await forms.begin(visit, PUT_OFF, {"action": action.key}, network_id=visit.here.key)


async def ask_day(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    offered = await days.labels(visit, _)
    rows = tuple((choice(label, "day", which),) for which, label in offered.items())
    return Message(_("Until when? Tap, or write a day like “15 January” or “Friday”."), rows)


async def take_day(visit: Visit, _answers: Answers, typed: str) -> Any:
    return days.typed(visit, typed).isoformat()


async def pick_day(visit: Visit, _answers: Answers, value: Value) -> Any:
    return (await days.chosen(visit, value)).isoformat()


async def _put_off(visit: Visit, answers: Answers) -> None:
    action = await door.enter_own(visit, answers["action"])
    await rules.put_off(visit.uow, visit.here, action, date.fromisoformat(answers["day"]), visit.now)
    visit.edit(await message(visit, action))


PUT_OFF: Form = Form("action_day", (Step("day", ask_day, take_day, pick_day),), _put_off)


# other words, or not at all


async def on_reword(visit: Visit, action_id: int) -> None:
    action = await door.enter_own(visit, action_id)
    await forms.begin(visit, REWORD, {"action": action.key}, network_id=visit.here.key)


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    action = await door.enter_own(visit, answers["action"])
    now = paragraphs(_("Now it says:"), words.quoted(_, action, rules.LONGEST))
    return Message(paragraphs(now, _("Write it anew, in one message.")))


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_words(typed)


async def _reworded(visit: Visit, answers: Answers) -> None:
    action = await door.enter_own(visit, answers["action"])
    await rules.reword(visit.uow, visit.here, action, answers["words"], visit.now)
    visit.edit(await message(visit, action))


REWORD: Form = Form("action_reword", (Step("words", _ask_words, _take_words),), _reworded)


async def on_drop(visit: Visit, action_id: int) -> None:
    action = rules.still_open(await door.enter_own(visit, action_id))
    await forms.begin(visit, DROP, {"action": action.key}, network_id=visit.here.key)


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    return Message(
        visit.reader("Why will it not be done? A sentence is enough; people of the network read it.")
    )


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_reason(typed)


async def _dropped(visit: Visit, answers: Answers) -> None:
    action = await door.enter_own(visit, answers["action"])
    await rules.drop(visit.uow, visit.here, action, answers["reason"], visit.now)
    await telling.ended(visit, visit.here, action, DROPPED)
    visit.edit(await message(visit, action))


DROP: Form = Form("action_drop", (Step("reason", _ask_reason, _take_reason),), _dropped)
