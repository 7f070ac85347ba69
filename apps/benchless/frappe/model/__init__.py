"""Names of field types and columns that apps ask for."""

from benchless.context import current
from benchless.documents import lookup
from benchless.schema import get_meta
from benchless.schema.fieldtypes import NO_VALUE_TYPES as no_value_fields
from benchless.schema.fieldtypes import NUMERIC_TYPES as numeric_fieldtypes
from benchless.schema.fieldtypes import TABLE_TYPES as table_fields
from benchless.schema.fieldtypes import TYPES
from benchless.schema.files import CORE as core_doctypes_list
from benchless.schema.meta import CHILD_FIELDS as child_table_fields
from benchless.schema.meta import OPTIONAL_FIELDS as optional_fields
from benchless.schema.meta import STANDARD_FIELDS

default_fields = ("doctype", *STANDARD_FIELDS)
display_fieldtypes = no_value_fields
data_fieldtypes = tuple(name for name in TYPES if name not in no_value_fields)
datetime_fields = ("Datetime", "Date", "Time")
float_like_fields = ("Float", "Currency", "Percent")
attachment_fieldtypes = ("Attach", "Attach Image")
data_field_options = ("Email", "Name", "Phone", "URL", "Barcode", "IBAN")
log_types = (
    "Version",
    "Error Log",
    "Scheduled Job Log",
    "Event Sync Log",
    "Event Update Log",
    "Access Log",
    "View Log",
    "Activity Log",
    "Notification Log",
    "Email Queue",
    "DocShare",
    "Document Follow",
    "Console Log",
)
std_fields = [
    {"fieldname": "name", "fieldtype": "Link", "label": "ID"},
    {"fieldname": "owner", "fieldtype": "Link", "label": "Created By", "options": "User"},
    {"fieldname": "idx", "fieldtype": "Int", "label": "Index"},
    {"fieldname": "creation", "fieldtype": "Datetime", "label": "Created On"},
    {"fieldname": "modified", "fieldtype": "Datetime", "label": "Last Updated On"},
    {"fieldname": "modified_by", "fieldtype": "Link", "label": "Last Updated By", "options": "User"},
    {"fieldname": "_user_tags", "fieldtype": "Data", "label": "Tags"},
    {"fieldname": "_liked_by", "fieldtype": "Data", "label": "Liked By"},
    {"fieldname": "_comments", "fieldtype": "Text", "label": "Comments"},
    {"fieldname": "_assign", "fieldtype": "Text", "label": "Assigned To"},
    {"fieldname": "docstatus", "fieldtype": "Int", "label": "Document Status"},
]


def get_permitted_fields(
    doctype: str,
    parenttype: str | None = None,
    user: str | None = None,
    permission_type: str | None = None,
    *,
    ignore_virtual: bool = False,
) -> list[str]:
    """Names of the columns and fields that a user may read (or write)."""
    meta = get_meta(doctype)
    names: list[str] = meta.get_permitted_fieldnames(
        parenttype=parenttype, user=user, permission_type=permission_type or "read",
        with_virtual_fields=not ignore_virtual,
    )  # fmt: skip
    return [*dict.fromkeys([*names, *(["doctype"] if names else [])])] if meta["istable"] else names


def delete_fields(args_dict: dict[str, list[str]], delete: int = 0) -> None:
    """Take fields out of DocTypes; with `delete` their columns too: `{"ToDo": ["a", "b"]}`."""
    for doctype, names in args_dict.items():
        for fieldname in names:
            lookup.delete("DocField", {"parent": doctype, "fieldname": fieldname})
            lookup.delete("Property Setter", {"doc_type": doctype, "field_name": fieldname})
            table = f"tab{doctype}"
            if delete and fieldname in current().db.columns_of(table):
                current().db.tables.drop_column(table, fieldname)
        current().site.cache.bump(current().db, "schema")


def is_default_field(fieldname: str) -> bool:
    """Whether every document has a column of this name."""
    return fieldname in default_fields


__all__ = [
    "attachment_fieldtypes",
    "child_table_fields",
    "core_doctypes_list",
    "data_field_options",
    "data_fieldtypes",
    "datetime_fields",
    "default_fields",
    "display_fieldtypes",
    "float_like_fields",
    "is_default_field",
    "log_types",
    "no_value_fields",
    "numeric_fieldtypes",
    "optional_fields",
    "std_fields",
    "table_fields",
]
