"""Writes all samples: each paper as PDF and as DOCX, and the pictures."""

import sys
from pathlib import Path

from papers import date_grid, rounds_chart, sociogram, survey_chart, transfers_map, vote_chart
from papers.as_docx import docx
from papers.as_pdf import pdf
from papers.samples.log import LOG
from papers.samples.papers import PAPERS
from papers.samples.pictures import grid, screen, ties, transfers
from papers.samples.surveys import ROUNDS, SURVEYS
from papers.samples.votes import VOTES

FOLDER = Path(__file__).parent.parent.parent / "docs" / "samples"


def write(folder: Path) -> None:
    """The same files at every time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paper in PAPERS.items():
        (folder / f"{name}.pdf").write_bytes(pdf(paper()))
        (folder / f"{name}.docx").write_bytes(docx(paper()))
    for name, paper in LOG.items():
        (folder / f"{name}.pdf").write_bytes(pdf(paper()))
    (folder / "termin.png").write_bytes(date_grid.picture(grid()))
    (folder / "ekran.png").write_bytes(screen())
    (folder / "powiazania.png").write_bytes(sociogram.picture(ties()))
    (folder / "wdrozenia.png").write_bytes(transfers_map.picture(transfers()))
    for name, chart in VOTES.items():
        (folder / f"{name}.png").write_bytes(vote_chart.picture(chart))
    for name, survey in SURVEYS.items():
        (folder / f"{name}.png").write_bytes(survey_chart.picture(survey))
    for name, rounds in ROUNDS.items():
        (folder / f"{name}.png").write_bytes(rounds_chart.picture(rounds))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
