"""What an entry is about: ticks at the topics of its network."""

from facilitation.entries import owning
from handlers.entries import door
from handlers.message import Button, Message, columns, lines
from handlers.visit import Visit
from storage import entries, topics
from storage.entries import Entry

SHORT = 18
"""Signs of a name of which two fit in a row."""


async def is_untagged(visit: Visit, entry: Entry) -> bool:
    """Whether there are topics to choose from, and none is chosen yet."""
    known = await topics.of_network(visit.uow, entry.network_id)
    return bool(known) and not (await entries.tags(visit.uow, [entry.key])).get(entry.key)


async def on_topics(visit: Visit, entry_id: int) -> None:
    visit.edit(await page(visit, await door.enter_own(visit, entry_id, *owning.OWN)))


async def on_topic(visit: Visit, entry_id: int, topic_id: int, on: int) -> None:
    """The button says what it is to be, so that two taps at once are one."""
    entry = await door.enter_own(visit, entry_id, *owning.OWN)
    known = {topic.key for topic in await topics.of_network(visit.uow, entry.network_id)}
    ticked = (await entries.tags(visit.uow, [entry.key])).get(entry.key, set())
    wanted = (ticked | {topic_id} if on else ticked - {topic_id}) & known
    if wanted != ticked:
        await entries.tag(visit.uow, entry.key, wanted)
        owning.changed(visit.uow, entry)
    visit.edit(await page(visit, entry))
    if topic_id not in known:
        visit.answer(visit.reader("This topic is no longer on the list."))


async def page(visit: Visit, entry: Entry) -> Message:
    _ = visit.reader
    known = await topics.of_network(visit.uow, entry.network_id)
    ticked = (await entries.tags(visit.uow, [entry.key])).get(entry.key, set())
    buttons = [
        Button(
            _("✓ {what}", what=topic.name) if topic.key in ticked else topic.name,
            tap=visit.tap("entry", "topic", entry.key, topic.key, int(topic.key not in ticked)),
        )
        for topic in known
    ]
    rows = columns(buttons, 2 if all(len(topic.name) <= SHORT for topic in known) else 1)
    done = Button(_("Done"), tap=visit.tap("entry", "own", entry.key), style="success")
    text = lines(
        _("<b>What is it about?</b>"), _("Tick the topics under which others shall find it."),
    ) if known else _("This network has no topics yet.")  # fmt: skip
    return Message(text, rows).with_buttons([done])
