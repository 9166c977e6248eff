"""The one permission table: complete, shown in the documentation, and what the domain says of each role."""

import pytest

from facilitation.permissions import ALLOWED, Act, may
from handlers import permissions_doc
from handlers.words import ACTS
from storage.roles import Role


def test_every_act_is_allowed_to_someone_and_has_words() -> None:
    assert set(ALLOWED) == set(Act) == set(ACTS)
    assert all(ALLOWED.values())


def test_the_documentation_shows_the_table() -> None:
    assert permissions_doc.FILE.read_text("utf-8") == permissions_doc.table(), (
        "run `python -m handlers.permissions_doc`"
    )


def test_the_documentation_has_a_cell_for_every_act_and_role() -> None:
    lines = [line for line in permissions_doc.table().splitlines() if line.startswith("|")][2:]
    for act, line in zip(Act, lines, strict=True):
        cells = [cell.strip() for cell in line.strip("|").split("|")[1:]]
        assert cells == ["✓" if may([role], act) else "" for role in Role]


@pytest.mark.parametrize("act", [Act.SEE_NETWORK, Act.SEE_ROLES, Act.SEE_OFFICE_HOURS])
def test_observers_see_the_general_parts(act: Act) -> None:
    assert may([Role.OBSERVER], act)


@pytest.mark.parametrize("act", [Act.LIST_PEOPLE, Act.GIVE_ROLES, Act.READ_AUDIT, Act.NAME_DEPUTY])
def test_observers_and_coordinators_see_no_inner_parts(act: Act) -> None:
    assert not may([Role.OBSERVER, Role.COORDINATOR], act)


def test_nobody_without_a_role_may_do_anything() -> None:
    assert not any(may([], act) for act in Act)


def test_several_roles_add_up() -> None:
    assert may([Role.MEMBER, Role.GUARDIAN], Act.MERGE_INSTITUTIONS)
