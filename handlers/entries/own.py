"""An entry for whoever owns it: how far it is, what it says so far, and all that can be done with it."""

from markupsafe import Markup

from facilitation.entries import content, leaving, owning, sharing
from facilitation.facts import Left
from handlers import picker
from handlers.entries import door, fields, one, wording
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries, people, topics
from storage import network as networks
from storage.entries import Entry, EntryAudience, EntryKind, EntryState

STAYS = "entries.stays"
SHORT = 90
ABOUT = {
    EntryState.DRAFT: mark("Nobody but you sees it."),
    EntryState.WAITING: mark("Those who lead the network read it before it comes into the log."),
    EntryState.RETURNED: mark("Those who lead the network ask something back:"),
    EntryState.KEPT: mark("It stands in the log."),
    EntryState.HIDDEN: mark("Those who lead the network have hidden it, so nobody finds it:"),
}
"""What that means, for its owner."""
WITH_REASON = (EntryState.RETURNED, EntryState.HIDDEN)
SEEN = (*owning.OWN, EntryState.HIDDEN)
"""What its owner sees, and can take back."""


async def on_own(visit: Visit, entry_id: int) -> None:
    visit.edit(await page(visit, await door.enter_to_limit(visit, entry_id, *SEEN)))


async def page(visit: Visit, entry: Entry, *more: Markup | None) -> Message:
    """After `more` words."""
    _ = visit.reader
    text = paragraphs(*more, _state(_, entry), await _said(visit, _, entry), await _around(visit, _, entry))
    return Message(text, await _buttons(visit, _, entry))


def begun(visit: Visit) -> Markup:
    """Over a draft that has its first words from elsewhere."""
    return visit.reader("A draft is there, seen by nobody but you. What is missing I ask one by one.")


def _state(_: Reader, entry: Entry) -> Markup:
    changed = entry.state is EntryState.KEPT and entry.checked_version < entry.version
    return lines(
        Markup("<b>{}</b> · {}").format(wording.kind(_, entry), _(wording.STATES[entry.state])),
        _(ABOUT[entry.state]),
        one.folded(entry.reason) if entry.state in WITH_REASON and entry.reason else None,
        _("Those who lead the network will look at your newest changes.") if changed else None,
    )


async def _said(visit: Visit, _: Reader, entry: Entry) -> Markup:
    """Each field that says something, cut; then those that say nothing."""
    names = content.FIELDS[entry.kind]
    said = {name: await fields.shown(visit, entry, name, sharing.said(entry, name)) for name in names}
    missing = content.missing(entry.kind, content.of(entry))
    empty = [name for name in names if not said[name] and name not in missing]
    return paragraphs(
        lines(*(_line(_, entry.kind, name, words) for name, words in said.items() if words)),
        _("<b>Still needed:</b> {fields}", fields=_labels(_, entry.kind, missing)) if missing else None,
        _("Still empty: {fields}", fields=_labels(_, entry.kind, empty)) if empty else None,
    )


def _line(_: Reader, kind: EntryKind, name: str, words: Markup | str) -> Markup:
    short = picker.cut(" ".join(str(words).split()), SHORT) if not isinstance(words, Markup) else words
    return Markup("<b>{}:</b> {}").format(wording.label(_, kind, name).rstrip("?:"), short)


def _labels(_: Reader, kind: EntryKind, names: list[str]) -> Markup:
    return Markup(", ").join(Markup("{}").format(wording.label(_, kind, name).rstrip("?:")) for name in names)


async def _around(visit: Visit, _: Reader, entry: Entry) -> Markup:
    """What hangs on it: topics, files, and for whom it is."""
    ticked = (await entries.tags(visit.uow, [entry.key])).get(entry.key, set())
    known = await topics.of_network(visit.uow, entry.network_id) if ticked else []
    names = [topic.name for topic in known if topic.key in ticked]
    count = await entries.files.count(visit.uow, entry)
    return lines(
        _("Topics: {topics}", topics=", ".join(names)) if names else None,
        _("Photos and files: {count}", count=count) if count else None,
        _("For whom: {audience}", audience=_(wording.AUDIENCES[entry.audience]))
        if entry.state is not EntryState.DRAFT
        else None,
    )


