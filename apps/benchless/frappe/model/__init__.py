"""Names of field types that apps ask for."""

from benchless.schema.fieldtypes import NO_VALUE_TYPES as no_value_fields
from benchless.schema.fieldtypes import NUMERIC_TYPES as numeric_fieldtypes
from benchless.schema.fieldtypes import TABLE_TYPES as table_fields
from benchless.schema.meta import CHILD_FIELDS as child_table_fields
from benchless.schema.meta import OPTIONAL_FIELDS as optional_fields
from benchless.schema.meta import STANDARD_FIELDS

default_fields = ("doctype", *STANDARD_FIELDS)
display_fieldtypes = no_value_fields

__all__ = [
    "child_table_fields", "default_fields", "display_fieldtypes", "no_value_fields", "numeric_fieldtypes",
    "optional_fields", "table_fields",
]  # fmt: skip
