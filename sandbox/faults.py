"""Faults put in on purpose: what Telegram or the network does to a request now and then."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sandbox.errors import ApiError, NoAnswer, Refused, forbidden
from sandbox.limits import too_many

KINDS = ("429", "500", "502", "timeout_before", "timeout_after", "slow", "blocked", "kicked", "migrated")
SECONDS = {"429": 5.0, "slow": 1.0, "timeout_before": 60.0, "timeout_after": 60.0}


@dataclass(slots=True)
class Fault:
    """One fault; it strikes `times` times, or until cleared when that is None."""

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def fits(self, method: str, chat_id: int | None) -> bool:
        """A fault that names no method spares getUpdates, which would always be the first to come by."""
        of_method = self.method == method or (self.method is None and method != "getUpdates")
        return of_method and self.chat_id in (None, chat_id)


class Faults:
    """The faults waiting to strike, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(
        self,
        kind: str,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
        seconds: float | None = None,
    ) -> Fault:
        if kind not in KINDS:
            raise Refused("unknown_fault", f"a fault is one of {', '.join(KINDS)}")
        fault = Fault(kind, method, chat_id, times, SECONDS.get(kind, 0.0) if seconds is None else seconds)
        self._waiting.append(fault)
        return fault

    def waiting(self) -> list[Fault]:
        return list(self._waiting)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that strikes this request, used up by one."""
        for fault in self._waiting:
            if fault.fits(method, chat_id):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                return fault
        return None


def strike_before(fault: Fault) -> None:
    """Raise what a fault does to a request before it is carried out, if it does."""
    if fault.kind == "429":
        raise too_many(max(1, round(fault.seconds)))
    if fault.kind == "500":
        raise ApiError(500, "Internal Server Error")
    if fault.kind == "502":
        raise ApiError(502, "Bad Gateway")
    if fault.kind == "blocked":
        raise forbidden("bot was blocked by the user")
    if fault.kind == "kicked":
        raise forbidden("bot was kicked from the supergroup chat")
    if fault.kind == "timeout_before":
        raise NoAnswer(False, fault.seconds)
