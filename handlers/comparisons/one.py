"""Entries that are to be compared: which, in which shape the table comes, and what can be made of them."""

from markupsafe import Markup

from facilitation.permissions import Act
from handlers.comparisons.chosen import Chosen, enough, written
from handlers.entries import wording
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage.entries import Entry


async def page(visit: Visit, chosen: Chosen) -> Message:
    """For whoever has chosen them."""
    _, at, keys = visit.reader, visit.here.key, written(enough(chosen).keys)
    text = paragraphs(
        _("<b>Compare side by side</b>"),
        lines(*(_line(_, n, each) for n, each in enumerate(chosen.entries, 1))),
        gone(_, chosen.gone),
        _("The table has a column for each of them: the problem, what was done, the result, cost, conditions and more. "
          "As a PDF to print, as a DOCX to go on writing in, or as text."),
        _("A model practice is an entry of its own that is made of these: with variants for small, middle-sized and "
          "large cities."),
    )  # fmt: skip
    shapes = tuple(
        Button(label, tap=visit.tap("comp", "as", at, keys, shape))
        for label, shape in ((_("PDF"), "pdf"), (_("DOCX"), "docx"), (_("Text"), "text"))
    )
    model = Button(_("Model practice…"), tap=visit.tap("comp", "model", at, keys))
    change = Button(_("Choose others…"), tap=visit.tap("comp", "change", at, keys))
    return Message(text, (shapes, (model,), (change,)))


def _line(_: Reader, number: int, entry: Entry) -> Markup:
    return Markup("{}. <b>{}</b> · <i>{}</i>").format(number, entry.title, wording.kind(_, entry))


def gone(_: Reader, count: int) -> Markup | None:
    """What was chosen and may not be seen any more is left out, and that is said."""
    if not count:
        return None
    return _.plural(
        "{n} entry is left out: it is not in the log any more, or no longer for you.",
        "{n} entries are left out: they are not in the log any more, or no longer for you.",
        count,
    )


async def on_entry(visit: Visit, _: Reader, entry: Entry) -> Message | None:
    """On the page of an entry, for whoever may compare."""
    if not visit.may(Act.COMPARE_ENTRIES):
        return None
    button = Button(_("Compare…"), tap=visit.tap("comp", "with", entry.key))
    return Message(Markup(""), ((button,),))
