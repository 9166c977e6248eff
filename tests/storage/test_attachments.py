"""Attachments on disk: whole or not at all, for their owner only, and all trouble of the disk is one clear failure."""

import errno
import os
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.attachments import Attachments, NotKept

PHOTO = b"\xff\xd8 a photo"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """It does not exist yet."""
    return tmp_path / "somewhere" / "attachments"


@pytest.fixture
def attachments(folder: Path) -> Attachments:
    return Attachments(folder)


def kept(attachments: Attachments, key: str) -> bytes | None:
    path = attachments.path(key)
    return path.read_bytes() if path else None


def test_what_is_kept_is_there_again(attachments: Attachments, folder: Path) -> None:
    attachments.keep("entry-12-1", PHOTO)
    attachments.keep("entry-12-2", b"")
    another_process = Attachments(folder)
    assert kept(another_process, "entry-12-1") == PHOTO
    assert kept(another_process, "entry-12-2") == b""
    assert another_process.keys() == ["entry-12-1", "entry-12-2"]


def test_the_newest_takes_the_place_of_what_was_there(attachments: Attachments) -> None:
    attachments.keep("1", b"old and longer")
    attachments.keep("1", b"new")
    assert kept(attachments, "1") == b"new"
    assert attachments.keys() == ["1"]


def test_what_is_removed_is_gone_also_twice(attachments: Attachments) -> None:
    attachments.keep("1", PHOTO)
    attachments.keep("12", PHOTO)
    attachments.remove("1")
    attachments.remove("1")
    assert attachments.path("1") is None
    assert attachments.keys() == ["12"]


def test_before_anything_is_kept_there_is_nothing_not_even_a_folder(
    attachments: Attachments, folder: Path
) -> None:
    assert attachments.keys() == []
    assert attachments.path("1") is None
    assert attachments.writable
    attachments.remove("1")
    assert not folder.exists()


def test_only_the_owner_can_read_it(attachments: Attachments, folder: Path) -> None:
    attachments.keep("1", PHOTO)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "1").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", ["", ".", "..", "../1", "a/b", "a.b", "ż", "a b", "a\n", "a\0", "a" * 101])
def test_a_key_that_the_house_would_not_make_is_refused(
    attachments: Attachments, folder: Path, key: str
) -> None:
    for act in (attachments.path, attachments.remove, lambda key: attachments.keep(key, PHOTO)):
        with pytest.raises(ValueError, match="no key of an attachment"):
            act(key)
    assert not folder.exists()


def test_what_others_put_there_is_left_alone(attachments: Attachments, folder: Path) -> None:
    attachments.keep("1", PHOTO)
    (folder / "README.txt").touch()
    (folder / "lost-and-found").mkdir()
    assert attachments.keys() == ["1"]


@contextmanager
def room_for(most: int) -> Iterator[None]:
    """Files grow to so many bytes and not further, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_without_room_leaves_what_was_there_and_no_half(
    attachments: Attachments, folder: Path
) -> None:
    attachments.keep("1", PHOTO)
    with room_for(1000), pytest.raises(NotKept):
        attachments.keep("1", bytes(200_000))
    assert kept(attachments, "1") == PHOTO
    assert [path.name for path in folder.iterdir()] == ["1"]
    attachments.keep("1", bytes(200_000))
    assert kept(attachments, "1") == bytes(200_000)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_can_only_be_read_says_so_and_names_nothing(
    attachments: Attachments, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    attachments.keep("1", PHOTO)

    def fail(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "/somewhere/entry-1")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(NotKept) as failed:
        attachments.keep("1", b"new")
    assert str(failed.value) == "Read-only file system"
    assert kept(attachments, "1") == PHOTO
    assert [path.name for path in folder.iterdir()] == ["1"]


def test_something_in_the_way_of_the_folder_is_one_clear_failure(
    attachments: Attachments, folder: Path
) -> None:
    folder.parent.mkdir()
    folder.touch()
    for act in (lambda: attachments.keep("1", PHOTO), lambda: attachments.remove("1"), attachments.keys):
        with pytest.raises(NotKept):
            act()
    assert attachments.path("1") is None


def test_what_a_kill_left_half_written_is_nothing_and_goes_with_its_key(
    attachments: Attachments, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        killed.setattr(os, "unlink", lambda *_: None)
        for key in ("1", "12"):
            with pytest.raises(KeyboardInterrupt):
                attachments.keep(key, PHOTO)
    assert attachments.keys() == []
    assert attachments.path("1") is None
    attachments.remove("1")
    assert [path.name[:4] for path in folder.iterdir()] == [".12."]


def test_processes_that_meet_keep_one_whole_file(attachments: Attachments, folder: Path) -> None:
    contents = [bytes([n]) * 50_000 for n in range(8)]
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda content: Attachments(folder).keep("1", content), contents))
    assert kept(attachments, "1") in contents
    assert [path.name for path in folder.iterdir()] == ["1"]
