"""What keeps the process from running, each with one clear sentence and an exit code of its own."""

from datetime import datetime
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of `spoiwo`."""

    FAULT = 1
    SETTINGS = 2
    TOKEN = 3
    SECOND_POLLER = 4
    SECOND_PROCESS = 5
    DATA_FOLDER = 6
    DATABASE = 7
    NEWER_DATABASE = 8
    PORT = 9
    REFUSED = 10
    BACKUP = 11
    PAUSED = 12


IS_IT_RIGHT = "is SPOIWO_DATABASE_URL right?"
REMEDIES = {
    "is full": "make room on the disk, then start again.",
    "readonly": "let this user write the file and its folder.",
    "locked": "another program holds it; end that one first.",
    "malformed": "it is damaged; `spoiwo restore` puts a backup in its place.",
    "not a database": "it is damaged; `spoiwo restore` puts a backup in its place.",
    "disk I/O": "the disk fails or is full.",
    "unable to open": "let this user read and write the file and its folder.",
}
"""What helps, by SQLite's words for what is wrong."""


class Trouble(Exception):
    """The process can't run. Its text is the sentence for the operator, never with a token in it."""

    def __init__(self, code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def token_refused() -> Trouble:
    return Trouble(Exit.TOKEN, "Telegram refuses the token: check SPOIWO_TOKEN with @BotFather.")


def second_poller() -> Trouble:
    return Trouble(
        Exit.SECOND_POLLER,
        "Another process fetches updates with this token: stop that one, or give this one a token of its own.",
    )


def second_process(place: object) -> Trouble:
    return Trouble(Exit.SECOND_PROCESS, f"Another spoiwo runs on {place} already: stop that one first.")


def bad_folder(place: object, fault: OSError) -> Trouble:
    return Trouble(Exit.DATA_FOLDER, f"The folder {place} can't be written to: {fault.strerror}.")


def bad_database(fault: Exception) -> Trouble:
    remedy = next((remedy for words, remedy in REMEDIES.items() if words in str(fault)), IS_IT_RIGHT)
    return Trouble(Exit.DATABASE, f"The database can't be used ({fault}): {remedy}")


def newer_database() -> Trouble:
    return Trouble(
        Exit.NEWER_DATABASE,
        "The database was written by a newer version of Spoiwo: install that version; nothing was changed.",
    )


def taken_port(host: str, port: int) -> Trouble:
    return Trouble(Exit.PORT, f"{host}:{port} can't be listened on: choose another SPOIWO_HTTP_PORT.")


def refused(words: str) -> Trouble:
    """Only for requests that carry no content: the webhook and the bot's own name."""
    return Trouble(Exit.REFUSED, f"Telegram refuses what it is asked at the start: {words}.")


def no_backup(why: str) -> Trouble:
    return Trouble(Exit.BACKUP, f"No backup was made: {why}.")


def no_backup_before_steps(why: str) -> Trouble:
    return Trouble(
        Exit.BACKUP,
        f"The database has to be changed and could not be copied before ({why}): nothing was changed.",
    )


def not_restored(why: str) -> Trouble:
    return Trouble(Exit.BACKUP, f"Nothing was restored: {why}.")


def newer_backup(backup: object) -> Trouble:
    return Trouble(
        Exit.NEWER_DATABASE,
        f"{backup} was written by a newer version of Spoiwo: install that version; nothing was changed.",
    )


def paused(since: datetime) -> Trouble:
    return Trouble(
        Exit.PAUSED,
        f"This database is a backup of {since:%Y-%m-%d %H:%M} UTC and is paused: `spoiwo resume` tells what would "
        "be said again and starts it.",
    )
