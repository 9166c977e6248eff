"""Acts of voting, and polls that close by themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.errors import Refused
from sandbox.membership import Membership
from sandbox.messages import Message
from sandbox.polls import Poll


class Voting(Membership):
    """What people do with polls."""

    def vote(self, user_id: int, chat_id: int, message_id: int, option_ids: list[int]) -> None:
        """Choose options; none takes the vote back."""
        message = self.message_in(user_id, chat_id, message_id)
        self.tick()
        poll = message.poll
        if poll is None or poll.closed:
            raise Refused("poll_closed", "there is no open poll")
        self._check_vote(poll, user_id, option_ids)
        if option_ids:
            poll.votes[user_id] = sorted(set(option_ids))
        else:
            poll.votes.pop(user_id, None)
        if message.sender is self.bot:
            self.updates.push("poll", poll.as_dict())
            if not poll.anonymous:
                self._tell_answer(poll, user_id)
        self.changed(message.chat)

    def end_poll(self, user_id: int, chat_id: int, message_id: int) -> None:
        """An administrator ends a poll before its time."""
        message = self.message_in(user_id, chat_id, message_id)
        self.tick()
        if message.poll is None or message.poll.closed:
            raise Refused("poll_closed", "there is no open poll")
        if not self._admin(message.chat, user_id, "can_delete_messages"):
            raise Refused(
                "missing_right", f"{self.who(user_id).name} may not end polls in {message.chat.title}"
            )
        self.close_poll(message)

    def close_poll(self, message: Message) -> None:
        """End a poll; its last state is an update."""
        assert message.poll is not None
        message.poll.closed = True
        if message.sender is self.bot:
            self.updates.push("poll", message.poll.as_dict())
        self.changed(message.chat)

    def tick(self) -> None:
        """Let happen what is due by now: polls with an end close."""
        if not self.closing:
            return
        now = self.unix()
        for message in list(self.closing):
            closes = _closes(message)
            if closes is not None and closes <= now:
                self.close_poll(message)
            if _closes(message) is None:
                self.closing.remove(message)

    def next_due(self) -> datetime | None:
        """When the world itself does something next."""
        ends = [end for message in self.closing if (end := _closes(message)) is not None]
        return datetime.fromtimestamp(min(ends), UTC) if ends else None

    def _check_vote(self, poll: Poll, user_id: int, option_ids: list[int]) -> None:
        if any(not 0 <= index < len(poll.options) for index in option_ids):
            raise Refused("no_such_option", "the poll has no such option")
        if len(set(option_ids)) > 1 and not poll.multiple:
            raise Refused("one_option_only", "only one option can be chosen")
        if user_id in poll.votes and not poll.revoting:
            raise Refused("vote_is_final", "the vote can't be changed")

    def _tell_answer(self, poll: Poll, user_id: int) -> None:
        chosen = poll.votes.get(user_id, [])
        self.updates.push(
            "poll_answer",
            {
                "poll_id": poll.id,
                "user": self.who(user_id).user(),
                "option_ids": chosen,
                "option_persistent_ids": [poll.options[index]["persistent_id"] for index in chosen],
            },
        )


def _closes(message: Message) -> int | None:
    poll = message.poll
    return poll.close_at if poll is not None and not poll.closed and not message.deleted else None
