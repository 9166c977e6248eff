"""Pages of the catalogue as HTML: templates that escape every value, and the links that all pages have."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from papers.catalogue.rows import tag_page
from papers.catalogue.wording import About, Wording
from papers.typography import printable

HERE = Path(__file__).parent
TEMPLATES, STATIC = HERE / "templates", HERE / "static"


class Pages:
    """Writes pages into the folder of a site, in each of its languages, and counts them."""

    def __init__(self, folder: Path, wordings: Sequence[Wording], about: About) -> None:
        self.folder = folder
        self.wordings = wordings
        self.title = " ".join(printable(about.title).split())
        self.address = f"{about.address.rstrip('/')}/" if about.address else ""
        self.made = about.made
        self.count = 0

    def write(self, words: Wording, path: str, template: str, values: Mapping[str, object]) -> None:
        """A page in this language; `path` begins at the language's folder."""
        up = "../" * path.count("/")
        page = rendered(
            template,
            {
                **values,
                "words": words,
                "site": self,
                "up": up,
                "root": f"{up}../",
                "others": [(other, f"{up}../{other.language}/{path}") for other in self.wordings],
                "public": self.address and f"{self.address}{words.language}/{path}",
            },
        )
        (self.folder / words.language / path).write_text(page, "utf-8")
        self.count += 1


def rendered(template: str, values: Mapping[str, object]) -> str:
    """This template with these values."""
    return _templates().get_template(template).render(values)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["tag_page"] = tag_page
    return made
