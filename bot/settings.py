"""Settings from the environment, all faults told at once."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
FOR_TESTS = "SPOIWO_TEST_"
OFF = "off"
LOCAL = ("http://127.0.0.1:", "http://localhost:", "http://[::1]:")


class WrongSettings(Exception):
    """The environment can't be used; the text says every fault, one a line."""


class Settings(BaseSettings):
    """What an operator may set; each is `SPOIWO_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="SPOIWO_", extra="ignore")

    token: SecretStr = Field(description="the bot's token from @BotFather")
    api_url: str = Field(default="https://api.telegram.org", description="another Bot API server")
    data: Path = Field(default=Path("data"), description="folder for the database and the keys")
    database_url: str = Field(default="", description="default: SQLite in the data folder")
    keys: Path | None = Field(
        default=None, description="folder of the sealing keys; default: in the data folder"
    )
    backups: str = Field(
        default="", description="folder of the backups, or `off`: none at night; default: in the data folder"
    )
    attachments: Path | None = Field(
        default=None, description="folder of files that people send to be kept; empty: none are kept on disk"
    )
    catalogue: Path | None = Field(
        default=None,
        description="folder of the web catalogue of public entries, built anew every night; empty: none",
    )
    catalogue_url: str = Field(
        default="",
        description="address at which that folder is published; default: `/baza` of the public address",
    )
    zone: str = Field(default="Europe/Warsaw", description="time zone of new networks")
    coordinators: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(), description="Telegram ids of the coordinating team, separated by commas"
    )
    open: bool = Field(default=False, description="whether any group may set up a network without invitation")
    clock_url: str = Field(default="", description="a sandbox's clock, on this machine only")
    crash_at: str = Field(
        default="", description="for tests, with a sandbox only: kill yourself at this point"
    )
    webhook_url: str = Field(default="", description="public https address; empty: long polling")
    webhook_secret: SecretStr = Field(
        default=SecretStr(""), validate_default=True, description="secret token of the webhook"
    )
    http_host: str = Field(default="127.0.0.1", description="where health, webhook and calendars listen")
    http_port: int = Field(default=8080, ge=0, le=65535, description="their port; 0: no HTTP at all")
    public_url: str = Field(
        default="",
        description="public https address of that port, for calendars and pages; default: the webhook's",
    )
    metrics: bool = Field(default=False, description="whether numbers for Prometheus are told at /metrics")
    log_level: str = Field(default="info", pattern="(?i)^(debug|info|warning|error)$")

    @field_validator("token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr) -> SecretStr:
        number, _, secret = token.get_secret_value().partition(":")
        if not number.isdigit() or not secret:
            raise ValueError("a token looks like 123456:ABC-DEF…")
        return token

    @field_validator("backups", "attachments", "catalogue")
    @classmethod
    def _is_without_the_keys(cls, folder: str | Path | None, known: ValidationInfo) -> str | Path | None:
        keys = known.data.get("keys") or known.data["data"] / "keys"
        if folder and folder != OFF and keys.absolute().is_relative_to(Path(folder).absolute()):
            raise ValueError("the keys lie in this folder; whoever has a copy of it must not have them")
        return folder

    @field_validator("attachments", "catalogue", mode="before")
    @classmethod
    def _may_be_none(cls, folder: object) -> object:
        return folder or None

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        try:
            return ZoneInfo(zone).key
        except (ValueError, OSError, ZoneInfoNotFoundError):
            raise ValueError("no such time zone; an example is Europe/Warsaw") from None

    @field_validator("coordinators", mode="before")
    @classmethod
    def _are_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdigit() for part in parts):
            raise ValueError("numbers separated by commas, please")
        return frozenset(int(part) for part in parts)

    @field_validator("clock_url")
    @classmethod
    def _is_local(cls, url: str) -> str:
        if url and not url.startswith(LOCAL):
            raise ValueError("only a clock on this machine may be followed")
        return url

    @field_validator("crash_at")
    @classmethod
    def _is_a_test(cls, point: str, known: ValidationInfo) -> str:
        if point and not known.data.get("api_url", "").startswith(LOCAL):
            raise ValueError("only with a Bot API on this machine")
        return point

    @field_validator("api_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("an address starts with https:// or http://")
        return url.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("starts with sqlite+aiosqlite:/// or postgresql+asyncpg://")
        return url

    @field_validator("webhook_url")
    @classmethod
    def _is_public(cls, url: str, known: ValidationInfo) -> str:
        if url and not url.startswith("https://") and not known.data.get("clock_url"):
            raise ValueError("Telegram calls https:// addresses only")
        return url.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _goes_with_a_webhook(cls, secret: SecretStr, known: ValidationInfo) -> SecretStr:
        words = secret.get_secret_value()
        if known.data.get("webhook_url") and not words:
            raise ValueError("is needed with SPOIWO_WEBHOOK_URL")
        if not SECRET.fullmatch(words):
            raise ValueError("1 to 256 of A-Z, a-z, 0-9, _ and -")
        return secret

    @field_validator("public_url")
    @classmethod
    def _is_reached(cls, url: str, known: ValidationInfo) -> str:
        if url and not url.startswith(("https://", *LOCAL)):
            raise ValueError("starts with https://, for the addresses of calendars are secrets")
        if url and known.data.get("http_port") == 0:
            raise ValueError("needs SPOIWO_HTTP_PORT")
        return url.rstrip("/")

    @field_validator("catalogue_url")
    @classmethod
    def _is_a_web_address(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://")):
            raise ValueError("an address starts with https:// or http://")
        return url.rstrip("/")

    @field_validator("metrics")
    @classmethod
    def _are_told_somewhere(cls, metrics: bool, known: ValidationInfo) -> bool:
        if metrics and known.data.get("http_port") == 0:
            raise ValueError("needs SPOIWO_HTTP_PORT")
        return metrics

    @field_validator("http_port")
    @classmethod
    def _is_open_for_a_webhook(cls, port: int, known: ValidationInfo) -> int:
        if known.data.get("webhook_url") and port == 0:
            raise ValueError("a webhook needs a port to listen on")
        return port

    @model_validator(mode="after")
    def _fill_in(self) -> "Settings":
        self.database_url = self.database_url or f"sqlite+aiosqlite:///{self.data / 'spoiwo.db'}"
        self.keys = self.keys or self.data / "keys"
        self.public_url = self.public_url or self.webhook_url
        if self.catalogue and self.public_url and not self.catalogue_url:
            self.catalogue_url = f"{self.public_url}/baza"
        return self

    @property
    def backup_folder(self) -> Path:
        """Where backups go, unless another folder is named."""
        return self.data / "backups" if self.backups in ("", OFF) else Path(self.backups)

    @property
    def nightly_backups(self) -> Path | None:
        """Where the nightly ones go; None where there are none."""
        return None if self.backups == OFF else self.backup_folder

    @property
    def database_file(self) -> Path | None:
        """The file of an SQLite database; None for PostgreSQL."""
        kind, _, path = self.database_url.partition(":///")
        return Path(path) if kind.startswith("sqlite") else None


def load() -> Settings:
    """The settings of this process; raises WrongSettings."""
    faults = [f"{name} is no setting of Spoiwo." for name in unknown(os.environ)]
    try:
        settings = Settings()
    except ValidationError as wrong:
        faults = [_told(fault) for fault in wrong.errors()] + faults
    if faults:
        raise WrongSettings("\n".join(faults))
    return settings


def unknown(environment: Mapping[str, str]) -> list[str]:
    """Names that look like settings and are none: a typing error would otherwise pass in silence."""
    known = {f"SPOIWO_{name.upper()}" for name in Settings.model_fields}
    ours = (name for name in environment if name.startswith("SPOIWO_") and not name.startswith(FOR_TESTS))
    return sorted(name for name in ours if name not in known)


def _told(fault: Mapping[str, Any]) -> str:
    name = "_".join(str(part) for part in fault["loc"]).upper()
    if fault["type"] == "missing":
        return f"SPOIWO_{name} is not set: {Settings.model_fields[name.lower()].description}."
    words = str(fault["msg"]).removeprefix("Value error, ")
    return f"SPOIWO_{name}: {words}."
