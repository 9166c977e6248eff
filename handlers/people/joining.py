"""Joining: one tap on the group's card, then in private chat the institution and the privacy notice."""

from typing import Any

from facilitation import people as rules
from facilitation.institutions import names
from facilitation.institutions import tidying as places
from facilitation.people import Arrival
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.people.greeting import offered_to
from handlers.people.listing import tell_facilitators_of_waiting
from handlers.reasons import DoorReason
from handlers.requests import Answer
from handlers.taps import Value
from handlers.visit import Visit
from handlers.words import KINDS, kind_name
from storage import institutions
from storage import network as networks
from storage.institutions import Institution, InstitutionKind, Standing
from storage.network import Network, NetworkState

PRESENT = ("creator", "administrator", "member")
SHOWN = 12


async def join(visit: Visit, _words: str) -> None:
    """`/dolacz` shows the button that leads into private chat."""
    network = visit.here
    _ = visit.reader
    button = Button(_("Join the network"), url=visit.link("join", network.key), style="primary")
    visit.reply(Message(_("Tap and it goes on in private chat."), ((button,),)))


async def on_link(visit: Visit, network_id: int) -> None:
    """Someone followed the card's button: first Telegram is asked whether they are in the group."""
    network = await networks.by_id(visit.uow, network_id)
    if network is None or network.state is not NetworkState.ACTIVE or not visit.heard.private:
        raise Refused(DoorReason.GONE)
    person = await visit.become_known()
    membership = await institutions.membership(visit.uow, network.key, person.key)
    if membership is not None and membership.standing is Standing.JOINED:
        person.current_network_id = network.key
        visit.network = network
        text = visit.reader(
            "You are in the network <b>{topic}</b> already. /help shows what you can do.", topic=network.topic
        )
        visit.reply(Message(text))
        return
    visit.ask("getChatMember", "people.presence", {"network_id": network.key},
              chat_id=network.chat_id, user_id=person.telegram_id)  # fmt: skip


async def presence_known(visit: Visit, answer: Answer, network_id: int) -> None:
    """In the group or not, the form is the same; those whom the group does not show are confirmed by a facilitator."""
    network = await networks.by_id(visit.uow, network_id)
    if network is None:
        raise Refused(DoorReason.GONE)
    status = answer.result or {"status": "left"}
    present = status["status"] in PRESENT or bool(status.get("is_member"))
    visit.network = network
    await forms.begin(visit, FORM, {"network": network_id, "present": present})


async def _network(visit: Visit, answers: Answers) -> Network:
    network = await networks.by_id(visit.uow, answers["network"])
    if network is None:
        raise Refused(DoorReason.GONE)
    visit.network = network
    return network


async def _ask_institution(visit: Visit, answers: Answers) -> Message:
    network = await _network(visit, answers)
    _ = visit.reader
    known = await institutions.of_network(visit.uow, network.key)
    text = paragraphs(
        _("Network: <b>{topic}</b>", topic=network.topic),
        _("Whom do you represent? Tap the institution, or write its name.") if known
        else _("Whom do you represent? Please write the name of your city or institution."),
    )  # fmt: skip
    buttons = [choice(institution.name, "institution", institution.key) for institution in known[:SHOWN]]
    nobody = choice(_("I don't represent an institution"), "institution", 0)
    return Message(text, columns(buttons, 2)).with_buttons([nobody])


async def _take_institution(visit: Visit, answers: Answers, words: str) -> dict[str, Any]:
    network = await _network(visit, answers)
    name = names.checked_name(words)
    known = await institutions.of_network(visit.uow, network.key)
    found = names.find(known, name)
    if found is not None:
        return {"id": found.key}
    return {"name": name, "similar": [institution.key for institution in names.similar(known, name)]}


async def _pick_institution(visit: Visit, answers: Answers, value: Value) -> dict[str, Any]:
    network = await _network(visit, answers)
    if value == 0:
        return {"id": 0}
    if not isinstance(value, int):
        raise Refused(DoorReason.OLD_BUTTON)
    return {"id": (await places.standing(visit.uow, network, value)).key}


