"""Polls: the options, who chose what, and what each reader may know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class Poll:
    """A poll and the votes in it; `settings` are the fields of Telegram's Poll that never change."""

    id: str
    question: str
    options: list[dict[str, Any]]
    anonymous: bool = True
    multiple: bool = False
    revoting: bool = True
    hide_until_closed: bool = False
    closed: bool = False
    close_at: int | None = None
    correct: list[int] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    votes: dict[int, list[int]] = field(default_factory=dict)

    def counts(self) -> list[int]:
        counts = [0] * len(self.options)
        for chosen in self.votes.values():
            for index in chosen:
                counts[index] += 1
        return counts

    def as_dict(self) -> dict[str, Any]:
        """Telegram's Poll object, as the bot that sent it sees it."""
        shown: dict[str, Any] = {
            "id": self.id,
            "question": self.question,
            "options": [
                option | {"voter_count": count}
                for option, count in zip(self.options, self.counts(), strict=True)
            ],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "allows_multiple_answers": self.multiple,
            "allows_revoting": self.revoting,
            "members_only": False,
            "type": "regular",
        }
        if self.correct:
            shown["correct_option_ids"] = self.correct
        return shown | self.settings

    def as_seen_by(self, user_id: int) -> dict[str, Any]:
        """The same for a person: numbers, and names when the vote is public, once they voted or it closed."""
        shown = self.as_dict() | {"my_options": self.votes.get(user_id, [])}
        hidden = not self.closed and (self.hide_until_closed or user_id not in self.votes)
        shown["results_hidden"] = hidden
        if hidden:
            shown["options"] = [option | {"voter_count": 0} for option in shown["options"]]
            shown.pop("correct_option_ids", None)
            shown.pop("explanation", None)
            shown.pop("explanation_entities", None)
        elif not self.anonymous:
            shown["voters"] = [
                [voter for voter, chosen in self.votes.items() if index in chosen]
                for index in range(len(self.options))
            ]
        return shown
