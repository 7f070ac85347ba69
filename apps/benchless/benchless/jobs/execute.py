"""Running one job."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from typing import Any

from benchless import dotted
from benchless.context import current
from benchless.documents import new_doc
from benchless.errors import QueryDeadlockError, QueryTimeoutError, RetryBackgroundJobError
from benchless.jobs.backend import DONE, FAILED
from benchless.jobs.store import queue_of
from benchless.site import Site

RETRIED = (QueryTimeoutError, QueryDeadlockError, RetryBackgroundJobError)
ATTEMPTS = 5
RETRY_PAUSE, LONGEST_PAUSE = 1.0, 5.0
logger = logging.getLogger("benchless.jobs")


def load(method: str | Callable[..., Any]) -> Callable[..., Any]:
    function = dotted.load(method) if isinstance(method, str) else method
    if not callable(function):
        raise TypeError(f"not a function: {method}")
    return function


def call(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    return function(**arguments)


def execute(site: Site, job: dict[str, Any]) -> bool:
    """Run a job to its end; what fails is kept as an Error Log. Gives whether it went well."""
    attempt = 0
    while True:
        attempt += 1
        try:
            answer = _run(site, job, attempt)
        except Exception as error:  # any mistake of an app ends here
            if attempt >= _attempts(job, error):
                return _fail(site, job, str(error), traceback.format_exc(), attempts=attempt)
            time.sleep(min(attempt * RETRY_PAUSE, LONGEST_PAUSE))
        else:
            done = {"ended": time.time(), "result": _short(answer), "attempts": attempt}
            queue_of(site).change(job["job_id"], status=DONE, **done)
            return True


def _attempts(job: dict[str, Any], error: Exception) -> int:
    """How often a job may begin: as often as it asks, and a few times when only the moment was bad."""
    asked = max(int(job.get("retry") or 0) + 1, 1)
    return max(asked, ATTEMPTS) if isinstance(error, RETRIED) else asked


def _run(site: Site, job: dict[str, Any], attempt: int) -> Any:
    with site.session(job["user"]) as session:
        session.lang = job.get("lang") or session.lang
        session.flags.job_id, session.flags.job_attempt = job["job_id"], attempt
        for hook in site.hook_list("before_job"):
            dotted.call(hook, method=job["method"], kwargs=job["kwargs"], transaction_type="job")
        answer = call(load(job["method"]), job["kwargs"])
        for hook in site.hook_list("after_job"):
            dotted.call(hook, method=job["method"], kwargs=job["kwargs"], result=answer)
    _tell(site, job, "on_success", answer)
    return answer


def _tell(site: Site, job: dict[str, Any], event: str, what: Any) -> None:
    path = job.get(event)
    if path:
        with site.session(job["user"]):
            dotted.call(path, what)


def _fail(site: Site, job: dict[str, Any], why: str, text: str, **known: Any) -> bool:
    logger.error("job %s failed\n%s", job["method"], text)
    queue_of(site).change(job["job_id"], status=FAILED, ended=time.time(), error=text[-4000:], **known)
    mourn(site, job, why, text)
    return False


def mourn(site: Site, job: dict[str, Any], why: str, text: str) -> None:
    """What follows a failure: an Error Log, and the job's `on_failure`."""
    log_error(site, job["method"], text)
    try:
        _tell(site, job, "on_failure", why)
    except Exception:
        logger.exception("on_failure of %s failed", job["method"])


def log_error(site: Site, title: str, text: str) -> None:
    """Keep an Error Log in a transaction of its own."""
    try:
        with site.session("Administrator"):
            log = new_doc("Error Log")
            log.update({"method": title[:140], "error": text})
            log.insert(ignore_permissions=True)
    except Exception:
        logger.exception("could not keep an Error Log")


def _short(answer: Any) -> str | None:
    return None if answer is None else str(answer)[:500]


def running_job() -> str | None:
    """Id of the job that this session runs."""
    job_id: str | None = current().flags.job_id
    return job_id
