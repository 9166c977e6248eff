"""What an entry says: kept as JSON and read again, compared, complete or not, and which files fit."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.entries import attaching, content, sharing
from facilitation.entries.content import Content
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from storage.attached import Attached, AttachedKind
from storage.entries import Again, CitySize, Entry, EntryKind

WRITTEN = [name for name in content.NAMES if name not in sharing.CHOSEN]
CHOICES = {"again": st.none() | st.sampled_from(Again), "size": st.none() | st.sampled_from(CitySize)}
WORDS = st.text(max_size=40)
CONTENTS = st.builds(Content, **dict.fromkeys(WRITTEN, WORDS), **CHOICES)


@given(CONTENTS)
def test_what_is_kept_is_read_again(said: Content) -> None:
    assert content.from_json(content.as_json(said)) == said


@given(CONTENTS)
def test_what_was_not_known_then_is_empty_and_what_is_not_known_now_is_left_out(said: Content) -> None:
    kept = json.loads(content.as_json(said))
    older = {name: value for name, value in kept.items() if name not in ("otherwise", "again")}
    read = content.from_json(json.dumps({**older, "mood": "good"}))
    assert read == replace(said, otherwise="", again=None)


@given(CONTENTS, CONTENTS)
def test_the_changes_lead_from_one_to_the_other(before: Content, after: Content) -> None:
    there = before
    for name, was, now in content.changes(before, after):
        assert was == getattr(before, name) != now
        there = there.with_field(name, now)
    assert there == after


@given(CONTENTS)
def test_nothing_differs_from_itself(said: Content) -> None:
    assert list(content.changes(said, said)) == []


@given(CONTENTS, st.sampled_from(EntryKind))
def test_what_an_entry_says_can_be_put_into_it_and_taken_out(said: Content, kind: EntryKind) -> None:
    entry = Entry(network_id=1, kind=kind, proposed_at=datetime(2026, 9, 7, tzinfo=UTC))
    content.put(entry, said)
    assert content.of(entry) == said
    for name in content.FIELDS[kind]:
        assert sharing.value_of(name, sharing.said(entry, name)) == getattr(said, name)


@pytest.mark.parametrize("kind", EntryKind)
def test_every_field_of_every_kind_is_asked_for_in_its_order(kind: EntryKind) -> None:
    asked = [name for name in sharing.ORDER if name in content.FIELDS[kind]]
    assert asked == list(content.FIELDS[kind])


def test_a_lesson_is_complete_only_with_what_would_be_done_otherwise() -> None:
    said = Content(title="Ławki", done="Postawiliśmy ławki.")
    assert content.missing(EntryKind.LESSON, said) == ["otherwise"]
    assert content.missing(EntryKind.PRACTICE, said) == []


@pytest.mark.parametrize(("name", "most"), [("title", content.LONGEST_TITLE), ("done", content.LONGEST)])
def test_what_is_too_long_is_told_how_long_it_is(name: str, most: int) -> None:
    assert content.checked(name, "x" * most) == "x" * most
    with pytest.raises(Refused) as refused:
        content.checked(name, "x" * (most + 1))
    assert refused.value.values == {"most": most, "length": most + 1}


def document(name: str, media_type: str = "") -> Attached:
    return Attached(AttachedKind.DOCUMENT, "F", name, 1, media_type)


@pytest.mark.parametrize(
    ("file", "media_type"),
    [
        (Attached(AttachedKind.PHOTO, "F"), "image/jpeg"),
        (document("Plan.PDF", "application/pdf"), "application/pdf"),
        (document("plan.pdf"), "application/pdf"),
        (document("", "image/png"), "image/png"),
        (document("zdjęcie.jpeg", "image/jpeg"), "image/jpeg"),
    ],
)
def test_photos_pdfs_and_pictures_fit(file: Attached, media_type: str) -> None:
    assert attaching.media_type(file) == media_type


@pytest.mark.parametrize(
    "file",
    [
        document(""), document("plan.docx"), document("plan.pdf", "application/zip"), document("plan.pdf.exe"),
        document("plan.exe", "application/pdf"), document("plan.png", "application/pdf"), document("pdf"),
        Attached(AttachedKind.VIDEO, "F", "film.pdf", 1, "application/pdf"),
    ],
)  # fmt: skip
def test_nothing_else_fits(file: Attached) -> None:
    with pytest.raises(Refused) as refused:
        attaching.media_type(file)
    assert refused.value.reason is EntryReason.WRONG_FILE
