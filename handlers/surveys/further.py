"""What else there is to a survey that is over: its earlier rounds, and its results on paper."""

from handlers.message import Button
from handlers.surveys import after
from handlers.visit import Visit
from locales.reader import Reader
from storage.surveys import Survey


def seeing(visit: Visit, _: Reader, survey: Survey) -> list[Button]:
    if not after.may_see(visit, survey):
        return []
    found = [Button(_("On paper…"), tap=visit.tap("srv", "print", survey.key))]
    if survey.round > 1:
        found.append(Button(_("Earlier rounds"), tap=visit.tap("srv", "history", survey.key, 0)))
    return found
