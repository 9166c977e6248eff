"""Running late, ending early, lasting longer: what whoever holds an hour says shortly before it or during it."""

from facilitation.office_hours import lateness
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import posts
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.office_hours import card, line, news, words
from handlers.office_hours.door import enter_own_hour
from handlers.office_hours.single import screen
from handlers.visit import Visit
from storage.network import Network
from storage.office_hours import Hour


async def say(visit: Visit, minutes: int) -> None:
    """`/dyzur 10 minut później`: of what this person holds just now or within hours."""
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    hour = await lateness.own(visit.uow, visit.here.key, visit.me, visit.now)
    if hour is None:
        raise Refused(OfficeHoursReason.NOTHING_SOON)
    visit.step_aside()
    await _begin_later(visit, visit.here, hour, minutes)


async def on_late(visit: Visit, network_id: int, session_id: int) -> None:
    network, hour = await enter_own_hour(visit, network_id, session_id)
    _, since = visit.reader, int(hour.session.starts_at.timestamp())
    choices = [
        Button(
            _.duration(minutes), tap=visit.tap("hours", "beginlater", network.key, session_id, minutes, since)
        )
        for minutes in lateness.LATER
    ]
    back = Button(_("‹ Back"), tap=visit.tap("hours", "session", network.key, hour.series.key, session_id))
    text = paragraphs(
        lines(words.hours(_, hour.session), _("How much later do you begin?")),
        _("For another number, write e.g. /office_hours 25 minutes later"),
    )
    visit.edit(Message(text, (*columns(choices, 3), (back,)), words.keys(hour.hosts)))


async def on_later(visit: Visit, network_id: int, session_id: int, minutes: int, since: int) -> None:
    """Counted from the start that stood above the button: whoever taps second changes nothing."""
    network, hour = await enter_own_hour(visit, network_id, session_id)
    if since != int(hour.session.starts_at.timestamp()):
        visit.edit(await screen(visit, network, hour))
    else:
        await _begin_later(visit, network, hour, minutes)


async def on_longer(visit: Visit, network_id: int, session_id: int, minutes: int, until: int) -> None:
    network, hour = await enter_own_hour(visit, network_id, session_id)
    if minutes in lateness.LONGER and until == int(hour.session.ends_at.timestamp()):
        await lateness.prolong(visit.uow, hour, minutes, visit.now)
        await _show(visit, network, hour)
    visit.edit(await screen(visit, network, hour))


async def on_end_now(visit: Visit, network_id: int, session_id: int) -> None:
    network, hour = await enter_own_hour(visit, network_id, session_id)
    await lateness.end_now(visit.uow, hour, visit.now)
    text = visit.reader("These office hours are over. Thank you!")
    back = Button(visit.reader("‹ Office hours"), tap=visit.tap("hours", "list", network.key))
    visit.edit(Message(text, ((back,),)))


async def _begin_later(visit: Visit, network: Network, hour: Hour, minutes: int) -> None:
    was = hour.session.starts_at
    await lateness.begin_later(visit.uow, hour, minutes, visit.now)
    told = await news.tell_of_lateness(visit, network, hour, was)
    await _show(visit, network, hour)
    _ = visit.reader
    text = paragraphs(
        lines(_("Office hours begin at {time}.", time=_.time(hour.session.starts_at)),
              words.hours(_, hour.session)),
        _.plural("I told {n} person who waits in line.", "I told {n} people who wait in line.", told)
        if told
        else _("Nobody waits in line, so nobody was written to."),
    )  # fmt: skip
    back = Button(
        _("‹ Back"), tap=visit.tap("hours", "session", network.key, hour.series.key, hour.session.key)
    )
    visit.edit(Message(text, ((back,),), words.keys(hour.hosts)))


async def _show(visit: Visit, network: Network, hour: Hour) -> None:
    """What stands in the group is edited, quietly."""
    await card.show(visit, hour.series)
    await posts.refresh(visit, line.OPEN, network.key, hour.session.key)
