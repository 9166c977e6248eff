"""One entry of the log, to be read in private chat."""

from collections.abc import Awaitable, Callable, Iterator, Sequence

from markupsafe import Markup

from facilitation.entries import content
from handlers import matters, picker
from handlers.entries import door, wording
from handlers.feature import Matter
from handlers.message import LIMIT, Button, Message, length, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries, people, questions, topics
from storage import network as networks
from storage.entries import Entry
from storage.questions import Question

MATTER = "entry"
SHORT = 280
"""Signs of a part that is shown whole; of a longer one the beginning, until it is tapped."""
IN_HEAD = ("title", "place", "size")
MOST_LINKED = 6
"""Buttons to what an entry was made of, and to what was made of it."""


async def on_open(visit: Visit, entry_id: int) -> None:
    """In place of what was tapped; or by its link."""
    await show(visit, await door.enter(visit, entry_id))


async def on_read(visit: Visit, entry_id: int) -> None:
    """Below the list that it stands in, which stays where it is."""
    await show(visit, await door.enter(visit, entry_id), anew=True)


async def show(visit: Visit, entry: Entry, *, anew: bool = False) -> None:
    """What is too long for one message comes as several, none of which begins within a part."""
    blocks, rest = await _page(visit, entry)
    sheets = packed(blocks)
    if len(sheets) == 1 and not anew:
        visit.edit(Message(sheets[0], rest.buttons, rest.names))
        return
    for sheet in sheets[:-1]:
        visit.reply(Message(sheet, names=rest.names))
    visit.reply(Message(sheets[-1], rest.buttons, rest.names))


def packed(blocks: Sequence[Markup]) -> list[Markup]:
    """As few messages as the blocks fit into, in their order."""
    sheets: list[Markup] = []
    for block in blocks:
        longer = paragraphs(sheets[-1], block) if sheets else block
        if sheets and length(longer) <= LIMIT:
            sheets[-1] = longer
        else:
            sheets.append(block)
    return sheets


async def message(visit: Visit, entry: Entry) -> Message:
    """What it says, and what each feature adds: who took it over, what is voted on."""
    blocks, rest = await _page(visit, entry)
    return Message(paragraphs(*blocks), rest.buttons, rest.names)


async def _page(visit: Visit, entry: Entry) -> tuple[list[Markup], Message]:
    """Its words block by block, and a message with its buttons and whom it names.

    Right after the head comes what the features say of it: where it works, that it is out of date.
    """
    _ = visit.reader
    parts = [await add(visit, _, entry) for add in _contributions(visit)]
    added = [part for part in parts if part is not None]
    voted = await matters.taken_up(visit, Matter(MATTER, entry.key))
    first, *further = await _said(visit, _, entry)
    linked = await _kin(visit, _, entry)
    address = _("Link to pass on: {link}", link=visit.link(MATTER, entry.key))
    words = [first, *(part.text for part in added), *further, linked.text, voted.text, address]
    return [each for each in words if each], Message(
        Markup(""),
        tuple(row for part in (*added, linked, voted) for row in part.buttons),
        _names(visit, entry).union(voted.names, *(part.names for part in added)),
    )


def _contributions(visit: Visit) -> Iterator[Callable[..., Awaitable[Message | None]]]:
    return (each.entry_page for each in visit.registry.features if each.entry_page is not None)


async def reading(visit: Visit, _: Reader, entry: Entry) -> Message:
    """What the entry itself says: whose experience it is, its parts, and the question where its asker agreed."""
    return Message(paragraphs(*await _said(visit, _, entry)), names=_names(visit, entry))


def _names(visit: Visit, entry: Entry) -> frozenset[int]:
    return frozenset({entry.author_id} if entry.author_id and door.is_ours(visit, entry) else ())


async def _said(visit: Visit, _: Reader, entry: Entry) -> list[Markup]:
    """Whoever asked agreed that people of their own network read the question."""
    shows = entry.shows_question and door.is_ours(visit, entry)
    question = await questions.by_id(visit.uow, entry.question_id or 0) if shows else None
    blocks = [
        await head(visit, _, entry),
        question_words(_, question) if question is not None and question.words else None,
        *parts(_, entry),
        await _tags(visit, _, entry),
    ]
    return [block for block in blocks if block]


