"""The dates of a network in people's own calendars: a private address that can be taken back, or a file."""

from datetime import datetime, timedelta

from markupsafe import Markup

from facilitation import feeds as rules
from facilitation.facts import Left
from facilitation.permissions import Act
from handlers.feature import Area, Command, Feature, Place, Remembered
from handlers.message import Button, Document, Message, Rows, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from papers.calendar import Timetable, as_ics
from storage import feeds
from storage.network import Network

AS_FAR_BACK = timedelta(days=30)


async def serve(visit: Visit, token: str) -> Timetable | None:
    """What a calendar reads at a private address; None for an address that opens nothing."""
    found = await rules.open_with(visit.uow, token, visit.now)
    if found is None:
        return None
    person, visit.network = found
    return await timetable(visit, visit.network, visit.reader_of(person), visit.now - AS_FAR_BACK)


async def timetable(visit: Visit, network: Network, _: Reader, since: datetime) -> Timetable:
    """Everything that the features have since then and from now on."""
    entries = [
        entry
        for feature in visit.registry.features
        if feature.calendar is not None
        for entry in await feature.calendar(visit, network, _, since)
    ]
    name = _("Dates of the network {topic}", topic=network.topic).unescape()
    return Timetable(name, tuple(sorted(entries, key=lambda entry: (entry.starts, entry.uid))))


async def show(visit: Visit, _words: str) -> None:
    """`/kalendarz`: a first address at once; of one that exists it can only be said that it does."""
    network = visit.here
    if not visit.installation.public_url:
        await _send_file(visit, network)
        return
    feed = await feeds.of(visit.uow, visit.me.key, network.key)
    visit.reply(_exists(visit, network, feed.made_at) if feed else await _made(visit, network))


async def on_new(visit: Visit, network_id: int) -> None:
    network = await _enter(visit, network_id)
    if visit.installation.public_url:
        visit.edit(await _made(visit, network))
    else:
        await _send_file(visit, network)


async def on_revoke(visit: Visit, network_id: int) -> None:
    network = await _enter(visit, network_id)
    await feeds.drop(visit.uow, visit.me.key, network.key)
    _ = visit.reader
    text = paragraphs(
        _("The address for your calendar no longer works."),
        _("What your calendar has read stays there until you remove the subscription in its settings."),
    )
    visit.edit(Message(text, ((_new(visit, network),),)))


async def on_file(visit: Visit, network_id: int) -> None:
    await _send_file(visit, await _enter(visit, network_id))


async def on_left(visit: Visit, fact: Left) -> None:
    await feeds.drop(visit.uow, fact.person_id, fact.network_id)


async def _enter(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_OFFICE_HOURS)
    return network


async def _made(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    token = await rules.make(visit.uow, visit.me, network, visit.now)
    address = f"{visit.installation.public_url}/calendar/{token}.ics"
    text = paragraphs(
        _head(_, network),
        _("Add this address to your calendar as a subscription:"),
        Markup("<code>{}</code>").format(address),
        _("In Google Calendar: “Other calendars”, “From URL”. In Outlook and on an iPhone: “Subscribe”."),
        _("New dates, changes and cancellations then appear there by themselves, usually within some hours."),
        _(
            "The address is for you alone: whoever has it sees these dates. "
            "I don't keep it, so I can't show it again; you can take it back at any time."
        ),
    )
    return Message(text, _buttons(visit, network))


def _exists(visit: Visit, network: Network, made_at: datetime) -> Message:
    _ = visit.reader
    text = paragraphs(
        _head(_, network),
        _("You have had an address for your calendar since {date}.", date=_.full_date(made_at)),
        _("I don't keep it, so I can't show it again. Once you make a new one, the old one no longer works."),
    )
    return Message(text, _buttons(visit, network))


def _head(_: Reader, network: Network) -> Markup:
    return _("<b>Your calendar</b>: the dates of the network <b>{topic}</b>", topic=network.topic)


def _buttons(visit: Visit, network: Network) -> Rows:
    _ = visit.reader
    revoke = Button(_("Take the address back"), tap=visit.tap("feeds", "revoke", network.key))
    file = Button(_("The dates as a file"), tap=visit.tap("feeds", "file", network.key))
    return ((_new(visit, network), revoke), (file,))


def _new(visit: Visit, network: Network) -> Button:
    return Button(visit.reader("Make a new address"), tap=visit.tap("feeds", "new", network.key))


async def _send_file(visit: Visit, network: Network) -> None:
    """The coming dates, as they stand now."""
    _ = visit.reader
    dates = await timetable(visit, network, _, visit.now)
    coming = tuple(entry for entry in dates.entries if not entry.off)
    if not coming:
        visit.reply(Message(_("No dates are planned yet, so there is nothing to put into a calendar.")))
        return
    text = paragraphs(
        _("The dates of the network <b>{topic}</b>: open the file to add them to your calendar.", topic=network.topic),
        _("The file does not change later; reminders, /meeting and /office_hours tell the dates as they are."),
        None if visit.installation.public_url else _(
            "This bot has no address on the internet from which your calendar could read them by itself."
        ),
    )  # fmt: skip
    document = Document(_("dates.ics").unescape(), as_ics(Timetable(dates.name, coming)))
    visit.reply(Message(text, document=document))


FEATURE = Feature(
    name="feeds",
    code="feeds",
    area=Area.OFFICE_HOURS,
    commands=(
        Command(
            "kalendarz", "calendar", mark("meetings and office hours in your own calendar"), show,
            place=Place.PRIVATE, act=Act.SEE_OFFICE_HOURS,
        ),
    ),
    taps={"new": on_new, "revoke": on_revoke, "file": on_file},
    hears={Left: on_left},
    remembers={
        "feed": Remembered(
            mark("Addresses for your calendar; the address itself is not kept"),
            seen_by=mark("nobody"),
            columns={"network_id": mark("network"), "made_at": mark("made on")},
        ),
    },
)  # fmt: skip
