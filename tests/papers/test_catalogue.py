"""The catalogue: every link leads somewhere, what people typed stays text, and what is gone is gone everywhere."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from papers.catalogue.feed import ATOM
from papers.catalogue.links import web_address, with_links
from papers.catalogue.site import NotACatalogue
from papers.log import LogEntry, LogFile, LogPart
from tests.papers.catalogue_words import ABOUT, ENGLISH, POLISH, built
from tests.papers.logged import ALARM, BOILERS, ENTRIES, SHADE, SURVEY, many

NASTY = (
    '<script>alert(1)</script> "><img src=x onerror=alert(1)> javascript:alert(1) ]]> {{ 7*7 }} '
    "\u202egnp.exe\u202c \x00 </template> \u2028 \ud800 &amp;"
)
VOID = {"meta", "link", "img", "input", "br", "hr", "circle"}


class Page(HTMLParser):
    """What stands on a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(path.read_text("utf-8"))
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split()).replace("\u00a0", " ")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def targets(page: Page) -> list[str]:
    return [
        str(attributes[name])
        for tag, attributes in page.tags
        for name in ("href", "src")
        if attributes.get(name) and attributes[name] != "#" and attributes.get("rel") != "canonical"
    ]


def content(folder: Path) -> str:
    return "\n".join(
        path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in (".html", ".js", ".xml")
    )


