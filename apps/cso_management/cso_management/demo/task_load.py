"""Many approval tasks, to measure an inbox with: `execute cso_management.demo.task_load.fill --kwargs '{…}'`.

The rows are those that an inbox reads; no documents stand behind them. The same seed gives the same tasks.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import frappe

BUSY, CALM = "inbox.busy@demo.example", "inbox.calm@demo.example"
OPEN_OF = {BUSY: 1000, CALM: 10}
OTHERS = 200
CHUNK = 5000
START = datetime(2026, 1, 5, 9, 0, 0)
STEPS = (("town-acceptance", "街镇受理"), ("town-examination", "街镇审查"), ("town-decision", "街镇决定"))
FIELDS = [
	"name",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"docstatus",
	"idx",
	"approval_case",
	"number",
	"reference_doctype",
	"reference_name",
	"title",
	"step",
	"step_label",
	"state",
	"round",
	"submitter",
	"holder",
	"acted_by",
	"status",
	"kind",
	"is_pool",
	"opened_at",
	"done_at",
	"due_on",
]


def fill(tasks: int = 200_000, seed: int = 1) -> dict[str, Any]:
	"""Users and tasks: 1,000 open ones for one user, 10 for another, the rest for two hundred colleagues."""
	dice = random.Random(seed)
	users = [_user(BUSY), _user(CALM), *(_user(f"inbox.{n:03d}@demo.example") for n in range(OTHERS))]
	owners = [user for user, count in OPEN_OF.items() for _number in range(count)]
	rows = _rows(dice, tasks, owners, users)
	while chunk := [row for _number, row in zip(range(CHUNK), rows, strict=False)]:
		frappe.db.bulk_insert("CSO Approval Task", FIELDS, chunk)
	return {"tasks": tasks, "seed": seed, "open": OPEN_OF}


def _rows(dice: random.Random, tasks: int, owners: list[str], users: list[str]) -> Iterator[tuple[Any, ...]]:
	"""Owners' tasks are spread among the others, as they come in real life."""
	places = dict(
		zip(sorted(dice.sample(range(tasks), len(owners))), dice.sample(owners, len(owners)), strict=True)
	)
	for number in range(tasks):
		owner = places.get(number)
		colleague = dice.choice(users[len(OPEN_OF) :])
		is_open = owner is not None or dice.random() < 0.2
		yield _row(dice, number, owner or colleague, is_open)


def _row(dice: random.Random, number: int, user: str, is_open: bool) -> tuple[Any, ...]:
	case, turn = divmod(number, 4)
	step, label = STEPS[turn % len(STEPS)]
	opened = START + timedelta(minutes=dice.randrange(60 * 24 * 330))
	due = date(2026, 1, 6) + timedelta(days=dice.randrange(400)) if dice.random() < 0.9 else None
	return (
		f"load-{case:06d}-{turn + 1}",
		opened,
		opened,
		"Administrator",
		"Administrator",
		0,
		0,
		f"load-{case:06d}",
		turn + 1,
		"CSO Filing Application",
		f"LOAD-{case:06d}",
		f"负载用社区组织第{case}号",
		step,
		label,
		"Town Acceptance",
		1,
		"Administrator",
		user,
		None if is_open else user,
		"Open" if is_open else "Agreed",
		"Decide",
		0,
		opened,
		None if is_open else opened + timedelta(hours=dice.randrange(1, 90)),
		due,
	)


def _user(email: str) -> str:
	if not frappe.db.exists("User", email):
		values = {
			"doctype": "User",
			"email": email,
			"first_name": email.split("@")[0],
			"send_welcome_email": 0,
		}
		frappe.get_doc({**values, "roles": [{"role": "CSO Township Clerk"}]}).insert(ignore_permissions=True)
	return email
