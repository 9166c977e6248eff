"""The page of one round in private chat: how it stands, one's institution's own answer, and the ways from there."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.ties import answering
from facilitation.ties.asked import Place
from facilitation.ties.standing import Standing
from handlers.message import Button, Message, Rows, columns, lines, paragraphs
from handlers.ties import preview, words
from handlers.ties.door import look
from handlers.visit import Visit
from storage import institutions, people
from storage.ties import UNDER_WAY, RoundState

CHANGEABLE = (RoundState.OPEN, RoundState.SHORT)


async def on_open(visit: Visit, round_id: int) -> None:
    """By a button or by the link on the card."""
    visit.edit(await page(visit, await look(visit, round_id)))


async def page(visit: Visit, stands: Standing, *more: Markup | None) -> Message:
    """For whoever looks, after `more` words."""
    place = stands.asked.place_of(visit.me.key) if visit.may(Act.ANSWER_TIES) else None
    shown = await _open(visit, stands, place) if stands.round.state is RoundState.OPEN else None
    if shown is None:
        shown = await _ended(visit, stands, place)
    rows = (*shown.buttons, *_leading(visit, stands), *_back(visit, stands))
    return Message(paragraphs(*more, shown.text), rows, shown.names)


async def _open(visit: Visit, stands: Standing, place: Place | None) -> Message:
    """First what it is, in plain words, to whoever has not answered; then the answer."""
    _ = visit.reader
    said = await _said(visit, stands, place) if place else None
    answered = place is not None and stands.has_answered(place.key)
    text = paragraphs(
        words.title(_),
        None if answered else words.purpose(_),
        None if answered else words.who_sees(_),
        words.own_answer_seen(_) if place else _nobody(visit),
        words.how_it_stands(_, stands),
        said.text if said else None,
    )
    if place is None:
        return Message(text)
    label = _("Change the answer") if answered else _("Answer for {name}", name=place.institution.name)
    answer = Button(label, tap=visit.tap("tie", "answer", stands.round.key, 0), style="primary")
    return Message(text, ((answer,),), said.names if said else frozenset())


def _nobody(visit: Visit) -> Markup | None:
    """Why there is nothing to answer."""
    if not visit.may(Act.ANSWER_TIES):
        return None
    return visit.reader(
        "Representatives answer for their institutions. You represent none here, so I ask you nothing."
    )


async def _said(visit: Visit, stands: Standing, place: Place) -> Message | None:
    """What counts so far for one's institution, and who gave it."""
    _, answer = visit.reader, stands.answer_of(place)
    if answer is None:
        return None
    places = {key: each.institution for key, each in stands.asked.places.items()}
    givers = tuple(answering.givers(stands, place))
    by = await people.by_id(visit.uow, answer.person_id) if answer.person_id else None
    text = lines(
        _("The answer of {name} so far:", name=place.institution.name),
        _("Taken over from: {names}", names=words.names(_, givers, places)) if givers else None,
        _("Taken over from nobody.") if answer.nobody else None,
        _may_be_seen(visit, answer.listed),
        _("Given by: {name}", name=by.name) if by and by.name else None,
        None if answer.is_complete else _("It is not complete yet, so it does not count."),
    )
    return Message(text, names=frozenset({by.key}) if by else frozenset())


def _may_be_seen(visit: Visit, listed: bool | None) -> Markup | None:
    _ = visit.reader
    if listed is None:
        return None
    return _("May be seen in the picture: yes.") if listed else _("May be seen in the picture: no.")


async def _ended(visit: Visit, stands: Standing, place: Place | None) -> Message:
    _, round_ = visit.reader, stands.round
    if round_.state is RoundState.PREVIEW and place and preview.is_asked(stands, place):
        return preview.message(visit, _, stands, place)
    text = paragraphs(Markup("<b>{}</b>").format(words.begun(_, round_)), words.how_it_stands(_, stands))
    if round_.state is not RoundState.PUBLISHED or not stands.picture.is_enough:
        return Message(text)
    places = await institutions.by_ids(visit.uow, stands.picture.shown)
    text = paragraphs(text, words.transfers(_, stands.picture, places))
    buttons = [Button(_("As a picture"), tap=visit.tap("tie", "picture", round_.key))]
    if place is not None and place.key in stands.picture.shown:
        buttons.append(Button(_("Take us out of the picture…"), tap=visit.tap("tie", "withdraw", round_.key)))
    return Message(text, columns(buttons, 1))


def _leading(visit: Visit, stands: Standing) -> Rows:
    _, round_ = visit.reader, stands.round
    if not visit.may(Act.LEAD_TIES):
        return ()
    buttons = []
    if round_.state in CHANGEABLE:
        buttons.append(Button(_("Prolong…"), tap=visit.tap("tie", "prolong", round_.key)))
    if round_.state in UNDER_WAY:
        buttons.append(Button(_("Cancel it…"), tap=visit.tap("tie", "cancel", round_.key)))
    return columns(buttons, 2)


def _back(visit: Visit, stands: Standing) -> Rows:
    back = Button(visit.reader("‹ Network pictures"), tap=visit.tap("tie", "list", stands.round.network_id))
    return ((back,),)
