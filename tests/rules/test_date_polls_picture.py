"""What the picture of a search for a date shows, before it is drawn."""

from facilitation.date_polls.asking import Asked, Found
from facilitation.date_polls.counting import Said, count
from handlers.date_polls.picture import grid
from locales.reader import Reader
from papers.date_grid import DateGrid, Line
from storage.date_polls import Choice, DatePoll
from storage.institutions import Institution
from storage.people import Person
from tests.rules.test_date_polls import NOW, WARSAW, proposals

SAID: Said = {1: {1: Choice.NO, 2: Choice.YES}, 2: {1: Choice.MAYBE, 2: Choice.NO}, 4: {2: Choice.YES}}


def drawn(picked_id: int | None = None) -> DateGrid:
    """Two people of Łódź, one of Zabrze who is silent, and one who represents nobody."""
    lodz = Institution(id=10, network_id=1, name="Łódź", folded="lodz")
    zabrze = Institution(id=20, network_id=1, name="Zabrze", folded="zabrze")
    names = {1: "Jan", 2: "Adam", 3: "Ewa", 4: "Ola Wójcik"}
    people = {key: Person(id=key, name=name, since=NOW) for key, name in names.items()}
    asked = Asked(people, {1: lodz, 2: lodz, 3: zabrze, 4: None})
    poll = DatePoll(
        id=1,
        network_id=1,
        title="Spotkanie",
        closes_at=NOW,
        started_at=NOW,
        changed_at=NOW,
        picked_id=picked_id,
    )
    return grid(Reader("pl", WARSAW), Found(poll, asked, SAID, count(proposals(2), SAID, asked.places)))


def test_each_institution_has_a_line_and_then_each_person_who_represents_none() -> None:
    assert drawn().lines == (
        Line("Łódź", ("maybe", "yes")), Line("Zabrze", ("", "")), Line("Ola Wójcik", ("", "yes")),
    )  # fmt: skip


def test_the_best_dates_stand_out_and_the_caption_says_why() -> None:
    shown = drawn()
    assert [(each.label, each.totals, each.best) for each in shown.columns] == [
        ("wt., 8 wrz, 09:00", (0, 1, 1), False), ("śr., 9 wrz, 09:00", (2, 0, 1), True),
    ]  # fmt: skip
    assert shown.caption == (
        "Propozycja: środa, 9 września, 09:00–10:00. "
        "Instytucji może tyle samo co w innym terminie, a osób więcej: 2 z 4. Odpowiedzi: 3 z 4."
    )


def test_once_a_date_is_picked_it_is_the_one_that_stands_out() -> None:
    shown = drawn(picked_id=1)
    assert [each.best for each in shown.columns] == [True, False]
    assert shown.caption == "Odpowiedzi: 3 z 4."
