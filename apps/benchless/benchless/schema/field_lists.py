"""Lists of a DocType's fields that apps ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..context import current
from ..values import Row, cint, cstr
from .fieldtypes import NO_VALUE_TYPES

IMAGES = ("Attach Image",)
# Rights are decided above this package; it says here which levels of fields a user may read or write.
LevelRule = Callable[[Any, str, str | None], frozenset[int]]
_level_rules: list[LevelRule] = []


def set_level_rule(rule: LevelRule) -> None:
    """Let `rule(meta, right, user)` decide."""
    _level_rules.append(rule)


class FieldLists(Row):
    """Questions about the fields of a DocType, over `fields`, `links` and `permissions`."""

    __slots__ = ()

    def _of_type(self, *fieldtypes: str) -> list[Row]:
        return [field for field in self["fields"] if field.fieldtype in fieldtypes]

    def get_data_fields(self) -> list[Row]:
        return self._of_type("Data")

    def get_phone_fields(self) -> list[Row]:
        return self._of_type("Phone")

    def get_image_fields(self) -> list[Row]:
        return self._of_type(*IMAGES)

    def get_code_fields(self) -> list[Row]:
        return self._of_type("Code")

    def get_masked_fields(self) -> list[Row]:
        """Fields whose values are shown with stars to those without the right to see them."""
        return [field for field in self["fields"] if cint(field.mask)]

    def get_custom_fields(self) -> list[Row]:
        """Fields that were added on this site."""
        return [field for field in self["fields"] if cint(field.is_custom_field)]

    def get_global_search_fields(self) -> list[Row]:
        """Fields that a search over everything looks into; the name where the DocType wants it."""
        marked = [field for field in self["fields"] if cint(field.in_global_search)]
        name = Row(fieldname="name", fieldtype="Data", label="Name")
        shown = [name] if cint(self.get("show_name_in_global_search")) else []
        return [*(field for field in marked if field.fieldtype not in NO_VALUE_TYPES), *shown]

    def get_workflow(self) -> str | None:
        """The name of the active Workflow of these documents, or None."""
        sql = "SELECT name FROM `tabWorkflow` WHERE document_type=? AND is_active=1 LIMIT 1"
        rows = current().db.rows(sql, (self["name"],))
        return cstr(rows[0][0]) if rows else None

    def get_fields_to_fetch(self, link_fieldname: str | None = None) -> list[Row]:
        """Fields that take their value from a link, or from one link."""
        fetched = [field for field in self["fields"] if "." in cstr(field.fetch_from)]
        if link_fieldname is None:
            return fetched
        return [field for field in fetched if field.fetch_from.split(".")[0] == link_fieldname]

    def get_fields_to_check_permissions(self, user_permission_doctypes: Any) -> list[Row]:
        """Links that User Permissions of these DocTypes bind."""
        return [
            field
            for field in self._of_type("Link")
            if field.options in user_permission_doctypes and not cint(field.ignore_user_permissions)
        ]

    def get_table_field_doctype(self, fieldname: str) -> str | None:
        """The child DocType of a table."""
        return self._options_of(fieldname, ("Table", "Table MultiSelect"))

    def get_link_doctype(self, fieldname: str) -> str | None:
        """The DocType that a Link points to, or the field that names it for a Dynamic Link's value."""
        return self._options_of(fieldname, ("Link", "Dynamic Link"))

    def _options_of(self, fieldname: str, kinds: tuple[str, ...]) -> str | None:
        found = next((field for field in self._of_type(*kinds) if field.fieldname == fieldname), None)
        return str(found.options) if found else None

    def get_fieldnames_with_value(
        self, with_field_meta: bool = False, with_virtual_fields: bool = False
    ) -> Any:
        """Fields with a column (and virtual ones): names, or their rows."""
        virtual = [f for f in self["fields"] if with_virtual_fields and cint(f.is_virtual)]
        fields = [*self.value_fields, *virtual]
        return fields if with_field_meta else [field.fieldname for field in fields]

    def get_valid_fields(self) -> list[str]:
        """Names of the fields with a column."""
        return [field.fieldname for field in self.value_fields]

    def get_naming_series_options(self) -> list[str]:
        """The choices of the field `naming_series`."""
        field = next((one for one in self["fields"] if one.fieldname == "naming_series"), None)
        return [line.strip() for line in cstr(field.options if field else "").split("\n") if line.strip()]

    def get_permissions(self, parenttype: str | None = None) -> list[Row]:
        """Rows of rights; a child table has those of its parent, if given."""
        return list(self.get("permissions") or [])

    def get_permlevel_access(
        self, permission_type: str = "read", parenttype: str | None = None, *, user: str | None = None
    ) -> list[int]:
        """Levels of fields that a user may read or write."""
        return sorted(_level_rules[-1](self, permission_type, user))

    def get_permitted_fieldnames(
        self,
        parenttype: str | None = None,
        *,
        user: str | None = None,
        permission_type: str = "read",
        with_virtual_fields: bool = True,
    ) -> list[str]:
        """Names of fields that a user may read or write."""
        levels = _level_rules[-1](self, permission_type, user)
        names = self.get_fieldnames_with_value(True, with_virtual_fields)
        return [field.fieldname for field in names if cint(field.permlevel) in levels]

    def is_translatable(self, fieldname: str) -> bool:
        """Whether the values of a field are translated."""
        found = next((one for one in self["fields"] if one.fieldname == fieldname), None)
        return bool(found and cint(found.translatable))

    def get_dashboard_data(self) -> Row:
        """What a form's head shows of connected documents: the DocType's links by group."""
        groups: dict[str, list[str]] = {}
        for link in self.get("links") or []:
            groups.setdefault(cstr(link.group), []).append(link.link_doctype)
        transactions = [{"label": label, "items": items} for label, items in groups.items()]
        return Row(fieldname=None, transactions=transactions, non_standard_fieldnames={}, internal_links={})
