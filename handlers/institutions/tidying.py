"""Doubled institutions merged, names and kinds put right, and those that nobody represents removed."""

from markupsafe import Markup

from facilitation.institutions import names
from facilitation.institutions import tidying as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms, picker
from handlers.forms import Answers, Form, Step, choice
from handlers.institutions.listing import enter, options, show_done
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.picker import Option
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from handlers.words import KINDS, kind_name
from storage import institutions
from storage.institutions import Institution, InstitutionKind


async def on_merge(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id)
    await forms.begin(visit, MERGE, network_id=network_id)


async def on_rename(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id)
    await forms.begin(visit, RENAME, network_id=network_id)


async def on_kind(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id)
    await forms.begin(visit, KIND, network_id=network_id)


async def on_remove(visit: Visit, network_id: int) -> None:
    network = await enter(visit, network_id)
    known = await institutions.of_network(visit.uow, network_id)
    people = await institutions.represented(visit.uow, network_id)
    if all(place.key in people for place in known):
        visit.answer(visit.reader("Every institution on the list has someone who represents it."), alert=True)
        return
    await forms.begin(visit, REMOVE, network_id=network.key)


async def _every(visit: Visit, _answers: Answers) -> list[Option]:
    visit.require(Act.MERGE_INSTITUTIONS)
    return options(visit.reader, await institutions.of_network(visit.uow, visit.here.key))


async def _picked(visit: Visit, answers: Answers) -> Institution:
    """The institution of the form; refused where it has gone meanwhile."""
    visit.require(Act.MERGE_INSTITUTIONS)
    return await rules.standing(visit.uow, visit.here, answers["place"])


# merging


async def _ask_doubled(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Which entry is superfluous? Its people move to another one.")


async def _ask_into(visit: Visit, answers: Answers) -> Markup:
    place = await _picked(visit, answers)
    return visit.reader("Which one shall “{name}” be merged into? That one's name stays.", name=place.name)


async def _likely(visit: Visit, answers: Answers) -> list[Option]:
    """All the others, those of a similar name first."""
    place = await _picked(visit, answers)
    known = await institutions.of_network(visit.uow, visit.here.key)
    others = [other for other in known if other.id != place.id]
    near = names.similar(others, place.name)
    return options(visit.reader, [*near, *(other for other in others if other not in near)])


async def _ask_merge(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    place = await _picked(visit, answers)
    into = await rules.standing(visit.uow, visit.here, answers["into"])
    people = (await institutions.represented(visit.uow, visit.here.key)).get(place.key, 0)
    text = paragraphs(
        lines(
            Markup("<b>{} → {}</b>").format(place.name, into.name),
            _.plural("{n} person moves.", "{n} people move.", people),
        ),
        _("Right after it, one tap can undo it. Is it right?"),
    )
    return Message(text, ((choice(_("Yes, merge"), "sure", 1, style="danger"),),))


async def _merge(visit: Visit, answers: Answers) -> None:
    visit.require(Act.MERGE_INSTITUTIONS)
    old, kept = await rules.merge(
        visit.uow, visit.here, answers["place"], answers["into"], visit.me, visit.now
    )
    undo = Button(visit.reader("Undo the merge"), tap=visit.tap("places", "unmerge", visit.here.key, old.key))
    await show_done(visit, visit.reader("Merged: {old} → {kept}.", old=old.name, kept=kept.name), undo)


async def on_unmerge(visit: Visit, network_id: int, institution_id: int) -> None:
    network = await enter(visit, network_id)
    old, kept, back = await rules.separate(visit.uow, network, institution_id, visit.me, visit.now)
    _ = visit.reader
    moved = _.plural("{n} person goes back.", "{n} people go back.", back) if back else Markup()
    both = _("Separate again: {old} and {kept}.", old=old.name, kept=kept.name)
    await show_done(visit, Markup(" ").join(text for text in (both, moved) if text))


# name and kind


async def _ask_renamed(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Which institution shall be renamed?")


async def _ask_name(visit: Visit, answers: Answers) -> Message:
    place = await _picked(visit, answers)
    return Message(visit.reader("Please write the right name. Now it is: <b>{name}</b>", name=place.name))


async def _take_name(_visit: Visit, _answers: Answers, words: str) -> str:
    return names.checked_name(words)


async def _rename(visit: Visit, answers: Answers) -> None:
    old = (await _picked(visit, answers)).name
    place = await rules.rename(visit.uow, visit.here, answers["place"], answers["name"], visit.me, visit.now)
    await show_done(visit, visit.reader("Renamed: {old} → {new}.", old=old, new=place.name))


async def _ask_whose_kind(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Which institution's kind shall change?")


async def _ask_kind(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    place = await _picked(visit, answers)
    buttons = [choice(kind_name(_, kind).capitalize(), "kind", kind.value) for kind in KINDS]
    return Message(_("What is “{name}”?", name=place.name), columns(buttons, 2))


async def _pick_kind(_visit: Visit, _answers: Answers, value: Value) -> str:
    if value not in {kind.value for kind in InstitutionKind}:
        raise Refused(DoorReason.OLD_BUTTON)
    return str(value)


async def _change_kind(visit: Visit, answers: Answers) -> None:
    _ = visit.reader
    visit.require(Act.MERGE_INSTITUTIONS)
    kind = InstitutionKind(answers["kind"])
    place = await rules.change_kind(visit.uow, visit.here, answers["place"], kind, visit.me, visit.now)
    await show_done(visit, _("Saved: {name} ({kind}).", name=place.name, kind=kind_name(_, kind)))


# removing


async def _ask_removed(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Which institution shall I remove? Here are those that nobody represents.")


async def _unrepresented(visit: Visit, _answers: Answers) -> list[Option]:
    visit.require(Act.MERGE_INSTITUTIONS)
    people = await institutions.represented(visit.uow, visit.here.key)
    known = await institutions.of_network(visit.uow, visit.here.key)
    return options(visit.reader, [place for place in known if place.key not in people])


async def _ask_remove(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    place = await _picked(visit, answers)
    text = _("Remove “{name}” from the list?", name=place.name)
    return Message(text, ((choice(_("Yes, remove"), "sure", 1, style="danger"),),))


async def _remove(visit: Visit, answers: Answers) -> None:
    visit.require(Act.MERGE_INSTITUTIONS)
    place = await rules.remove(visit.uow, visit.here, answers["place"], visit.me, visit.now)
    await show_done(visit, visit.reader("Removed: {name}.", name=place.name))


MERGE = Form(
    "merge",
    (
        picker.step("place", _ask_doubled, _every),
        picker.step("into", _ask_into, _likely),
        Step("sure", _ask_merge),
    ),
    _merge,
)
RENAME = Form(
    "rename", (picker.step("place", _ask_renamed, _every), Step("name", _ask_name, take=_take_name)), _rename
)
KIND = Form(
    "kind",
    (picker.step("place", _ask_whose_kind, _every), Step("kind", _ask_kind, pick=_pick_kind)),
    _change_kind,
)
REMOVE = Form(
    "remove", (picker.step("place", _ask_removed, _unrepresented), Step("sure", _ask_remove)), _remove
)
