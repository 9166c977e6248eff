"""What happens by itself: the time for answers ends, and whoever has not answered is reminded of it once before."""

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from facilitation.ties import life
from facilitation.ties.asked import Place
from facilitation.ties.standing import Standing, standing
from handlers.message import Button, Message, lines, paragraphs
from handlers.ties import card, preview, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, roles, ties
from storage.due_work import DueWork
from storage.network import Network
from storage.people import Person
from storage.roles import Role
from storage.ties import RoundState, TieRound

A_MOMENT, PATIENCE = timedelta(seconds=1), timedelta(minutes=1)
SHORT, OFFER, UNREACHED = "ties.short", "ties.offer", "ties.unreached"


async def close(visit: Visit, work: DueWork) -> None:
    """The time is over: first every answer that came in before is handled."""
    network, round_ = await _of(visit, work)
    if network is None or round_ is None or round_.closes_at > visit.now:
        return
    if not await life.may_close(visit.uow, round_) and visit.now < round_.closes_at + PATIENCE:
        await due_work.plan(
            visit.uow,
            life.CLOSE,
            str(round_.key),
            visit.now + A_MOMENT,
            network_id=network.key,
            round=round_.key,
        )
        return
    stands = await standing(visit.uow, round_, visit.now)
    await life.close(visit.uow, network, stands, visit.now)
    if round_.state is RoundState.PREVIEW:
        if unseen := preview.tell_all(visit, network, stands):
            await _name_unseen(visit, network, round_, unseen)
    else:
        await _tell_short(visit, network, stands)
    await card.refresh(visit, round_)


async def _tell_short(visit: Visit, network: Network, stands: Standing) -> None:
    """The group hears how many are missing, nobody hears which; those who lead may take answers once more."""
    theirs, key = visit.group_reader(network), stands.round.key
    text = lines(words.title(theirs), words.short(theirs, stands.round), _missing(theirs, stands))
    visit.announce(network, Message(text), kind=SHORT)
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        text = paragraphs(
            lines(words.title(_), _("Network: <b>{topic}</b>", topic=network.topic)),
            lines(words.short(_, stands.round), _missing(_, stands)),
            _("Shall I take answers for some more days? All that are there stay."),
        )
        more = Button(_("Prolong…"), tap=visit.tap("tie", "prolong", key), style="primary")
        visit.tell(leader, Message(text, ((more,),)), kind=OFFER, network=network, about=key)


def _missing(_: Reader, stands: Standing) -> Markup | None:
    if not stands.missing:
        return None
    return _.plural("{n} answer is missing.", "{n} answers are missing.", stands.missing)


async def remind(visit: Visit, work: DueWork) -> None:
    """Each representative of an institution that has not answered; once."""
    network, round_ = await _of(visit, work)
    if network is None or round_ is None or round_.closes_at <= visit.now:
        return
    round_.reminded_at = visit.now
    visit.uow.session.add(round_)
    stands = await standing(visit.uow, round_, visit.now)
    unreached = [
        person
        for place in stands.silent
        for person in place.people
        if not visit.tell(
            person, _reminder(visit, visit.reader_of(person), network, round_, place.institution.name),
            kind=life.REMIND, network=network, not_after=round_.closes_at, about=round_.key,
        )
    ]  # fmt: skip
    if unreached:
        await _name_unreached(visit, network, round_, unreached)


def _reminder(visit: Visit, _: Reader, network: Network, round_: TieRound, name: str) -> Message:
    text = paragraphs(
        lines(words.title(_), _("Network: <b>{topic}</b>", topic=network.topic)),
        _("The answer of {name} is still missing. I take it until {moment}.",
          name=name, moment=_.moment(round_.closes_at)),
        _("One answer for the whole institution is enough. I remind you only this once."),
    )  # fmt: skip
    answer = Button(
        _("Answer for {name}", name=name), tap=visit.tap("tie", "open", round_.key), style="primary"
    )
    return Message(text, ((answer,),))


async def _name_unreached(visit: Visit, network: Network, round_: TieRound, those: Sequence[Person]) -> None:
    names = frozenset(person.key for person in those)
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        named = _.list(person.name for person in those if person.name)
        text = paragraphs(
            words.title(_),
            _(
                "I can't remind these people privately, and their institutions have not answered: {names}.",
                names=named,
            ),
            _("Please tell them yourself; once they send me /start, I can write to them."),
        )
        visit.tell(
            leader, Message(text, names=names), kind=UNREACHED, network=network, not_after=round_.closes_at,
            about=round_.key,
        )  # fmt: skip


async def _name_unseen(visit: Visit, network: Network, round_: TieRound, those: Sequence[Place]) -> None:
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        named = _.list(place.institution.name for place in those)
        text = paragraphs(
            words.title(_),
            _("Nobody of these institutions can be written to privately, so none has seen its place in the picture: "
              "{names}.", names=named),
            _("Please tell them yourself that the card in the group leads there."),
        )  # fmt: skip
        visit.tell(
            leader,
            Message(text),
            kind=UNREACHED,
            network=network,
            not_after=round_.publish_at,
            about=round_.key,
        )


async def _of(visit: Visit, work: DueWork) -> tuple[Network | None, TieRound | None]:
    """The network, unless the bot is away; the round, as long as answers are taken."""
    network = await visit.leave_for_network(work.network_id)
    round_ = await ties.to_change(visit.uow, work.arguments["round"]) if network else None
    return network, round_ if round_ is not None and round_.state is RoundState.OPEN else None