def nasty() -> LogEntry:
    typed = tuple(LogPart(part.name, NASTY) for part in BOILERS.parts)
    moves = tuple(replace(move, place=NASTY, words=NASTY) for move in BOILERS.transfers)
    return replace(
        BOILERS, title=NASTY, place=NASTY, network=NASTY, tags=(NASTY, "ż" * 4000), parts=typed, transfers=moves,
        institution_kind=NASTY, evaluation="x" * 4000, address="javascript:alert(1)",
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "catalogue"
    built(ENTRIES, folder)
    return folder


def test_every_link_inside_the_site_leads_to_a_file(tmp_path: Path) -> None:
    built([*many(120), replace(nasty(), number=999)], tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        for target in targets(Page(path)):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            assert (path.parent / unquote(parts.path)).is_file(), (path, target)


@pytest.mark.parametrize("words", [POLISH, ENGLISH], ids=lambda words: words.language)
def test_each_page_has_one_heading_landmarks_and_its_language(site: Path, words: object) -> None:
    assert isinstance(words, type(POLISH))
    for path in (site / words.language).rglob("*.html"):
        page = Page(path)
        assert page.all("html") == [{"lang": words.language}]
        assert [len(page.all(tag)) for tag in ("h1", "main", "header")][:2] == [1, 1]
        assert words.skip in page.text
        [policy] = [meta for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
        assert str(policy["content"]).startswith("default-src 'self'")


def test_nothing_is_asked_of_another_server(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = Page(path)
        sheets = [link for link in page.all("link") if link["rel"] == "stylesheet"]
        loaded = page.all("script") + page.all("img") + sheets
        assert all("://" not in str(each.get("src") or each.get("href")) for each in loaded)
        assert not any(
            name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes
        )


def test_an_entry_says_first_where_it_works(site: Path) -> None:
    text = Page(site / "pl/w/12.html").text
    assert "Radlin → Czarne , Sędziejowice (w zmienionej wersji)" in text
    assert text.index("Działa też w") < text.index("Jaki był problem")


def test_an_entry_that_no_longer_holds_says_so(site: Path) -> None:
    assert "Nieaktualne." in Page(site / f"pl/w/{ALARM.number}.html").text
    assert "Nieaktualne" not in Page(site / f"pl/w/{SURVEY.number}.html").text


def test_a_model_leads_to_its_sources_and_they_lead_back(site: Path) -> None:
    assert {"../w/22.html", "../w/27.html"} <= set(targets(Page(site / f"pl/w/{SHADE.number}.html")))
    assert "Weszło do praktyki modelowej" in Page(site / "pl/w/27.html").text
    assert "Miasto do 20 tysięcy mieszkańców" in Page(site / "pl/w/31.html").text


def test_lessons_stand_among_practices_by_their_date_only(site: Path) -> None:
    listed = [
        link["href"] for link in Page(site / "pl/index.html").all("a") if str(link["href"]).startswith("w/")
    ]
    newest = sorted(ENTRIES, key=lambda entry: entry.added_on, reverse=True)
    assert listed == [f"w/{entry.number}.html" for entry in newest]


def test_what_people_typed_is_text(tmp_path: Path) -> None:
    built([*ENTRIES[1:], nasty()], tmp_path / "site")
    plain = tmp_path / "plain"
    built(ENTRIES, plain)
    for path in (tmp_path / "site").rglob("*.html"):
        page = Page(path)
        assert "\x00" not in path.read_text("utf-8")
        assert len(page.all("script")) == (path.name == "index.html" and path.parent.name in ("pl", "en"))
        assert page.all("img") == []
        assert not any("javascript:" in target for target in targets(page))
    script = (tmp_path / "site/search/index.js").read_text("utf-8")
    assert "<" not in script
    assert "\u2028" not in script
    ElementTree.parse(tmp_path / "site/pl/feed.xml")


def test_a_feed_names_entries_for_good(site: Path, tmp_path: Path) -> None:
    def ids(feed: Path) -> dict[str, str]:
        entries = ElementTree.parse(feed).getroot().findall(f"{{{ATOM}}}entry")
        return {str(e.findtext(f"{{{ATOM}}}title")): str(e.findtext(f"{{{ATOM}}}id")) for e in entries}

    root = ElementTree.parse(site / "pl/feed.xml").getroot()
    for name in ("id", "title", "updated", f"author/{{{ATOM}}}name"):
        assert root.findtext(f"{{{ATOM}}}{name}")
    assert len(set(ids(site / "pl/feed.xml").values())) == len(ENTRIES)
    built([replace(BOILERS, title="Inny tytuł")], tmp_path / "site")
    assert ids(tmp_path / "site/pl/feed.xml")["Inny tytuł"] == "tag:siec.example,2026:/baza/w/12"
    built([BOILERS], tmp_path / "site", replace(ABOUT, address=""))
    assert next(iter(ids(tmp_path / "site/pl/feed.xml").values())).startswith("urn:uuid:")


def test_an_entry_that_is_gone_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    secret = replace(BOILERS, title="Tajemnica Zagłoby", place="Zbaraż", tags=("oblężenie",))
    built([secret, *ENTRIES[1:]], folder)
    assert "Zagłoby" in content(folder)
    built(ENTRIES[1:], folder)
    assert not any(word in content(folder) for word in ("Zagłoby", "zaglob", "Zbaraż", "oblężenie", "w/12"))
    assert not (folder / "pl/w/12.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    built(ENTRIES, folder)
    before = content(folder)

    def breaking() -> object:
        yield BOILERS
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        built(breaking(), folder)  # type: ignore[arg-type]
    assert content(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(NotACatalogue):
        built(ENTRIES, tmp_path)
    assert (tmp_path / "letters.txt").exists()


def test_pictures_are_shown_papers_linked_and_pages_of_others_left_out(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg")
    for name in ("b.pdf", "c.html"):
        (tmp_path / name).write_bytes(name.encode())
    kinds = {"a.jpg": "image/jpeg", "b.pdf": "application/pdf", "c.html": "text/html", "d.png": "image/png"}
    files = tuple(LogFile(f"../../{name}", kind, str(tmp_path / name)) for name, kind in kinds.items())
    built([replace(BOILERS, files=files)], tmp_path / "site")
    page = Page(tmp_path / "site/pl/w/12.html")
    [picture] = page.all("img")
    assert BOILERS.title.split()[0] in str(picture["alt"])
    assert sorted(path.suffix for path in (tmp_path / "site/f").iterdir()) == [".jpg", ".pdf"]


def test_a_picture_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    where = Image.Exif()
    where[0x010E], where[0x0112] = "ulica Mariacka 7", 6
    Image.new("RGB", (8, 4)).save(tmp_path / "a.jpg", exif=where)
    built([replace(BOILERS, files=(LogFile("a", "image/jpeg", str(tmp_path / "a.jpg")),))], tmp_path / "site")
    [shown] = (tmp_path / "site/f").iterdir()
    assert b"Mariacka" not in shown.read_bytes()
    with Image.open(shown) as picture:
        assert picture.size == (4, 8), "the right way up, as it said"


def test_what_only_calls_itself_a_picture_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"<script>")
    built([replace(BOILERS, files=(LogFile("a", "image/jpeg", str(tmp_path / "a.jpg")),))], tmp_path / "site")
    assert list((tmp_path / "site/f").iterdir()) == []


def test_an_empty_log_is_a_catalogue_too(tmp_path: Path) -> None:
    assert built([], tmp_path / "site").entries == 0
    assert "0 wpisów" in Page(tmp_path / "site/pl/index.html").text


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("https://radlin.example/a?b=1&c=2.", ["https://radlin.example/a?b=1&c=2"]),
        ("(jan@radlin.example)", ["mailto:jan@radlin.example"]),
        ("javascript:alert(1)", []),
        ("https://good.example@evil.example", []),
        ('https://a.example/"onclick="x', ["https://a.example/"]),
        ("data:text/html,https", []),
    ],
)
def test_only_addresses_become_links(typed: str, links: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(with_links(typed), "utf-8")
    found = Page(page)
    assert [link["href"] for link in found.all("a")] == links
    assert "".join(found.words) == typed


def test_an_address_is_nothing_but_an_address() -> None:
    assert web_address("https://t.me/c/1/2")
    assert not web_address("javascript:alert(1)//https://t.me")
