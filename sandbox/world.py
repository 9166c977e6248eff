"""The stand-in world: people, chats and messages, and the updates their acts give the bot.

    world = World()
    ola = world.person("Ola", "Wójcik", username="ola", about="koordynatorka, Gdynia")
    group = world.group("Miasto Cyfrowe", creator=ola.id)
    world.add_member(ola.id, group.id, world.bot.id)
    world.updates.pending()

What a person may not do raises `Refused`. Nothing here knows HTTP.
"""

from __future__ import annotations

from sandbox.chats import Chat, Member, Topic
from sandbox.errors import Refused
from sandbox.inline import InlineMode
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.polls import Poll


class World(InlineMode):
    """All acts in one place; each is described where it is defined (membership, talk, voting, inline)."""


__all__ = ["Chat", "Member", "Message", "Person", "Poll", "Refused", "Topic", "World"]
