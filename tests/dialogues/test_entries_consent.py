"""Consent: how far an entry travels by every way out that there is, and that it is nowhere once consent ends.

A later way out (a feed, an export) is one more line in `WAYS`.
"""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import pytest_asyncio
from sqlmodel import col, select

from bot.catalogue import publish
from bot.settings import Settings
from facilitation.entries import content, owning
from facilitation.entries.owning import REACH
from facilitation.permissions import Act, may
from handlers.taps import encode_link, encode_tap
from storage import due_work, entries, meetings, questions
from storage import network as networks
from storage.consultations import Verdict
from storage.entries import EntryAudience, EntryKind, EntryState
from storage.meetings import Meeting, MeetingState
from storage.roles import Role
from storage.search import Findable, Kind
from tests.dialogues.conftest import Network
from tests.dialogues.test_questions import asks
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_consultations import a_consultation
from tests.dialogues.town_log import STOVES, another_network, opens, stands, tagged, works_in
from tests.papers.looking import bare, printed

CANARY, RARE = "Zorzanek", "świerszcz"
"""A word in every field of the entry, and one that is searched for, since what is searched for is repeated."""
TITLE = f"Pokazy kominiarza na osiedlach: {CANARY} i {RARE}"
SAID = {
    name: f"{name}: {CANARY} i {RARE}." for name in content.NAMES if name not in ("title", "again", "size")
}


@dataclass(frozen=True)
class Log:
    """The entry, what it was made of and what was made of it (both for everybody), and who looks."""

    ours: Network
    theirs: Network
    entry: int
    source: int
    model: int
    watchers: dict[str, tuple[Resident, Role | None, Network]]

    async def sees(self, watcher: str, way: "Way") -> str:
        """What they are shown by a way out."""
        who, _role, _where = self.watchers[watcher]
        return await way.go(self, who, self.watchers[watcher][2])


@dataclass(frozen=True)
class Way:
    """A way out: what somebody does and is then shown, and what one must be allowed to do for it.

    Some are of its own network only (`at_home`), some made for eyes as `far` as those, whoever asks for them. Some are
    ways of those who check entries too (`checked`: tests/dialogues/test_entries_files_checked.py).
    """

    go: Callable[[Log, Resident, Network], Awaitable[str]]
    act: Act | None = Act.FIND  # None: it is open to anybody, and looks the same to all
    at_home: bool = False
    far: EntryAudience = EntryAudience.NETWORK
    checked: bool = False

    def leads_to(self, log: Log, watcher: str, audience: EntryAudience, state: EntryState) -> bool | None:
        """Whether it shows the entry; None where whoever looks may see it, and does not have this way."""
        _who, role, where = log.watchers[watcher]
        goes = state is EntryState.KEPT and REACH.index(audience) >= REACH.index(self.far)
        if self.act is None:
            return goes if role is None else None
        seen = may_see(where, log.ours, role, audience, state)
        if not seen and self.checked and where is log.ours and role is not None:
            return None if may({role}, Act.CHECK_ENTRIES) and state in TO_BE_CHECKED else False
        if not seen:
            return False
        if role is None or not may({role}, self.act):
            return None
        return goes and (where is log.ours or not self.at_home)


def shown(who: Resident, at: int | None = None) -> str:
    """What popped up, or else the newest message there with its buttons."""
    return who.toast or json.dumps(who.messages(at)[-1], ensure_ascii=False)


async def by_link(log: Log, who: Resident, _where: Network) -> str:
    who.toast = None
    await opens(who, log.entry)
    return shown(who)


def forging(action: str) -> Way:
    async def go(log: Log, who: Resident, _where: Network) -> str:
        await who.forges(encode_tap("entry", action, log.entry))
        return shown(who)

    return Way(go)


def listed(kind: int = 0, topic: int = 0, place: int = 0, year: int = 0) -> Way:
    """The list of everything there is, with a filter."""

    async def go(log: Log, who: Resident, where: Network) -> str:
        await who.forges(encode_tap("entry", "list", await number(where), 0, kind, topic, place, year, 1))
        return shown(who)

    return Way(go)


def chosen_by(what: str) -> Way:
    """The list of what it can be looked through by, with how many entries there are of each."""

    async def go(log: Log, who: Resident, where: Network) -> str:
        await who.forges(encode_tap("entry", "by", what, await number(where), 0, 0, 0, 0, 1))
        return f"{CANARY if COUNTED[what] in shown(who) else ''}{shown(who)}"

    return Way(go)


