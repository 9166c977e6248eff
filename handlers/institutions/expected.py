"""The list of those expected: pasted, read back with what is new or doubtful, saved, cleared."""

from typing import Any

from facilitation.institutions import expected as rules
from facilitation.institutions.expected import Comparison, Expected
from facilitation.permissions import Act
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.institutions.listing import enter, show_done
from handlers.message import Message, lines, paragraphs
from handlers.visit import Visit


async def on_expect(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id)
    await forms.begin(visit, LIST, network_id=network_id)


async def on_clear(visit: Visit, network_id: int) -> None:
    await enter(visit, network_id)
    await forms.begin(visit, CLEAR, network_id=network_id)


async def _ask_list(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(paragraphs(
        _("Who is expected? Paste the list, one institution a line, with the number of people:"),
        _("<code>Gdynia 2\nRadlin 3\nŁódź</code>"),
        _("Where there is no number, it is one person. The list takes the place of the one before."),
    ))  # fmt: skip


async def _take_list(_visit: Visit, _answers: Answers, words: str) -> list[list[Any]]:
    return [[line.name, line.people] for line in rules.read_list(words)]


def _listed(answers: Answers) -> list[Expected]:
    return [Expected(name, people) for name, people in answers["list"]]


async def _ask_save(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    visit.require(Act.MERGE_INSTITUTIONS)
    listed = _listed(answers)
    found = await rules.compare(visit.uow, visit.here, listed)
    text = paragraphs(
        _("Understood: {people} {places}.",
          people=_.plural("{n} person", "{n} people", sum(line.people for line in listed)),
          places=_.plural("from {n} institution", "from {n} institutions", len(listed))),
        lines(*(_("• {name}: {n}", name=line.name, n=line.people) for line in listed)),
        *_doubts(visit, found),
    )  # fmt: skip
    return Message(text, ((choice(_("Save the list"), "sure", 1, style="primary"),),))


def _doubts(visit: Visit, found: Comparison) -> list[Any]:
    _ = visit.reader
    plain = [name for name in found.new if name not in found.like]
    return [
        _("New on the list: {names}.", names=_.list(plain)) if plain else None,
        lines(*(
            _("“{name}” is new, but much like “{known}”. If it is the same, go back and write it that way.",
              name=name, known=known.name)
            for name, known in found.like.items()
        )) or None,
        _("Nobody represents these and they are not on the new list, so they go: {names}.",
          names=_.list(place.name for place in found.gone)) if found.gone else None,
    ]  # fmt: skip


async def _save(visit: Visit, answers: Answers) -> None:
    visit.require(Act.MERGE_INSTITUTIONS)
    await rules.expect(visit.uow, visit.here, _listed(answers), visit.me, visit.now)
    await show_done(visit, visit.reader("The list is saved. The card in the group shows how many are in."))


async def _ask_clear(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    visit.require(Act.MERGE_INSTITUTIONS)
    found = await rules.compare(visit.uow, visit.here, [])
    text = paragraphs(
        _("Clear the list of those expected? People and what they represent stay as they are."),
        *_doubts(visit, found),
    )
    return Message(text, ((choice(_("Yes, clear it"), "sure", 1, style="danger"),),))


async def _clear(visit: Visit, _answers: Answers) -> None:
    visit.require(Act.MERGE_INSTITUTIONS)
    await rules.expect(visit.uow, visit.here, [], visit.me, visit.now)
    await show_done(visit, visit.reader("The list of those expected is cleared."))


LIST = Form("expected", (Step("list", _ask_list, take=_take_list), Step("sure", _ask_save)), _save)
CLEAR = Form("unexpected", (Step("sure", _ask_clear),), _clear)
