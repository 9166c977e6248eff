"""What every paper of a meeting begins with: whose it is, of what, when, where and who led it."""

from collections.abc import Sequence

from handlers.meetings import words
from handlers.visit import Visit
from handlers.words import role_name
from locales.reader import Reader
from papers.document import Block, Document, Facts
from storage import institutions, roles
from storage.meetings import Meeting, MeetingForm
from storage.network import Network
from storage.roles import Role

LED_BY = (Role.FACILITATOR, Role.EXPERT, Role.GUARDIAN)


def document(
    visit: Visit, _: Reader, network: Network, meeting: Meeting, title: str, blocks: Sequence[Block]
) -> Document:
    """A paper in the language of the network."""
    return Document(
        title,
        tuple(blocks),
        _.language,
        _("page {page} of {pages}").unescape(),
        visit.now,
        _("Network “{topic}”", topic=network.topic).unescape(),
        _(
            "{meeting}, {date}", meeting=words.title(_, meeting), date=_.full_date(meeting.starts_at)
        ).unescape(),
    )


async def facts(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Facts:
    """When, where, with whom as host, led by whom."""
    host = await institutions.by_id(visit.uow, meeting.host_id) if meeting.host_id else None
    place = ", ".join(
        part
        for part in (
            meeting.place if meeting.form is not MeetingForm.ONLINE else "",
            _(words.FORMS[meeting.form]).unescape(),
        )
        if part
    )
    pairs = [
        (_("When").unescape(), words.plain_when(_, meeting)),
        (_("Where").unescape(), place),
        (_("Host").unescape(), host.name if host else ""),
        (
            _("Format").unescape(),
            _(words.WORK_FORMATS[meeting.work_format]).unescape() if meeting.work_format else "",
        ),
        *await _led_by(visit, _, network),
    ]
    return Facts(tuple((label, said) for label, said in pairs if said))


async def named(visit: Visit, network: Network) -> frozenset[int]:
    """Whom the facts of a paper name."""
    held = await roles.grants(visit.uow, network.key, visit.now)
    return frozenset(person.key for grant, person in held if grant.role in LED_BY)


async def _led_by(visit: Visit, _: Reader, network: Network) -> list[tuple[str, str]]:
    """Who holds each of the leading roles now."""
    held = await roles.grants(visit.uow, network.key, visit.now)
    led = []
    for role in LED_BY:
        names = list(
            dict.fromkeys(person.name for grant, person in held if grant.role is role and person.name)
        )
        if names:
            led.append((role_name(_, role).unescape().capitalize(), ", ".join(names)))
    return led
