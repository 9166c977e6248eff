"""What stands in the group: what is asked, who will see what, and how many have answered."""

from facilitation.ties.standing import standing
from handlers import posts
from handlers.message import Button, Message, paragraphs
from handlers.ties import words
from handlers.visit import Visit
from storage import ties
from storage.network import Network
from storage.ties import RoundState, TieRound

CARD = "ties.card"


async def show(visit: Visit, round_: TieRound) -> None:
    """Post the card, or bring it up to date."""
    await posts.post(visit, CARD, round_.network_id, round_.key)


async def refresh(visit: Visit, round_: TieRound) -> None:
    await posts.refresh(visit, CARD, round_.network_id, round_.key)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    round_ = await ties.by_id(visit.uow, subject)
    if round_ is None:
        return None
    stands = await standing(visit.uow, round_, visit.now)
    if round_.state is RoundState.OPEN:
        answer = Button(_("Answer for your institution"), url=visit.link("ties", round_.key), style="primary")
        text = paragraphs(words.title(_), words.purpose(_), words.who_sees(_), words.how_it_stands(_, stands))
        return Message(text, ((answer,),))
    text = paragraphs(words.title(_), words.how_it_stands(_, stands))
    details = Button(_("Details"), url=visit.link("ties", round_.key))
    return Message(text, ((details,),))
