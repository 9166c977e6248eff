"""One private reminder to those who have not answered; nobody learns who that was."""

from facilitation.surveys import box, reminding
from handlers.message import Button, Message, lines, paragraphs
from handlers.surveys import clock, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import roles
from storage.due_work import DueWork
from storage.network import Network
from storage.roles import Role
from storage.surveys import Survey

UNREACHED = "surveys.unreached"


async def remind(visit: Visit, work: DueWork) -> None:
    network, survey = await clock.of(visit, work)
    if network is None or survey is None or survey.closes_at is None or survey.closes_at <= visit.now:
        return
    if survey.reminded_at is not None or await box.is_lost(visit.uow, survey):
        return
    survey.reminded_at = visit.now
    visit.uow.session.add(survey)
    for person in await reminding.silent(visit.uow, survey, visit.now):
        message = _reminder(visit, visit.reader_of(person), network, survey)
        visit.tell(
            person,
            message,
            kind=reminding.REMIND,
            network=network,
            not_after=survey.closes_at,
            traceless=True,
        )
    await _name_unreached(visit, network, survey)


def _reminder(visit: Visit, _: Reader, network: Network, survey: Survey) -> Message:
    text = paragraphs(
        lines(words.title(_, survey), _("Network: <b>{topic}</b>", topic=network.topic)),
        lines(
            _("Your answer is still missing. {effort}", effort=words.effort(_, survey)),
            words.until(_, survey),
        ),
        _("Only you see this reminder, and I remind you only this once."),
    )
    open_ = Button(_("Answer the survey"), tap=visit.tap("srv", "start", survey.key), style="primary")
    return Message(text, ((open_,),))


async def _name_unreached(visit: Visit, network: Network, survey: Survey) -> None:
    """Whether they have answered or not, so that it tells of nobody's answer."""
    those = await reminding.unreached(visit.uow, survey, visit.now)
    if not those:
        return
    keys = frozenset(person.key for person in those)
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        text = paragraphs(
            words.title(_, survey),
            _("I can't write to these people privately: {names}. Whether they have answered, I don't say.",
              names=_.list(person.name for person in those)),
            _("Please tell them yourself; once they send me /start, I can write to them."),
        )  # fmt: skip
        visit.tell(
            leader, Message(text, names=keys), kind=UNREACHED, network=network, not_after=survey.closes_at,
            about=survey.key,
        )  # fmt: skip
