"""What was given up as a lesson: begun once, then gone on with, and shown to whoever may read it."""

from markupsafe import Markup

from facilitation.adoptions import lessons as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.adoptions import door
from handlers.entries import door as entries_door
from handlers.entries import one as entry_page
from handlers.entries import own, starting
from handlers.message import Button
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage.adoptions import Adoption, AdoptionState
from storage.entries import Entry


async def on_lesson(visit: Visit, adoption_id: int) -> None:
    """Also by an old button: what there is already is opened, and never begun twice."""
    adoption = await door.enter_caring(visit, adoption_id)
    entry = await door.entry_of(visit, adoption)
    kept, begun = await of(visit, adoption), await rules.begun(visit.uow, visit.here, adoption, visit.me)
    if kept is not None:
        await entry_page.show(visit, kept)
    elif begun is not None:
        visit.edit(await own.page(visit, begun))
    elif adoption.state is not AdoptionState.DROPPED:
        raise Refused(DoorReason.OLD_BUTTON)
    else:
        rules.become(visit.uow, adoption, await starting.begin_lesson(visit, entry))


async def of(visit: Visit, adoption: Adoption) -> Entry | None:
    """The lesson that it became, as far as whoever looks may see it."""
    seen = await rules.seen(visit.uow, [adoption], entries_door.sight(visit))
    return seen.get(adoption.key)


def named(visit: Visit, _: Reader, *lessons: Entry) -> Markup | None:
    """By their titles, each of which opens it."""
    links = [
        Markup('<a href="{}">{}</a>').format(visit.link("entry", each.key), each.title) for each in lessons
    ]
    if not links:
        return None
    return _.plural("Lesson: {links}", "Lessons: {links}", len(links), links=Markup(", ").join(links))


async def ways(visit: Visit, _: Reader, adoption: Adoption, kept: Entry | None) -> list[Button]:
    """What was given up is a lesson to others, for whoever may write one."""
    if kept is not None:
        return [Button(_("Open the lesson"), tap=visit.tap("entry", "open", kept.key))]
    if await rules.begun(visit.uow, visit.here, adoption, visit.me) is not None:
        return [Button(_("On with the lesson…"), tap=visit.tap("adopt", "lesson", adoption.key))]
    if adoption.state is not AdoptionState.DROPPED or not visit.may(Act.SHARE):
        return []
    return [Button(_("Write it down as a lesson…"), tap=visit.tap("adopt", "lesson", adoption.key))]
