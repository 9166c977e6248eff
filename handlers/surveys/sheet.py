"""What answering looks like: one item with what may be chosen, and at the end how many are answered.

What is chosen so far rides on the buttons only, in a trial as in earnest; it is written nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from facilitation.refusals import Refused
from facilitation.surveys import answers
from facilitation.surveys.answers import NONE, Answers, NotAnswers
from facilitation.surveys.instruments import Instrument, Item, ItemKind, Scale
from facilitation.surveys.reasons import SurveyReason
from handlers import picker
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.surveys import wording, words
from handlers.visit import Visit
from locales.reader import Reader
from storage.surveys import Survey

LONGEST_LABEL = 44
NUMBERS_IN_A_ROW = 5


@dataclass(frozen=True)
class Sheet:
    """The items of a survey with what is chosen so far. Which one is shown is its `place`, from 0; after the last one
    comes the end. Of a `trial` nothing is sealed."""

    survey: Survey
    instrument: Instrument
    given: Answers
    place: int = 0
    trial: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        return self.instrument.tapped

    @property
    def item(self) -> Item:
        return self.items[self.place]

    @property
    def number(self) -> int:
        """What is chosen of the item that is shown."""
        return self.given[self.place]

    @property
    def is_at_the_end(self) -> bool:
        return self.place == len(self.items)

    def choosing(self, number: int) -> "Sheet":
        """With this answer to the item that is shown."""
        return replace(self, given=answers.with_answer(self.given, self.place, number))

    def at(self, place: int) -> "Sheet":
        return replace(self, place=place)

    def on(self) -> "Sheet":
        return self.at(self.place + 1)


def read(
    survey: Survey, instrument: Instrument, chosen: str, place: int = 0, *, trial: bool = False
) -> Sheet:
    """What a button says. Refused where that is nothing of this survey."""
    items = instrument.tapped
    try:
        given = answers.from_tap(items, chosen)
    except NotAnswers as forged:
        raise Refused(SurveyReason.NOT_THESE_ANSWERS) from forged
    if not 0 <= place < len(items) + trial:
        raise Refused(SurveyReason.NOT_THESE_ANSWERS)
    return Sheet(survey, instrument, given, place, trial)


def page(visit: Visit, sheet: Sheet) -> Message:
    """The item that is shown."""
    _ = visit.reader
    asked = _("<b>{item}</b>", item=wording.item(_, sheet.instrument, sheet.item))
    text = paragraphs(_head(_, sheet), lines(asked, _hint(_, sheet.item)), _in_full(_, sheet.item))
    return Message(text, (*_choices(visit, _, sheet), *_ways(visit, _, sheet)))


def review(visit: Visit, sheet: Sheet) -> Message:
    """How many items are answered, and nothing of what was chosen."""
    _ = visit.reader
    answered = sum(1 for number in sheet.given if number != NONE)
    text = paragraphs(
        words.title(_, sheet.survey),
        lines(
            _("Answers: {n} of {all}, without an answer: {missing}.", n=answered, all=len(sheet.items),
              missing=len(sheet.items) - answered),
            _("Back to a question: tap its number. Those without an answer have a circle."),
        ),
        _("Once the answers are in the box, nobody can change them or look at them, not even you."),
        None if answered else _("Nothing is answered yet; one answer at least is needed."),
    )  # fmt: skip
    seal = Button(_("Seal it and drop it in"), tap=_seal(visit, sheet), style="primary")
    rows: Rows = ((seal,),) if answered else ()
    return Message(text, (*rows, *columns(_numbers(visit, sheet), NUMBERS_IN_A_ROW)))


def tap(visit: Visit, sheet: Sheet) -> str:
    """A button that leads to this sheet."""
    key, chosen = sheet.survey.key, answers.as_tap(sheet.items, sheet.given)
    if sheet.trial:
        return visit.tap("srv", "try", key, sheet.place, chosen)
    if sheet.is_at_the_end:
        return visit.tap("srv", "review", key, chosen)
    return visit.tap("srv", "item", key, sheet.place, chosen)


def to_draft(visit: Visit, survey: Survey) -> Button:
    return Button(visit.reader("‹ To the draft"), tap=visit.tap("srv", "open", survey.key))


def trial_head(_: Reader, survey: Survey) -> Markup:
    return lines(_("<b>Preview – nothing is kept.</b>"), wording.title(_, survey))


def _seal(visit: Visit, sheet: Sheet) -> str:
    return visit.tap("srv", "seal", sheet.survey.key, answers.as_tap(sheet.items, sheet.given))


def _head(_: Reader, sheet: Sheet) -> Markup:
    name = trial_head(_, sheet.survey) if sheet.trial else words.title(_, sheet.survey)
    return lines(name, _("Question {n} of {all}", n=sheet.place + 1, all=len(sheet.items)))


def _hint(_: Reader, item: Item) -> Markup | None:
    if item.scale is Scale.BIPOLAR:
        return _("Which side is closer to you?")
    return _("Several answers can be chosen.") if item.kind is ItemKind.SEVERAL else None


def _in_full(_: Reader, item: Item) -> Markup | None:
    """All that may be chosen, where not everything fits on a button."""
    each_one = wording.choices(_, item)
    if all(len(each.unescape()) <= LONGEST_LABEL for each in each_one):
        return None
    return lines(*(Markup("{}. {}").format(n, each) for n, each in enumerate(each_one, 1)))


def _choices(visit: Visit, _: Reader, sheet: Sheet) -> Rows:
    item = sheet.item
    is_chosen = answers.chosen(item, sheet.number)
    numbered = _in_full(_, item) is not None
    rows = []
    for n, each in enumerate(wording.choices(_, item), 1):
        label = f"{n}. {each.unescape()}" if numbered else each.unescape()
        rows.append((_choice(visit, label, _chosen(sheet, n), chosen=n in is_chosen),))
    cant_tell = answers.dont_know(item)
    label = wording.cant_tell(_, item).unescape()
    last = _choice(visit, label, sheet.choosing(cant_tell).on(), chosen=sheet.number == cant_tell)
    return (*rows, (last,))


def _chosen(sheet: Sheet, option: int) -> Sheet:
    """One choice leads on; where there may be several, the same item comes again."""
    if sheet.item.kind is ItemKind.SEVERAL:
        return sheet.choosing(answers.toggled(sheet.item, sheet.number, option))
    return sheet.choosing(option).on()


def _choice(visit: Visit, label: str, leads_to: Sheet, *, chosen: bool) -> Button:
    short = picker.cut(label, LONGEST_LABEL)
    return Button(
        f"✓ {short}" if chosen else short, tap=tap(visit, leads_to), style="success" if chosen else None
    )


def _ways(visit: Visit, _: Reader, sheet: Sheet) -> Rows:
    """Back, on with or without an answer, and straight to the end for whoever has come back from there."""
    answered = sheet.number != NONE
    row = [Button(_("‹ Back"), tap=tap(visit, sheet.at(sheet.place - 1)))] if sheet.place else []
    if not answered:
        row.append(Button(_("Skip"), tap=tap(visit, sheet.on())))
    elif not (sheet.item.kind is ItemKind.SEVERAL and answers.chosen(sheet.item, sheet.number)):
        row.append(Button(_("Leave blank"), tap=tap(visit, sheet.choosing(NONE).on())))
    if answered:
        row.append(Button(_("Go on ›"), tap=tap(visit, sheet.on())))
    rows: Rows = (tuple(row),)
    if answered and sheet.place < len(sheet.items) - 1:
        end = Button(_("To the end ›"), tap=tap(visit, sheet.at(len(sheet.items))))
        rows = (*rows, (end,))
    return (*rows, (to_draft(visit, sheet.survey),)) if sheet.trial else rows


def _numbers(visit: Visit, sheet: Sheet) -> Iterator[Button]:
    for place, number in enumerate(sheet.given):
        label = str(place + 1) if number != NONE else f"{place + 1} ○"
        yield Button(label, tap=tap(visit, sheet.at(place)))
