"""The buttons on the page of a survey: what whoever is asked, looks on or leads can do as it stands."""

from markupsafe import Markup

from facilitation.permissions import Act
from handlers.message import Button, Rows, columns
from handlers.surveys import after, further
from handlers.visit import Visit
from locales.reader import Reader
from storage.surveys import Survey, SurveyState


def buttons(visit: Visit, _: Reader, survey: Survey, answer: Button | None) -> Rows:
    """First one's own answer, then what there is to see, then what those who lead do about it."""
    rows: Rows = ((answer,),) if answer else ()
    leads = _leading(visit, _, survey) if visit.may(Act.LEAD_SURVEYS) else []
    back = Button(_("‹ Surveys"), tap=visit.tap("srv", "list", survey.network_id))
    return (*rows, *columns(_seeing(visit, _, survey), 2), *columns(leads, 2), (back,))


def _seeing(visit: Visit, _: Reader, survey: Survey) -> list[Button]:
    return [*after.seeing(visit, _, survey), *further.seeing(visit, _, survey)]


def _leading(visit: Visit, _: Reader, survey: Survey) -> list[Button]:
    """What can be done about it as it stands; it never ends sooner than people were told."""

    def do(label: Markup, what: str, *values: int) -> Button:
        return Button(label, tap=visit.tap("srv", what, survey.key, *values))

    match survey.state:
        case SurveyState.OPEN:
            return [do(_("Take answers longer…"), "longer"), do(_("Cancel it…"), "cancel")]
        case SurveyState.VOID | SurveyState.CANCELLED:
            return [do(_("Open it again…"), "again", 0)]
    return after.leading(visit, _, survey)