COUNTED = {"topic": CANARY, "kind": "Rekomendacja · 1", "place": "miasto lub gmina · 3", "year": "2025"}
"""What the screen says where the entry is counted; it is the only recommendation, and the only entry of its year."""


async def by_search(_log: Log, who: Resident, _where: Network) -> str:
    who.toast = None
    await who.says(f"/szukaj {RARE}")
    assert (CANARY in who.sees()) == ("1 wynik" in who.sees()), "what is not seen is not counted"
    return shown(who)


async def inline(_log: Log, who: Resident, _where: Network) -> str:
    return json.dumps(await who.asks_inline(RARE), ensure_ascii=False)


async def similar(log: Log, who: Resident, _where: Network) -> str:
    await who.forges(encode_tap("entry", "similar", log.source))
    return shown(who)


async def kin(log: Log, who: Resident, _where: Network) -> str:
    """What was made of its source, and what the model was made of."""
    who.toast = None
    await opens(who, log.source)
    after = shown(who)
    await opens(who, log.model)
    assert (CANARY in after) == (CANARY in shown(who))
    return after


async def on_paper(log: Log, who: Resident, _where: Network) -> str:
    before = len(who.files())
    await who.forges(encode_tap("entry", "paper", log.entry, "pdf"))
    words = [bare(printed(content).words) for _name, content in who.files()[before:]]
    return f"{''.join(words)}{shown(who)}"


async def asks_if_they_may(who: Resident, words: str) -> bool:
    await who.says(f"/pytanie {words}")
    if "Z podpisem" not in who.buttons():
        return False
    await who.taps("Z podpisem")
    return True


async def suggested(log: Log, who: Resident, _where: Network) -> str:
    before = len(who.messages())
    await asks_if_they_may(who, "Czy pokazy kominiarza na osiedlach pomogły?")
    return json.dumps(who.messages()[before:], ensure_ascii=False)


async def on_a_card(log: Log, who: Resident, where: Network) -> str:
    """The card of a question that the entry has answered."""
    if not await asks_if_they_may(who, "Ile kosztuje zaproszenie kominiarza do miasta?"):
        return ""
    async with log.ours.town.process.database.write() as uow:
        newest = select(questions.Question).order_by(col(questions.Question.id).desc())
        question = (await uow.session.exec(newest)).first()
        assert question is not None
        question.entry_id = log.entry
        uow.session.add(question)
        now = log.ours.town.clock.now()
        await due_work.plan(
            uow,
            "questions.follow",
            str(question.key),
            now,
            network_id=question.network_id,
            question=question.key,
        )
    await log.ours.town.settle()
    return json.dumps(who.messages(where.group), ensure_ascii=False)


async def put_to_the_vote(log: Log, who: Resident, _where: Network) -> str:
    await who.forges(encode_tap("poll", "about", "entry", log.entry, 0))
    if "Tak / Nie" in who.buttons():
        await who.taps("Tak / Nie")
    return json.dumps(who.messages()[-2:], ensure_ascii=False)


def tapping(code: str, action: str, *parts: str | int, act: Act = Act.FIND, at_home: bool = False) -> Way:
    """A button that names one's own network, its source, or both entries."""

    async def go(log: Log, who: Resident, where: Network) -> str:
        here, two = await number(where), f"{log.entry}.{log.source}"
        known: dict[str | int, str | int] = {"network": here, "two": two, "source": log.source}
        who.toast = None
        await who.forges(encode_tap(code, action, *(known.get(part, part) for part in parts)))
        return f"{who.toast}{json.dumps(who.messages()[-1], ensure_ascii=False)}"

    return Way(go, act, at_home)


def a_file(shape: str, far: EntryAudience) -> Way:
    """The log of one's own network as a file."""

    async def go(_log: Log, who: Resident, where: Network) -> str:
        before, scope = len(who.files()), list(EntryAudience).index(far)
        await who.forges(encode_tap("cat", "make", await number(where), scope, shape))
        return "".join(unpacked(content) for _name, content in who.files()[before:])

    return Way(go, Act.EXPORT_LOG, at_home=True, far=far)


def unpacked(file: bytes) -> str:
    """All words of a file."""
    if file.startswith(b"%PDF-"):
        return bare(printed(file).words)
    if not file.startswith(b"PK"):
        return file.decode("utf-8-sig")
    archive = zipfile.ZipFile(io.BytesIO(file))
    return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


