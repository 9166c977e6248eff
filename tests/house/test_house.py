"""The house rules that a machine can hold: sizes, declarations, names, and nothing that does not belong."""

import ast
import re
import subprocess
from pathlib import Path

import grimp
import pytest

from handlers.features import FEATURES
from handlers.registry import Registry
from storage.schema import TABLES, declared
from storage.table import Personal

ROOT = Path(__file__).parent.parent.parent
ROOMS = (
    "bot",
    "facilitation",
    "handlers",
    "locales",
    "papers",
    "sandbox",
    "storage",
    "web",
    "tests",
    "benchmarks",
)
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
FORBIDDEN = re.compile(
    r"https?://[\w.]*(?:pypi|pythonhosted|npmjs|artifactory|nexus)[\w.]*|(?<![\w.])/(?:work|home|root|Users)/\w+"
)
NOT_TEXT = {".png", ".ico", ".db", ".pdf", ".docx", ".svg"}


def tracked() -> list[Path]:
    """Files that git knows or would know."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return [path for line in listed.splitlines() if (path := ROOT / line).is_file()]


def own_code() -> list[Path]:
    return [
        path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "versions" not in path.parts
    ]


def product_code() -> list[Path]:
    """All but the tests: a story may be as long as it is."""
    return [path for path in own_code() if not path.is_relative_to(ROOT / "tests")]


def test_no_file_is_too_long() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in product_code()
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {}
    for path in product_code():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                name = f"{path.relative_to(ROOT).as_posix()}:{node.name}"
                if lines > LONGEST_FUNCTION:
                    long[name] = lines
    assert long == {}


def test_every_module_says_what_it_owns() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in own_code()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_every_table_declares_what_is_personal_in_it() -> None:
    for table in TABLES:
        assert "personal" in table.__dict__, f"{table.__name__} does not say what is personal in it"
        for part in table.personal:
            assert isinstance(part, Personal)
            assert set(part.columns) <= set(table.__table__.columns.keys()), table.__name__


def test_every_table_is_listed() -> None:
    assert {table.__tablename__ for table in TABLES} == set(declared().tables)


def test_every_feature_has_names_of_its_own() -> None:
    assert Registry(FEATURES).features
    names = [feature.name for feature in FEATURES]
    assert len(names) == len(set(names))


def test_a_feature_is_one_name_in_each_room() -> None:
    for feature in FEATURES:
        place = ROOT / "handlers" / feature.name
        assert place.is_dir() or place.with_suffix(".py").is_file(), f"handlers has no {feature.name}"


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("handlers", "facilitation", exclude_type_checking_imports=True)


@pytest.mark.parametrize("room", ["handlers", "facilitation"])
def test_features_do_not_import_each_other(imports: grimp.ImportGraph, room: str) -> None:
    shared = {
        "actions",
        "entries",
        "forms",
        "meetings",
        "people",
        "posts",
        "printing",
        "questions",
        "quiet_times",
        "refusals",
        "rhythms",
        "rsvp",
        "search",
        "settings",
        "topics",
    }  # what all features use, though they register something themselves
    names = {feature.name for feature in FEATURES} - shared
    meeting = []
    for importer in imports.modules:
        for imported in imports.find_modules_directly_imported_by(importer):
            one, other = importer.split("."), imported.split(".")
            if one[0] == other[0] == room and len(one) > 1 < len(other):
                meeting += (
                    [(importer, imported)] if {one[1], other[1]} <= names and one[1] != other[1] else []
                )
    assert meeting == []


WHOEVER_MAY_SEE_IT = {"by_id", "to_change", "all_made_of", "in_state", "of_answer", "of_author"}
"""Ways to entries of the log that ask nobody's consent: for owners, for those who check, and for what follows."""
FOR_THOSE = {
    "facilitation/adoptions/taking.py": "tells others that it changed, and shows nothing",
    "facilitation/entries": "rules, which the doors below guard",
    "handlers/comparisons/following.py": "asks the author of a model about it",
    "handlers/consultations/beginning.py": "holds what its door has let through",
    "handlers/consultations/door.py": "in which network it is; then `seen` decides",
    "handlers/consultations/following.py": "whether it was taken back, and shows nothing",
    "handlers/entries/answering.py": "its owner's",
    "handlers/entries/attaching.py": "its owner's; all others by the door",
    "handlers/entries/caring.py": "reminds its owner and those who check",
    "handlers/entries/confirming.py": "its owner's, once a year",
    "handlers/entries/door.py": "in which network it is; then `seen`, or who it is, decides",
    "handlers/entries/finding.py": "the index, which keeps for whom each is",
    "handlers/entries/flagging.py": "asks its owner, and those who lead",
    "handlers/entries/keeping.py": "asks the author of an answer",
    "handlers/entries/owed.py": "what the bot owes its network, for those who lead that",
    "handlers/entries/queue.py": "the queue of those who check",
    "handlers/entries/storing.py": "keeps its files, and shows nothing",
    "handlers/entries/telling.py": "tells its owner what was decided",
}
"""Whoever acts for owners and checkers, and why they may; all others look through `entries.seen`."""


def asks_nobody(path: Path) -> bool:
    """Whether a module reaches entries past the one place of consent."""
    tree = ast.parse(path.read_text())
    of_the_log = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "storage"
    ]
    names = {
        alias.asname or alias.name for node in of_the_log for alias in node.names if alias.name == "entries"
    }
    direct = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("storage.entries")
        for alias in node.names
    ]
    return not WHOEVER_MAY_SEE_IT.isdisjoint(direct) or any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        and node.value.id in names and node.attr in WHOEVER_MAY_SEE_IT
        for node in ast.walk(tree)
    )  # fmt: skip


def test_consent_to_entries_of_the_log_is_asked_in_one_place() -> None:
    past_it = {
        path.relative_to(ROOT).as_posix()
        for path in product_code()
        if not path.is_relative_to(ROOT / "storage") and asks_nobody(path)
    }
    assert {path for path in past_it if not path.startswith(tuple(FOR_THOSE))} == set()
    unused = [known for known in FOR_THOSE if not any(path.startswith(known) for path in past_it)]
    assert unused == [], "whoever looks through `entries.seen` by now needs no exception"


def test_nobody_asks_the_database_past_what_waits_to_be_written() -> None:
    past = {
        path.relative_to(ROOT).as_posix()
        for path in product_code()
        if "session.connection(" in path.read_text()
    }
    assert past == {"storage/engine.py", "storage/unit_of_work.py"}


def test_nothing_tracked_names_a_registry_or_a_place_on_somebody_s_machine() -> None:
    found = {}
    for path in tracked():
        if path.suffix in NOT_TEXT or path == Path(__file__):
            continue
        if hits := FORBIDDEN.findall(path.read_text(errors="replace")):
            found[path.relative_to(ROOT).as_posix()] = hits[:3]
    assert found == {}


def test_the_commands_that_the_readme_names_exist() -> None:
    readme, makefile = (ROOT / "README.md").read_text(), (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?m)(?:^|`)\s*(?:\S+=\S+\s+)?make ([a-z]+)", readme)) <= targets
    from bot.cli import main

    assert set(re.findall(r"(?m)(?:^|`)\s*spoiwo ([a-z]+)", readme)) <= set(main.commands)