async def _ask_meant(visit: Visit, answers: Answers) -> Message:
    network = await _network(visit, answers)
    _ = visit.reader
    known = {
        institution.key: institution for institution in await institutions.of_network(visit.uow, network.key)
    }
    given = answers["institution"]
    buttons = [choice(known[key].name, "meant", key) for key in given["similar"] if key in known]
    new = choice(_("No, it is a new one"), "meant", 0)
    text = _("“{name}”: is it one of these?", name=given["name"])
    return Message(text, columns(buttons, 2)).with_buttons([new])


async def _pick_meant(visit: Visit, answers: Answers, value: Value) -> dict[str, Any]:
    return await _pick_institution(visit, answers, value)


async def _ask_kind(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    buttons = [choice(kind_name(_, kind).capitalize(), "kind", kind.value) for kind in KINDS]
    return Message(_("What is “{name}”?", name=answers["institution"]["name"]), columns(buttons, 2))


async def _pick_kind(_visit: Visit, _answers: Answers, value: Value) -> str:
    if value not in {kind.value for kind in InstitutionKind}:
        raise Refused(DoorReason.OLD_BUTTON)
    return str(value)


async def _ask_consent(visit: Visit, answers: Answers) -> Message:
    network = await _network(visit, answers)
    _ = visit.reader
    text = paragraphs(notice(visit, network), _("Do you agree?"))
    return Message(text, ((choice(_("I agree, let me in"), "consent", 1, style="success"),),))


def notice(visit: Visit, network: Network) -> Any:
    """The privacy notice, short and true. A change of what it promises is a new NOTICE_VERSION."""
    _ = visit.reader
    return lines(
        _("<b>What I remember about you</b>"),
        _("• your name from Telegram, your language, your institution and your roles,"),
        _("• what you yourself send to me: commands, answers and taps."),
        _("I don't keep the ordinary conversation of the group. "
          "What you share is seen by the people of the network “{topic}”; "
          "nothing goes beyond it without your consent.", topic=network.topic),
        _("/mydata shows everything, /forgetme removes it, /leave ends your part in the network."),
    )  # fmt: skip


def _is_unclear(answers: Answers) -> bool:
    return bool(answers.get("institution", {}).get("similar"))


def _is_new(answers: Answers) -> bool:
    if "id" in answers.get("institution", {}):
        return False
    return not _is_unclear(answers) or answers.get("meant", {}).get("id") == 0


async def _done(visit: Visit, answers: Answers) -> None:
    network = await _network(visit, answers)
    institution = await _institution(visit, network, answers)
    outcome = await rules.join(
        visit.uow, visit.me, network, institution, visit.now, present=answers["present"]
    )
    _ = visit.reader
    if outcome is Arrival.WAITING:
        visit.edit(Message(_(
            "Thank you! I don't see you in the group yet, so a facilitator will confirm you. "
            "I'll write as soon as that happens."
        )))  # fmt: skip
        await tell_facilitators_of_waiting(visit, network, visit.me, institution)
        return
    visit.edit(welcome(visit, network).with_buttons(*await offered_to(visit, network, visit.me)))


def welcome(visit: Visit, network: Network) -> Message:
    _ = visit.reader_of(visit.person)
    return Message(
        paragraphs(
            _("Welcome to the network <b>{topic}</b>!", topic=network.topic),
            _("I'll remind you of what matters and stay quiet otherwise. /help shows what you can do."),
        )
    )


async def _institution(visit: Visit, network: Network, answers: Answers) -> Institution | None:
    """The chosen institution, the new one, or none."""
    chosen = answers.get("meant") if _is_unclear(answers) else answers["institution"]
    if chosen and chosen.get("id"):
        return await places.standing(visit.uow, network, chosen["id"])
    if not _is_new(answers):
        return None
    return await places.add(
        visit.uow, network, answers["institution"]["name"], InstitutionKind(answers["kind"])
    )


FORM = Form(
    "join",
    (
        Step("institution", _ask_institution, take=_take_institution, pick=_pick_institution),
        Step("meant", _ask_meant, pick=_pick_meant, when=_is_unclear),
        Step("kind", _ask_kind, pick=_pick_kind, when=_is_new),
        Step("consent", _ask_consent),
    ),
    _done,
)