async def on_the_web(log: Log, _who: Resident, _where: Network) -> str:
    """All pages, the index and the feeds of the web catalogue."""
    town = log.ours.town
    with TemporaryDirectory() as folder:
        url = town.process.database.url.render_as_string(hide_password=False)
        settings = Settings(token="1:x", data=Path(folder) / "data", database_url=url)
        await publish(settings, Path(folder) / "web", town.clock.now())
        files = [file for file in (Path(folder) / "web").rglob("*") if file.is_file()]
        return "".join(file.read_text("utf-8", errors="replace") for file in files)


async def browsed_to_compare(_log: Log, who: Resident, where: Network) -> str:
    """What can be chosen by words."""
    await who.forges(encode_tap("net", "switch", await number(where)))
    await who.says(f"/porownaj {RARE}")
    return shown(who)


def of_a_meeting(paper: str, act: Act) -> Way:
    """A paper of a meeting that takes place just now in one's own network."""

    async def go(log: Log, who: Resident, where: Network) -> str:
        now = where.town.clock.now()
        async with where.town.process.database.write() as uow:
            meeting = Meeting(network_id=await number(where), starts_at=now, ends_at=now + timedelta(hours=1),
                              created_at=now, changed_at=now, state=MeetingState.OPEN)  # fmt: skip
            key = (await meetings.add(uow, meeting)).key
        await who.forges(encode_tap("print", "as", key, paper, "text"))
        return json.dumps(who.messages()[-1], ensure_ascii=False)

    return Way(go, act)


WAYS: dict[str, Way] = {
    "the link": Way(by_link),
    "a forged button": forging("open"),
    "a forged button of a list": forging("read"),
    "the list": listed(),
    "the list of a kind": listed(kind=list(EntryKind).index(EntryKind.RECOMMENDATION) + 1),
    "the list of cities": listed(place=1),
    "the list of a year": listed(year=2025),
    "topics to choose from": chosen_by("topic"),
    "kinds to choose from": chosen_by("kind"),
    "places to choose from": chosen_by("place"),
    "years to choose from": chosen_by("year"),
    "search": Way(by_search),
    "the bot's name in any chat": Way(inline),
    "similar entries": Way(similar),
    "what it is made of, and what of it": Way(kin),
    "paper": Way(on_paper),
    "what a question is offered": Way(suggested, Act.ASK),
    "the card of a question": Way(on_a_card, Act.ASK),
    "a vote": Way(put_to_the_vote, Act.START_POLL),
    "its files": replace(forging("files"), checked=True),
    "what it can be compared with": tapping("comp", "with", "source", act=Act.COMPARE_ENTRIES),
    "what can be compared by words": Way(browsed_to_compare, Act.COMPARE_ENTRIES),
    "an old choice to compare": tapping("comp", "change", "network", "two", act=Act.COMPARE_ENTRIES),
    "a comparison": tapping("comp", "as", "network", "two", "text", act=Act.COMPARE_ENTRIES),
    "the sources of a model": tapping("comp", "model", "network", "two", act=Act.COMPARE_ENTRIES),
    "transfers": tapping("adopt", "list", "network", "all", 0),
    "transfers of a meeting": of_a_meeting("transfers", Act.SEE_MEETINGS),
    "the report of a meeting": of_a_meeting("report", Act.SEE_REPORT),
    "consultations": tapping("cons", "list", "network", 0, at_home=True),
    "decisions": tapping("dec", "page", "network", 0, "", at_home=True),
    "a table for the network": a_file("csv", EntryAudience.NETWORK),
    "a table for other networks": a_file("csv", EntryAudience.INSTALLATION),
    "a table for everybody": a_file("csv", EntryAudience.PUBLIC),
    "data for other networks": a_file("json", EntryAudience.INSTALLATION),
    "texts for everybody": a_file("md", EntryAudience.PUBLIC),
    "a brochure for everybody": a_file("pdf", EntryAudience.PUBLIC),
    "the web": Way(on_the_web, None, far=EntryAudience.PUBLIC),
}


TO_BE_CHECKED = (EntryState.WAITING, EntryState.HIDDEN)
NOT_THERE = (EntryState.DRAFT, EntryState.WAITING, EntryState.HIDDEN, EntryState.TAKEN_BACK)
"""Of these even what is for everybody is seen by nobody; all others: tests/storage/test_entries.py."""


async def number(where: Network) -> int:
    async with where.town.process.database.read() as uow:
        network = await networks.by_chat(uow, where.group)
        return network.key if network else 0


