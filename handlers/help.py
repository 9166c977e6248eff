"""Help: what this person can do here, most useful first, with buttons; the greeting; and commands behind deep links."""

from markupsafe import Markup

from facilitation.refusals import Refused
from handlers import offers
from handlers.feature import Area, Command, Feature, Place
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.router import run
from handlers.visit import Visit
from locales import LANGUAGES
from locales.reader import mark
from storage.roles import Role

MOST_IN_GROUP = 5
AREAS = {
    Area.MEETINGS: mark("Meetings"),
    Area.VOTING: mark("Votes"),
    Area.KNOWLEDGE: mark("Questions and what we know"),
    Area.OFFICE_HOURS: mark("Office hours"),
    Area.NETWORK: mark("The network and its people"),
    Area.ONESELF: mark("About you"),
}


async def show(visit: Visit, _words: str) -> None:
    """`/pomoc`: in the group briefly, in private all that this person can do."""
    visit.reply(_private(visit) if visit.heard.private else _in_group(visit))


async def start(visit: Visit, words: str) -> None:
    """Start was pressed: a stranger is greeted, everyone else sees what can be done."""
    if visit.roles:
        await show(visit, words)
        return
    _ = visit.reader
    text = paragraphs(
        _("Hello! I'm Spoiwo. I look after the regular things of a network: "
          "office hours, meetings, questions, and what people have learned from one another."),
        _("To take part, tap <b>Join the network</b> on my card in your network's group."),
        _("To begin a network, add me to its group: whoever adds me and is an admin there becomes its facilitator.")
        if visit.installation.open else None,
        None if visit.person else _("Until then I remember nothing about you. /help shows what you can do."),
    )  # fmt: skip
    visit.reply(Message(text, _beginnings(visit)))


def _beginnings(visit: Visit) -> Rows:
    _ = visit.reader
    other = next(language for language in LANGUAGES if language != _.language)
    label = {"pl": "Mów po polsku", "en": "Speak English"}[other]
    switch = (Button(label, tap=visit.tap("lang", "set", other)),)
    if not visit.installation.open:
        return (switch,)
    add = f"https://t.me/{visit.installation.username}?startgroup="
    return (Button(_("Add me to a group"), url=add),), switch


async def on_run(visit: Visit, english: str) -> None:
    """A button of the help was tapped: as if the command had been sent here."""
    await run(visit, english, "")


async def on_do(visit: Visit, english: str) -> None:
    """From a group into private chat, to do there what does not belong in the group."""
    await run(visit, english, "")


async def on_do_in(visit: Visit, english: str, network_id: int) -> None:
    """The same for someone of several networks: the network of that group is meant."""
    if network_id in visit.networks and visit.heard.private:
        visit.network = visit.networks[network_id]
        visit.me.current_network_id = network_id
        visit.uow.session.add(visit.me)
    await run(visit, english, "")


def _private(visit: Visit) -> Message:
    """All that this person can do, by what it is about."""
    _ = visit.reader
    commands = _offered(visit, Place.PRIVATE)
    if visit.network and visit.roles - {Role.COORDINATOR}:
        above = _("What you can do in <b>{topic}</b>:", topic=visit.network.topic)
    else:
        above = _(
            "You belong to no network at the moment. Tap <b>Join the network</b> on my card in your network's group. "
            "What you can do here:"
        )
    areas = {command: feature.area for feature in visit.registry.features for command in feature.commands}
    blocks = [
        lines(
            Markup("<b>{}</b>").format(_(title)),
            *(_line(visit, each) for each in commands if areas[each] is area),
        )
        for area, title in AREAS.items()
        if area in {areas[each] for each in commands}
    ]
    return Message(paragraphs(above, *blocks), _buttons(visit, commands))


def _in_group(visit: Visit) -> Message:
    """Short: the group reads along."""
    _ = visit.reader
    if visit.network is None:
        raise Refused(DoorReason.NOT_SET_UP)
    if not visit.roles - {Role.COORDINATOR}:
        text = _("I look after the regular things of this network. Joining takes a minute, in private chat.")
        join = Button(_("Join the network"), url=visit.link("join", visit.network.key), style="primary")
        return Message(text, ((join,),))
    commands = _offered(visit, Place.GROUP)[:MOST_IN_GROUP]
    more = Button(_("More in private chat"), url=offers.private_link(visit, "help"))
    text = paragraphs(_("Here in the group:"), lines(*(_line(visit, command) for command in commands)))
    return Message(text, _buttons(visit, commands)).with_buttons([more])


def _offered(visit: Visit, place: Place) -> list[Command]:
    """Everything but the help itself."""
    every = offers.offered(visit.registry, visit.roles, place)
    return [command for command in every if command.handle is not show]


def _line(visit: Visit, command: Command) -> Markup:
    _ = visit.reader
    return Markup("/{} – {}").format(offers.name(_, command), _(command.says))


def _buttons(visit: Visit, commands: list[Command]) -> Rows:
    _ = visit.reader
    offered = [command for command in commands if command.button]
    return columns(
        (Button(_(command.button), tap=visit.tap("help", "run", command.english)) for command in offered), 2
    )


FEATURE = Feature(
    name="help",
    code="help",
    commands=(
        Command("pomoc", "help", mark("what you can do here"), show, joined=False),
        Command("start", "start", mark("the beginning"), start, place=Place.PRIVATE, joined=False, in_menu=False),
    ),
    taps={"run": on_run},
    public=frozenset({"run"}),
    links={"do": on_do, "in": on_do_in},
)  # fmt: skip
