"""A document as data: fields, rows of child tables, and its shape as a dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import orjson

from ..absent import AbsentName
from ..access.readers import time_answer
from ..errors import ValidationError
from ..safe_eval import safe_eval
from ..schema import Meta, get_meta
from ..schema.fieldtypes import field_type
from ..schema.meta import CHILD_FIELDS, OPTIONAL_FIELDS, STANDARD_FIELDS, matches
from ..translations import _
from ..values import Row, cint, flt
from .controllers import get_controller
from .lookup import get_value

# Virtual fields whose options are no expression.
OPTIONS_ARE_NO_CODE = ("Link", "Dynamic Link", "Select", "Table", "Table MultiSelect", "Autocomplete", "Code")
ZERO = {"docstatus": 0, "idx": 0}
_EXACT = {"Int": int, "Long Int": int, "Float": float, "Currency": float, "Percent": float}
PRIVATE = ("__islocal", "__unsaved", "__onload", "__run_link_triggers")
KNOWN = frozenset((*STANDARD_FIELDS, *CHILD_FIELDS, *OPTIONAL_FIELDS, "_seen"))
NULLISH = (None, "")


# A client's copy of a document must not bring these along: they say what was there before, and who may save.
LIFE_CYCLE = frozenset(
    ("flags", "_snapshot", "_before", "_before_snapshot", "_action", "_read_modified", "_meta",
     "_moment_names", "_number_names", "_special_names", "_typed", "_insert", "_update", "_is_searched",
     "parent_doc")
)  # fmt: skip


class BaseDocument:
    """Fields are attributes. Rows of child tables are documents of their own, with `parent_doc`."""

    doctype: str
    name: Any
    owner: str
    creation: Any
    modified: Any
    modified_by: str
    docstatus: int
    idx: int
    parent: Any
    parentfield: str
    parenttype: str
    flags: Row

    def __init__(self, data: dict[str, Any]) -> None:
        own = self.__dict__
        own["doctype"] = data.get("doctype") or own.get("doctype")
        own["flags"] = Row()
        self.update(data)

    # attributes ---------------------------------------------------------------------------

    @property
    def meta(self) -> Meta:
        found: Meta | None = self.__dict__.get("_meta")
        if found is None:
            found = self.__dict__["_meta"] = get_meta(self.__dict__["doctype"])
        return found

    def __getattr__(self, key: str) -> Any:
        """A field that has no value yet is None, 0 or an empty list; anything else is an error."""
        if key.startswith("__") or key == "_meta":
            raise AttributeError(key)
        if key in KNOWN:
            return ZERO.get(key)
        field = self.meta.field_map.get(key)
        if field is None:
            raise AbsentName(f"{self.__dict__.get('doctype')}.{key}")
        if field in self.meta.table_fields:
            return self.__dict__.setdefault(key, [])
        return None

    def __repr__(self) -> str:
        return f"<{self.__dict__.get('doctype')}: {self.__dict__.get('name') or 'unsaved'}>"

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    # reading and setting ------------------------------------------------------------------

    def get(self, key: Any, filters: Any = None, limit: int | None = None, default: Any = None) -> Any:
        """A field's value; rows of a table filtered by a dictionary; `default` (or the second
        argument) else.
        """
        if isinstance(key, dict):
            return [row for row in self.get_all_children() if matches(row, key)]
        value = self.__dict__.get(key)
        if isinstance(filters, dict):
            rows = [row for row in value or [] if matches(row, filters)]
            return rows[:limit] if limit else rows
        if value is None:
            if key in self.__dict__ or not self._is_table(key):
                fallback = default if filters is None else filters
                return self._virtual(key, fallback)
            return self.__dict__.setdefault(key, [])
        return value[:limit] if limit and isinstance(value, list) else value

    def _is_table(self, key: str) -> bool:
        if key.startswith("_"):
            return False
        field = self.meta.field_map.get(key)
        return field is not None and field in self.meta.table_fields

    def _virtual(self, key: str, fallback: Any) -> Any:
        attribute = getattr(type(self), key, None)
        if isinstance(attribute, property) and key in self.meta.field_map:
            value = getattr(self, key)
            return fallback if value is None else value
        return fallback if fallback is not None else ZERO.get(key)

    def getone(self, key: str, filters: Any = None) -> Any:
        """The first row that meets the filters, or None."""
        return next(iter(self.get(key, filters) or []), None)

    def set(self, key: str, value: Any, as_value: bool = False) -> None:
        """Set a field. A list for a table field becomes rows. What belongs to the life cycle stays."""
        if key in LIFE_CYCLE:
            return
        field = self.meta.field_map.get(key) if not key.startswith("_") else None
        if field is not None and not as_value and field in self.meta.table_fields:
            self.__dict__[key] = []
            self.extend(key, value or [])
        elif isinstance(getattr(type(self), key, None), property):
            if getattr(type(self), key).fset:
                setattr(self, key, value)
        else:
            self.__dict__[key] = value

    def update(self, data: dict[str, Any]) -> BaseDocument:
        """Set several fields. Gives the document back."""
        own = self.__dict__
        special = _special(type(self), self.meta) if data else frozenset()
        for key, value in data.items():
            if key in special:
                self._update_special(key, value)
            else:
                own[key] = value
        return self

    def _update_special(self, key: str, value: Any) -> None:
        own = self.__dict__
        if key in self.meta.table_names:
            own[key] = []
            self.extend(key, [] if value is None or value == "" else value)
        elif key in LIFE_CYCLE and key != "flags":
            return
        elif callable(getattr(type(self), key, None)) and key not in self.meta.field_map:
            return  # what a document can do is no value
        elif key not in ("doctype", "flags"):
            self.set(key, value)
        elif own.get(key) is None:
            own[key] = value

    def update_if_missing(self, data: dict[str, Any]) -> None:
        """Set the fields that have no value yet."""
        for key, value in data.items():
            if self.get(key) is None:
                self.set(key, value)

    def get_db_value(self, key: str) -> Any:
        """A field as it stands in the database."""
        return get_value(self.doctype, self.name, key)

    # rows ---------------------------------------------------------------------------------

    def append(self, key: str, value: Any = None) -> Any:
        """Add a row to a table field (a dictionary or a document) and give it back."""
        field = self.meta.field_map.get(key)
        if field is None or field not in self.meta.table_fields:
            raise ValidationError(_("{0} has no table {1}").format(_(self.doctype), key))
        rows = self.__dict__.get(key)
        if rows is None:
            rows = self.__dict__[key] = []
        row = self._new_row(value if value is not None else {}, key, field.options)
        rows.append(row)
        row.__dict__["idx"] = row.__dict__.get("idx") or len(rows)
        return row

    def extend(self, key: str, values: Iterable[Any]) -> None:
        """Add several rows. Raises ValidationError when that is not a list."""
        if isinstance(values, dict | str) or not isinstance(values, Iterable):
            raise ValidationError(_("{0} must be a list of rows").format(_(self.meta.get_label(key))))
        for value in values:
            self.append(key, value)

    def _new_row(self, value: Any, key: str, doctype: str) -> Any:
        if isinstance(value, BaseDocument):
            row = value
        elif isinstance(value, dict):
            row = get_controller(doctype)({**value, "doctype": doctype})
        else:
            raise ValidationError(_("A row of {0} must be a dictionary").format(_(self.meta.get_label(key))))
        own = row.__dict__
        own.update(
            parent=self.__dict__.get("name"), parentfield=key, parenttype=self.doctype, parent_doc=self
        )
        own.setdefault("docstatus", 0)
        if not own.get("name"):
            own["__islocal"] = 1
        return row

    def remove(self, row: Any) -> None:
        """Take a row out of its table; the others are numbered again."""
        if row.get("parentfield"):
            rows = self.get(row.parentfield)
            rows.remove(row)
            for position, one in enumerate(rows, 1):
                one.idx = position

    def get_all_children(self, parenttype: str | None = None) -> list[Any]:
        """Rows of all tables, in order."""
        return [row for field in self.meta.table_fields for row in self.__dict__.get(field.fieldname) or []]

    # state --------------------------------------------------------------------------------

    def is_new(self) -> bool:
        """Whether the document has never been saved."""
        return bool(self.__dict__.get("__islocal"))

    def get_valid_columns(self) -> list[str]:
        return list(self.meta.columns)

    def precision(self, fieldname: str, parentfield: Any = None) -> int | None:
        """Decimals of a number field: its own, else the system's (2 for money)."""
        field = self.meta.get_field(fieldname)
        if field is None or field.fieldtype not in ("Currency", "Float", "Percent"):
            return None
        if field.precision not in NULLISH:
            return cint(field.precision)
        return 2 if field.fieldtype == "Currency" else 3

    def get_label_from_fieldname(self, fieldname: str) -> str:
        return self.meta.get_label(fieldname)

    # dictionaries -------------------------------------------------------------------------

    def get_valid_dict(
        self,
        sanitize: bool = True,
        convert_dates_to_str: bool = False,
        ignore_nulls: bool = False,
        **_ignored: Any,
    ) -> Row:
        """The stored columns with their values."""
        own = self.__dict__
        out = Row({name: own.get(name, ZERO.get(name)) for name in self.meta.columns})
        if convert_dates_to_str:
            for key, value in out.items():
                out[key] = date_answer(value)
        return Row({k: v for k, v in out.items() if v is not None}) if ignore_nulls else out

    def as_dict(
        self,
        no_nulls: bool = False,
        no_default_fields: bool = False,
        convert_dates_to_str: bool = False,
        no_child_table_fields: bool = False,
        no_private_properties: bool = False,
    ) -> Row:
        """The document and its rows as plain data, in the API's shape."""
        own = self.__dict__
        out: Row = Row()
        skip = _left_out(no_default_fields, no_child_table_fields)
        numbers = self._number_names()
        for key in self.meta.columns:
            value = own.get(key)
            if value is None:
                if key in numbers:
                    value = 0
                elif no_nulls:
                    continue
            if key not in skip:
                out[key] = date_answer(value) if convert_dates_to_str else value
        self._add_virtual(out, no_nulls)
        out["doctype"] = self.doctype
        for field in self.meta.table_fields:
            out[field.fieldname] = [
                row.as_dict(
                    no_nulls,
                    no_default_fields,
                    convert_dates_to_str,
                    no_child_table_fields,
                    no_private_properties,
                )
                for row in own.get(field.fieldname) or []
            ]
        if not no_private_properties:
            out.update({key: own[key] for key in PRIVATE if own.get(key)})
            out.update({key: own[key] for key in OPTIONAL_FIELDS if own.get(key)})
        return out

    def _number_names(self) -> frozenset[str]:
        return _numbers(self.meta)

    def _add_virtual(self, out: Row, no_nulls: bool) -> None:
        for field in self.meta.virtual_fields:
            value = self._virtual_value(field)
            if value is not None or not no_nulls:
                out[field.fieldname] = value

    def _virtual_value(self, field: Row) -> Any:
        """A property of the class, or what the expression in the field's options gives."""
        stated = hasattr(type(self), field.fieldname) or field.fieldtype in OPTIONS_ARE_NO_CODE
        if stated or not field.options:
            return self.get(field.fieldname)
        return safe_eval(field.options, None, {"doc": self})

    def as_json(self) -> str:
        """The same as indented JSON text."""
        return orjson.dumps(
            self.as_dict(), default=json_default, option=orjson.OPT_INDENT_2 | PASS_DATES
        ).decode()

    def cast_numbers(self) -> None:
        """Numbers typed as text become numbers; rubbish becomes 0."""
        own = self.__dict__
        for field in self.meta.numeric_fields:
            name = field.fieldname
            value = own.get(name)
            if type(value) is _EXACT.get(field.fieldtype):
                continue
            own.setdefault("_typed", {})[name] = value
            own[name] = self.meta.types[name].cast(value, field)
        for name in _moments(self.meta):
            if own.get(name) == "":
                own[name] = None
        if type(own.get("docstatus")) is not int:
            own["docstatus"] = cint(own.get("docstatus"))
        if type(own.get("idx")) is not int:
            own["idx"] = cint(own.get("idx"))

    def cast(self, value: Any, df: Any) -> Any:
        """A value as the type of a field has it."""
        return field_type(df.get("fieldtype")).cast(value, df)

    def get_value_as_float(self, fieldname: str) -> float:
        return flt(self.get(fieldname), self.precision(fieldname))


