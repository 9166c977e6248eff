"""For whom an entry is: asked when it is handed in, changed and taken back by its owner at any time."""

from markupsafe import Markup

from facilitation.entries import content, owning, sharing
from facilitation.refusals import Refused
from handlers.entries import door, own, wording
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.entries import Entry, EntryAudience, EntryKind, EntryState
from storage.people import Person

HANDED_IN = "entries.handed_in"
EXPLAINED = {
    EntryAudience.NETWORK: mark("<b>Only this network</b>: people of this network read it, nobody else."),
    EntryAudience.INSTALLATION: mark(
        "<b>All networks that I look after</b>: people of the other networks can find it too."
    ),
    EntryAudience.PUBLIC: mark(
        "<b>Everybody</b>: it may also stand on the web, where search engines find it."
    ),
}
CHOICES = {
    EntryAudience.NETWORK: mark("Only this network"),
    EntryAudience.INSTALLATION: mark("All networks"),
    EntryAudience.PUBLIC: mark("Everybody, also on the web"),
}
HANDING = (EntryState.DRAFT, EntryState.RETURNED)


async def on_hand_in(visit: Visit, entry_id: int) -> None:
    """The consent comes first: for whom, and that it can be revoked."""
    entry, _ = await door.enter_own(visit, entry_id, *HANDING), visit.reader
    content.be_complete(entry.kind, content.of(entry))
    text = paragraphs(
        _("<b>For whom is “{title}”?</b>", title=entry.title),
        lines(*(_(each) for each in EXPLAINED.values())),
        _("Please look once more: no data of other people who did not agree, such as names of residents."),
        _("You can change the entry, its audience, or take it back at any time."),
    )
    visit.edit(Message(text, _choices(visit, _, entry, "handedin")))


def _choices(visit: Visit, _: Reader, entry: Entry, action: str) -> Rows:
    rows = tuple(
        (
            Button(
                _("✓ {what}", what=_(label)) if audience is entry.audience else _(label),
                tap=visit.tap("entry", action, entry.key, audience.value),
            ),
        )
        for audience, label in CHOICES.items()
        if not (door.has_left(visit, entry) and owning.is_wider(audience, entry.audience))
    )
    return (*rows, (Button(_("‹ Back"), tap=visit.tap("entry", "own", entry.key)),))


def _audience(value: str) -> EntryAudience:
    if value not in {each.value for each in EntryAudience}:
        raise Refused(DoorReason.OLD_BUTTON)
    return EntryAudience(value)


async def on_handed_in(visit: Visit, entry_id: int, audience: str) -> None:
    entry, _ = await door.enter_own(visit, entry_id, *HANDING), visit.reader
    leading = await sharing.hand_in(visit.uow, entry, _audience(audience), visit.now)
    await _tell(visit, entry, [person for person in leading if person.id != visit.me.id])
    thanks = _("<b>Thank you!</b>")
    if entry.kind is EntryKind.LESSON:
        thanks = _("<b>Thank you for this lesson!</b> It takes courage to tell what did not work, and it spares "
                   "others the same detour. Few things help a network more.")  # fmt: skip
    if entry.state is EntryState.KEPT:
        following = _("It stands in the log now. Others find it when they need it.")
    else:
        following = _("Those who lead the network read it now. They approve it, ask something back, or propose a "
                      "change; you hear from me either way.")  # fmt: skip
    buttons = (
        (Button(_("Look at it"), tap=visit.tap("entry", "own", entry.key)),),
        (Button(_("‹ My entries"), tap=visit.tap("entry", "mine", entry.network_id, 0)),),
    )
    said = _("For whom: {audience}", audience=_(wording.AUDIENCES[entry.audience]))
    visit.edit(Message(paragraphs(thanks, following, said), buttons))


async def _tell(visit: Visit, entry: Entry, leading: list[Person]) -> None:
    """Each of those who lead is asked to read it; whoever comes first does it."""
    for person in leading:
        _ = visit.reader_of(person)
        place = await wording.place_of(visit, entry)
        text = paragraphs(
            _("<b>Handed in for the log: {title}</b>", title=entry.title),
            Markup(" · ").join(each for each in (wording.kind(_, entry), visit.me.name, place) if each),
            _("Will you read it? It takes a few minutes, and its author waits for a word."),
        )
        check = Button(_("Read and check"), tap=visit.tap("entry", "check", entry.key), style="success")
        message = Message(text, ((check,),), frozenset({visit.me.key}))
        visit.tell(person, message, kind=HANDED_IN, network=visit.network, about=entry.key)


# later


async def on_for_whom(visit: Visit, entry_id: int) -> None:
    entry, _ = await door.enter_to_limit(visit, entry_id, *owning.OWN), visit.reader
    text = paragraphs(
        _("<b>For whom is “{title}”?</b>", title=own.title(_, entry)),
        lines(*(_(each) for each in EXPLAINED.values())),
        _("A narrower audience holds at once: whoever may no longer read it finds it no more."),
    )
    visit.edit(Message(text, _choices(visit, _, entry, "opento")))


async def on_open_to(visit: Visit, entry_id: int, audience: str) -> None:
    """The button says what it is to be; whoever has left may only narrow it."""
    entry, _ = await door.enter_to_limit(visit, entry_id, *owning.OWN), visit.reader
    if door.has_left(visit, entry) and owning.is_wider(_audience(audience), entry.audience):
        raise Refused(DoorReason.OTHER_NETWORK)
    await owning.open_to(visit.uow, entry, _audience(audience))
    visit.edit(await own.page(visit, entry, _("Saved.")))


# taking back


async def on_take_back(visit: Visit, entry_id: int) -> None:
    """Asked back: the words go for good."""
    entry, _ = await door.enter_to_limit(visit, entry_id, *own.SEEN), visit.reader
    text = paragraphs(
        _("<b>Take “{title}” back?</b>", title=own.title(_, entry)),
        _("All its words go for good, also earlier versions, photos and files. It leaves lists and the search at "
          "once, and whatever is printed or put on the web from now on. What others have saved or printed before "
          "is out of my reach."),
    )  # fmt: skip
    yes = Button(_("Yes, take it back"), tap=visit.tap("entry", "takenback", entry.key), style="danger")
    no = Button(_("‹ Back"), tap=visit.tap("entry", "own", entry.key))
    narrower = Button(_("Only make it narrower…"), tap=visit.tap("entry", "forwhom", entry.key))
    rows = ((narrower,),) if entry.audience is not EntryAudience.NETWORK else ()
    visit.edit(Message(text, (*rows, (yes, no))))


async def on_taken_back(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_to_limit(visit, entry_id, *own.SEEN)
    await owning.take_back(visit.uow, entry)
    visit.edit(Message(visit.reader("It is out of the log. Nobody finds it there any more.")))
