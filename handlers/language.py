"""The language and the time zone that each person chooses for themselves; the group keeps its own."""

from facilitation import language as rules
from facilitation import zones
from facilitation.language import LanguageReason
from facilitation.refusals import Refused
from handlers import forms
from handlers.feature import Area, Command, Feature, Place
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, lines
from handlers.reasons import DoorReason
from handlers.router import run
from handlers.taps import Value
from handlers.visit import Visit
from handlers.words import LANGUAGE_NAMES
from locales.reader import Reader, mark

AS_ELSEWHERE = "-"


async def show(visit: Visit, _words: str) -> None:
    """`/jezyk`: what is chosen, and what can be chosen."""
    visit.reply(_choice(visit))


def _choice(visit: Visit) -> Message:
    _ = visit.reader
    language, zone = LANGUAGE_NAMES[_.language], _.zone_name()
    own_language = visit.person.language if visit.person else None
    own_zone = visit.person.zone if visit.person else None
    text = lines(
        _("I speak with you: <b>{language}</b>", language=language) if own_language
        else _("I speak with you: <b>{language}</b> (as in Telegram)", language=language),
        _("Your time zone: <b>{zone}</b>", zone=zone) if own_zone
        else _("Your time zone: <b>{zone}</b> (as in the network)", zone=zone),
        _("This is yours alone; the group keeps its own."),
    )  # fmt: skip
    languages = [
        Button(name, tap=visit.tap("lang", "set", code))
        for code, name in LANGUAGE_NAMES.items()
        if code != own_language
    ]
    as_telegram = Button(_("As in Telegram"), tap=visit.tap("lang", "set", AS_ELSEWHERE))
    zone_button = Button(_("Time zone…"), tap=visit.tap("lang", "zones"))
    return Message(text, (tuple(languages),)).with_buttons(
        [as_telegram] if own_language else [], [zone_button]
    )


async def on_set(visit: Visit, language: str) -> None:
    if language not in (*LANGUAGE_NAMES, AS_ELSEWHERE):
        raise Refused(DoorReason.OLD_BUTTON)
    person = await visit.become_known()
    rules.speak(visit.uow, person, None if language == AS_ELSEWHERE else language)
    visit.edit(_choice(visit))
    if not visit.roles:
        await run(visit, "start", "")


async def on_zones(visit: Visit) -> None:
    _ = visit.reader
    rows = columns(
        (
            Button(Reader(_.language, zone).zone_name(), tap=visit.tap("lang", "zone", zone))
            for zone in zones.USUAL
        ),
        2,
    )
    own = [
        Button(_("As in the network"), tap=visit.tap("lang", "zone", AS_ELSEWHERE)),
        Button(_("Another…"), tap=visit.tap("lang", "another")),
    ]
    back = Button(_("‹ Back"), tap=visit.tap("lang", "back"))
    visit.edit(Message(_("In which time zone do you live?"), rows).with_buttons(own, [back]))


async def on_zone(visit: Visit, zone: str) -> None:
    person = await visit.become_known()
    rules.live_in(visit.uow, person, None if zone == AS_ELSEWHERE else zone)
    visit.edit(_choice(visit))


async def on_another(visit: Visit) -> None:
    await visit.become_known()
    await forms.begin(visit, ZONE_FORM)


async def on_back(visit: Visit) -> None:
    visit.edit(_choice(visit))


async def _ask_zone(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("Write a large city of the time zone, in English, e.g. Warsaw or Lisbon."))


async def _take_zone(visit: Visit, _answers: Answers, words: str) -> Value:
    rules.live_in(visit.uow, visit.me, words)
    return words


async def _show_changed(visit: Visit, _answers: Answers) -> None:
    visit.reply(_choice(visit))


ZONE_FORM = Form("own_zone", (Step("zone", _ask_zone, take=_take_zone),), _show_changed)

FEATURE = Feature(
    name="language",
    code="lang",
    area=Area.ONESELF,
    commands=(
        Command("jezyk", "language", mark("your language and time zone"), show, place=Place.PRIVATE,
                joined=False),
    ),
    taps={"set": on_set, "zones": on_zones, "zone": on_zone, "another": on_another, "back": on_back},
    forms=(ZONE_FORM,),
    refusals={
        LanguageReason.NO_SUCH_ZONE: mark(
            "I don't know the time zone “{zone}”. Please write a large city in it, in English, e.g. Warsaw."
        ),
    },
)  # fmt: skip
