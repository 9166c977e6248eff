"""What whoever answers should know before the first question, in plain words."""

from markupsafe import Markup

from facilitation.surveys import answers, rounds
from handlers.message import Button, Message, lines, paragraphs
from handlers.surveys import sheet, words
from handlers.surveys.sheet import Sheet
from handlers.visit import Visit
from locales.reader import Reader
from storage.surveys import Survey


def page(visit: Visit, survey: Survey) -> Message:
    """The explanation, with a button to the first question."""
    _, instrument = visit.reader, rounds.instrument_of(survey)
    first = Sheet(survey, instrument, answers.blank(instrument.tapped))
    on = Button(_("To the first question"), tap=sheet.tap(visit, first), style="primary")
    back = Button(_("‹ Back"), tap=visit.tap("srv", "open", survey.key))
    text = paragraphs(
        words.title(_, survey), lines(words.effort(_, survey), words.until(_, survey)), explained(_, survey)
    )
    return Message(text, ((on,), (back,)))


def explained(_: Reader, survey: Survey) -> Markup:
    return paragraphs(
        _("<b>Before we begin: who can see your answers?</b>"),
        _(
            "<b>Nobody of the network can:</b> no member, no facilitator, no expert, nobody of the coordinating team. "
            "Nor can somebody who steals the database, a backup or the logs."
        ),
        _(
            "<b>These could:</b> whoever runs this bot, by altering the program or looking into its memory while it "
            "runs; and Telegram, for chats with bots are not end-to-end encrypted."
        ),
        lines(
            _("• You can go back and change everything until you seal your answers. Afterwards nobody can change "
              "them or look at them, and there is no receipt."),
            _("• The network sees only totals. If fewer than 5 people answer, everything is destroyed unseen."),
            _("• If all answer a question alike, the result reveals everyone's answer."),
            _about_texts(_, survey),
            _own_words(_, survey),
        ),
    )  # fmt: skip


def _about_texts(_: Reader, survey: Survey) -> Markup | None:
    """Only where something is answered in words."""
    number = len(rounds.instrument_of(survey).written)
    if not number:
        return None
    return _.plural(
        "• After sealing there is one question to answer in your own words. Style tells who wrote; you can leave it "
        "out.",
        "• After sealing there are {n} questions to answer in your own words. Style tells who wrote; you can leave "
        "them out.",
        number,
    )


def _own_words(_: Reader, survey: Survey) -> Markup:
    if survey.items is not None:
        return _("• The questions are your network's own; they are no tested scientific instrument.")
    return _("• The questions are in our own words; they are no tested scientific instrument.")
