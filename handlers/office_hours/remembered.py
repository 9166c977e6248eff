"""What office hours remember of people, in words for whoever asks what is known of them."""

from handlers.feature import Remembered
from locales.reader import mark
from storage.office_hours import OfferState

OFFERS = {
    OfferState.ASKED: mark("waits for an answer"),
    OfferState.ACCEPTED: mark("accepted"),
    OfferState.DECLINED: mark("declined"),
    OfferState.WITHDRAWN: mark("taken back"),
}

REMEMBERS = {
    "office_hours_host": Remembered(
        mark("Office hours that you hold"), seen_by=mark("people of the network"),
        columns={"series_id": mark("about")},
    ),
    "office_hours_stand_in": Remembered(
        mark("Single office hours that you hold for someone"), seen_by=mark("people of the network"),
        columns={"session_id": mark("about")},
    ),
    "office_hours_presence": Remembered(
        mark("Office hours that you take part in just now; only their number is kept"), seen_by=mark("nobody"),
        columns={"session_id": mark("about")},
    ),
    "office_hours_offer": Remembered(
        mark("Requests to hold office hours"), seen_by=mark("you and whoever asked"),
        columns={"series_id": mark("about"), "state": OFFERS, "asked_at": mark("when")},
    ),
}  # fmt: skip
