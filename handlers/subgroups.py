"""`/podgrupy`: working subgroups of a network, who works in them, and the way to meet."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation import subgroups as rules
from facilitation.facts import Left
from facilitation.permissions import Act
from facilitation.subgroups import SubgroupReason
from handlers import forms
from handlers.feature import Area, Command, Feature, Place, Remembered
from handlers.forms import Answers, Form, Step
from handlers.meetings import announcing
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import mark
from storage import subgroups
from storage.network import Network
from storage.people import Person
from storage.subgroups import Subgroup


async def show(visit: Visit, _words: str) -> None:
    visit.reply(await _overview(visit, visit.here))


async def on_list(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.WORK_IN_SUBGROUPS)
    visit.edit(await _overview(visit, network))


async def on_one(visit: Visit, network_id: int, subgroup_id: int) -> None:
    visit.edit(await _page(visit, *await _enter(visit, network_id, subgroup_id)))


async def on_join(visit: Visit, network_id: int, subgroup_id: int) -> None:
    network, subgroup = await _enter(visit, network_id, subgroup_id)
    await subgroups.join(visit.uow, subgroup.key, visit.me.key, visit.now)
    visit.edit(await _page(visit, network, subgroup))


async def on_leave(visit: Visit, network_id: int, subgroup_id: int) -> None:
    network, subgroup = await _enter(visit, network_id, subgroup_id)
    await subgroups.leave(visit.uow, subgroup.key, visit.me.key)
    visit.edit(await _page(visit, network, subgroup))


async def on_new(visit: Visit, network_id: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.PLAN_MEETINGS)
    await forms.begin(visit, NAMING, network_id=network.key)


async def on_rename(visit: Visit, network_id: int, subgroup_id: int) -> None:
    network, subgroup = await _enter(visit, network_id, subgroup_id, Act.PLAN_MEETINGS)
    await forms.begin(visit, NAMING, {"subgroup": subgroup.key}, network_id=network.key)


async def on_end(visit: Visit, network_id: int, subgroup_id: int) -> None:
    """Asked once more: it does not come back."""
    network, subgroup = await _enter(visit, network_id, subgroup_id, Act.PLAN_MEETINGS)
    _ = visit.reader
    text = _("Does the subgroup “{name}” end its work? Its meetings and papers stay.", name=subgroup.name)
    yes = Button(_("Yes, it ends"), tap=visit.tap("sub", "ended", network.key, subgroup.key), style="danger")
    no = Button(_("‹ Back"), tap=visit.tap("sub", "one", network.key, subgroup.key))
    visit.edit(Message(text, ((yes,), (no,))))


async def on_ended(visit: Visit, network_id: int, subgroup_id: int) -> None:
    network, subgroup = await _enter(visit, network_id, subgroup_id, Act.PLAN_MEETINGS)
    rules.end(visit.uow, subgroup, visit.now)
    await visit.uow.session.flush()
    visit.edit(await _overview(visit, network))


async def on_meet(visit: Visit, network_id: int, subgroup_id: int) -> None:
    """The questions about a meeting of the subgroup begin."""
    _network, subgroup = await _enter(visit, network_id, subgroup_id, Act.PLAN_MEETINGS)
    await announcing.begin(visit, subgroup.key)


async def on_left(visit: Visit, fact: Left) -> None:
    await rules.let_go(visit.uow, fact)


async def _enter(
    visit: Visit, network_id: int, subgroup_id: int, act: Act = Act.WORK_IN_SUBGROUPS
) -> tuple[Network, Subgroup]:
    network = await visit.enter(network_id)
    visit.require(act)
    return network, await rules.of_network(visit.uow, network, subgroup_id)


async def _overview(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    known = await subgroups.of_network(visit.uow, network.key)
    counted = [(each, await subgroups.members(visit.uow, each.key)) for each in known]
    text = paragraphs(
        _("<b>Working subgroups</b> of the network <b>{topic}</b>", topic=network.topic),
        lines(*(_line(visit, each, people) for each, people in counted)) or None,
        None if known else _("There are none yet. A subgroup works on one thing and meets on its own."),
    )
    if not visit.heard.private:
        return Message(text)
    those = [Button(each.name, tap=visit.tap("sub", "one", network.key, each.key)) for each in known]
    new = Button(_("New subgroup…"), tap=visit.tap("sub", "new", network.key))
    return Message(text, columns(those, 1)).with_buttons([new] if visit.may(Act.PLAN_MEETINGS) else [])


def _line(visit: Visit, subgroup: Subgroup, people: Sequence[Person]) -> Markup:
    count = visit.reader.plural("{n} person", "{n} people", len(people))
    return Markup("• {} ({})").format(subgroup.name, count)


async def _page(visit: Visit, network: Network, subgroup: Subgroup) -> Message:
    _, at = visit.reader, (network.key, subgroup.key)
    people = await subgroups.members(visit.uow, subgroup.key)
    text = paragraphs(
        _("<b>Subgroup: {name}</b>", name=subgroup.name),
        _("Works in it: {names}", names=_.list(person.name for person in people))
        if people
        else _("Nobody works in it yet."),
    )
    mine = visit.me.key in {person.key for person in people}
    own = (
        Button(_("I no longer work in it"), tap=visit.tap("sub", "leave", *at))
        if mine
        else Button(_("I work in it"), tap=visit.tap("sub", "join", *at))
    )
    message = Message(text, ((own,),), frozenset(person.key for person in people))
    if visit.may(Act.PLAN_MEETINGS):
        meet = Button(_("Plan its meeting"), tap=visit.tap("sub", "meet", *at))
        rename = Button(_("Rename…"), tap=visit.tap("sub", "rename", *at))
        message = message.with_buttons(
            [meet], [rename, Button(_("End it…"), tap=visit.tap("sub", "end", *at))]
        )
    return message.with_buttons([Button(_("‹ All subgroups"), tap=visit.tap("sub", "list", network.key))])


async def _ask_name(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("What is the subgroup called? A few words are enough."))


async def _take_name(_visit: Visit, _answers: Answers, typed: str) -> str:
    return typed


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.PLAN_MEETINGS)
    network = visit.here
    if "subgroup" in answers:
        subgroup = await rules.of_network(visit.uow, network, answers["subgroup"])
        await rules.rename(visit.uow, network, subgroup, answers["name"])
    else:
        subgroup = await rules.found(visit.uow, network, answers["name"], visit.me, visit.now)
    visit.edit(await _page(visit, network, subgroup))


NAMING = Form("subgroups", (Step("name", _ask_name, _take_name),), _done)

FEATURE = Feature(
    name="subgroups",
    code="sub",
    area=Area.MEETINGS,
    commands=(
        Command(
            "podgrupy", "subgroups", mark("working subgroups: who works on what"), show,
            place=Place.ANYWHERE, act=Act.WORK_IN_SUBGROUPS,
        ),
    ),
    taps={
        "list": on_list,
        "one": on_one,
        "join": on_join,
        "leave": on_leave,
        "new": on_new,
        "rename": on_rename,
        "end": on_end,
        "ended": on_ended,
        "meet": on_meet,
    },
    forms=(NAMING,),
    hears={Left: on_left},
    refusals={
        SubgroupReason.NAME_LONG: mark("That name has {length} characters; please keep it within {most}."),
        SubgroupReason.KNOWN: mark("There is a subgroup “{name}” already. Please choose another name."),
        SubgroupReason.MANY: mark("There are {most} subgroups already. Please end one that has done its work."),
        SubgroupReason.GONE: mark("This subgroup has ended its work. /subgroups shows the others."),
    },
    remembers={
        "subgroup_member": Remembered(
            mark("Working subgroups that you are in"), seen_by=mark("people of the network"),
            columns={"subgroup_id": mark("subgroup"), "since": mark("since")},
        ),
    },
)  # fmt: skip
