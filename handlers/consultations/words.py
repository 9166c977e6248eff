"""Consultations in words: stances, verdicts, counts, and how far one has come."""

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facilitation.consultations import life
from facilitation.consultations.voices import Tally, is_open
from handlers.entries import wording
from handlers.message import lines
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.consultations import Consultation, EntryVoice, Stance, Verdict
from storage.entries import Entry

STANCES: Mapping[Stance, str] = {
    Stance.SUPPORTS: mark("supports it"),
    Stance.WITH_REMARKS: mark("supports it with remarks"),
    Stance.AGAINST: mark("is against it"),
}
COUNTED: Mapping[Stance, str] = {
    Stance.SUPPORTS: mark("in favour: {n}"),
    Stance.WITH_REMARKS: mark("with remarks: {n}"),
    Stance.AGAINST: mark("against: {n}"),
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.RECOMMENDED: mark("recommended"),
    Verdict.WITH_CONDITIONS: mark("recommended with conditions"),
    Verdict.TO_REWORK: mark("to be reworked"),
}


def head(_: Reader, entry: Entry) -> Markup:
    return lines(
        _("<b>Consultation: {title}</b>", title=entry.title),
        Markup("<i>{}</i>").format(wording.kind(_, entry)),
    )


def state(visit: Visit, _: Reader, consultation: Consultation) -> Markup:
    """How far it has come; what came of it with its reasons."""
    if consultation.verdict is not None:
        return verdict(_, consultation)
    if is_open(consultation, visit.now):
        return _("What you think can be said until {moment}.", moment=_.moment(consultation.closes_at))
    return _("The time to say something is over; those who lead are evaluating it.")


def verdict(_: Reader, consultation: Consultation) -> Markup:
    assert consultation.verdict is not None
    return lines(
        _("Evaluation: <b>{verdict}</b>", verdict=_(VERDICTS[consultation.verdict])),
        _("Reasons: {reasons}", reasons=consultation.reasons),
    )


def changed_since(_: Reader, entry: Entry, consultation: Consultation) -> Markup | None:
    """An evaluation is of what the entry said then."""
    if consultation.evaluated_at is None or not life.has_changed(entry, consultation.evaluated_at):
        return None
    return _("The entry was changed after that.")


def counts(_: Reader, tally: Tally) -> Markup:
    """How many have spoken; how many say what, where that tells of nobody."""
    spoken = _.plural("{n} person has spoken.", "{n} people have spoken.", tally.spoken)
    if not tally.spoken:
        return _("Nobody has spoken yet.")
    return lines(
        spoken,
        _("Members: {counts}", counts=counted(_, tally.members)) if tally.members else None,
        _("Observers: {counts}", counts=counted(_, tally.observers)) if tally.observers else None,
        _("All together: {counts}", counts=counted(_, tally.together)) if tally.together else None,
    )


def counted(_: Reader, numbers: Counter[Stance]) -> Markup:
    return Markup(" · ").join(_(COUNTED[each], n=numbers[each]) for each in Stance)


def totals(_: Reader, voices: Sequence[EntryVoice]) -> Markup:
    """For those who read the names anyway: how many say what, of members and of observers."""
    if not voices:
        return _("Nobody has said anything.")
    members, observers = (
        Counter(each.stance for each in voices if each.observer is observer) for observer in (False, True)
    )
    return lines(
        _("Members: {counts}", counts=counted(_, members)) if members else None,
        _("Observers: {counts}", counts=counted(_, observers)) if observers else None,
    )
