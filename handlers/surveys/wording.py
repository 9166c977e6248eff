"""The words of the instruments: their titles, what each item says, and what the steps of a scale mean.

Items of the house are sentences of the catalogs, those that a network has built are its own words.
"""

from dataclasses import dataclass

from markupsafe import Markup

from facilitation.surveys import instruments
from facilitation.surveys.instruments import Instrument, Item, ItemKind, Scale
from locales.reader import Reader, mark
from storage.surveys import Survey


@dataclass(frozen=True)
class Steps:
    """What the five steps of a scale are called, from the lowest to the highest."""

    names: tuple[str, str, str, str, str]


TITLES = {
    instruments.TRUST_PULSE.key: mark("Trust pulse"),
    instruments.EXPECTATIONS.key: mark("Expectations of the network"),
    instruments.STYLE.key: mark("Style of cooperation"),
    instruments.HEALTH.key: mark("Health of the network"),
}
PURPOSES = {
    instruments.TRUST_PULSE.key: mark("How much we can rely on each other, and whether we speak openly."),
    instruments.EXPECTATIONS.key: mark(
        "What matters to us in this network, so that its plan follows from that."
    ),
    instruments.STYLE.key: mark("How we like to work together: where, how often and in which way."),
    instruments.HEALTH.key: mark("Whether the network is clear, useful and able to stand on its own."),
}
STEMS = {instruments.EXPECTATIONS.key: mark("From the network I expect…")}
ITEMS = {
    "T1": mark("People in this network deliver what we agree on."),
    "T2": mark("I can rely on the practical know-how of people from other cities."),
    "T3": mark("Other cities wish us well even when we compete for funding."),
    "T4": mark("Here we also speak openly about what did not work."),
    "T5": mark("I worry that admitting a mistake here would harm me."),
    "T6": mark("What I say in this group will not leave it without my consent."),
    "T7": mark("In this network some mainly take and others mainly give."),
    "E1": mark("solutions we can apply at home"),
    "E2": mark("help with our current problems"),
    "E3": mark("direct contacts in other cities"),
    "E4": mark("support from outside experts"),
    "E5": mark("joint recommendations and proposals for legal change"),
    "E6": mark("a chance to show my city's achievements"),
    "H1": mark("The purpose of this network is clear to me."),
    "H2": mark("Taking part is worth my time."),
    "H3": mark("Thanks to the network I know whom to ask for advice."),
    "H4": mark("We have applied at home something learnt in the network."),
    "H5": mark("What we took from the network improved things for us."),
    "H6": mark("If one person left, this network would stop."),
    "change": mark("Compared with the survey before, trust in the network is…"),
}
ENDS = {
    "S1": (mark("in person"), mark("online")),
    "S2": (mark("rarer, longer"), mark("more often, shorter")),
    "S3": (mark("showcasing examples"), mark("working on a problem")),
    "S4": (mark("whole network"), mark("small groups")),
    "S5": (mark("I listen first"), mark("I speak up at once")),
    "S6": (mark("contact only around meetings"), mark("ongoing chat")),
}
STEPS = {
    Scale.AGREE: Steps(
        (
            mark("Strongly disagree"),
            mark("Rather disagree"),
            mark("Neither"),
            mark("Rather agree"),
            mark("Strongly agree"),
        )
    ),
    Scale.IMPORTANCE: Steps(
        (
            mark("Not important"),
            mark("Slightly important"),
            mark("Moderately important"),
            mark("Important"),
            mark("Very important"),
        )
    ),
    Scale.CHANGE: Steps(
        (
            mark("much lower"),
            mark("rather lower"),
            mark("the same"),
            mark("rather higher"),
            mark("much higher"),
        )
    ),
}
CANT_TELL = mark("Don't know")
WAS_NOT_THERE = mark("I did not take part then")


def title(_: Reader, survey: Survey) -> Markup:
    if survey.items is not None:
        return Markup("{}").format(survey.title)
    return _(TITLES[survey.instrument])


def purpose(_: Reader, survey: Survey) -> Markup | None:
    """What whoever began it wrote, or what the instrument is for."""
    if survey.purpose:
        return Markup("{}").format(survey.purpose)
    return _(PURPOSES[survey.instrument]) if survey.items is None else None


def item(_: Reader, instrument: Instrument, asked: Item) -> Markup:
    """What is asked; of a bipolar item both of its ends."""
    both = ends(_, asked)
    if both is not None:
        return Markup("{} ⟷ {}").format(*both)
    if asked.words:
        return Markup("{}").format(asked.words)
    words = _(ITEMS[asked.id])
    stem = STEMS.get(instrument.key)
    return Markup("{} {}").format(_(stem), words) if stem else words


def short(_: Reader, asked: Item) -> Markup:
    """The same without what all items of the instrument begin with."""
    both = ends(_, asked)
    if both is not None:
        return Markup("{} ⟷ {}").format(*both)
    return Markup("{}").format(asked.words) if asked.words else _(ITEMS[asked.id])


def ends(_: Reader, asked: Item) -> tuple[Markup, Markup] | None:
    """Of a bipolar item, its low end and its high one."""
    if asked.scale is not Scale.BIPOLAR:
        return None
    if asked.options:
        low, high = asked.options
        return Markup("{}").format(low), Markup("{}").format(high)
    low, high = ENDS[asked.id]
    return _(low), _(high)


def choices(_: Reader, asked: Item) -> tuple[Markup, ...]:
    """What may be chosen, from the first step or option on."""
    if asked.kind is not ItemKind.SCALE:
        return tuple(Markup("{}").format(each) for each in asked.options)
    both = ends(_, asked)
    if both is not None:
        low, high = both
        return (
            _("Clearly: {end}", end=low),
            _("Rather: {end}", end=low),
            _("In between"),
            _("Rather: {end}", end=high),
            _("Clearly: {end}", end=high),
        )
    assert asked.scale is not None
    return tuple(_(each) for each in STEPS[asked.scale].names)


def cant_tell(_: Reader, asked: Item) -> Markup:
    """The answer of whoever has none."""
    return _(WAS_NOT_THERE) if asked.scale is Scale.CHANGE else _(CANT_TELL)
