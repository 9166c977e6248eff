"""Topic, language, time zone and the place for announcements; and which of several networks is meant in private."""

from facilitation import network as rules
from facilitation import zones
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms, posts
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns
from handlers.network import card, setup
from handlers.network.overview import overview
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales import LANGUAGES
from locales.reader import Reader
from storage.network import Network, NetworkState


async def show(visit: Visit, _words: str) -> None:
    """`/siec`: the card for everyone, the settings for a facilitator, set-up where there is no network."""
    if visit.network is None and not visit.heard.private:
        if not visit.installation.open and not visit.coordinates:
            raise Refused(rules.NetworkReason.NOT_INVITED)
        setup.ask_who_added(visit)
        return
    network = visit.here
    visit.require(Act.SEE_NETWORK)
    if not visit.heard.private and network.state is NetworkState.SETTING_UP:
        await posts.post_anew(visit, card.CARD, network.key, network.key, pin=True)
        return
    visit.reply(await overview(visit, network))


async def on_settings(visit: Visit, network_id: int) -> None:
    """From the card's "Topic…" into private chat."""
    await _enter_to_change(visit, network_id)
    await forms.begin(visit, TOPIC_FORM, network_id=network_id)


async def on_begin(visit: Visit, network_id: int) -> None:
    network = await _enter_to_change(visit, network_id)
    if network.state is NetworkState.SETTING_UP:
        rules.begin(visit.uow, network)
        await posts.pin(visit, card.CARD, network, network.key)
    visit.answer(visit.reader("The network is open. People can join now."))


async def on_language(visit: Visit, network_id: int, language: str) -> None:
    network = await _enter_to_change(visit, network_id)
    if language not in LANGUAGES:
        raise Refused(DoorReason.OLD_BUTTON)
    rules.change_language(visit.uow, network, language)
    await _changed(visit, network)


async def on_zones(visit: Visit, network_id: int) -> None:
    """The message turns into a choice of zones for a moment."""
    network = await _enter_to_change(visit, network_id)
    _ = visit.reader
    rows = columns(
        (
            Button(Reader(_.language, zone).zone_name(), tap=visit.tap("net", "zone", network_id, zone))
            for zone in zones.USUAL
        ),
        2,
    )
    back = Button(_("‹ Back"), tap=visit.tap("net", "back", network_id))
    other = (
        [Button(_("Another…"), tap=visit.tap("net", "zone", network_id, "?"))] if visit.heard.private else []
    )
    now = Reader(_.language, network.zone).zone_name()
    text = _("Which time zone does the network live in? Now: <b>{zone}</b>.", zone=now)
    visit.edit(Message(text, rows).with_buttons([*other, back]))


async def on_zone(visit: Visit, network_id: int, zone: str) -> None:
    network = await _enter_to_change(visit, network_id)
    if zone == "?":
        await forms.begin(visit, ZONE_FORM, network_id=network_id)
        return
    rules.change_zone(visit.uow, network, zone)
    await _changed(visit, network)


async def on_topic(visit: Visit, network_id: int) -> None:
    await _enter_to_change(visit, network_id)
    await forms.begin(visit, TOPIC_FORM, network_id=network_id)


async def on_thread(visit: Visit, network_id: int) -> None:
    """In a group with topics: announcements go where this button stands."""
    network = await _enter_to_change(visit, network_id)
    rules.change_thread(visit.uow, network, visit.heard.thread_id)
    await posts.post_anew(visit, card.CARD, network.key, network.key, pin=True)
    visit.answer(visit.reader("From now on announcements go to this topic."))


async def on_back(visit: Visit, network_id: int) -> None:
    await _show(visit, await _enter_to_change(visit, network_id))


async def on_switch(visit: Visit, network_id: int) -> None:
    """Someone in several networks says which one is meant in private chat."""
    network = await visit.enter(network_id)
    visit.me.current_network_id = network_id
    visit.uow.session.add(visit.me)
    visit.edit(await overview(visit, network))


async def _enter_to_change(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.CHANGE_NETWORK)
    return network


async def _changed(visit: Visit, network: Network) -> None:
    await _show(visit, network)
    visit.answer(visit.reader("Saved."))


async def _show(visit: Visit, network: Network) -> None:
    """Show the settings again, on the card itself where the card was tapped."""
    if visit.heard.private:
        visit.edit(await overview(visit, network))
    elif network.state is NetworkState.SETTING_UP:
        await posts.restore(visit, card.CARD, network.key, network.key)
    else:
        visit.edit(await overview(visit, network))


async def _ask_topic(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(_("What is the network's topic? Now it is: <b>{topic}</b>", topic=visit.here.topic))


async def _take_topic(visit: Visit, _answers: Answers, words: str) -> Value:
    visit.require(Act.CHANGE_NETWORK)
    rules.change_topic(visit.uow, visit.here, words)
    return visit.here.topic


async def _ask_zone(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("Write a large city of the time zone, in English, e.g. Warsaw or Lisbon."))


async def _take_zone(visit: Visit, _answers: Answers, words: str) -> Value:
    visit.require(Act.CHANGE_NETWORK)
    rules.change_zone(visit.uow, visit.here, words)
    return visit.here.zone


async def _show_changed(visit: Visit, _answers: Answers) -> None:
    visit.reply(await overview(visit, visit.here))


TOPIC_FORM = Form("topic", (Step("topic", _ask_topic, take=_take_topic),), _show_changed)
ZONE_FORM = Form("zone", (Step("zone", _ask_zone, take=_take_zone),), _show_changed)
