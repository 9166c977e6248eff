"""One date of a series in private chat: how it stands, and all that can be done with this one alone."""

from collections.abc import Mapping

from markupsafe import Markup

from facilitation.office_hours import lateness, moving
from facilitation.office_hours import sessions as rules
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.office_hours import card, words
from handlers.office_hours.door import enter_hour
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours
from storage.network import Network
from storage.office_hours import Hour, SessionState


async def on_session(visit: Visit, network_id: int, series_id: int, session_id: int) -> None:
    network, hour = await enter_hour(visit, network_id, session_id, of=series_id)
    visit.edit(await screen(visit, network, hour))


async def on_skip(visit: Visit, network_id: int, series_id: int, session_id: int) -> None:
    network, hour = await enter_hour(visit, network_id, session_id, of=series_id)
    await rules.skip(visit.uow, hour.series, session_id, visit.me, visit.now)
    await show(visit, network, hour)


async def on_restore(visit: Visit, network_id: int, series_id: int, session_id: int) -> None:
    network, hour = await enter_hour(visit, network_id, session_id, of=series_id)
    await rules.restore(visit.uow, hour.series, session_id, visit.me, visit.now)
    await show(visit, network, hour)


async def on_put_back(visit: Visit, network_id: int, session_id: int) -> None:
    network, hour = await enter_hour(visit, network_id, session_id)
    await moving.put_back(visit.uow, hour, visit.me, visit.now)
    await show(visit, network, hour)


async def on_unable(visit: Visit, network_id: int, session_id: int) -> None:
    """Whoever holds it can't: two ways out, each of which is one more tap."""
    network, hour = await enter_hour(visit, network_id, session_id)
    _, values = visit.reader, (network.key, hour.series.key, hour.session.key)
    text = paragraphs(
        _("You can't hold these office hours?"),
        lines(words.hours(_, hour.session), _("Network: <b>{topic}</b>", topic=network.topic)),
        _("If they fall out, everyone who expects them will hear."),
    )
    if hour.session.state is SessionState.OPEN:
        out = _end(visit, network, hour)
    else:
        out = Button(_("Let this one fall out"), tap=visit.tap("hours", "skip", *values), style="danger")
    stand_in = Button(_("Ask someone to stand in"), tap=visit.tap("hours", "hand", *values))
    back = Button(_("‹ Back"), tap=visit.tap("hours", "session", *values))
    visit.edit(Message(text, ((out,), (stand_in,), (back,)), words.keys(hour.hosts)))


def ways_out(visit: Visit, _: Reader, network: Network, hour: Hour) -> Rows:
    """Under the reminder of whoever holds it."""
    at, series, session = network.key, hour.series.key, hour.session.key
    change = Button(_("Change…"), tap=visit.tap("hours", "series", at, series))
    unable = Button(_("I can't make it"), tap=visit.tap("hours", "unable", at, session))
    if not lateness.may_be_late(hour, visit.now):
        return ((change, unable),)
    late = Button(_("I'll be late"), tap=visit.tap("hours", "late", at, session))
    return ((late, unable), (change,))


async def show(visit: Visit, network: Network, hour: Hour) -> None:
    """After a change: the group's card, and the date as it stands now."""
    await card.show(visit, hour.series)
    visit.edit(await screen(visit, network, hour))


async def screen(visit: Visit, network: Network, hour: Hour) -> Message:
    """One date, and what can be done with it."""
    _, asked = visit.reader, await office_hours.asked(visit.uow, hour.series.key, hour.session.key)
    text = paragraphs(
        lines(
            Markup("<b>{}</b>").format(words.names(_, hour.hosts)),
            words.hours(_, hour.session),
            words.place_and_topic(_, hour.place, hour.topic),
        ),
        _state(_, hour),
        _("Asked to stand in: {name}. There is no answer yet.", name=asked.name) if asked else None,
    )
    back = Button(_("‹ Back"), tap=visit.tap("hours", "series", network.key, hour.series.key))
    names = words.keys((*hour.hosts, *([asked] if asked else [])))
    return Message(text, (*_acts(visit, network, hour), (back,)), names)


def way_back(visit: Visit, answers: Mapping[str, int]) -> Button:
    """From a form that was cancelled to the date that it was about."""
    values = (visit.here.key, answers["series"], answers["session"])
    return Button(visit.reader("‹ Back"), tap=visit.tap("hours", "session", *values))


def _state(_: Reader, hour: Hour) -> Markup:
    session, usual = hour.session, moving.usual_start(hour)
    match session.state:
        case SessionState.SKIPPED:
            return _("This one does not take place.")
        case SessionState.CANCELLED:
            return _("This date is no longer in the rhythm.")
        case SessionState.OPEN:
            return _("These office hours are open.")
    if session.moved and session.starts_at != usual:
        return _("This one is moved; its usual time is {moment}.", moment=_.moment(usual))
    return _("This one takes place.")


def _acts(visit: Visit, network: Network, hour: Hour) -> Rows:
    if hour.session.state is SessionState.OPEN:
        return _live(visit, network, hour)
    _, values = visit.reader, (network.key, hour.series.key, hour.session.key)
    if hour.session.state is SessionState.CANCELLED:
        return ()
    if hour.session.state is SessionState.SKIPPED:
        return ((Button(_("Let it take place"), tap=visit.tap("hours", "restore", *values)),),)
    acts = [
        Button(_("Leave it out"), tap=visit.tap("hours", "skip", *values)),
        Button(_("Move…"), tap=visit.tap("hours", "alter", network.key, hour.session.key, "when")),
        Button(_("Topic…"), tap=visit.tap("hours", "alter", network.key, hour.session.key, "topic")),
        Button(_("Place…"), tap=visit.tap("hours", "alter", network.key, hour.session.key, "place")),
        Button(_("Stand-in…"), tap=visit.tap("hours", "hand", *values)),
    ]
    usual = moving.usual_start(hour)
    if hour.session.moved and hour.session.starts_at != usual > visit.now:
        acts.append(
            Button(
                _("Back to its usual time"), tap=visit.tap("hours", "putback", network.key, hour.session.key)
            )
        )
    if lateness.may_be_late(hour, visit.now) and lateness.leads(hour, visit.me, visit.roles):
        acts.append(_late(visit, network, hour))
    following = visit.tap("hours", "following", network.key, hour.session.key)
    return (*columns(acts, 2), (Button(_("This and all following…"), tap=following),))


def _live(visit: Visit, network: Network, hour: Hour) -> Rows:
    """What can be said while it is open, by whoever holds it and by facilitators."""
    if not lateness.leads(hour, visit.me, visit.roles):
        return ()
    _, until = visit.reader, int(hour.session.ends_at.timestamp())
    longer = [
        Button(_.plural("+{n} minute", "+{n} minutes", minutes),
               tap=visit.tap("hours", "longer", network.key, hour.session.key, minutes, until))
        for minutes in lateness.LONGER
    ]  # fmt: skip
    late = [_late(visit, network, hour)] if lateness.may_be_late(hour, visit.now) else []
    return (tuple(longer), (*late, _end(visit, network, hour)))


def _late(visit: Visit, network: Network, hour: Hour) -> Button:
    return Button(visit.reader("I'll be late"), tap=visit.tap("hours", "late", network.key, hour.session.key))


def _end(visit: Visit, network: Network, hour: Hour) -> Button:
    return Button(visit.reader("End now"), tap=visit.tap("hours", "endnow", network.key, hour.session.key))
