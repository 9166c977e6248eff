"""An objection: why is asked, the group reads who objects and why, and those who facilitate hear what they can do."""

from typing import Any

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls import seats, voting
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from handlers import forms, posts
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, paragraphs
from handlers.polls import card, casting, objections, one
from handlers.polls.door import look
from handlers.polls.objections import AN_OBJECTION, OBJECTION
from handlers.visit import Visit
from storage import posts as stored_posts
from storage import roles
from storage.outbox import Priority
from storage.polls import Poll, PollKind, PollState, Vote, votes
from storage.roles import Role

OBJECTED = "polls.objected"


async def on_object(visit: Visit, poll_id: int) -> None:
    """By a button or by the link on the card."""
    poll = await look(visit, poll_id, Act.VOTE)
    voting.still_open(poll, visit.since)
    if poll.kind is not PollKind.CONSENT:
        raise Refused(PollReason.NOT_THIS_WAY)
    everyone = await seats.electorate(visit.uow, poll, visit.now)
    voting.seat_for(everyone, visit.me)
    if not poll.revote and await voting.mine(visit.uow, poll, everyone, visit.me):
        raise Refused(PollReason.FINAL)
    await forms.begin(visit, FORM, {"poll": poll.key}, network_id=visit.here.key)


async def _ask(visit: Visit, asked: Answers) -> Message:
    _, poll = visit.reader, await look(visit, asked["poll"], Act.VOTE)
    return Message(
        paragraphs(
            _("What speaks against it? {question}", question=poll.question),
            _(
                "Write it in a sentence or two. The group reads it with your name, and we talk about it there."
            ),
        )
    )


async def _take(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return voting.checked_objection(typed)


async def _objected(visit: Visit, asked: Answers) -> None:
    poll, _ = await look(visit, asked["poll"], Act.VOTE), visit.reader
    if poll.state is not PollState.OPEN or poll.closes_at <= visit.since:
        await casting.too_late(visit, poll)
        visit.edit(await one.page(visit, poll, _("The vote is over; this one came too late.")))
        return
    cast = await voting.vote(
        visit.uow, poll, visit.me, AN_OBJECTION, visit.since, visit.now, reason=asked["reason"]
    )
    await card.refresh(visit, poll)
    (mine,) = await votes.of_people(visit.uow, [poll.key], [cast.whose])
    if cast.instead is not None and cast.instead.key != mine.key:
        await objections.follow(visit, poll, cast.instead)
    known = await stored_posts.find(visit.uow, OBJECTION, mine.key, visit.here.chat_id)
    await posts.post(visit, OBJECTION, poll.network_id, mine.key)
    if known is None:
        await _tell_facilitators(visit, poll, mine)
    visit.edit(
        await one.page(visit, poll, _("Your objection stands in the group, with your name and the reason."))
    )


async def _tell_facilitators(visit: Visit, poll: Poll, vote: Vote) -> None:
    """Once, when somebody begins to object: what can be done about it."""
    for leader in await roles.holders(visit.uow, visit.here.key, Role.FACILITATOR, visit.now):
        if leader.key == visit.me.key:
            continue
        _ = visit.reader_of(leader)
        text = paragraphs(
            _("<b>{topic}</b>: there is an objection in the vote “{question}”.", topic=visit.here.topic,
              question=poll.question),
            Markup("{}: {}").format(visit.me.name, vote.reason),
            _("Talk about it, in the group or with them. If it needs time, prolong the vote; if something else should "
              "be decided, cancel it and begin another one."),
            _("The objection can be withdrawn until the end.") if poll.revote else None,
        )  # fmt: skip
        longer = Button(_("Until when…"), tap=visit.tap("poll", "change", poll.key, "until"))
        cancel = Button(_("Cancel it…"), tap=visit.tap("poll", "change", poll.key, "reason"))
        page = Button(_("Details"), tap=visit.tap("poll", "open", poll.key))
        message = Message(text, ((longer, cancel), (page,)), frozenset({visit.me.key}))
        visit.tell(leader, message, kind=OBJECTED, network=visit.here, not_after=poll.closes_at,
                   priority=Priority.INTERACTIVE, about=poll.key)  # fmt: skip


def _origin(visit: Visit, asked: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("poll", "open", asked["poll"]))


FORM: Form = Form("poll_objection", (Step("reason", _ask, _take),), _objected, origin=_origin)
