"""The exported case: one page whose lines each carry their own hash. Pure.

Between two marks stands one line per item: `name hash payload`, the hash over `name payload`. The last line,
`seal page lines`, holds the hash of the page around the lines and the hash of all lines before it.
"""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from . import hash_chain

BEGIN = b'<script type="text/plain" id="case">\n'
END = b"</script>"
SEAL = b"seal"
Item = tuple[str, Any]
DECIDED = ("opinion", "signature", "acted_by", "on_behalf_of")


def build(page: bytes, items: Sequence[Item]) -> bytes:
	"""The page with the items in it; the first line lists the names of the others."""
	lines = [
		_line(name, payload) for name, payload in [("index", [name for name, _payload in items]), *items]
	]
	before, after = _around(page)
	seal = b" ".join([SEAL, _digest(before + after), _digest(b"\n".join(lines))])
	return before + b"\n".join([*lines, seal]) + b"\n" + after


def damaged(data: bytes) -> list[str]:
	"""Names of the items that do not fit; nothing for a whole file."""
	parts = _split(data)
	if parts is None:
		return ["page"]
	before, block, after = parts
	lines = block.split(b"\n")
	if lines[-1]:
		return ["page"]
	*lines, seal = lines[:-1] or [b""]
	found = [] if seal.split(b" ")[1:2] == [_digest(before + after)] else ["page"]
	if seal != b" ".join([SEAL, *seal.split(b" ")[1:2], _digest(b"\n".join(lines))]):
		found.append("seal")
	items, names = _read(lines)
	# A line that is gone leaves others without their partner: they are judged only when all lines are whole.
	found += names or _inside(items)
	return _named(found) if found else []


def _named(found: list[str]) -> list[str]:
	"""A broken line breaks the seal too: it is named only where nothing else is."""
	names = list(dict.fromkeys(found))
	return [name for name in names if name != "seal"] or names


def _read(lines: list[bytes]) -> tuple[dict[str, Any], list[str]]:
	"""Items by name, and the names of lines that are damaged, unknown or not there."""
	items: dict[str, Any] = {}
	wrong: list[str] = []
	for number, line in enumerate(lines, 1):
		name, fits, payload = _parsed(line)
		if fits and name not in items:
			items[name] = payload
		else:
			wrong.append(name or f"line:{number}")
	expected = items.get("index")
	if not isinstance(expected, list):
		return items, ["index", *(name for name in wrong if ":" in name)]
	missing = [name for name in expected if name not in items]
	strange = [name for name in items if name not in expected and name != "index"]
	real = [name for name in wrong if name in {*expected, "index"}]
	return items, [*real, *missing, *strange] or wrong


def _parsed(line: bytes) -> tuple[str, bool, Any]:
	pieces = line.split(b" ", 2)
	name = pieces[0].decode("utf-8", "replace")
	if len(pieces) < 3 or _digest(pieces[0] + b" " + pieces[2]) != pieces[1]:
		return name, False, None
	try:
		return name, True, json.loads(pieces[2])
	except ValueError:
		return name, False, None


def _inside(items: Mapping[str, Any]) -> Iterator[str]:
	"""What the items say about one another."""
	rows = _of(items, "chain")
	yield from _chain(items.get("head") or {}, rows)
	kept = {**_of(items, "form"), **_of(items, "hidden"), **_of(items, "signature")}
	yield from (name for name, item in kept.items() if hash_chain.digest(item["text"]) != item["hash"])
	hashes = {item["hash"] for item in kept.values()}
	for name, row in rows.items():
		content = row["content"]
		wanted = {content.get("snapshot_hash"), content.get("signature_hash")} - {None}
		if content.get("hash_version") and not wanted <= hashes:
			yield f"{name}:evidence"
	yield from _tasks(items, rows)
	yield from _attachments(items)


def _chain(head: Mapping[str, Any], rows: Mapping[str, Any]) -> Iterator[str]:
	previous = ""
	for name, row in rows.items():
		if row["prev_hash"] != previous or row["row_hash"] != hash_chain.row_hash(row["content"], previous):
			yield name
			return
		previous = row["row_hash"]
	if str(head.get("rows")) != str(len(rows)) or head.get("last_hash") != previous:
		yield "head"


def _tasks(items: Mapping[str, Any], rows: Mapping[str, Any]) -> Iterator[str]:
	if not all(row["content"].get("hash_version") for row in rows.values()):
		return
	decided: dict[str, str] = {}
	for row in rows.values():
		content = row["content"]
		if content.get("decision_hash"):
			decided[content.get("task", "")] = content["decision_hash"]
		elif content.get("act") == "take_back":
			decided.pop(content.get("task", ""), None)
	for name, task in _of(items, "task").items():
		own = hash_chain.digest(hash_chain.canonical({field: task.get(field) or "" for field in DECIDED}))
		if own != decided.get(task["name"], EMPTY):
			yield name


def _attachments(items: Mapping[str, Any]) -> Iterator[str]:
	noted: dict[str, str] = {}
	for item in _of(items, "form").values():
		noted.update({file["file"]: file["sha256"] for file in _files(item["text"])})
	for name, item in _of(items, "attachment").items():
		if (
			item["content"]
			and _content_hash(item["content"]) != item["sha256"]
			or noted.get(item["file"], item["sha256"]) != item["sha256"]
		):
			yield name


def _files(text: str) -> list[dict[str, str]]:
	try:
		return list(json.loads(text).get("files", []))
	except ValueError:
		return []


def _content_hash(text: str) -> str:
	try:
		return sha256(base64.b64decode(text, validate=True)).hexdigest()
	except binascii.Error:
		return ""


def _of(items: Mapping[str, Any], kind: str) -> dict[str, Any]:
	return {name: item for name, item in items.items() if name.split(":")[0] == kind}


def _line(name: str, payload: Any) -> bytes:
	text = hash_chain.canonical(payload).replace("<", "\\u003c").encode()
	return b" ".join([name.encode(), _digest(name.encode() + b" " + text), text])


def _around(page: bytes) -> tuple[bytes, bytes]:
	parts = _split(page)
	if parts is None:
		raise ValueError("the page has no place for a case")
	return parts[0], parts[2]


def _split(data: bytes) -> tuple[bytes, bytes, bytes] | None:
	"""Page before the lines, the lines, page after them."""
	start = data.find(BEGIN)
	end = data.find(END, start + len(BEGIN)) if start >= 0 else -1
	if end < 0:
		return None
	start += len(BEGIN)
	return data[:start], data[start:end], data[end:]


def _digest(data: bytes) -> bytes:
	return sha256(data).hexdigest().encode()


EMPTY = hash_chain.digest(hash_chain.canonical({field: "" for field in DECIDED}))
