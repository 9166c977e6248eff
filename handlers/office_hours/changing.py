"""Changing a series in private chat: a date left out or taken back, place, topic, who holds it, and its end."""

from functools import partial

from markupsafe import Markup

from facilitation.office_hours import series as rules
from facilitation.office_hours import sessions as session_rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.office_hours import card, words
from handlers.office_hours.overview import block
from handlers.office_hours.questions import HOST, PLACE, TOPIC, Question
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import office_hours
from storage.network import Network
from storage.office_hours import Held, Session, SessionState

SHOWN = 8
CHANGEABLE = {question.name: question for question in (PLACE, TOPIC, HOST)}


async def on_series(visit: Visit, network_id: int, series_id: int) -> None:
    network, held = await _enter(visit, network_id, series_id)
    visit.edit(await _overview(visit, network, held))


async def on_session(visit: Visit, network_id: int, series_id: int, session_id: int) -> None:
    network, held = await _enter(visit, network_id, series_id)
    session = await session_rules.ahead(visit.uow, held.series, session_id, visit.now)
    visit.edit(_one(visit, network, held, session))


async def on_skip(visit: Visit, network_id: int, series_id: int, session_id: int) -> None:
    network, held = await _enter(visit, network_id, series_id)
    session = await session_rules.skip(visit.uow, held.series, session_id, visit.me, visit.now)
    await card.show(visit, held.series)
    visit.edit(_one(visit, network, held, session))


async def on_restore(visit: Visit, network_id: int, series_id: int, session_id: int) -> None:
    network, held = await _enter(visit, network_id, series_id)
    session = await session_rules.restore(visit.uow, held.series, session_id, visit.now)
    await card.show(visit, held.series)
    visit.edit(_one(visit, network, held, session))


async def on_change(visit: Visit, network_id: int, series_id: int, what: str) -> None:
    network, held = await _enter(visit, network_id, series_id)
    if what not in CHANGEABLE:
        raise Refused(DoorReason.OLD_BUTTON)
    now = {"place": held.series.place, "topic": held.series.topic}
    answers = {**now, "series": series_id, "what": what}
    await forms.begin(visit, FORM, answers, network_id=network.key)


async def on_end(visit: Visit, network_id: int, series_id: int) -> None:
    """A last question: this can't be taken back."""
    network, held = await _enter(visit, network_id, series_id)
    _ = visit.reader
    sessions = await office_hours.sessions(visit.uow, [series_id], visit.now)
    dates = _.list(_.day(session.starts_at) for session in sessions[:SHOWN] if _is_coming(session))
    text = paragraphs(
        _("Do you want to end these office hours for good?"),
        lines(words.names(_, held.hosts), words.rhythm(_, held.series)),
        _("These dates and all later ones fall away: {dates}.", dates=dates) if dates else None,
        _("The card in the group will say so."),
    )
    end = Button(_("Yes, end them"), tap=visit.tap("hours", "ended", network.key, series_id), style="danger")
    back = Button(_("‹ Back"), tap=visit.tap("hours", "series", network.key, series_id))
    visit.edit(Message(text, ((end,), (back,)), words.keys(held.hosts)))


async def on_ended(visit: Visit, network_id: int, series_id: int) -> None:
    network, held = await _enter(visit, network_id, series_id)
    await rules.end(visit.uow, held.series, visit.me, visit.now)
    await card.show(visit, held.series)
    visit.edit(Message(visit.reader("The office hours have ended.")).with_buttons([_to_list(visit, network)]))


async def _enter(visit: Visit, network_id: int, series_id: int) -> tuple[Network, Held]:
    """The series of a tapped button, in private chat, for someone who may change it."""
    if not visit.heard.private:
        raise Refused(DoorReason.OLD_BUTTON)
    network = await visit.enter(network_id)
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    return network, await rules.of_network(visit.uow, network, series_id)


def _is_coming(session: Session) -> bool:
    return session.state is SessionState.PLANNED


async def _overview(visit: Visit, network: Network, held: Held) -> Message:
    _ = visit.reader
    key = held.series.key
    sessions = await office_hours.sessions(visit.uow, [key], visit.now)
    ahead = [session for session in sessions if session.starts_at > visit.now][:SHOWN]
    text = paragraphs(block(_, held, sessions), _("Tap a date to leave it out or to take it back."))
    dates = [
        Button(_label(visit, session), tap=visit.tap("hours", "session", network.key, key, session.key))
        for session in ahead
    ]
    changes = [
        Button(_("{what}…", what=_(question.label)), tap=visit.tap("hours", "change", network.key, key, name))
        for name, question in CHANGEABLE.items()
    ]
    end = Button(_("End these office hours…"), tap=visit.tap("hours", "end", network.key, key))
    rows = (*columns(dates, 2), *columns(changes, 2), (end,), (_to_list(visit, network),))
    return Message(text, rows, words.keys(held.hosts))


def _label(visit: Visit, session: Session) -> str:
    _ = visit.reader
    off = "✗ " if session.state is SessionState.SKIPPED else ""
    return f"{off}{_.short_date(session.starts_at)}, {_.time(session.starts_at)}"


def _one(visit: Visit, network: Network, held: Held, session: Session) -> Message:
    """One date, and what can be done with it."""
    _ = visit.reader
    values = (network.key, held.series.key, session.key)
    about = lines(Markup("<b>{}</b>").format(words.names(_, held.hosts)), words.hours(_, session))
    if session.state is SessionState.SKIPPED:
        state = _("This one does not take place.")
        act = Button(_("Let it take place"), tap=visit.tap("hours", "restore", *values))
    else:
        state = _("This one takes place.")
        act = Button(_("Leave it out"), tap=visit.tap("hours", "skip", *values))
    back = Button(_("‹ Back"), tap=visit.tap("hours", "series", network.key, held.series.key))
    return Message(paragraphs(about, state), ((act,), (back,)), words.keys(held.hosts))


def _to_list(visit: Visit, network: Network) -> Button:
    return Button(visit.reader("‹ Office hours"), tap=visit.tap("hours", "list", network.key))


# one answer in words


async def _done(visit: Visit, answers: Answers) -> None:
    network, held = await _enter(visit, visit.here.key, answers["series"])
    match answers["what"]:
        case "place":
            await rules.change_place(visit.uow, held.series, answers["place"])
        case "topic":
            await rules.change_topic(visit.uow, held.series, answers["topic"])
        case _:
            await rules.hand_over(visit.uow, network, held.series, answers["host"], visit.now)
            held = await rules.of_network(visit.uow, network, held.series.key)
    await card.show(visit, held.series)
    visit.edit(await _overview(visit, network, held))


async def _ask(question: Question, visit: Visit, answers: Answers) -> Message:
    return await question.ask(visit, answers, question.name)


def _step(question: Question) -> Step:
    return Step(
        question.name, partial(_ask, question), question.take, question.pick,
        when=lambda answers: answers["what"] == question.name,
    )  # fmt: skip


FORM = Form("office_hours_change", tuple(_step(question) for question in CHANGEABLE.values()), _done)
