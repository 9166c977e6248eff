"""Settings: what a network decides for itself, each with what is usual as long as it has not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from facilitation.facts import SettingChanged
from storage import settings as decisions
from storage.network import Network
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Setting:
    """One thing to decide. `fits` tells which values make sense."""

    name: str
    usual: Any = True
    fits: Callable[[Any], bool] = lambda value: isinstance(value, bool)


@dataclass(frozen=True)
class Settings:
    """What a network has decided, and what is usual for all else."""

    decided: dict[str, Any]

    def __getitem__(self, setting: Setting) -> Any:
        value = self.decided.get(setting.name, setting.usual)
        return value if setting.fits(value) else setting.usual


async def of_network(uow: UnitOfWork, network_id: int) -> Settings:
    return Settings(await decisions.decided(uow, network_id))


async def decide(uow: UnitOfWork, network: Network, setting: Setting, value: Any) -> None:
    """From now on it is so in this network."""
    if not setting.fits(value):
        raise ValueError(f"{value!r} is nothing for {setting.name}")
    if value == setting.usual:
        await decisions.as_usual(uow, network.key, setting.name)
    else:
        await decisions.decide(uow, network.key, setting.name, value)
    uow.tell(SettingChanged(network.key, setting.name))
