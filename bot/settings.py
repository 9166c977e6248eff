"""Settings from the environment, all faults told at once."""

from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


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
    zone: str = Field(default="Europe/Warsaw", description="time zone of new networks")
    coordinators: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(), description="Telegram ids of the coordinating team, separated by commas"
    )
    open: bool = Field(default=False, description="whether any group may set up a network without invitation")
    webhook_url: str = Field(default="", description="public https address; empty: long polling")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="secret token of the webhook")
    http_host: str = Field(default="127.0.0.1", description="where health and the webhook listen")
    http_port: int = Field(default=8080, ge=0, le=65535, description="0: no HTTP at all")
    clock_url: str = Field(default="", description="a sandbox's clock, on this machine only")
    log_level: str = Field(default="info", pattern="(?i)^(debug|info|warning|error)$")

    @field_validator("token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr) -> SecretStr:
        number, _, secret = token.get_secret_value().partition(":")
        if not number.isdigit() or not secret:
            raise ValueError("a token looks like 123456:ABC-DEF…")
        return token

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("no such time zone; an example is Europe/Warsaw")
        return zone

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
        if url and not url.startswith(("http://127.0.0.1:", "http://localhost:", "http://[::1]:")):
            raise ValueError("only a clock on this machine may be followed")
        return url

    @model_validator(mode="after")
    def _fill_in(self) -> "Settings":
        self.database_url = self.database_url or f"sqlite+aiosqlite:///{self.data / 'spoiwo.db'}"
        self.keys = self.keys or self.data / "keys"
        if not self.database_url.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
            raise ValueError("DATABASE_URL: starts with sqlite+aiosqlite:// or postgresql+asyncpg://")
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("WEBHOOK_SECRET: is needed with WEBHOOK_URL")
        if self.webhook_url and not self.webhook_url.startswith("https://") and not self.clock_url:
            raise ValueError("WEBHOOK_URL: Telegram calls https:// addresses only")
        return self


def load() -> Settings:
    """The settings of this process; raises WrongSettings."""
    try:
        return Settings()
    except ValidationError as wrong:
        raise WrongSettings("\n".join(_told(fault) for fault in wrong.errors())) from None


def _told(fault: object) -> str:
    assert isinstance(fault, dict)
    name = "_".join(str(part) for part in fault["loc"]).upper()
    if fault["type"] == "missing":
        return f"SPOIWO_{name} is not set: {Settings.model_fields[name.lower()].description}."
    words = str(fault["msg"]).removeprefix("Value error, ")
    return f"SPOIWO_{name}: {words}." if name else f"SPOIWO_{words}."