@pytest_asyncio.fixture
async def two(network: Network) -> tuple[Network, Network]:
    """Ola's network, in which Jan only observes, and another one of the same installation."""
    await give(network.ola, "Jan Łoś", "Obserwator")
    return network, await another_network(network)


async def a_log(ours: Network, theirs: Network, audience: EntryAudience, state: EntryState) -> Log:
    everybody = {"audience": EntryAudience.PUBLIC}
    source = await stands(ours, ours.ewa, STOVES, problem="Dym z kominów na osiedlach.", **everybody)
    entry = await stands(
        ours, ours.ewa, TITLE, audience=audience, state=state, kind=EntryKind.RECOMMENDATION,
        kept_at=ours.town.clock.now().replace(year=2025), **SAID,
    )  # fmt: skip
    model = await stands(
        ours, ours.ewa, "Wzór: dym", done="Zacząć wcześnie.", kind=EntryKind.MODEL, **everybody
    )
    await tagged(ours, entry, CANARY)
    await works_in(ours, entry, "Hel")
    await works_in(theirs, entry, "Czarne")
    async with ours.town.process.database.write() as uow:
        await entries.make_of(uow, entry, [source])
        await entries.make_of(uow, model, [entry])
        consultation = await a_consultation(uow, entry)
        consultation.verdict, consultation.reasons = Verdict.RECOMMENDED, CANARY
        consultation.closed_at = consultation.evaluated_at = ours.town.clock.now()
    stranger = ours.town.resident("Vera", started=True)
    watchers = {
        "the facilitator": (ours.ola, Role.FACILITATOR, ours),
        "an observer": (ours.jan, Role.OBSERVER, ours),
        "the facilitator of another network": (theirs.ola, Role.FACILITATOR, theirs),
        "a stranger": (stranger, None, ours),
    }
    return Log(ours, theirs, entry, source, model, watchers)


def may_see(
    where: Network, ours: Network, role: Role | None, audience: EntryAudience, state: EntryState
) -> bool:
    """What its owner agreed to. A stranger is in no network: what is public they read on the web."""
    reaches = where is ours or audience is not EntryAudience.NETWORK
    return state is EntryState.KEPT and role is not None and reaches


@pytest.mark.parametrize(
    ("audience", "state"),
    [(audience, EntryState.KEPT) for audience in EntryAudience]
    + [(EntryAudience.PUBLIC, state) for state in NOT_THERE],
)
async def test_by_every_way_out_an_entry_reaches_exactly_those_for_whom_it_is(
    two: tuple[Network, Network], audience: EntryAudience, state: EntryState
) -> None:
    log = await a_log(*two, audience, state)
    wrong = {}
    for watcher, (who, role, where) in log.watchers.items():
        for name, way in WAYS.items():
            expected = way.leads_to(log, watcher, audience, state)
            if expected is not None and (CANARY in await log.sees(watcher, way)) != expected:
                wrong[watcher, name] = expected
        if not may_see(where, log.ours, role, audience, state):
            group = who.messages(where.group) if role else []
            assert CANARY not in json.dumps([*who.messages(), *group], ensure_ascii=False), watcher
    assert wrong == {}


async def findable(log: Log) -> set[int]:
    async with log.ours.town.process.database.read() as uow:
        found = select(Findable.subject).where(col(Findable.kind).in_([Kind.PRACTICE, Kind.LESSON]))
        return set(await uow.session.exec(found))


