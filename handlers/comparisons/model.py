"""A model practice made of several entries: it begins as an empty draft that knows its sources.

No word of the sources is taken over: what their owners consented to is that their own entries are read.
"""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from facilitation.entries import content, owning
from facilitation.permissions import Act
from handlers import forms, picker
from handlers.comparisons import chosen as choice
from handlers.comparisons import one
from handlers.comparisons.chosen import Chosen
from handlers.entries import door
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from storage import entries, institutions
from storage.entries import Entry, EntryKind, EntryState


async def on_model(visit: Visit, network_id: int, chosen: str) -> None:
    await visit.enter(network_id)
    visit.require(Act.COMPARE_ENTRIES)
    there = await _sources(visit, choice.read(chosen))
    await forms.begin(visit, FORM, {"of": there.keys}, network_id=network_id)


async def _sources(visit: Visit, keys: Sequence[int]) -> Chosen:
    """Only what everyone of this network may read: the model stands in its log."""
    return choice.enough(await choice.of(visit.uow, door.of_network(visit.here), keys))


async def _ask_title(visit: Visit, answers: Answers) -> Message:
    _, there = visit.reader, await _sources(visit, answers["of"])
    text = paragraphs(
        _("<b>A model practice</b>"),
        lines(_("Made of:"), *(Markup("• {}").format(each.title) for each in there.entries)),
        one.gone(_, there.gone),
        _("What is it called? One line will do."),
    )
    return Message(text)


async def _take_title(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return content.checked("title", typed)


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.COMPARE_ENTRIES)
    _, there = visit.reader, await _sources(visit, answers["of"])
    model = await _begun(visit, answers["title"], there.keys)
    text = paragraphs(
        _("<b>The draft of a model practice is there: {title}</b>", title=model.title),
        _("It knows of which entries it is made. Nothing of their words is copied, for their owners agreed only to "
          "have them read: please say in your own words what to do, and what it looks like in small, middle-sized "
          "and large cities."),
        _("Until you hand it in, nobody else sees it."),
    )  # fmt: skip
    fill_in = Button(_("Fill it in"), tap=visit.tap("entry", "own", model.key), style="primary")
    read = [
        Button(picker.cut(each.title, picker.LONGEST_LABEL), tap=visit.tap("entry", "open", each.key))
        for each in there.entries
    ]
    visit.edit(Message(text, ((fill_in,), *((button,) for button in read))))


async def _begun(visit: Visit, title: str, sources: Sequence[int]) -> Entry:
    membership = await institutions.membership(visit.uow, visit.here.key, visit.me.key)
    model = Entry(
        network_id=visit.here.key, author_id=visit.me.key, kind=EntryKind.MODEL, state=EntryState.DRAFT,
        institution_id=membership.institution_id if membership else None, title=title, proposed_at=visit.now,
    )  # fmt: skip
    await entries.add(visit.uow, model)
    await entries.make_of(visit.uow, model.key, sources)
    owning.changed(visit.uow, model)
    return model


FORM: Form = Form("comparison_model", (Step("title", _ask_title, _take_title),), _done)
