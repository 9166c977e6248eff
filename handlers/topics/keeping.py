"""The network's list of topics, among its settings: add several at once, rename, remove."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation import topics as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms, picker, settings
from handlers.feature import Section
from handlers.forms import Answers, Form, FormReason, Step, choice
from handlers.message import Button, Message, lines, paragraphs
from handlers.picker import Option
from handlers.taps import Value
from handlers.topics.door import add_button, enter
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.network import Network
from storage.topics import Topic

NAME = "topics"


async def on_add(visit: Visit, network_id: int) -> None:
    await _begin(visit, network_id, ADD)


async def on_rename(visit: Visit, network_id: int) -> None:
    await _begin(visit, network_id, RENAME)


async def on_remove(visit: Visit, network_id: int) -> None:
    await _begin(visit, network_id, REMOVE)


async def _begin(visit: Visit, network_id: int, form: Form) -> None:
    await enter(visit, network_id, Act.CHANGE_NETWORK)
    await forms.begin(visit, form, network_id=network_id)


async def _more(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    known, counts = await _counted(visit, network)
    if not known:
        return Message(_("The list is empty so far."), ((add_button(visit, network),),))
    text = lines(*(Markup("• {}: {}").format(topic.name, _count(_, counts[topic.key])) for topic in known))
    rename = Button(_("Rename…"), tap=visit.tap("topic", "rename", network.key))
    remove = Button(_("Remove…"), tap=visit.tap("topic", "remove", network.key))
    return Message(text, ((add_button(visit, network),), (rename, remove)))


async def _counted(visit: Visit, network: Network) -> tuple[Sequence[Topic], dict[int, int]]:
    """The list, and how many people can help with each topic."""
    known = await rules.of_network(visit.uow, network.key)
    helping = await rules.helpers(visit.uow, [topic.key for topic in known])
    return known, {key: len(people) for key, people in helping.items()}


def _count(_: Reader, people: int) -> Markup:
    return _.plural("{n} person", "{n} people", people) if people else _("nobody yet")


async def _show(visit: Visit, *done: Markup) -> None:
    """What was done, and the list as it is now."""
    screen = await settings.screen(visit, visit.here, NAME, SECTION)
    visit.edit(Message(paragraphs(lines(*done), screen.text), screen.buttons))


def _way_back(visit: Visit, _answers: Answers) -> Button:
    return Button(visit.reader("‹ List of topics"), tap=visit.tap("set", "show", visit.here.key, NAME))


async def _ask_names(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("Which topics shall I add? You can write several at once: “smog, transport, seniors”."))


async def _take_names(visit: Visit, _answers: Answers, words: str) -> dict[str, list[str]]:
    visit.require(Act.CHANGE_NETWORK)
    added = await rules.add(visit.uow, visit.here, words)
    return {"new": added.new, "known": added.known}


async def _added(visit: Visit, answers: Answers) -> None:
    _, new, known = visit.reader, answers["names"]["new"], answers["names"]["known"]
    done = [_("Added: {topics}.", topics=_.list(new))] if new else []
    await _show(visit, *done, *([_("Already on the list: {topics}.", topics=_.list(known))] if known else []))


async def _options(visit: Visit, _answers: Answers) -> list[Option]:
    visit.require(Act.CHANGE_NETWORK)
    known, counts = await _counted(visit, visit.here)
    return [Option(topic.key, topic.name, _count(visit.reader, counts[topic.key])) for topic in known]


async def _picked(visit: Visit, answers: Answers) -> Topic:
    visit.require(Act.CHANGE_NETWORK)
    return await rules.standing(visit.uow, visit.here, answers["topic"])


async def _ask_renamed(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Which topic gets another name?")


async def _ask_name(visit: Visit, answers: Answers) -> Message:
    topic = await _picked(visit, answers)
    return Message(visit.reader("The name is <b>{name}</b> now. Please write the new one.", name=topic.name))


async def _take_name(visit: Visit, answers: Answers, words: str) -> dict[str, str]:
    old = (await _picked(visit, answers)).name
    return {"old": old, "new": (await rules.rename(visit.uow, visit.here, answers["topic"], words)).name}


async def _renamed(visit: Visit, answers: Answers) -> None:
    await _show(visit, visit.reader("Renamed: {old} → {new}.", **answers["name"]))


async def _ask_removed(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("Which topic shall I remove?")


async def _ask_sure(visit: Visit, answers: Answers) -> Message:
    _, topic = visit.reader, await _picked(visit, answers)
    people = len((await rules.helpers(visit.uow, [topic.key]))[topic.key])
    text = lines(
        _("Remove “{name}” from the list?", name=topic.name),
        _.plural("{n} person can help with it.", "{n} people can help with it.", people)
        if people else _("Nobody has ticked it."),
    )  # fmt: skip
    return Message(text, ((choice(_("Yes, remove"), "sure", topic.key, style="danger"),),))


async def _pick_sure(_visit: Visit, answers: Answers, value: Value) -> Value:
    """The button names the topic that was asked about, whatever has been asked since."""
    if value != answers["topic"]:
        raise Refused(FormReason.CLOSED)
    return value


async def _remove(visit: Visit, answers: Answers) -> None:
    visit.require(Act.CHANGE_NETWORK)
    topic = await rules.remove(visit.uow, visit.here, answers["topic"])
    await _show(visit, visit.reader("Removed: {name}.", name=topic.name))


ADD = Form("topics_add", (Step("names", _ask_names, _take_names),), _added, _way_back)
RENAME = Form(
    "topics_rename",
    (picker.step("topic", _ask_renamed, _options), Step("name", _ask_name, _take_name)),
    _renamed,
    _way_back,
)
REMOVE = Form(
    "topics_remove",
    (picker.step("topic", _ask_removed, _options), Step("sure", _ask_sure, pick=_pick_sure)),
    _remove,
    _way_back,
)
SECTION = Section(
    title=mark("List of topics"),
    says=mark("With /canhelp everyone in the network ticks the topics that they can help with."),
    switches={},
    more=_more,
)
