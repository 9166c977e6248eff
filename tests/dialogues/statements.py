"""Counts what each transaction asks of the database: one update has a budget, however large the network is."""

import re
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

BUDGET = 14
"""Five are the road's own: the arrival, who it is, what is planned, what is said, done."""
SIMPLE = 6
"""Where one thing is read and one written."""
LARGER = {
    "FROM meeting_guest": 20,  # an attendance list is shown whole: who is asked, who came, from where, and it is ticked
    "FROM meeting_wrong_code": 16,  # whose meeting it is, the code, the tries, and checking in
    "UPDATE meeting SET": 22,  # what is planned for it, its reminders, and its page again with all that features add
    "FROM search_key": 16,  # what a word may stand for, who has it, and each kind of what is found with its places
    "DELETE FROM question_also_asking": 18,  # a question is shown whole again: answers, authors, whom it names
    "INSERT INTO question_also_asking": 18,
    "DELETE FROM question_taking": 18,
    "FROM meeting": 30,  # a meeting is shown whole, with what every feature knows of it
    "INTO poll_vote": 26,  # a vote, and its poll's page again: who may vote, who has, and what for
    "FROM poll WHERE": 20,  # a poll's page or paper: who may vote, who has, for what
    "UPDATE date_poll": 18,  # so is a search for a date: what is proposed, who is asked, and what they say
    "DELETE FROM poll_vote": 20,
    "UPDATE poll SET": 22,  # a poll is ended or changed: all votes are counted, its page is shown, the group hears it
    "FROM survey WHERE": 16,  # a survey in preparation: who is asked, its rounds, and when the last one was
    "UPDATE survey SET": 20,  # so is one that begins: besides all that, what is planned for it
    "FROM tie_round": 22,  # a network picture's page: who is asked, who has answered, what may be seen of it
    "FROM setting": 16,  # whoever plans anew asks what the network wants
    "FROM entry WHERE": 30,  # an entry is shown whole: author, place, sources, and what every feature knows of it
    "UPDATE entry SET": 44,  # so is one that was changed; it leaves the search, and what was made of it hears so
    "FROM audit LEFT OUTER JOIN network": 80,  # so does showing them what is known
    "DELETE FROM membership": 140,  # forgetting takes a statement for each table, and some for each entry of the log
    "UPDATE adoption SET": 36,  # whose it is, what counts of merged ones, who hears of it, and its whole page
    "INSERT INTO adoption_step": 36,
    "INSERT INTO membership": 17,  # joining writes person, institution, membership, role and log, and asks for topics
    "UPDATE membership SET merged_from": 16,  # joining again after a merge writes as much as joining
    "UPDATE membership SET standing": 20,  # and after leaving
    "UPDATE role_grant SET ended_at": 15,  # a deputyship, its plans, the log, and whom the two messages name
    "UPDATE question SET state=?, merged_into_id": 18,  # two questions, those who ask them, and the line again
    "INTO meeting_coming": 18,  # an answer: all answers, whom it concerns, its screen, and whom the messages name
    "UPDATE meeting_coming SET": 18,
    "INTO meeting_needs": 17,  # what someone needs is shown with their answer
    "UPDATE office_hours_series SET": 20,  # another rhythm from a date on: what goes, comes and stays, in groups
    "INSERT INTO office_hours_offer": 15,  # asking someone else writes two offers, and whom two messages name
    "DELETE FROM office_hours_host": 18,  # handing over a series: the offer, its hosts, its sessions, and who hears
    "DELETE FROM office_hours_stand_in": 18,  # so for one session of it
    "FROM agenda_item WHERE agenda_item.meeting_id = ? ORDER": 18,  # an agenda: its items, who leads, what features add
    "DELETE FROM agenda_item": 22,  # arranged anew: besides all that, what is owed of it
    "UPDATE action SET owner_id": 19,  # an owner of the network is picked and told, and whom two messages name
    "UPDATE note_line SET": 15,  # a line with its note, its author hears of it, and whom the message names
}
DONE = re.compile(r"UPDATE inbox SET .* IN \((?P<which>.*)\)")


class Handled(list[str]):
    """The statements of a transaction, and how many arrivals it has handled."""

    arrivals = 0


class Statements:
    """Every transaction that handled an update, by its statements."""

    def __init__(self) -> None:
        self.handled: list[Handled] = []
        self._now = Handled()

    def watch(self, engine: AsyncEngine) -> None:
        """Listen to the one connection that writes."""

        @event.listens_for(engine.sync_engine, "before_cursor_execute")
        def heard(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            if not statement.startswith("BEGIN"):
                self._now.append(" ".join(statement.split()))
            if done := DONE.match(statement):
                self._now.arrivals += done["which"].count(",") + 1

        @event.listens_for(engine.sync_engine, "commit")
        def ended(_connection: Any) -> None:
            if self._now.arrivals:
                self.handled.append(self._now)
            self._now = Handled()

        @event.listens_for(engine.sync_engine, "rollback")
        def undone(_connection: Any) -> None:
            self._now = Handled()

    def over_budget(self) -> list[str]:
        """The transactions that took too many, as one text each."""
        return [
            f"{len(handled)} statements:\n" + "\n".join(statement[:120] for statement in handled)
            for handled in self.handled
            if len(handled) > _budget(handled) * handled.arrivals
        ]


def _budget(statements: list[str]) -> int:
    allowed = (most for part, most in LARGER.items() if any(part in statement for statement in statements))
    return max((BUDGET, *allowed))
