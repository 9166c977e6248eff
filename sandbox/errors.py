"""How the sandbox says no: to the bot as Telegram would, to a person with a plain sentence."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A Bot API method was refused; `description` is Telegram's wording where Telegram has one."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_dict(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class NoAnswer(Exception):
    """An injected time-out: the caller must not get an answer, whether or not the call was `accepted`."""

    def __init__(self, accepted: bool, seconds: float) -> None:
        super().__init__("no answer")
        self.accepted = accepted
        self.seconds = seconds


class Refused(Exception):
    """A person tried what a messenger would not let them do; `reason` names it for programs and never changes."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def bad_request(text: str, parameters: dict[str, Any] | None = None) -> ApiError:
    return ApiError(400, f"Bad Request: {text}", parameters)


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")
