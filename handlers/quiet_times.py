"""Holidays and quiet times: which a network keeps, and days on which it rests besides, told in words."""

from babel import Locale
from markupsafe import Markup

from facilitation import quiet_times as rules
from facilitation import settings as decisions
from facilitation.calendar.clashes import Clash, Quiet
from facilitation.permissions import Act
from facilitation.quiet_times import COUNTRY, OF_THE_YEAR, QuietTimesReason
from facilitation.refusals import Refused
from handlers import forms, settings
from handlers.feature import Feature, Section
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import quiet_times
from storage.network import Network
from storage.quiet_times import QuietTime

NEIGHBOURS = ("PL", "CZ", "SK", "DE", "LT", "UA")
NONE = "none"


def why(_: Reader, clash: Clash) -> Markup:
    """As in "święto: Boże Narodzenie", for what is planned on such a day."""
    if clash.holiday:
        return _("public holiday: {name}", name=clash.holiday)
    if clash.span is not None:
        return _("quiet time: {name}", name=clash.span.name) if clash.span.name else _("quiet time")
    match clash.quiet:
        case Quiet.CHRISTMAS:
            return _("around Christmas and New Year")
        case Quiet.EASTER:
            return _("around Easter")
    return _("summer holidays")


def days(_: Reader, quiet: QuietTime) -> Markup:
    """As in "15–28 lutego 2027: ferie"."""
    span = _.days(quiet.first, quiet.last)
    return Markup("{}: {}").format(span, quiet.name) if quiet.name else span


async def on_add(visit: Visit, network_id: int) -> None:
    await _enter(visit, network_id)
    await forms.begin(visit, ADD, network_id=network_id)


async def on_remove(visit: Visit, network_id: int, quiet_id: int) -> None:
    network = await _enter(visit, network_id)
    await quiet_times.remove(visit.uow, network.key, quiet_id)
    visit.edit(await _screen(visit, network))
    visit.answer(visit.reader("Removed."))


async def on_country(visit: Visit, network_id: int) -> None:
    await _enter(visit, network_id)
    await forms.begin(visit, ANOTHER_COUNTRY, network_id=network_id)


async def _enter(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.CHANGE_NETWORK)
    return network


# what stands under the switches


async def _more(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    decided = await decisions.of_network(visit.uow, network.key)
    country = decided[COUNTRY]
    own = await rules.coming(visit.uow, network, visit.now)
    text = paragraphs(
        _("Public holidays: <b>{country}</b>", country=_country(_, country)) if country
        else _("Public holidays: <b>none</b>"),
        lines(_("Besides:"), *(Markup("• {}").format(days(_, each)) for each in own)) if own else None,
    )  # fmt: skip
    removes = [
        Button(_("Remove: {days}", days=_.short_days(each.first, each.last)),
               tap=visit.tap("quiet", "remove", network.key, each.key))
        for each in own
    ]  # fmt: skip
    add = Button(_("Add days…"), tap=visit.tap("quiet", "add", network.key))
    other = Button(_("Holidays of…"), tap=visit.tap("quiet", "country", network.key))
    return Message(text, (*columns(removes, 1), (add, other)))


def _country(_: Reader, code: str) -> str:
    return str(Locale(_.language).territories.get(code, code))


async def _screen(visit: Visit, network: Network) -> Message:
    return await settings.screen(visit, network, FEATURE.name, SECTION)


async def _show(visit: Visit, _answers: Answers) -> None:
    visit.edit(await _screen(visit, visit.here))


# the two questions


async def _ask_days(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(
        _("On which days does the network rest? Write them like “15–28 February winter holidays” or “2 May”.")
    )


async def _take_days(visit: Visit, _answers: Answers, words: str) -> str:
    visit.require(Act.CHANGE_NETWORK)
    added = await rules.add(visit.uow, visit.here, words, visit.now, visit.reader.language)
    return added.first.isoformat()


async def _ask_country(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    known = [choice(_country(_, code), "country", code) for code in NEIGHBOURS]
    without = choice(_("Without holidays"), "country", NONE)
    text = _("The holidays of which country does the network keep? Tap, or write its name.")
    return Message(text, (*columns(known, 3), (without,)))


async def _take_country(visit: Visit, _answers: Answers, words: str) -> str:
    visit.require(Act.CHANGE_NETWORK)
    return await rules.change_country(visit.uow, visit.here, words)


async def _pick_country(visit: Visit, answers: Answers, value: Value) -> str:
    visit.require(Act.CHANGE_NETWORK)
    if value == NONE:
        await decisions.decide(visit.uow, visit.here, COUNTRY, "")
        return ""
    if value not in NEIGHBOURS:
        raise Refused(DoorReason.OLD_BUTTON)
    return await _take_country(visit, answers, str(value))


ADD = Form("quiet_times_add", (Step("days", _ask_days, _take_days),), _show)
ANOTHER_COUNTRY = Form(
    "quiet_times_country", (Step("country", _ask_country, _take_country, _pick_country),), _show
)
SECTION = Section(
    title=mark("Holidays and quiet times"),
    says=mark(
        "When something is planned on such a day, I say so. What the network keeps is ticked; a tap changes it."
    ),
    switches={
        OF_THE_YEAR[Quiet.CHRISTMAS]: mark("Christmas and New Year"),
        OF_THE_YEAR[Quiet.EASTER]: mark("Easter"),
        OF_THE_YEAR[Quiet.SUMMER]: mark("July and August"),
    },
    more=_more,
)
FEATURE = Feature(
    name="quiet_times",
    code="quiet",
    taps={"add": on_add, "remove": on_remove, "country": on_country},
    forms=(ADD, ANOTHER_COUNTRY),
    settings=SECTION,
    refusals={
        QuietTimesReason.NO_SUCH_COUNTRY: mark(
            "I know no holidays of “{country}”. Please write the name of a country, e.g. Czechia."
        ),
        QuietTimesReason.NAME_LONG: mark(
            "That is {length} characters besides the days; please keep it within {most}."
        ),
        QuietTimesReason.TOO_MANY: mark("{most} such times are the most. Please remove one first."),
    },
)
