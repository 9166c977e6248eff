"""Forged taps, old buttons and people who are gone: nobody reads an entry past its owner's consent."""

import json
from collections.abc import Iterator

import pytest
import pytest_asyncio
from sqlmodel import col, delete

from handlers import printing
from handlers.adoptions import owed
from handlers.heard import Heard
from handlers.message import Message
from handlers.taps import Value, encode_tap
from handlers.visit import Visit
from locales.reader import Reader
from storage import adoptions, entries, people
from storage import network as networks
from storage.attached import AttachedKind
from storage.entries import EntryAudience, EntryFile, EntryKind, EntryProposal, EntryState, EntryVersion
from storage.roles import Grant
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_adoptions import confirms, takes
from tests.dialogues.test_entries_consent import CANARY, SAID, TITLE, number
from tests.dialogues.test_others_buttons import BUTTONS
from tests.dialogues.test_roles import give
from tests.dialogues.town_log import STOVES, another_network, opens, stands

WORDS = ("1.2", "pdf", "done", "waiting", "all", "network")
OF_THE_LOG = ("entry:", "adopt:", "comp:", "cons:", "cat:", "dec:", "poll:about", "status:")


@pytest_asyncio.fixture
async def two(network: Network) -> tuple[Network, Network]:
    """Ola's network, in which Jan only observes, and another one of the same installation."""
    await give(network.ola, "Jan Łoś", "Obserwator")
    return network, await another_network(network)


def taps(network_id: int, things: tuple[int, ...] = (1,)) -> Iterator[str]:
    """Every button of the log, with every number as the entry's, a version's, a file's; of one's own network."""
    for name, values in BUTTONS.items():
        if int not in values.values() or not name.startswith(OF_THE_LOG):
            continue
        words = WORDS if str in values.values() else ("x",)
        for thing in things:
            for word in words:
                said: list[Value] = [
                    network_id if each == "network_id" else thing if kind is int else word
                    for each, kind in values.items()
                ]
                yield encode_tap(*name.split(":"), *said)


async def hung_with_everything(network: Network, entry: int) -> None:
    """Each of its tables says the word that nobody else may read."""
    async with network.town.process.database.write() as uow:
        ewa = await people.by_telegram_id(uow, network.ewa.id)
        assert ewa is not None
        said = json.dumps({"title": TITLE, "done": CANARY})
        version = EntryVersion(
            entry_id=entry, number=1, by_id=ewa.key, content=said, replaced_at=MONDAY_MORNING
        )
        await entries.versions.keep(uow, version)
        proposal = EntryProposal(
            entry_id=entry, by_id=ewa.key, based_on=1, content=said, words=CANARY, made_at=MONDAY_MORNING
        )
        await entries.versions.propose(uow, proposal)
        uow.session.add(EntryFile(
            entry_id=entry, person_id=ewa.key, file_id="f", kind=AttachedKind.PHOTO,
            name=f"{CANARY}.jpg", size=1, added_at=MONDAY_MORNING,
        ))  # fmt: skip


@pytest.mark.parametrize(
    ("state", "audience", "whose"),
    [
        (EntryState.KEPT, EntryAudience.NETWORK, "theirs"),
        (EntryState.WAITING, EntryAudience.PUBLIC, "theirs"),
        (EntryState.DRAFT, EntryAudience.PUBLIC, "ours"),
        (EntryState.WAITING, EntryAudience.PUBLIC, "observers"),
        (EntryState.HIDDEN, EntryAudience.PUBLIC, "observers"),
    ],
)
async def test_no_forged_tap_of_any_feature_shows_what_is_for_others(
    two: tuple[Network, Network], state: EntryState, audience: EntryAudience, whose: str
) -> None:
    ours, theirs = two
    entry = await stands(
        ours, ours.ewa, TITLE, state=state, audience=audience, kind=EntryKind.RECOMMENDATION, **SAID
    )
    await stands(ours, ours.ewa, STOVES, audience=EntryAudience.PUBLIC)
    await hung_with_everything(ours, entry)
    who, where = {
        "theirs": (theirs.ola, theirs), "ours": (ours.ola, ours), "observers": (ours.jan, ours)
    }[whose]  # fmt: skip
    await who.says("/pomoc")
    message, here = who.messages()[-1]["message_id"], await number(where)
    for data in dict.fromkeys(taps(here)):
        who.toast = None
        ours.town.world.tap(who.id, who.id, message, data)
    await ours.town.settle()
    seen = json.dumps([*who.messages(), *who.messages(where.group)], ensure_ascii=False)
    assert CANARY not in seen
    assert CANARY not in (who.toast or "")


# an entry that another network has taken over


@pytest_asyncio.fixture
async def adopted(two: tuple[Network, Network]) -> tuple[Network, Network, int]:
    """Adam of Radlin, in the other network, has taken over what Ewa shared with everybody, and confirmed it."""
    ours, theirs = two
    entry = await stands(ours, ours.ewa, TITLE, audience=EntryAudience.INSTALLATION, **SAID)
    await takes(theirs.ewa, entry)
    await confirms(theirs.ewa, "Mniej dymu.")
    return ours, theirs, entry


async def ends(ours: Network, entry: int, how: str) -> None:
    ways = {"narrowed": ("opento", "network"), "taken back": ("takenback",)}
    await ours.ewa.forges(encode_tap("entry", ways[how][0], entry, *ways[how][1:]))
    await ours.town.passes(minutes=1)


