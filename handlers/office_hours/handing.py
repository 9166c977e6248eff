"""Handing over a series or one session: someone of the team is asked privately, and accepts with a tap or does not."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.office_hours import handing as rules
from facilitation.office_hours.handing import Duty
from handlers import posts
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.office_hours import card, line, words
from handlers.office_hours.door import enter, enter_hour
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage import people
from storage.due_work import DueWork
from storage.network import Network
from storage.office_hours import Held, Offer
from storage.people import Person, Reach

OFFER, TAKEN_OVER = "office_hours.offer", "office_hours.takenover"
SERIES = 0


async def on_hand(visit: Visit, network_id: int, series_id: int, session_id: int) -> None:
    """Whom to ask; `session_id` SERIES: for the whole series."""
    network, what = await _enter(visit, network_id, series_id, session_id)
    _, found = visit.reader, await rules.candidates(visit.uow, network, what, visit.now)
    silent = [person for person in found if person.reach is not Reach.OPEN and person.key != visit.me.key]
    buttons = [
        Button(_("I do it myself") if person.key == visit.me.key else person.name,
               tap=visit.tap("hours", "askto", network.key, series_id, session_id, person.key))
        for person in found if person not in silent
    ]  # fmt: skip
    text = paragraphs(
        _about(_, network, what),
        _("Whom do I ask? Until someone accepts, everything stays as it is.")
        if buttons
        else _("There is nobody else whom I could ask. A facilitator can give someone the role with /roles."),
        _("I can't write privately to: {names}. Once they send me /start, they can be asked.",
          names=_.list(person.name for person in silent)) if silent else None,
    )  # fmt: skip
    names = words.keys(what.hosts) | words.keys(found)
    visit.edit(Message(text, (*columns(buttons, 1), (_back(visit, network, what),)), names))


async def on_ask_to(visit: Visit, network_id: int, series_id: int, session_id: int, person_id: int) -> None:
    network, what = await _enter(visit, network_id, series_id, session_id)
    person, offer = await rules.ask(visit.uow, network, what, person_id, visit.me, visit.now)
    _ = visit.reader
    if person.key == visit.me.key:
        await _show(visit, network, what)
        _tell_others(visit, network, what, person)
        text = _("You hold these office hours now.")
    else:
        if offer is not None:
            visit.tell(person, _request(visit, visit.reader_of(person), network, what, offer), kind=OFFER,
                       network=network, about=what.series.key)  # fmt: skip
        text = _("I asked {name}. You will hear the answer here; until then everything stays as it is.",
                 name=person.name)  # fmt: skip
    back = _back(visit, network, what)
    visit.edit(Message(paragraphs(text, _about(_, network, what)), ((back,),), frozenset({person.key})))


async def on_accept(visit: Visit, network_id: int, offer_id: int) -> None:
    await _answer(visit, network_id, offer_id, accepted=True)


async def on_decline(visit: Visit, network_id: int, offer_id: int) -> None:
    await _answer(visit, network_id, offer_id, accepted=False)


async def _answer(visit: Visit, network_id: int, offer_id: int, *, accepted: bool) -> None:
    network, _ = await visit.enter(network_id), visit.reader
    found = await rules.answer(visit.uow, network, offer_id, visit.me, visit.now, accepted=accepted)
    if found is None:
        visit.edit(Message(_("This request is settled already; nothing is left to do. Thank you!")))
        return
    offer, what = found
    asker = await people.by_id(visit.uow, offer.by_id) if offer.by_id else None
    if accepted:
        await _show(visit, network, what)
        _tell_others(visit, network, what, visit.me, asker)
        text = _("Thank you! You hold these office hours now.")
    else:
        if asker is not None:
            _tell_next_step(
                visit, network, what, asker, visit.me, _declined(visit.reader_of(asker), visit.me)
            )
        text = _("Thank you for the answer. Everything stays as it is.")
    visit.edit(Message(paragraphs(text, _about(_, network, what))))


async def unanswered(visit: Visit, work: DueWork) -> None:
    """Whoever asked hears once that there is no answer, while something can still be done."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    found = await rules.unanswered(visit.uow, network.key, work.arguments["offer"], visit.now)
    if found is not None:
        offer, what = found
        known = await people.by_ids(visit.uow, {offer.person_id, offer.by_id or offer.person_id})
        asker = known.get(offer.by_id) if offer.by_id else None
        if asker is not None:
            _ = visit.reader_of(asker)
            said = _("<b>{name} has not answered yet</b>", name=_name(_, known[offer.person_id]))
            _tell_next_step(visit, network, what, asker, known[offer.person_id], said)


async def look_after(visit: Visit, network_id: int, left: int | None) -> None:
    """Someone left, or is no longer of the team: requests to them end, and what they stood in for goes back."""
    offers, back = await rules.look_after(visit.uow, network_id, visit.now, left)
    network = await networks.by_id(visit.uow, network_id) if offers or back else None
    if network is None:
        return
    known = await people.by_ids(
        visit.uow, {key for each in offers for key in (each.person_id, each.by_id) if key}
    )
    for offer in offers:
        asker = known.get(offer.by_id) if offer.by_id not in (None, left) else None
        what = await rules.still(visit.uow, network_id, offer.series_id, offer.session_id, visit.now)
        if asker is not None and what is not None:
            person = known[offer.person_id]
            said = _gone(visit.reader_of(asker), person)
            _tell_next_step(visit, network, what, asker, person, said)
    for session in back:
        what = await rules.still(visit.uow, network_id, session.series_id, session.key, visit.now)
        if what is not None:
            await _show(visit, network, what)
            for host in what.hosts:
                _ = visit.reader_of(host)
                said = _("<b>Nobody stands in for you any more</b>")
                _tell_next_step(visit, network, what, host, host, said)


