"""A poll in words: how it is answered, who votes, how it stands, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from facilitation.polls.counting.outcome import Outcome
from facilitation.polls.draft import NO_OBJECTION, OBJECTION, SCALE, Draft, numbered
from facilitation.polls.result import Turnout
from handlers import picker
from handlers.message import lines
from locales.reader import Reader
from storage.people import Person
from storage.polls import Option, Poll, PollKind, PollState, Unit
from storage.vault import Band

Asked = Poll | Draft
ALL_OPTIONS, FEWEST_SIGNS = 2400, 60
"""How many signs the options of a long list may take together, and how many each may in any case."""


def names(options: Sequence[Option], _: Reader, poll: Asked) -> dict[int, Markup]:
    """What may be chosen, by its number."""
    if poll.kind is PollKind.CONSENT:
        return {NO_OBJECTION: _("No objection"), OBJECTION: _("I object")}
    if poll.kind is PollKind.SCALE:
        return {number: Markup("{}").format(number) for number in SCALE}
    longest = max(FEWEST_SIGNS, ALL_OPTIONS // max(1, len(options)))
    return {each.number: Markup("{}").format(picker.cut(each.words, longest)) for each in options}


def options_of(draft: Draft) -> list[Option]:
    """Its options, as a poll would have them."""
    return [Option(poll_id=0, number=n, words=each) for n, each in numbered(draft)]


def title(_: Reader, poll: Poll) -> Markup:
    match poll.state:
        case PollState.CANCELLED:
            return _("<b>Vote cancelled: {question}</b>", question=poll.question)
        case PollState.OPEN:
            return _("<b>Vote: {question}</b>", question=poll.question)
    return _("<b>The vote is over: {question}</b>", question=poll.question)


def listed(_: Reader, poll: Asked, options: Sequence[Option], outcome: Outcome | None) -> Markup:
    """The options one under another, with what each has so far where that may be seen."""
    if poll.kind is PollKind.SCALE:
        return _scale(_, options, outcome)
    rows = names(options, _, poll)
    if outcome is None:
        numbered = poll.kind is not PollKind.CONSENT
        return lines(*(Markup("{}. {}").format(n, each) if numbered else each for n, each in rows.items()))
    return lines(*(counted(_, poll, n, each, outcome) for n, each in rows.items()))


def _scale(_: Reader, options: Sequence[Option], outcome: Outcome | None) -> Markup:
    ends = {each.number: each.words for each in options}
    meaning = _("1 – {low}, 5 – {high}", low=ends[SCALE[0]], high=ends[SCALE[-1]]) if len(ends) == 2 else None
    if outcome is None:
        return lines(meaning or _("from 1 to 5"))
    return lines(meaning, *(_("{n}: {votes}", n=n, votes=outcome.counts.get(n, 0)) for n in SCALE))


def counted(_: Reader, poll: Asked, number: int, words: Markup, outcome: Outcome) -> Markup:
    """As in "1. Tak – 5"."""
    n = outcome.counts.get(number, 0)
    if poll.kind is PollKind.POINTS:
        return _.plural("{option} – {n} point", "{option} – {n} points", n, option=words)
    if poll.kind is PollKind.RANKING:
        return _("{option} – first place: {n}", option=words, n=n)
    return _("{option} – {n}", option=words, n=n)


def how(_: Reader, poll: Asked) -> Markup:
    """What a vote is, who has one, and who sees it."""
    return lines(answered(_, poll), _who(_, poll), openness(_, poll))


def answered(_: Reader, poll: Asked) -> Markup:
    match poll.kind:
        case PollKind.MULTIPLE if poll.fewest == poll.most:
            return _.plural("Please choose {n} answer.", "Please choose {n} answers.", poll.most)
        case PollKind.MULTIPLE:
            return _("Please choose from {fewest} to {most} answers.", fewest=poll.fewest, most=poll.most)
        case PollKind.RANKING:
            return _("Please put the answers in order, the best first; not all need a place.")
        case PollKind.POINTS:
            return _.plural("Please divide {n} point.", "Please divide {n} points.", poll.most)
        case PollKind.SCALE:
            return _("Please choose a number.")
        case PollKind.CONSENT:
            return _("Agreed if nobody objects by the end. Whoever objects says why, and we talk about it.")
        case PollKind.OPEN_LIST:
            return _("Choose as many as you like, and add what is missing.")
    return _("Please choose one answer.")


def _who(_: Reader, poll: Asked) -> Markup:
    if poll.unit is Unit.INSTITUTIONS:
        return _("One vote for each institution; the last one that its people cast counts.")
    return _("One vote for each person.")


def may_vote(_: Reader, poll: Asked, n: int) -> Markup:
    if poll.unit is Unit.INSTITUTIONS:
        return _("Institutions that may vote: {n}.", n=n)
    return _("People who may vote: {n}.", n=n)


def openness(_: Reader, poll: Asked) -> Markup:
    if poll.secret:
        return _("Secret: nobody learns who voted for what, and a vote that was cast can't be changed.")
    return _("Open: everyone of the network can see who voted for what.")


def quorum(_: Reader, poll: Asked) -> Markup | None:
    if poll.quorum is None:
        return None
    if poll.quorum_of is Unit.INSTITUTIONS:
        return _.plural("It counts once {n} institution has voted.", "It counts once {n} institutions have voted.",
                        poll.quorum)  # fmt: skip
    return _.plural(
        "It counts once {n} person has voted.", "It counts once {n} people have voted.", poll.quorum
    )


def turnout(_: Reader, poll: Poll, has: Turnout) -> Markup:
    if poll.unit is Unit.INSTITUTIONS:
        return _("Institutions that have voted: {n} of {all}.", n=has.voted, all=has.asked)
    return _("Votes: {n} of {all}.", n=has.voted, all=has.asked)


def band(_: Reader, reached: Band) -> Markup:
    """How many have voted secretly, no more exactly than it may be known."""
    match reached:
        case Band.FEWER_THAN_FIVE:
            return _("Votes so far: fewer than 5.")
        case Band.FIVE_OR_MORE:
            return _("Votes so far: 5 or more.")
    return _("Votes so far: 10 or more.")


def until(_: Reader, poll: Poll) -> Markup:
    return _("Votes are taken until {moment}.", moment=_.moment(poll.closes_at))


def ballot(_: Reader, poll: Poll, names_of: Mapping[int, Markup], choices: tuple[int, ...]) -> Markup:
    """One vote in words, as in "1. Gdynia, 2. Radlin"."""
    if poll.kind is PollKind.RANKING:
        return Markup(", ").join(
            Markup("{}. {}").format(n, names_of[each])
            for n, each in enumerate(choices, 1)
            if each in names_of
        )
    if poll.kind is PollKind.POINTS:
        given = ((name, points) for name, points in zip(names_of.values(), choices, strict=False) if points)
        return Markup(", ").join(Markup("{}: {}").format(name, points) for name, points in given)
    return Markup(", ").join(names_of[each] for each in choices if each in names_of)


def people(_: Reader, those: Iterable[Person]) -> Markup:
    return _.list(person.name for person in those if person.name)


def keys(those: Iterable[Person]) -> frozenset[int]:
    return frozenset(person.key for person in those)
