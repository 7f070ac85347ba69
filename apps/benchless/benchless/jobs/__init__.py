"""Work for later: the queue, the worker, the schedule."""

from .enqueue import Job, enqueue, is_job_enqueued, set_progress
from .scheduler import sync_jobs, tick
from .store import queue_of

__all__ = ["Job", "enqueue", "is_job_enqueued", "queue_of", "set_progress", "sync_jobs", "tick"]
