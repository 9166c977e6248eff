"""What a network decides for itself: each feature names its settings, and here a facilitator turns them on and off."""

from markupsafe import Markup

from facilitation import settings as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.feature import Feature, Section
from handlers.message import Button, Message, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage.network import Network


def buttons(visit: Visit, network: Network) -> list[Button]:
    """The way to the settings of each feature that has some."""
    return [
        Button(visit.reader("{what}…", what=visit.reader(feature.settings.title)),
               tap=visit.tap("set", "show", network.key, feature.name))
        for feature in visit.registry.features if feature.settings
    ]  # fmt: skip


async def on_show(visit: Visit, network_id: int, feature: str) -> None:
    network, section = await _enter(visit, network_id, feature)
    visit.edit(await screen(visit, network, feature, section))


async def on_turn(visit: Visit, network_id: int, feature: str, number: int, on: int) -> None:
    """The button says what it is to be, so that two taps at once are one."""
    network, section = await _enter(visit, network_id, feature)
    settings = list(section.switches)
    if not 0 <= number < len(settings):
        raise Refused(DoorReason.OLD_BUTTON)
    await rules.decide(visit.uow, network, settings[number], bool(on))
    visit.edit(await screen(visit, network, feature, section))
    visit.answer(visit.reader("Saved."))


async def _enter(visit: Visit, network_id: int, feature: str) -> tuple[Network, Section]:
    network = await visit.enter(network_id)
    visit.require(Act.CHANGE_NETWORK)
    found = next((each for each in visit.registry.features if each.name == feature), None)
    if found is None or found.settings is None:
        raise Refused(DoorReason.OLD_BUTTON)
    return network, found.settings


async def screen(visit: Visit, network: Network, feature: str, section: Section) -> Message:
    """What is on and what is off, and what else the feature lets decide."""
    _, decided = visit.reader, await rules.of_network(visit.uow, network.key)
    more = await section.more(visit, network) if section.more else Message(Markup())
    text = paragraphs(Markup("<b>{}</b>").format(_(section.title)), _(section.says), more.text)
    switches = [
        Button(_("✓ {what}", what=_(label)) if decided[setting] else _("✗ {what}", what=_(label)),
               tap=visit.tap("set", "turn", network.key, feature, number, int(not decided[setting])))
        for number, (setting, label) in enumerate(section.switches.items())
    ]  # fmt: skip
    back = Button(_("‹ Back"), tap=visit.tap("net", "back", network.key))
    return Message(text, (*((each,) for each in switches), *more.buttons, (back,)))


FEATURE = Feature(name="settings", code="set", taps={"show": on_show, "turn": on_turn})
