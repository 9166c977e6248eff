"""The seal: readable with the day's key, never without."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from storage.seal import BrokenSeal, Seal
from tests.thieves import unlocked

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Seal:
    return Seal(tmp_path_factory.mktemp("keys"))


@given(payload=st.binary(max_size=5000))
def test_what_was_sealed_can_be_opened(ring: Seal, payload: bytes) -> None:
    assert ring.open(ring.close(payload, DAY)) == payload


def test_the_payload_does_not_show(tmp_path: Path) -> None:
    assert b"secret wish" not in Seal(tmp_path).close(b"secret wish", DAY)


def test_a_thief_with_the_key_reads_it_wherever_it_lies(tmp_path: Path) -> None:
    sealed = Seal(tmp_path).close(b"secret wish", DAY)
    assert b"secret wish" in unlocked(b"page" + sealed + b"more", tmp_path)


def test_what_was_sealed_before_an_update_can_be_opened(tmp_path: Path) -> None:
    key = Fernet.generate_key()
    (tmp_path / "2026-11-21.key").write_bytes(key)
    assert Seal(tmp_path).open(b"2026-11-21:" + Fernet(key).encrypt(b"hello")) == b"hello"


def test_a_seal_says_its_day_truly(tmp_path: Path) -> None:
    seal = Seal(tmp_path)
    other = DAY.replace(day=20)
    seal.close(b"", other)
    with pytest.raises(BrokenSeal):
        seal.open(other.isoformat().encode() + seal.close(b"hello", DAY)[10:])


def test_another_process_with_the_same_folder_opens_it(tmp_path: Path) -> None:
    assert Seal(tmp_path).open(Seal(tmp_path).close(b"hello", DAY)) == b"hello"


def test_after_the_key_is_destroyed_nobody_can_read_it(tmp_path: Path) -> None:
    seal = Seal(tmp_path)
    sealed = seal.close(b"hello", DAY)
    seal.destroy(DAY)
    for ring in (seal, Seal(tmp_path)):
        with pytest.raises(BrokenSeal):
            ring.open(sealed)
    assert seal.days() == []


@pytest.mark.parametrize(
    "sealed",
    [b"", b"nonsense", b"2026-11-21:", b"2026-11-21:abc", b"2026-11-21.", b"2026-11-21.abc", b"\xff\xfe:x"],
)
def test_what_is_no_seal_is_refused(tmp_path: Path, sealed: bytes) -> None:
    seal = Seal(tmp_path)
    seal.close(b"", DAY)
    with pytest.raises(BrokenSeal):
        seal.open(sealed)


def test_changed_bytes_are_refused(tmp_path: Path) -> None:
    seal = Seal(tmp_path)
    sealed = bytearray(seal.close(b"hello", DAY))
    sealed[-5] ^= 1
    with pytest.raises(BrokenSeal):
        seal.open(bytes(sealed))


def test_processes_that_meet_make_one_key(tmp_path: Path) -> None:
    rings = [Seal(tmp_path) for _ in range(8)]
    with ThreadPoolExecutor(8) as crowd:
        sealed = list(crowd.map(lambda ring: ring.close(b"hello", DAY), rings))
    assert [Seal(tmp_path).open(one) for one in sealed] == [b"hello"] * 8
    assert len(list(tmp_path.iterdir())) == 1


def test_only_the_owner_can_read_the_keys(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    Seal(folder).close(b"", DAY)
    assert folder.stat().st_mode & 0o077 == 0
    assert all(key.stat().st_mode & 0o077 == 0 for key in folder.iterdir())
