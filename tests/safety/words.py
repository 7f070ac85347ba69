"""The words of nonsense: texts, operators, headers, values that are nearly right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WORDS = (
    "", " ", "0", "1", "-1", "5", "3.7", "300.0", "1e400", "NaN", "inf", "99999999999999999999", "١٢", "null",
    "true", "false", "None", "[]", "{}", "[[]]", "[{}]", "{", "[", '"', "name", "owner", "docstatus",
    "Administrator", "Guest", "All", "2026-02-30", "2026-11-23", "2026-11-23 10:00:00", "0000-00-00",
    "99999-01-01", "25:61:61", "Today", "last month",
    "' OR 1=1 --", "1; DROP TABLE tabUser", "`tabUser`.`name`", "name desc, (select 1)", "name asc",
    "count(*)",
    "count(name) as n", "*", "%", "_", "../../../etc/passwd", "..%2f..%2fsite_config.json", "/", "\\", ".",
    "/private/files/secret.txt", "/files/secret.txt", "http://127.0.0.1:1/x", "file:///etc/passwd",
    "{{ 7*7 }}", "{{ doc.__class__.__mro__ }}", "{% for %}", "{{ doc.x.y }}", "{0}{1}", "%s%d", "%(a)s",
    "<script>alert(1)</script>", "<b", "&#0;", "\x00", "\x1b[0m", "\n", "\r\nX-Evil: 1", "\u202e", "\ud7ff",
    "\U0001f9e8", "名称", "a" * 5000, "名" * 300, "frappe.client.get_list", "frappe.client", "frappe",
    "__init__",
    "os.system", "__class__", "as_dict", "save", "PDF", "Excel", "CSV", "zh", "en", "a@b.example", "a@b@c, d",
    "=", "in", "between", "like", "descendants of", "is", "timespan", "regexp", "set", "not set", "and", "or",
    '{"doctype":"ToDo"}', '{"doctype":"ToDo","description":{"a":1}}', '{"doctype":["ToDo"]}',
    '{"doctype":"User","name":"Administrator"}', '{"doctype":"User","name":{"a":1}}', '{"name":7}',
    '[["ToDo","status","=","Open"]]', '[["a"]]', '[["ToDo","status","between","x"]]',
    '{"status":["in",null]}',
    '{"name":{"a":1}}', '["name","nothing"]', '["name as `x`"]', '[1,2]', '"text"', '{"a":[{"b":[]}]}',
    "[null]",
    '{"doctype":"ToDo","name":"x","__islocal":1,"items":"x"}', '[["ToDo","name","descendants of","x"]]',
    '[{"count":"name"}]', '[{"COUNT":"*","as":"n"}]', '{"limit":{}}', '[[["a","=",1],"and",["b"]]]',
    "[" * 600,
    "[" * 200 + "]" * 200, '{"a":' * 300 + "1" + "}" * 300,
)  # fmt: skip
OPERATORS = (
    "=", "!=", ">", "<", ">=", "<=", "like", "not like", "in", "not in", "between", "is", "timespan",
    "descendants of", "not descendants of", "ancestors of", "not ancestors of",
    "descendants of (inclusive)", "fiscal year", "regexp", "IN", "", "nonsense", 7, None,
)  # fmt: skip
# Parameters by what they seem to want: half of the time they get something near it.
TYPE_NAMES = (
    "doctype", "dt", "parent", "document_type", "ref_doctype", "parenttype", "parent_doctype", "cdt",
    "link_to"
)  # fmt: skip
DOCUMENT_NAMES = (
    "name", "docname", "dn", "docnames", "names", "ref_docname", "reference_name", "report_name"
)  # fmt: skip
KEYS = (
    "doctype", "name", "fieldname", "value", "label", "idx", "parent", "filters", "fields", "type", "docname",
    "assign_to", "description", "priority", "date", "document_type", "title", "page", "role", "user",
    "content",
    "chart_type", "function", "options", "public", "columns", "dashboard", "module", "fieldtype", "email",
)  # fmt: skip
# What every document has, and what belongs to the server alone.
USUAL = (
    "name", "owner", "creation", "modified", "docstatus", "idx", "parent", "parenttype", "parentfield",
    "flags",
    "__islocal", "doctype", "meta", "_meta", "__onload", "_user_tags", "_comments", "_liked_by", "_assign",
    "_seen",
    "amended_from", "save", "parent_doc", "_typed", "__class__", "__dict__", "naming_series",
    "workflow_state",
)  # fmt: skip
HEADERS: Mapping[str, Sequence[str]] = {
    "Accept": ("text/html", "*/*", "application/json", "image/png;q=x", "", ";;;", "a" * 3000),
    "Accept-Language": ("zh-CN,zh;q=0.9", "xx-YY;q=abc", ",,,;", "en;q=-1", "../../etc", "*"),
    "Content-Type": (
        "application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary=", "nonsense",
        "application/json; charset=nothing", "application/x-www-form-urlencoded; charset=utf-16", "",
    ),
    "X-Frappe-CSRF-Token": ("", "None", "名".encode().decode("latin-1"), "x" * 2000),
    "X-Frappe-Site-Name": ("other.localhost", "../..", ""),
    "X-Frappe-Doctype": ("ToDo", "%E5%90%8D", "\xff\xfe"),
    "X-Frappe-Request-Id": ("x" * 500, "{{ 7 }}"),
    "X-Requested-With": ("XMLHttpRequest", "x"),
    "X-Forwarded-For": ("", "not an address", "::1, 1.2.3.4, " * 50, "'; DROP TABLE x --"),
    "X-Forwarded-Proto": ("gopher",),
    "X-Forwarded-Host": ("evil.example", "a b"),
    "X-Http-Method-Override": ("DELETE", "TRACE"),
    "Authorization": (
        "token", "token x", "token :", "token a:b", "Basic !!!", "Basic eDp5", "Basic \xff\xfe", "Bearer x",
        "nonsense", "token \xe4\xb8:\xad", "Basic " + "A" * 3000,
    ),
    "Cookie": (
        "sid=", "sid=Guest", "sid=" + "0" * 64, "sid=\xff\xfe", ";;;=;", "sid=a; sid=b; system_user=yes",
        "x" * 3000,
        "preferred_language=%%%; sid=\x01",
    ),
    "Range": ("bytes=0-1", "bytes=-", "bytes=9-1", "bytes=a-b", "bytes=0-0,2-4,-1", "lines=1",
    "bytes=999999-"),
    "If-Modified-Since": ("yesterday", "Mon, 99 Feb 9999 99:99:99 GMT"),
    "If-None-Match": ('"', "W/", "*", '"a", b'),
    "Accept-Encoding": ("gzip", "gzip;q=x", "br, nonsense"),
    "Referer": ("javascript:alert(1)", "http://[::1", "\xff"),
    "Origin": ("null", "http://[", "https://evil.example"),
    "Host": ("localhost", "a b", "[::", "localhost:99999999", "xn--\xff", ""),
    "Content-Length": ("0", "1"),
    "User-Agent": ("", "\xff" * 100),
}  # fmt: skip
NEAR: Mapping[str, Sequence[Any]] = {
    "Check": (0, 1, "1", True, 2, -1, "yes"),
    "Int": (0, 1, -5, "7", 2**31, 2**63, 1e300, "x", 0.5),
    "Float": (0, 1.5, "1,000.5", 1e308, "x", -0.0),
    "Currency": (0, 1.5, "¥1", 1e18, 1e308, -1),
    "Percent": (0, 50, 101, -1, "50%"),
    "Date": ("2026-11-23", "2026-02-30", "0001-01-01", "9999-12-31", "23.11.2026", 20261123, "today", ""),
    "Datetime": ("2026-11-23 10:00:00", "2026-11-23", "9999-12-31 23:59:59.999999", "0000-00-00 00:00:00", 0,
    "x"),
    "Time": ("10:00:00", "25:00", "x", 36000, "-1:00:00"),
    "Duration": (0, 3600, -1, "1h", 1e30),
    "JSON": ("{}", "[]", "{", "null", '{"a": [1]}', "7"),
    "Code": ("doc.name == 1", "{{ doc.x }}", "(", "frappe.db", "lambda: 1", "1/0"),
    "Attach": ("/files/x.png", "/private/files/secret.txt", "http://x.example/y", "data:image/png;base64,xx"),
    "Attach Image": ("/files/x.png", "data:,", "x"),
    "Color": ("#fff", "red", "x"),
    "Rating": (0, 0.5, 1, 7, "x"),
    "Geolocation": ('{"type":"Point"}', "x", "{}"),
    "Phone": ("13800000000", "+86-13800000000", "x"),
    "Password": ("********", "secret", ""),
    "Barcode": ("x", "<svg>"),
}  # fmt: skip
