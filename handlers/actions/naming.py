"""Who does it: someone is picked, told privately, and says whether they can."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from facilitation.actions import keeping as rules
from handlers import forms, picker
from handlers.actions import door, one, telling, words
from handlers.forms import Answers, Form
from handlers.message import Message, paragraphs
from handlers.picker import Option
from handlers.visit import Visit
from storage import institutions, people
from storage.actions import Action


async def options(visit: Visit, _answers: Answers) -> Sequence[Option]:
    """Everyone who works in the network, oneself first."""
    working = await rules.people_of(visit.uow, visit.here.key, visit.now)
    places = await institutions.places_of(visit.uow, visit.here.key, working)
    others = [
        Option(key, person.name, place, key)
        for key, (person, place) in places.items()
        if key != visit.me.key and person.name
    ]
    mine = [Option(visit.me.key, visit.reader("Me"))] if visit.me.key in working else []
    return [*mine, *sorted(others, key=lambda each: (each.name, each.key))]


async def name_owner(visit: Visit, action: Action, owner_id: int) -> bool:
    """They are told; False for someone who can't be written to."""
    owner = await rules.name_owner(visit.uow, visit.here, action, owner_id, visit.me, visit.now)
    return owner.id == visit.me.id or telling.named(visit, visit.here, action, owner, visit.me)


def unreachable(visit: Visit) -> Markup:
    return visit.reader("I can't write to this person yet. Please tell them yourself.")


# handing over


async def on_hand_over(visit: Visit, action_id: int) -> None:
    action = rules.still_open(await door.enter_own(visit, action_id))
    await forms.begin(visit, HAND_OVER, {"action": action.key}, network_id=visit.here.key)


async def ask_who(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Who does it?")


async def _handed_over(visit: Visit, answers: Answers) -> None:
    action = await door.enter_own(visit, answers["action"])
    told = await name_owner(visit, action, answers["owner"])
    page = await one.message(visit, action)
    visit.edit(page if told else replace(page, text=paragraphs(page.text, unreachable(visit))))


HAND_OVER: Form = Form("action_owner", (picker.step("owner", ask_who, options),), _handed_over)


# what the owner says


async def on_take(visit: Visit, action_id: int) -> None:
    action = await door.enter(visit, action_id)
    await rules.take(visit.uow, visit.here, action, visit.me, visit.now)
    visit.edit(await one.message(visit, action))


async def on_accept(visit: Visit, action_id: int) -> None:
    action = await door.enter(visit, action_id)
    await rules.accept(visit.uow, visit.here, action, visit.me, visit.now)
    visit.edit(await one.message(visit, action))


async def on_decline(visit: Visit, action_id: int) -> None:
    """Whoever named them hears it, and can name someone else."""
    action = await door.enter(visit, action_id)
    named_by = await rules.decline(visit.uow, visit.here, action, visit.me, visit.now)
    _ = visit.reader
    told = await people.by_id(visit.uow, named_by) if named_by else None
    if told is not None and told.id != visit.me.id:
        telling.declined(visit, visit.here, action, told, visit.me)
    text = _("Thank you for saying so. Someone else will be found.")
    visit.edit(Message(paragraphs(words.quoted(_, action), text)))
