"""Answering for one's institution: from whom it has taken something over, one tap each; then whether it may be seen."""

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.ties import answering as rules
from facilitation.ties.asked import Place
from facilitation.ties.reasons import TieReason
from facilitation.ties.standing import Standing
from handlers import picker
from handlers.message import Button, Message, Rows, columns, paragraphs
from handlers.ties import card, door, one
from handlers.visit import Visit
from locales.reader import Reader

OF_A_PAGE, LONGEST_LABEL = 20, 40


async def on_answer(visit: Visit, round_id: int, page: int) -> None:
    stands = await door.look(visit, round_id, Act.ANSWER_TIES)
    rules.still_open(stands.round, visit.since)
    visit.edit(_paper(visit, stands, page))


async def on_take(visit: Visit, round_id: int, giver: int, taken: int, page: int) -> None:
    """The button says what it is to be, so that two colleagues who agree are one."""
    stands = await door.enter(visit, round_id, Act.ANSWER_TIES)
    await rules.take(visit.uow, stands, visit.me, giver, visit.since, taken=bool(taken))
    await _again(visit, round_id, page)


async def on_nobody(visit: Visit, round_id: int, page: int) -> None:
    stands = await door.enter(visit, round_id, Act.ANSWER_TIES)
    await rules.take_from_nobody(visit.uow, stands, visit.me, visit.since)
    await _again(visit, round_id, page)


async def _again(visit: Visit, round_id: int, page: int) -> None:
    """As it stands now; what is not complete any more no longer counts."""
    stands = await door.look(visit, round_id, Act.ANSWER_TIES)
    await card.refresh(visit, stands.round)
    visit.edit(_paper(visit, stands, page))


def _paper(visit: Visit, stands: Standing, page: int) -> Message:
    _ = visit.reader
    place = rules.place_of(stands, visit.me)
    every = rules.may_give(stands, place)
    page = max(0, min(page, (len(every) - 1) // OF_A_PAGE))
    here = every[page * OF_A_PAGE : (page + 1) * OF_A_PAGE]
    text = paragraphs(
        _("<b>From whom has {name} taken something useful over?</b>", name=place.institution.name),
        _("Tap everyone of whom that is true, or “from nobody”. Each tap is kept at once; then tap “Done”."),
        None if every else _("There are no other institutions yet."),
    )
    taken = rules.givers(stands, place)
    rows = columns([_giver(visit, stands, each, page, ticked=each.key in taken) for each in here], 1)
    more = len(every) > (page + 1) * OF_A_PAGE
    return Message(
        text, (*rows, *_turns(visit, _, stands, page, more=more), *_ends(visit, stands, place, page))
    )


def _giver(visit: Visit, stands: Standing, giver: Place, page: int, *, ticked: bool) -> Button:
    name = picker.cut(giver.institution.name, LONGEST_LABEL)
    tap = visit.tap("tie", "take", stands.round.key, giver.key, int(not ticked), page)
    return Button(f"✓ {name}" if ticked else name, tap=tap)


def _turns(visit: Visit, _: Reader, stands: Standing, page: int, *, more: bool) -> Rows:
    key = stands.round.key
    back = [Button(_("‹ Previous"), tap=visit.tap("tie", "answer", key, page - 1))] if page else []
    on = [Button(_("Next ›"), tap=visit.tap("tie", "answer", key, page + 1))] if more else []
    return ((*back, *on),) if back or on else ()


def _ends(visit: Visit, stands: Standing, place: Place, page: int) -> Rows:
    _, key, answer = visit.reader, stands.round.key, stands.answer_of(place)
    nobody = _("✓ from nobody") if answer is not None and answer.nobody else _("from nobody")
    return (
        (Button(nobody, tap=visit.tap("tie", "nobody", key, page)),),
        (Button(_("Done ›"), tap=visit.tap("tie", "done", key), style="primary"),),
    )


async def on_done(visit: Visit, round_id: int) -> None:
    """The second consent: whether the institution may be seen."""
    stands, _ = await door.look(visit, round_id, Act.ANSWER_TIES), visit.reader
    rules.still_open(stands.round, visit.since)
    place = rules.place_of(stands, visit.me)
    answer = stands.answer_of(place)
    if answer is None or not (answer.givers or answer.nobody):
        raise Refused(TieReason.FROM_WHOM_FIRST)
    text = paragraphs(
        _("<b>May {name} be seen in the picture?</b>", name=place.institution.name),
        _("If so, everyone in the network sees its name and its ties to others who agreed too. Before that you see how "
          "it would look, and may still say no."),
        _("If not, the answer only counts: how many have answered, and how many are not in the picture."),
    )  # fmt: skip
    yes = Button(_("Yes, we may be seen"), tap=visit.tap("tie", "listed", round_id, 1), style="primary")
    no = Button(_("No, leave us out"), tap=visit.tap("tie", "listed", round_id, 0))
    back = Button(_("‹ Back"), tap=visit.tap("tie", "answer", round_id, 0))
    visit.edit(Message(text, ((yes,), (no,), (back,))))


async def on_listed(visit: Visit, round_id: int, listed: int) -> None:
    stands = await door.enter(visit, round_id, Act.ANSWER_TIES)
    await rules.agree(visit.uow, stands, visit.me, visit.since, listed=bool(listed))
    await card.refresh(visit, stands.round)
    told = visit.reader("Thank you, the answer is kept. It can be changed until the end.")
    visit.edit(await one.page(visit, await door.look(visit, round_id), told))
