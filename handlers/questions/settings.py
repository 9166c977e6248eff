"""What a network may decide about its questions: how long one may wait before the expert is asked."""

from markupsafe import Markup

from facilitation import settings as rules
from facilitation.permissions import Act
from facilitation.questions.patience import CHOICES, HOURS
from facilitation.refusals import Refused
from handlers import settings
from handlers.feature import Section
from handlers.message import Button, Message, columns
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.network import Network


async def _more(visit: Visit, network: Network) -> Message:
    _, decided = visit.reader, await rules.of_network(visit.uow, network.key)
    now = decided[HOURS]
    choices = [
        Button(_("✓ {what}", what=_days(_, hours)) if hours == now else _days(_, hours),
               tap=visit.tap("q", "hours", network.key, hours))
        for hours in CHOICES
    ]  # fmt: skip
    text = _(
        "Now: {days}. Then I ask the expert, after that the question goes to the next office hours, and at last to a "
        "facilitator.", days=_days(_, now),
    )  # fmt: skip
    return Message(text, columns(choices, 2))


def _days(_: Reader, hours: int) -> Markup:
    return _.plural("{n} day", "{n} days", hours // 24)


async def on_hours(visit: Visit, network_id: int, hours: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.CHANGE_NETWORK)
    if hours not in CHOICES:
        raise Refused(DoorReason.OLD_BUTTON)
    await rules.decide(visit.uow, network, HOURS, hours)
    visit.edit(await settings.screen(visit, network, "questions", SECTION))
    visit.answer(visit.reader("Saved."))


SECTION = Section(
    title=mark("Questions"),
    says=mark("How long may a question wait for an answer?"),
    switches={},
    more=_more,
)
