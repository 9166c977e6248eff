"""`/decyzje`: what a network has decided, the newest first: in votes and at meetings, each with its reasons."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation import decisions as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import offers
from handlers.feature import Area, Command, Decided, Feature
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.network import Network

PAGE = 4


async def show(visit: Visit, typed: str) -> None:
    """In private chat, where that is possible; else the way there. Words after the command search."""
    visit.step_aside()
    _ = visit.reader
    if visit.heard.private:
        visit.reply(await page(visit, visit.here, 0, rules.wanted(typed)))
    else:
        private = Button(_("Open private chat"), url=offers.private_link(visit, "decisions"))
        visit.reply(Message(_("I show the decisions in private chat."), ((private,),)))


async def on_page(visit: Visit, network_id: int, number: int, words: str) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_POLLS)
    if number < 0:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await page(visit, network, number, rules.wanted(words)))


async def page(visit: Visit, network: Network, number: int, words: str) -> Message:
    """Some decisions, of those that the words mean."""
    _ = visit.reader
    every = [each for each in await decided(visit, _, network) if rules.is_meant(words, _text(each))]
    number = min(number, max(0, (len(every) - 1) // PAGE))
    shown = list(enumerate(every, 1))[number * PAGE : (number + 1) * PAGE]
    text = paragraphs(
        lines(
            _("<b>Decisions of the network {topic}: {n}</b>", topic=network.topic, n=len(every)),
            _("With the words: {words}", words=words) if words else None,
        ),
        *(_one(_, n, each) for n, each in shown),
        None if every else _nothing(_, words),
        _("Search: <code>/decisions smog</code>") if every and not words else None,
    )
    opens = [Button(str(n), tap=each.opens) for n, each in shown if each.opens]
    names = frozenset[int]().union(*(each.names for _n, each in shown))
    message = Message(text, columns(opens, PAGE), names)
    return message.with_buttons(
        _turns(visit, network, number, words, len(every)), _all(visit, network, words)
    )


async def decided(visit: Visit, _: Reader, network: Network) -> Sequence[Decided]:
    """What every feature knows, the newest first."""
    found = [
        each
        for feature in visit.registry.features
        if feature.decisions is not None
        for each in await feature.decisions(visit, _, network)
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _one(_: Reader, n: int, each: Decided) -> Markup:
    return lines(
        Markup("{}. {}").format(n, _.full_date(each.at)),
        Markup("<b>{}</b>").format(each.what.striptags()),
        each.outcome,
        each.reasons,
    )


def _text(each: Decided) -> str:
    """What is searched."""
    return lines(each.what, each.outcome, each.reasons).striptags()


def _nothing(_: Reader, words: str) -> Markup:
    if words:
        return _("No decision has these words. Please try others: <code>/decisions smog</code>")
    return _(
        "There is no decision yet. Votes that are over and decisions of final notes come here by themselves."
    )


def _turns(visit: Visit, network: Network, number: int, words: str, count: int) -> list[Button]:
    _ = visit.reader
    return [
        Button(label, tap=visit.tap("dec", "page", network.key, to, words))
        for label, to, there in (
            (_("‹ Newer"), number - 1, number > 0),
            (_("Earlier ›"), number + 1, count > (number + 1) * PAGE),
        )
        if there
    ]


def _all(visit: Visit, network: Network, words: str) -> list[Button]:
    label = visit.reader("All decisions")
    return [Button(label, tap=visit.tap("dec", "page", network.key, 0, ""))] if words else []


FEATURE = Feature(
    name="decisions",
    code="dec",
    area=Area.VOTING,
    commands=(
        Command(
            "decyzje", "decisions", mark("what the network decided, and why; with words: search in it"), show,
            act=Act.SEE_POLLS, button=mark("Decisions"),
        ),
    ),
    taps={"page": on_page},
)  # fmt: skip
