"""How complete a network is, in one sentence."""

from markupsafe import Markup

from facilitation.people import Coverage
from locales.reader import Reader


def coverage_line(_: Reader, coverage: Coverage) -> Markup:
    """As in "14 z 22 przedstawicieli, 9 z 11 miast", as far as it is known how many are expected."""
    if not coverage.people and not coverage.expected_people:
        return _("Nobody has joined yet.")
    if coverage.expected_people:
        people = _.plural(
            "{joined} of {n} representative", "{joined} of {n} representatives", coverage.expected_people,
            joined=coverage.people,
        )  # fmt: skip
        places = _.plural(
            "{joined} of {n} institution", "{joined} of {n} institutions", coverage.expected_institutions,
            joined=coverage.institutions,
        )  # fmt: skip
    else:
        people = _.plural("{n} representative", "{n} representatives", coverage.people)
        places = _.plural("{n} institution", "{n} institutions", coverage.institutions)
    return _("Already in: {people}, {places}.", people=people, places=places)