def step(document: BaseDocument, name: str) -> Any:
    """A method of a document, also where a field has its name: `cancel` of a row of rights."""
    return getattr(type(document), name).__get__(document)


def _left_out(defaults: bool, of_rows: bool) -> tuple[str, ...]:
    return (*STANDARD_FIELDS, *CHILD_FIELDS) if defaults else CHILD_FIELDS if of_rows else ()


def _special(kind: type[BaseDocument], meta: Meta) -> frozenset[str]:
    """Keys whose values do not simply become attributes: tables, properties, methods, the life cycle."""
    kept: dict[type[BaseDocument], frozenset[str]] = meta.__dict__.setdefault("_special_names", {})
    found = kept.get(kind)
    if found is None:
        own = {name for name in dir(kind) if _is_of_class(getattr(kind, name, None))}
        found = kept[kind] = LIFE_CYCLE | meta.table_names | {"doctype"} | own
    return found


def _is_of_class(attribute: Any) -> bool:
    return isinstance(attribute, property) or callable(attribute)


def _numbers(meta: Meta) -> frozenset[str]:
    names: frozenset[str] | None = meta.__dict__.get("_number_names")
    if names is None:
        # a rating that a Single does not have is no 0: only columns have a default
        ratings = {f.fieldname for f in meta.numeric_fields if f.fieldtype == "Rating" and meta["issingle"]}
        names = frozenset({f.fieldname for f in meta.numeric_fields} - ratings) | {"docstatus", "idx"}
        meta.__dict__["_number_names"] = names
    return names


def _moments(meta: Meta) -> tuple[str, ...]:
    names: tuple[str, ...] | None = meta.__dict__.get("_moment_names")
    if names is None:
        names = tuple(
            f.fieldname for f in meta.value_fields if f.fieldtype in ("Date", "Datetime", "Time", "Duration")
        )
        meta.__dict__["_moment_names"] = names
    return names


PASS_DATES = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS


def date_answer(value: Any) -> Any:
    """Dates and times as the API writes them; other values untouched."""
    if isinstance(value, date):  # a datetime is one
        return str(value)
    if isinstance(value, timedelta):
        return time_answer(value)
    return value


def json_default(value: Any) -> Any:
    """What orjson cannot write by itself."""
    if isinstance(value, date | timedelta):
        return date_answer(value)
    if isinstance(value, BaseDocument):
        return dict(value.as_dict(no_nulls=True))
    if isinstance(value, list | tuple | set | frozenset) or hasattr(value, "__iter__"):
        return list(value)
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
