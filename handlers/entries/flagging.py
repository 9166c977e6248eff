"""Readers say that an entry is out of date; its owner is asked, and they hear what came of it."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from facilitation.entries import checking, freshness, owning
from facilitation.entries.freshness import Outcome
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.entries import comparing, door, one, wording
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries, institutions, people
from storage import network as networks
from storage.due_work import DueWork
from storage.entries import Entry, EntryFlag, EntryState
from storage.people import Person

FLAG, OUTCOME = "entries.flag", "entries.outcome"
WHAT_CAME = {
    Outcome.RIGHT: mark("You said that this entry is out of date. It was looked at, and is still right."),
    Outcome.CHANGED: mark("You said that this entry is out of date. It was changed since: thank you!"),
    Outcome.OUTDATED: mark("You said that this entry is out of date. It says so itself now: thank you!"),
    Outcome.GONE: mark("An entry that you said is out of date is no longer in the log."),
}


async def on_flag(visit: Visit, entry_id: int) -> None:
    entry = await door.enter(visit, entry_id)
    if await _decides(visit, entry):
        visit.edit(await one.message(visit, entry))
        return
    await forms.begin(visit, FORM, {"entry": entry.key}, network_id=visit.here.key)


async def _ask(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(
        _("What has changed? A few words help, for example “the programme ended in June”. Or skip this.")
    )


async def _take(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return freshness.checked_words(typed)


async def _flagged(visit: Visit, answers: Answers) -> None:
    entry = await door.enter(visit, answers["entry"])
    await freshness.flag(visit.uow, visit.here, entry, visit.me, answers.get("words") or "", visit.now)
    _ = visit.reader
    said = _("Thank you! I'll ask whoever shared it, and tell you what came of it.")
    visit.edit(Message(said, ((_to_entry(visit, _, entry),),)))


def _to_entry(visit: Visit, _: Reader, entry: Entry) -> Button:
    return Button(_("Show"), tap=visit.tap("entry", "open", entry.key))


def _back(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("entry", "open", answers["entry"]))


async def _decides(visit: Visit, entry: Entry) -> bool:
    """Its owner and those who lead say at once whether it holds."""
    leads = visit.may(Act.CHECK_ENTRIES) and visit.here.id == entry.network_id
    return leads or await owning.owns(visit.uow, entry, visit.me)


async def ways(visit: Visit, _: Reader, entry: Entry) -> list[list[Button]]:
    """Any other reader asks its owner."""
    if entry.outdated or visit.person is None or await _decides(visit, entry):
        return []
    return [[Button(_("Out of date…"), tap=visit.tap("entry", "flag", entry.key))]]


# whoever is asked


async def ask_owner(visit: Visit, work: DueWork) -> None:
    """All that was said since, in one message; where nobody is left to ask, those who lead hear it."""
    visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    entry = await entries.by_id(visit.uow, work.arguments["entry"])
    flags = await entries.flags.unsettled(visit.uow, work.arguments["entry"])
    if visit.network is None or entry is None or entry.state is not EntryState.KEPT or not flags:
        return
    owners = await owning.owners(visit.uow, entry, visit.now)
    said, names = await _said(visit, flags)
    heard = [_tell(visit, each, entry, said, names, mine=True) for each in owners]
    if not any(heard):
        for each in await checking.leaders(visit.uow, entry.network_id, visit.now):
            _tell(visit, each, entry, said, names, mine=False)


async def _said(visit: Visit, flags: Sequence[EntryFlag]) -> tuple[list[Markup], frozenset[int]]:
    """Who said what, each in a line."""
    assert visit.network is not None
    ids = {each.person_id for each in flags if each.person_id is not None}
    known = await institutions.places_of(visit.uow, visit.network.key, ids)
    found = []
    for each in flags:
        person, place = known.get(each.person_id or 0, (None, ""))
        who = ", ".join(part for part in (person.name if person else "", place) if part)
        found.append(Markup(": ").join(part for part in (who, each.words or "–") if part))
    return found, frozenset(known)


def _tell(
    visit: Visit, person: Person, entry: Entry, said: list[Markup], names: frozenset[int], *, mine: bool
) -> bool:
    _ = visit.reader_of(person)
    asks = (
        _("Readers of your entry say that something in it is out of date. Is it?")
        if mine
        else _("Readers say that an entry is out of date, and nobody who shared it can be asked. Is it?")
    )
    text = paragraphs(asks, wording.title(entry), lines(*said))
    message = Message(text, _answers(visit, _, entry, mine=mine), names)
    return visit.tell(person, message, kind=FLAG, network=visit.network, about=entry.key)


def _answers(visit: Visit, _: Reader, entry: Entry, *, mine: bool) -> Rows:
    change = comparing.own_page(visit, entry) if mine else visit.tap("entry", "suggest", entry.key)
    return (
        (Button(_("Still right"), tap=visit.tap("entry", "still", entry.key), style="success"),),
        (Button(_("Change it"), tap=change),),
        (Button(_("Yes, it is out of date"), tap=visit.tap("entry", "agreed", entry.key)),),
    )


async def _enter(visit: Visit, entry_id: int) -> Entry:
    """An entry in the log about which this person decides."""
    known = await entries.to_change(visit.uow, entry_id)
    await visit.enter(known.network_id if known else None)
    assert known is not None
    if not await _decides(visit, known):
        raise Refused(EntryReason.NOT_YOURS if visit.roles else DoorReason.NOT_JOINED)
    if known.state is not EntryState.KEPT:
        raise Refused(EntryReason.GONE)
    return known


async def on_still(visit: Visit, entry_id: int) -> None:
    entry = await _enter(visit, entry_id)
    await freshness.still_right(visit.uow, entry, visit.now)
    _ = visit.reader
    said = _("Thank you! It says now that it is still right. Whoever asked hears it.")
    visit.edit(Message(said, ((_to_entry(visit, _, entry),),)))


async def on_agreed(visit: Visit, entry_id: int) -> None:
    entry = await _enter(visit, entry_id)
    await freshness.out_of_date(visit.uow, entry, visit.now)
    _ = visit.reader
    said = _("Thank you! It says now that it is out of date, and comes later in the search.")
    change = Button(_("Change it"), tap=comparing.own_page(visit, entry))
    visit.edit(Message(said, ((change, _to_entry(visit, _, entry)),)))


# what came of it


async def settled(visit: Visit, work: DueWork) -> None:
    """Whoever said it hears so; of its title only what they may still see."""
    flag = await entries.flags.by_id(visit.uow, work.arguments["flag"])
    person = await people.by_id(visit.uow, flag.person_id) if flag and flag.person_id else None
    visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    if flag is None or person is None:
        return
    await door.look_as(visit, person.key)
    entry = await entries.seen.one(visit.uow, door.sight(visit), flag.entry_id)
    _, outcome = visit.reader_of(person), Outcome(work.arguments["outcome"])
    if entry is None:
        outcome = Outcome.GONE
    text = paragraphs(_(WHAT_CAME[outcome]), wording.title(entry) if entry is not None else None)
    rows = ((_to_entry(visit, _, entry),),) if entry is not None else ()
    visit.tell(person, Message(text, rows), kind=OUTCOME, network=visit.network, about=flag.entry_id)


FORM: Form = Form("entry_flag", (Step("words", _ask, _take, optional=True),), _flagged, _back)
