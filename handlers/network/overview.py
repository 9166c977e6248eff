"""What `/siec` shows: in the group the card, in private what concerns the reader; to a facilitator the settings too."""

from markupsafe import Markup

from facilitation.permissions import Act
from handlers import settings
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.network import card
from handlers.visit import Visit
from handlers.words import LANGUAGE_NAMES, role_name
from locales.reader import Reader
from storage.network import Network, NetworkState
from storage.roles import Role


async def overview(visit: Visit, network: Network) -> Message:
    """The network as whoever asked is to see it here."""
    if visit.heard.private:
        message = await _privately(visit, network)
    else:
        message = await card.render(visit, network, network.key)
    if visit.may(Act.CHANGE_NETWORK):
        message = _with_settings(visit, network, message)
    return message.with_buttons(*_switches(visit, network))


async def _privately(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    is_open = network.state is not NetworkState.SETTING_UP
    about = await card.content(visit, network, _) if is_open else Message(card.heading(network))
    own = [role_name(_, role) for role in Role if role in visit.roles]
    text = paragraphs(
        about.text,
        _standing(_, network),
        _.plural("Your role: {roles}", "Your roles: {roles}", len(own), roles=Markup(", ").join(own)),
        _("/help shows what you can do here. If you want to leave the network: /leave."),
    )
    return Message(text, names=about.names)


def _standing(_: Reader, network: Network) -> Markup | None:
    if network.state is NetworkState.SETTING_UP:
        return _(
            "The network is not open yet: its facilitator confirms the settings on the card in the group."
        )
    if network.state is NetworkState.AWAY:
        return _("I am not in the group at the moment. Everything rests until I am added again.")
    return None


def _with_settings(visit: Visit, network: Network, message: Message) -> Message:
    _ = visit.reader
    decided = lines(
        _("<b>Settings of the network:</b>"),
        _("Language: <b>{language}</b>", language=LANGUAGE_NAMES[network.language]),
        _("Time zone: <b>{zone}</b>", zone=Reader(_.language, network.zone).zone_name()),
    )
    text = paragraphs(message.text, decided)
    message = Message(text, message.buttons, message.names)
    more = columns(settings.buttons(visit, network), 2) if visit.heard.private else ()
    return message.with_buttons(*card.settings_buttons(visit, network, _), *more, _here(visit, network))


def _here(visit: Visit, network: Network) -> list[Button]:
    """In another topic of the group than the one where announcements go."""
    if not visit.heard.thread_id or network.thread_id == visit.heard.thread_id:
        return []
    tap = visit.tap("net", "thread", network.key)
    return [Button(visit.reader("Announce in this topic"), tap=tap)]


def _switches(visit: Visit, network: Network) -> Rows:
    if not visit.heard.private:
        return ()
    others = [other for other in visit.networks.values() if other.id != network.id]
    return columns(
        (Button(f"⇄ {other.topic}", tap=visit.tap("net", "switch", other.key)) for other in others), 1
    )