async def head(visit: Visit, _: Reader, entry: Entry) -> Markup:
    """What kind of entry, its title, from whom, since when; of another network its topic, and no author."""
    ours = door.is_ours(visit, entry)
    author = await people.by_id(visit.uow, entry.author_id) if entry.author_id and ours else None
    who = [author.name if author and author.name else None, await wording.place_of(visit, entry)]
    network = None if ours else await networks.by_id(visit.uow, entry.network_id)
    since = (
        _("Added on {date}", date=_.full_date(entry.kept_at)) if entry.kept_at else None,
        _("Still right on {date}", date=_.full_date(entry.confirmed_at)) if entry.confirmed_at else None,
    )
    return lines(
        Markup("{} · <i>{}</i>").format(_("<b>From the network's log</b>"), wording.kind(_, entry)),
        Markup("<b>{}</b>").format(entry.title) if entry.title else None,
        Markup(", ").join(
            each for each in (*who, _(wording.SIZES[entry.size]) if entry.size else None) if each
        )
        or None,
        _("Network: <b>{topic}</b>", topic=network.topic) if network else None,
        Markup(" · ").join(each for each in since if each) or None,
        _("<b>Out of date</b>") if entry.outdated else None,
    )


def parts(_: Reader, entry: Entry) -> list[Markup]:
    """Each field that says something, under its name; long ones can be unfolded."""
    said = ((name, getattr(entry, name)) for name in content.FIELDS[entry.kind] if name not in IN_HEAD)
    return [
        lines(
            Markup("<b>{}</b>").format(wording.label(_, entry.kind, name)),
            folded(wording.value(_, name, each)),
        )
        for name, each in said
        if each
    ]


def folded(words: Markup | str) -> Markup:
    opening = "<blockquote expandable>" if len(words) > SHORT else "<blockquote>"
    return Markup(opening + "{}</blockquote>").format(words)  # noqa: S704  (one of two tags)


async def _tags(visit: Visit, _: Reader, entry: Entry) -> Markup | None:
    keys = (await entries.tags(visit.uow, [entry.key])).get(entry.key)
    known = await topics.by_ids(visit.uow, keys) if keys else []
    return _("Topics: {topics}", topics=", ".join(topic.name for topic in known)) if known else None


# what it was made of, and what was made of it


async def _kin(visit: Visit, _: Reader, entry: Entry) -> Message:
    """As far as whoever looks may see them, each with a button that opens it."""
    before, after = await sources(visit, entry), await made_of(visit, entry)
    text = paragraphs(
        await _listed(visit, _("It was made of:"), before), await _listed(visit, _("Made of it:"), after)
    )
    buttons = [
        Button(picker.cut(label, picker.LONGEST_LABEL), tap=visit.tap("entry", "read", one.key))
        for them, sign in ((before, "←"), (after, "→"))
        for one in them[:MOST_LINKED]
        for label in (f"{sign} {one.title}",)
    ]
    return Message(text, tuple((button,) for button in buttons))


async def _listed(visit: Visit, label: Markup, found: Sequence[Entry]) -> Markup | None:
    if not found:
        return None
    told = [(each.title, await wording.place_of(visit, each)) for each in found]
    return lines(label, *(Markup("• {}").format(" · ".join(part for part in each if part)) for each in told))


async def sources(visit: Visit, entry: Entry) -> list[Entry]:
    """Of which entries it is made, as far as this person may see them."""
    of = (await entries.sources(visit.uow, [entry.key])).get(entry.key, [])
    return list((await entries.seen.by_ids(visit.uow, door.sight(visit), of)).values()) if of else []


async def made_of(visit: Visit, entry: Entry) -> list[Entry]:
    """Which entries are made of it, as far as this person may see them."""
    made = [each.key for each in await entries.made_of(visit.uow, entry.key)]
    return list((await entries.seen.by_ids(visit.uow, door.sight(visit), made)).values()) if made else []


# quoted by others


async def as_matter(visit: Visit, matter: Matter) -> str:
    """Its title, where it is put to the vote."""
    return (await door.enter(visit, matter.number)).title


def quoted(entry: Entry) -> Markup:
    return folded(entry.done)


def question_words(_: Reader, question: Question) -> Markup:
    return lines(_("The question was:"), Markup("<blockquote>{}</blockquote>").format(question.words))
