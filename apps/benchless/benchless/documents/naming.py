"""Names of new documents, in the documented order of rules."""

from __future__ import annotations

import re
import secrets
import uuid
from typing import Any

from ..context import current
from ..errors import CharacterLengthExceededError, NameError, ValidationError
from ..messages import throw
from ..safe_eval import safe_eval
from ..schema import Meta, get_meta
from ..translations import _
from ..values import Row, cint, cstr
from . import series
from .events import run_event

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
FORBIDDEN = re.compile(r"[<>]")


def random_name(length: int = 10) -> str:
    """Lower-case letters and digits."""
    number, letters = secrets.randbelow(len(ALPHABET) ** length), []
    for _index in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def set_new_name(document: Any) -> None:
    """Give a new document its name. Raises ValidationError when the rule lacks what it needs."""
    meta: Meta = document.meta
    if meta["istable"] and not document.__dict__.get("name") and _is_plain(meta):
        document.name = random_name()
        return
    run_event(document, "before_naming")
    autoname = cstr(meta.get("autoname"))
    if autoname.lower() == "autoincrement":
        if not cstr(document.__dict__.get("name") or "0").isdigit():
            throw(_("{0} is no number").format(document.name), NameError)
        document.name = series.next_number(f"autoincrement:{meta['name']}")
        return
    if document.get("amended_from") and meta.has_field("amended_from"):
        document.name = amended_name(document)
    elif meta["issingle"]:
        document.name = meta["name"]
    else:
        _by_rule(document, meta, autoname)
    document.name = check_name(meta["name"], document.name)
    keep_naming_field(document, meta)


def keep_naming_field(document: Any, meta: Meta) -> None:
    """The field that names a document holds its name, unless it is empty."""
    autoname = cstr(meta.get("autoname"))
    if not autoname.startswith("field:") or meta["issingle"] or not meta.has_field(autoname[6:]):
        return
    value = document.get(autoname[6:])
    kind = meta.types.get(autoname[6:])
    same = cstr(value) == cstr(document.name) if kind and kind.is_number else value == document.name
    if value not in (None, "") and not same:
        document.set(autoname[6:], document.name)


def _is_plain(meta: Meta) -> bool:
    return cstr(meta.get("autoname")).lower() in ("", "hash", "random")


def _by_rule(document: Any, meta: Meta, autoname: str) -> None:
    given = document.__dict__.get("name")
    if not given:
        _document_rule(document, meta)
    if not document.__dict__.get("name"):
        run_event(document, "autoname")
    if autoname.lower().startswith("field:") and document.get(autoname[6:]):
        document.name = cstr(document.get(autoname[6:])).strip()
    if not document.__dict__.get("name"):
        document.name = by_pattern(document, autoname) or random_name()


def by_pattern(document: Any, autoname: str) -> str | None:
    """A name by the DocType's `autoname`; None when it says nothing."""
    lowered = autoname.lower()
    if lowered in ("", "hash", "random"):
        return None
    if lowered == "prompt":
        return _prompted(document)
    if lowered == "uuid":
        return str(uuid.uuid4())
    if lowered.startswith("field:"):
        return _from_field(document, autoname[6:])
    if lowered.startswith("naming_series:"):
        return _from_series_field(document)
    if lowered.startswith("format:"):
        return series.format_name(autoname[7:], document)
    if "#" not in autoname and "." not in autoname:  # no series: a plain text names nothing
        return None
    return series.make_autoname(autoname, document.doctype, document)


def _prompted(document: Any) -> str:
    given = document.__dict__.pop("__newname", None)
    if not given:
        throw(_("Please set the document name"))
    return cstr(given)


def _from_field(document: Any, fieldname: str) -> str:
    value = cstr(document.get(fieldname)).strip()
    if not value:
        throw(_("{0} is required").format(_(document.meta.get_label(fieldname))))
    return value


def _from_series_field(document: Any) -> str:
    pattern = document.get("naming_series")
    if not pattern:
        options = cstr(document.meta.get_options("naming_series")).split("\n")
        pattern = next((line for line in options if line.strip()), "")
        document.naming_series = pattern
    if not pattern:
        throw(_("Naming Series is mandatory"))
    return series.make_autoname(pattern, document.doctype, document)


