"""Finding what the network knows: `/szukaj` in private chat, with filters and pages, and the bot's name in any chat."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from markupsafe import Markup

from facilitation.permissions import Act, may
from facilitation.refusals import Reason, Refused
from facilitation.search import Filters, Found, Sight, find
from handlers import finding, inline, offers
from handlers.feature import Area, Command, Feature, Remembered
from handlers.finding import Finding
from handlers.inline import InlineResult, StartButton
from handlers.message import Button, Message, columns, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from handlers.words import kind_name
from locales.reader import Reader, mark
from storage import institutions, last_search
from storage.institutions import InstitutionKind
from storage.last_search import LastSearch
from storage.search import Kind

PAGE, LONGEST, YEARS = 5, 200, 4
ANY = 0
KINDS: dict[Kind, str] = {
    Kind.QUESTION: mark("Questions"),
    Kind.PRACTICE: mark("The log"),
    Kind.LESSON: mark("Lessons"),
    Kind.NOTE: mark("Notes"),
    Kind.FILE: mark("Files"),
}
Choice = TypeVar("Choice", bound=StrEnum)


class SearchReason(Reason):
    """Why nothing was looked for."""

    NO_WORDS = "search without words"


@dataclass(frozen=True)
class Wish:
    """What a button carries: page and filters as numbers, ANY for no filter."""

    page: int = 0
    kind: int = ANY
    place: int = ANY
    year: int = ANY

    def filters(self) -> Filters:
        return Filters(
            kind=_chosen(Kind, self.kind),
            institution_kind=_chosen(InstitutionKind, self.place),
            year=self.year or None,
        )

    def values(self) -> tuple[int, int, int, int]:
        return self.page, self.kind, self.place, self.year


def _chosen(choices: type[Choice], number: int) -> Choice | None:
    every = list(choices)
    if not 0 <= number <= len(every):
        raise Refused(DoorReason.OLD_BUTTON)
    return every[number - 1] if number else None


def sight(visit: Visit) -> Sight:
    """What this person may see: as a member, and where they only observe."""
    member = {key for key, roles in visit.roles_in.items() if may(roles, Act.ASK)}
    observer = {key for key, roles in visit.roles_in.items() if may(roles, Act.FIND)} - member
    return Sight(frozenset(member), frozenset(observer))


async def show(visit: Visit, typed: str) -> None:
    """`/szukaj smog`: privately, because what is found may not be for everyone who reads the group."""
    visit.step_aside()
    _ = visit.reader
    if not visit.heard.private:
        private = Button(_("Open private chat"), url=offers.private_link(visit, "search"))
        visit.reply(Message(_("I answer in private chat. Write me <code>/search</code> and the words there."),
                            ((private,),)))  # fmt: skip
        return
    if not typed.strip():
        raise Refused(SearchReason.NO_WORDS)
    asked = await last_search.note(visit.uow, visit.me.key, typed.strip()[:LONGEST])
    visit.reply(await _results(visit, asked, Wish()))


async def on_page(visit: Visit, number: int, page: int, kind: int, place: int, year: int) -> None:
    visit.edit(await _results(visit, await _asked(visit, number), Wish(page, kind, place, year)))


async def on_filters(visit: Visit, number: int, kind: int, place: int, year: int) -> None:
    """Which kind, from what kind of institution, of which year."""
    await _asked(visit, number)
    _, wish = visit.reader, Wish(0, kind, place, year)
    wish.filters()
    kinds = [_choice(visit, number, _("Everything"), wish, replace(wish, kind=ANY))] + [
        _choice(visit, number, _(label), wish, replace(wish, kind=n))
        for n, (each, label) in enumerate(KINDS.items(), 1)
        if each in visit.registry.finds
    ]
    this_year = _.local(visit.now).year
    years = [
        _choice(visit, number, str(each or _("any year")), wish, replace(wish, year=each))
        for each in (ANY, *range(this_year, this_year - YEARS, -1))
    ]
    there = await institutions.kinds(visit.uow, sight(visit).anywhere)
    places = [_choice(visit, number, _("any institution"), wish, replace(wish, place=ANY))] + [
        _choice(visit, number, kind_name(_, each), wish, replace(wish, place=n))
        for n, each in enumerate(InstitutionKind, 1)
        if each in there
    ]
    done = Button(_("Show what fits"), tap=visit.tap("find", "page", number, *wish.values()), style="success")
    rows = (*columns(kinds, 2), *columns(years, 3), *columns(places, 2), (done,))
    visit.edit(Message(_("What shall I look for?"), rows))


def _choice(visit: Visit, number: int, label: str, now: Wish, then: Wish) -> Button:
    chosen = visit.reader("✓ {what}", what=label) if now == then else label
    return Button(chosen, tap=visit.tap("find", "filters", number, *then.values()[1:]))


async def _asked(visit: Visit, number: int) -> LastSearch:
    """The search that a button belongs to, as long as it is the newest one."""
    if not sight(visit).anywhere:
        raise Refused(DoorReason.NOT_JOINED)
    known = await last_search.of(visit.uow, visit.me.key)
    if known is None or known.number != number:
        raise Refused(DoorReason.OLD_BUTTON)
    return known


async def _results(visit: Visit, asked: LastSearch, wish: Wish) -> Message:
    _ = visit.reader
    if not 0 <= wish.page < 1000:
        raise Refused(DoorReason.OLD_BUTTON)
    first = wish.page * PAGE
    found = await find(visit.uow, sight(visit), asked.words, filters=wish.filters(), first=first, most=PAGE)
    told = [each for _hit, each in await finding.worded(visit, _, found.hits)]
    text = paragraphs(
        _head(_, asked.words, found, filtered=wish != Wish(wish.page)),
        *(each.line(n) for n, each in enumerate(told, first + 1)),
    )
    numbers = [each.button(str(n)) for n, each in enumerate(told, first + 1)]
    rows = (*columns(numbers, PAGE), *_turns(visit, asked, wish, found))
    return Message(text, rows, frozenset().union(*(each.names for each in told)))


def _head(_: Reader, words: str, found: Found, *, filtered: bool) -> Markup:
    if found.total:
        return _.plural(
            "<b>“{words}”</b>: {n} result", "<b>“{words}”</b>: {n} results", found.total, words=words
        )
    if filtered:
        return _("<b>“{words}”</b>: nothing fits. Try fewer filters.", words=words)
    return _("<b>“{words}”</b>: nothing yet. Ask the network with /ask, and the answer will be found here.",
             words=words)  # fmt: skip


def _turns(visit: Visit, asked: LastSearch, wish: Wish, found: Found) -> list[tuple[Button, ...]]:
    _ = visit.reader

    def to(page: int) -> str:
        return visit.tap("find", "page", asked.number, *replace(wish, page=page).values())

    back = [Button(_("‹ Previous"), tap=to(wish.page - 1))] if wish.page else []
    on = [Button(_("Next ›"), tap=to(wish.page + 1))] if found.total > (wish.page + 1) * PAGE else []
    filters = Button(_("Filters…"), tap=visit.tap("find", "filters", asked.number, *wish.values()[1:]))
    shown = found.total or wish != Wish()
    return [tuple(row) for row in ([*back, *on], [filters] if shown else []) if row]


# the bot's name in any chat


async def on_inline(visit: Visit) -> None:
    """Title and deep link only: the chat may be anywhere. Whoever is in no network finds nothing."""
    asked = visit.heard.inline
    assert asked is not None
    _, offset = visit.reader, int(asked.offset) if asked.offset.isdecimal() and len(asked.offset) < 5 else 0
    seen = sight(visit)
    found = await find(visit.uow, seen, asked.query[:LONGEST], first=offset, most=inline.MOST // 5)
    told = await finding.worded(visit, _, found.hits)
    results = [
        InlineResult(f"{hit.kind}-{hit.subject}", each.title.striptags(), _passed_on(visit, each),
                     each.about.striptags())
        for hit, each in told
    ]  # fmt: skip
    after = offset + inline.MOST // 5
    inline.answer(
        visit, results, next_offset=str(after) if found.total > after else "",
        button=None if told else StartButton(_("Ask me in private chat"), "do", ("help",)),
    )  # fmt: skip


def _passed_on(visit: Visit, found: Finding) -> Message:
    _ = visit.reader
    return Message(found.title, ((Button(_("Open in Spoiwo"), url=found.link),),))


FEATURE = Feature(
    name="search",
    code="find",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "szukaj", "search", mark("find what the network knows: /search smog"), show, act=Act.FIND,
            aliases=("znajdz", "find"),
        ),
    ),
    taps={"page": on_page, "filters": on_filters},
    inline=on_inline,
    refusals={
        SearchReason.NO_WORDS: mark("What shall I look for? Write it after the command, like /search smog."),
    },
    remembers={
        "last_search": Remembered(
            mark("What you looked for last"), seen_by=mark("only you"), columns={"words": mark("what")}
        )
    },
)  # fmt: skip
