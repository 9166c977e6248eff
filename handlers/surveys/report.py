"""The results as a paper for the next meeting: all that everyone may know, with pictures, and how to read it."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.surveys import rounds
from facilitation.surveys.history import History
from facilitation.surveys.instruments import Instrument, Item, Measure
from facilitation.surveys.results import FEW, MANY, Results
from handlers.surveys import chart, figures, findings, history, summary, timeline, wording
from locales.reader import Reader
from papers.document import Block, Bullets, Column, Facts, Heading, Notice, Paragraph, Picture, Table
from storage.surveys import Survey, Text


def title(_: Reader, survey: Survey) -> str:
    return _plain(_("Results of the survey: {title}", title=wording.title(_, survey)))


def below(_: Reader, survey: Survey) -> str:
    assert survey.closed_at is not None
    return _plain(_("Round {n}, {day}", n=survey.round, day=_.full_date(survey.closed_at)))


def blocks(_: Reader, past: History, written: Sequence[Text]) -> list[Block]:
    """Of the last round; `written` are the texts that were published."""
    survey = past.rounds[-1]
    instrument, results = rounds.instrument_of(survey), rounds.results_of(survey)
    assert results is not None
    return [
        *_head(_, survey, results),
        *_short(_, survey, instrument, results),
        *_questions(_, survey, instrument, results),
        *_rounds(_, past),
        *_texts(_, instrument, written),
        *_reading(_, instrument, results),
        *_pictures(_, past, results),
    ]


def _head(_: Reader, survey: Survey, results: Results) -> list[Block]:
    assert survey.opened_at is not None
    assert survey.closed_at is not None
    when = _.days(_.local(survey.opened_at).date(), _.local(survey.closed_at).date())
    pairs = [
        (_("Round"), Markup("{}").format(survey.round)),
        (_("Answers were taken"), when),
        (_("How many answered"), _("{n} of {all} invited", n=results.answered, all=results.invited)),
    ]
    if results.composite:
        pairs.append((_("All questions together"), figures.estimate(_, results, results.composite)))
    secret: list[Block] = [Notice(_plain(_("Not published yet: only for those who lead the network")))]
    purpose = wording.purpose(_, survey)
    return [
        *(secret if survey.published_at is None else []),
        *([Paragraph(_plain(purpose))] if purpose else []),
        Facts(tuple((_plain(label), _plain(said)) for label, said in pairs)),
    ]


def _short(_: Reader, survey: Survey, instrument: Instrument, results: Results) -> list[Block]:
    """Three sentences, and what those who lead say to it."""
    said = Bullets(tuple(map(_plain, findings.sentences(_, instrument, results))))
    comment: list[Block] = [Heading(_plain(_("Comment of those who lead"))), Paragraph(survey.comment)]
    return [Heading(_plain(_("In three sentences"))), said, *(comment if survey.comment else [])]


def _questions(_: Reader, survey: Survey, instrument: Instrument, results: Results) -> list[Block]:
    columns = (
        Column(_plain(_("No.")), 0.6, "figure"),
        Column(_plain(_("Question")), 4.6),
        Column(_plain(_.context("survey", "Answers")), 3.5),
        Column(_plain(_.context("survey", "Answered")), 2.1),
        Column(_plain(_("In the middle")), 3.4),
    )
    rows = (_row(_, at, asked, results) for at, asked in enumerate(instrument.tapped, 1))
    return [
        Heading(_plain(_("Question by question"))),
        Table(columns, tuple(rows)),
        *(Paragraph(line.striptags()) for line in summary.legend(_, instrument, results).split("\n")),
    ]


def _row(_: Reader, place: int, asked: Item, results: Results) -> tuple[str, ...]:
    found = results.of(asked.id)
    words_ = _plain(wording.short(_, asked))
    if not found.n:
        return f"{place}.", words_, _plain(figures.too_few(_)), "–", "–"
    answered = _("{n} of {all}", n=found.n, all=results.invited)
    told = (figures.counts(_, asked, found), answered, figures.note(_, asked, found))
    return f"{place}.", words_, *map(_plain, told)


def _pictures(_: Reader, past: History, results: Results) -> list[Block]:
    """At the end, as each takes a page. The round before is shown only where it was compared with that one."""
    earlier = past.rounds[-2] if past.compares else None
    since = results.change.since_round if results.change else None
    compared = earlier if earlier is not None and earlier.round == since else None
    shown = chart.chart(_, past.rounds[-1], compared)
    pictures = [Picture(shown, _plain(_("The results as a picture; the table has the same numbers.")))]
    if timeline.worth_drawing(past):
        words = _plain(_("The rounds as a picture; the table has the same numbers."))
        pictures.append(Picture(timeline.chart(_, past), words))
    return [*pictures]


def _rounds(_: Reader, past: History) -> list[Block]:
    apart = _apart(_, past)
    if not past.compares:
        return apart
    columns = (
        Column(_plain(_("Round")), 0.9),
        Column(_plain(_("Day")), 2),
        Column(_plain(_("Results")), 4.4),
        Column(_plain(_("Change")), 4.4),
    )
    rows = tuple(_round(_, survey, first=not at) for at, survey in enumerate(past.rounds))
    return [
        Heading(_plain(_("Round by round"))),
        Table(columns, rows),
        Paragraph(_plain(history.not_the_same_people(_))),
        *apart,
    ]


def _round(_: Reader, survey: Survey, *, first: bool) -> tuple[str, ...]:
    assert survey.closed_at is not None
    told = "\n".join(map(_plain, history.numbers(_, survey)))
    change = "–" if first else _plain(history.change(_, survey))
    return f"{survey.round}", _plain(_.full_date(survey.closed_at)), told, change


def _apart(_: Reader, past: History) -> list[Block]:
    if not past.apart:
        return []
    told = (Markup(": ").join((history.dated(_, each), *history.numbers(_, each)[:1])) for each in past.apart)
    return [
        Heading(_plain(_("Rounds that can't be compared"))),
        Paragraph(_plain(history.apart(_))),
        Bullets(tuple(map(_plain, told))),
    ]


def _texts(_: Reader, instrument: Instrument, written: Sequence[Text]) -> list[Block]:
    """Under each question what was written to it, in the random order in which it is kept."""
    found: list[Block] = []
    for item in instrument.written:
        if said := tuple(text.words for text in written if text.item == item.id):
            found += [Paragraph(_plain(wording.short(_, item))), Bullets(said)]
    return [Heading(_plain(_("In their own words"))), *found] if found else []


def _reading(_: Reader, instrument: Instrument, results: Results) -> list[Block]:
    own = instrument.measure is Measure.OWN
    reverse = any(item.reverse for item in instrument.scored)
    how = [
        _("Of every question you see how many people chose what. “Don't know” is not counted."),
        _("From {few} answers on there are three groups and the median, from {many} on every step and the mean. What "
          "fewer than {few} people answered is not shown.", few=FEW, many=MANY),
        _("In a worry, fewer who agree is better; in all questions together it is turned round.") if reverse else None,
        _("The interval (95%) says between which values the mean would lie if everyone had answered.")
        if results.composite else None,
    ]  # fmt: skip
    limits = [
        _("Why people answered so: that is for talking about."),
        _("Who answered what, or how people of one city or role answered: nobody can know that."),
        _("Whether a small difference between rounds or questions is more than chance."),
        _("What those think who have not answered.") if results.answered < results.invited else None,
        _("How this network stands compared with others: the questions were not made for that."),
    ]
    validity = (
        _("The network has written these questions itself; they are not scientifically validated.")
        if own
        else _("These questions are our own and not scientifically validated.")
    )
    return [
        Heading(_plain(_("How to read it"))),
        Bullets(tuple(_plain(each) for each in how if each)),
        Heading(_plain(_("What it can't say"))),
        Bullets(tuple(_plain(each) for each in limits if each)),
        Paragraph(_plain(validity)),
        Paragraph(
            _plain(_("The answers themselves were destroyed when they were counted; nobody has seen them."))
        ),
    ]


def _plain(said: Markup) -> str:
    return said.striptags()
