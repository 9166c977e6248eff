"""One-time links of the coordinating team, by which a group becomes a network."""

from facilitation import network as rules
from handlers.message import Button, Message, paragraphs
from handlers.network import setup
from handlers.taps import encode_link
from handlers.visit import Visit


async def invite(visit: Visit, _words: str) -> None:
    """A coordinator asks for a link to pass on."""
    _ = visit.reader
    token = await rules.invite(visit.uow, visit.now)
    link = f"https://t.me/{visit.installation.username}?startgroup={encode_link('invited', token)}"
    text = paragraphs(
        _("This link lets one group become a network. It works once, for two weeks:"),
        link,
        _(
            "Pass it on to the facilitator. It opens a list of groups; the bot is added to the one they choose."
        ),
    )
    visit.reply(Message(text, ((Button(_("Add me to a group"), url=link),),)))


async def on_invited(visit: Visit, token: str) -> None:
    """The link was followed: Telegram sends its payload into the group right after the bot was added."""
    if visit.heard.private:
        _ = visit.reader
        link = f"https://t.me/{visit.installation.username}?startgroup={encode_link('invited', token)}"
        visit.reply(
            Message(_("Choose your network's group:"), ((Button(_("Add me to a group"), url=link),),))
        )
        return
    if visit.network is None:
        await rules.accept_invitation(visit.uow, token, visit.now)
        setup.ask_who_added(visit)
