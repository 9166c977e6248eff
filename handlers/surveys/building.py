"""Instruments that a network builds: their page, their names, copies of them, and their end.

A button that changes one carries the revision that stood above it: whoever comes second sees first what the other did.
"""

from typing import Any

from markupsafe import Markup

from facilitation.refusals import Refused
from facilitation.surveys import building
from facilitation.surveys.instruments import OF_THE_HOUSE, Instrument, Item, Measure
from facilitation.surveys.revealing import reveals
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import choosing, items, wording, words
from handlers.surveys.choosing import enter_network, enter_template
from handlers.visit import Visit
from locales.reader import Reader
from storage.surveys import Template, templates

# one of them


async def on_own(visit: Visit, template_id: int) -> None:
    visit.edit(page(visit, await enter_template(visit, template_id)))


def page(visit: Visit, template: Template, *more: Markup | None) -> Message:
    """For those who build it, after `more` words."""
    _, instrument = visit.reader, instrument_of(template)
    text = paragraphs(
        *more,
        _("Survey of the network: <b>{name}</b>", name=template.name),
        items.with_kinds(_, instrument) or _("It asks nothing yet."),
        words.effort_of(_, instrument) if instrument.items else None,
        _hints(_, instrument),
        _("Rounds can be compared as long as the questions stay the same.") if instrument.items else None,
    )
    return Message(text, _buttons(visit, _, template, instrument))


def instrument_of(template: Template) -> Instrument:
    return Instrument("own", template.version, Measure.OWN, building.items_of(template))


def _hints(_: Reader, instrument: Instrument) -> Markup:
    """Gently: what seems to ask who somebody is may give them away."""
    found = [n for n, each in enumerate(instrument.items, 1) if reveals(each)]
    return lines(*(_("⚠ Question {n} may give away who answers. Is it needed?", n=n) for n in found))


def _buttons(visit: Visit, _: Reader, template: Template, instrument: Instrument) -> Rows:
    key, revision = template.key, template.revision

    def do(label: Markup, what: str, *values: int) -> Button:
        return Button(label, tap=visit.tap("srv", what, key, *values))

    use = Button(_("Use it in a survey"), tap=visit.tap("srv", "use", key, 0), style="success")
    single = [
        Button(str(n), tap=visit.tap("srv", "question", key, revision, n - 1))
        for n in range(1, len(instrument.items) + 1)
    ]
    undo = [do(_("Bring the deleted question back"), "putback", revision)] if template.before else []
    named = [do(_("Rename…"), "rename", revision), do(_("Build a similar one…"), "copy")]
    back = Button(_("‹ Which survey"), tap=visit.tap("srv", "new", template.network_id))
    return (
        *(((use,),) if instrument.tapped else ()),
        (do(_("Add a question…"), "additem"),),
        *columns(single, 5),
        *columns(undo, 1),
        tuple(named),
        (do(_("Delete…"), "scrap"), back),
    )


def as_seen(visit: Visit, template: Template, revision: int, *typed: str) -> bool:
    """Whether it is still as it stood above the button. If not, it is shown as it is, with what was `typed` in vain."""
    if template.revision == revision:
        return True
    _ = visit.reader
    told = lines(
        _("It was changed meanwhile. It stands like this now:"),
        *(_("You wrote: {words}", words=each) for each in typed),
    )
    visit.edit(page(visit, template, told))
    return False


async def on_put_back(visit: Visit, template_id: int, revision: int) -> None:
    template = await enter_template(visit, template_id)
    if as_seen(visit, template, revision):
        building.put_back(visit.uow, template)
        visit.edit(page(visit, template))


# its beginning and its end