async def _buttons(visit: Visit, _: Reader, entry: Entry) -> tuple[tuple[Button, ...], ...]:
    def do(label: str, action: str) -> Button:
        return Button(label, tap=visit.tap("entry", action, entry.key))

    end = do(_("Take it back…"), "takeback")
    back = Button(_("‹ My entries"), tap=visit.tap("entry", "mine", entry.network_id, 0))
    if entry.state is EntryState.HIDDEN:
        return ((end,), (back,))
    if door.has_left(visit, entry):
        narrower = entry.audience is not EntryAudience.NETWORK
        return (*(((do(_("For whom…"), "forwhom"),),) if narrower else ()), (end,), (back,))
    known = [
        await topics.of_network(visit.uow, entry.network_id),
        await entries.versions.of(visit.uow, entry.key),
    ]
    is_draft = entry.state is EntryState.DRAFT
    main = [
        *([do(_("Go on with the questions"), "goon")] if is_draft and _has_gaps(entry) else []),
        *_handing(visit, _, entry),
    ]
    more = [
        do(_("Change…"), "fields"),
        do(_("As others see it"), "preview"),
        *([do(_("Topics"), "topics")] if known[0] else []),
        do(_("Photos and files"), "files"),
        *([do(_("Another kind…"), "kinds")] if is_draft and entry.kind in sharing.SHARED else []),
        *([] if is_draft else [do(_("For whom…"), "forwhom")]),
        *([do(_("Earlier versions"), "versions")] if known[1] else []),
    ]
    if is_draft:
        end = do(_("Delete the draft…"), "discard")
    return (*columns(main, 1), *columns(more, 2), (end,), (back,))


def _has_gaps(entry: Entry) -> bool:
    return any(not sharing.said(entry, name) for name in content.FIELDS[entry.kind])


def _handing(visit: Visit, _: Reader, entry: Entry) -> list[Button]:
    labels = {EntryState.DRAFT: mark("Hand in…"), EntryState.RETURNED: mark("Hand in again…")}
    if entry.state not in labels or content.missing(entry.kind, content.of(entry)):
        return []
    return [Button(_(labels[entry.state]), tap=visit.tap("entry", "handin", entry.key), style="success")]


async def on_preview(visit: Visit, entry_id: int) -> None:
    """As readers will see it; long ones come in several messages."""
    entry, _ = await door.enter_own(visit, entry_id, *owning.OWN), visit.reader
    read = await one.reading(visit, _, entry)
    back = Button(_("‹ Back"), tap=visit.tap("entry", "own", entry.key))
    visit.reply(Message(read.text, ((back,),), read.names))


# what it is


async def on_kinds(visit: Visit, entry_id: int) -> None:
    entry, _ = await door.enter_own(visit, entry_id, EntryState.DRAFT), visit.reader
    rows = columns(
        [
            Button(
                _("✓ {what}", what=_(wording.KINDS[kind])) if entry.kind is kind else _(wording.KINDS[kind]),
                tap=visit.tap("entry", "kind", entry.key, kind.value),
            )
            for kind in sharing.SHARED
        ],
        1,
    )
    back = Button(_("‹ Back"), tap=visit.tap("entry", "own", entry.key))
    text = _(
        "What is it? What you have written stays; what the other kind does not ask for is only not shown."
    )
    visit.edit(Message(text, rows).with_buttons([back]))


async def on_kind(visit: Visit, entry_id: int, kind: str) -> None:
    entry = await door.enter_own(visit, entry_id, EntryState.DRAFT)
    if kind in {each.value for each in sharing.SHARED}:
        sharing.turn_into(visit.uow, entry, EntryKind(kind))
    visit.edit(await page(visit, entry))


# away with it


async def on_discard(visit: Visit, entry_id: int) -> None:
    """Asked back: nobody else has it."""
    entry, _ = await door.enter_own(visit, entry_id, EntryState.DRAFT), visit.reader
    yes = Button(_("Yes, delete it"), tap=visit.tap("entry", "discarded", entry.key), style="danger")
    no = Button(_("‹ Back"), tap=visit.tap("entry", "own", entry.key))
    text = _("Delete the draft “{title}” with all that you have written in it?", title=title(_, entry))
    visit.edit(Message(text, ((yes, no),)))


async def on_discarded(visit: Visit, entry_id: int) -> None:
    entry, _ = await door.enter_own(visit, entry_id, EntryState.DRAFT), visit.reader
    back = Button(_("‹ My entries"), tap=visit.tap("entry", "mine", entry.network_id, 0))
    text = _("Deleted: “{title}”.", title=title(_, entry))
    await sharing.discard(visit.uow, entry)
    visit.edit(Message(text, ((back,),)))


def title(_: Reader, entry: Entry) -> str:
    """Its title; of one without, its first words."""
    return entry.title or picker.cut(" ".join(entry.done.split()), SHORT) or _("no title yet")


async def on_left(visit: Visit, fact: Left) -> None:
    """What was shared stays with the network, and with its author the way to it."""
    await leaving.leave(visit.uow, fact.network_id, fact.person_id)
    person, network = (
        await people.by_id(visit.uow, fact.person_id),
        await networks.by_id(visit.uow, fact.network_id),
    )
    if person is None or network is None or not await sharing.owned(visit.uow, network, person, SEEN):
        return
    _ = visit.reader_of(person)
    text = _(
        "Your entries stay in the log of “{topic}”. You can take them back at any time, or let fewer people read them.",
        topic=network.topic,
    )
    mine = Button(_("My entries"), tap=visit.tap("entry", "mine", network.key, 0))
    visit.tell(person, Message(text, ((mine,),)), kind=STAYS)