# in words


def _request(visit: Visit, _: Reader, network: Network, what: Duty, offer: Offer) -> Message:
    asks = (
        _("<b>{name} asks whether you would hold these office hours from now on</b>", name=visit.me.name)
        if what.session is None
        else _("<b>{name} asks whether you would hold these office hours this once</b>", name=visit.me.name)
    )
    answers = (
        Button(_("I accept"), tap=visit.tap("hours", "accept", network.key, offer.key), style="success"),
        Button(_("I can't"), tap=visit.tap("hours", "decline", network.key, offer.key)),
    )
    return Message(paragraphs(asks, _about(_, network, what)), (answers,), frozenset({visit.me.key}))


def _about(_: Reader, network: Network, what: Duty) -> Markup:
    session, series = what.session, what.series
    place, topic = series.place, series.topic
    if session is not None:
        place = place if session.place is None else session.place
        topic = topic if session.topic is None else session.topic
    return lines(
        words.hours(_, session) if session else words.rhythm(_, series),
        words.place_and_topic(_, place, topic),
        _("Network: <b>{topic}</b>", topic=network.topic),
    )


def _declined(_: Reader, person: Person) -> Markup:
    return _("<b>{name} can't hold these office hours</b>", name=_name(_, person))


def _gone(_: Reader, person: Person) -> Markup:
    return _("<b>{name} can't be asked any more</b>", name=_name(_, person))


def _name(_: Reader, person: Person) -> Markup:
    return words.names(_, (person,))


def _tell_next_step(
    visit: Visit, network: Network, what: Duty, asker: Person, person: Person, said: Markup
) -> None:
    _, at = visit.reader_of(asker), (network.key, what.series.key)
    session = what.session.key if what.session else SERIES
    text = paragraphs(
        said,
        _about(_, network, what),
        _("Ask someone else, or change the date or leave it out.")
        if what.session
        else _("You can ask someone else."),
    )
    other = Button(_("Ask someone else…"), tap=visit.tap("hours", "hand", *at, session))
    screen = visit.tap("hours", "session", *at, session) if session else visit.tap("hours", "series", *at)
    change = Button(_("Change…"), tap=screen)
    visit.tell(asker, Message(text, ((other, change),), frozenset({person.key})), kind=TAKEN_OVER, network=network,
               about=what.series.key)  # fmt: skip


def _tell_others(
    visit: Visit, network: Network, what: Duty, person: Person, asker: Person | None = None
) -> None:
    """Whoever asked, and whoever held it so far, hears who holds it from now on."""
    those = {each.key: each for each in (*what.hosts, *([asker] if asker else [])) if each.key != person.key}
    for each in those.values():
        if each.key != visit.me.key:
            _ = visit.reader_of(each)
            said = (
                _("<b>{name} holds these office hours from now on</b>", name=person.name)
                if what.session is None
                else _("<b>{name} holds these office hours this once</b>", name=person.name)
            )
            message = Message(paragraphs(said, _about(_, network, what)), names=frozenset({person.key}))
            visit.tell(each, message, kind=TAKEN_OVER, network=network, about=what.series.key)


def tell_of_change(visit: Visit, network: Network, held: Held, before: Sequence[Person]) -> None:
    """Whoever was put in or taken out without being asked hears of it."""
    now, then = {host.key: host for host in held.hosts}, {host.key: host for host in before}
    for key in now.keys() ^ then.keys():
        if key != visit.me.key:
            person = now.get(key) or then[key]
            _ = visit.reader_of(person)
            text = paragraphs(
                _("<b>Others hold these office hours now</b>"),
                _("Held by: {names}", names=words.names(_, held.hosts)),
                _about(_, network, Duty(held.series, None, held.hosts)),
            )
            visit.tell(person, Message(text, names=words.keys(held.hosts)), kind=TAKEN_OVER, network=network,
                       about=held.series.key)  # fmt: skip


# where one is


async def _enter(visit: Visit, network_id: int, series_id: int, session_id: int) -> tuple[Network, Duty]:
    if session_id == SERIES:
        network, held = await enter(visit, network_id, series_id)
        return network, Duty(held.series, None, held.hosts)
    network, hour = await enter_hour(visit, network_id, session_id, of=series_id)
    return network, Duty(hour.series, hour.session, hour.hosts)


def _back(visit: Visit, network: Network, what: Duty) -> Button:
    _, at = visit.reader, (network.key, what.series.key)
    if what.session is None:
        return Button(_("‹ Back"), tap=visit.tap("hours", "series", *at))
    return Button(_("‹ Back"), tap=visit.tap("hours", "session", *at, what.session.key))


async def _show(visit: Visit, network: Network, what: Duty) -> None:
    """What stands in the group names who holds it now."""
    await card.show(visit, what.series)
    if what.session is not None:
        await posts.refresh(visit, line.OPEN, network.key, what.session.key)
