"""The buttons on the page of a poll: what whoever votes, looks on or leads can do as it stands."""

from collections.abc import Sequence

from facilitation.permissions import Act
from handlers.message import Button, Rows, columns
from handlers.polls import answers, chart
from handlers.visit import Visit
from locales.reader import Reader
from storage.polls import Option, Poll, PollKind, PollState

COUNTED = (PollState.CLOSED,)


def buttons(
    visit: Visit, _: Reader, poll: Poll, options: Sequence[Option], *, may_vote: bool, has_voted: bool
) -> Rows:
    """First one's own vote, then what there is to see, then what those who lead do about it."""
    is_open = poll.state is PollState.OPEN and poll.closes_at > visit.now
    rows = _own(visit, _, poll, options, has_voted=has_voted) if is_open and may_vote else ()
    leads = _leading(visit, _, poll) if visit.may(Act.START_POLL) else []
    back = Button(_("‹ Votes"), tap=visit.tap("poll", "list", poll.network_id))
    return (*rows, *columns(_seeing(visit, _, poll), 2), *columns(leads, 2), (back,))


def _own(visit: Visit, _: Reader, poll: Poll, options: Sequence[Option], *, has_voted: bool) -> Rows:
    """An open vote of one tap is voted here; all else on a ballot paper of its own."""
    if has_voted and not poll.revote:
        rows: Rows = ()
    elif not poll.secret and poll.kind in answers.TAPPED:
        rows = answers.buttons(visit, _, poll, options)
    else:
        rows = ((to_vote(visit, _, poll, has_voted=has_voted),),)
    more = []
    if poll.kind is PollKind.CONSENT and (poll.revote or not has_voted):
        more.append(Button(_("I object…"), tap=visit.tap("poll", "object", poll.key)))
    if poll.kind is PollKind.OPEN_LIST:
        more.append(Button(_("Add to the list…"), tap=visit.tap("poll", "add", poll.key)))
    if poll.revote and has_voted:
        more.append(Button(_("Take my vote back"), tap=visit.tap("poll", "takeback", poll.key)))
    return (*rows, *columns(more, 2))


def to_vote(visit: Visit, _: Reader, poll: Poll, *, has_voted: bool = False) -> Button:
    """To the page, where one tap there is a whole vote, or to the ballot paper."""
    there = "open" if not poll.secret and poll.kind in answers.TAPPED else "paper"
    return Button(
        _("Change my vote") if has_voted else _("Vote"),
        tap=visit.tap("poll", there, poll.key),
        style="primary",
    )


def shows_names(poll: Poll) -> bool:
    """Never of a secret vote, and not before its end where results come then."""
    return not poll.secret and (poll.state in COUNTED or (poll.state is PollState.OPEN and poll.live))


def _seeing(visit: Visit, _: Reader, poll: Poll) -> list[Button]:
    found = []
    if shows_names(poll) and visit.may(Act.VOTE):
        found.append(Button(_("Who voted for what"), tap=visit.tap("poll", "who", poll.key, 0)))
    if poll.kind is PollKind.RANKING and poll.state in COUNTED:
        found.append(Button(_("Step by step"), tap=visit.tap("poll", "steps", poll.key)))
    if chart.worth_drawing(poll):
        found.append(Button(_("As a picture"), tap=visit.tap("poll", "picture", poll.key)))
    return found


def _leading(visit: Visit, _: Reader, poll: Poll) -> list[Button]:
    def change(label: str, what: str) -> Button:
        return Button(label, tap=visit.tap("poll", "change", poll.key, what))

    def do(label: str, what: str) -> Button:
        return Button(label, tap=visit.tap("poll", what, poll.key))

    copy, save = do(_("Use as a pattern…"), "copy"), do(_("Save as a template…"), "save")
    match poll.state:
        case PollState.OPEN:
            early = [] if poll.secret else [do(_("Close now…"), "close")]
            out = [do(_("Take off the list…"), "shorten")] if poll.kind is PollKind.OPEN_LIST else []
            return [
                change(_("Until when…"), "until"),
                *early,
                *out,
                change(_("Cancel it…"), "reason"),
                copy,
                save,
            ]
        case PollState.CLOSED:
            more = [] if poll.secret else [change(_("Take votes again…"), "until")]
            return [
                change(_("Reasons of the decision…"), "grounds"),
                do(_("As a file (CSV)"), "csv"),
                *more,
                copy,
                save,
            ]
        case PollState.VOID:
            return [do(_("Vote again…"), "copy")]
    return [copy]
