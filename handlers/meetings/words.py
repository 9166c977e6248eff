"""Meetings in words: what, when, where, in which form, by whom hosted."""

from collections.abc import Iterable

from markupsafe import Markup

from facilitation.meetings.facts import Changed
from handlers.message import lines
from handlers.rhythms import as_sentence
from locales.reader import Reader, mark
from storage.institutions import Institution
from storage.meetings import Meeting, MeetingForm, MeetingState, WorkFormat

FORMS = {
    MeetingForm.IN_PERSON: mark("in person"),
    MeetingForm.ONLINE: mark("online"),
    MeetingForm.HYBRID: mark("in person and online"),
}
WORK_FORMATS = {
    WorkFormat.KICK_OFF: mark("Kick-off"),
    WorkFormat.PLANNING: mark("Planning"),
    WorkFormat.SOLUTIONS: mark("Generating solutions"),
    WorkFormat.MODEL_PRACTICES: mark("Model practices"),
}
ABOUT_WORK_FORMATS = {
    WorkFormat.KICK_OFF: mark("getting to know each other, two or three topics, a contract"),
    WorkFormat.PLANNING: mark("collecting experience, ordering the steps, naming risks"),
    WorkFormat.SOLUTIONS: mark("listing barriers, finding and testing solutions"),
    WorkFormat.MODEL_PRACTICES: mark("comparing similar practices, a version for cities of different size"),
}


def title(_: Reader, meeting: Meeting) -> Markup:
    """Its own title, or that it is a meeting of the network."""
    return Markup("{}").format(meeting.title) if meeting.title else _("Meeting of the network")


def when(_: Reader, meeting: Meeting) -> Markup:
    """As in "środa, 20 stycznia, 10:00–15:00"; with the day of its end where that is another one."""
    one_day = _.local(meeting.starts_at).date() == _.local(meeting.ends_at).date()
    starts = _.moment(meeting.starts_at)
    if one_day:
        return Markup("{}–{}").format(starts, _.time(meeting.ends_at))
    return Markup("{} – {}").format(starts, _.moment(meeting.ends_at))


def plain_when(_: Reader, meeting: Meeting) -> str:
    """The same with the year, where no markup may stand."""
    date = _.full_date(meeting.starts_at)
    last = _.local(meeting.ends_at).date() != _.local(meeting.starts_at).date()
    ends = f"{_.full_date(meeting.ends_at)}, {_.time(meeting.ends_at)}" if last else _.time(meeting.ends_at)
    return f"{date}, {_.time(meeting.starts_at)}–{ends}"


def label(_: Reader, meeting: Meeting) -> str:
    """A meeting on a button."""
    off = "✗ " if meeting.state is MeetingState.CANCELLED else ""
    own = f" · {meeting.title}" if meeting.title else ""
    return f"{off}{_.short_date(meeting.starts_at)}{own}"


def form_name(_: Reader, form: MeetingForm) -> Markup:
    """With a capital letter, for a button."""
    return as_sentence(_(FORMS[form]))


def where(_: Reader, meeting: Meeting, host: Institution | None) -> Markup:
    """The form, and what it needs of host, place and link, each in its line."""
    in_room, remote = meeting.form is not MeetingForm.ONLINE, meeting.form is not MeetingForm.IN_PERSON
    return lines(
        _("How: {form}", form=_(FORMS[meeting.form])),
        _("Host: {institution}", institution=host.name) if host and in_room else None,
        _("Where: {place}", place=meeting.place) if meeting.place and in_room else None,
        _("Link: {link}", link=meeting.link) if meeting.link and remote else None,
    )


def format_line(_: Reader, meeting: Meeting) -> Markup | None:
    """What the meeting is for."""
    if meeting.work_format is None:
        return None
    return _(
        "Format: {name} – {about}",
        name=_(WORK_FORMATS[meeting.work_format]), about=_(ABOUT_WORK_FORMATS[meeting.work_format]),
    )  # fmt: skip


def seats(_: Reader, meeting: Meeting) -> Markup | None:
    return _.plural("{n} seat in the room", "{n} seats in the room", meeting.seats) if meeting.seats else None


def about(_: Reader, meeting: Meeting, host: Institution | None) -> Markup:
    """All that is known of it, without its title."""
    return lines(when(_, meeting), where(_, meeting, host), format_line(_, meeting), seats(_, meeting))


def what_changed(_: Reader, meeting: Meeting, changes: Iterable[Changed]) -> Markup:
    """What is otherwise than people had heard, one line for each."""
    told = {
        Changed.DATE: _("New date: {when}", when=when(_, meeting)),
        Changed.HOURS: _("New hours: {when}", when=when(_, meeting)),
        Changed.FORM: _("It now takes place: {form}", form=_(FORMS[meeting.form])),
        Changed.PLACE: lines(
            _("New place: {place}", place=meeting.place) if meeting.place else None,
            _("New link: {link}", link=meeting.link) if meeting.link else None,
        ),
        Changed.TITLE: _("New title: {title}", title=title(_, meeting)),
        Changed.CANCELLED: _("Reason: {reason}", reason=meeting.reason),
        Changed.AGAIN: when(_, meeting),
    }
    return lines(*(told[change] for change in Changed if change in changes))


def news_heading(_: Reader, meeting: Meeting, changes: Iterable[Changed]) -> Markup:
    """What kind of news it is."""
    if Changed.CANCELLED in changes:
        return _("<b>The meeting does not take place: {title}</b>", title=title(_, meeting))
    if Changed.AGAIN in changes:
        return _("<b>The meeting takes place after all: {title}</b>", title=title(_, meeting))
    if Changed.DATE in changes:
        return _("<b>The meeting is moved: {title}</b>", title=title(_, meeting))
    return _("<b>Something about the meeting has changed: {title}</b>", title=title(_, meeting))
