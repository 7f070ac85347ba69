"""What a DocType says about its documents, prepared for fast questions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ..absent import AbsentName
from ..values import Row, cint
from .field_lists import FieldLists
from .fieldtypes import MOMENT_TYPES, NO_VALUE_TYPES, NUMERIC_TYPES, TABLE_TYPES, TYPES, FieldType, field_type

STANDARD_FIELDS = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx")
CHILD_FIELDS = ("parent", "parentfield", "parenttype")
OPTIONAL_FIELDS = ("_user_tags", "_comments", "_assign", "_liked_by")
STANDARD_LABELS = {
    "name": "ID",
    "owner": "Created By",
    "creation": "Created On",
    "modified": "Last Updated On",
    "modified_by": "Last Updated By",
    "docstatus": "Document Status",
    "idx": "Index",
    "parent": "Parent",
    "parentfield": "Parent Field",
    "parenttype": "Parent Type",
    "_user_tags": "Tags",
    "_comments": "Comments",
    "_assign": "Assigned To",
    "_liked_by": "Liked By",
}
STANDARD_TYPES = {
    "name": "Link",
    "owner": "Link",
    "modified_by": "Link",
    "creation": "Datetime",
    "modified": "Datetime",
    "docstatus": "Int",
    "idx": "Int",
    "parent": "Data",
    "parentfield": "Data",
    "parenttype": "Link",
    "_user_tags": "Data",
    "_comments": "Text",
    "_assign": "Text",
    "_liked_by": "Data",
    "_seen": "Text",
}


class Meta(FieldLists):
    """A DocType with its fields, rights, links, actions and states merged from all customisations.

    Items are the DocType's own properties; `fields`, `permissions`, `links`, `actions`, `states` are lists
    of rows.
    """

    __slots__ = ("__dict__",)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("get_"):
            raise AbsentName(f"Meta.{key}")  # no property of a DocType is called so: a method was meant
        return super().__getattr__(key)

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    @property
    def doctype_name(self) -> str:
        return str(self["name"])

    # fields -------------------------------------------------------------------------------

    @cached_property
    def field_map(self) -> dict[str, Row]:
        return {field.fieldname: field for field in self["fields"]}

    @cached_property
    def types(self) -> dict[str, FieldType]:
        """fieldname → type, of the fields with a column."""
        return {f.fieldname: field_type(f.fieldtype) for f in self.value_fields}

    @cached_property
    def value_fields(self) -> list[Row]:
        """Fields that are stored in the document's own row."""
        return [f for f in self["fields"] if f.fieldtype not in NO_VALUE_TYPES and not cint(f.is_virtual)]

    @cached_property
    def table_fields(self) -> list[Row]:
        return [f for f in self["fields"] if f.fieldtype in TABLE_TYPES and not cint(f.is_virtual)]

    @cached_property
    def row_fields(self) -> list[Row]:
        """Tables, those included whose rows are made by the document itself."""
        return [f for f in self["fields"] if f.fieldtype in TABLE_TYPES]

    @cached_property
    def table_names(self) -> frozenset[str]:
        return frozenset(field.fieldname for field in self.table_fields)

    @cached_property
    def unique_fields(self) -> list[Row]:
        return [f for f in self.value_fields if cint(f.unique)]

    @cached_property
    def attach_fields(self) -> list[Row]:
        """Fields that hold the address of a file."""
        return [f for f in self.value_fields if f.fieldtype in ("Attach", "Attach Image")]

    @property
    def keeps_marks(self) -> bool:
        """Whether documents have tags, likes, assignees: rows of tables, singles, virtual ones do not."""
        return not (self["issingle"] or self["istable"] or self["is_virtual"])

    @cached_property
    def measured_fields(self) -> list[Row]:
        """Numbers, dates and times."""
        return [f for f in self.value_fields if f.fieldtype in NUMERIC_TYPES or f.fieldtype in MOMENT_TYPES]

    @cached_property
    def numeric_fields(self) -> list[Row]:
        return [f for f in self.value_fields if f.fieldtype in NUMERIC_TYPES or f.fieldtype == "Rating"]

    @cached_property
    def link_fields(self) -> list[Row]:
        return [f for f in self.value_fields if f.fieldtype == "Link" and f.options != "[Select]"]

    @cached_property
    def dynamic_link_fields(self) -> list[Row]:
        return [f for f in self.value_fields if f.fieldtype == "Dynamic Link"]

    @cached_property
    def password_fields(self) -> list[Row]:
        return [f for f in self.value_fields if f.fieldtype == "Password"]

    @cached_property
    def virtual_fields(self) -> list[Row]:
        return [f for f in self["fields"] if cint(f.is_virtual)]

    @cached_property
    def fetched_fields(self) -> list[Row]:
        return [f for f in self.value_fields if f.fetch_from and "." in f.fetch_from]

    @cached_property
    def required_fields(self) -> list[Row]:
        return [f for f in self["fields"] if cint(f.reqd)]

    @cached_property
    def constant_fields(self) -> list[Row]:
        """Fields that keep their first value."""
        return [f for f in self["fields"] if cint(f.set_only_once)]

    @cached_property
    def high_fields(self) -> list[Row]:
        """Fields above permission level 0."""
        return [f for f in self["fields"] if cint(f.permlevel) > 0]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table that documents carry."""
        own = tuple(f.fieldname for f in self.value_fields)
        base = STANDARD_FIELDS + (CHILD_FIELDS if self["istable"] else ())
        return base + tuple(name for name in own if name not in base)

    @cached_property
    def all_columns(self) -> frozenset[str]:
        """Columns that may be named in a query."""
        extra = () if self["istable"] else OPTIONAL_FIELDS
        seen = ("_seen",) if cint(self.get("track_seen")) else ()
        return frozenset(self.columns + extra + seen)

    def get_field(self, fieldname: str) -> Row | None:
        """The field's row, or None."""
        return self.field_map.get(fieldname)

    def has_field(self, fieldname: str) -> bool:
        return fieldname in self.field_map

    def get_label(self, fieldname: str) -> str:
        """Label of a field; standard fields have English ones."""
        field = self.field_map.get(fieldname)
        return str(field.label or fieldname) if field else STANDARD_LABELS.get(fieldname, "No Label")

    def get_options(self, fieldname: str) -> str | None:
        field = self.field_map.get(fieldname)
        return field.options if field else None

    def get_fieldtype(self, fieldname: str) -> str | None:
        field = self.field_map.get(fieldname)
        return field.fieldtype if field else STANDARD_TYPES.get(fieldname)

    def type_of(self, fieldname: str) -> FieldType:
        """The type of a column, standard ones included."""
        return TYPES.get(self.get_fieldtype(fieldname) or "Data", TYPES["Data"])

    def get_table_fields(self, include_computed: bool = False) -> list[Row]:
        return self.table_fields

    def get_link_fields(self) -> list[Row]:
        return self.link_fields

    def get_dynamic_link_fields(self) -> list[Row]:
        return self.dynamic_link_fields

    def get_select_fields(self) -> list[Row]:
        return [f for f in self.value_fields if f.fieldtype == "Select"]

    def get_set_only_once_fields(self) -> list[Row]:
        return self.constant_fields

    def get_valid_columns(self) -> list[str]:
        return list(self.columns)

    def get_high_permlevel_fields(self) -> list[Row]:
        return self.high_fields

    def get_list_fields(self) -> list[str]:
        """`name` and what the list view shows."""
        return ["name", *(f.fieldname for f in self.value_fields if cint(f.in_list_view))]

    def get_search_fields(self) -> list[str]:
        """`search_fields` of the DocType; `name` when there are none."""
        listed = [part.strip() for part in (self.get("search_fields") or "").split(",") if part.strip()]
        return listed if "name" in listed else [*listed, "name"]

    def get_title_field(self) -> str:
        """The field that names a document to people."""
        title = self.get("title_field")
        return str(title) if title else ("title" if self.has_field("title") else "name")

    def get_field_precision_text(self, fieldname: str) -> str:
        field = self.field_map.get(fieldname)
        return str(field.precision or "") if field else ""

    def get_translatable_fields(self) -> list[str]:
        return [f.fieldname for f in self.value_fields if cint(f.translatable)]

    # shape --------------------------------------------------------------------------------

    @property
    def is_nested_set(self) -> bool:
        return self.has_field("lft") and self.has_field("rgt")

    @cached_property
    def nsm_parent(self) -> str:
        """The field of a tree that names the node above."""
        return str(self.get("nsm_parent_field") or "parent_" + self["name"].replace(" ", "_").lower())

    @cached_property
    def permlevels(self) -> dict[str, int]:
        return {f.fieldname: cint(f.permlevel) for f in self["fields"]}

    def get(self, key: str, filters: Any = None, limit: int | None = None, default: Any = None) -> Any:
        """A property; a list filtered by a dictionary of equalities or `(operator, value)` pairs."""
        if not isinstance(filters, dict):
            return super().get(key, default if filters is None else filters)
        found = [row for row in super().get(key) or [] if matches(row, filters)]
        return found[:limit] if limit else found

    def as_dict(self, no_nulls: bool = False) -> dict[str, Any]:
        """Plain data with `doctype` set, as the API hands it out; `no_nulls` holds for the rows too."""
        out: dict[str, Any] = {"doctype": "DocType"}
        for key, value in self.items():
            if no_nulls and value is None:
                continue
            out[key] = [_plain_row(row, no_nulls) for row in value] if isinstance(value, list) else value
        return out


def _plain_row(row: Any, no_nulls: bool) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None} if no_nulls else dict(row)


def matches(row: Any, filters: dict[str, Any]) -> bool:
    """Whether a row meets simple filters: `{"a": 1, "b": ["in", [..]]}`."""
    return all(_meets(row.get(key), wanted) for key, wanted in filters.items())


def _meets(value: Any, wanted: Any) -> bool:
    if not isinstance(wanted, list | tuple):
        return bool(wanted == value) if wanted not in (True, False) else bool(value) == wanted
    operator, operand = wanted[0], wanted[1] if len(wanted) > 1 else None
    if operator in ("in", "not in"):
        return bool((value in (operand or ())) == (operator == "in"))
    if operator == "!=":
        return bool(value != operand)
    if operator == "like":
        return str(operand).strip("%").lower() in str(value or "").lower()
    if operator in (">", "<", ">=", "<="):
        return bool(value is not None and _COMPARE[operator](value, operand))
    return bool(value == operand) if operator == "=" else bool(value in wanted)


_COMPARE = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
}


def rows_of(items: Iterable[dict[str, Any]]) -> list[Row]:
    """Dictionaries as rows."""
    return [Row(item) for item in items]
