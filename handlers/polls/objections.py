"""What stands in the group about an objection: who objects and why, until it is withdrawn."""

from markupsafe import Markup

from facilitation.polls import ballots, result, seats, voting
from facilitation.polls.ballots import Ballot
from facilitation.polls.draft import OBJECTION as OBJECTS
from handlers import posts
from handlers.message import Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, people, polls
from storage.network import Network
from storage.people import Person
from storage.polls import Poll, PollKind, Vote, votes

OBJECTION = "polls.objection"
AN_OBJECTION: Ballot = (OBJECTS,)


async def standing(visit: Visit, poll: Poll) -> Vote | None:
    """What counts on the seat of whoever votes, where that may be an objection."""
    if poll.kind is not PollKind.CONSENT:
        return None
    everyone = await seats.electorate(visit.uow, poll, visit.now)
    return await voting.mine(visit.uow, poll, everyone, visit.me)


async def follow(visit: Visit, poll: Poll, before: Vote | None) -> None:
    """Somebody votes otherwise than `before`: an objection in the group follows."""
    if poll.kind is PollKind.CONSENT and before is not None:
        await posts.refresh(visit, OBJECTION, poll.network_id, before.key)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    """In the group, as long as it counts; a vote that was taken back is there no more."""
    _ = visit.group_reader(network)
    found = await votes.by_ids(visit.uow, [subject])
    poll = await polls.by_id(visit.uow, found[0].poll_id) if found else None
    if poll is None:
        return Message(_("The objection is withdrawn."))
    counting = (await result.standing(visit.uow, poll, visit.now)).votes
    vote = next((each for each in counting if each.key == subject), None)
    if vote is None or ballots.from_text(vote.choices) != AN_OBJECTION:
        return Message(_("The objection to “{question}” is withdrawn.", question=poll.question))
    who, names = await _who(visit, _, vote)
    text = paragraphs(
        lines(
            _("<b>Objection to “{question}”</b>", question=poll.question),
            Markup("{}: {}").format(who, vote.reason) if who else vote.reason,
        ),
        _("Let us talk about it here."),
    )
    return Message(text, names=names)


async def _who(visit: Visit, _: Reader, vote: Vote) -> tuple[Markup | None, frozenset[int]]:
    """As in "Ewa Żak (Gdynia)"; nobody where they were forgotten."""
    speaks = await people.by_id(visit.uow, vote.cast_by_id or vote.person_id or 0)
    if speaks is None or speaks.telegram_id is None:
        return None, frozenset()
    place = await institutions.by_id(visit.uow, vote.institution_id) if vote.institution_id else None
    if place is None:
        return Markup("{}").format(speaks.name), _names(speaks)
    return _("{name} ({place})", name=speaks.name, place=place.name), _names(speaks)


def _names(person: Person) -> frozenset[int]:
    return frozenset({person.key})
