"""Dates against which something stands: a public holiday, a quiet time, or another hour of the same people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from facilitation.calendar import clashes
from facilitation.calendar.clashes import Clash, Quiet
from facilitation.calendar.rhythm import Occurrence
from facilitation.office_hours.series import Draft
from handlers import rhythms
from handlers.visit import Visit
from locales.reader import Reader
from storage import office_hours


@dataclass(frozen=True)
class Date:
    """One date of a draft, what stands against it in words, and whether it is to be skipped."""

    occurrence: Occurrence
    clash: Markup | None
    skipped: bool

    @property
    def day(self) -> str:
        return self.occurrence.local.date().isoformat()


async def dates(visit: Visit, _: Reader, draft: Draft, coming: Sequence[Occurrence]) -> list[Date]:
    """These dates with what stands against them; where somebody is elsewhere is not told."""
    if not coming:
        return []
    busy = await office_hours.busy(visit.uow, draft.host_ids, coming[0].starts, coming[-1].ends)
    found = []
    for each in coming:
        clash = clashes.clash(each.local.date(), _.language)
        taken = any(session.starts_at < each.ends and each.starts < session.ends_at for session in busy)
        why = _why(_, clash) if clash else _("already on duty at that time") if taken else None
        found.append(Date(each, why, each.local.date().isoformat() in draft.skipped))
    return found


def in_words(_: Reader, date: Date, now: datetime) -> Markup:
    """As in "piątek, 25 grudnia (święto: Boże Narodzenie)"."""
    day = rhythms.date_in_words(_, date.occurrence.starts, now)
    if date.clash is None:
        return day
    if date.skipped:
        return _("<s>{day}</s> – skipped ({why})", day=day, why=date.clash)
    return Markup("{} ({})").format(day, date.clash)


def hint(_: Reader, coming: Sequence[Date]) -> Markup | None:
    """What can be done about such dates."""
    if not any(date.clash for date in coming):
        return None
    return _(
        "Dates with a note are announced too, unless you skip them. They can also be moved later, with “Change…”."
    )


def _why(_: Reader, clash: Clash) -> Markup:
    if clash.holiday:
        return _("public holiday: {name}", name=clash.holiday)
    match clash.quiet:
        case Quiet.CHRISTMAS:
            return _("around Christmas and New Year")
        case Quiet.EASTER:
            return _("around Easter")
    return _("summer holidays")
