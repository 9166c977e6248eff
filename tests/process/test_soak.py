"""The short storm; `make soak` is the long one.

Its processes read the sandbox's clock over HTTP, which on a machine that is busy with other tests lags by more than
Telegram's limits bear. So those are left to the long storm, and to test_bursts.py, where time is injected.
"""

from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from tests.soak.__main__ import soak
from tests.soak.promises import LIMITS
from tests.soak.storm import Plan

pytestmark = pytest.mark.e2e


async def test_every_promise_is_kept_in_a_storm(tmp_path: Path, postgres_server: URL) -> None:
    plan = Plan(
        seed=7, kills=8, people=8, groups=2, messages=200, pause=(1.0, 2.5), fault_every=1.0, patience=120.0
    )
    storm, promises = await soak(plan, tmp_path)
    assert storm.calm, "it does not come to rest"
    assert [promise for promise in promises if not promise.kept and promise.says != LIMITS] == []
    assert (storm.killed, storm.asked + storm.laid) == (8, 200)
