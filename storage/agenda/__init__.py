"""Agendas of meetings, topics that were proposed for them, and what was put into the parking lot."""

from storage.agenda.agendas import Agenda, AgendaItem, ItemKind, add, arrange, by_meeting, items, to_change
from storage.agenda.parking import Parked
from storage.agenda.proposals import Proposal, Support

__all__ = [
    "Agenda",
    "AgendaItem",
    "ItemKind",
    "Parked",
    "Proposal",
    "Support",
    "add",
    "arrange",
    "by_meeting",
    "items",
    "to_change",
]