async def on_build(visit: Visit, network_id: int) -> None:
    """What to begin with: nothing, or the questions of the house."""
    network, _ = await enter_network(visit, network_id), visit.reader
    blank = Button(_("With no questions yet"), tap=visit.tap("srv", "blank", network.key))
    like = [
        Button(_("Like: {title}", title=_(title)), tap=visit.tap("srv", "like", network.key, key))
        for key, title in wording.TITLES.items()
    ]
    back = Button(_("‹ Back"), tap=visit.tap("srv", "new", network.key))
    text = paragraphs(
        _("<b>A survey of your own.</b> What shall I begin with?"),
        _(
            "Everything can be changed afterwards. The results of your own questions are not summed up to one number."
        ),
    )
    visit.edit(Message(text, ((blank,), *columns(like, 1), (back,))))


async def on_blank(visit: Visit, network_id: int) -> None:
    network = await enter_network(visit, network_id)
    await forms.begin(visit, NAME, {}, network_id=network.key)


async def on_like(visit: Visit, network_id: int, key: str) -> None:
    network = await enter_network(visit, network_id)
    if key not in OF_THE_HOUSE:
        raise Refused(DoorReason.OLD_BUTTON)
    await forms.begin(visit, NAME, {"like": key}, network_id=network.key)


async def on_copy(visit: Visit, template_id: int) -> None:
    template = await enter_template(visit, template_id)
    await forms.begin(visit, NAME, {"copy": template.key}, network_id=template.network_id)


async def on_rename(visit: Visit, template_id: int, revision: int) -> None:
    template = await enter_template(visit, template_id)
    if as_seen(visit, template, revision):
        asked = {"template": template.key, "revision": revision}
        await forms.begin(visit, NAME, asked, network_id=template.network_id)


async def on_scrap(visit: Visit, template_id: int) -> None:
    template, _ = await enter_template(visit, template_id), visit.reader
    yes = Button(
        _("Yes, delete it"), tap=visit.tap("srv", "scrapped", template.key, template.revision), style="danger"
    )
    no = Button(_("‹ Back"), tap=visit.tap("srv", "own", template.key))
    text = _("Delete “{name}”? Surveys that were and their results stay as they are.", name=template.name)
    visit.edit(Message(text, ((yes, no),)))


async def on_scrapped(visit: Visit, template_id: int, revision: int) -> None:
    template, _ = await enter_template(visit, template_id), visit.reader
    if not as_seen(visit, template, revision):
        return
    await templates.remove(visit.uow, template)
    await visit.uow.session.flush()
    visit.edit(await choosing.page(visit, visit.here, _("Deleted: {name}", name=template.name)))


# its name


async def _ask_name(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("What shall it be called? Write a short name, e.g. After the meeting."))


async def _take_name(visit: Visit, answers: Answers, typed: str) -> Any:
    return await building.checked_name(visit.uow, visit.here.key, typed, but=answers.get("template"))


async def _named(visit: Visit, answers: Answers) -> None:
    await enter_network(visit, visit.here.key)
    name = answers["name"]
    if "template" in answers:
        template = await enter_template(visit, answers["template"])
        if as_seen(visit, template, answers["revision"], name):
            await building.rename(visit.uow, template, name)
            visit.edit(page(visit, template))
        return
    asked = await _to_begin_with(visit, answers)
    visit.edit(page(visit, await building.build(visit.uow, visit.here, name, visit.me, asked)))


async def _to_begin_with(visit: Visit, answers: Answers) -> tuple[Item, ...]:
    if "copy" in answers:
        return building.as_own(building.items_of(await enter_template(visit, answers["copy"])))
    if "like" in answers:
        return items.copied(visit.group_reader(visit.here), OF_THE_HOUSE[answers["like"]])
    return ()


def _origin(visit: Visit, answers: Answers) -> Button:
    template = answers.get("template") or answers.get("copy")
    if template:
        return Button(visit.reader("‹ Back"), tap=visit.tap("srv", "own", template))
    return Button(visit.reader("‹ Back"), tap=visit.tap("srv", "build", visit.here.key))


NAME = Form("survey_name", (Step("name", _ask_name, _take_name),), _named, origin=_origin)
