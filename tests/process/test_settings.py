"""Settings: every fault at once, in the operator's words, and never a secret."""

import pytest

from bot.settings import Settings, WrongSettings, load

TOKEN = "123456:ABC-DEF_ghi"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SPOIWO_{name.upper()}", raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"SPOIWO_{name.upper()}", value)


def faults(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    given(monkeypatch, **values)
    with pytest.raises(WrongSettings) as wrong:
        load()
    return str(wrong.value)


def test_a_token_is_all_that_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, token=TOKEN)
    settings = load()
    assert settings.database_url == "sqlite+aiosqlite:///data/spoiwo.db"
    assert str(settings.keys) == "data/keys"
    assert not settings.open


def test_without_a_token_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch) == "SPOIWO_TOKEN is not set: the bot's token from @BotFather."


def test_all_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(
        monkeypatch,
        zone="Europe/Krakow",
        coordinators="1, zwei",
        database_url="mysql://x",
        http_port="none",
        webhook_url="http://example.org",
        api_url="telegram",
        log_level="loud",
    )
    named = [line.split(":")[0].split(" ")[0] for line in said.splitlines()]
    assert sorted(named) == sorted(
        f"SPOIWO_{name}"
        for name in (
            "TOKEN",
            "ZONE",
            "COORDINATORS",
            "DATABASE_URL",
            "HTTP_PORT",
            "WEBHOOK_URL",
            "API_URL",
            "LOG_LEVEL",
        )
    )


def test_a_webhook_needs_its_secret_and_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, token=TOKEN, webhook_url="https://example.org", http_port="0")
    assert "SPOIWO_WEBHOOK_SECRET: is needed with SPOIWO_WEBHOOK_URL." in said
    assert "SPOIWO_HTTP_PORT: a webhook needs a port to listen on." in said


def test_a_mistyped_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SPOIWO_COORDINATOR is no setting" in faults(monkeypatch, token=TOKEN, coordinator="1")
    monkeypatch.delenv("SPOIWO_COORDINATOR")


@pytest.mark.parametrize("token", ["", "abc", "123456", ":secret", "hush:hush"])
def test_a_wrong_token_is_not_repeated(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    said = faults(monkeypatch, token=token)
    assert said == "SPOIWO_TOKEN: a token looks like 123456:ABC-DEF…."


def test_only_a_clock_on_this_machine_may_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SPOIWO_CLOCK_URL" in faults(monkeypatch, token=TOKEN, clock_url="http://example.org/clock")


def test_coordinators_are_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, token=TOKEN, coordinators="12, 34,")
    assert load().coordinators == {12, 34}


def test_settings_do_not_show_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, token=TOKEN)
    assert "ABC-DEF" not in repr(load())


def test_files_are_kept_on_disk_only_where_a_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, token=TOKEN)
    assert load().attachments is None
    given(monkeypatch, attachments="")
    assert load().attachments is None
    given(monkeypatch, attachments="data/attachments")
    assert str(load().attachments) == "data/attachments"
    said = faults(monkeypatch, attachments="data")
    assert said.startswith("SPOIWO_ATTACHMENTS: the keys lie in this folder")


def test_metrics_are_off_and_need_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, token=TOKEN)
    assert not load().metrics
    assert "SPOIWO_METRICS: needs SPOIWO_HTTP_PORT." in faults(monkeypatch, metrics="true", http_port="0")


def test_calendars_are_read_at_the_public_address_or_where_telegram_calls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(monkeypatch, token=TOKEN, webhook_url="https://hook.example/", webhook_secret="s")
    assert load().public_url == "https://hook.example"
    given(monkeypatch, public_url="https://bot.example/")
    assert load().public_url == "https://bot.example"


def test_the_secret_addresses_of_calendars_do_not_travel_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SPOIWO_PUBLIC_URL" in faults(monkeypatch, token=TOKEN, public_url="http://bot.example")


def test_a_public_address_needs_a_port_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, token=TOKEN, public_url="https://bot.example", http_port="0")
    assert said == "SPOIWO_PUBLIC_URL: needs SPOIWO_HTTP_PORT."
