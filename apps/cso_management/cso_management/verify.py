"""Verification from the command line: `execute cso_management.verify.case` and its neighbours."""

from pathlib import Path
from typing import Any

from .approvals.engine import verification
from .approvals.rules import case_file


def case(doctype: str, name: str) -> dict[str, Any]:
	"""One document: what does not fit, and in which row first."""
	return verification.verify(doctype, name)


def everything(limit: int = verification.BATCH) -> dict[str, Any]:
	"""All documents that have a log, a batch at a time; only the broken ones are listed."""
	checked, broken, after = 0, [], ""
	while True:
		found = verification.verify_batch(after, limit)
		checked += found["checked"]
		broken += found["broken"]
		if found["next"] is None:
			return {"ok": not broken, "checked": checked, "broken": broken}
		after = found["next"]


def file(path: str) -> dict[str, Any]:
	"""An exported case file on the disk of the server: names of the damaged items."""
	damaged = case_file.damaged(Path(path).read_bytes())
	return {"ok": not damaged, "damaged": damaged}
