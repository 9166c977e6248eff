"""Requests to Telegram as rows of the outbox: sealed, in order, sent after the commit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.heard import Heard
from handlers.message import Document
from handlers.taps import Value
from storage.outbox import Care, Priority, Request
from storage.unit_of_work import UnitOfWork

PASSING = ("answer", "ask", "edit", "inline", "refusal", "tap", "tidy")
"""Kinds of sayings to someone who is there just now: whoever gets no answer asks again."""


@dataclass(frozen=True)
class Answer:
    """What Telegram said to something the bot asked or sent: a result, or the words of an error."""

    result: Any = None
    error: str | None = None


@dataclass
class Requests:
    """What one transaction wants of Telegram."""

    uow: UnitOfWork
    now: datetime
    heard: Heard
    requests: list[Request] = field(default_factory=list, kw_only=True)
    answered: bool = field(default=False, kw_only=True)

    def call(
        self,
        method: str,
        kind: str,
        *,
        lane: int | None = None,
        care: Care = Care.RETRY,
        priority: Priority = Priority.INTERACTIVE,
        answer_to: Mapping[str, Any] | None = None,
        files: Mapping[str, Document] | None = None,
        **parameters: Any,
    ) -> Request:
        """Any request to Telegram. `answer_to` says who handles Telegram's answer, if anyone;
        `files` go up as the parameters that they are named by."""
        payload = self.payload(parameters, answer_to=answer_to, files=files)
        request = Request(method, kind, self.now, self.now, payload, lane, priority, care)
        self.requests.append(request)
        return request

    def ask(self, method: str, then: str, keep: Mapping[str, Value] | None = None, **parameters: Any) -> None:
        """Ask Telegram something; its answer comes back as a visit to the reply handler `then` ("feature.name").

        The answer keeps who was speaking and where, so that the conversation goes on with the same person.
        """
        self.answered = True
        user = self.heard.user.to_dict() if self.heard.user else None
        back = {"name": then, "keep": dict(keep or {}), "user": user, "heard": self.heard.place()}
        self.call(method, "ask", answer_to=back, **parameters)

    def payload(
        self,
        parameters: Mapping[str, Any],
        *,
        answer_to: Mapping[str, Any] | None = None,
        files: Mapping[str, Document] | None = None,
    ) -> bytes:
        """What a saying keeps until it is sent."""
        payload: dict[str, Any] = {"params": parameters}
        if answer_to:
            payload["then"] = answer_to
        if files:
            payload["files"] = {name: file.as_sealed() for name, file in files.items()}
        return self.seal(payload)

    def seal(self, payload: dict[str, Any]) -> bytes:
        return self.uow.seal.close(json.dumps(payload).encode(), self.now.date())
