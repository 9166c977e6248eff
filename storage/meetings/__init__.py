"""Meetings of a network: each with its date, place and state; how often they come; and who offers to host them."""

from storage.meetings.hosting import HostOffer, offering, offers_to_host, withdraw_offer
from storage.meetings.meetings import (
    TAKING_PLACE,
    Meeting,
    MeetingForm,
    MeetingState,
    WorkFormat,
    add,
    by_id,
    by_ids,
    ended,
    hosted,
    known_after,
    known_occasions,
    last_closed,
    next_meeting,
    of_network,
    to_change,
)
from storage.meetings.rhythm import MeetingRhythm, drop_rhythm, keep_rhythm, rhythm_of

__all__ = [
    "TAKING_PLACE",
    "HostOffer",
    "Meeting",
    "MeetingForm",
    "MeetingRhythm",
    "MeetingState",
    "WorkFormat",
    "add",
    "by_id",
    "by_ids",
    "drop_rhythm",
    "ended",
    "hosted",
    "keep_rhythm",
    "known_after",
    "known_occasions",
    "last_closed",
    "next_meeting",
    "of_network",
    "offering",
    "offers_to_host",
    "rhythm_of",
    "to_change",
    "withdraw_offer",
]
