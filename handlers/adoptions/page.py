"""What transfers add to the page of an entry, and to entries on paper."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facilitation.adoptions import lessons, seen, standing
from facilitation.adoptions.standing import Taken
from handlers.adoptions import door, lesson, words
from handlers.entries import door as entries_door
from handlers.feature import OnPaper
from handlers.message import Button, Message, Rows, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from papers.log import LogTransfer
from storage.adoptions import AdoptionState
from storage.entries import Entry, Sight


async def add(visit: Visit, _: Reader, entry: Entry) -> Message | None:
    """Where it works already, and the way to take it over too."""
    taken = (await standing.of_entries(visit.uow, [entry])).get(entry.key, [])
    shown = seen.shown(taken, entries_door.sight(visit))
    if not shown:
        return Message(Markup(""), await _way(visit, _, entry, taken))
    became = await lessons.seen(visit.uow, [each.adoption for each in taken], entries_door.sight(visit))
    text = paragraphs(
        words.summary(_, await words.giver_of(visit, entry), shown), lesson.named(visit, _, *became.values())
    )
    return Message(text, await _way(visit, _, entry, taken))


async def _way(visit: Visit, _: Reader, entry: Entry, taken: Sequence[Taken]) -> Rows:
    if visit.person is None:
        return ()
    found = await door.taker(visit, entry)
    if found is None:
        return ()
    ours = next((each.adoption for each in taken if each.place.key == found[1]), None)
    if ours is None:
        take = Button(_("We will use it"), tap=visit.tap("adopt", "want", entry.key), style="success")
        return ((take,),)
    label = _("With us: {state}", state=_(words.STATES[ours.state]))
    return ((Button(label, tap=visit.tap("adopt", "open", ours.key)),),)


async def on_paper(visit: Visit, _: Reader, found: Sequence[Entry], sight: Sight) -> Mapping[int, OnPaper]:
    """Confirmed transfers only, of those whose adopter may be named for these eyes."""
    taken = await standing.of_entries(visit.uow, found)
    named = {entry: seen.shown(each, sight).transfers for entry, each in taken.items()}
    return {
        entry: OnPaper(transfers=tuple(_transfer(_, each) for each in transfers))
        for entry, transfers in named.items()
        if transfers
    }


def _transfer(_: Reader, taken: Taken) -> LogTransfer:
    adoption = taken.adoption
    adapted = adoption.state is AdoptionState.ADAPTED
    changes = _("Changed: {what}", what=adoption.reason).unescape() if adapted and adoption.reason else ""
    assert adoption.confirmed_at is not None
    return LogTransfer(
        place=taken.place.name,
        adapted=adapted,
        on=_.local(adoption.confirmed_at).date(),
        words="\n".join(each for each in (changes, adoption.words) if each),
    )
