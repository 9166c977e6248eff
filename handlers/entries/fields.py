"""What is asked for each field of an entry: the question, an example of an answer, and what can be chosen."""

from collections.abc import Mapping

from markupsafe import Markup

from facilitation.entries import content, sharing
from handlers.entries import wording
from handlers.forms import choice
from handlers.message import Button, Rows, columns, lines
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import institutions
from storage.entries import Again, CitySize, Entry, EntryKind

QUESTIONS: Mapping[str, str] = {
    "title": mark("What is it called? A few words by which others will find it."),
    "place": mark("Where was it? Write the place."),
    "problem": mark("What was the problem? What bothered people before?"),
    "done": mark("What did you do, step by step? So that others could try it."),
    "result": mark("What came of it? Numbers, if there are any; “too early to say” is an answer too."),
    "otherwise": mark("What would you do otherwise? This is the heart of a lesson."),
    "cost": mark("What did it take: money, time, people?"),
    "conditions": mark("What has to be there for it to work elsewhere?"),
    "pitfalls": mark("What should others look out for?"),
    "small": mark("How is it done in a small city?"),
    "middle": mark("How is it done in a middle-sized city?"),
    "large": mark("How is it done in a large city?"),
    "again": mark("Would you do it again?"),
    "contact": mark(
        "Whom can others ask? Everyone who may read the entry sees it, so an address at work is best."
    ),
    "size": mark("How large is the city whose experience it is?"),
}
EXAMPLES: Mapping[str, str] = {
    "title": mark("A chimney sweep shows in courtyards how to light a stove from above"),
    "place": mark("Radlin, Biertułtowy district"),
    "problem": mark("The air alarm went off every winter evening. Many wanted a new stove and could not afford one."),
    "done": mark("We agreed on two Saturdays with the guild of chimney sweeps: five shows of forty minutes in "
                 "courtyards, with hot tea. Everyone took home a leaflet with drawings."),
    "result": mark("About 300 people came. Two months later every second of those asked lit from above; complaints "
                   "about smoke fell from 41 to 18."),
    "otherwise": mark("First we would walk the paths with the seniors for two weeks, and put up three benches for a "
                      "trial instead of forty at once."),
    "cost": mark("PLN 4,200: chimney sweeps, leaflets, tea. One person at the office for two weeks."),
    "conditions": mark("A chimney sweep who speaks plainly, and somebody who invites the neighbours in person."),
    "pitfalls": mark("Tell the fire brigade beforehand: with us somebody called them twice."),
    "small": mark("One show at the volunteer fire station, after Sunday mass."),
    "middle": mark("Five shows, one in each district, on Saturdays."),
    "large": mark("Train the caretakers, and let them show it in their own courtyards."),
    "contact": mark("Environment department, srodowisko@um.przyklad.pl"),
}  # fmt: skip
OF_KIND: Mapping[EntryKind, Mapping[str, tuple[str, str]]] = {
    EntryKind.LESSON: {
        "title": (QUESTIONS["title"], mark("Forty benches where nobody sits down")),
        "problem": (QUESTIONS["problem"], mark("Seniors asked for places to rest on the way to the shops.")),
        "done": (
            mark("What did you do, step by step?"),
            mark("We chose the places on a map at the office and put up forty benches in one spring."),
        ),
        "result": (
            QUESTIONS["result"],
            mark("Half a year later every third one stood empty; residents had moved five themselves."),
        ),
        "cost": (QUESTIONS["cost"], mark("PLN 96,000 and half a year of explaining in the local paper.")),
        "conditions": (
            mark("What would have been needed for it to work?"),
            mark("Someone who walks the paths with the residents before anything is ordered."),
        ),
    },
    EntryKind.RECOMMENDATION: {
        "title": (QUESTIONS["title"], mark("Let the time for cooperation count as a cost of projects")),
        "problem": (
            mark("Which problem would it solve?"),
            mark("Cities want to learn from each other, but nobody may enter the hours for it anywhere."),
        ),
        "done": (
            mark("What do you recommend?"),
            mark("In calls for funding, accept up to 5% of the budget for visits and advice between cities."),
        ),
        "result": (
            mark("What would it change?"),
            mark("Smaller cities could send a person for two days without looking for money elsewhere."),
        ),
        "conditions": (
            mark("To whom is it: to cities, or which law would have to change?"),
            mark("To the managing authorities of regional programmes; no law has to change."),
        ),
    },
    EntryKind.PROJECT: {
        "title": (QUESTIONS["title"], mark("A library of tools on every estate")),
        "problem": (
            mark("Which problem would it solve?"),
            mark("Everyone owns a drill that runs for ten minutes a year; what is broken is thrown away."),
        ),
        "done": (
            mark("What is the idea, step by step?"),
            mark("Branches of the library lend tools like books; once a month volunteers help with repairs."),
        ),
        "result": (
            mark("What would it bring?"),
            mark("Less waste and more neighbours who know each other. We would count loans and repairs."),
        ),
        "cost": (
            mark("What would it take: money, time, people?"),
            mark("About PLN 30,000 for a start in one branch, and half a post."),
        ),
        "conditions": (mark("What has to be there?"), mark("A dry room with its own entrance, and insurance.")),
        "pitfalls": (mark("What may go wrong?"), mark("Nobody brings the tools back in time; a deposit helps.")),
    },
}  # fmt: skip
"""Questions and examples that are others in entries of a kind."""
HEARTS: Mapping[tuple[EntryKind, str], str] = {
    (EntryKind.LESSON, "otherwise"): mark(
        "A failure told honestly is worth as much to others as a success: it spares them the same detour."
    ),
}
"""What encourages at a field."""
EMPTY, KEEP = "empty", "keep"