def nothing_is_indexed(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is due stays undone."""

    async def undone(*_: Any) -> None: ...

    monkeypatch.setitem(log.ours.town.process.edge.registry._due, "entries.index", undone)


async def takes_back(log: Log) -> None:
    await log.ours.ewa.forges(encode_tap("entry", "takeback", log.entry))
    await log.ours.ewa.taps("Tak, wycofaj")


async def test_who_takes_an_entry_back_takes_it_out_of_the_search_at_once(
    two: tuple[Network, Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await a_log(*two, EntryAudience.PUBLIC, EntryState.KEPT)
    assert log.entry in await findable(log)
    nothing_is_indexed(log, monkeypatch)
    await takes_back(log)
    assert await findable(log) == {log.source}, "nor is what was made of it found further than it may travel"
    for watcher in ("the facilitator", "the facilitator of another network"):
        for way in WAYS.values():
            assert CANARY not in await log.sees(watcher, way)


async def test_who_narrows_an_entry_takes_it_from_others_at_once(
    two: tuple[Network, Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await a_log(*two, EntryAudience.INSTALLATION, EntryState.KEPT)
    nothing_is_indexed(log, monkeypatch)
    async with log.ours.town.process.database.write() as uow:
        entry = await entries.to_change(uow, log.entry)
        assert entry is not None
        await owning.open_to(uow, entry, EntryAudience.NETWORK)
        found = select(Findable.subject).where(Findable.kind == Kind.PRACTICE)
        assert set(await uow.session.exec(found)) == {log.source}, "in the same transaction"
    for way in WAYS.values():
        assert CANARY not in await log.sees("the facilitator of another network", way)


async def test_an_entry_that_reaches_further_is_found_further_with_what_was_made_of_it(
    two: tuple[Network, Network],
) -> None:
    log = await a_log(*two, EntryAudience.NETWORK, EntryState.KEPT)
    await log.theirs.ola.says("/szukaj wzór dym")
    assert "Wzór" not in log.theirs.ola.sees().split(":", 1)[1].replace("„wzór dym”", "")
    async with log.ours.town.process.database.write() as uow:
        entry = await entries.to_change(uow, log.entry)
        assert entry is not None
        await owning.open_to(uow, entry, EntryAudience.PUBLIC)
        for key in (log.entry, log.model):
            await due_work.plan(
                uow, "entries.index", str(key), log.ours.town.clock.now(), network_id=1, entry=key
            )
    await log.ours.town.settle()
    await log.theirs.ola.says("/szukaj wzór dym")
    assert "„Wzór: dym”" in log.theirs.ola.sees()


async def test_a_card_that_led_to_an_entry_forgets_it_when_it_is_taken_back(
    two: tuple[Network, Network],
) -> None:
    log = await a_log(*two, EntryAudience.PUBLIC, EntryState.KEPT)
    for watcher in ("the facilitator", "the facilitator of another network"):
        assert CANARY in await log.sees(watcher, WAYS["the card of a question"])
    await takes_back(log)
    for network in two:
        cards = [text for text in network.ola.all_texts(network.group) if text.startswith("Pytanie do sieci")]
        assert cards
        assert CANARY not in "".join(cards)


async def test_what_becomes_a_lesson_is_found_as_a_lesson_only(network: Network) -> None:
    number = await stands(network, network.ewa)
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        entry.kind = EntryKind.LESSON
        uow.session.add(entry)
        now = network.town.clock.now()
        await due_work.plan(uow, "entries.index", str(number), now, network_id=entry.network_id, entry=number)
    await network.town.settle()
    async with network.town.process.database.read() as uow:
        kinds = list(await uow.session.exec(select(Findable.kind)))
    assert kinds == [Kind.LESSON]


async def test_another_network_is_told_the_network_and_no_author(two: tuple[Network, Network]) -> None:
    ours, theirs = two
    number = await stands(
        ours, ours.ewa, contact="klimat@gdynia.example", audience=EntryAudience.INSTALLATION
    )
    await opens(theirs.ewa, number)
    assert "Gdynia" in theirs.ewa.sees()
    assert "klimat@gdynia.example" in theirs.ewa.sees()
    assert "Miasto Cyfrowe" in theirs.ewa.sees()
    assert "Żak" not in theirs.ewa.sees()


async def test_the_question_of_an_answer_stays_in_its_network(two: tuple[Network, Network]) -> None:
    """Whoever asked agreed to that, and to nothing more, however far the answer travels."""
    ours, theirs = two
    await asks(ours.ola, f"Po co nam {CANARY}?")
    await asks(ours.ola, "Czym palą sąsiedzi z parteru?")
    number = await stands(ours, ours.ewa, question_id=1, shows_question=True, audience=EntryAudience.PUBLIC)
    for who in (ours.jan, theirs.ola):
        await who.says(f"/szukaj {CANARY}")
        assert "Z bazy" not in who.sees(), "others would learn of the question by finding the answer"
        await opens(who, number)
    assert f"Po co nam {CANARY}?" in ours.jan.sees()
    assert CANARY not in theirs.ola.sees()


async def test_those_for_whom_an_entry_is_not_are_told_so_clearly(two: tuple[Network, Network]) -> None:
    log = await a_log(*two, EntryAudience.NETWORK, EntryState.KEPT)
    for watcher in ("the facilitator of another network", "a stranger"):
        assert "w której nie uczestniczysz" in await log.sees(watcher, WAYS["the link"])
    taken_back = await stands(two[0], two[0].ewa, state=EntryState.TAKEN_BACK)
    await two[0].ola.starts(encode_link("entry", taken_back))
    assert "Tego wpisu nie ma już w bazie" in two[0].ola.sees()
