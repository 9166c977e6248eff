"""The table of commands, written from the features; `python -m handlers.commands_doc` updates docs/commands.md."""

from collections.abc import Iterator
from pathlib import Path

from facilitation.permissions import ALLOWED
from handlers.feature import Command, Place
from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.words import role_name
from locales.reader import Reader

FILE = Path(__file__).parent.parent / "docs" / "commands.md"
PLACES = {
    Place.GROUP: "grupa / group",
    Place.PRIVATE: "prywatnie / private",
    Place.ANYWHERE: "wszędzie / anywhere",
}
HEAD = """# Polecenia / Commands

Made from the code by `python -m handlers.commands_doc`; a test fails when it is out of date. What a person may do
is [in the table of permissions](permissions.md). Polskie litery też działają: `/język` znaczy `/jezyk`.

| po polsku | English | co robi / what it does | gdzie / where | kto / who |
|---|---|---|---|---|
"""


def table(registry: Registry) -> str:
    """The whole document."""
    return HEAD + "".join(f"| {' | '.join(_row(command))} |\n" for command in _listed(registry))


def _listed(registry: Registry) -> Iterator[Command]:
    return (command for command in registry.commands if command.in_menu)


def _row(command: Command) -> tuple[str, ...]:
    polish, english = Reader("pl"), Reader("en")
    says = f"{polish(command.says)} / {english(command.says)}"
    who = f"{_who(polish, command)} / {_who(english, command)}"
    return f"`/{command.polish}`", f"`/{command.english}`", says, PLACES[command.place], who


def _who(_: Reader, command: Command) -> str:
    if command.act is not None:
        return ", ".join(role_name(_, role) for role in sorted(ALLOWED[command.act]))
    if command.joined:
        return "osoby z sieci" if _.language == "pl" else "people of the network"
    return "każdy" if _.language == "pl" else "everyone"


if __name__ == "__main__":
    FILE.write_text(table(Registry(FEATURES)), "utf-8")
