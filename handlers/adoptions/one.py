"""What one's own institution takes over: how far it is, who looks after it, and what can be done next."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.adoptions import taking, whose
from facilitation.adoptions.standing import is_transfer
from handlers.adoptions import door, lesson, words
from handlers.entries.one import folded
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import adoptions, institutions, people
from storage.adoptions import TAKEN_OVER, Adoption, AdoptionState
from storage.entries import Entry
from storage.people import Person

MOST_NOTES = 5


async def on_open(visit: Visit, adoption_id: int) -> None:
    visit.edit(await message(visit, await door.enter(visit, adoption_id)))


async def message(visit: Visit, adoption: Adoption, told: Markup | None = None) -> Message:
    """For someone of the institution; what is out of the log can only be looked at and taken back."""
    _ = visit.reader
    entry = await whose.entry_of(visit.uow, adoption)
    kept = await lesson.of(visit, adoption)
    cares = await people.by_id(visit.uow, adoption.person_id) if adoption.person_id else None
    place = await institutions.by_id(
        visit.uow, await whose.place_of(visit.uow, adoption.network_id, visit.me) or 0
    )
    text = paragraphs(
        told,
        lines(
            words.title(entry) if entry else _("<i>This entry is not in the log any more.</i>"),
            _(
                "{place}: <b>{state}</b>",
                place=place.name if place else "",
                state=_(words.STATES[adoption.state]),
            ),
            _("since {date}", date=_.full_date(adoption.began_at)),
        ),
        _said(_, adoption),
        lesson.named(visit, _, *([kept] if kept else [])),
        await _noted(visit, _, adoption),
        _confirmed(_, adoption),
        _care(_, cares, visit.me),
        _connected(_, adoption),
    )
    rows = (
        await _acts(visit, _, adoption, entry, kept)
        if adoption.person_id == visit.me.id
        else _of_colleague(visit, _, adoption)
    )
    names = frozenset({cares.key} if cares else ())
    return Message(text, columns(rows, 1), names).with_buttons(_ends(visit, _, adoption, entry))


def _said(_: Reader, adoption: Adoption) -> Markup | None:
    if adoption.state is AdoptionState.DROPPED and adoption.reason:
        return _("Why: {reason}", reason=adoption.reason)
    return words.said_of(_, adoption)


async def _noted(visit: Visit, _: Reader, adoption: Adoption) -> Markup | None:
    """What the institution has noted on the way, for itself."""
    steps = await adoptions.steps(visit.uow, adoption.key)
    said = [step for step in steps if step.words and step.state in taking.SIMPLE][-MOST_NOTES:]
    told = [Markup("{}: {}").format(_.day(step.said_at), step.words) for step in said]
    return folded(lines(*told)) if told else None


def _confirmed(_: Reader, adoption: Adoption) -> Markup | None:
    if is_transfer(adoption):
        return _("Shown: {where}.", where=_(words.NAMED[adoption.named]))
    return _("Shown nowhere; you have taken that back.") if adoption.state in TAKEN_OVER else None


def _care(_: Reader, cares: Person | None, me: Person) -> Markup | None:
    if cares is None:
        return _("Nobody looks after it just now.")
    return None if cares.id == me.id else _("Looked after by: {name}", name=cares.name)


def _connected(_: Reader, adoption: Adoption) -> Markup | None:
    if adoption.adopter_meets is None or adoption.author_meets is False:
        return None
    if taking.is_connected(adoption):
        return _("You are in touch with whoever shared it.")
    return _("I asked whether whoever shared it wants to talk.") if adoption.adopter_meets else None


def _of_colleague(visit: Visit, _: Reader, adoption: Adoption) -> list[Button]:
    return [Button(_("I'll look after it"), tap=visit.tap("adopt", "care", adoption.key))]


async def _acts(
    visit: Visit, _: Reader, adoption: Adoption, entry: Entry | None, kept: Entry | None
) -> list[Button]:
    """Further or back, and whatever is to be shown; of an entry that is gone only the way out of what was shown."""
    key, found = adoption.key, []
    if entry is not None:
        found += ways_on(visit, _, adoption)
        found += _meeting(visit, _, adoption)
        found += await lesson.ways(visit, _, adoption, kept)
        if adoption.state in TAKEN_OVER:
            found.append(Button(_("How far we are named…"), tap=visit.tap("adopt", "naming", key)))
    if is_transfer(adoption):
        found.append(Button(_("Show it nowhere"), tap=visit.tap("adopt", "revoke", key)))
    if taking.may_be_taken_back(adoption, visit.here, visit.now):
        found.append(Button(_("A mistake: take it back"), tap=visit.tap("adopt", "undo", key)))
    return found


def ways_on(visit: Visit, _: Reader, adoption: Adoption, *, stays: bool = False) -> list[Button]:
    """Every other state by a tap; in the question how it goes (`stays`) not back to the mere interest."""
    ways = [state for state in AdoptionState if state is not adoption.state]
    if stays:
        ways = [state for state in AdoptionState if state is not AdoptionState.INTERESTED]
    return [
        Button(_label(_, state, adoption), tap=visit.tap("adopt", "to", adoption.key, state.value))
        for state in ways
    ]


def _label(_: Reader, state: AdoptionState, adoption: Adoption) -> Markup:
    order: Sequence[AdoptionState] = list(AdoptionState)
    back = order.index(state) < order.index(adoption.state) and adoption.state not in (
        state,
        AdoptionState.TRYING,
    )
    label = _(words.TO[state])
    return Markup("‹ {}").format(label) if back else label


def _meeting(visit: Visit, _: Reader, adoption: Adoption) -> list[Button]:
    if adoption.author_meets is not None or adoption.state is AdoptionState.DROPPED:
        return []
    if adoption.adopter_meets:
        return [Button(_("We don't need to talk after all"), tap=visit.tap("adopt", "meet", adoption.key, 0))]
    return [Button(_("Talk with whoever shared it…"), tap=visit.tap("adopt", "meet", adoption.key, 1))]


def _ends(visit: Visit, _: Reader, adoption: Adoption, entry: Entry | None) -> list[Button]:
    way = [Button(_("‹ The entry"), tap=visit.tap("entry", "open", entry.key))] if entry else []
    return [*way, Button(_("‹ Transfers"), tap=visit.tap("adopt", "list", visit.here.key, "mine", 0))]
