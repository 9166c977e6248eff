"""Whether a network wants network pictures: off until a facilitator switches them on."""

from facilitation.ties.usual import WANTED
from handlers.feature import Section
from locales.reader import mark

SECTION = Section(
    title=mark("Network picture"),
    says=mark(
        "Who has taken something useful over from whom, as a picture of institutions. It is never anonymous, so it is "
        "off until you decide otherwise; those who lead can then begin one."
    ),
    switches={WANTED: mark("network pictures can be made")},
)
