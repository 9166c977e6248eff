"""Before the picture appears each institution that may be seen sees how, and may still say no."""

from markupsafe import Markup

from facilitation.ties.asked import Place
from facilitation.ties.standing import Standing
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.ties import words
from handlers.visit import Visit
from locales.reader import Reader
from storage.network import Network

PREVIEW = "ties.preview"


def is_asked(stands: Standing, place: Place) -> bool:
    """Whether it agreed to be seen."""
    answer = stands.answer_of(place)
    return answer is not None and answer.is_complete and bool(answer.listed)


def tell_all(visit: Visit, network: Network, stands: Standing) -> list[Place]:
    """Everyone who answers for such an institution; those of which nobody can be written to come back."""
    asked = [place for place in stands.asked.places.values() if is_asked(stands, place)]
    return [place for place in asked if not _tell(visit, network, stands, place)]


def _tell(visit: Visit, network: Network, stands: Standing, place: Place) -> int:
    """How many of them could be."""
    return sum(
        visit.tell(
            person, message(visit, visit.reader_of(person), stands, place), kind=PREVIEW, network=network,
            not_after=stands.round.publish_at, about=stands.round.key,
        )
        for person in place.people
    )  # fmt: skip


def message(visit: Visit, _: Reader, stands: Standing, place: Place) -> Message:
    text = paragraphs(
        _("<b>{name} in the network picture</b>", name=place.institution.name),
        _place_of(_, stands, place),
        _("The picture appears in the group {moment}. Until then you can change your mind.",
          moment=_.moment(stands.round.publish_at)) if stands.round.publish_at else None,
    )  # fmt: skip
    return Message(text, _choice(visit, _, stands, place))


def _place_of(_: Reader, stands: Standing, place: Place) -> Markup:
    """As it would be seen now: ties with those who are not in the picture are not in it either."""
    answer = stands.answer_of(place)
    if answer is not None and answer.hidden:
        return _("You are not in the picture: your institution is only counted, without its name and ties.")
    seen = stands.picture
    if place.key not in seen.shown:
        return _(
            "As it stands your institution has no ties to others in the picture, so it is only counted, without its "
            "name."
        )
    places = {key: each.institution for key, each in stands.asked.places.items()}
    taken, given = seen.taken_by(place.key), seen.given_by(place.key)
    return lines(
        _("Everyone in the network would see:"),
        _("Taken over from: {names}", names=words.names(_, taken, places)) if taken else None,
        _("Taken over by: {names}", names=words.names(_, given, places)) if given else None,
    )


def _choice(visit: Visit, _: Reader, stands: Standing, place: Place) -> Rows:
    answer, key = stands.answer_of(place), stands.round.key
    if answer is not None and answer.hidden:
        return ((Button(_("Show us after all"), tap=visit.tap("tie", "hide", key, 0)),),)
    leave = Button(_("Leave us in the picture"), tap=visit.tap("tie", "hide", key, 0), style="primary")
    return (leave,), (Button(_("Don't show us"), tap=visit.tap("tie", "hide", key, 1)),)
