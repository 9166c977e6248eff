"""A first agenda from a template: what the work format of the meeting asks for, with times that add up."""

from markupsafe import Markup

from facilitation.agenda import keeping, templates
from facilitation.agenda.items import Item
from facilitation.agenda.keeping import length
from facilitation.agenda.templates import Plan, Standing
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.agenda import arranging, standing, words
from handlers.agenda.door import head, proposals_button
from handlers.meetings import door
from handlers.meetings.words import ABOUT_WORK_FORMATS, WORK_FORMATS
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from storage.agenda import ItemKind
from storage.meetings import Meeting, WorkFormat

NONE, BARE = "none", "bare"


async def message(visit: Visit, meeting: Meeting) -> Message:
    """Which template? That of the meeting's own format comes first."""
    _ = visit.reader
    formats = sorted(WorkFormat, key=lambda each: each is not meeting.work_format)
    text = paragraphs(
        head(_, meeting),
        _("There is no agenda yet. From which template shall I make one? You can change everything afterwards."),
        lines(*(_("• {name}: {about}", name=_(WORK_FORMATS[each]), about=_(ABOUT_WORK_FORMATS[each]))
                for each in formats)),
    )  # fmt: skip
    buttons = [
        Button(_(WORK_FORMATS[each]), tap=visit.tap("agenda", "make", meeting.key, each.value),
               style="success" if each is meeting.work_format else None)
        for each in formats
    ]  # fmt: skip
    other = Button(_("Another meeting"), tap=visit.tap("agenda", "make", meeting.key, NONE))
    bare = Button(_("Without a template"), tap=visit.tap("agenda", "make", meeting.key, BARE))
    back = Button(_("‹ The meeting"), tap=visit.tap("m", "one", meeting.key))
    return Message(text, (*columns(buttons, 2), (other, bare), (proposals_button(visit),), (back,)))


async def on_make(visit: Visit, meeting_id: int, template: str) -> None:
    meeting = await door.enter(visit, meeting_id, Act.ARRANGE_AGENDA)
    there = visit.group_reader(visit.here)
    regular = await standing.contributed(visit, there, visit.here, meeting)
    plan = _plan(template, length(meeting), standing.for_template(regular))
    found = await keeping.find(visit.uow, meeting)
    if found is None:
        found = await keeping.create(visit.uow, meeting, _items(there, plan, 0), visit.now)
    elif not found.items:
        new = _items(there, plan, found.agenda.numbers)
        found.agenda.numbers += len(new)
        found = await keeping.arrange(visit.uow, found, tuple(new), visit.now)
    shown = await arranging.message(visit, found)
    visit.edit(Message(paragraphs(_left_out(visit.reader, plan), shown.text), shown.buttons, shown.names))


def _plan(template: str, minutes: int, regular: list[Standing]) -> Plan:
    if template == BARE:
        return templates.bare(regular)
    if template != NONE and template not in set(WorkFormat):
        raise Refused(DoorReason.OLD_BUTTON)
    return templates.plan(None if template == NONE else WorkFormat(template), minutes, regular)


def _items(_: Reader, plan: Plan, after: int) -> list[Item]:
    """The items of a template, in the words of the group."""
    items = []
    for number, each in enumerate(plan.items, after + 1):
        part = _(words.PARTS[each.part]).unescape() if each.part else ""
        title = each.standing.title if each.standing else part
        feature = each.standing.feature if each.standing else ""
        items.append(Item(number, each.kind, title, each.minutes, standing=feature))
    return items


def _left_out(_: Reader, plan: Plan) -> Markup | None:
    if not plan.left_out:
        return None
    parts = _.list(
        each.title if isinstance(each, Standing) else _(words.PARTS[each]) for each in plan.left_out
    )
    return _("The meeting is short, so this is left out: {parts}.", parts=parts)


async def on_pause(visit: Visit, meeting_id: int) -> None:
    """One more break."""
    meeting = await door.enter(visit, meeting_id, Act.ARRANGE_AGENDA)
    found = await keeping.hold(visit.uow, meeting)
    title = visit.group_reader(visit.here)("Break").unescape()
    pause = keeping.new_item(found, ItemKind.BREAK, title, templates.SHORT_BREAK)
    await arranging.put(visit, found, pause)


async def on_standing(visit: Visit, meeting_id: int, feature: str) -> None:
    """An item of every meeting that is not there, such as one that came up since."""
    meeting = await door.enter(visit, meeting_id, Act.ARRANGE_AGENDA)
    found = await keeping.hold(visit.uow, meeting)
    there = await standing.contributed(visit, visit.group_reader(visit.here), visit.here, meeting)
    if feature not in standing.missing(found.items, there):
        raise Refused(DoorReason.OLD_BUTTON)
    item = there[feature]
    new = keeping.new_item(found, ItemKind.STANDING, item.title.unescape(), item.minutes, standing=feature)
    await arranging.put(visit, found, new)