def amended_name(document: Any) -> str:
    """`X-1` of `X`, `X-2` of `X-1`."""
    original = cstr(document.amended_from)
    check_amendable(document, original)
    base, count = original, 0
    first = current().db.rows(f"SELECT amended_from FROM `tab{document.doctype}` WHERE name=?", (original,))
    if first and first[0][0] and re.search(r"-\d+$", original):
        base, _dash, number = original.rpartition("-")
        count = cint(number)
    return f"{base}-{count + 1}"


def check_amendable(document: Any, original: str) -> None:
    """Only what was cancelled can be amended."""
    if not document.meta["is_submittable"]:
        return
    found = current().db.rows(f"SELECT docstatus FROM `tab{document.doctype}` WHERE name=?", (original,))
    if found and cint(found[0][0]) != 2:
        text = _("{0} cannot be amended because it is not cancelled.").format(original)
        throw(text, title=_("Amendment Not Allowed"))


# Document Naming Rule -------------------------------------------------------------------------


def _document_rule(document: Any, meta: Meta) -> None:
    for rule in _rules(meta):
        if all(_meets(document, condition) for condition in rule.conditions):
            number = cint(rule.counter) + 1
            current().db.execute(
                "UPDATE `tabDocument Naming Rule` SET counter=? WHERE name=?", (number, rule.name)
            )
            rule.counter = number
            prefix = series.parse_parts(cstr(rule.prefix).split("."), document)
            document.name = f"{prefix}{number:0{cint(rule.prefix_digits) or 5}d}"
            return


def _rules(meta: Meta) -> list[Row]:
    session = current()
    store = session.site.cache.store("schema")
    key = ("naming rules", meta["name"])
    if key not in store:
        store[key] = session.db.has_table("tabDocument Naming Rule") and bool(
            session.db.rows(
                "SELECT 1 FROM `tabDocument Naming Rule` WHERE document_type=? AND disabled=0",
                (meta["name"],),
            )
        )
    if not store[key]:
        return []
    session.db.begin()
    rules = session.db.dicts(
        "SELECT * FROM `tabDocument Naming Rule` WHERE document_type=? AND disabled=0 "
        f"ORDER BY priority DESC{session.db.locking}",
        (meta["name"],),
    )
    for rule in rules:
        rule.conditions = session.db.dicts(
            "SELECT * FROM `tabDocument Naming Rule Condition` WHERE parent=? ORDER BY idx", (rule.name,)
        )
    return rules


def _meets(document: Any, condition: Row) -> bool:
    sign = {"=": "==", "!=": "!="}.get(condition.condition, condition.condition)
    values = {"a": document.get(condition.field), "b": condition.value}
    if sign in (">", "<", ">=", "<="):
        values = {"a": float(values["a"] or 0), "b": float(values["b"] or 0)}
    else:
        values = {key: cstr(value) for key, value in values.items()}
    return bool(safe_eval(f"a {sign} b", None, values))


def check_given(name: Any) -> str:
    """A name that the client chose: it need only be possible. Raises NameError."""
    text = cstr(name).strip()
    if FORBIDDEN.search(text):
        throw(_("A name cannot contain < or >"), NameError)
    if len(text) > 140:
        throw(_("A name may have at most 140 characters"), CharacterLengthExceededError)
    return text


def check_name(doctype: str, name: Any) -> Any:
    """Strip a name and refuse what cannot be one. Raises NameError."""
    if isinstance(name, int):
        return name
    text = cstr(name).strip()
    if not text:
        raise ValidationError(_("No name given for {0}").format(_(doctype)))
    if text.startswith(f"New {doctype}") and doctype != "DocType":
        throw(_("There were some errors setting the name, please contact the administrator"), NameError)
    if text == doctype and doctype != "DocType" and not get_meta(doctype)["issingle"]:
        throw(_("Name of {0} cannot be {1}").format(_(doctype), text), NameError)
    return check_given(text)
