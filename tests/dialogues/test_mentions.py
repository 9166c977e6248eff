"""Whoever names the bot in a group is heard; a button under its answer still knows what it answered to."""

import pytest
import pytest_asyncio
from markupsafe import Markup

from handlers.feature import Feature
from handlers.message import Button, Message
from handlers.registry import Doubled, Registry
from handlers.visit import Visit
from tests.dialogues.conftest import Network, without_ears


async def heard_it(visit: Visit) -> None:
    again = " (zmienione)" if visit.heard.edited else ""
    button = Button("To pytanie", tap=visit.tap("mentioned", "yes"))
    visit.reply(Message(Markup("Słyszę: {}{}").format(visit.heard.words, again), ((button,),)))


async def yes(visit: Visit) -> None:
    quoted = visit.heard.quoted
    assert quoted is not None
    name = quoted.user.first_name if quoted.user else "nikt"
    visit.edit(Message(Markup("{} pyta: {}").format(name, quoted.words)))


FEATURE = Feature(
    name="mentioned", code="mentioned", mentioned=heard_it, taps={"yes": yes}, public=frozenset({"yes"})
)


@pytest_asyncio.fixture
async def talk(network: Network) -> Network:
    network.town.process.edge.registry = Registry((*without_ears(), FEATURE))
    return network


async def test_words_that_name_the_bot_reach_the_feature_that_listens(talk: Network) -> None:
    await talk.ewa.says("@Spoiwo_bot, jak liczycie smog?", talk.group)
    assert talk.jan.sees(talk.group) == "Słyszę: jak liczycie smog?"


async def test_a_button_under_the_answer_knows_the_words_that_nobody_stored(talk: Network) -> None:
    await talk.ewa.says("Jak liczycie smog, @spoiwo_bot?", talk.group)
    await talk.jan.taps("To pytanie", talk.group)
    assert talk.jan.sees(talk.group) == "Ewa pyta: Jak liczycie smog, @spoiwo_bot?"


async def test_edited_words_that_name_the_bot_are_heard_as_edited(talk: Network) -> None:
    number = await talk.ewa.says("Jak liczycie smog?", talk.group)
    await talk.ewa.edits(number, "@spoiwo_bot jak liczycie smog?", talk.group)
    assert talk.jan.sees(talk.group) == "Słyszę: jak liczycie smog? (zmienione)"


async def test_a_command_and_a_reply_to_the_bot_are_what_they_were(talk: Network) -> None:
    before = talk.jan.sees(talk.group)
    card = talk.jan.messages(talk.group)[-1]["message_id"]
    await talk.ewa.says("@spoiwo_bot dziękuję", talk.group, reply_to=card)
    assert talk.jan.sees(talk.group) == before


async def test_where_no_feature_listens_a_mention_says_nothing(network: Network) -> None:
    network.town.process.edge.registry = Registry(without_ears())
    before = network.jan.all_texts(network.group)
    await network.ewa.says("@spoiwo_bot jak?", network.group)
    assert network.jan.all_texts(network.group) == before


def test_only_one_feature_can_listen() -> None:
    with pytest.raises(Doubled):
        Registry((FEATURE, Feature(name="other", code="other", mentioned=yes)))
