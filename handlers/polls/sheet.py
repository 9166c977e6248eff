"""What a ballot paper looks like: what may be chosen, what is, and the buttons that change it."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from facilitation.polls import ballots, paper, voting
from facilitation.polls.ballots import Ballot
from facilitation.polls.draft import SCALE
from facilitation.polls.seats import Seat
from handlers import picker
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.polls import answers, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import people
from storage.polls import Option, Poll, PollKind, Unit, Vote


@dataclass(frozen=True)
class Sheet:
    """A ballot paper for one seat. `counts` is the vote that counts at present, `whose` is in whose place they vote."""

    poll: Poll
    options: list[Option]
    seat: Seat
    whose: int
    counts: Vote | None
    chosen: Ballot

    def with_chosen(self, chosen: Ballot) -> "Sheet":
        return replace(self, chosen=chosen)

    def with_what_was_cast(self) -> "Sheet":
        """Their own vote is what they begin with; a colleague's is not."""
        if self.counts is None or self.counts.person_id != self.whose:
            return self
        return self.with_chosen(paper.so_far(self.poll, self.options, ballots.from_text(self.counts.choices)))

    @property
    def is_complete(self) -> bool:
        return voting.fits(self.poll, self.options, self.chosen)


async def page(visit: Visit, sheet: Sheet, *more: Markup | None) -> Message:
    """After `more` words."""
    _, poll = visit.reader, sheet.poll
    present, names = await _present(visit, _, sheet)
    secret = _("Secret vote.") if poll.secret else None
    text = paragraphs(
        *more,
        lines(words.title(_, poll), secret),
        _listed(_, sheet),
        words.answered(_, poll),
        _state(_, sheet),
        lines(present, words.until(_, poll)),
    )
    rows = (*_choices(visit, _, sheet), *_on(visit, _, sheet), (_back(visit, _, poll),))
    return Message(text, rows, names)


def review(visit: Visit, sheet: Sheet) -> Message:
    """Of a secret vote, before it is sealed."""
    _, poll = visit.reader, sheet.poll
    text = paragraphs(
        words.title(_, poll),
        _whose(_, sheet, chosen_in_words(_, sheet)),
        _("Once it is in the box, it can't be changed, nor looked at, by anybody, not by you either."),
    )
    seal = Button(_("Seal it and drop it in"), tap=_tap(visit, poll, "cast", sheet.chosen), style="primary")
    change = Button(_("‹ Change it"), tap=_tap(visit, poll, "mark", sheet.chosen))
    return Message(text, ((seal,), (change,)))


def too_much(_: Reader, poll: Poll) -> str:
    if poll.kind is PollKind.POINTS:
        return _("All points are given. First take some away from another answer.")
    return _.plural(
        "You can choose {n} answer. First take back another one.",
        "You can choose at most {n} answers. First take back another one.",
        poll.most,
    )


def chosen_in_words(_: Reader, sheet: Sheet) -> Markup:
    return words.ballot(_, sheet.poll, words.names(sheet.options, _, sheet.poll), sheet.chosen)


def _whose(_: Reader, sheet: Sheet, chosen: Markup) -> Markup:
    if sheet.poll.unit is Unit.INSTITUTIONS or sheet.seat.key != sheet.whose:
        return _("The vote of {name}: {option}", name=sheet.seat.name, option=chosen)
    return _("Your vote: {option}", option=chosen)


async def _present(visit: Visit, _: Reader, sheet: Sheet) -> tuple[Markup | None, frozenset[int]]:
    """What counts now and what becomes of it, and whom that names."""
    counts, for_place = sheet.counts, sheet.poll.unit is Unit.INSTITUTIONS
    whose = (
        _("You vote for: {name}", name=sheet.seat.name) if for_place or sheet.whose != visit.me.key else None
    )
    if counts is None:
        return whose, frozenset()
    option = chosen_in_words(_, sheet.with_chosen(ballots.from_text(counts.choices)))
    by = counts.cast_by_id or counts.person_id
    caster = await people.by_id(visit.uow, by) if by is not None and by != visit.me.key else None
    if caster is None:
        return lines(
            whose, _("What counts now: {option}. Yours will take its place.", option=option)
        ), frozenset()
    told = _("What counts now: {option} (cast by: {name}). Yours will take its place.", option=option,
             name=caster.name)  # fmt: skip
    return lines(whose, told), frozenset({caster.key})


