"""The questions of an instrument that a network builds: added by a form, worded otherwise, moved, deleted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from facilitation.refusals import Refused
from facilitation.surveys import building
from facilitation.surveys.instruments import Item, ItemKind
from facilitation.surveys.revealing import reveals
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import items, wording
from handlers.surveys.building import as_seen, instrument_of, page
from handlers.surveys.choosing import enter_template
from handlers.visit import Visit
from locales.reader import Reader
from storage.surveys import Template

WORDS, OPTIONS, POLES = "words", "options", "poles"
UP, DOWN = -1, 1

# one of them


async def on_item(visit: Visit, template_id: int, revision: int, place: int) -> None:
    template = await enter_template(visit, template_id)
    if as_seen(visit, template, revision):
        visit.edit(_item_page(visit, template, place))


def _item_page(visit: Visit, template: Template, place: int) -> Message:
    _, item, instrument = visit.reader, _item(template, place), instrument_of(template)
    every = len(instrument.items)
    shown = () if building.has_poles(item) else item.options
    text = paragraphs(
        _("<b>Question {n} of {all}</b> in “{name}”", n=place + 1, all=every, name=template.name),
        wording.item(_, instrument, item),
        lines(*(Markup("– {}").format(each) for each in shown)),
        _("How it is answered: {kind}", kind=_(items.KINDS[items.kind_of(item)])),
        _(
            "⚠ A question like this may give away who answers: in a small group one city or role is one person."
        )
        if reveals(item)
        else None,
    )
    return Message(text, _item_buttons(visit, _, template, place, every))


def _item_buttons(visit: Visit, _: Reader, template: Template, place: int, every: int) -> Rows:
    item, at = _item(template, place), (template.key, template.revision, place)

    def do(label: Markup, what: str, *values: int | str) -> Button:
        return Button(label, tap=visit.tap("srv", what, *at, *values))

    reword = [] if building.has_poles(item) else [do(_("Other words…"), "reword", WORDS)]
    if item.options:
        reword.append(do(_("Other answers…"), "reword", POLES if building.has_poles(item) else OPTIONS))
    moves = [
        *([do(_("▲ Up"), "move", UP)] if place else []),
        *([do(_("▼ Down"), "move", DOWN)] if place < every - 1 else []),
    ]
    back = Button(_("‹ Back"), tap=visit.tap("srv", "own", template.key))
    return (*columns(reword, 2), *columns(moves, 2), (do(_("Delete the question"), "drop"), back))


def _item(template: Template, place: int) -> Item:
    known = building.items_of(template)
    if not 0 <= place < len(known):
        raise Refused(DoorReason.OLD_BUTTON)
    return known[place]


async def on_move(visit: Visit, template_id: int, revision: int, place: int, by: int) -> None:
    template = await enter_template(visit, template_id)
    if not as_seen(visit, template, revision):
        return
    _item(template, place)
    _item(template, place + by)
    building.move(visit.uow, template, place, by)
    visit.edit(_item_page(visit, template, place + by))


async def on_drop(visit: Visit, template_id: int, revision: int, place: int) -> None:
    template = await enter_template(visit, template_id)
    if not as_seen(visit, template, revision):
        return
    _item(template, place)
    building.take_out(visit.uow, template, place)
    visit.edit(
        page(visit, template, visit.reader("Deleted. Until something else changes, it can come back."))
    )


# its words


async def on_add(visit: Visit, template_id: int) -> None:
    template = await enter_template(visit, template_id)
    building.room_for(building.items_of(template), ItemKind.SCALE)
    await forms.begin(visit, FORM, {"template": template.key}, network_id=template.network_id)


async def on_reword(visit: Visit, template_id: int, revision: int, place: int, what: str) -> None:
    template = await enter_template(visit, template_id)
    if not as_seen(visit, template, revision):
        return
    item = _item(template, place)
    asked = {
        "template": template.key, "revision": revision, "place": place, "what": what,
        "kind": items.kind_of(item), "now": item.words if what == WORDS else " / ".join(item.options),
    }  # fmt: skip
    if FORM.after("kind", asked) is None:
        raise Refused(DoorReason.OLD_BUTTON)
    await forms.begin(visit, FORM, asked, network_id=template.network_id)


async def _ask_kind(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    kinds = [choice(_(label), "kind", kind) for kind, label in items.KINDS.items()]
    return Message(_("How shall the question be answered?"), columns(kinds, 2))


async def _pick_kind(visit: Visit, answers: Answers, value: Any) -> Any:
    if value not in items.KINDS:
        raise Refused(DoorReason.OLD_BUTTON)
    template = await enter_template(visit, answers["template"])
    building.room_for(building.items_of(template), items.of_kind(value).kind)
    return value


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    text = {
        "agree": _("Write a sentence that one can agree with or not, e.g. “Here I can ask about anything.”"),
        "importance": _("Write what may be important or not, e.g. “visits in other cities”."),
        "text": _(
            "Write the question. What people write is shown only from five texts on, and after your review."
        ),
    }.get(answers["kind"], _("Write the question."))
    return Message(
        paragraphs(
            text, _("At most {most} characters.", most=building.LONGEST_WORDS), _so_far(visit, answers)
        )
    )


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return building.checked_words(typed)


async def _ask_options(visit: Visit, answers: Answers) -> Message:
    text = visit.reader(
        "Write the answers to choose from, one in each line: {least} to {most}, each of at most {length} characters.",
        least=building.FEWEST_OPTIONS, most=building.MOST_OPTIONS, length=building.LONGEST_OPTION,
    )  # fmt: skip
    return Message(paragraphs(text, _so_far(visit, answers)))


async def _take_options(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return building.checked_options(typed)


async def _ask_poles(visit: Visit, answers: Answers) -> Message:
    text = visit.reader(
        "Write the two ends in two lines, e.g.\nrarer, longer\nmore often, shorter\nEach of at most {most} characters.",
        most=building.LONGEST_OPTION,
    )
    return Message(paragraphs(text, _so_far(visit, answers)))


async def _take_poles(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return building.checked_poles(typed)


def _so_far(visit: Visit, answers: Answers) -> Markup | None:
    """What it says now, where it is worded otherwise."""
    return visit.reader("So far it says: {words}", words=answers["now"]) if "now" in answers else None


async def _done(visit: Visit, answers: Answers) -> None:
    template, _ = await enter_template(visit, answers["template"]), visit.reader
    words, options = answers.get(WORDS), answers.get(OPTIONS) or answers.get(POLES) or ()
    if "place" not in answers:
        item = replace(items.of_kind(answers["kind"]), words=words or "", options=tuple(options))
        building.add(visit.uow, template, item)
        visit.edit(page(visit, template, _("Added.")))
        return
    typed = words or " / ".join(options)
    if not as_seen(visit, template, answers["revision"], typed):
        return
    item = _item(template, answers["place"])
    building.reword(visit.uow, template, answers["place"], words or item.words, options or item.options)
    visit.edit(page(visit, template, _("Changed.")))


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("srv", "own", answers["template"]))


def _wanted(what: str, *kinds: str) -> Callable[[Answers], bool]:
    """Asked of items of these kinds, unless only something else is worded otherwise."""
    return lambda answers: answers.get("what", what) == what and answers.get("kind") in kinds


FORM = Form(
    "survey_item",
    (
        Step("kind", _ask_kind, pick=_pick_kind, when=lambda answers: "place" not in answers),
        Step(WORDS, _ask_words, _take_words,
             when=_wanted(WORDS, "agree", "importance", "choice", "several", "text")),
        Step(OPTIONS, _ask_options, _take_options, when=_wanted(OPTIONS, "choice", "several")),
        Step(POLES, _ask_poles, _take_poles, when=_wanted(POLES, "bipolar")),
    ),
    _done,
    origin=_origin,
)  # fmt: skip
