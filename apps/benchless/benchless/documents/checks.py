"""The framework's own checks before a document is written."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from .. import errors
from ..context import current
from ..messages import msgprint, throw
from ..schema.fieldtypes import TABLE_TYPES
from ..schema.meta import CHILD_FIELDS, STANDARD_FIELDS
from ..translations import _
from ..values import Row, cint, cstr
from .sanitising import sanitize_document

TAGS = re.compile(r"<[^>]*>")
# What may hold more than one value, besides tables; and what never does, besides the fields.
STRUCTURED, FREE = ("JSON", "Code"), ("flags", "_typed", "__onload")
SINGLE = frozenset((*STANDARD_FIELDS, *CHILD_FIELDS, "amended_from", "naming_series", "__newname"))
IMAGES = re.compile(r"<(img|iframe|video|table|hr)\b", re.I)


def check_document(document: Any) -> None:
    """Mandatory fields, then values by type, then markup, over the document and its rows."""
    parts = [document, *document.get_all_children()]
    check_mandatory(document, parts)
    for part in parts:
        check_values(part)
        sanitize_document(part, part.meta)


def check_shapes(document: Any) -> None:
    """Lists where one value belongs, unreadable dates and numbers that no column holds are refused.

    This comes first: rights, events and controllers may trust in it.
    """
    for part in (document, *document.get_all_children()):
        _check_single(part)
        _check_measures(part)


def _check_measures(part: Any) -> None:
    """Numbers typed as text become numbers; what is empty waits for its default."""
    own, types = part.__dict__, part.meta.types
    for field in part.meta.measured_fields:
        value, kind = own.get(field.fieldname), types[field.fieldname]
        if value is None or value == "" or isinstance(value, date | timedelta):
            continue
        if kind.is_number:
            value = _counted(own, field, kind.cast(value, field))
        problem = kind.problem(value, field)
        if problem:
            throw(_where(part) + str(problem), type(problem))


def _counted(own: dict[str, Any], field: Row, number: Any) -> Any:
    """Put the number in place; what was typed stays known, as later checks ask for it."""
    if type(number) is not type(own[field.fieldname]):
        own.setdefault("_typed", {})[field.fieldname] = own[field.fieldname]
    own[field.fieldname] = number
    return number


def _check_single(part: Any) -> None:
    own, meta = part.__dict__, part.meta
    for name, value in own.items():
        if not isinstance(value, list | dict | tuple) or name in meta.table_names or name in FREE:
            continue
        kind = meta.types.get(name)
        if kind is not None and kind.name not in STRUCTURED or name in SINGLE:
            throw(_where(part) + _("{0} cannot be a list").format(_(cstr(meta.get_label(name)))))


# mandatory ------------------------------------------------------------------------------------


def check_mandatory(document: Any, parts: list[Any]) -> None:
    """Raise MandatoryError naming every empty field at once."""
    if document.flags.ignore_mandatory:
        return
    if document.meta["istable"] and not document.get("parent"):
        throw(_("{0} is required").format(_("Parent")), errors.MandatoryError)
    missing = [
        (part, field)
        for part in parts
        for field in part.meta.required_fields
        if is_empty(part, field) or _typed_nothing(part, field)
    ]
    if not missing:
        return
    for part, field in missing:
        msgprint(_mandatory_text(part, field), title=_("Missing Fields"))
    names = ", ".join(field.fieldname for _part, field in missing)
    raise errors.MandatoryError(f"[{document.doctype}, {document.name}]: {names}")


def _typed_nothing(part: Any, field: Row) -> bool:
    """A required number that was not given counts as empty, though it is stored as 0."""
    typed = part.__dict__.get("_typed", {})
    return field.fieldname in typed and typed[field.fieldname] in (None, "")


def is_empty(document: Any, field: Row) -> bool:
    """Whether nothing was entered: None, no rows, blanks or empty markup."""
    value = document.get(field.fieldname)
    if field.fieldtype in TABLE_TYPES:
        return not value
    if value is None or value == []:
        return True
    if not isinstance(value, str):
        return False
    if "<" in value and IMAGES.search(value):
        return False
    return not TAGS.sub("", value).strip()


def _mandatory_text(part: Any, field: Row) -> str:
    label = _(cstr(field.label) or field.fieldname)
    if part.get("parentfield") and part.__dict__.get("parent_doc") is not None:
        return _("{0}, row {1}: {2} is required").format(
            _(part.parent_doc.meta.get_label(part.parentfield)), part.idx, label
        )
    if field.fieldtype in TABLE_TYPES:
        return _("{0} needs at least one row").format(label)
    return _("{0} is required").format(label)


# values ---------------------------------------------------------------------------------------


def check_values(document: Any) -> None:
    """Every value that is there fits its type, its options, its length and its sign."""
    own, fields = document.__dict__, document.meta.field_map
    typed = own.get("_typed") or {}
    for name, kind in document.meta.types.items():
        value = own.get(name)
        if typed and kind.is_number and isinstance(typed.get(name), list | dict):
            throw(_where(document) + _("{0} cannot be a list").format(_(cstr(fields[name].label))))
        if value is None or value == "":
            continue
        field = fields[name]
        if kind.name == "Select" and isinstance(value, str):
            value = own[name] = value.strip()
            if not value:
                continue
        if kind.name == "JSON":
            value = own[name] = kind.cast(value, field)
        problem = kind.problem(value, field) or _negative(value, field)
        if problem:
            throw(_where(document) + str(problem), type(problem))


def _negative(value: Any, field: Row) -> Exception | None:
    if not isinstance(value, int | float) or value >= 0 or not cint(field.non_negative):
        return None
    return errors.NonNegativeError(_("{0} cannot be negative").format(_(cstr(field.label))))


def _where(document: Any) -> str:
    if not document.get("parentfield") or document.__dict__.get("parent_doc") is None:
        return ""
    table = _(document.parent_doc.meta.get_label(document.parentfield))
    return _("{0}, row {1}: ").format(table, document.idx)


# constants ------------------------------------------------------------------------------------


def check_constants(document: Any, before: Any) -> None:
    """Fields marked `set_only_once`, the owner and the time of creation never change."""
    for field in document.meta.constant_fields:
        if _constant_differs(document, before, field):
            _refuse_constant(_(document.meta.get_label(field.fieldname)))
    given = document.__dict__.get("creation")
    if given is not None and cstr(given)[:19] != cstr(before.creation)[:19]:
        _refuse_constant(_("Created On"))
    if not document.meta["issingle"] and document.__dict__.get("owner") not in (None, before.owner):
        _refuse_constant(_("Owner"))
    document.__dict__.update(creation=before.creation, owner=before.owner)


def _constant_differs(document: Any, before: Any, field: Row) -> bool:
    """As it was sent, before anything is cast: an empty text is not nothing, and `"4"` is not 4."""
    if field.fieldtype in (*TABLE_TYPES, "Datetime", "Time", "Duration"):
        return differs(document, before, field)
    name, old = field.fieldname, before.get(field.fieldname)
    sent = document.__dict__.get("_typed", {}).get(name, document.get(name))
    return bool(sent != (cstr(old)[:10] if field.fieldtype == "Date" and isinstance(sent, str) else old))


def _refuse_constant(label: str) -> None:
    throw(_("{0} cannot be changed after it was set").format(label), errors.CannotChangeConstantError)


def changed_fields(document: Any, before: Any) -> list[Row]:
    """Fields of the document's own row whose values are others than before."""
    mine, theirs, fields = document.__dict__, before.__dict__, document.meta.field_map
    # Most values are the ones that were read: only the others are looked at closely.
    unsure = [name for name in document.meta.types if not _is_same(mine.get(name), theirs.get(name))]
    return [fields[name] for name in unsure if differs(document, before, fields[name])]


