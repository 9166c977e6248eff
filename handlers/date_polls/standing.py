"""How a search stands in words and buttons for those who lead: the order, the suggestion, and who is missing."""

from markupsafe import Markup

from facilitation.date_polls.asking import Found
from handlers.date_polls import card, words
from handlers.message import Button, Rows, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage.date_polls import DatePollState


def text(_: Reader, found: Found) -> Markup:
    """The best first, the suggestion, and those who have not answered."""
    poll, result = found.poll, found.result
    decided = (DatePollState.PICKED, DatePollState.CANCELLED)
    if poll.state in decided:
        return card.text(_, found)
    return paragraphs(
        Markup("<b>{}</b>").format(poll.title),
        *words.ranking(_, result.ranked, result),
        words.suggestion(_, result),
        lines(words.answered(_, result), words.silent(_, found), card.until(_, poll)),
    )


def dates(visit: Visit, _: Reader, found: Found) -> Rows:
    """Every date that is ahead, the best first, to be looked at and picked."""
    poll = found.poll
    if poll.state is DatePollState.CANCELLED:
        return ()
    ahead = [each.proposal for each in found.result.ranked if each.proposal.starts_at > visit.now]
    label = {each.key: _("Pick: {date}", date=words.label(_, each)) for each in ahead}
    if poll.state is DatePollState.PICKED:
        label = {each.key: _("Instead: {date}", date=words.label(_, each)) for each in ahead}
    buttons = [
        Button(label[each.key], tap=visit.tap("date", "pick", poll.key, each.key))
        for each in ahead
        if each.id != poll.picked_id or poll.state is not DatePollState.PICKED
    ]
    return columns(buttons, 1)
