"""The table of permissions, written from the rules; `python -m handlers.permissions_doc` updates the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitation.permissions import ALLOWED, Act
from handlers.words import act_name, role_name
from locales.reader import Reader
from storage.roles import Role

FILE = Path(__file__).parent.parent / "docs" / "permissions.md"
HEAD = """# Uprawnienia / Permissions

Made from the code by `python -m handlers.permissions_doc`; a test fails when it is out of date, and
`tests/dialogues/test_permissions.py` walks the table cell by cell through the bot itself.

* Kto ma kilka ról, może to, co każda z nich. / Whoever holds several roles may do what any of them may.
* Zastępstwo daje na jakiś czas to, co zastępowana rola; nie można go przekazać dalej, zatrzymać roli na stałe ani
  zakończyć roli zastępowanej osoby. / A deputy may do for a time what the role may, but not name a deputy, keep the
  role for good, or end that of whom they stand in for.
* Swoją rolę może zakończyć każdy. / Everyone may end their own role.
* Zespół koordynujący widzi liczby, nigdy treść odpowiedzi. / The coordinating team sees figures, never the content
  of answers.

"""


def table() -> str:
    """The whole document."""
    rows = [
        ["co / what", *(_both(role_name, role) for role in Role)],
        ["---", *(":-:" for _role in Role)],
        *([_both(act_name, act), *_cells(act)] for act in Act),
    ]
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _both(name: Callable[[Reader, Any], str], named: Act | Role) -> str:
    return f"{name(Reader('pl'), named)} / {name(Reader('en'), named)}"


def _cells(act: Act) -> list[str]:
    return ["✓" if role in ALLOWED[act] else "" for role in Role]


if __name__ == "__main__":
    FILE.write_text(table(), "utf-8")
