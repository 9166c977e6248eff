"""The samples in the repository are what the code makes today."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from papers import date_grid, rounds_chart, sociogram, survey_chart, transfers_map, vote_chart
from papers.as_docx import docx
from papers.as_pdf import pdf
from papers.samples.__main__ import FOLDER, write
from papers.samples.papers import PAPERS
from papers.samples.pictures import grid, screen, ties, transfers
from papers.samples.surveys import ROUNDS, SURVEYS
from papers.samples.votes import VOTES
from tests.papers.looking import printed

AGAIN = "run python -m papers.samples"


def body(made: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return parts.read("word/document.xml")


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_says_and_shows_what_its_sample_does(name: str) -> None:
    """Letter by letter, each at its place; bytes may differ with the version of a library."""
    made, kept = printed(pdf(PAPERS[name]())), printed((FOLDER / f"{name}.pdf").read_bytes())
    assert made.words == kept.words, AGAIN
    assert [letter.page for letter in made.letters] == [letter.page for letter in kept.letters], AGAIN
    assert body(docx(PAPERS[name]())) == body((FOLDER / f"{name}.docx").read_bytes()), AGAIN


def test_the_pictures_are_those_of_the_samples() -> None:
    votes = ((name, vote_chart.picture(chart)) for name, chart in VOTES.items())
    surveys = ((name, survey_chart.picture(chart)) for name, chart in SURVEYS.items())
    rounds = ((name, rounds_chart.picture(chart)) for name, chart in ROUNDS.items())
    others = (
        ("termin", date_grid.picture(grid())),
        ("ekran", screen()),
        ("powiazania", sociogram.picture(ties())),
        ("wdrozenia", transfers_map.picture(transfers())),
    )
    for name, made in (*others, *votes, *surveys, *rounds):
        kept = (FOLDER / f"{name}.png").read_bytes()
        assert struct.unpack_from(">II", made, 16) == struct.unpack_from(">II", kept, 16), AGAIN


def test_writing_the_samples_makes_exactly_the_files_that_are_kept(tmp_path: Path) -> None:
    write(tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} == {path.name for path in FOLDER.iterdir()}
