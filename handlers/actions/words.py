"""Actions in words: what, until when, by whom."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time

from markupsafe import Markup, escape

from facilitation.calendar.rhythm import local
from handlers import picker, rhythms
from handlers.message import lines
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions
from storage.actions import Action, ActionState
from storage.network import Network
from storage.people import Person

SHORT = 120

People = Mapping[int, tuple[Person, str]]
"""By number, each with the name of what they represent."""


def day(_: Reader, due_on: date, now: datetime) -> Markup:
    """As in "czwartek, 15 stycznia", with the year unless it is this one."""
    noon = datetime.combine(due_on, time(12), UTC)
    return rhythms.date_in_words(Reader(_.language, "UTC"), noon, now)


def full_day(_: Reader, due_on: date) -> Markup:
    """As in "15 stycznia 2027"."""
    return Reader(_.language, "UTC").full_date(datetime.combine(due_on, time(12), UTC))


def today(network: Network, now: datetime) -> date:
    return local(now, network.zone).date()


def quoted(_: Reader, action: Action, most: int = SHORT) -> Markup:
    return _("“{words}”", words=picker.cut(action.words, most))


async def people(visit: Visit, actions: Collection[Action]) -> People:
    """Whoever these actions name."""
    wanted = {key for each in actions for key in (each.owner_id, each.author_id) if key}
    return await institutions.places_of(visit.uow, actions_network(actions), wanted) if wanted else {}


def actions_network(actions: Collection[Action]) -> int:
    return next(iter(actions)).network_id


def named(known: People, person_id: int | None) -> Markup | None:
    """As in "Jan Łoś (Łódź)"; None for someone who asked to be forgotten."""
    person, place = known.get(person_id or 0, (None, ""))
    if person is None or not person.name:
        return None
    return Markup("{} ({})").format(person.name, place) if place else Markup("{}").format(person.name)


def names(known: People) -> frozenset[int]:
    return frozenset(known)


def whole(_: Reader, action: Action, known: People, now: datetime, zone: str, *, private: bool) -> Markup:
    """Everything about it. In the group nobody reads who has not agreed yet, nor what is late."""
    owner = named(known, action.owner_id)
    author = named(known, action.author_id)
    return lines(
        head(_, action),
        Markup("<blockquote>{}</blockquote>").format(action.words),
        _until(_, action, now, zone, private=private),
        _owner(_, action, owner, private=private) if action.state is not ActionState.DROPPED else None,
        _("Said by: {name}", name=author) if author and author != owner else None,
        _("Why: {reason}", reason=action.reason) if action.reason and private else None,
        _("Only for those who work in the network.") if action.internal else None,
    )


def head(_: Reader, action: Action) -> Markup:
    match action.state:
        case ActionState.DONE:
            return _("<b>Action</b> · done")
        case ActionState.DROPPED:
            return _("<b>Action</b> · dropped")
    return _("<b>Action</b>")


def _until(_: Reader, action: Action, now: datetime, zone: str, *, private: bool) -> Markup:
    if action.due_on is None:
        return _("Until: not agreed yet")
    until = _("Until: {day}", day=day(_, action.due_on, now))
    is_late = private and action.is_late(local(now, zone).date())
    return _("{until} · the day has passed", until=until) if is_late else until


def _owner(_: Reader, action: Action, owner: Markup | None, *, private: bool) -> Markup:
    if owner is None:
        return _("Who: nobody yet")
    if private and action.accepted_at is None and action.state is ActionState.OPEN:
        return _("Who: {name} · has not answered yet", name=owner)
    return _("Who: {name}", name=owner)


def line(_: Reader, action: Action, known: People, me: Person | None, now: datetime, zone: str) -> Markup:
    """As in "Przygotować wzór umowy – do 15 stycznia, Jan Łoś (Łódź)"."""
    mine = me is not None and action.owner_id == me.id
    owner = _("you") if mine else named(known, action.owner_id) or _("nobody yet")
    about = [owner]
    if action.due_on is not None:
        about.insert(0, _("until {day}", day=day(_, action.due_on, now)))
    if action.is_late(local(now, zone).date()):
        about.append(_("the day has passed"))
    words = picker.cut(action.words, SHORT)
    return Markup("{} – {}").format(words, Markup(", ").join(about))


def agreed(_: Reader, action: Action, known: People, now: datetime) -> Markup:
    """For a note: as it was agreed on, whatever became of it since."""
    owner = named(known, action.owner_id)
    about = [
        *([_("until {day}", day=day(_, action.due_on, now))] if action.due_on else []),
        *([owner] if owner else []),
    ]
    return Markup("{} – {}").format(action.words, Markup(", ").join(about)) if about else escape(action.words)


def numbered(_: Reader, n: int, action: Action, now: datetime) -> Markup:
    """For those who put a note in order."""
    until = day(_, action.due_on, now) if action.due_on else _("not agreed yet")
    text = _("{n}. {words} (until: {day})", n=n, words=picker.cut(action.words, SHORT), day=until)
    return _("{line} <i>(internal)</i>", line=text) if action.internal else text