def asked(_: Reader, kind: EntryKind, name: str) -> Markup:
    """The field, its question, what encourages, and an example."""
    question, example = OF_KIND.get(kind, {}).get(name) or (QUESTIONS[name], EXAMPLES.get(name))
    heart = HEARTS.get((kind, name))
    return lines(
        Markup("<b>{}</b>").format(wording.label(_, kind, name)),
        _(question),
        _(heart) if heart else None,
        Markup("<i>{}</i>").format(_("For example: {example}", example=_(example))) if example else None,
    )


async def choices(visit: Visit, entry: Entry, name: str) -> Rows:
    """What can be tapped instead of writing."""
    _ = visit.reader
    if name == "again":
        return columns([choice(_(label), name, key.value) for key, label in wording.AGAIN.items()], 1)
    if name == "size":
        return columns([choice(_(label), name, key.value) for key, label in wording.SIZES.items()], 1)
    own = await _own_place(visit, entry) if name == "place" else None
    return ((own,),) if own else ()


async def _own_place(visit: Visit, entry: Entry) -> Button | None:
    membership = await institutions.membership(visit.uow, entry.network_id, visit.me.key)
    key = membership.institution_id if membership else None
    place = await institutions.by_id(visit.uow, key) if key else None
    return choice(place.name, "place", place.key) if place else None


async def fits(visit: Visit, entry: Entry, name: str, value: object) -> bool:
    """Whether something that was tapped is one of the choices of a field, or empties it."""
    if name in ("again", "size"):
        known = {each.value for each in (Again if name == "again" else CitySize)}
        return value in known or value == EMPTY
    if name == "place" and isinstance(value, int):
        membership = await institutions.membership(visit.uow, entry.network_id, visit.me.key)
        return membership is not None and membership.institution_id == value
    return value == EMPTY


async def shown(visit: Visit, entry: Entry, name: str, said: str | int) -> Markup | str:
    """What was said in a field, in words."""
    if isinstance(said, int):
        place = await institutions.by_id(visit.uow, said)
        return place.name if place else ""
    return wording.value(visit.reader, name, sharing.value_of(name, said))


def may_be_empty(entry: Entry, name: str) -> bool:
    return name not in content.NEEDED[entry.kind]
