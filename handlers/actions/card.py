"""An action in the group: one compact message that follows what becomes of it, and what is tapped there."""

from datetime import date

from facilitation.actions import keeping as rules
from handlers.actions import days, door, words
from handlers.message import Button, Message, Rows
from handlers.visit import Visit
from locales.reader import Reader
from storage import actions
from storage.actions import Action, ActionState
from storage.network import Network

CARD = "actions.card"


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    """What is internal is not read in the group."""
    _ = visit.group_reader(network)
    action = await actions.by_id(visit.uow, subject)
    if action is None:
        return None
    if action.internal:
        return Message(_("An action for those who work in the network."), (_open(visit, _, action),))
    known = await words.people(visit, [action])
    visit.network = network
    text = words.whole(_, action, known, visit.now, network.zone, private=False)
    return Message(text, await _buttons(visit, _, action), words.names(known))


async def _buttons(visit: Visit, _: Reader, action: Action) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if action.state is ActionState.OPEN and action.due_on is None:
        offered = await days.labels(visit, _)
        rows += [
            (Button(label, tap=visit.tap("act", "duehere", action.key, which)),) for which, label in offered.items()
        ]  # fmt: skip
    if action.state is ActionState.OPEN and action.owner_id is None:
        rows.append((Button(_("I take it"), tap=visit.tap("act", "takehere", action.key), style="success"),))
    return (*rows, _open(visit, _, action))


def _open(visit: Visit, _: Reader, action: Action) -> tuple[Button, ...]:
    wants = action.state is ActionState.OPEN and action.owner_id is None
    label = _("Name someone…") if wants and not action.internal else _("Open")
    return (Button(label, url=visit.link("action", action.key)),)


# what is tapped on the card


async def on_take_here(visit: Visit, action_id: int) -> None:
    action = await door.enter(visit, action_id)
    await rules.take(visit.uow, visit.here, action, visit.me, visit.now)
    visit.answer(visit.reader("Thank you! I'll remind you privately."))


async def on_due_here(visit: Visit, action_id: int, which: str) -> None:
    action = await door.enter_own(visit, action_id)
    due_on: date = await days.chosen(visit, which)
    await rules.put_off(visit.uow, visit.here, action, due_on, visit.now)
    _ = visit.reader
    visit.answer(_("Until: {day}", day=words.day(_, due_on, visit.now)))
