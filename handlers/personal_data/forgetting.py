"""`/zapomnij`: what would go and what would stay, a last question, and then it is done."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation import personal_data as rules
from facilitation.personal_data import Farewell
from handlers import posts
from handlers.message import Button, Message, lines, paragraphs
from handlers.personal_data.showing import nothing
from handlers.personal_data.wording import worded
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work
from storage import posts as known_posts
from storage.due_work import DueWork
from storage.personal_data import Kept

BATCH = 20


async def ask(visit: Visit, _words: str) -> None:
    visit.reply(await _preview(visit))


async def on_ask(visit: Visit) -> None:
    visit.reply(await _preview(visit))


async def on_stay(visit: Visit) -> None:
    visit.edit(Message(visit.reader("Good to have you with us. Nothing was changed.")))


async def on_forget(visit: Visit) -> None:
    """Erase in this transaction; the bot's posts are cleaned of the name right after it."""
    if visit.person is None:
        visit.edit(nothing(visit))
        return
    person, _ = visit.person, visit.reader
    await rules.forget(visit.uow, person, visit.now)
    await due_work.plan(visit.uow, "personal_data.clean", str(person.key), visit.now, person=person.key)
    visit.edit(Message(paragraphs(
        _("You are forgotten. Thank you for the time together!"),
        _("This chat is yours: you can delete it in Telegram. If you ever press Start again, "
          "we begin as strangers."),
    )))  # fmt: skip


async def clean(visit: Visit, work: DueWork) -> None:
    """Take a forgotten name out of the bot's posts, some at a time, the newest first."""
    person_id = work.arguments["person"]
    found = await known_posts.naming(visit.uow, person_id, BATCH)
    for post in found:
        await posts.clean(visit, post)
    await known_posts.unname(visit.uow, person_id, found)
    if len(found) == BATCH:
        await due_work.plan(visit.uow, work.kind, work.subject, visit.now, person=person_id)


async def _preview(visit: Visit) -> Message:
    _ = visit.reader
    if visit.person is None:
        return nothing(visit)
    farewell = await rules.preview(visit.uow, visit.person, visit.now)
    text = paragraphs(
        _("<b>If you let yourself be forgotten</b>"),
        _networks(_, farewell),
        lines(_("Gone for good:"), *_listed(visit, farewell.goes)),
        lines(_("Stays, without your name, because the network goes on with it:"),
              *_listed(visit, farewell.stays)) if farewell.stays else None,
        _("My own messages that name you are changed too, however old. Out of my reach are your own messages, "
          "what others wrote, and groups that I am no longer in."),
        _("Whoever runs this bot has listed you as a coordinator in its settings; please ask them to remove you.")
        if visit.coordinates else None,
        _("This can't be undone."),
    )  # fmt: skip
    forget = Button(_("Forget me"), tap=visit.tap("data", "forget"), style="danger")
    stay = Button(_("No, keep everything"), tap=visit.tap("data", "stay"))
    return Message(text, ((forget,), (stay,)))


def _networks(_: Reader, farewell: Farewell) -> Markup | None:
    if not farewell.networks:
        return None
    left = _.list(Markup("<b>{}</b>").format(network.topic) for network in farewell.networks)
    orphaned = _.list(Markup("<b>{}</b>").format(network.topic) for network in farewell.orphaned)
    return lines(
        _("You leave: {networks}.", networks=left),
        _("Nobody would be left as facilitator of {networks}: the admins of the group will be asked to take over.",
          networks=orphaned) if farewell.orphaned else None,
    )  # fmt: skip


def _listed(visit: Visit, kept: Sequence[Kept]) -> list[Markup]:
    _ = visit.reader
    words = worded(visit.registry)
    return [Markup("• {} ({})").format(_(words[each.table].label), len(each.entries)) for each in kept]
