"""Trees kept as nested sets: every node spans the numbers `lft` to `rgt` of all below it."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.errors import ValidationError
from benchless.sql import quoted
from benchless.values import cint, scrub
from frappe import _
from frappe.model.document import Document


class NestedSetRecursionError(ValidationError):
    """A node would become its own ancestor."""


class NestedSetMultipleRootsError(ValidationError):
    """A second root where only one is allowed."""


class NestedSetChildExistsError(ValidationError):
    """A node with children cannot go."""


class NestedSetInvalidMergeError(ValidationError):
    """A group and a leaf cannot become one."""


class NestedSet(Document):
    """Base class of the controllers of tree DocTypes."""

    nsm_parent_field: str | None = None
    nsm_oldparent_field = "old_parent"

    def on_update(self) -> None:
        """Give a new node its place, or move it below its new parent. A node with children is a group."""
        update_nsm(self)
        self.validate_ledger()

    def on_trash(self, allow_root_deletion: bool = True) -> None:
        """Close the gap that the node leaves. A node with children stays."""
        field = parent_field_of(self)
        if not allow_root_deletion and not self.get(field):
            frappe.throw(_("Root {0} cannot be deleted").format(_(self.doctype)))
        if frappe.db.exists(self.doctype, {field: self.name}):
            frappe.throw(
                _("Cannot delete {0} as it has child nodes").format(self.name), NestedSetChildExistsError
            )
        Tree(self.doctype, field).take_out(self.name)

    def before_rename(
        self, olddn: str, newdn: str, merge: bool = False, group_fname: str = "is_group"
    ) -> None:
        """Only a leaf and a leaf, or a group and a group, can be merged."""
        if merge and self.meta.has_field(group_fname):
            kinds = {cint(frappe.db.get_value(self.doctype, name, group_fname)) for name in (olddn, newdn)}
            if len(kinds) > 1:
                text = _("Merging is only possible between group and group or leaf and leaf")
                frappe.throw(text, NestedSetInvalidMergeError)

    def after_rename(self, olddn: str, newdn: str, merge: bool = False) -> None:
        """The children follow; after a merge the numbers are made anew."""
        field = parent_field_of(self)
        for column in {field, self.nsm_oldparent_field} & set(frappe.db.get_table_columns(self.doctype)):
            table, name = quoted(f"tab{self.doctype}"), quoted(column)
            frappe.db.sql(f"UPDATE {table} SET {name}=%s WHERE {name}=%s", (newdn, olddn))
        if merge:
            rebuild_tree(self.doctype)

    def validate_one_root(self) -> None:
        """Stop when there is a second root."""
        if not self.get(parent_field_of(self)) and self.get_root_count() > 1:
            frappe.throw(_("Multiple root nodes not allowed."), NestedSetMultipleRootsError)

    def get_root_count(self) -> int:
        """How many nodes have no parent."""
        return len(frappe.get_all(self.doctype, filters=[[parent_field_of(self), "is", "not set"]]))

    def validate_ledger(self, group_identifier: str = "is_group") -> None:
        """A node with children cannot become a leaf."""
        if self.get(group_identifier) or self.is_new():
            return
        if frappe.db.exists(self.doctype, {parent_field_of(self): self.name}):
            text = _("{0} {1} cannot be a leaf node as it has children").format(_(self.doctype), self.name)
            frappe.throw(text)

    def get_ancestors(self) -> list[str]:
        return get_ancestors_of(self.doctype, self.name)

    def get_parent(self) -> Any:
        """The parent's document, or None for a root."""
        parent = self.get(parent_field_of(self))
        return frappe.get_doc(self.doctype, parent) if parent else None

    def get_children(self) -> Any:
        """Documents of the next level."""
        for name in frappe.get_all(self.doctype, {parent_field_of(self): self.name}, pluck="name"):
            yield frappe.get_doc(self.doctype, name)


