"""The network's card in its group: one pinned message that is edited, never repeated."""

from markupsafe import Markup

from facilitation import people as people_rules
from facilitation.facts import Joined, NetworkChanged
from handlers import posts
from handlers.coverage import coverage_line
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from handlers.words import LANGUAGE_NAMES, role_name
from locales.reader import Reader
from storage import roles
from storage.network import Network, NetworkState
from storage.people import Person
from storage.roles import Role

CARD = "network.card"
LEADERS = (Role.FACILITATOR, Role.EXPERT, Role.GUARDIAN)


async def show(visit: Visit, network: Network) -> None:
    """Post the card, or bring it up to date."""
    await posts.post(visit, CARD, network.key, network.key, pin=True)


async def refresh(visit: Visit, fact: NetworkChanged | Joined) -> None:
    await posts.refresh(visit, CARD, fact.network_id, fact.network_id)


async def render(visit: Visit, network: Network, _subject: int) -> Message:
    """While the network is being set up its settings, then what it is, and the button to join."""
    _ = visit.group_reader(network)
    if network.state is NetworkState.SETTING_UP:
        return setting_up(visit, network)
    about = await content(visit, network, _)
    text = paragraphs(about.text, _("Tap below to join: it takes a minute, in private chat."))
    join = Button(_("Join the network"), url=visit.link("join", network.key), style="primary")
    return Message(text, ((join,),), about.names)


async def content(visit: Visit, network: Network, _: Reader) -> Message:
    """Who leads the network, who is in, and what comes next; in words for this reader."""
    held = await roles.grants(visit.uow, network.key, visit.now)
    leaders = [(role, [person for grant, person in held if grant.role is role]) for role in LEADERS]
    contributed = [
        await feature.card_line(visit, network, _) for feature in visit.registry.features if feature.card_line
    ]
    text = paragraphs(
        heading(network),
        lines(*(_lead_by(_, role, people) for role, people in leaders if people)),
        coverage_line(_, await people_rules.coverage(visit.uow, network)),
        *contributed,
    )
    return Message(text, names=frozenset(person.key for _role, people in leaders for person in people))


def heading(network: Network) -> Markup:
    return Markup("<b>{}</b>").format(network.topic)


def setting_up(visit: Visit, network: Network) -> Message:
    """What the facilitator is asked to look at first."""
    _ = visit.group_reader(network)
    text = paragraphs(
        _("Hello! I'm Spoiwo. I look after the regular things of a network: "
          "office hours, meetings, questions, and what people have learned from one another."),
        lines(
            _("Topic: <b>{topic}</b>", topic=network.topic),
            _("Language: <b>{language}</b>", language=LANGUAGE_NAMES[network.language]),
            _("Time zone: <b>{zone}</b>", zone=_.zone_name()),
        ),
        _("Is this right? The facilitator confirms; everything can be changed later with /network."),
    )  # fmt: skip
    fine = Button(_("Yes, let's begin"), tap=visit.tap("net", "begin", network.key), style="success")
    return Message(text, ((fine,), *settings_buttons(visit, network, _)))


def settings_buttons(visit: Visit, network: Network, _: Reader) -> tuple[tuple[Button, ...], ...]:
    """One tap for each setting; the topic is typed, so it goes to private chat."""
    key = network.key
    if visit.heard.private:
        topic = Button(_("Topic…"), tap=visit.tap("net", "topic", key))
    else:
        topic = Button(_("Topic…"), url=visit.link("settings", key))
    other = "en" if network.language == "pl" else "pl"
    language = Button(LANGUAGE_NAMES[other], tap=visit.tap("net", "language", key, other))
    zone = Button(_("Time zone…"), tap=visit.tap("net", "zones", key))
    return ((topic, language, zone),)


def _lead_by(_: Reader, role: Role, people: list[Person]) -> Markup:
    names = _.list(person.name for person in {person.key: person for person in people}.values())
    return Markup("{}: {}").format(role_name(_, role).capitalize(), names)