def _is_same(value: Any, other: Any) -> bool:
    return value is not None and type(value) is type(other) and bool(value == other)


def differs(document: Any, before: Any, field: Row) -> bool:
    """Whether a field's value is another one than before."""
    if field.fieldtype in TABLE_TYPES:
        return rows_differ(document.get(field.fieldname) or [], before.get(field.fieldname) or [])
    name = field.fieldname
    if _is_same(document.__dict__.get(name), before.__dict__.get(name)):
        return False
    kind = document.meta.types[name]
    new = kind.to_column(document.get(name), field)
    old = kind.to_column(before.get(name), field)
    return (new or None) != (old or None)


def rows_differ(new: list[Any], old: list[Any]) -> bool:
    """Whether two tables hold different rows."""
    if len(new) != len(old):
        return True
    for one, other in zip(new, old, strict=True):
        if one.name != other.name or changed_fields(one, other):
            return True
    return False


def check_after_submit(document: Any, before: Any) -> None:
    """Of a submitted document only fields marked `allow_on_submit` may change."""
    if document.flags.ignore_validate_update_after_submit:
        return
    for field in document.meta["fields"]:
        if cint(field.allow_on_submit) or field.fieldname not in (*document.meta.types, *_tables(document)):
            continue
        if field.fieldtype in TABLE_TYPES:
            _check_rows_after_submit(document, before, field)
        elif differs(document, before, field):
            _refuse_change(document.meta.get_label(field.fieldname))


def _tables(document: Any) -> list[str]:
    return [field.fieldname for field in document.meta.table_fields]


def _check_rows_after_submit(document: Any, before: Any, table: Row) -> None:
    new, old = (
        document.get(table.fieldname) or [],
        {row.name: row for row in before.get(table.fieldname) or []},
    )
    if len(new) != len(old) or any(row.name not in old for row in new):
        _refuse_change(document.meta.get_label(table.fieldname))
    for row in new:
        for field in row.meta.value_fields:
            if not cint(field.allow_on_submit) and differs(row, old[row.name], field):
                _refuse_change(f"{table.label}: {field.label}")


def _refuse_change(label: str) -> None:
    throw(_("{0} cannot be changed after submission").format(_(label)), errors.UpdateAfterSubmitError)


def check_latest(document: Any, stored_modified: Any) -> None:
    """Raise TimestampMismatchError when somebody has saved the document since it was read."""
    if document.flags.ignore_version_check or moment(document.__dict__.get("_read_modified")) == moment(
        stored_modified
    ):
        return
    by = _last_writer(document)
    text = _("{0} {1} was changed by {2} after you opened it. Please refresh to see the newest version.")
    throw(text.format(_(document.doctype), document.name, by), errors.TimestampMismatchError)


def _last_writer(document: Any) -> str:
    if document.meta["issingle"]:
        question = "SELECT value FROM `tabSingles` WHERE doctype=? AND field='modified_by'"
    else:
        question = f"SELECT modified_by FROM `tab{document.doctype}` WHERE name=?"
    rows = current().db.rows(question, (document.name,))
    return cstr(rows[0][0]) if rows else ""


def moment(value: Any) -> str:
    """A time stamp in one form, so that text and datetime compare."""
    text = cstr(value).replace("T", " ")
    head, _dot, fraction = text.partition(".")
    return f"{head}.{fraction:0<6}" if fraction else f"{head}.000000"