class Tree:
    """The numbers of one DocType's tree."""

    def __init__(self, doctype: str, parent_field: str) -> None:
        self.doctype = doctype
        self.parent_field = parent_field
        self.table = quoted(f"tab{doctype}")

    def hold(self) -> None:
        """One change of the tree after the other, also where writers lock rows only."""
        db = current().db
        db.begin()
        db.rows(f"SELECT name FROM `tabDocType` WHERE name=?{db.locking}", (self.doctype,))

    def numbers(self, name: str) -> tuple[int, int]:
        """`lft` and `rgt` of a node as stored now."""
        row = frappe.db.sql(f"SELECT lft, rgt FROM {self.table} WHERE name=%s", (name,))
        return (cint(row[0][0]), cint(row[0][1])) if row else (0, 0)

    def end(self) -> int:
        """The first free number behind all trees."""
        return cint(frappe.db.sql(f"SELECT MAX(rgt) FROM {self.table}")[0][0]) + 1

    def shift(self, start: int, by: int) -> None:
        """Move all numbers from `start` on."""
        for side in ("lft", "rgt"):
            frappe.db.sql(f"UPDATE {self.table} SET {side}={side}+%s WHERE {side}>=%s", (by, start))

    def place(self, name: str, parent: str | None) -> None:
        """Give a new node the last place below its parent."""
        self.hold()
        start = self.numbers(parent)[1] if parent else self.end()
        if parent:
            self.shift(start, 2)
        frappe.db.sql(f"UPDATE {self.table} SET lft=%s, rgt=%s WHERE name=%s", (start, start + 1, name))

    def take_out(self, name: str) -> None:
        """Close the gap of a leaf."""
        self.hold()
        left, _right = self.numbers(name)
        if left:
            self.shift(left + 1, -2)

    def move(self, name: str, parent: str | None) -> None:
        """Carry a node with all below it to another parent."""
        self.hold()
        left, right = self.numbers(name)
        self.refuse_loop(name, parent, left, right)
        width = right - left + 1
        inside = f"UPDATE {self.table} SET lft=%s, rgt=%s WHERE name=%s"
        branch = frappe.db.sql(
            f"SELECT name, lft, rgt FROM {self.table} WHERE lft>=%s AND rgt<=%s", (left, right)
        )
        frappe.db.sql(f"UPDATE {self.table} SET lft=0, rgt=0 WHERE lft>=%s AND rgt<=%s", (left, right))
        self.shift(right + 1, -width)
        start = self.numbers(parent)[1] if parent else self.end()
        if parent:
            self.shift(start, width)
        for node, old_left, old_right in branch:
            frappe.db.sql(inside, (old_left - left + start, old_right - left + start, node))

    def refuse_loop(self, name: str, parent: str | None, left: int, right: int) -> None:
        """A node cannot be below itself."""
        if parent and (parent == name or left <= self.numbers(parent)[0] <= right):
            frappe.throw(_("Item cannot be added to its own descendants"), NestedSetRecursionError)

    def rebuild(self) -> None:
        """Number all nodes anew from their parents, siblings by name."""
        self.hold()
        rows = frappe.db.sql(f"SELECT name, {quoted(self.parent_field)} FROM {self.table} ORDER BY name")
        below: dict[str, list[str]] = {}
        for name, parent in rows:
            below.setdefault(parent or "", []).append(name)
        numbers: list[tuple[int, int, str]] = []
        self._number(below, numbers)
        for left, right, name in numbers:
            frappe.db.sql(f"UPDATE {self.table} SET lft=%s, rgt=%s WHERE name=%s", (left, right, name))

    @staticmethod
    def _number(below: dict[str, list[str]], out: list[tuple[int, int, str]]) -> None:
        """Walk without recursion: trees of regions are wide and can be deep."""
        counter = 0
        opened: dict[str, int] = {}
        stack = [(name, False) for name in reversed(below.get("", []))]
        while stack:
            name, closing = stack.pop()
            counter += 1
            if closing:
                out.append((opened[name], counter, name))
                continue
            opened[name] = counter
            stack.append((name, True))
            stack.extend((child, False) for child in reversed(below.get(name, [])))


def parent_field_of(doc: Any) -> str:
    """The field that names a node's parent."""
    own = getattr(doc, "nsm_parent_field", None)
    return str(own or doc.meta.get("nsm_parent_field") or f"parent_{scrub(doc.doctype)}")


def update_nsm(doc: Any) -> None:
    """Keep the numbers in step with the parent field of a saved node."""
    field, old_field = parent_field_of(doc), getattr(doc, "nsm_oldparent_field", "old_parent")
    parent, tree = doc.get(field) or None, Tree(doc.doctype, parent_field_of(doc))
    if not cint(doc.lft):
        tree.place(doc.name, parent)
    elif (doc.get(old_field) or None) != parent:
        tree.move(doc.name, parent)
    else:
        return
    doc.set(old_field, parent or "")
    if doc.meta.has_field(old_field):
        frappe.db.set_value(doc.doctype, doc.name, old_field, parent or "", update_modified=False)
    doc.lft, doc.rgt = tree.numbers(doc.name)


def rebuild_tree(doctype: str, parent_field: str | None = None) -> None:
    """Number all nodes of a tree anew."""
    meta = frappe.get_meta(doctype)
    Tree(doctype, parent_field or meta.get("nsm_parent_field") or f"parent_{scrub(doctype)}").rebuild()


def validate_loop(doctype: str, name: str, lft: int, rgt: int) -> None:
    """Stop when `name` is among the nodes between the numbers."""
    Tree(doctype, "").refuse_loop("", name, cint(lft), cint(rgt))


def get_descendants_of(
    doctype: str,
    name: str,
    order_by: str = "lft desc",
    limit: int | None = None,
    ignore_permissions: bool = False,
) -> list[str]:
    """Names of all nodes below a node."""
    left, right = Tree(doctype, "").numbers(name)
    return _between(doctype, [["lft", ">", left], ["rgt", "<", right]], order_by, limit, ignore_permissions)


def get_ancestors_of(
    doctype: str, name: str, order_by: str = "lft desc", limit: int | None = None
) -> list[str]:
    """Names of all nodes above a node, the nearest first."""
    left, right = Tree(doctype, "").numbers(name)
    return _between(doctype, [["lft", "<", left], ["rgt", ">", right]], order_by, limit, True)


def _between(
    doctype: str, filters: list[Any], order_by: str, limit: int | None, ignore_permissions: bool
) -> list[str]:
    return list(
        frappe.get_list(
            doctype,
            filters=filters,
            order_by=order_by,
            limit_page_length=limit or 0,
            ignore_permissions=ignore_permissions,
            pluck="name",
        )
    )


def get_root_of(doctype: str) -> str | None:
    """Name of the first root."""
    meta = frappe.get_meta(doctype)
    field = meta.get("nsm_parent_field") or f"parent_{scrub(doctype)}"
    roots = frappe.get_all(doctype, filters=[[field, "is", "not set"]], order_by="lft", limit=1, pluck="name")
    return roots[0] if roots else None
