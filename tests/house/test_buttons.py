"""Buttons and links lead to features by name, so that features need not know each other; this holds that they do."""

import ast
from pathlib import Path

import handlers
from handlers.features import FEATURES

TAPS = {(feature.code, action) for feature in FEATURES for action in feature.taps}
LINKS = {(name,) for feature in FEATURES for name in feature.links}
MAKERS = {"tap": (TAPS, 2), "encode_tap": (TAPS, 2), "link": (LINKS, 1), "encode_link": (LINKS, 1)}


def test_every_button_and_link_that_a_handler_makes_is_answered_by_somebody() -> None:
    unanswered = []
    for path in sorted(Path(handlers.__file__).parent.rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            maker = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            known, count = MAKERS.get(maker, (set(), 0))
            named = tuple(each.value for each in call.args[:count] if isinstance(each, ast.Constant))
            if count and len(named) == count and named not in known:
                unanswered.append((path.name, *named))
    assert unanswered == []
