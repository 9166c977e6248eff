"""Changing a series in private chat: its dates to choose from, place, topic, who holds it, and its end."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from facilitation.office_hours import series as rules
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.office_hours import card, handing, words
from handlers.office_hours.door import enter
from handlers.office_hours.handing import SERIES
from handlers.office_hours.overview import block
from handlers.office_hours.questions import HOST, PLACE, TOPIC, Question, held_by
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import office_hours
from storage.network import Network
from storage.office_hours import Held, Session, SessionState

SHOWN = 8
CHANGEABLE = {question.name: question for question in (PLACE, TOPIC, HOST)}


async def on_series(visit: Visit, network_id: int, series_id: int) -> None:
    network, held = await enter(visit, network_id, series_id)
    visit.edit(await _overview(visit, network, held))


async def on_change(visit: Visit, network_id: int, series_id: int, what: str) -> None:
    network, held = await enter(visit, network_id, series_id)
    if what not in CHANGEABLE:
        raise Refused(DoorReason.OLD_BUTTON)
    host = held_by(held.hosts, ready=False)
    now = {"place": held.series.place, "topic": held.series.topic, "host": host}
    answers = {**now, "series": series_id, "what": what}
    await forms.begin(visit, FORM, answers, network_id=network.key)


async def on_end(visit: Visit, network_id: int, series_id: int) -> None:
    """A last question: this can't be taken back."""
    network, held = await enter(visit, network_id, series_id)
    _ = visit.reader
    sessions = await office_hours.sessions(visit.uow, [series_id], visit.now)
    dates = _.list(_.day(session.starts_at) for session in sessions[:SHOWN] if _is_coming(session))
    text = paragraphs(
        _("Do you want to end these office hours for good?"),
        lines(words.names(_, held.hosts), words.rhythm(_, held.series, sessions)),
        _("These dates and all later ones fall away: {dates}.", dates=dates) if dates else None,
        await _waiting(visit, sessions),
        _("The card in the group will say so."),
    )
    end = Button(_("Yes, end them"), tap=visit.tap("hours", "ended", network.key, series_id), style="danger")
    back = Button(_("‹ Back"), tap=visit.tap("hours", "series", network.key, series_id))
    visit.edit(Message(text, ((end,), (back,)), words.keys(held.hosts)))


async def _waiting(visit: Visit, sessions: Sequence[Session]) -> Markup | None:
    """What becomes of the questions in line."""
    coming = [session.key for session in sessions if _is_coming(session)]
    count = sum((await office_hours.lines_of(visit.uow, coming)).values()) if coming else 0
    return (
        visit.reader.plural(
            "{n} question waits in line; it goes to other office hours of the network.",
            "{n} questions wait in line; they go to other office hours of the network.",
            count,
        )
        if count
        else None
    )


async def on_ended(visit: Visit, network_id: int, series_id: int) -> None:
    network, held = await enter(visit, network_id, series_id)
    await rules.end(visit.uow, held.series, visit.me, visit.now)
    await card.show(visit, held.series)
    visit.edit(Message(visit.reader("The office hours have ended.")).with_buttons([_to_list(visit, network)]))


def _is_coming(session: Session) -> bool:
    return session.state is SessionState.PLANNED


async def _overview(visit: Visit, network: Network, held: Held) -> Message:
    _ = visit.reader
    key = held.series.key
    sessions = await office_hours.sessions(visit.uow, [key], visit.now)
    others = await office_hours.stand_ins(visit.uow, words.shown(sessions))
    ahead = [session for session in sessions if session.state is not SessionState.CLOSED][:SHOWN]
    text = paragraphs(
        block(_, held, sessions, others), _("Tap a date to change this one or all that follow.")
    )
    dates = [
        Button(words.label(_, session), tap=visit.tap("hours", "session", network.key, key, session.key))
        for session in ahead
    ]
    changes = [
        Button(_("{what}…", what=_(question.label)), tap=visit.tap("hours", "change", network.key, key, name))
        for name, question in CHANGEABLE.items()
    ]
    changes.append(
        Button(_("Ask someone to take over…"), tap=visit.tap("hours", "hand", network.key, key, SERIES))
    )
    end = Button(_("End these office hours…"), tap=visit.tap("hours", "end", network.key, key))
    rows = (*columns(dates, 2), *columns(changes, 2), (end,), (_to_list(visit, network),))
    names = words.keys([*held.hosts, *(one for those in others.values() for one in those)])
    return Message(text, rows, names)


def _to_list(visit: Visit, network: Network) -> Button:
    return Button(visit.reader("‹ Office hours"), tap=visit.tap("hours", "list", network.key))


# one answer in words


async def _done(visit: Visit, answers: Answers) -> None:
    network, held = await enter(visit, visit.here.key, answers["series"])
    match answers["what"]:
        case "place":
            await rules.change_place(visit.uow, held.series, answers["place"], visit.now)
        case "topic":
            await rules.change_topic(visit.uow, held.series, answers["topic"], visit.now)
        case _:
            before = held.hosts
            await rules.hand_over(visit.uow, network, held.series, answers["host"]["people"], visit.now)
            held = await rules.of_network(visit.uow, network, held.series.key)
            handing.tell_of_change(visit, network, held, before)
    await card.show(visit, held.series)
    visit.edit(await _overview(visit, network, held))


async def _ask(question: Question, visit: Visit, answers: Answers) -> Message:
    return await question.ask(visit, answers, question.name)


def _step(question: Question) -> Step:
    return Step(
        question.name, partial(_ask, question), question.take, question.pick,
        when=lambda answers: answers["what"] == question.name, settled=question.settled,
    )  # fmt: skip


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("hours", "series", visit.here.key, answers["series"]))


FORM = Form(
    "office_hours_change", tuple(_step(question) for question in CHANGEABLE.values()), _done, origin=_origin
)
