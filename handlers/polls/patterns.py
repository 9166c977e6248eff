"""Polls to begin from: what everybody uses, what the network keeps under a name, and any earlier poll."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls import reading, templates, usual
from facilitation.polls.draft import Draft, of_poll
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from handlers import forms, picker
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.polls import door, starting, words
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import polls
from storage.network import Network
from storage.polls import PollKind, Template
from storage.polls import templates as kept

LONGEST_LABEL = 40
EVERYBODYS = (
    (mark("Yes / No / Abstain"), Draft("", PollKind.SINGLE)),
    (mark("Consent"), Draft("", PollKind.CONSENT)),
    (mark("Scale 1–5"), Draft("", PollKind.SCALE)),
    (mark("Ranking"), Draft("", PollKind.RANKING)),
)


async def _enter(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.START_POLL)
    return network


async def _template(visit: Visit, template_id: int) -> Template:
    """A template of a network that this person leads; refused where it was deleted."""
    template = await kept.by_id(visit.uow, template_id)
    if template is None:
        visit.require(Act.START_POLL)
        raise Refused(PollReason.TEMPLATE_GONE)
    await _enter(visit, template.network_id)
    return template


# all of them


async def on_templates(visit: Visit, network_id: int) -> None:
    visit.edit(await _list(visit, await _enter(visit, network_id)))


async def _list(visit: Visit, network: Network, *more: Markup) -> Message:
    _ = visit.reader
    own = await kept.of_network(visit.uow, network.key)
    text = paragraphs(
        *more,
        _("<b>Templates</b> of votes in the network <b>{topic}</b>", topic=network.topic),
        lines(*(Markup("• {}").format(each.name) for each in own))
        or _("None is kept yet. To keep one, save it from a vote or before it begins."),
        _("The first four are there in every network."),
    )
    usual_ones = [
        Button(_(label), tap=visit.tap("poll", "usual", network.key, n))
        for n, (label, _draft) in enumerate(EVERYBODYS)
    ]
    mine = [
        Button(picker.cut(each.name, LONGEST_LABEL), tap=visit.tap("poll", "template", each.key))
        for each in own
    ]
    back = Button(_("‹ Votes"), tap=visit.tap("poll", "list", network.key))
    return Message(text, (*columns(usual_ones, 2), *columns(mine, 1), (back,)))


async def on_usual(visit: Visit, network_id: int, number: int) -> None:
    """One that is there in every network."""
    network = await _enter(visit, network_id)
    if not 0 <= number < len(EVERYBODYS):
        raise Refused(DoorReason.OLD_BUTTON)
    label, draft = EVERYBODYS[number]
    options: tuple[str, ...] = ()
    if draft.kind is PollKind.SINGLE:
        options = reading.split_options(visit.group_reader(network)(label).unescape())
    as_usual = await usual.draft(visit.uow, network)
    await starting.begin_with(visit, replace(as_usual, kind=draft.kind, options=options))


# one of them


async def on_template(visit: Visit, template_id: int) -> None:
    visit.edit(_page(visit, await _template(visit, template_id)))


def _page(visit: Visit, template: Template) -> Message:
    _, draft = visit.reader, templates.draft_of(template)
    text = paragraphs(
        _("Template: <b>{name}</b>", name=template.name),
        Markup("<b>{}</b>").format(draft.question) if draft.question else None,
        draft.about or None,
        words.listed(_, draft, words.options_of(draft), None),
        words.how(_, draft),
        words.quorum(_, draft),
    )

    def do(label: str, what: str, style: str | None = None) -> Button:
        return Button(label, tap=visit.tap("poll", what, template.key), style=style)

    return Message(
        text,
        (
            (do(_("Begin a vote like this"), "use", "success"),),
            (do(_("Rename…"), "rename"), do(_("Delete…"), "delete")),
            (_back(visit, _, template.network_id),),
        ),
    )


def _back(visit: Visit, _: Reader, network_id: int) -> Button:
    return Button(_("‹ Templates"), tap=visit.tap("poll", "templates", network_id))


async def on_use(visit: Visit, template_id: int) -> None:
    await starting.begin_with(visit, templates.draft_of(await _template(visit, template_id)))


async def on_delete(visit: Visit, template_id: int) -> None:
    template, _ = await _template(visit, template_id), visit.reader
    yes = Button(_("Yes, delete it"), tap=visit.tap("poll", "deleted", template.key), style="danger")
    no = Button(_("‹ Back"), tap=visit.tap("poll", "template", template.key))
    visit.edit(
        Message(_("Delete the template “{name}”? Votes stay as they are.", name=template.name), ((yes, no),))
    )


async def on_deleted(visit: Visit, template_id: int) -> None:
    template, _ = await _template(visit, template_id), visit.reader
    await kept.remove(visit.uow, template)
    await visit.uow.session.flush()
    visit.edit(await _list(visit, visit.here, _("Deleted: {name}", name=template.name)))


# an earlier poll


async def on_copy(visit: Visit, poll_id: int) -> None:
    """A new poll like this one; one that was cancelled is put right like this."""
    poll = await door.look(visit, poll_id, Act.START_POLL)
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    await starting.begin_with(visit, of_poll(poll, options))


# its name


async def on_save(visit: Visit, poll_id: int) -> None:
    poll = await door.look(visit, poll_id, Act.START_POLL)
    await forms.begin(visit, NAME, {"poll": poll.key}, network_id=visit.here.key)


async def on_rename(visit: Visit, template_id: int) -> None:
    template = await _template(visit, template_id)
    await forms.begin(visit, NAME, {"template": template.key}, network_id=visit.here.key)


async def _ask_name(visit: Visit, _answers: Answers) -> Message:
    return await starting.ask_name(visit, _answers, "name")


async def _take_name(visit: Visit, answers: Answers, typed: str) -> Any:
    return await templates.checked_name(visit.uow, visit.here.key, typed, but=answers.get("template"))


async def _named(visit: Visit, answers: Answers) -> None:
    visit.require(Act.START_POLL)
    if "template" in answers:
        template = await _template(visit, answers["template"])
        await templates.rename(visit.uow, template, answers["name"])
    else:
        poll = await door.look(visit, answers["poll"], Act.START_POLL)
        draft = of_poll(poll, (await polls.options(visit.uow, [poll.key]))[poll.key])
        template = await templates.save(visit.uow, visit.here, answers["name"], draft, visit.me)
    visit.edit(_page(visit, template))


def _origin(visit: Visit, answers: Answers) -> Button:
    if "template" in answers:
        return Button(visit.reader("‹ Back"), tap=visit.tap("poll", "template", answers["template"]))
    return Button(visit.reader("‹ Back"), tap=visit.tap("poll", "open", answers["poll"]))


NAME = Form("poll_template", (Step("name", _ask_name, _take_name),), _named, origin=_origin)
