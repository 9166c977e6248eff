"""The words of the page: both languages have all of them, and a refusal's words belong to a real reason."""

from __future__ import annotations

import re
from pathlib import Path

import sandbox

HOUSE = Path(sandbox.__file__ or "").parent


def keys(language: str) -> list[str]:
    words = (HOUSE / "chat" / f"words.{language}.js").read_text("utf-8")
    return re.findall(r'^  "?([\w.]+)"?: ', words, re.MULTILINE)


def test_both_languages_have_the_same_words() -> None:
    assert len(keys("pl")) > 150
    assert keys("pl") == keys("en")


def test_worded_refusals_exist() -> None:
    source = "".join(path.read_text("utf-8") for path in HOUSE.glob("*.py"))
    reasons = set(re.findall(r'(?:Refused\(|_no\(\w+(?:\.\w+)?,)\s*"(\w+)"', source))
    worded = {key.removeprefix("refused.") for key in keys("en") if key.startswith("refused.")}
    assert len(worded) > 10
    assert worded <= reasons
