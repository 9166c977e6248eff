"""Named points at which a process can be made to kill itself, so that tests can look at what is left.

`SPOIWO_CRASH_AT=edge.done` kills at the first passing, `edge.done:3` at the third; only with a Bot API on this machine.
Nothing of this is in the code that it watches: when asked to, the process wraps one function at its start.
"""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from bot.api import Api
from bot.delivery import Delivery
from bot.intake import Intake
from bot.recording import Recorder
from handlers.edge import Edge
from storage import claims, due_work, inbox
from storage.vault import Vault


@dataclass(frozen=True)
class Point:
    """Before or after a call of one function, if the call counts: `counts` gets its arguments and its result."""

    owner: Any
    function: str
    after: bool = True
    counts: Callable[[tuple[Any, ...], Any], bool] = lambda _arguments, _result: True


def _found(_arguments: tuple[Any, ...], result: Any) -> bool:
    return bool(result)


def _says(arguments: tuple[Any, ...], _result: Any) -> bool:
    """Whether the Bot API is asked to say something, not for updates."""
    return bool(arguments[1] in ("sendMessage", "sendPoll"))


POINTS = {
    "intake.fetched": Point(Intake, "receive", after=False),
    "intake.kept": Point(inbox, "receive"),
    "intake.committed": Point(Intake, "receive"),
    "edge.entered": Point(inbox, "heads", counts=_found),
    "edge.done": Point(inbox, "finish"),
    "vault.sealed": Point(Vault, "seal"),
    "edge.committed": Point(Edge, "handle_head", counts=_found),
    "due.taken": Point(due_work, "take", counts=_found),
    "due.planned": Point(due_work, "plan_all"),
    "due.done": Point(Edge, "_do"),
    "due.committed": Point(Edge, "handle_due"),
    "claim.made": Point(claims, "claim", counts=_found),
    "claim.committed": Point(Delivery, "_send", after=False),
    "send.leaving": Point(Api, "call", after=False, counts=_says),
    "send.accepted": Point(Api, "call", counts=_says),
    "record.begun": Point(Recorder, "_record_all", after=False),
    "record.written": Point(Recorder, "_record"),
    "record.committed": Point(Recorder, "_record_all"),
}


def arm(where: str) -> None:
    """Let the process kill itself at `where`, a point with the number of its passing."""
    name, _, passing = where.partition(":")
    point, left = POINTS[name], int(passing or 1)
    original = getattr(point.owner, point.function)

    def passed(arguments: tuple[Any, ...], result: Any) -> None:
        nonlocal left
        left -= point.counts(arguments, result)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    @wraps(original)
    async def watched(*arguments: Any, **named: Any) -> Any:
        if not point.after:
            passed(arguments, None)
        result = await original(*arguments, **named)
        if point.after:
            passed(arguments, result)
        return result

    setattr(point.owner, point.function, watched)