def _listed(_: Reader, sheet: Sheet) -> Markup:
    """The options with all their words, as far as they fit, and what is chosen of them."""
    poll, chosen = sheet.poll, sheet.chosen
    if poll.kind is PollKind.SCALE:
        return words.listed(_, poll, sheet.options, None)
    short = words.names(sheet.options, _, poll).values()
    if poll.kind is PollKind.POINTS:
        rows = [_.plural("{option} – {n} point", "{option} – {n} points", n, option=each)
                for each, n in zip(short, chosen, strict=True)]  # fmt: skip
        return lines(*(Markup("{}. {}").format(n, row) for n, row in enumerate(rows, 1)))
    marks = [_mark(poll, chosen, each.number) for each in sheet.options]
    return lines(*(Markup("{}{}").format(sign, each) for sign, each in zip(marks, short, strict=True)))


def _mark(poll: Poll, chosen: Ballot, number: int) -> str:
    if number not in chosen:
        return "– "
    return f"{chosen.index(number) + 1}. " if poll.kind is PollKind.RANKING else "✓ "


def _state(_: Reader, sheet: Sheet) -> Markup | None:
    """How far the paper is filled in."""
    poll, chosen = sheet.poll, sheet.chosen
    match poll.kind:
        case PollKind.POINTS:
            return _("Left to give: {left} of {total}.", left=paper.left_over(poll, chosen), total=poll.most)
        case PollKind.MULTIPLE:
            return _(
                "Chosen: {n} (from {fewest} to {most}).", n=len(chosen), fewest=poll.fewest, most=poll.most
            )
        case PollKind.OPEN_LIST:
            return _("Chosen: {n}.", n=len(chosen))
        case PollKind.RANKING:
            return _("In order: {n} of {all}.", n=len(chosen), all=len(sheet.options))
    return None


def _choices(visit: Visit, _: Reader, sheet: Sheet) -> Rows:
    poll, chosen = sheet.poll, sheet.chosen
    match poll.kind:
        case PollKind.POINTS:
            return tuple(_points(visit, sheet, place) for place in range(len(chosen)))
        case PollKind.SCALE:
            return (tuple(_next(visit, poll, str(n), (n,), "review") for n in SCALE),)
        case PollKind.SINGLE:
            each_one = [_next(visit, poll, _label(each), (each.number,), "review") for each in sheet.options]
        case PollKind.RANKING:
            left = (each for each in sheet.options if each.number not in chosen)
            each_one = [_next(visit, poll, _label(each), (*chosen, each.number)) for each in left]
        case _:
            each_one = [_toggle(visit, sheet, each) for each in sheet.options]
    short = all(len(button.label) <= answers.SHORT_LABEL for button in each_one)
    return columns(each_one, 3 if short else 1)


def _points(visit: Visit, sheet: Sheet, place: int) -> tuple[Button, ...]:
    """One row for each option, under its number: fewer and more."""
    return tuple(
        _next(
            visit,
            sheet.poll,
            f"{place + 1}. {step:+d}".replace("-", "−"),
            paper.given(sheet.chosen, place, step),
        )
        for step in paper.steps(sheet.poll)
    )


def _toggle(visit: Visit, sheet: Sheet, option: Option) -> Button:
    is_chosen, after = option.number in sheet.chosen, paper.toggled(sheet.chosen, option.number)
    label = f"✓ {_label(option)}" if is_chosen else _label(option)
    return Button(label, tap=_tap(visit, sheet.poll, "mark", after), style="success" if is_chosen else None)


def _on(visit: Visit, _: Reader, sheet: Sheet) -> Rows:
    """To take a step back, and to cast the vote as soon as it is one."""
    poll, chosen = sheet.poll, sheet.chosen
    rows: list[tuple[Button, ...]] = []
    if poll.kind is PollKind.RANKING and chosen:
        undo = _next(visit, poll, _("Undo").unescape(), chosen[:-1])
        rows.append((undo, _next(visit, poll, _("Start again").unescape(), ())))
    if poll.kind is PollKind.POINTS and any(chosen):
        rows.append((_next(visit, poll, _("Start again").unescape(), (0,) * len(chosen)),))
    if poll.kind is PollKind.OPEN_LIST:
        rows.append((Button(_("Add to the list…"), tap=visit.tap("poll", "add", poll.key)),))
    if sheet.is_complete and poll.kind not in answers.TAPPED:
        on = ("review", _("Go on…")) if poll.secret else ("cast", _("Cast the vote"))
        rows.append((Button(on[1], tap=_tap(visit, poll, on[0], chosen), style="primary"),))
    return tuple(rows)


def _next(visit: Visit, poll: Poll, label: str, chosen: Ballot, action: str = "mark") -> Button:
    return Button(label, tap=_tap(visit, poll, action, chosen))


def _tap(visit: Visit, poll: Poll, action: str, chosen: Ballot) -> str:
    return visit.tap("poll", action, poll.key, ballots.as_tap(chosen))


def _label(option: Option) -> str:
    return picker.cut(option.words, answers.LONGEST_LABEL)


def _back(visit: Visit, _: Reader, poll: Poll) -> Button:
    return Button(_("‹ Back"), tap=visit.tap("poll", "open", poll.key))