@pytest.mark.parametrize("how", ["narrowed", "taken back"])
async def test_whoever_took_it_over_sees_that_it_is_gone_and_none_of_its_words(
    adopted: tuple[Network, Network, int], how: str
) -> None:
    ours, theirs, entry = adopted
    told = [text for text in theirs.ola.all_texts(theirs.group) if CANARY in text]
    assert told, "the first transfer is announced"
    await ends(ours, entry, how)
    assert not [text for text in theirs.ola.all_texts(theirs.group) if CANARY in text]
    adam, seen = theirs.ewa, len(theirs.ewa.messages())
    await adam.says("/wdrozenia")
    assert "Tego wpisu nie ma już w bazie" in adam.sees()
    for action, *more in (
        ("open",),
        ("to", "trying"),
        ("to", "adopted"),
        ("naming",),
        ("meet", 1),
        ("words",),
    ):
        adam.toast = None
        await adam.forges(encode_tap("adopt", action, 1, *more))
        assert CANARY not in json.dumps([adam.toast, *adam.messages()[seen:]], ensure_ascii=False), action
    await adam.forges(encode_tap("adopt", "open", 1))
    await adam.taps("Nigdzie nie pokazuj")
    async with ours.town.process.database.read() as uow:
        adoption = await adoptions.by_id(uow, 1)
        assert adoption is not None
        assert adoption.confirmed_at is None, "what they agreed to can always be taken back"


async def test_an_owner_who_takes_back_while_an_adopter_confirms_wins(two: tuple[Network, Network]) -> None:
    ours, theirs = two
    entry = await stands(ours, ours.ewa, TITLE, audience=EntryAudience.INSTALLATION, **SAID)
    await takes(theirs.ewa, entry)
    await theirs.ewa.taps("Działa u nas")
    await theirs.ewa.says("Mniej dymu.")
    await ends(ours, entry, "taken back")
    await theirs.ewa.taps("Tak: tylko")
    async with ours.town.process.database.read() as uow:
        adoption = await adoptions.by_id(uow, 1)
        assert adoption is not None
        assert adoption.confirmed_at is None
    assert not [text for text in theirs.ola.all_texts(theirs.group) if CANARY in text]


async def test_what_the_bot_owes_names_no_entry_that_is_for_its_own_network_only(
    two: tuple[Network, Network],
) -> None:
    ours, theirs = two
    entry = await stands(ours, ours.ewa, TITLE)
    async with ours.town.process.database.read() as uow:
        edge = ours.town.process.edge
        visit = Visit(uow, edge.now(), Heard(0, private=True), edge.installation, edge.registry)
        subjects = {("adoptions.asked", entry)}
        visit.network = await networks.by_chat(uow, theirs.group)
        assert await owed.about(visit, visit.reader, subjects) == {}
        visit.network = await networks.by_chat(uow, ours.group)
        assert len(await owed.about(visit, visit.reader, subjects)) == 1


# papers on their way


async def test_a_comparison_of_what_is_revoked_before_it_is_sent_is_made_anew(
    two: tuple[Network, Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, _theirs = two
    keys = [await stands(ours, ours.ewa, title, **SAID) for title in (TITLE, STOVES, "Rowery")]
    shaped = printing.shaped

    async def meanwhile(*given: object) -> object:
        async with ours.town.process.database.write() as uow:
            entry = await entries.to_change(uow, keys[0])
            assert entry is not None
            entry.state = EntryState.TAKEN_BACK
        return await shaped(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(printing, "shaped", meanwhile)
    written = ".".join(map(str, keys))
    await ours.ola.forges(encode_tap("comp", "as", 1, written, "text"))
    await ours.town.passes(minutes=2)
    told = "".join(ours.ola.all_texts())
    assert "Rowery" in told
    assert TITLE not in told


async def test_papers_know_whom_they_name(
    two: tuple[Network, Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits to be sent goes when somebody it names is forgotten; a contact names its author."""
    ours, _theirs = two
    keys = [await stands(ours, ours.ewa, title, contact="Ewa Żak, pokój 7") for title in (TITLE, STOVES)]
    named: list[frozenset[int]] = []
    said = printing.message_of

    def overheard(_: Reader, paper: printing.Made, words: str) -> Message:
        named.append(paper.names)
        return said(_, paper, words)

    monkeypatch.setattr(printing, "message_of", overheard)
    await ours.ola.forges(encode_tap("entry", "paper", keys[0], "pdf"))
    await ours.ola.forges(encode_tap("comp", "as", 1, f"{keys[0]}.{keys[1]}", "text"))
    async with ours.town.process.database.read() as uow:
        ewa = await people.by_telegram_id(uow, ours.ewa.id)
        assert ewa is not None
        assert named == [frozenset({ewa.key})] * 2


async def test_whoever_left_hears_the_outcome_of_their_remark_without_the_title(
    two: tuple[Network, Network],
) -> None:
    ours, theirs = two
    entry = await stands(ours, ours.ewa, TITLE, audience=EntryAudience.INSTALLATION)
    await opens(theirs.ewa, entry)
    await theirs.ewa.taps("Nieaktualne…")
    await theirs.ewa.says("Nabór się skończył.")
    before = len(theirs.ewa.messages())
    async with ours.town.process.database.write() as uow:
        adam = await people.by_telegram_id(uow, theirs.ewa.id)
        assert adam is not None
        await uow.session.exec(delete(Grant).where(col(Grant.person_id) == adam.key))
    await ours.ewa.forges(encode_tap("entry", "still", entry))
    await ours.town.passes(days=1)
    assert CANARY not in json.dumps(theirs.ewa.messages()[before:], ensure_ascii=False)
