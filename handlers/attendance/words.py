"""Attendance in words: who was there, how, and how many they are."""

from markupsafe import Markup

from facilitation.attendance.sheet import Line, Sheet
from handlers.picker import Option
from locales.reader import Reader, mark
from storage.attendance import Presence

HOW = {Presence.IN_PERSON: mark("on site"), Presence.REMOTE: mark("remotely")}
NUMBERS = (None, Presence.IN_PERSON, Presence.REMOTE)
"""What a button carries: the number of a presence; the first for nobody there."""


def figures(_: Reader, sheet: Sheet) -> Markup | None:
    """As in "Obecność: 17 osób z 12 instytucji"; nothing where nobody is there."""
    people, places = sheet.figures
    if not people:
        return None
    present = _.plural("{n} person", "{n} people", people)
    if not places:
        return _("Attendance: {people}", people=present)
    of = _.plural("from {n} institution", "from {n} institutions", places)
    return _("Attendance: {people} {places}", people=present, places=of)


def name(_: Reader, line: Line) -> str:
    """Someone who asked to be forgotten is still counted, but not named."""
    return line.name or _("(name removed)").unescape()


def label(_: Reader, line: Line, *, how: bool) -> str:
    """One line on a button: ticked or not, who, from where; `how` where that makes a difference."""
    sign = "○" if line.presence is None else "✓"
    about = [
        line.place,
        _(HOW[line.presence]) if how and line.presence else "",
        _("guest") if line.is_guest else "",
        _("substitute") if line.instead_of is not None else "",
        _("waits") if line.waits else "",
    ]
    return f"{sign} {Option(0, name(_, line), ', '.join(each for each in about if each)).label}"
