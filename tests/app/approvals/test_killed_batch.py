"""The worker is killed in the midst of a batch: what it did stands, and nobody waits for the rest."""

import os
import signal
import subprocess
import time
from typing import Any

import frappe

from cso_management.api import approvals
from tests.support.work import worker_of
from tools import server

from .papers import full
from .test_batch import MANY, A, many, tasks_of

REACHED = 9


def test_a_batch_that_was_killed_says_what_it_did_not_reach(stored_site: Any) -> None:
    mine = many(stored_site)
    with stored_site.session():
        frappe.set_user(full(A)[0])
        job = approvals.batch_agree(mine, "同意")["job"]
    done = killed_after(stored_site, REACHED, mine)
    with stored_site.session():
        frappe.local.lang = "zh"
        frappe.set_user(full(A)[0])
        result = approvals.batch_result(job)
        assert (result["done"], result["finished"]) == (done, True)
        assert [row["ok"] for row in result["rows"]] == [True] * done + [False] * (MANY - done)
        assert {row["message"] for row in result["rows"][done:]} == {"未办到：处理中断，请重新选择。"}
        left = [row["task"] for row in result["rows"] if not row["ok"]]
        assert set(left) == set(mine) & set(tasks_of(A)), "a row stands or falls with what is told of it"
        assert all(row["ok"] for row in approvals.batch_agree(left, "同意")["rows"])


def killed_after(site: Any, rows: int, tasks: list[str]) -> int:
    """Kill the worker and its child in the midst of it; gives how many were agreed to."""
    site.close()
    words = server.command("worker", "--site", site.name, sites=site.folder.parent)
    worker = subprocess.Popen(words, env=server.variables(), start_new_session=True)
    try:
        while (done := agreed(site, tasks)) < rows:
            assert worker.poll() is None
            time.sleep(0.01)
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    bury(site)
    return agreed(site, tasks) if done < len(tasks) else done


def bury(site: Any) -> None:
    """As the next worker does, once the child that was killed too has given back the lock it held."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with worker_of(site) as successor:
            if successor.keeps_time:
                return successor._bury(own=True)
        time.sleep(0.05)
    raise AssertionError("the lock of the killed worker was never given back")


def agreed(site: Any, tasks: list[str]) -> int:
    with site.session():
        return frappe.db.count("CSO Approval Task", {"name": ["in", tasks], "status": "Agreed"})
