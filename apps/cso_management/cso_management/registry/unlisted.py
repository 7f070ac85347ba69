"""Personal data is shown in the form and on papers, where it leaves a trace, and nowhere else.

Whatever answers with rows (lists, reports, searches, exports, single values) leaves these fields out, also
for those who may see them; the ledger has masked copies for its lists. Reached through `before_request` and
`after_request`, so that it holds at every door of REST.
"""

import json
import re
from typing import Any

import frappe

from ..process import difference, sent
from . import sensitive

LISTS = re.compile(r"^/api/(?:(?:v1/)?resource|v2/document)/([^/]+)/?$")
DOCUMENTS = re.compile(r"^/api/(?:(?:v1/)?resource|v2/document)/([^/]+)/([^/]+)/?$")
METHOD = re.compile(r"^/api/(?:v1/|v2/)?method/([\w.]+)$")
ROWS = frozenset(
	{
		"frappe.client.get_list",
		"frappe.client.get_value",
		"frappe.client.get_single_value",
		"frappe.desk.reportview.get",
		"frappe.desk.reportview.get_list",
		"frappe.desk.reportview.export_query",
		"frappe.desk.reportview.get_stats",
		"frappe.desk.reportview.get_sidebar_stats",
		"frappe.desk.listview.get_group_by_count",
		"frappe.desk.search.search_link",
		"frappe.desk.search.search_widget",
	}
)
# Files of records name their columns by table; without a choice they hold every column.
FILES = {
	"frappe.core.doctype.data_export.exporter.export_data": "select_columns",
	"frappe.core.doctype.data_import.data_import.download_template": "export_fields",
}
ONE = "frappe.client.get"
ASKING = ("fields", "fieldname", "filter_fields", "searchfield", "stats", "field")
ALWAYS = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx")


def before_request() -> None:
	"""Take personal data out of what is asked for."""
	doctype = _doctype_of_rows()
	if not doctype or not frappe.db.exists("DocType", doctype):
		return
	hidden = personal(doctype)
	form: Any = frappe.form_dict
	for key in ASKING if hidden else ():
		if form.get(key):
			form[key] = without(form[key], doctype, hidden)
	columns = FILES.get(_method())
	if columns and hidden:
		form[columns] = _of_file(form.get(columns), doctype, hidden)


def after_request(response: Any = None, request: Any = None) -> None:
	"""A document that was read over REST is noted like one that was opened."""
	found = _document_read(response, request)
	if not found or not frappe.db.exists(*found):
		return
	sensitive.note_view(frappe.get_doc(*found))


def personal(doctype: str) -> set[str]:
	"""Names of such fields in the DocType, in its tables and in what it links to."""
	meta = frappe.get_meta(doctype)
	near = {df.options for df in meta.fields if df.fieldtype in ("Table", "Table MultiSelect", "Link")}
	known = [one for one in near if one and frappe.db.exists("DocType", one)]
	return _own(meta).union(*(_own(frappe.get_meta(one)) for one in known))


def without(asked: Any, doctype: str, hidden: set[str]) -> Any:
	"""The same question without them, in the form it came in."""
	fields = sent.data(asked, "fields") if isinstance(asked, str) and asked[:1] in "[{" else asked
	if isinstance(fields, str):
		parts = [part.strip() for part in fields.split(",")]
		return ",".join(_kept(parts, doctype, hidden)) or "name"
	if not isinstance(fields, list):
		return asked if not _names(fields) & hidden else '["name"]'
	kept = _kept(fields, doctype, hidden) or ["name"]
	return json.dumps(kept) if isinstance(asked, str) else kept


def _of_file(chosen: Any, doctype: str, hidden: set[str]) -> str:
	tables = sent.mapping(chosen, "columns") if chosen else {doctype: _open(doctype)}
	lists = {name: columns for name, columns in tables.items() if isinstance(columns, list)}
	return json.dumps({name: _kept(columns, doctype, hidden) for name, columns in lists.items()})


def _kept(fields: list[Any], doctype: str, hidden: set[str]) -> list[Any]:
	found: list[Any] = []
	for field in fields:
		if isinstance(field, str) and field.split(".")[-1].strip("` ") == "*":
			found += _open(doctype)
		elif not _names(field) & hidden:
			found.append(field)
	return found


def _open(doctype: str) -> list[str]:
	"""Every field that lists may show, for `*`."""
	meta = frappe.get_meta(doctype)
	named = [df.fieldname for df in meta.fields if not df.permlevel and _has_column(df)]
	return [*ALWAYS, *named]


def _has_column(df: Any) -> bool:
	return not df.get("is_virtual") and df.fieldtype not in difference.LAYOUT | difference.TABLES


def _own(meta: Any) -> set[str]:
	return {df.fieldname for df in meta.fields if df.permlevel == sensitive.LEVEL}


def _names(field: Any) -> set[str]:
	return set(re.findall(r"\w+", field if isinstance(field, str) else json.dumps(field)))


def _doctype_of_rows() -> str:
	request, form = frappe.request, dict(frappe.form_dict)
	found = LISTS.match(request.path)
	if found and request.method == "GET":
		return found[1]
	name = _method()
	asked = form.get("doctype") or ""
	if name in FILES:
		return str(form.get("parent_doctype") or asked)
	return str(asked) if name in ROWS else ""


def _method() -> str:
	"""The function that is called by its path."""
	request, form = frappe.request, dict(frappe.form_dict)
	found = METHOD.match(request.path)
	return found[1] if found else str(form.get("cmd") or "")


def _document_read(response: Any, request: Any) -> tuple[str, str] | None:
	if response is None or request is None or response.status_code != 200 or request.method != "GET":
		return None
	found = DOCUMENTS.match(request.path)
	if found:
		return found[1], found[2]
	method = METHOD.match(request.path)
	asked = dict(frappe.form_dict)
	if method and method[1] == ONE and asked.get("doctype") and asked.get("name"):
		return str(asked["doctype"]), str(asked["name"])
	return None
